"""The words that begin the name of an agency, and those of who heads one: ``ingest/data/agency_heads.csv`` is the one list.

A column says where a word is sure to begin a name, and holds its spellings in a running text:

short       is written so too, inside longer names (``VP UBND tỉnh``)
own_name    goes on with a name of its own in capitals (``Chi cục Kiểm lâm``), or in ``small`` letters too
            (``Ban Chỉ đạo phòng, chống thiên tai``)
place       only a place tells it apart: of any ``province`` or locality (``UBND xã Tân Lập``), of a ``locality`` alone, or
            with the place on the ``line`` below it in a letterhead
letterhead  opens a line of a letterhead, in capitals, its marks misread
subject     opens a paragraph with a subject of its own, its marks misread: not ``tổ``, which is ``tổ chức`` then
list        begins the next agency of a list (``Vụ Môi trường và Sở Y tế``)
field       the name of its field stands behind it, with a capital (``Sở Nội vụ``; ``Bộ Chỉ huy Quân sự``)
commands    in the name of an issuer: it gives tasks in papers of any kind
next        behind a comma, ends the issuer of a cited act before it: the commonest alone, for issuers are lists
asked       stands for any such agency in a question (``sở nào``)

A spelling has a row of its own where it is less sure than the usual one. ``office`` marks the words of who heads an
agency; they are left out where only agencies are meant.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal

Column = Literal["own_name", "place", "letterhead", "subject", "list", "field", "commands", "next", "asked"]

_FILE = Path(__file__).parents[1] / "data" / "agency_heads.csv"


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


@cache
def short_forms() -> tuple[tuple[str, str], ...]:
    """Return the words written out and in short that stand for each other inside longer names: (Ủy ban nhân dân, UBND)."""
    return tuple((row["head"], row["short"]) for row in _rows() if row["short"])


def heads(column: Column, *values: str, offices: bool = True) -> tuple[str, ...]:
    """Return the words marked in ``column``, in all their spellings, the longest first; with ``values`` only those so marked.

    >>> heads("place", "locality")[-1], "Giám đốc" in heads("list"), "Giám đốc" in heads("list", offices=False)
    ('CA', True, False)
    """
    found = [
        word
        for row in _rows()
        if (row[column] in values if values else row[column]) and (offices or not row["office"])
        for word in (row["head"], *filter(None, row["spellings"].split("|")))
    ]
    return tuple(sorted(found, key=len, reverse=True))


def any_head(column: Column, *values: str, offices: bool = True, spelt: Callable[[str], str] = str) -> str:
    """Return the source of an expression that matches any of ``heads``, each as ``spelt`` makes it (``fold``, ``lowered``).

    >>> any_head("place", "province")
    '(?:Hội đồng nhân dân|Ủy ban nhân dân|Uỷ ban nhân dân|Uy ban nhân dân|Công an|UBND|HĐND)'
    """
    return f"(?:{'|'.join(dict.fromkeys(map(spelt, heads(column, *values, offices=offices))))})"
