"""Fit how sure an answer by reading is: ``python -m eval.fitting.sureness --questions FILE --archive DIR --out FILE``.

Questions with gold (half ``dev``), answerable or not, are put to their archive and the best passages read. First the weight of the
search beside the reader is chosen, by how often the passage with the evidence comes first; then logistic regression on
``rag.reading.sureness.FEATURES`` says how likely the first passage is right. Tells what a cross-validated fit gives: the share right of those that
would be answered, shown, refused. Refit it with every reader.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.gold.questions import Gold, read_gold
from index.reader.onnx_reader import READER_FOLDER, OnnxReader
from index.reader.reader import Reader
from rag.evidence.desk import Desk
from rag.library import Library
from rag.question.understand import understand
from rag.reading.compose import offered
from rag.reading.read import Found, found_in
from rag.reading.sureness import ANSWERED, FILE, PARTIAL, Sureness, features, write_sureness

BY_SEARCH = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0)
RIDGE = 1.0
"""Keeps weights of few questions small."""
FOLDS = 5

Floats = NDArray[np.float64]
Read = tuple[Gold, tuple[Found, ...], frozenset[tuple[str, int]]]


def read_all(golds: Sequence[Gold], library: Library, reader: Reader, today: date) -> list[Read]:
    """Return for each question what was read, and the passages that hold its evidence, as document and start."""
    documents = [library.document(one) for one in sorted(library.archive.ids())]
    found = []
    for gold in golds:
        desk = Desk(understand(gold.question, library.agencies, today), library)
        hits = offered(desk)
        asked = library.index.read(gold.question).understood_as or gold.question
        spans = {one.id: gold.evidence(one) for one in documents}
        right = frozenset(
            (hit.passage.document_id, hit.passage.span.start)
            for hit in hits
            if any(span.overlaps(hit.passage.span) for span in spans[hit.passage.document_id])
        )
        found.append((gold, found_in(asked, hits, reader, library.document, 0.0), right))
    return found


def ordered(read: Sequence[Read], by_search: float) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the features of each question's first passage with this weight of the search, and whether it is right."""
    rows, right = [], []
    for _, found, evidence in read:
        if found:
            weighed = [
                Found(one.offer, one.reading, one.answer, one.reading.score + by_search * one.offer.hit.score)
                for one in found
            ]
            weighed.sort(key=lambda one: -one.odds)
            passage = weighed[0].offer.hit.passage
            rows.append(features(weighed))
            right.append((passage.document_id, passage.span.start) in evidence)
    return np.asarray(rows, dtype=np.float64), np.asarray(right, dtype=np.bool_)


def fitted(rows: Floats, right: NDArray[np.bool_], steps: int = 50) -> tuple[Floats, float]:
    """Return weights and bias of a logistic regression with a ridge, by Newton's method."""
    whole = np.column_stack([rows, np.ones(len(rows))])
    weights = np.zeros(whole.shape[1])
    ridge = RIDGE * np.diag([*np.ones(rows.shape[1]), 0.0])
    for _ in range(steps):
        likely = 1 / (1 + np.exp(-whole @ weights))
        slope = whole.T @ (right - likely) - ridge @ weights
        curve = (whole * (likely * (1 - likely))[:, None]).T @ whole + ridge + 1e-9 * np.eye(len(weights))
        weights = weights + np.linalg.solve(curve, slope)
    return weights[:-1], float(weights[-1])


def validated(rows: Floats, right: NDArray[np.bool_]) -> Floats:
    """Return the probability of each question by a fit without its fold."""
    folds = np.arange(len(rows)) % FOLDS
    likely = np.zeros(len(rows))
    for fold in range(FOLDS):
        weights, bias = fitted(rows[folds != fold], right[folds != fold])
        likely[folds == fold] = 1 / (1 + np.exp(-(rows[folds == fold] @ weights + bias)))
    return likely


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, tell and write; returns 0."""
    parser = argparse.ArgumentParser(prog="python -m eval.fitting.sureness", description=__doc__)
    parser.add_argument("--questions", type=Path, action="append", required=True, help="question file; repeatable")
    parser.add_argument("--archive", type=Path, action="append", required=True, help="its archive, in the same order")
    parser.add_argument("--reader", type=Path, default=READER_FOLDER)
    parser.add_argument("--today", type=date.fromisoformat, default=date(2025, 12, 31))
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args(arguments)
    if len(options.questions) != len(options.archive):
        parser.error("one --archive for each --questions")
    reader = OnnxReader(options.reader)
    read: list[Read] = []
    for questions, archive in zip(options.questions, options.archive, strict=True):
        with Library.open(archive) as library:
            read += read_all(read_gold(questions, "dev"), library, reader, options.today)
    firsts = {weight: float(ordered(read, weight)[1].mean()) for weight in BY_SEARCH}
    print("right passage first:", ", ".join(f"{weight:g}: {share:.3f}" for weight, share in firsts.items()))
    by_search = max(firsts, key=lambda weight: firsts[weight])
    rows, right = ordered(read, by_search)
    likely = validated(rows, right)
    for name, low, high in (("answered", ANSWERED, 1.01), ("partial", PARTIAL, ANSWERED), ("not found", 0.0, PARTIAL)):
        inside = (likely >= low) & (likely < high)
        print(f"{name}: {inside.mean():.3f} of the questions, {right[inside].mean() if inside.any() else 0:.3f} right")
    weights, bias = fitted(rows, right)
    write_sureness(Sureness(tuple(weights.tolist()), bias, by_search), options.out)
    print(f"{options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
