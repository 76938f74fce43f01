"""Assignments in tables: "Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn", in any order and wording."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.assignment import Assignment, Deadline
from ingest.assignments.agency_lists import agencies_in
from ingest.assignments.forms import confidence_of
from ingest.assignments.groups import Actor, MaskedText
from ingest.assignments.labels import deadline_at
from ingest.deadlines.find import find_deadlines, strongest
from ingest.document import Document, Row, Span, Table

# Column titles, in small letters; of several that fit the first pattern wins.
_LEAD = (
    re.compile(r"chủ trì"),
    re.compile(
        r"(?:đơn vị|cơ quan|bộ phận|địa phương|người|cán bộ|tổ chức)(?:,? (?:đơn vị|cơ quan|cá nhân|người))? "
        r"(?:được giao|thực hiện|chịu trách nhiệm|tham mưu|phụ trách|đầu mối|soạn thảo|triển khai)"
        r"|(?:phân công|trách nhiệm) (?:thực hiện|nhiệm vụ)|^phân công$|^đầu mối"
    ),
)
_PERSON = re.compile(r"người|cán bộ|phân công")
_COORDINATE = (re.compile(r"phối hợp"),)
_TASK = (
    re.compile(r"nhiệm vụ|công việc"),
    re.compile(r"nội dung|hoạt động|tên (?:đề án|dự án|văn bản|kế hoạch|chương trình)|giải pháp|hạng mục"),
    re.compile(r"chỉ tiêu|đề án|dự án|chương trình"),
)
_TIME = (re.compile(r"thời (?:gian|hạn|điểm)|hoàn thành|tiến độ|^hạn|ngày trình"),)
# Columns behind the task that belong to what must be done.
_OF_TASK = re.compile(r"nội dung|chi tiết|cụ thể|chỉ tiêu|đơn vị tính|đvt|mục tiêu|kế hoạch|năm \d")
# Columns of what has been done: such a table reports.
_DONE = re.compile(r"kết quả thực hiện|đã (?:thực hiện|hoàn thành)|tình hình|lũy kế|tỷ lệ|đánh giá")
# "nt", "-nt-", "như trên", "″": as in the row above.
_DITTO = re.compile(r"[-–\s]*(?:nt|như trên|[\"”“″'’]{1,2}|//)[-–\s.]*", re.IGNORECASE)
_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,2})*[.)]?|[a-zđ][.)]")
# "Chủ trì: Sở A; phối hợp: Sở B, Sở C" in one cell.
_IN_CELL = re.compile(
    r"(?:(?:đơn vị|cơ quan)[ ])?(?:(?P<lead>chủ trì)|(?P<partner>phối hợp(?:[ ](?:với|thực hiện))?))[ ]*:?",
    re.IGNORECASE,
)
_HEADER_WITHIN = 3  # rows: a title row and a row of units may stand above the column titles


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where in a row the task, the agencies and the time stand."""

    titles: tuple[str, ...]
    lead: int
    task: int
    partners: int | None
    time: int | None

    @property
    def role(self) -> str:
        return "lead" if "chủ trì" in self.titles[self.lead] else "assigned"


@dataclass(frozen=True, slots=True)
class _Who:
    """The agencies of a row, with the cell that names them: one above where the row's own is empty or says so."""

    cell: Span
    actors: tuple[Actor, ...]
    partners: tuple[str, ...]
    carried: bool = False


def assignments_in_tables(document: Document, ground: MaskedText) -> Iterator[Assignment]:
    """Yield one row for each agency in the lead column of a table that has one and a task column.

    A table that goes on without titles on the next page keeps those of the one before it.
    """
    before: _Columns | None = None
    for table in document.tables:
        columns, rows = _header_of(document, table)
        if columns is None and before is not None and _goes_on_with(ground, table, before):
            columns, rows = before, [*_first_row(document, table), *table.rows]
        before = columns
        if columns is not None and not (
            document.kind == "báo cáo" and any(_DONE.search(title) for title in columns.titles)
        ):
            yield from _rows(document, ground, columns, rows)


def _header_of(document: Document, table: Table) -> tuple[_Columns | None, Sequence[Row]]:
    columns = _columns(table.header)
    if columns is not None:
        return columns, table.rows
    for at, row in enumerate(table.rows[:_HEADER_WITHIN]):
        columns = _columns([cell.of(document.text) for cell in row.cells])
        if columns is not None:
            return columns, table.rows[at + 1 :]
    return None, ()


def _columns(header: Sequence[str]) -> _Columns | None:
    titles = tuple(" ".join(title.lower().split()) for title in header)
    lead = _column(titles, _LEAD)
    task = _column(titles, _TASK, but=lead)
    if lead is None or task is None:
        return None
    return _Columns(titles, lead, task, _column(titles, _COORDINATE, but=lead), _column(titles, _TIME, but=lead))


def _column(titles: Sequence[str], patterns: Sequence[re.Pattern[str]], but: int | None = None) -> int | None:
    return next(
        (at for pattern in patterns for at, title in enumerate(titles) if at != but and pattern.search(title)), None
    )


