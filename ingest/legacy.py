"""Text in the encodings in use before Unicode: TCVN3 (ABC fonts, ``.VnTime``) and VNI (``VNI-Times``).

Such text arrives as Latin-1 signs: TCVN3 has one sign a letter (``Uû ban nh©n d©n``), VNI a letter and a mark
(``Uyû ban nhaân daân``). TCVN3 writes ư as the soft hyphen, so decoding precedes every cleaning of spaces. The table
is a fact sheet with its source and licence named in ``data/legacy_encodings.json``.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from ingest.syllables import valid_share, word_count

# A decoding is kept only when it makes clearly more words possible: never for text that was right already.
_RISE = 0.15
_SAMPLE = 20_000


@cache
def _table(encoding: str) -> tuple[re.Pattern[str], dict[str, str]]:
    rows = json.loads((Path(__file__).parent / "data" / "legacy_encodings.json").read_text(encoding="utf-8"))["map"]
    column = {"tcvn3": 1, "vni": 2}[encoding]
    # Lower case wins where one code stands for both: ABC fonts have no capitals with tones.
    table = {row[column]: row[0] for row in sorted(rows, key=lambda row: bool(row[0].islower()))}
    codes = sorted(table, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, codes))), table


def decoded(text: str, encoding: str) -> str:
    """Turn Latin-1 signs of ``encoding`` (``tcvn3`` or ``vni``) into Vietnamese letters, longest code first.

    >>> decoded("Uû ban nh©n d©n", "tcvn3"), decoded("Uyû ban nhaân daân", "vni")
    ('Uỷ ban nhân dân', 'Uỷ ban nhân dân')
    """
    pattern, table = _table(encoding)
    return pattern.sub(lambda found: table[found.group()], text)


def modernised(text: str) -> tuple[str, str | None]:
    """Return ``text`` decoded from the legacy encoding it is in, and that encoding's name, or as it is and ``None``.

    Decided by trial: the decoding must raise the share of possible syllables clearly.
    """
    sample = text[:_SAMPLE]
    if sample.isascii() or word_count(sample) == 0:
        return text, None
    share = valid_share(sample)
    if share > 1 - _RISE:
        return text, None
    best, encoding = max((valid_share(decoded(sample, name)), name) for name in ("tcvn3", "vni"))
    if best < share + _RISE:
        return text, None
    return decoded(text, encoding), encoding


def encoding_of_font(font: str) -> str | None:
    """Return the legacy encoding a font name stands for: ``.VnTimeH`` tcvn3, ``VNI-Times`` vni, others ``None``."""
    name = font.rsplit("+", 1)[-1].lower()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith("vni") else None
