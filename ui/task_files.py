"""The register of assignments as files for a spreadsheet: CSV and XLSX, without cells that act as formulas."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ingest.errors import IngestError
from ui import report_texts as said
from ui.printing import due_day, short_day
from ui.texts import ROLES

# A spreadsheet takes a cell that begins so for a formula: =cmd|..., +1+1, -2+3, @SUM(...).
_ACTS = re.compile(r"^[=+\-@\t\r]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDTHS = (26, 26, 13, 26, 60, 13, 20, 20, 13, 40, 8, 60, 24, 18)
_LONGEST_CELL = 32_767  # Excel's limit

Task = dict[str, Any]
Cell = str | int | date | None


def harmless(text: str) -> str:
    """Return the text as a cell that is only text: a leading ``=``, ``+``, ``-``, ``@``, tab gets an apostrophe.

    >>> harmless("=HYPERLINK(1)"), harmless("- Rà soát"), harmless("Sở Y tế")
    ("'=HYPERLINK(1)", "'- Rà soát", 'Sở Y tế')
    """
    text = _CONTROL.sub("", text)
    return f"'{text}" if _ACTS.match(text) else text


def cells_of(task: Task) -> list[Cell]:
    """Return a task's cells in the order of ``report_texts.TASK_COLUMNS``; days are dates, months are words."""
    due = task["deadline"] or ""
    values: list[Cell] = [
        task["lead"],
        task["lead_now"],
        ROLES.get(task["role"], task["role"]),
        "; ".join(task["coordinators"]),
        task["task"],
        date.fromisoformat(due) if len(due) == 10 else due_day(due),
        task["deadline_text"],
        task["number"],
        date.fromisoformat(task["issued_on"]) if task["issued_on"] else None,
        " > ".join(task["section_path"]),
        task["page"],
        task["quote"],
        task["file"],
        task["document_id"],
    ]
    return [harmless(value) if isinstance(value, str) else value for value in values]


def write_csv(tasks: Sequence[Task], path: Path) -> None:
    """Write UTF-8 with a byte order mark, which Excel needs to see Vietnamese; raises IngestError ``cannot_write``."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(said.TASK_COLUMNS)
    for task in tasks:
        writer.writerow(short_day(cell) if isinstance(cell, date) else cell for cell in cells_of(task))
    _put(path, lines.getvalue().encode("utf-8-sig"))


def write_xlsx(tasks: Sequence[Task], path: Path) -> None:
    """Write one sheet with real dates, a frozen header and a filter; raises IngestError ``cannot_write``."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = said.TASK_SHEET
    sheet.append(said.TASK_COLUMNS)
    for task in tasks:
        sheet.append([cell[:_LONGEST_CELL] if isinstance(cell, str) else cell for cell in cells_of(task)])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, date):
                cell.number_format = "dd/mm/yyyy"
    for position, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(position)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    content = io.BytesIO()
    book.save(content)
    _put(path, content.getvalue())


def _put(path: Path, content: bytes) -> None:
    """Replace the file in one step, so that a failure leaves the old one."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise IngestError("cannot_write", str(path)) from error
