"""Footnote marks in the text: superscripts glued to the word they follow."""

from __future__ import annotations

import re

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
TO_SUPERSCRIPTS = str.maketrans("0123456789", SUPERSCRIPTS)
TO_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_MARK = re.compile(f"[{SUPERSCRIPTS}]")
EXPONENT_UNITS = ("m", "km", "cm", "dm", "mm", "ha")


def without_marks(text: str) -> str:
    """Replace footnote marks by spaces, keeping length and offsets; exponents of units (m², km³) are kept.

    >>> without_marks("năm 2024¹⁰ và 90 m³")
    'năm 2024   và 90 m³'
    """
    return _MARK.sub(lambda mark: mark[0] if _is_exponent(text, mark.start()) else " ", text)


def _is_exponent(text: str, position: int) -> bool:
    """Tell whether a ² or ³ at ``position`` is the exponent of a unit of length (``90 m³``, ``km²``)."""
    if text[position] not in "²³":
        return False
    start = position
    while start and text[start - 1].isalpha():
        start -= 1
    follows = text[position + 1 : position + 2]
    return text[start:position] in EXPONENT_UNITS and follows not in tuple(SUPERSCRIPTS)
