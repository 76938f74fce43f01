"""Whether a word of a PDF page is seen: the page is drawn with it and without it, and the two pictures are compared.

That holds for whatever hides a word: its colour, what is painted over it, a clip, opacity, a layer that is switched off.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from ingest.readers.pdf.graphics import Clip

_SCALE = 100 / 72  # strokes of 5-point letters are half a dot wide and change it by far more than _STEP
_MOST_DOTS = 12_000_000  # A3 has 4 million
# Of 255 steps of a colour: #E6E6E6 on white, at the edge of what people read, is 25 away.
_STEP = 24
_DRAWN_PART = 0.01  # of the rectangle: the letters of light fonts fill a tenth of it, a neighbour's edge less
_MARGIN = 2.0  # points around the words that is drawn with them
_SPAN = 100  # points
_FINE = 16  # PDFium maps to whole dots; so many to a point

_Picture = NDArray[np.uint8]


def seen(document: pypdfium2.PdfDocument, position: int, words: Sequence[tuple[str, Clip]]) -> list[bool | None]:
    """Tell of each word (letters and rectangle on the page as shown) whether the page at ``position`` (from 0) shows it.

    None for a word that is not found in the page's content by its place. Raises ``PdfiumError`` where the page cannot
    be drawn. Annotations are not drawn.
    """
    page = document[position]
    width, height = page.get_size()
    bounds = Clip(0.0, 0.0, width, height)
    asked = [box.within(bounds) for _, box in words]
    there = [box for box in asked if box.x1 > box.x0 and box.y1 > box.y0]
    if not there:
        return [None] * len(words)
    part = Clip(
        min(box.x0 for box in there) - _MARGIN,
        min(box.y0 for box in there) - _MARGIN,
        max(box.x1 for box in there) + _MARGIN,
        max(box.y1 for box in there) + _MARGIN,
    ).within(bounds)
    scale = min(_SCALE, (_MOST_DOTS / max((part.x1 - part.x0) * (part.y1 - part.y0), 1.0)) ** 0.5)
    shown = _drawn(page, part, scale, width, height)
    found = _take_away(page, words, width, height)
    left = _drawn(page, part, scale, width, height)
    shares = [_share(shown, left, box, part, scale) for box in asked]
    return [share >= _DRAWN_PART if there else None for share, there in zip(shares, found, strict=True)]


def _drawn(page: pypdfium2.PdfPage, part: Clip, scale: float, width: float, height: float) -> _Picture:
    crop = (part.x0, height - part.y1, width - part.x1, part.y0)  # left, bottom, right, top
    picture = page.render(scale=scale, crop=crop, rev_byteorder=True, may_draw_forms=False, draw_annots=False)
    return np.asarray(picture.to_pil().convert("RGB"))


def _share(shown: _Picture, without: _Picture, box: Clip, part: Clip, scale: float) -> float:
    """Return how much of a rectangle differs between two pictures."""
    left, top = int((box.x0 - part.x0) * scale), int((box.y0 - part.y0) * scale)
    right, bottom = int((box.x1 - part.x0) * scale) + 1, int((box.y1 - part.y0) * scale) + 1
    rows, columns = slice(max(top, 0), bottom), slice(max(left, 0), right)
    before, after = shown[rows, columns].astype(np.int16), without[rows, columns].astype(np.int16)
    if not before.size or box.x1 <= box.x0 or box.y1 <= box.y0:
        return 0.0
    return float((np.abs(before - after).max(axis=2) >= _STEP).mean())


def _take_away(page: pypdfium2.PdfPage, words: Sequence[tuple[str, Clip]], width: float, height: float) -> list[bool]:
    """Draw the strings of these words no longer; return which were found."""
    text = page.get_textpage()
    places: dict[int, list[tuple[float, float, int]]] = {}  # by row of ten points
    a, b, c, d, e, f = _to_page_as_shown(page, width, height)
    across, up = ctypes.c_double(), ctypes.c_double()
    for at in range(text.count_chars()):
        pdfium.FPDFText_GetCharOrigin(text, at, across, up)
        x, y = across.value * a + up.value * c + e, across.value * b + up.value * d + f
        places.setdefault(int(y // 10), []).append((x, y, at))
    found: list[bool] = []
    taken: set[int] = set()
    for letters, box in words:
        near = [
            (at, chr(pdfium.FPDFText_GetUnicode(text, at)))
            for row in range(int(box.y0 // 10) - 1, int(box.y1 // 10) + 2)
            for x, y, at in places.get(row, ())
            if box.x0 - 1 <= x <= box.x1 + 1 and box.y0 - 2 <= y <= box.y1 + 2
        ]
        own = [at for at, sign in near if sign in letters] or [at for at, _ in near]
        taken.update(own)
        found.append(bool(own))
    for at in taken:
        pdfium.FPDFTextObj_SetTextRenderMode(
            pdfium.FPDFText_GetTextObject(text, at), pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
        )
    return found


def _to_page_as_shown(page: pypdfium2.PdfPage, width: float, height: float) -> tuple[float, ...]:
    """Return the matrix from PDFium's coordinates to those of the page as shown, y downwards."""

    def shown(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        size = round(width * _FINE), round(height * _FINE)
        pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
        return across.value / _FINE, down.value / _FINE

    (e, f), (right, right_down), (up, up_down) = shown(0, 0), shown(_SPAN, 0), shown(0, _SPAN)
    return (right - e) / _SPAN, (right_down - f) / _SPAN, (up - e) / _SPAN, (up_down - f) / _SPAN, e, f
