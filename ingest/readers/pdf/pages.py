"""One page of a PDF by pypdf: its content and the annotations drawn on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pypdf import PageObject
from pypdf.generic import DictionaryObject, StreamObject

from ingest.layout.words import PageWords, Word
from ingest.readers.pdf.annotations import annotation_texts
from ingest.readers.pdf.content import ContentWalk
from ingest.readers.pdf.graphics import GraphicsState
from ingest.readers.pdf.objects import Matrix, apply, array, corners, dictionary, matrix_of, multiply, numbers
from ingest.readers.pdf.page_state import FontCache

# Offices fill in number and day when they sign, as fields of their own: "3686", "11", "05/6"; not "Ký bởi: ...".
_FILLED_IN = re.compile(r"\d[\d/.\- ]{0,9}$")
# They drop it into the gap by hand: "ngày   tháng 3" and, some points lower, "13".
_OFF_LINE = 0.7  # of the size
_BESIDE = 3.0  # of the size, from the words of the line


def page_words(page: PageObject, fonts: FontCache | None = None) -> PageWords:
    """Read the words of a page and of the annotations drawn on it.

    ``fonts`` are shared between the pages of one document. ``complete`` is false when the page was cut short for its size. pypdf's errors on damaged pages pass through.
    """
    box = page.cropbox
    left, bottom, right, top = (float(side) for side in (box.left, box.bottom, box.right, box.top))
    rotation = (page.rotation or 0) % 360
    # Page space to the page as shown, y downwards.
    base: Matrix = {
        90: (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        180: (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        270: (0.0, -1.0, -1.0, 0.0, top, right),
    }.get(rotation, (1.0, 0.0, 0.0, -1.0, -left, top))
    width, height = (top - bottom, right - left) if rotation in (90, 270) else (right - left, top - bottom)
    walk = ContentWalk(PageWords(width, height), page, {} if fonts is None else fonts)
    contents = page.get_contents()
    resources = dictionary(page.get("/Resources"))
    if contents is not None:
        walk.run(contents, resources, GraphicsState(base), depth=0)
    walk.page.printed = len(walk.page.words)
    for annotation in _annotations(page):
        before = len(walk.page.words)
        _draw_annotation(walk, annotation, base)
        drawn = " ".join(word.text for word in walk.page.words[before:])
        walk.page.annotated += [drawn] if drawn else []
        walk.page.annotated += annotation_texts(annotation)
    return walk.page


def _annotations(page: PageObject) -> Iterator[DictionaryObject]:
    for reference in array(page.get("/Annots")):
        annotation = reference.get_object()
        if isinstance(annotation, DictionaryObject):
            yield annotation


def _draw_annotation(walk: ContentWalk, annotation: DictionaryObject, base: Matrix) -> None:
    """Draw the normal appearance of a form field, stamp or typed-in text; hidden ones and links are no text."""
    kind = annotation.get("/Subtype")
    flags = annotation.get("/F", 0)
    if kind not in ("/Widget", "/Stamp", "/FreeText") or (isinstance(flags, int) and flags & 2):
        return
    form = dictionary(dictionary(annotation.get("/AP")).get("/N"))
    if not isinstance(form, StreamObject):
        states = form
        form = dictionary(states.get(annotation.get("/AS", "/Off")))
    rectangle = numbers(annotation.get("/Rect"))
    if not isinstance(form, StreamObject) or len(rectangle) != 4:
        return
    parent = dictionary(annotation.get("/Parent"))
    walk.stamp = "/Sig" in (annotation.get("/FT"), parent.get("/FT"))
    matrix = matrix_of(form.get("/Matrix"))
    found = [apply(matrix, x, y) for x, y in corners(numbers(form.get("/BBox")) or [0.0, 0.0, 1.0, 1.0])]
    x0, y0 = min(x for x, _ in found), min(y for _, y in found)
    x1, y1 = max(x for x, _ in found), max(y for _, y in found)
    left, right = sorted(rectangle[::2])
    bottom, top = sorted(rectangle[1::2])
    if x1 > x0 and y1 > y0:
        across, up = (right - left) / (x1 - x0), (top - bottom) / (y1 - y0)
        fit: Matrix = (across, 0.0, 0.0, up, left - x0 * across, bottom - y0 * up)
        words = walk.page.words
        before = len(words)
        walk.form(form, DictionaryObject(), GraphicsState(multiply(fit, base)), depth=1)
        added = words[before:]
        if _FILLED_IN.match(" ".join(word.text for word in added)):
            y = _line_of(added, words[:before])
            words[before:] = [
                replace(word, stamp=False, filled=True, spaced=True, y=word.y if y is None else y) for word in added
            ]
    walk.stamp = False


def _line_of(added: Sequence[Word], printed: Sequence[Word]) -> float | None:
    """Return the baseline of the printed line that what was filled in belongs to, or ``None``."""
    x0, x1, y = min(word.x0 for word in added), max(word.x1 for word in added), added[0].y
    beside = [
        (abs(word.y - y), word.y)
        for word in printed
        if not word.stamp
        and word.quarter == added[0].quarter
        and abs(word.y - y) <= _OFF_LINE * word.size
        and max(word.x0 - x1, x0 - word.x1) <= _BESIDE * word.size
    ]
    return min(beside)[1] if beside else None
