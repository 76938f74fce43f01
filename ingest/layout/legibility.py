"""When print can be read: how light colours are, which stand out from which, and how small letters may be."""

from __future__ import annotations

import re

UNKNOWN = -1.0
"""The luminance of what has no one colour or one that only drawing tells: a picture, a pattern, a spot colour."""

LEAST_CONTRAST = 1.25
"""By the contrast of WCAG 2: #E3E3E3 on white has 1.28, #E6E6E6 1.25; light grey print that people still read has 1.4 up."""

TINY = 2.5
"""Points on a page of A4 or larger: no eye reads smaller letters; marks of notes have 4 up, small print 6."""

_A4_HEIGHT = 842.0  # points

_HEXADECIMAL = re.compile(r"#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})$")  # "1F3864", "#FFF"


def zoom(width: float, height: float) -> float:
    """Return by how much a page of this size in points is enlarged to be read: one smaller than A4 up to its height."""
    return max(1.0, _A4_HEIGHT / max(width, height, 1.0))


def contrast(one: float, other: float) -> float:
    """Return the contrast of two luminances, from 1 (the same) to 21 (black on white); 1 when one is unknown."""
    if UNKNOWN in (one, other):
        return 1.0
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def luminance_of(red: float, green: float, blue: float) -> float:
    """Return the relative luminance of an sRGB colour; all from 0 to 1."""
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def luminance_of_code(code: str) -> float | None:
    """Return the luminance of a colour written in hexadecimal digits, six or three; None for anything else."""
    found = _HEXADECIMAL.match(code.strip())
    if not found:
        return None
    digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return luminance_of(red, green, blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
