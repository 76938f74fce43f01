"""The register as a file to take away: CSV, Excel workbook or calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ui.shapes.answers import Shape
from ui.texts.codes import SHARES

FORMATS = ("csv", "xlsx", "ics")
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
}


def _name(group: Shape) -> str:
    return f"{group['label']} – {SHARES[group['share']]}" if group["share"] else str(group["label"])


@dataclass(frozen=True, slots=True)
class Export:
    """A file and how many tasks it has; ``message`` says what could not be put into it, empty when all could."""

    content: bytes
    count: int
    message: str = ""


def export(form: str, shape: Shape, filters: Sequence[tuple[str, str]], apart: bool) -> Export:
    """Return a ``tasks`` value (``ui.shapes.answers``) as one of ``FORMATS``.

    ``filters`` are pairs of words that tell what was asked for; ``apart`` gives each group a sheet of its own.
    """
    from ui.exports.calendar import ics_of
    from ui.exports.csv_file import csv_of
    from ui.exports.workbook import xlsx_of

    tasks = shape["tasks"]
    if form == "csv":
        return Export(csv_of(tasks), len(tasks))
    if form == "xlsx":
        groups = [(_name(group), group["count"]) for group in shape.get("groups", ())]
        return Export(xlsx_of(tasks, filters, date.today(), groups, apart), len(tasks))
    calendar = ics_of(tasks, datetime.now().astimezone())
    return Export(calendar.content, calendar.count, calendar.message)
