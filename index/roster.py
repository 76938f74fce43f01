"""Which passage numbers belong to which documents, in memory, so that a filter costs no question to the shelf."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.shelf import Shelf


class Roster:
    """The passage numbers of the shelf as of the last ``read``."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.read()

    def read(self) -> None:
        """Take over the present state of the shelf."""
        self.numbers, owners = self._shelf.owners()
        self._places: dict[str, int] = {}
        self._owners: NDArray[np.int64] = np.array(
            [self._places.setdefault(owner, len(self._places)) for owner in owners], dtype=np.int64
        )

    def numbers_of(self, documents: frozenset[str]) -> NDArray[np.int64]:
        """Return the passage numbers of ``documents``, ascending."""
        chosen = np.zeros(len(self._places) + 1, dtype=bool)
        chosen[[self._places[one] for one in documents if one in self._places]] = True
        kept: NDArray[np.int64] = self.numbers[chosen[self._owners]]
        return kept
