"""Tables: consecutive rows of the text; two lists printed side by side become two rows."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Row, Span, Table
from ingest.pieces import Paragraph

_BETWEEN = " | "
_TITLE = 80  # characters of a column title at most


def find_tables(paragraphs: Sequence[Paragraph], spans: Sequence[Span]) -> tuple[Table, ...]:
    """Return the tables among the paragraphs. The first row is the header where it can be one, and no row then."""
    tables: list[Table] = []
    current: list[tuple[Paragraph, Span]] = []
    for paragraph, span in zip(paragraphs, spans, strict=True):
        is_row = paragraph.first.role == "row"
        if current and (not is_row or paragraph.first.gap_before):
            tables.append(_table(current))
            current = []
        if is_row:
            current.append((paragraph, span))
    if current:
        tables.append(_table(current))
    return tuple(tables)


def row_text(cells: Sequence[str]) -> str:
    """Return a row as it stands in the text: one line, ``" | "`` between the cells."""
    return _BETWEEN.join(" ".join(cell.split()) for cell in cells)


def _table(rows: Sequence[tuple[Paragraph, Span]]) -> Table:
    span = Span(rows[0][1].start, rows[-1][1].end)
    first = [" ".join(cell.split()) for cell in rows[0][0].first.cells]
    headed = len(rows) > 1 and _can_head(first)
    header = tuple(first) if headed else ()
    cells = [_cells(paragraph, row) for paragraph, row in rows[1 if headed else 0 :]]
    width = _repeats(header)
    if not width:
        return Table(
            span,
            header,
            tuple(Row(row, line) for (_, row), line in zip(rows[1 if headed else 0 :], cells, strict=True)),
        )
    split: list[Row] = []
    for line in cells:
        for at in range(0, len(line), width):
            group = line[at : at + width]
            if any(cell.end > cell.start for cell in group):
                split.append(Row(Span(group[0].start, group[-1].end), tuple(group)))
    return Table(span, header[:width], tuple(split))


def _can_head(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return (
        len(filled) > 1
        and all(len(cell) <= _TITLE for cell in filled)
        and not any(cell[0].isdigit() for cell in filled)
    )


def _repeats(header: Sequence[str]) -> int:
    """Return the width of one list when the header's titles repeat (Đơn vị, Đã gửi, Đơn vị, Đã gửi), else 0."""
    folded = [title.lower() for title in header]
    for width in range(1, len(folded) // 2 + 1):
        if len(folded) % width == 0 and folded == folded[:width] * (len(folded) // width) and any(folded[:width]):
            return width
    return 0


def _cells(paragraph: Paragraph, span: Span) -> tuple[Span, ...]:
    found: list[Span] = []
    at = span.start
    for cell in paragraph.first.cells:
        length = len(" ".join(cell.split()))
        found.append(Span(at, at + length))
        at += length + len(_BETWEEN)
    return tuple(found)
