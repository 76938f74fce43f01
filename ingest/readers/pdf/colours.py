"""How light the colours of a PDF are (PDF 32000-1, 8.6)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ingest.layout.legibility import UNKNOWN, luminance_of
from ingest.readers.pdf.objects import array, dictionary
from ingest.readers.pdf.tokens import Operand

# Kinds of colour space: numbers as in gray, RGB or CMYK; a share of black ink; what only drawing can tell.
DEVICE, BLACK_INK, OTHER = "", "black", "other"
_DEVICE_SPACES = ("/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/CalGray", "/CalRGB", "/ICCBased")
_BLACK_INKS = ("/Black", "/All")


@lru_cache(maxsize=1024)
def luminance(colour: tuple[Operand, ...], space: str = DEVICE) -> float:
    """Return the relative luminance of a colour set by an operator, black where none was set, or ``UNKNOWN``."""
    if not colour:
        return 0.0
    parts = [min(1.0, max(0.0, part)) for part in colour if isinstance(part, float)]
    if space == OTHER or len(parts) != len(colour):
        return UNKNOWN
    if len(parts) == 1:
        grey = 1 - parts[0] if space == BLACK_INK else parts[0]
        return luminance_of(grey, grey, grey)
    if len(parts) == 4:
        parts = [(1 - part) * (1 - parts[3]) for part in parts[:3]]
    if len(parts) != 3:
        return UNKNOWN
    return luminance_of(*parts)


def kind_of_space(name: str, spaces: Any) -> str:  # noqa: ANN401
    """Return the kind of the colour space that a content stream calls ``name`` among the resource's ``spaces``."""
    if name in _DEVICE_SPACES:
        return DEVICE
    found = dictionary(spaces).get(name)
    parts = array(found) or [found.get_object() if found is not None else name]
    family = str(parts[0])
    if family in _DEVICE_SPACES:
        return DEVICE
    return BLACK_INK if family == "/Separation" and str(parts[1]) in _BLACK_INKS else OTHER
