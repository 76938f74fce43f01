"""Secrecy marks on a recognised page: in the patches that may be stamps, and alone in its head and foot."""

from __future__ import annotations

from ingest.lines import Aside
from ingest.ocr.recognised import OcrPage, stretches
from ingest.secrecy.grammar import mark_in

_HEAD, _FOOT = 0.35, 0.85  # of the height of a page: what stands above and below may be a mark
_CLEAR = 60.0  # confidence of every word; below, letters are guessed


def marks_of(page: OcrPage, number: int) -> tuple[Aside, ...]:
    """Return what is, or may be, a mark on page ``number``, stamps first."""
    found = [Aside(text, "stamp", number) for text in page.stamps]
    for line in stretches(page.words):
        words = [page.words[at] for at in line]
        inside = words[0].y1 > _HEAD * page.height and words[0].y0 < _FOOT * page.height
        text = " ".join(word.text for word in words)
        if not inside and mark_in(text) is not None:
            clear = number == 1 and all(word.confidence >= _CLEAR for word in words)
            found.append(Aside(text, "text", number, clear))
    return tuple(found)
