"""What recognition of a page image gives: words with places and confidence; free of any library and any engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

DPI = 300
"""Dots per inch at which pages are drawn for recognition: at 150 the error rate is five times as high."""
_APART = 2.0  # times the size: the gutter of a letterhead is wider, a justified space narrower


class PageNotReadError(Exception):
    """The engine gave no result for one page: it failed or took too long."""


@dataclass(frozen=True, slots=True)
class OcrWord:
    """A recognised word in pixels of the straightened page, x to the right, y downwards.

    ``baseline`` is the y its letters stand on, ``size`` the height of its font, ``confidence`` 0 to 100. ``raised`` is
    true for digits set small and above the baseline, as note marks are; ``glued`` when no space stands before it,
    ``bold`` when its strokes are thicker than is usual on the page.
    ``line`` numbers the engine's lines: words of one number stand in one line, in the order they come in.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    baseline: float
    size: float
    confidence: float
    raised: bool = False
    glued: bool = False
    bold: bool = False
    line: int | None = None


@dataclass(frozen=True, slots=True)
class OcrRule:
    """A thin straight line in pixels of the straightened page."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class OcrPage:
    """A recognised page: its words in the engine's order, the rules drawn on it, its size in pixels.

    ``quarter`` tells how often the picture was turned by 90 degrees against the clock, ``degrees`` by how much it was
    then turned further, about its centre, before it was read. ``stamps`` are the texts of patches of the page that are, or
    may be, secrecy marks.
    """

    words: tuple[OcrWord, ...]
    rules: tuple[OcrRule, ...]
    width: int
    height: int
    degrees: float = 0.0
    quarter: int = 0
    stamps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Strip:
    """An 8-bit grey picture of one line, rows top to bottom."""

    width: int
    height: int
    grey: bytes


class LineEngine(Protocol):
    """Recognises the letters of single lines."""

    def lines(self, strips: Sequence[Strip]) -> list[tuple[OcrWord, ...]]:
        """Return the words of pictures that hold one line each, in pixels of each; raises PageNotReadError."""


class BlockEngine(Protocol):
    """Recognises the letters of a few lines."""

    def blocks(self, strips: Sequence[Strip]) -> list[tuple[OcrWord, ...]]:
        """Return the words of pictures that hold a few lines each; raises PageNotReadError."""


class OcrEngine(LineEngine, BlockEngine, Protocol):
    """Recognises the letters of one straightened page."""

    version: str
    """Names engine, its version and its language data: results of different versions are never mixed."""

    def words(self, width: int, height: int, grey: bytes) -> tuple[OcrWord, ...]:
        """Return the words of an 8-bit grey picture (rows top to bottom); raises PageNotReadError."""

    def quarter(self, width: int, height: int, grey: bytes) -> int:
        """Return how often the picture must be turned by 90 degrees against the clock to stand upright, 0 when unsure."""


def stretches(words: Sequence[OcrWord]) -> Iterator[list[int]]:
    """Yield the positions of each stretch: words close to each other on one line, the columns of a page apart.

    Stretches come in order, and every word is in exactly one.
    """
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
