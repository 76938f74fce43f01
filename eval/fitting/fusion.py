"""Fit the gate of the fusion: ``python -m eval.fitting.fusion --unseen FOLDER --dataset DIR --questions FILE ...``.

Sources are those of ``python -m eval.fitting.ranking_lists``. The encoder was trained on the questions of test collections, and a
gate that is fitted on what it says of them would trust it too much: ``--unseen`` is the same encoder before it saw them
(``python -m index.training weak``, then ``package``), which makes their lists. Lists of archives come from ``--encoder``.
Prints nDCG@10 by set: words alone, the gate that ships, the new one by cross-validation, the same for a deaf encoder.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import torch

from eval.fitting.ranking_lists import Named, add_training_sources, training_sets
from eval.gold.judged import Judged
from index.dense.encoder import Encoder, load_encoder
from index.dense.vector_index import Rows, VectorIndex
from index.dense.vector_retriever import VectorRetriever
from index.lexical.fields import fields_of, meaning_of
from index.lexical.tantivy_index import LexicalIndex
from index.ranking.fusion import DEFAULT, FusionWeighting, scale_of, shipped_weighting, signs_of
from index.ranking.hybrid import DEPTH, HybridRetriever
from index.training.ranking.fusion_fit import PLAIN, FoundSet, RetrievedLists, cross_validated, fitted, ndcg, write

_BATCH = 512
_SEED = 3


def lists_of(name: str, passages: Named, questions: Iterable[Judged], encoder: Encoder) -> FoundSet:
    """Return what both retrievers find for questions: with the rows of ``encoder``, and with noise instead of them."""
    names = {number: one for number, (one, _) in enumerate(passages, 1)}
    lexical = LexicalIndex()
    lexical.apply((), ((number, "", fields_of(passage)) for number, (_, passage) in enumerate(passages, 1)))
    chance = np.random.default_rng(_SEED)
    rows, noise = VectorIndex(encoder.dimensions), VectorIndex(encoder.dimensions)
    for start in range(0, len(passages), _BATCH):
        part = [meaning_of(passage) for _, passage in passages[start : start + _BATCH]]
        numbers = np.arange(start + 1, start + 1 + len(part))
        rows.put(numbers, encoder.encode_passages(part))
        noise.put(numbers, _noise(chance, len(part), encoder.dimensions))
    hybrid = HybridRetriever(lexical, VectorRetriever(encoder, rows, lexical.meant))
    heard: list[RetrievedLists] = []
    deaf: list[RetrievedLists] = []
    for question in questions:
        words, meanings, exact = hybrid.heard(question.text, DEPTH)
        if exact or not meanings:
            continue
        heard.append(_found(question, words, meanings, names))
        row = _noise(chance, 1, encoder.dimensions)[0]
        nearest = dict(noise.search(row, DEPTH))
        deaf.append(_found(question, words, nearest | noise.scores(row, [*words]), names))
    return FoundSet(name, tuple(heard), tuple(deaf))


def _noise(chance: np.random.Generator, count: int, dimensions: int) -> Rows:
    rows = chance.normal(size=(count, dimensions)).astype(np.float32)
    unit: Rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def _found(
    question: Judged, words: Mapping[int, float], meanings: Mapping[int, float], names: Mapping[int, str]
) -> RetrievedLists:
    numbers = sorted({*words, *meanings})
    scale = scale_of(question.text, len(names))
    return RetrievedLists(
        cluster=question.cluster or question.id,
        signs=signs_of(question.text, words, meanings, len(names)),
        words=np.array([max(0.0, words.get(one, 0.0)) / scale for one in numbers], dtype=np.float32),
        meaning=np.array([max(0.0, meanings.get(one, 0.0)) for one in numbers], dtype=np.float32),
        answers=np.array([names[one] in question.grades for one in numbers]),
        answering=len(question.grades),
    )


def table(sets: Sequence[FoundSet], folds: int, before: FusionWeighting) -> Iterator[str]:
    """Yield a line for each set."""
    head = ("set", "lists", "words", "before", "after", "gain", "+-", "deaf before", "deaf after")
    yield " ".join(word.rjust(12) for word in head)
    for one, after, deaf_after in cross_validated(sets, folds):
        words = np.array([ndcg(found, 0.0) for found in one.heard])
        old = np.array([ndcg(found, before.weight(found.signs)) for found in one.heard])
        deaf_old = np.array([ndcg(found, before.weight(found.signs)) for found in one.deaf])
        gain = after - old
        spread = float(gain.std() / max(1, len(gain)) ** 0.5)
        means = (words.mean(), old.mean(), after.mean(), gain.mean(), spread, deaf_old.mean(), deaf_after.mean())
        yield " ".join(cell.rjust(12) for cell in (one.name[:12], str(len(gain)), *(f"{mean:.4f}" for mean in means)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print the table, and write the gate."""
    parser = argparse.ArgumentParser(prog="python -m eval.fitting.fusion", description=__doc__)
    add_training_sources(parser)
    parser.add_argument("--unseen", help="encoder that was not trained on the collections' questions")
    parser.add_argument("--against", choices=("shipped", "plain"), default="shipped", help="gate to compare with")
    parser.add_argument("--folds", type=int, default=3, help="parts of the cross-validation; 0 for none")
    parser.add_argument("--out", type=Path, default=DEFAULT, help="the gate's file")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    shipped, sets = load_encoder(options.encoder), []
    unseen = load_encoder(options.unseen) if options.unseen else shipped
    with ExitStack() as open_things:
        for name, passages, questions, archive in training_sets(options, open_things):
            sets.append(lists_of(name, passages, questions, shipped if archive else unseen))
            print(f"{name}: {len(sets[-1].heard)}", file=sys.stderr)
    if not any(one.heard for one in sets):
        print("no questions to fit on", file=sys.stderr)
        return 1
    if options.folds:
        for line in table(sets, options.folds, PLAIN if options.against == "plain" else shipped_weighting()):
            print(line)
    gate = fitted(sets)
    write(gate, options.out)
    print(f"{gate} -> {options.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