def _goes_on_with(ground: MaskedText, table: Table, columns: _Columns) -> bool:
    """Tell whether a table without fitting titles has the columns of the one before: as many, and agencies where they were."""
    width = len(columns.titles)
    if not table.rows or any(len(row.cells) != width for row in table.rows):
        return False
    leads = [row.cells[columns.lead] for row in table.rows]
    filled = [cell for cell in leads if cell.end > cell.start]
    named = sum(any(cell.contains(one.span) for one in ground.mentions) for cell in filled)
    return 2 * named >= len(filled) > 0


def _first_row(document: Document, table: Table) -> list[Row]:
    """Return what was taken for the titles of a table that has none: its first row."""
    if not table.header:
        return []
    cells: list[Span] = []
    at = table.span.start
    for title in table.header:
        start = document.text.find(title, at, table.rows[0].span.start)
        if start < 0:
            return []
        cells.append(Span(start, start + len(title)))
        at = start + len(title)
    return [Row(Span(cells[0].start, cells[-1].end), tuple(cells))]


def _rows(document: Document, ground: MaskedText, columns: _Columns, rows: Sequence[Row]) -> Iterator[Assignment]:
    above: _Who | None = None
    for row in rows:
        if max(columns.lead, columns.task) >= len(row.cells):
            continue
        task = _task(document, columns, row)
        if not task.of(document.text).strip():
            continue
        who = _who(document, ground, columns, row, above)
        if who is None:
            above = None  # a row that heads a group of tasks
            continue
        above = who
        yield from _assignments(document, columns, row, task, who)


def _task(document: Document, columns: _Columns, row: Row) -> Span:
    """Return the task's cell with those behind it that say more of what must be done, such as target and unit."""
    start = end = columns.task
    kept = (columns.lead, columns.partners, columns.time)
    while end + 1 < min(len(row.cells), len(columns.titles)) and end + 1 not in kept:
        if not _OF_TASK.search(columns.titles[end + 1]) or not row.cells[end + 1].of(document.text).strip():
            break
        end += 1
    return Span(row.cells[start].start, row.cells[end].end)


def _who(document: Document, ground: MaskedText, columns: _Columns, row: Row, above: _Who | None) -> _Who | None:
    cell = row.cells[columns.lead]
    words = cell.of(document.text).strip()
    if _DITTO.fullmatch(words) and above is not None:
        return _Who(above.cell, above.actors, above.partners, carried=True)
    if not words:
        return (
            _Who(above.cell, above.actors, above.partners, carried=True)
            if above and _goes_on(document, columns, row)
            else None
        )
    if not any(map(str.isalpha, words)):
        return None
    partners: tuple[str, ...] = ()
    if columns.partners is not None and columns.partners < len(row.cells):
        there = row.cells[columns.partners].of(document.text).strip()
        if _DITTO.fullmatch(there) and above is not None:
            partners = above.partners
        else:
            partners = tuple(agency.printed for agency in agencies_in(ground, row.cells[columns.partners]))
    people = _PERSON.search(columns.titles[columns.lead]) is not None
    leads, helpers = _split_cell(ground, cell)
    actors = tuple(actor for span in leads for actor in agencies_in(ground, span, people=people))
    if not actors:
        return None
    return _Who(
        cell, actors, partners or tuple(agency.printed for span in helpers for agency in agencies_in(ground, span))
    )


def _goes_on(document: Document, columns: _Columns, row: Row) -> bool:
    """Tell whether a row without agencies lies under a merged cell, and does not head a group of tasks ("II | Y tế | | ")."""
    own = (0, columns.task, columns.lead)
    filled = any(cell.of(document.text).strip() for at, cell in enumerate(row.cells) if at not in own)
    if columns.task == 0:
        return filled
    number = row.cells[0].of(document.text).strip()
    return _NUMBERED.fullmatch(number) is not None or (filled and not number)


def _split_cell(ground: MaskedText, cell: Span) -> tuple[list[Span], list[Span]]:
    """Return the stretches of a cell that name who leads and who helps: "Chủ trì: Sở A. Phối hợp: Sở B"."""
    leads: list[Span] = []
    helpers: list[Span] = []
    into, start = leads, cell.start
    for label in [*_IN_CELL.finditer(ground.plain, cell.start, cell.end), None]:
        end = label.start() if label else cell.end
        if ground.plain[start:end].strip(" .,;:-–"):
            into.append(Span(start, end))
        if label is not None:
            into, start = (leads, label.end()) if label["lead"] else (helpers, label.end())
    return leads, helpers


def _assignments(document: Document, columns: _Columns, row: Row, task: Span, who: _Who) -> Iterator[Assignment]:
    role = "joint" if columns.role == "assigned" and len(who.actors) > 1 else columns.role
    form = "carried" if who.carried else "table"
    for actor in who.actors:
        yield Assignment(
            actor.printed,
            role,
            who.partners,
            task,
            _deadline(document, columns, row, task),
            who.cell,
            row.span,
            actor.agency,
            actor.common,
            form,
            confidence=confidence_of(form, role, actor.printed, actor.agency, common=actor.common),
        )


def _deadline(document: Document, columns: _Columns, row: Row, task: Span) -> Deadline | None:
    if columns.time is not None and columns.time < len(row.cells):
        return deadline_at(document, row.cells[columns.time])
    found = strongest(find_deadlines(task.of(document.text), document.issued_on))
    if found is None:
        return None
    span = Span(task.start + found.span.start, task.start + found.span.end)
    return Deadline(span, found.due, found.kind, found.inferred)
