"""Asking both retrievers and putting their findings together; used by the archive's index and by plain text collections."""

from __future__ import annotations

from dataclasses import dataclass

from index.dense.vector_retriever import VectorRetriever
from index.query.typed_numbers import looks_up_number
from index.ranking.fusion import fused
from index.ranking.reranker import Reranking
from index.retriever import Allowed, Ranking, Retriever
from index.text.phrases import phrases_of

DEPTH = 100
"""How many passages each retriever brings to the fusion at least."""


@dataclass(frozen=True, slots=True)
class HybridRetriever:
    """Both retrievers, fused, and the best ordered anew by ``reranking``; with no vector retriever the words decide alone."""

    lexical: Retriever
    vectors: VectorRetriever | None
    reranking: Reranking | None = None

    def search(self, question: str, limit: int, allowed: Allowed | None = None) -> Ranking:
        """See ``Retriever.search``; scores are in [0, 1], see ``index.ranking.fusion``."""
        return [(number, score) for number, score, _ in self.explained(question, limit, allowed)]

    def explained(
        self, question: str, limit: int, allowed: Allowed | None = None
    ) -> list[tuple[int, float, dict[str, float]]]:
        """Return (number, score, scores by retriever), best first."""
        depth = max(DEPTH, limit)
        lexical, vectors, exact = self.heard(question, depth, allowed)
        retrievers = {"lexical": lexical, "vectors": vectors}
        passages = len(self.vectors.index) if self.vectors is not None else 1
        found = fused(question, lexical, vectors, passages, depth)
        # A document asked for by its number is there or not; there is nothing to weigh.
        if self.reranking is not None and found and not exact:
            found = self.reranking.reordered(question, found, retrievers, passages)
        return [
            (number, score, {name: retriever[number] for name, retriever in retrievers.items() if number in retriever})
            for number, score in found[:limit]
        ]

    def heard(
        self, question: str, depth: int, allowed: Allowed | None = None
    ) -> tuple[dict[int, float], dict[int, float], bool]:
        """Return the scores of the words, the cosines, and whether the question is one for the words alone."""
        lexical = dict(self.lexical.search(question, depth, allowed))
        vectors: dict[int, float] = {}
        # Asked for a number, vectors put its look-alikes first (3623-CV for "cv 1088"); they are heard when words fail.
        # What stands in quotes is wanted word for word.
        exact = bool(lexical) and (looks_up_number(question) or bool(phrases_of(question)))
        if self.vectors is not None and not exact and question.strip() and len(self.vectors.index):
            row = self.vectors.row(question)
            vectors = dict(self.vectors.nearest(row, depth, allowed))
            # The lexical finds that are not among the nearest still have a distance: better known than guessed.
            if vectors:
                vectors |= self.vectors.index.scores(row, [one for one in lexical if one not in vectors])
        return lexical, vectors, exact
