"""Text that is measured on, so that another collection's copy of it gives no pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index.text.tokens import tokenise

_LONG = 8  # syllables in a row: shorter ones are set phrases of law
MOST_SHARED = 0.5


class HeldText:
    """Passages that are held out, known by every eight syllables in a row."""

    def __init__(self, passages: Iterable[str]) -> None:
        self._known = frozenset(row for passage in passages for row in _rows(passage))

    def holds(self, passage: str) -> bool:
        """Tell whether half of ``passage`` or more stands in held-out ones."""
        rows = list(_rows(passage))
        return bool(rows) and sum(row in self._known for row in rows) >= MOST_SHARED * len(rows)


def _rows(text: str) -> Iterator[int]:
    syllables = tokenise(text).syllables
    for at in range(len(syllables) - _LONG + 1):
        yield hash(tuple(syllables[at : at + _LONG]))
