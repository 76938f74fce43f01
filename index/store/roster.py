"""Which passage numbers belong to which documents, in memory, so that a filter costs no question to the passage store."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.store.passages_db import PassageStore


class Roster:
    """The passage numbers of the passage store as of the last ``read``."""

    def __init__(self, passage_store: PassageStore) -> None:
        self._passage_store = passage_store
        self.read()

    def read(self) -> None:
        """Take over the present state of the passage store."""
        ranges = self._passage_store.ranges()
        self._documents = [document for document, _, _ in ranges]
        self._firsts = np.array([first for _, first, _ in ranges], dtype=np.int64)
        self._counts = np.array([last - first + 1 for _, first, last in ranges], dtype=np.int64)

    @property
    def numbers(self) -> NDArray[np.int64]:
        """All passage numbers, ascending."""
        return _spread(self._firsts, self._counts)

    def numbers_of(self, documents: frozenset[str]) -> NDArray[np.int64]:
        """Return the passage numbers of ``documents``, ascending."""
        chosen = np.fromiter((one in documents for one in self._documents), dtype=bool, count=len(self._documents))
        return _spread(self._firsts[chosen], self._counts[chosen])

    def documents_of(self, numbers: NDArray[np.int64]) -> frozenset[str]:
        """Return the documents that have any of the passages ``numbers``, all of which are known."""
        places = np.unique(np.searchsorted(self._firsts, numbers, side="right") - 1)
        return frozenset(self._documents[place] for place in places.tolist())


def _spread(firsts: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return ``first, first + 1, ...`` (count of them) for each range, one after the other.

    >>> _spread(np.array([3, 10]), np.array([2, 3])).tolist()
    [3, 4, 10, 11, 12]
    """
    if not len(firsts):
        return np.zeros(0, dtype=np.int64)
    before = np.cumsum(counts) - counts
    spread: NDArray[np.int64] = np.arange(int(counts.sum())) + np.repeat(firsts - before, counts)
    return spread
