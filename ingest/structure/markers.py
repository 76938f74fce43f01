"""The marker a unit opens with: Điều 4, I., 1., 1.1, a), (i), -, +. What it nests under is decided in ``sections``."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Điểm letters follow the Vietnamese alphabet, without f j w z: after d comes đ, after e comes g.
ALPHABET = "abcdđeghiklmnopqrstuưvxy"
LISTS = ("plus", "dash", "bullet")
"""Styles of unnumbered units."""
BRACKETED = ("(i)", "(1)", "(a)")
"""Styles of numbers wholly in brackets: they may stand inside a sentence as well as before a unit."""
SIGNS = ("-", "+", "–", "*", "•")
"""What a marker of ``LISTS`` is printed as, but for rare dashes."""
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50}
_ORDINALS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}


@dataclass(frozen=True, slots=True)
class Marker:
    """A unit's marker: ``style`` names its shape, ``value`` its place in the series (1 for ``a``, ``I``, ``(i)``).

    ``label`` is the marker as printed without closing punctuation, ``end`` the offset behind it in the paragraph.
    ``values`` holds all the numbers of a decimal marker (``1.2.3``).
    """

    style: str
    label: str
    value: int
    end: int
    values: tuple[int, ...] = ()


def roman(text: str) -> int | None:
    """Return the value of a Roman number up to 89 in either case, ``None`` for anything that is not one.

    >>> roman("XIV"), roman("iiii"), roman("đ")
    (14, None, None)
    """
    low = text.lower()
    if not re.fullmatch(r"(?:x{1,3}l?|x?l)?x{0,3}(?:ix|iv|v?i{0,3})", low) or not low:
        return None
    total = 0
    for sign, following in zip(low, [*low[1:], ""], strict=True):
        value = _ROMAN_DIGITS[sign]
        total += -value if _ROMAN_DIGITS.get(following, 0) > value else value
    return total


_NEXT = r"(?=[\"“”'‘(\[*]*[^\W\d_])"  # what follows a number's marker must be a word: "3. 525" opens nothing
_TITLES = re.compile(
    # Điều 4. · ĐIỀU 12: · not "Điều 4, khoản 1 Điều 2 Quyết định số …"
    r"(?P<dieu>[Đđ]iều|ĐIỀU)\s+(?P<dieu_no>\d{1,3}[a-zđ]?)\s*(?:[.:]|$)\s*"
    # Phần thứ nhất · PHẦN I. · Chương II · Mục 3. ; Phụ lục I · PHỤ LỤC 02 · Phụ lục: · not "Phần mềm"
    r"|(?P<big>PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục|TIỂU MỤC|Tiểu mục)\s+(?:(?:THỨ|thứ)\s+(?P<ord>\w+)|(?P<big_no>[IVXL]{1,6}|\d{1,2}|[A-E]))\s*(?:[.:–-]|$|(?=\s+[A-ZĐ]))\s*"
    r"|(?P<annex>PHỤ LỤC|Phụ lục)(?:\s+(?:số\s*|SỐ\s*)?(?P<annex_no>[IVXL]{1,6}|\d{1,2}[A-Za-z]?|[A-H])(?!\w))?\s*(?:[.:–-]\s*|$|(?=\s*\()|(?=\s+[A-ZĐ]))"
)
_NUMBERED = re.compile(
    rf"""(?P<roman>[IVX]{{1,6}})\s?(?:[.)/]\s*|\s?[-–]\s*){_NEXT}
    | (?P<alpha>[A-HĐ])\s?[.)/]\s+{_NEXT}
    | (?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?:(?P<decimal_close>[.)])\s*|\s+|\s?[-–]\s+){_NEXT}
    | (?P<arabic>\d{{1,2}})(?:\s?(?P<close>[.)])\s*|\s?(?P<slash>/)\s+|(?P<dash_close>-)\s?){_NEXT}
    | \((?P<paren>[ivx]{{1,5}}|\d{{1,2}}|[a-zđư])\)[.:]?\s*(?=\S)
    | (?P<low>[ivx]{{2,5}})\s?[)]\s*{_NEXT}
    | (?P<letter>[a-zđư])(?:(?P<letter_close>[.)/])\d?(?:\s+|(?<=[)])){_NEXT}|\s\)\s*{_NEXT})
    | (?P<plus>\+)\s*(?=\S)
    | (?P<dash>[-–—−‐])(?:\s+(?=\S)|(?=[^\W\d_]))
    | (?P<bullet>[•●▪■◦○·*➢✓§])\s+(?=\S)
    """,
    re.VERBOSE,
)


def parse_marker(text: str) -> Marker | None:
    """Return the marker ``text`` opens with, or ``None``. Figures (``3. 525``), numbers (``13/TB``) are none."""
    title = _TITLES.match(text)
    if title:
        return _title(title)
    match = _NUMBERED.match(text)
    if match is None:
        return None
    end = match.end()
    if match["roman"]:
        value = roman(match["roman"])
        if value:
            return Marker("roman", match["roman"], value, end)
        return None
    if match["alpha"]:
        return Marker("alpha", match["alpha"], ALPHABET.index(match["alpha"].lower()) + 1, end)
    if match["decimal"]:
        if not match["decimal_close"] and not text[end:].lstrip("\"“”'‘([*")[:1].isupper():
            return None  # "2.5 tỷ đồng"
        values = tuple(int(part) for part in match["decimal"].split("."))
        return Marker(f"decimal{len(values)}", match["decimal"], values[-1], end, values)
    if match["arabic"]:
        if match["dash_close"] and not text[end : end + 1].isupper():
            return None
        style = "arabic" + (match["close"] or match["slash"] or "-")
        return Marker(style, match["arabic"], int(match["arabic"]), end)
    if match["paren"]:
        return _bracketed(match["paren"], end)
    if match["low"]:
        value = roman(match["low"])
        return Marker("low)", match["low"], value, end) if value else None
    if match["letter"]:
        letter = match["letter"]
        if letter not in ALPHABET:
            return None
        return Marker(f"letter{match['letter_close'] or ')'}", letter, ALPHABET.index(letter) + 1, end)
    style = "plus" if match["plus"] else "dash" if match["dash"] else "bullet"
    return Marker(style, {"plus": "+", "dash": "-"}.get(style, match[0].strip()), 0, end)


def _bracketed(inside: str, end: int) -> Marker | None:
    if inside.isdigit():
        return Marker("(1)", inside, int(inside), end)
    value = roman(inside)
    if value:
        return Marker("(i)", inside, value, end)
    if inside in ALPHABET:
        return Marker("(a)", inside, ALPHABET.index(inside) + 1, end)
    return None


def _title(match: re.Match[str]) -> Marker:
    if match["dieu"]:
        digits = re.match(r"\d+", match["dieu_no"])
        return Marker("dieu", f"Điều {match['dieu_no']}", int(digits[0]) if digits else 0, match.end())
    if match["annex"]:
        number = match["annex_no"]
        label = f"Phụ lục {number}" if number else "Phụ lục"
        return Marker("annex", label, _number(number) if number else 1, match.end())
    word = match["big"].capitalize()
    number = match["ord"] or match["big_no"]
    style = {"Phần": "part", "Chương": "chapter", "Mục": "mục", "Tiểu mục": "tiểu mục"}[word]
    label = f"{word} thứ {number.lower()}" if match["ord"] else f"{word} {number}"
    return Marker(style, label, _number(number), match.end())


def _number(text: str) -> int:
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits[0])
    return roman(text) or _ORDINALS.get(text.lower(), 0) or (ord(text[0].upper()) - ord("A") + 1)
