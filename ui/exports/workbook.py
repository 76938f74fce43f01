"""The register of assignments as an Excel workbook."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import TYPE_CHECKING

from ui.exports.csv_file import Cell, Task, cells_of, harmless
from ui.texts import reports as said
from ui.texts.codes import SHARES, STATUSES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = (26, 22, 13, 26, 60, 13, 20, 14, 30, 16, 13, 20, 13, 40, 8, 60, 24, 19, 22, 14)
_PRINTED = 14  # columns, up to the section: those behind are for looking things up
_LINE, _HIGHEST_ROW = 15.0, 409.0  # points; the latter is Excel's limit
_FILLED = 0.95  # of a column's width, where lines break at words
_LONGEST_CELL = 32_767  # Excel's limit
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_TITLE = 31
_MOST_SHEETS = 200


def xlsx_of(
    tasks: Sequence[Task],
    filters: Sequence[tuple[str, str]],
    today: date,
    groups: Sequence[tuple[str, int]],
    apart: bool,
) -> bytes:
    """Return a workbook: the tasks with real dates, a frozen header and a filter, then what was asked for, and counts.

    ``filters`` are pairs of words for the last sheet. ``groups`` are name and number of tasks, in the order of
    ``tasks``; with ``apart`` each has a sheet of its own, beyond 200 they share one.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    parts = [(said.TASK_SHEET, len(tasks))] if not (apart and 0 < len(groups) <= _MOST_SHEETS) else list(groups)
    at = 0
    for name, count in parts:
        _fill(book.create_sheet(_title(name, book.sheetnames)), tasks[at : at + count])
        at += count
    _tell(book.create_sheet(_title(said.FILTER_SHEET, book.sheetnames)), tasks, filters, today, groups)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(sheet: Worksheet, tasks: Sequence[Task]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet.append(said.TASK_COLUMNS)
    for task in tasks:
        sheet.append([cell[:_LONGEST_CELL] if isinstance(cell, str) else cell for cell in cells_of(task)])
    wrapped = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E7EFF2")
        cell.alignment = wrapped
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = wrapped
            if isinstance(cell.value, date):
                cell.number_format = "dd/mm/yyyy"
                cell.alignment = Alignment(vertical="top", horizontal="left")  # words stand right of it
        sheet.row_dimensions[row[0].row].height = _height([cell.value for cell in row])
    for position, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(position)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"A1:{get_column_letter(_PRINTED)}{max(sheet.max_row, 2)}"
    _fit(sheet, "landscape")


def _fit(sheet: Worksheet, orientation: str) -> None:
    """Print on pages as wide as the sheet and as many as it takes."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = orientation, sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _height(values: Sequence[object]) -> float:
    """Return a height in points at which the longest text can be read; not every program finds it by itself."""
    lines = 1
    for value, width in zip(values, _WIDTHS, strict=True):
        if isinstance(value, str):
            lines = max(lines, sum(ceil(max(len(line), 1) / (width * _FILLED)) for line in value.split("\n")))
    return min(lines * _LINE, _HIGHEST_ROW)


def _tell(
    sheet: Worksheet,
    tasks: Sequence[Task],
    filters: Sequence[tuple[str, str]],
    today: date,
    groups: Sequence[tuple[str, int]],
) -> None:
    from openpyxl.styles import Alignment, Font

    by_share = Counter(task["share"] for task in tasks)
    by_status = Counter(task["status"] for task in tasks)
    rows: list[tuple[str, Cell]] = [said.FILTER_COLUMNS, (said.EXPORTED_ON, today)]
    rows += filters or [(said.FILTER_SHEET, said.NO_FILTER)]
    rows.append((said.COUNT_ALL, len(tasks)))
    rows += [(words, by_share[share]) for share, words in SHARES.items() if by_share[share]]
    rows += [(said.COUNT_STATUS.format(name=name), by_status[status]) for status, name in STATUSES.items()]
    rows += groups
    for name, value in rows:
        sheet.append([harmless(name), harmless(value) if isinstance(value, str) else value])
    for cell in (*sheet["A"], *sheet["B"]):
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
        cell.font = Font(bold=cell.row == 1)
        if isinstance(cell.value, date):
            cell.number_format = "dd/mm/yyyy"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 48, 60
    sheet.freeze_panes = "A2"
    _fit(sheet, "portrait")


def _title(name: str, taken: Sequence[str]) -> str:
    """Return the name as a sheet may be called: 31 signs, some of them forbidden, no two alike in any case."""
    plain = _NOT_IN_TITLES.sub(" ", name).strip(" '") or said.TASK_SHEET
    known = {one.casefold() for one in taken} | {"history"}
    title, number = plain[:_LONGEST_TITLE].strip(" '"), 2
    while title.casefold() in known:
        mark = f" ({number})"
        title, number = plain[: _LONGEST_TITLE - len(mark)] + mark, number + 1
    return title
