"""Paragraphs under construction and the one text made of them, with the page and box of every stretch."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.document import Box, Page, Span
from ingest.lines import Line, Place


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line. ``order`` is the line's position in the reading; it tells what stood before what."""

    line: Line
    order: int

    @property
    def text(self) -> str:
        """The line's text."""
        return self.line.text

    @property
    def folded(self) -> str:
        """The line's text, folded."""
        return self.line.folded


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Pieces that read on as one paragraph, and the part of the document they belong to.

    ``part`` is ``letterhead``, ``body``, ``ending`` (signature, recipients), ``appendix``, ``enclosed`` (the head of a
    further letter), ``note``, ``artifact`` or ``hidden``;
    ``role`` what it does there (``issuer``, ``number``, ``subject``, ``recipient``, ``office``, ``name`` ...), if known.
    ``text`` is the pieces joined by one space, or by nothing where a reference broke behind its hyphen or slash.
    """

    pieces: tuple[Piece, ...]
    part: str
    role: str = ""

    @property
    def text(self) -> str:
        """The paragraph as it will stand in the document."""
        out = ""
        for piece in self.pieces:
            out += glue(out, piece.text) + piece.text if out else piece.text
        return out

    @property
    def first(self) -> Line:
        """The line the paragraph starts with."""
        return self.pieces[0].line


@dataclass(frozen=True, slots=True)
class Composition:
    """The text, the span of each paragraph in the order given, the page runs, and where each line's stretch starts."""

    text: str
    spans: tuple[Span, ...]
    pages: tuple[Page, ...]
    starts: tuple[int, ...]
    orders: tuple[int, ...]

    def order_at(self, position: int) -> int:
        """Return the reading order of the line from which the character at ``position`` came."""
        return self.orders[max(bisect_right(self.starts, position) - 1, 0)]


def glue(before: str, after: str) -> str:
    """Return what joins two pieces of a paragraph: nothing inside a broken reference or compound, else one space.

    >>> glue("Chỉ thị số 12/CT-", "BCT"), glue("phòng, chống Covid-", "19"), glue("kinh tế -", "xã hội")
    ('', '', ' ')
    """
    if len(before) < 2 or not after:
        return " "
    last, previous = before[-1], before[-2]
    if last in "-‑" and (previous.isalnum()) and (after[0].isupper() or after[0].isdigit()):
        return ""
    if last == "/" and previous.isalnum() and (after[0].isupper() or after[0].isdigit()):
        return ""
    if after[0] == "/" and after[1:2].isupper() and last.isdigit():
        return ""
    return " "


def compose(paragraphs: Sequence[Paragraph]) -> Composition:
    """Write the paragraphs one per line and record where every piece of every line went.

    The page runs are sorted, do not overlap and cover the text; line ends belong to the page before them.
    """
    text: list[str] = []
    spans: list[Span] = []
    runs: list[tuple[int, int, Line]] = []
    starts: list[int] = []
    orders: list[int] = []
    at = 0
    for position, paragraph in enumerate(paragraphs):
        if position:
            text.append("\n")
            at += 1
        start = at
        written = ""
        for piece in paragraph.pieces:
            between = glue(written, piece.text) if written else ""
            written += between + piece.text
            text.append(between + piece.text)
            at += len(between)
            runs.append((at, at + len(piece.text), piece.line))
            starts.append(at)
            orders.append(piece.order)
            at += len(piece.text)
        spans.append(Span(start, at))
    return Composition("".join(text), tuple(spans), _pages(runs, at), tuple(starts), tuple(orders))


def _pages(runs: Iterable[tuple[int, int, Line]], length: int) -> tuple[Page, ...]:
    pages: list[tuple[int, int, list[Box]]] = []  # number, start, boxes
    for start, end, line in runs:
        if not pages or pages[-1][0] != line.page:
            pages.append((line.page, start if pages else 0, []))
        if line.place is not None and end > start:
            place = line.place
            pages[-1][2].append(Box(Span(start, end), place.x0, place.y0, place.x1, place.y1))
    if not pages:
        return ()
    ends = [start for _, start, _ in pages[1:]] + [length]
    return tuple(
        Page(number, Span(start, end), tuple(boxes)) for (number, start, boxes), end in zip(pages, ends, strict=True)
    )


def cut(line: Line, *positions: int) -> list[Line]:
    """Cut one printed line into several at character positions; the box is shared out by length."""
    edges = [0, *positions, len(line.text)]
    parts: list[Line] = []
    for start, end in itertools.pairwise(edges):
        text = line.text[start:end]
        if not text.strip():
            continue
        start += len(text) - len(text.lstrip())
        parts.append(
            replace(
                line,
                text=text.strip(),
                place=_share(line.place, start / len(line.text), end / len(line.text)),
                gap_before=line.gap_before if not parts else False,
                centered=False,
            )
        )
    return parts


def _share(place: Place | None, start: float, end: float) -> Place | None:
    if place is None:
        return None
    width = place.x1 - place.x0
    return replace(place, x0=place.x0 + width * start, x1=place.x0 + width * min(end, 1.0))
