"""Recognised words that belong together: what stands close to each other on one line, the columns of a page apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.ocr.recognised import OcrWord

_APART = 2.0  # times the size: the gutter of a letterhead is wider, a justified space narrower


def stretches(words: Sequence[OcrWord]) -> Iterator[list[int]]:
    """Yield the positions of each stretch of words, in order; every word is in exactly one."""
    stretch: list[int] = []
    for at, word in enumerate(words):
        last = words[stretch[-1]] if stretch else None
        if last is not None and (
            abs(word.baseline - last.baseline) > word.size or word.x0 - last.x1 > _APART * word.size
        ):
            yield stretch
            stretch = []
        stretch.append(at)
    if stretch:
        yield stretch
