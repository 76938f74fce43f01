"""When a recurring duty falls due, where its words name the day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

# "trước ngày 10 hằng tháng" · "chậm nhất ngày 25 mỗi tháng"; never "định kỳ hằng tháng", "ngày 10 hằng quý" (of which month?)
_MONTHLY = re.compile(r"(?<!\w)ngày (\d{1,2}) (?:hằng|hàng|mỗi) tháng(?!\w)", re.IGNORECASE)
# "trước ngày 15 tháng 12 hằng năm" · "trước ngày 30/4 hằng năm"; never "báo cáo hằng năm"
_YEARLY = re.compile(r"(?<!\w)(\d{1,2})(?: tháng | ?[/-] ?)(\d{1,2}),? (?:hằng|hàng|mỗi) năm(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A day of every month, or of one ``month`` of every year; the last day of a month too short for it."""

    day: int
    month: int | None = None

    def first_from(self, start: date) -> date:
        """Return the first such day on or after ``start``."""
        day = start
        while not self._falls_on(day):
            day += timedelta(1)
        return day

    def _falls_on(self, day: date) -> bool:
        last = monthrange(day.year, day.month)[1]
        return self.month in (None, day.month) and day.day == min(self.day, last)


def recurrence_of(words: str | None) -> Recurrence | None:
    """Return when a duty recurs; ``None`` when its words name no day.

    >>> recurrence_of("trước ngày 10 hằng tháng")
    Recurrence(day=10, month=None)
    """
    plain = re.sub(r"\s+", " ", words or "")
    if (found := _YEARLY.search(plain)) and 1 <= int(found[2]) <= 12 and 1 <= int(found[1]) <= 31:
        return Recurrence(int(found[1]), int(found[2]))
    if (found := _MONTHLY.search(plain)) and 1 <= int(found[1]) <= 31:
        return Recurrence(int(found[1]))
    return None
