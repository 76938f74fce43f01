"""The register of assignments as a CSV file, and the cells that spreadsheets are given: none acts as a formula."""

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
from rag.wording.naming import due_day, short_day
from ui.texts import reports as said
from ui.texts.codes import ROLES, SHARES

# A spreadsheet takes a cell that begins so for a formula: =cmd|..., +1+1, -2+3, @SUM(...); some skip spaces first.
_ACTS = re.compile(r"^[\s\u00a0]*[=+\-@＝＋－＠\t\r]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

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
        task["status_text"],
        task["note"],
        task["author"],
        date.fromisoformat(task["changed_at"][:10]) if task["changed_at"] else None,
        task["number"],
        date.fromisoformat(task["issued_on"]) if task["issued_on"] else None,
        " > ".join(task["section_path"]),
        task["page"],
        task["quote"],
        task["file"],
        task["document_id"],
        SHARES.get(task["share"]) if task["share"] else None,
        task["id"],
    ]
    return [harmless(value) if isinstance(value, str) else value for value in values]


def csv_of(tasks: Sequence[Task]) -> bytes:
    """Return UTF-8 with a byte order mark, which Excel needs to see Vietnamese."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(said.TASK_COLUMNS)
    for task in tasks:
        writer.writerow(short_day(cell) if isinstance(cell, date) else cell for cell in cells_of(task))
    return lines.getvalue().encode("utf-8-sig")


def put_file(path: Path, content: bytes) -> None:
    """Replace the file in one step, so that a failure leaves the old one; raises IngestError ``cannot_write``."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise IngestError("cannot_write", str(path)) from error
