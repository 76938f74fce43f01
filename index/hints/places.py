"""The places a question names: provinces under any of their names, and districts, communes and towns behind their level."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from ingest.agencies.provinces import Province, merged_into, province_in, successor_of
from ingest.text.folding import fold, words_of

MERGED = 0.5
"""What a document of a province counts for that went into the asked one, or that it went into."""

# On the words as printed: "huyện Kiên Hải", "TP. Bình Lạc", "xã Tân Hòa"; never "huyện nào", "xã hội".
_LEVEL = r"[Hh]uyện(?:\sđảo)?|[Tt]hành\sphố|TP\.?|[Tt]p\.?|[Tt]hị\sxã|[Xx]ã|[Pp]hường|[Tt]hị\strấn|[Đđ]ặc\skhu|[Qq]uận"
_PRINTED = re.compile(rf"(?<!\w)(?P<level>{_LEVEL})\s(?P<name>[A-ZÀ-ỸĐ]\w*(?:\s[A-ZÀ-ỸĐ]\w*){{0,3}}|\d{{1,2}}\b)")
# Without marks or capitals two syllables are taken; "xa" alone is too often another word: "xa hoi", "xa lo".
_TYPED = re.compile(
    r"\b(?P<level>huyen(?:\sdao)?|thanh\spho|tp\.?|thi\sxa|phuong|thi\stran|dac\skhu)\s(?P<name>[a-z]+\s[a-z]+)\b"
)
_NO_NAMES = frozenset(
    re.findall(
        r"\w+",
        "nao nay kia minh khac duoi tren co khong phai lam la va cua thi o tai trong ngoai truc thuoc cap an cong phap",
    )
)


def hinted_places(question: str) -> tuple[str, ...]:
    """Return the places of ``question``, folded, between single spaces; a province by the name of the list.

    >>> hinted_places("Trạm y tế ở huyện Kiên Hải"), hinted_places("tram y te huyen kien hai"), hinted_places("huyện nào")
    ((' kien hai ',), (' kien hai ',), ())
    """
    found = [words_of(match["name"]) for match in _PRINTED.finditer(question)]
    plain = fold(question)
    if plain == question.lower() or not found:
        typed = (match["name"] for match in _TYPED.finditer(plain))
        found += [words_of(name) for name in typed if not _NO_NAMES.intersection(name.split())]
    province = province_in(question)
    if province is not None:
        found.append(words_of(province.name))
    return tuple(dict.fromkeys(found))


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


def names_place(folded: str, place: str) -> float:
    """Tell how far a text, ``folded``, names a place of ``hinted_places``: 1, ``MERGED`` for a province it was merged with, or 0."""
    # Cutting a text into words costs ten times what it costs to see that it has not even the letters.
    likely = [one for one in (place, *_merged(place)) if all(part in folded for part in one.split())]
    if not likely:
        return 0.0
    words = words_of(folded)
    return max((1.0 if one == place else MERGED for one in likely if one in words), default=0.0)


@lru_cache(maxsize=1 << 10)
def _merged(place: str) -> tuple[str, ...]:
    province = province_in(f"tinh {place.strip()}")
    if province is None or words_of(province.name) != place:
        return ()
    after = successor_of(province)
    kin: tuple[Province, ...] = (*merged_into(province), *((after,) if after else ()))
    return tuple(words_of(one.name) for one in kin if one.name != province.name)
