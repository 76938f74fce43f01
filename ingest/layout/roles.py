"""What the layout says about the lines of a PDF: page numbers, running heads, notes, signature stamps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.document import SUPERSCRIPTS
from ingest.lines import Line

_EDGE = 0.09  # share of the page height in which artifacts stands at the top and the bottom
# "2", "- 3 -", "Trang 2/5", "2 | Page"; not "2024 là năm".
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:trang|page)?[\s:]*\d{1,4}(?:\s*/\s*\d{1,4})?(?:\s*\|\s*page)?[-–—\s.]*$", re.IGNORECASE
)
_RUNNING_PAGES = 3  # a running head repeats on at least so many pages
_NOTE_SIZE = 0.92  # of the size of the body: notes of 11 points below text of 13 or 14, of 10 below 12
_NOTE_START = re.compile(rf"[{SUPERSCRIPTS}]{{1,3}}(?![{SUPERSCRIPTS}])|\*{{1,3}}\s")
_STAMP_START = re.compile(
    r"(?:được )?ký (?:bởi|số bởi|điện tử bởi)\b|người ký\s*:|(?:thời gian|ngày|ngày giờ) ký\s*:|signature not verified|signed by|digitally signed",
    re.IGNORECASE,
)
_STAMP_FOLLOWS = re.compile(
    r"(?:cơ quan|email|thời gian ký|ngày ký|giờ ký|chức vụ|đơn vị|date|reason|location|lý do|nơi ký)\s*:|\S+@\S+$|\d{1,2}[./-]\d{1,2}[./-]\d{4}\s+\d{1,2}:\d{2}|[+-]\d{2}[:']?\d{2}'?$",
    re.IGNORECASE,
)
_STAMP_LEADING = 2.2  # lines of one stamp follow each other closely


def with_roles(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """Give the lines of every page their roles; the number and order of the lines do not change."""
    repeated = _running(pages, heights)
    done = []
    noted = False
    for lines, height in zip(pages, heights, strict=True):
        marked = _stamps([_edge(line, height, repeated) for line in lines])
        marked = _notes(marked, noted)
        noted = any(line.role == "note" for line in marked[-3:])
        done.append(marked)
    return done


def _edge(line: Line, height: float, repeated: set[str]) -> Line:
    side = _side(line, height)
    if line.role != "body" or side is None:
        return line
    if _PAGE_NUMBER.match(line.text) or _shape(line.text) in repeated:
        return replace(line, role=side)
    return line


def _side(line: Line, height: float) -> str | None:
    if line.place is None:
        return None
    if line.place.y1 < _EDGE * height:
        return "header"
    return "footer" if line.place.y0 > (1 - _EDGE) * height else None


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _running(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[str]:
    counts = Counter(
        shape
        for lines, height in zip(pages, heights, strict=True)
        for shape in {_shape(line.text) for line in lines if _side(line, height)}
    )
    return {shape for shape, count in counts.items() if count >= max(_RUNNING_PAGES, len(pages) / 2)}


def _stamps(lines: list[Line]) -> list[Line]:
    """Mark the lines of signature stamps that are drawn into the page: a start and what closely follows it."""
    out: list[Line] = []
    inside: Line | None = None
    for line in lines:
        if line.role == "body" and _STAMP_START.match(line.text):
            line = replace(line, role="footer")
            inside = line
        elif inside is not None:
            if line.role == "body" and _STAMP_FOLLOWS.match(line.text) and _close(inside, line):
                line = replace(line, role="footer")
                inside = line
            else:
                inside = None
        out.append(line)
    return out


def _close(above: Line, below: Line) -> bool:
    if above.place is None or below.place is None:
        return False
    return abs(below.place.y0 - above.place.y0) <= _STAMP_LEADING * (above.size or 10)


def _notes(lines: list[Line], noted_before: bool) -> list[Line]:
    """Mark the notes at the foot of a page: small lines down to the end, from the first that starts with a mark on.

    A note that runs over from the page before starts without a mark: small lines above the first mark belong to it
    when that page ended in a note and nothing else small can stand there.
    """
    sizes: Counter[float] = Counter()
    for line in lines:
        if line.role == "body" and line.size:
            sizes[line.size] += len(line.text)
    if not sizes:
        return lines
    body = sizes.most_common(1)[0][0]
    small = max((size for size, count in sizes.items() if count >= 0.1 * sizes[body]), default=body)
    limit = _NOTE_SIZE * max(body, small)
    start = len(lines)
    while start and (lines[start - 1].role != "body" or (lines[start - 1].size or body) <= limit):
        start -= 1
    first = next((at for at in range(start, len(lines)) if _starts_note(lines[at])), None)
    if first is None:
        return lines
    if (
        noted_before
        and start < first
        and all(line.role == "body" and line.gap_before is False for line in lines[start + 1 : first])
    ):
        first = start
    return [
        replace(line, role="note") if at >= first and line.role == "body" else line for at, line in enumerate(lines)
    ]


def _starts_note(line: Line) -> bool:
    return line.role == "body" and bool(_NOTE_START.match(line.text))
