"""Assignments in tables: "Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ingest.assignment import Assignment, Deadline
from ingest.assignment_groups import Ground, groups_in
from ingest.deadlines import deadline_in_cell
from ingest.document import Document, Row, Span, Table

# Column titles, in small letters. "Người thực hiện" names persons and is left alone.
_LEAD = re.compile(r"chủ trì|(?:đơn vị|cơ quan|bộ phận) (?:thực hiện|chịu trách nhiệm|tham mưu|được giao)")
_COORDINATE = re.compile(r"phối hợp")
_TASK = re.compile(r"nhiệm vụ|nội dung|công việc|chỉ tiêu|hoạt động|tên (?:đề án|dự án|văn bản|kế hoạch)")
_SEPARATORS = re.compile(r"[,;]|(?<!\w)và(?!\w)")
_TIME = re.compile(r"thời (?:gian|hạn)|hoàn thành|tiến độ")


def assignments_in_tables(document: Document, ground: Ground) -> Iterator[Assignment]:
    """Yield one row for each body in the lead column of a table that has one and a task column."""
    for table in document.tables:
        titles = [title.lower() for title in table.header]
        lead, task = _column(titles, _LEAD), _column(titles, _TASK)
        if lead is None or task is None or lead == task:
            continue
        role = "lead" if "chủ trì" in titles[lead] else "assigned"
        for row in table.rows:
            if max(lead, task) < len(row.cells) and row.cells[lead].of(document.text).strip():
                yield from _row(document, ground, table, row, (lead, task), role)


def _row(
    document: Document, ground: Ground, table: Table, row: Row, columns: tuple[int, int], role: str
) -> Iterator[Assignment]:
    titles = [title.lower() for title in table.header]
    lead, task = columns
    cell = row.cells[lead]
    # The columns between task and lead (target, unit) belong to what must be done.
    what = Span(row.cells[task].start, row.cells[lead - 1].end) if task < lead else row.cells[task]
    if not what.of(document.text).strip():
        return
    partners = _column(titles, _COORDINATE)
    coordinators = (
        _printed(document, ground, row.cells[partners])
        if partners is not None and partners != lead and partners < len(row.cells)
        else ()
    )
    deadline = _deadline(document.text, row, _column(titles, _TIME), document.issued_on)
    mentions = [mention for group in groups_in(ground, cell) for mention in group]
    if role == "assigned" and len(mentions) > 1:
        role = "joint"
    for mention in mentions:
        agency = mention.agency.name if mention.agency else None
        printed = mention.span.of(document.text)
        yield Assignment(printed, role, coordinators, what, deadline, cell, row.span, agency, mention.common)
    if not mentions:
        yield Assignment(cell.of(document.text), role, coordinators, what, deadline, cell, row.span)


def _printed(document: Document, ground: Ground, cell: Span) -> tuple[str, ...]:
    """Return the bodies of a cell as printed; what stands between known names is a body too ("Cảng vụ hàng hải")."""
    found: list[str] = []
    at = cell.start
    for mention in [*(mention for group in groups_in(ground, cell) for mention in group), None]:
        between = document.text[at : mention.span.start if mention else cell.end]
        found += [
            part for part in (piece.strip(" .") for piece in _SEPARATORS.split(between)) if any(map(str.isalpha, part))
        ]
        if mention is not None:
            found.append(mention.span.of(document.text))
            at = mention.span.end
    return tuple(found)


def _deadline(text: str, row: Row, column: int | None, issued_on: date | None) -> Deadline | None:
    if column is None or column >= len(row.cells):
        return None
    cell = row.cells[column]
    found = deadline_in_cell(cell.of(text), issued_on)
    if found is None:
        return None
    return Deadline(
        Span(cell.start + found.span.start, cell.start + found.span.end), found.due, found.kind, found.inferred
    )


def _column(titles: list[str], pattern: re.Pattern[str]) -> int | None:
    return next((position for position, title in enumerate(titles) if pattern.search(title)), None)
