"""Days as people type them in a filter: 18/6/2024, 6/2024, 2024, 2024-06-18."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

# "18/6/2024", "18-06-2024", "6/2024", "tháng 6/2024", "2024"; not "6/24", not "hôm qua"
_DAY_FIRST = re.compile(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})")
# "2024-06-18", "2024-06"
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")


def typed_day(text: str | None, last: bool = False) -> date | None:
    """Return the day typed, ``None`` for nothing typed; a month or a year means its first day, or its last.

    Raises ValueError for anything that is no day.

    >>> typed_day("18/6/2024"), typed_day("6/2024", last=True), typed_day("")
    (datetime.date(2024, 6, 18), datetime.date(2024, 6, 30), None)
    """
    plain = re.sub(r"^(ngày|tháng|năm)\s*", "", (text or "").strip().lower())
    if not plain:
        return None
    if found := _YEAR_FIRST.fullmatch(plain):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(plain):
        day, month, year = found.groups()
    else:
        raise ValueError(text)
    if month is None:
        month = "12" if last else "1"
    if not 1 <= int(month) <= 12:
        raise ValueError(text)
    if day is None:
        day = str(monthrange(int(year), int(month))[1]) if last else "1"
    return date(int(year), int(month), int(day))
