"""Fit how sure an answer by reading is: ``python -m eval.fitting.sureness --questions FILE --archive DIR --out FILE``.

Questions with gold (half ``dev``, or all with ``--all``), answerable or not, are put to their archive and the best passages read. First the weight of the search
beside the reader is chosen, by how often the answer is right; then logistic regressions on ``rag.reading.sureness.FEATURES`` say how likely
it is right, and how likely there is an answer at all. Tells what a cross-validated fit gives: the share right of those that would be answered, shown, refused. Refit it with every reader.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.answers.judge import judge
from eval.gold.questions import Gold, read_gold
from index.reader.onnx_reader import READER_FOLDER, OnnxReader
from index.reader.reader import Reader, Reading
from index.reader.rows import Text
from rag.evidence.desk import desk_of
from rag.library import Library
from rag.reading.compose import by_words, features, readings
from rag.reading.sureness import FILE, Fit, Sureness, write_sureness
from rag.verify import verified

BY_SEARCH = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0)
RIDGE = 1.0
"""Keeps weights of few questions small."""
FOLDS = 5

Floats = NDArray[np.float64]


class Remembering:
    """A reader that reads each pair once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[tuple[str, Text], Reading] = {}

    def read(self, question: str, texts: Sequence[Text]) -> list[Reading]:
        """See ``Reader``."""
        new = [one for one in dict.fromkeys(texts) if (question, one) not in self._known]
        self._known |= {
            (question, text): found for text, found in zip(new, self._reader.read(question, new), strict=True)
        }
        return [self._known[question, one] for one in texts]


@dataclass(frozen=True, slots=True)
class Example:
    """What a question got by reading: its features, whether it was right, and whether anything in the archive is."""

    features: tuple[float, ...]
    right: bool
    answerable: bool


def examples(golds: Sequence[Gold], library: Library, reader: Reader, today: date) -> dict[float, list[Example]]:
    """Answer each question by reading, with each weight of the search; those for which nothing is found give none."""
    documents = {one: library.document(one) for one in sorted(library.archive.ids())}
    found: dict[float, list[Example]] = {weight: [] for weight in BY_SEARCH}
    for gold in golds:
        desk = desk_of(gold.question, library, today)
        for weight, some in found.items():
            read = readings(desk, reader, weight)
            if read:
                told = replace(by_words(desk.question.kind, read, "answered"), items=())
                judged = judge(gold, verified(told, gold.question, library.archive), documents)
                answerable = gold.status != "not_found"
                right = answerable and judged.right and judged.cited is not False
                some.append(Example(features(desk, read), right, answerable))
    return found


def fitted(found: Sequence[Example], by_search: float) -> Sureness:
    """Return the fits of both: that an answer is right, that there is one."""
    rows = np.asarray([one.features for one in found], dtype=np.float64)
    labels = ([one.right for one in found], [one.answerable for one in found])
    right, answerable = (regression(rows, np.asarray(some, dtype=np.bool_)) for some in labels)
    return Sureness(right, answerable, by_search)


def regression(rows: Floats, labels: NDArray[np.bool_], steps: int = 50) -> Fit:
    """Return a logistic regression with a ridge, by Newton's method; ``rows`` is (examples, features)."""
    whole = np.column_stack([rows, np.ones(len(rows))])
    weights = np.zeros(whole.shape[1])
    ridge = RIDGE * np.diag([*np.ones(rows.shape[1]), 0.0])
    for _ in range(steps):
        likely = 1 / (1 + np.exp(-whole @ weights))
        slope = whole.T @ (labels - likely) - ridge @ weights
        curve = (whole * (likely * (1 - likely))[:, None]).T @ whole + ridge + 1e-9 * np.eye(len(weights))
        weights = weights + np.linalg.solve(curve, slope)
    return Fit(tuple(weights[:-1].tolist()), float(weights[-1]))


def validated(found: Sequence[Example]) -> list[str]:
    """Return the status of each question by a fit without its fold."""
    fits = [fitted([one for at, one in enumerate(found) if at % FOLDS != fold], 0.0) for fold in range(FOLDS)]
    return [fits[at % FOLDS].status(one.features) for at, one in enumerate(found)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, tell and write; returns 0."""
    parser = argparse.ArgumentParser(prog="python -m eval.fitting.sureness", description=__doc__)
    parser.add_argument("--questions", type=Path, action="append", required=True, help="question file; repeatable")
    parser.add_argument("--archive", type=Path, action="append", required=True, help="its archive, in the same order")
    parser.add_argument(
        "--all", action="store_true", help="halves that were kept out and have been looked at since as well"
    )
    parser.add_argument("--reader", type=Path, default=READER_FOLDER)
    parser.add_argument("--today", type=date.fromisoformat, default=date(2025, 12, 31))
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args(arguments)
    if len(options.questions) != len(options.archive):
        parser.error("one --archive for each --questions")
    reader = Remembering(OnnxReader(options.reader))
    by_weight: dict[float, list[Example]] = {weight: [] for weight in BY_SEARCH}
    for questions, archive in zip(options.questions, options.archive, strict=True):
        with Library.open(archive) as library:
            for weight, some in examples(
                read_gold(questions, None if options.all else "dev"), library, reader, options.today
            ).items():
                by_weight[weight] += some
    firsts = {weight: sum(one.right for one in found) for weight, found in by_weight.items()}
    print("right:", ", ".join(f"{weight:g}: {count}" for weight, count in firsts.items()))
    by_search = max(firsts, key=lambda weight: firsts[weight])
    found = by_weight[by_search]
    statuses = validated(found)
    for status in ("answered", "partial", "not_found"):
        inside = [one for one, got in zip(found, statuses, strict=True) if got == status]
        shares = [sum(getattr(one, label) for one in inside) / max(1, len(inside)) for label in ("right", "answerable")]
        print(f"{status}: {len(inside)} of {len(found)}, {shares[0]:.3f} of them right, {shares[1]:.3f} answerable")
    write_sureness(fitted(found, by_search), options.out)
    print(f"{options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
