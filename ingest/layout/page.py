"""The lines of one PDF page in reading order, with their boxes, gaps, indents and looks."""

from __future__ import annotations

import statistics
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from ingest.layout.columns import blocks_of
from ingest.layout.lines import VisualLine, dominant_size, visual_lines, without_doubles
from ingest.layout.tables import PdfTable, tables_of
from ingest.layout.words import PageWords, unturned
from ingest.lines import Line, Place
from ingest.text import mojibake
from ingest.text.legacy_encodings import modernised
from ingest.text.mended_signs import tell
from ingest.text.repair import repaired

_ASCENT, _DESCENT = 0.85, 0.25  # of the size, around the baseline
_GAP = 1.25  # of the usual distance of two lines
_CENTER_SLACK = 8.0
_CENTER_INDENT = 25.0
_SAME_INSET = 3.0


def lines_of_page(page: PageWords, number: int) -> list[Line]:
    """Build the lines of one page: tables as rows in their place, columns one after the other, stamps last."""
    words = without_doubles([word for word in page.words if not word.stamp])
    turns = Counter(word.quarter for word in words for _ in word.text)
    quarter = turns.most_common(1)[0][0] if turns else 0
    upright = [word for word in words if word.quarter == quarter]
    tables = tables_of(upright, page.rules) if quarter == 0 else []
    inside = frozenset().union(*(table.words for table in tables))
    lines: list[Line] = []
    remaining = [word for at, word in enumerate(upright) if at not in inside]
    rows = visual_lines(remaining)
    margins = _margins(rows)
    top = 0.0
    for table in [*tables, None]:
        bottom = table.y0 if table else float("inf")
        for block in blocks_of([word for row in rows if top <= row.y < bottom for word in row.words]):
            lines += _block_lines(visual_lines(block.words), number, page, margins, block.column)
        lines += _rows(table, number) if table else []
        top = bottom
    others = [word for word in page.words if word.stamp or word.quarter != quarter]
    for turn in sorted({word.quarter for word in others}):
        for line in visual_lines([word for word in others if word.quarter == turn]):
            lines.append(replace(_line(line, number, page), role="footer"))
    return [replace(line, text=_modern(line.text)) for line in lines if line.text]


def _modern(text: str) -> str:
    modern, encodings = modernised(text)
    if encodings and mojibake.NAME in encodings:
        tell("mojibake_mended")
    return modern


def hidden_lines(page: PageWords, number: int) -> list[Line]:
    """Build the lines of the words that the page carries and does not show."""
    lines = [
        replace(_line(row, number, page), role="hidden")
        for turn in sorted({word.quarter for word in page.hidden})
        for row in visual_lines([word for word in page.hidden if word.quarter == turn])
    ]
    return [replace(line, text=modernised(line.text)[0]) for line in lines if line.text]


def _margins(rows: list[VisualLine]) -> tuple[float, float]:
    """Return the left and right edge most lines of the page keep."""
    if not rows:
        return 0.0, 0.0
    lefts = Counter(round(row.x0) for row in rows)
    often = max(lefts.values()) / 2
    return float(min(left for left, count in lefts.items() if count >= often)), statistics.quantiles(
        [row.x1 for row in rows] * 2, n=10
    )[-1]


def _block_lines(
    rows: list[VisualLine], number: int, page: PageWords, margins: tuple[float, float], column: int
) -> list[Line]:
    steps = [below.y - above.y for above, below in pairwise(rows) if below.y > above.y]
    usual = statistics.median(steps) if steps else 0.0
    if column:
        margins = (min((row.x0 for row in rows), default=0.0), max((row.x1 for row in rows), default=0.0))
    insets = Counter(round(row.x0 - margins[0]) for row in rows if row.x0 - margins[0] > _CENTER_INDENT / 2)
    usual_inset, repeats = insets.most_common(1)[0] if insets else (0, 0)
    usual_inset = usual_inset if repeats > 1 else -1
    lines = []
    for at, row in enumerate(rows):
        step = row.y - rows[at - 1].y if at else None
        gap = (step > _GAP * max(usual, row.size)) if step is not None else (number == 1 or column > 0)
        middle = (
            not row.text.startswith(("-", "+"))
            and abs((row.x0 + row.x1) / 2 - (margins[0] + margins[1]) / 2) <= _CENTER_SLACK
        )
        inset = row.x0 - margins[0]
        # A short paragraph with the usual first-line indent may end where it would if it were centred.
        first_line = abs(inset - usual_inset) < _SAME_INSET and not column
        centered = middle and not first_line and (inset > _CENTER_INDENT or column > 0)
        lines.append(
            replace(_line(row, number, page), gap_before=gap, centered=centered, indent=max(0.0, round(inset, 1)))
        )
    return lines


def _line(row: VisualLine, number: int, page: PageWords) -> Line:
    words = [word for word in row.plain if any(sign.isalnum() for sign in word.text)] or row.plain
    corners = [
        unturned(x, y, page, row.words[0].quarter)
        for x, y in ((row.x0, row.y - _ASCENT * row.size), (row.x1, row.y + _DESCENT * row.size))
    ]
    xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    return Line(
        repaired(row.text).replace("\n", " "),
        number,
        place=Place(round(xs[0], 1), round(ys[0], 1), round(xs[1], 1), round(ys[1], 1)),
        size=row.size or dominant_size(row.words),
        bold=all(word.bold for word in words),
        italic=all(word.italic for word in words),
    )


def _rows(table: PdfTable, number: int) -> list[Line]:
    lines = []
    for at, row in enumerate(table.rows):
        cells = tuple(repaired(cell).replace("\n", " ") for cell in row.cells)
        place = Place(round(row.x0, 1), round(row.y0, 1), round(row.x1, 1), round(row.y1, 1))
        lines.append(Line(" | ".join(cells), number, place, gap_before=at == 0, whole=True, role="row", cells=cells))
    return lines
