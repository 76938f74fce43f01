"""How rare a syllable or a pair is in the language of directives: the same in every archive, so scores compare."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.text.folding import fold

_FILE = Path(__file__).parents[1] / "data" / "rarity.tsv"
RAREST_SYLLABLE = 0.0004
"""Share assumed for a syllable that the list does not hold."""
RAREST_PAIR = 0.001
"""Share assumed for a pair that the list does not hold."""


@dataclass(frozen=True, slots=True)
class KnownRarity:
    """Rarity by the list of shares that ships with the project."""

    shares: dict[str, float]
    folded_shares: dict[str, float]

    def rarity(self, token: str, folded: bool) -> float:
        """Return ``-ln(share)``: 0.3 for "và", 7.8 for an unknown syllable."""
        assumed = RAREST_PAIR if "_" in token else RAREST_SYLLABLE
        share = (self.folded_shares if folded else self.shares).get(token, assumed)
        return -math.log(min(share, 0.99))


@cache
def known_rarity() -> KnownRarity:
    """Read the list; the file is read once."""
    shares: dict[str, float] = {}
    folded: dict[str, float] = {}
    with _FILE.open(encoding="utf-8", newline="") as lines:
        plain = (line for line in lines if not line.startswith("#"))
        for row in csv.DictReader(plain, delimiter="\t", quoting=csv.QUOTE_NONE):
            share = float(row["share"])
            shares[row["token"]] = share
            # Several words fall together when folded: at least as common as the commonest, at most as all together.
            bare = fold(row["token"])
            folded[bare] = min(0.99, folded.get(bare, 0.0) + share)
    return KnownRarity(shares, folded)
