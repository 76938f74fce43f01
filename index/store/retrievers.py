"""The retrievers of a search over the stores of an index, by mode and engine."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from index.dense.vector_retriever import VectorRetriever
from index.lexical.fields import fields_of
from index.passages import Passage
from index.query.read import EXPANSIONS, MENDING
from index.ranking.hybrid import HybridRetriever
from index.ranking.reranker import Reranker, Reranking
from index.retriever import Allowed, Retriever
from index.store.stores import Stores

Found = Sequence[tuple[int, float, dict[str, float]]]
"""Passage number, score, scores of the retrievers."""


class Retrievers:
    """Ranks passages of ``stores``; one thread at a time, over stores that are fresh."""

    def __init__(self, stores: Stores, engine: str, reranker: Reranker | None) -> None:
        self._stores = stores
        self._engine = engine
        self._reranker = reranker
        self._reference: tuple[int, Retriever] | None = None

    def found(
        self,
        query: str,
        mode: str,
        limit: int,
        allowed: Allowed | None,
        without: Collection[str],
        look: Reranking | None,
    ) -> Found:
        """Return the best passages for ``query``; modes as in ``index.retriever.MODES``."""
        dense = self.dense(without)
        if mode == "hybrid":
            return HybridRetriever(self._lexical(without), dense, look).explained(query, limit, allowed)
        if mode == "vectors":
            retriever: Retriever | None = dense
        elif mode == "bm25":
            retriever = self._reference_retriever()
        else:
            retriever = self._lexical(EXPANSIONS if mode == "lexical" else without)
        ranking = retriever.search(query, limit, allowed) if retriever is not None else []
        return [(number, score, {mode: score}) for number, score in ranking]

    def dense(self, without: Collection[str] = ()) -> VectorRetriever | None:
        """Return the vector retriever, which reads questions as they were meant unless mending is left out."""
        dense, mended = self._stores.vectors.retriever(), not MENDING.intersection(without)
        return replace(dense, meant=self._stores.lexical.meant) if dense is not None and mended else dense

    def reranking(self, without: Collection[str], looked_at: dict[int, Passage]) -> Reranking | None:
        """Return the re-ranker, which notes the passages that it fetches in ``looked_at``."""
        if self._reranker is None:
            return None

        def fetch(numbers: Sequence[int]) -> dict[int, Passage]:
            looked_at.update(self._stores.passage_store.passages(numbers))
            return looked_at

        reader = self._stores.lexical if self._engine == "tantivy" else None
        return Reranking(self._reranker, fetch, reader, [one for one in EXPANSIONS if one not in without])

    def _lexical(self, without: Collection[str]) -> Retriever:
        if self._engine != "tantivy":
            return self._reference_retriever()
        return self._stores.lexical.widened(one for one in EXPANSIONS if one not in without)

    def _reference_retriever(self) -> Retriever:
        if self._reference is None or self._reference[0] != self._stores.changes:
            from index.lexical.rank_bm25_index import ReferenceIndex  # rank-bm25 is wanted by few

            numbers = self._stores.roster.numbers.tolist()
            passages = self._stores.passage_store.passages(numbers)
            made = ReferenceIndex((number, fields_of(passages[number])) for number in numbers)
            self._reference = (self._stores.changes, made)
        return self._reference[1]
