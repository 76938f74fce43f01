"""What every retriever offers, so that one test suite runs over all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

MODES = ("hybrid", "expanded", "lexical", "vectors", "bm25")
"""``expanded`` ranks by words, with what a question may be widened by; ``lexical`` by its words as they were typed."""

Ranking = list[tuple[int, float]]
"""Passage numbers with their scores, best first; equal scores stand in order of number."""


@dataclass(frozen=True, slots=True, eq=False)
class Allowed:
    """What a search may return: whole documents, and the same restriction as passage numbers, ascending."""

    documents: frozenset[str]
    numbers: NDArray[np.int64]

    def holds(self, number: int) -> bool:
        """Tell whether this passage may be returned."""
        place = int(np.searchsorted(self.numbers, number))
        return place < len(self.numbers) and int(self.numbers[place]) == number


class Retriever(Protocol):
    """Finds passages for a question."""

    def search(self, question: str, limit: int, allowed: Allowed | None = None) -> Ranking:
        """Return at most ``limit`` passages, best first, none outside ``allowed`` (applied before ranking).

        Any text is a valid question; one without a known word returns nothing.
        """
        ...
