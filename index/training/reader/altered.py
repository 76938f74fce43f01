"""Near misses made from questions that are answered: the same question of another year, province, agency or document number.

The text then speaks of the very thing and does not answer. Only what question and text (with its place) have in common is
altered, so that what differs is a condition, never a slip of wording.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable

from index.reader.rows import Text
from ingest.agencies.find import Agencies
from ingest.agencies.provinces import provinces
from ingest.text.folding import fold

_YEAR = re.compile(r"(?<![\d/.,])(?:19|20)\d\d(?![\d/])")
_NUMBER = re.compile(r"(?<![\d/.,])\d{2,4}(?=\s?/\s?[A-ZĐ\d])")
FURTHEST = 4
"""Years by which a year is moved at most, and units by which a number is."""


class Alterations:
    """Alters conditions; ``agencies`` are the bodies that may take each other's place."""

    def __init__(self, agencies: Agencies, names: Iterable[str]) -> None:
        self._agencies = agencies
        self._names = tuple(dict.fromkeys(names))
        self._places = tuple(one.name for one in provinces())
        self._place = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, self._places))})(?!\w)")

    def altered(self, question: str, text: Text, chance: random.Random) -> str | None:
        """Return ``question`` with one condition altered; ``None`` where it has none in common with ``text``."""
        told = fold(" ".join((text.document, text.section, text.words)))
        found = [(*year.span(), str(int(year[0]) + _moved(chance))) for year in _YEAR.finditer(question)]
        found += [(*one.span(), str(max(1, int(one[0]) + _moved(chance)))) for one in _NUMBER.finditer(question)]
        found += [(*one.span(), chance.choice(self._places)) for one in self._place.finditer(question)]
        spans = [one.span for one in self._agencies.find(question) if self._names]
        found += [(span.start, span.end, chance.choice(self._names)) for span in spans]
        shared = [
            (start, end, other)
            for start, end, other in found
            if fold(question[start:end]) in told and fold(other) not in told
        ]
        if not shared:
            return None
        start, end, other = chance.choice(shared)
        return f"{question[:start]}{other}{question[end:]}"


def _moved(chance: random.Random) -> int:
    return chance.choice([step for step in range(-FURTHEST, FURTHEST + 1) if step])
