"""How often the archive says a word or a pair of words: what a question is understood by.

The counts are those of the lexical index, so they follow every document that comes or goes. Behind them stand two small
lists that ship with the project: of the language (a new archive has few words) and of asking ("bao nhiêu", "sở nào").
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Protocol

_DATA = Path(__file__).parents[1] / "data"
_LISTS = (("language.tsv", 1.0), ("asking.tsv", 3.0))
"""The lists, and what each weighs beside the archive."""
_MOST_KEPT = 1 << 18

LEAST_SHARE = 1e-6
"""Share assumed for what nobody ever said."""


class Frequencies(Protocol):
    """Knows in how many passages a token of a field stands."""

    def __call__(self, field: str, token: str, /) -> int:
        """Return the number of passages; 0 for what no passage has."""
        ...


class Vocabulary:
    """Shares of passages with a syllable, or with a pair of neighbours joined by ``_``, lists included."""

    def __init__(self, frequencies: Frequencies, passages: int) -> None:
        self._frequencies = frequencies
        self.passages = max(1, passages)
        self._listed = _listed()
        self._shares: dict[str, float] = {}

    def word(self, token: str) -> int:
        """Return in how many passages of the archive a syllable stands as it is spelled."""
        return self._frequencies("text", token)

    def pair(self, first: str, second: str) -> int:
        """Return in how many passages of the archive two syllables stand side by side."""
        return self._frequencies("pairs", f"{first}_{second}")

    def folded(self, token: str) -> int:
        """Return in how many passages of the archive a syllable stands with whatever marks."""
        return self._frequencies("folded", token)

    def share(self, token: str) -> float:
        """Return the weighed share of passages with a syllable or a joined pair; 0 for what nobody says."""
        found = self._shares.get(token)
        if found is None:
            if len(self._shares) >= _MOST_KEPT:
                self._shares.clear()
            count = self._frequencies("pairs" if "_" in token else "text", token)
            found = self._shares[token] = count / self.passages + self._listed.get(token, 0.0)
        return found


@cache
def _listed() -> dict[str, float]:
    """Read the lists: weighed shares by token. Their first row tells of how many passages."""
    shares: dict[str, float] = {}
    for name, weight in _LISTS:
        total = 0
        for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
            if line.startswith("#") or not line[-1:].isdigit():
                continue
            token, _, count = line.partition("\t")
            if not token:
                total = int(count)
            else:
                shares[token] = shares.get(token, 0.0) + weight * int(count) / total
    return shares
