"""Ranking one pool with every system: BM25 without and with pairs of syllables and expansions, encoders alone and fused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log2
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from eval.encoders.sets import Pool, PoolQuestion
from index.dense.encoder import Encoder
from index.lexical.fields import Fields, fields_of, meaning_of
from index.lexical.tantivy_index import LexicalIndex
from index.query.typed_numbers import looks_up_number
from index.ranking.fusion import fused
from index.retriever import Retriever
from index.text.tokens import Tokens

DEPTH = 100

Scores = dict[int, float]


class Scorer(Protocol):
    """Scores every question with every passage."""

    def scores(self, questions: Sequence[str], passages: Sequence[str]) -> NDArray[np.float32]:
        """Return a table of shape (questions, passages), higher is nearer."""
        ...


class RowScorer:
    """Any encoder of one row a text."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def scores(self, questions: Sequence[str], passages: Sequence[str]) -> NDArray[np.float32]:
        """See ``Scorer``."""
        table: NDArray[np.float32] = (
            self._encoder.encode_questions(questions) @ self._encoder.encode_passages(passages).T
        )
        return table


class Lexical:
    """What words alone find for the questions of one pool: ``syllables``, ``pairs`` with bigrams, ``widened`` with expansions."""

    def __init__(self, pool: Pool) -> None:
        fields = [fields_of(passage) for passage in pool.passages]
        whole = _index(pool, fields)
        self.widened = _found(pool, whole)
        self.meant = [whole.meant(one.text) for one in pool.asked]
        self.pairs = _found(pool, whole.widened(()))
        self.syllables = _found(pool, _index(pool, [_without_pairs(one) for one in fields]).widened(()))


def _index(pool: Pool, fields: Sequence[Fields]) -> LexicalIndex:
    index = LexicalIndex()
    index.apply((), ((at, passage.document_id, fields[at]) for at, passage in enumerate(pool.passages)))
    return index


def _found(pool: Pool, words: Retriever) -> list[Scores]:
    return [dict(words.search(one.text, DEPTH)) for one in pool.asked]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The scores of one question: of the encoder ``alone``, fused with bigrams (``pairs``), and as in the product (``widened``)."""

    alone: Scores
    pairs: Scores
    widened: Scores


def rankings(pool: Pool, lexical: Lexical, scorer: Scorer) -> Iterator[Ranked]:
    """Yield what an encoder makes of each question."""
    table = scorer.scores(lexical.meant, [meaning_of(passage) for passage in pool.passages])
    for one, row, pairs, widened in zip(pool.asked, table, lexical.pairs, lexical.widened, strict=True):
        nearest = np.argsort(-row, kind="stable")[:DEPTH].tolist()
        alone = {number: float(row[number]) for number in nearest}
        yield Ranked(alone, *(_fused(pool, one, row, alone, found) for found in (pairs, widened)))


def _fused(pool: Pool, one: PoolQuestion, row: NDArray[np.float32], alone: Scores, found: Scores) -> Scores:
    known = alone | {number: float(row[number]) for number in found}
    if found and looks_up_number(one.text):
        known = {}
    return dict(fused(one.text, found, known, len(pool.passages), DEPTH))


def ndcg(scores: Scores, asked: PoolQuestion) -> float:
    """Return nDCG@10 for passages that answer or do not (Järvelin & Kekäläinen 2002)."""
    gain = sum(1 / log2(rank + 2) for rank, number in enumerate(_best(scores, 10)) if number in asked.right)
    return gain / sum(1 / log2(rank + 2) for rank in range(min(10, len(asked.right))))


def recall(scores: Scores, asked: PoolQuestion) -> float:
    """Return recall@5: the share of the answering passages that stand among the first five."""
    return sum(number in asked.right for number in _best(scores, 5)) / len(asked.right)


def _best(scores: Scores, depth: int) -> list[int]:
    return sorted(scores, key=lambda number: (-scores[number], number))[:depth]


def _without_pairs(fields: Fields) -> Fields:
    return replace(fields, text=_syllables(fields.text), near=_syllables(fields.near), far=_syllables(fields.far))


def _syllables(tokens: Tokens) -> Tokens:
    return replace(tokens, bigrams=(), folded_bigrams=(), numbers=())
