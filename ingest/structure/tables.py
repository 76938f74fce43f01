"""Tables: consecutive rows of the text; two lists printed side by side become two rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Row, Span, Table
from ingest.structure.pieces import Paragraph

_BETWEEN = " | "
_TITLE = 80  # characters of a column title at most
_COLUMN_NUMBER = re.compile(r"\(?(?:(?P<no>\d{1,2})|[A-Ca-c])\)?(?:\s*=\s*[\d()+\-x*/:, ]+)?")


def find_tables(paragraphs: Sequence[Paragraph], spans: Sequence[Span]) -> tuple[Table, ...]:
    """Return the tables among the paragraphs.

    The first row is the header where it can be one, together with a second row of titles under it and a row that only
    numbers the columns; these are no rows then.
    """
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
    first = _titles(rows[0])
    header: tuple[str, ...] = ()
    content = list(rows)
    if len(rows) > 1 and _can_head(first):
        header, content = tuple(first), content[1:]
        under = _titles(content[0])
        if len(content) > 1 and _heads_below(first, under):
            header, content = _joined(first, under), content[1:]
        if len(content) > 1 and _numbers_columns(_titles(content[0])):
            content = content[1:]
    cells = [_cells(paragraph, row) for paragraph, row in content]
    width = _repeats(header)
    if not width:
        return Table(span, header, tuple(Row(row, line) for (_, row), line in zip(content, cells, strict=True)))
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


def _titles(row: tuple[Paragraph, Span]) -> list[str]:
    return [" ".join(cell.split()) for cell in row[0].first.cells]


def _heads_below(first: Sequence[str], second: Sequence[str]) -> bool:
    """Tell whether the second row parts titles of the first: filled under each title that spans several columns only.

    >>> _heads_below(["TT", "Đơn vị", "Số hộ", ""], ["", "", "Nghèo", "Cận nghèo"])
    True
    >>> _heads_below(["TT", "Đơn vị", "Số hộ", ""], ["", "Xã An Lạc", "", ""])
    False
    """
    if len(first) != len(second) or "" not in first or not _can_head(second):
        return False
    spanned = {
        part
        for at, title in enumerate(first)
        if title == "" and at
        for part in (at, at - 1)  # an empty cell and the one to its left belong to one title
    }
    return {at for at, title in enumerate(second) if title} == spanned


def _joined(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    titles: list[str] = []
    above = ""
    for upper, lower in zip(first, second, strict=True):
        above = upper or above
        titles.append(f"{above}: {lower}" if lower else upper)
    return tuple(titles)


def _numbers_columns(cells: Sequence[str]) -> bool:
    """Tell whether a row only counts the columns: ``(1) | (2) | (3)``, ``A | B | 1 | 2``, ``1 | 2 | 3=1+2``."""
    found = [_COLUMN_NUMBER.fullmatch(cell) for cell in cells]
    if len(found) < 3 or not all(found):
        return False
    numbers = [int(match["no"]) for match in found if match and match["no"]]
    return len(numbers) >= 2 and numbers == list(range(1, len(numbers) + 1))


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
