"""When a task is due by the words under "Thời hạn", in a table or behind a label: there a bare date binds too."""

from __future__ import annotations

import re
from datetime import date

from ingest.assignment import Deadline
from ingest.deadlines.find import day_before, due_of, find_deadlines, strongest
from ingest.document import Span, without_marks
from ingest.text.dates import QUARTER, QUARTERS, FoundDate, find_dates

# "Từ ngày 10/7/2024" begins something and ends nothing.
_BEGINS = re.compile(r"(?<!\w)(?:từ|kể từ)(?: ngày)?\s*$", re.IGNORECASE)
# "Quý II" · "Quý III, IV" · "quý I và quý II"
_QUARTERS = re.compile(
    rf"(?<!\w)quý (?P<first>{QUARTER})(?:(?:,| và|[ ]?[-–])[ ]?(?:quý )?(?P<last>{QUARTER}))?(?![\w/])",
    re.IGNORECASE,
)
_MONTHS = re.compile(
    r"(?<!\w)tháng \d{1,2} ?[-–] ?(?:tháng )?(?P<month>\d{1,2})[/-](?P<year>20\d\d)(?!\d)", re.IGNORECASE
)
_HALF = re.compile(r"(?<!\w)6 tháng (?P<which>đầu|cuối) năm(?! ?\d)", re.IGNORECASE)
_IN_THE_YEAR = re.compile(r"(?<!\w)(?:trong|cả) năm(?! ?\d)", re.IGNORECASE)
_OFTEN = re.compile(r"(?<!\w)(?:thường xuyên|liên tục|hằng ngày)(?!\w)", re.IGNORECASE)


def deadline_in_cell(text: str, issued_on: date | None) -> Deadline | None:
    """Return the deadline of a cell, the latest of several; its span is the whole cell.

    A quarter or half without a year is the next one from ``issued_on`` on, and ``inferred``.
    """
    plain = without_marks(text)
    span = Span(0, len(text))
    bound = [
        Deadline(span, due, "hard" if one.is_day else "period", inferred)
        for one in find_dates(plain)
        if one.kind == "range" or not _BEGINS.search(plain, 0, one.span.start)
        for due, inferred in [_due(plain, one, issued_on)]
    ]
    if (months := _MONTHS.search(plain)) and 1 <= int(months["month"]) <= 12:
        return Deadline(span, f"{months['year']}-{int(months['month']):02}", "period")
    if bound:
        return max(bound, key=lambda one: f"{one.due or ''}-99")
    if (month := _month(plain)) is not None:
        due = f"{issued_on.year + (month < issued_on.month)}-{month:02}" if issued_on else None
        return Deadline(span, due, "period", issued_on is not None)
    if _IN_THE_YEAR.search(plain):
        return Deadline(span, None, "period")
    if _OFTEN.search(plain):
        return Deadline(span, None, "recurring")
    return strongest(find_deadlines(text, issued_on))


def _due(plain: str, one: FoundDate, issued_on: date | None) -> tuple[str | None, bool]:
    due, inferred = due_of(one, issued_on)
    before = plain[: one.span.start].rstrip().lower().endswith("trước")
    return (day_before(due, one.kind) if before and not one.is_day and due else due), inferred


def _month(plain: str) -> int | None:
    """Return the last month of a quarter or half that is written without a year."""
    if quarters := _QUARTERS.search(plain):
        return QUARTERS[(quarters["last"] or quarters["first"]).lower()] * 3
    if half := _HALF.search(plain):
        return 6 if half["which"].lower() == "đầu" else 12
    return None
