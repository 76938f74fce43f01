"""What weight meaning should have beside the words: ``python -m eval.fitting.fusion --dataset ... --questions ...``.

A table of nDCG@10 by weight and set of questions; the last column is the mean over the sets, which count alike. The weight with the
best mean is chosen without a passage's own questions, part by part, and judged on them. Where a range does as well, its middle
is ``index.ranking.fusion.MEANING``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from math import log2
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from eval.baselines import BASELINES
from eval.fitting.ranking_lists import Named, add_training_sources, training_sets
from eval.gold.judged import Judged
from index.dense.encoder import Encoder, load_encoder
from index.dense.vector_index import VectorIndex
from index.dense.vector_retriever import VectorRetriever
from index.lexical.fields import fields_of, meaning_of
from index.lexical.tantivy_index import LexicalIndex
from index.ranking.fusion import fused
from index.ranking.hybrid import DEPTH, HybridRetriever

WEIGHTS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8)
FOLDS = 3
_BATCH = 512
_CUT = 10


@dataclass(frozen=True, slots=True, eq=False)
class WeighedSet:
    """nDCG@10 of the questions of one set, a row each, a column for each of ``WEIGHTS``; ``folds`` parts them by passage."""

    name: str
    values: NDArray[np.float64]
    folds: NDArray[np.int64]


def weighed(name: str, passages: Named, questions: Iterable[Judged], encoder: Encoder) -> WeighedSet:
    """Return what each weight is worth to each question."""
    names = {number: one for number, (one, _) in enumerate(passages, 1)}
    lexical = LexicalIndex()
    lexical.apply((), ((number, "", fields_of(passage)) for number, (_, passage) in enumerate(passages, 1)))
    rows = VectorIndex(encoder.dimensions)
    for start in range(0, len(passages), _BATCH):
        part = [meaning_of(passage) for _, passage in passages[start : start + _BATCH]]
        rows.put(np.arange(start + 1, start + 1 + len(part)), encoder.encode_passages(part))
    hybrid = HybridRetriever(lexical, VectorRetriever(encoder, rows, lexical.meant))
    values: list[list[float]] = []
    folds: list[int] = []
    for question in questions:
        words, meanings, exact = hybrid.heard(question.text, DEPTH)
        if exact or not meanings:
            continue
        ranked = (fused(question.text, words, meanings, len(passages), _CUT, weight) for weight in WEIGHTS)
        values.append([_ndcg([names[number] in question.grades for number, _ in one], question) for one in ranked])
        folds.append(crc32(f"fold {question.cluster or question.id}".encode()) % FOLDS)
    return WeighedSet(name, np.array(values).reshape(-1, len(WEIGHTS)), np.array(folds, dtype=np.int64))


def _ndcg(answers: Sequence[bool], question: Judged) -> float:
    gain = sum(1 / log2(rank + 2) for rank, answer in enumerate(answers) if answer)
    return gain / sum(1 / log2(rank + 2) for rank in range(min(_CUT, max(1, len(question.grades)))))


def best_weight(sets: Sequence[WeighedSet], without: int | None = None) -> int:
    """Return the place in ``WEIGHTS`` of the best mean over the sets, the questions of fold ``without`` left out."""
    kept = [one.values[one.folds != without] for one in sets]
    return int(np.mean([values.mean(axis=0) for values in kept if len(values)], axis=0).argmax())


def judged(sets: Sequence[WeighedSet]) -> dict[str, float]:
    """Return, for each set, the nDCG@10 of weights that were chosen without the passage's own questions."""
    chosen = [best_weight(sets, without=fold) for fold in range(FOLDS)]
    return {
        one.name: float(np.mean([row[chosen[fold]] for row, fold in zip(one.values, one.folds, strict=True)]))
        for one in sets
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, and write it with ``--save``."""
    parser = argparse.ArgumentParser(prog="python -m eval.fitting.fusion", description=__doc__)
    add_training_sources(parser)
    options = parser.parse_args(arguments)
    encoder, sets = load_encoder(options.encoder), []
    with ExitStack() as open_things:
        for name, passages, questions, _ in training_sets(options, open_things):
            sets.append(weighed(name, passages, questions, encoder))
            print(f"{name}: {len(sets[-1].values)}", file=sys.stderr)
    sets = [one for one in sets if len(one.values)]
    if not sets:
        print("no questions to fit on", file=sys.stderr)
        return 1
    table = {one.name: one.values.mean(axis=0).round(4).tolist() for one in sets}
    table["mean"] = np.mean(list(table.values()), axis=0).round(4).tolist()
    for at, weight in enumerate(WEIGHTS):
        print(" ".join((f"{weight:5.2f}", *(f"{name} {row[at]:.4f}" for name, row in table.items()))))
    print("chosen by the others:", {name: round(value, 4) for name, value in judged(sets).items()})
    if options.save:
        stored = {"encoder": encoder.name, "weights": WEIGHTS, "nDCG@10": table, "chosen by the others": judged(sets)}
        path = BASELINES / f"{options.name or 'fusion-weight'}.json"
        path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
