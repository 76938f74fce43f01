"""The dense retriever: a question's vector beside those of the passages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from index.dense.encoder import Encoder
from index.dense.vector_index import Rows, VectorIndex
from index.retriever import Allowed, Ranking


@dataclass(frozen=True, slots=True)
class VectorRetriever:
    """The vector retriever: an encoder and the index of its rows.

    ``meant`` puts marks back and mends typos before a question is encoded: pieces of words without marks mean little to a
    pretrained encoder.
    """

    encoder: Encoder
    index: VectorIndex
    meant: Callable[[str], str] = str

    def search(self, question: str, limit: int, allowed: Allowed | None = None) -> Ranking:
        """See ``Retriever.search``; scores are cosines. A question without a known word finds nothing."""
        if not question.strip() or limit < 1 or not len(self.index):
            return []
        return self.nearest(self.row(question), limit, allowed)

    def row(self, question: str) -> Rows:
        """Return the unit row of a question, zeros when it has no known word."""
        row: Rows = self.encoder.encode_questions([self.meant(question)])[0]
        return row

    def nearest(self, row: Rows, limit: int, allowed: Allowed | None = None) -> Ranking:
        """Return the passages nearest to ``row``; none for a row of zeros."""
        return self.index.search(row, limit, allowed) if row.any() else []
