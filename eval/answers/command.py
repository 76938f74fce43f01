"""``tracuu eval answers``: ask every gold question, judge what comes, compare with a run before."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from datetime import date
from pathlib import Path

from eval import texts
from eval.answers import texts as answer_texts
from eval.answers.judge import judge_all
from eval.answers.measures import table_of
from eval.answers.runs import changed, gains, read_run, run_of, write_run
from eval.baselines import BASELINES, differences, load, save
from eval.gold.questions import read_gold
from eval.sample import SAMPLE_QUESTIONS, TODAY, sample_library
from rag.library import Library


def add(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    answers = commands.add_parser("answers", help=texts.ANSWERS)
    answers.add_argument("--archive", type=Path, help=texts.ARCHIVE)
    answers.add_argument("--questions", type=Path, default=SAMPLE_QUESTIONS, help=texts.QUESTIONS)
    answers.add_argument("--split", choices=("dev", "test"), help=texts.SPLIT)
    answers.add_argument("--encoder", help=texts.ENCODER)
    answers.add_argument("--today", type=date.fromisoformat, default=TODAY, help=texts.TODAY)
    answers.add_argument("--run", type=Path, help=texts.RUN)
    answers.add_argument("--against", type=Path, help=texts.AGAINST)
    answers.add_argument("--verbose", action="store_true", help=texts.VERBOSE)
    answers.add_argument("--json", action="store_true", help=texts.JSON)
    answers.add_argument("--save", action="store_true", help=texts.SAVE)
    answers.add_argument("--name", help=texts.NAME)


def run(options: argparse.Namespace) -> int:
    """Measure and print; returns 0. Words of the half ``test`` appear only with ``--verbose`` or in the file of ``--run``.

    Raises GoldError, ArchiveError, EncoderError and OSError.
    """
    golds = read_gold(options.questions, options.split)
    earlier = read_run(options.against) if options.against else None
    with tempfile.TemporaryDirectory() as scratch, _library(options, Path(scratch)) as library:
        judgements = judge_all(golds, library, options.today)
    table = table_of(judgements)
    name = options.name or "-".join(filter(None, ("answers", options.questions.stem, options.split)))
    path = BASELINES / f"{name}.json"
    if options.json:
        print(json.dumps({"name": name, "table": table}, ensure_ascii=False))
    else:
        print(texts.table(name, table))
        for found in judgements:
            wrong = not found.right or found.cited is False
            if options.verbose or (wrong and found.gold.split != "test"):
                print(answer_texts.judgement(found))
        for moved in differences(table, load(path)):
            print(texts.MOVED.format(*moved))
    now = run_of(judgements)
    if earlier is not None and not options.json:
        print(answer_texts.compared_runs(gains(earlier, now), changed(earlier, now) if options.split != "test" else ()))
    if options.run:
        write_run(now, options.run)
    if options.save:
        save(table, path)
        print(texts.SAVED.format(path=path), file=sys.stderr)
    return 0


def _library(options: argparse.Namespace, scratch: Path) -> Library:
    """Open the archive that was named, or build the sample archive in ``scratch``."""
    if options.archive is not None:
        return Library.open(options.archive, encoder=options.encoder)
    return sample_library(scratch, options.encoder)
