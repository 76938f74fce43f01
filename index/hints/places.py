"""The words of a place that somebody types."""

from __future__ import annotations

import re
from unicodedata import normalize

from ingest.text.folding import fold

# "tỉnh Bình Lạc", "TP. Bình Lạc", "huyện đảo Kiên Hải", "quận 1"; the level is left out, as lists say it once for several.
_OPENING = re.compile(
    r"^(?P<level>tinh|thanh pho|tp\.?|huyen(?: dao)?|thi xa|thi tran|dac khu|quan|xa|phuong)\s+(?=\S)"
)
_PROVINCIAL = frozenset({"tinh", "thanh pho", "tp", "tp."})


def place_words(place: str) -> str:
    """Return the words by which documents name a place that somebody types: its name, with its level where that is short.

    >>> place_words("huyện Kiên Hải"), place_words("tp Huế"), place_words("Quận 1"), place_words("kien hai")
    ('Kiên Hải', 'Huế', 'Quận 1', 'kien hai')
    """
    typed = " ".join(normalize("NFC", place).split())
    opening = _OPENING.match(fold(typed))
    if opening is None:
        return typed
    name = typed[opening.end() :]
    return name if " " in name or opening["level"] in _PROVINCIAL else typed
