"""A sentence that may carry an answer, and how well it fits the question."""

from __future__ import annotations

from dataclasses import dataclass

from index.passages import Passage
from ingest.document import Document, Span
from rag.draft import Evidence


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence and how well it fits: ``share`` of the topic covered, its surroundings counted; ``fit`` of the period.

    ``share`` also counts what the passage's nearness in meaning adds (``rag.evidence.meaning``), so it may exceed 1. ``named`` is
    false when a name or figure of the question is missing from the sentence and all that is around it. ``asked`` is how
    much of what is asked about a theme it speaks of (``rag.evidence.matching.Coverage``).
    """

    document: Document
    span: Span
    passage: Passage
    share: float
    named: bool
    fit: float
    rank: int
    asked: float = 1.0

    @property
    def score(self) -> float:
        """What candidates are ordered by; retrieval decides between equals."""
        return self.share * (0.5 + 0.5 * self.fit) * (1.0 if self.named else 0.7) - 0.0005 * self.rank

    @property
    def evidence(self) -> Evidence:
        """The sentence as evidence."""
        return Evidence(self.document, self.span)
