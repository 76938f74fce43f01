"""Encoders compared in one run and one table: ``python -m eval.encoders.compare --collection DIR --questions DIR --corpora DIR --model NAME=DIR``.

Every question is on a passage that training never saw a question of. Intervals are 95% bootstrap intervals by question,
with a fixed seed. ``bigrams +`` and ``expansions +`` before a name mean the words and that encoder, fused as in the product;
it always has the expansions.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from eval.baselines import BASELINES
from eval.encoders import texts
from eval.encoders.ranking import Lexical, RowScorer, Scorer, Scores, ndcg, rankings, recall
from eval.encoders.sets import (
    SAMPLE_FILES,
    SAMPLE_QUESTIONS,
    Pool,
    archive_pool,
    hand_pool,
    law_pool,
    marked,
    slips_pool,
    staff_pool,
    statute_pool,
    stripped,
)
from eval.encoders.speed import cost
from eval.gold.questions import read_gold
from index.dense.encoder import DEFAULT_MODEL, load_encoder
from index.training.comparing import interval
from rag.library import Library

QUESTIONS = Path(__file__).parents[1] / "questions"
SYLLABLES, PAIRS, WIDENED = "BM25 syllables", "BM25 + bigrams", "BM25 + expansions"
TYPED = {name: QUESTIONS / f"typed-{name}.jsonl" for name in ("slips", "bare")}
"""Held-out questions once more: mistyped by hand, and without marks."""
MEASURES = {"nDCG@10": ndcg, "recall@5": recall}

Values = dict[str, dict[str, dict[str, list[float]]]]
"""Measure → set of questions → system → value by question."""


def run(options: argparse.Namespace) -> int:
    """Measure and print the table; returns 0, or 2 when no set of questions was named."""
    pools = list(_pools(options))
    if not pools:
        print(texts.NOTHING, file=sys.stderr)
        return 2
    models = dict(one.split("=", 1) for one in options.model) or {"default": str(DEFAULT_MODEL)}
    values: Values = {measure: {} for measure in MEASURES}
    for pool in pools:
        _measure(pool, {name: RowScorer(load_encoder(Path(folder))) for name, folder in models.items()}, values)
    table = summary(values)
    print("\n\n".join(shown(measure, sets) for measure, sets in table.items()))
    result: dict[str, object] = {"quality": table}
    if options.speed:
        result["cost"] = {name: cost(Path(folder)) for name, folder in models.items()}
        print(json.dumps(result["cost"], indent=1))
    if options.save:
        path = BASELINES / f"{options.name}.json"
        path.write_text(json.dumps(result, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


def _pools(options: argparse.Namespace) -> Iterator[Pool]:
    yield from (statute_pool(folder) for folder in options.collection)
    if options.reading:
        yield law_pool(options.reading)
    staff = [staff_pool(options.questions)] if options.questions else []
    staff += [hand_pool(options.corpora)] if options.corpora else []
    # One pool for a question and its twins: the passages are encoded once.
    for pool in staff:
        twins = (marked(pool), stripped(pool), *(slips_pool(pool, file, name) for name, file in TYPED.items()))
        yield replace(pool, asked=pool.asked + tuple(one for twin in twins for one in twin.asked))
    if options.collection or staff:
        with tempfile.TemporaryDirectory() as scratch:
            with Library.open(Path(scratch) / "archive", encoder="", create=True) as library:
                library.ingest([SAMPLE_FILES])
            yield archive_pool(Path(scratch) / "archive", read_gold(SAMPLE_QUESTIONS))


def _measure(pool: Pool, scorers: dict[str, Scorer], values: Values) -> None:
    lexical = Lexical(pool)
    for system, found in ((SYLLABLES, lexical.syllables), (PAIRS, lexical.pairs), (WIDENED, lexical.widened)):
        _note(pool, system, found, values)
    for name, scorer in scorers.items():
        ranked = list(rankings(pool, lexical, scorer))
        _note(pool, name, [one.alone for one in ranked], values)
        _note(pool, f"bigrams + {name}", [one.pairs for one in ranked], values)
        _note(pool, f"expansions + {name}", [one.widened for one in ranked], values)


def _note(pool: Pool, system: str, found: list[Scores], values: Values) -> None:
    for one, scores in zip(pool.asked, found, strict=True):
        for measure, sets in values.items():
            sets.setdefault(one.style, {}).setdefault(system, []).append(MEASURES[measure](scores, one))


def summary(values: Values) -> dict[str, dict[str, dict[str, dict[str, float]]]]:
    """Return measure → set → system → mean, both ends of its interval, and the number of questions."""
    return {
        measure: {
            name: {system: _row(np.asarray(one)) for system, one in systems.items()} for name, systems in sets.items()
        }
        for measure, sets in values.items()
    }


def _row(values: np.ndarray) -> dict[str, float]:
    low, high = interval(values)
    row = {"mean": float(values.mean()), "low": low, "high": high}
    return {name: round(value, 4) for name, value in row.items()} | {"questions": float(len(values))}


def shown(measure: str, sets: dict[str, dict[str, dict[str, float]]]) -> str:
    """Return one measure as a Markdown table: a row for each system, a column for each set."""
    systems = list(dict.fromkeys(system for one in sets.values() for system in one))
    head = [f"{name} ({int(next(iter(one.values()))['questions'])})" for name, one in sets.items()]
    lines = [f"| {measure} | {' | '.join(head)} |", "|---" * (len(head) + 1) + "|"]
    for system in systems:
        cells = [_cell(one.get(system)) for one in sets.values()]
        lines.append(f"| {system} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(row: dict[str, float] | None) -> str:
    if row is None:
        return ""
    mean, low, high = (f"{row[name]:.3f}".replace("0.", ".", 1) for name in ("mean", "low", "high"))
    return f"{mean} [{low}, {high}]"
