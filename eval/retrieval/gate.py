"""The gate: no ranking may answer the sample questions worse than when its figures were last committed.

Each question is compared with itself, so one that moves is noise and many that fall are not. ``python -m eval gate``
fails when a system lost more than ``LEAST_LOSS`` of nDCG@10 and chance alone would do that less than once in twenty
times, when a committed system is gone, or when a retriever raises an alarm.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import fmean

from eval.baselines import BASELINES, Regression
from eval.gold.judged import JudgedSet, of_quotes
from eval.gold.questions import read_gold
from eval.retrieval import texts as said
from eval.retrieval.engines import ArchiveEngine
from eval.retrieval.measure import measure
from eval.retrieval.systems import Engine, rows
from eval.sample import SAMPLE_QUESTIONS, sample_library
from eval.significance import chance
from index.chunking.cut import passages_of
from index.dense.encoder import load_encoder

BASELINE = BASELINES / "gate-sample.json"
MEASURE = "nDCG@10"
LEAST_LOSS = 0.01
SURE = 0.05
OUTSIDE = ("rank-bm25", "syllables")
"""Rows that are there for comparison and answer nobody."""

Figures = dict[str, dict[str, float]]
"""System → question → ``MEASURE``."""


def add(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    parser = commands.add_parser("gate", help=said.GATE)
    parser.add_argument("--baseline", type=Path, default=BASELINE, help=said.GATE_BASELINE)
    parser.add_argument("--save", action="store_true", help=said.GATE_SAVE)


def run(options: argparse.Namespace) -> int:
    """Compare with the baseline or write it; 1 when something got worse, a retriever is broken or there is no baseline."""
    with tempfile.TemporaryDirectory() as scratch, sample_library(Path(scratch)) as library:
        documents = [library.document(document_id) for document_id in sorted(library.archive.ids())]
        judged = of_quotes("sample", read_gold(SAMPLE_QUESTIONS), documents, passages_of)
        engine = ArchiveEngine(library, load_encoder())
        alarms = engine.alarms()
        now = figures(judged, engine)
    for code in alarms:
        print(said.ALARM.format(name=judged.name, words=said.ALARMS[code]), file=sys.stderr)
    if options.save:
        lines = json.dumps(now, ensure_ascii=False, indent=1, sort_keys=True)
        options.baseline.write_text(f"{lines}\n", encoding="utf-8")
        return 1 if alarms else 0
    if not options.baseline.is_file():
        print(said.GATE_NO_BASELINE.format(path=options.baseline), file=sys.stderr)
        return 1
    before: Figures = json.loads(options.baseline.read_text(encoding="utf-8"))
    for name in sorted(now.keys() - before.keys()):
        print(said.GATE_NEW.format(system=name))
    worse = regressions(before, now)
    for one in worse:
        print(said.regression(one), file=sys.stderr)
    if not worse and not alarms:
        print(said.GATE_PASSED)
    return 1 if worse or alarms else 0


def figures(judged: JudgedSet, engine: Engine) -> Figures:
    """Return ``MEASURE`` of every question for every system that answers people."""
    systems = [one for one in rows(engine) if one.name not in OUTSIDE]
    measured = measure(judged, engine, systems)
    return {
        name: {
            question.id: round(outcome.figures[MEASURE], 4)
            for question, outcome in zip(judged.questions, outcomes, strict=True)
        }
        for name, outcomes in measured.outcomes.items()
    }


def regressions(before: Mapping[str, Mapping[str, float]], now: Mapping[str, Mapping[str, float]]) -> list[Regression]:
    """Return the systems that got worse. A committed question that is no longer measured counts as answered with 0."""
    found: list[Regression] = []
    for system, old in before.items():
        if system not in now:
            found.append(Regression(system, fmean(old.values()), None, 0.0))
            continue
        late = [now[system].get(question, 0.0) for question in old]
        early = list(old.values())
        if fmean(early) - fmean(late) <= LEAST_LOSS:
            continue
        likely = chance(early, late, list(old))
        if likely < SURE:
            found.append(Regression(system, fmean(early), fmean(late), likely))
    return found
