"""The times a question names, as far as a document's day of issue or its subject can agree with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingest.text.dates import QUARTERS, YEAR
from ingest.text.folding import fold

SAME_YEAR = 0.5
"""What a document of the asked year counts for where a month, a quarter or a day is asked and it is not of that."""

# On folded text; the longer wordings stand first, and what one has taken the next does not see.
#   day       ngay 18 thang 6 nam 2024 · 18/6/2024 · 01-8-2019 · ngay 5/1 · ngay 5 thang 1
#   quarter   quy i/2021 · quy 2 nam 2024 · quy iv
#   month     thang 6/2024 · thang 6 nam 2024 · thang 4-2021 · thang 11 · 11/2020
#   year      nam 2024 · 2024
#   never     1088/2024/qd-ub · 16/22 chi tieu · 2.024 · so 2024/ubnd
_OF_YEAR = rf"(?:\s?[/.-]\s?|\s(?:nam\s)?){YEAR}"
_SHAPES = (
    re.compile(
        rf"(?<![\w/.,-])(?:ngay\s)?(?P<d>\d{{1,2}})(?:\sthang\s|\s?[/.-]\s?)(?P<m>\d{{1,2}}){_OF_YEAR}(?![\w/])"
    ),
    re.compile(r"\bngay\s(?P<d>\d{1,2})(?:\sthang\s|\s?[/-]\s?)(?P<m>\d{1,2})(?![\w/]|[.,-]\d)"),
    re.compile(rf"\bquy\s(?P<q>i{{1,3}}|iv|[1-4])\b(?:{_OF_YEAR})?(?![\w/])"),
    re.compile(rf"\bthang\s(?P<m>\d{{1,2}})(?:{_OF_YEAR})?(?![\w/]|[.,]\d)"),
    re.compile(rf"(?<![\w/.,-])(?P<m>\d{{1,2}})/{YEAR}(?![\w/])"),
    re.compile(rf"(?<![\w/.,])(?:nam\s)?{YEAR}(?![\w/%]|[.,]\d)"),
)


@dataclass(frozen=True, slots=True)
class Time:
    """A day, a month, a quarter or a year; ``year`` and ``day`` are ``None`` where they were not said."""

    year: int | None
    first: int = 1
    last: int = 12
    day: int | None = None

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in this time; a missing year fits every year."""
        return self.year in (None, day.year) and self.first <= day.month <= self.last and self.day in (None, day.day)

    def within(self, other: Time) -> bool:
        """Tell whether this time lies in the other."""
        return (
            (other.year is None or self.year == other.year)
            and other.first <= self.first
            and self.last <= other.last
            and other.day in (None, self.day)
        )

    def agrees(self, issued: date | None, subject: str) -> float:
        """Return how well a document fits: 1 issued then or about then, 0 nothing known, -1 of another year.

        Papers about a year are often issued in the one before or behind: these count as nothing known.
        """
        if (issued is not None and self.holds(issued)) or any(one.within(self) for one in hinted_times(subject)):
            return 1.0
        if issued is None or self.year is None:
            return 0.0
        if issued.year == self.year:
            return SAME_YEAR
        return 0.0 if abs(issued.year - self.year) == 1 else -1.0


def hinted_times(text: str) -> tuple[Time, ...]:
    """Return the times that ``text`` names, each once.

    >>> hinted_times("báo cáo tháng 6/2024"), hinted_times("quy iv"), hinted_times("quyết định 2024/QĐ-UB")
    ((Time(year=2024, first=6, last=6, day=None),), (Time(year=None, first=10, last=12, day=None),), ())
    """
    plain = " ".join(fold(text).split())
    if not any(sign.isdigit() for sign in plain) and "quy" not in plain:
        return ()
    found: dict[Time, None] = {}
    for shape in _SHAPES:
        for match in shape.finditer(plain):
            one = _time(match.groupdict())
            if one is not None:
                found[one] = None
        plain = shape.sub(lambda match: " " * len(match[0]), plain)
    years = [one for one in found if one.year is not None]
    if len(years) == 1 and years[0].last - years[0].first == 11 and len(found) > 1:
        # "tháng 6 ... năm 2024": one time, said in two places
        return tuple(Time(years[0].year, one.first, one.last, one.day) for one in found if one.year is None)
    return tuple(found)


def _time(said: dict[str, str | None]) -> Time | None:
    typed_year, typed_day = said.get("y"), said.get("d")
    year = int(typed_year) if typed_year else None
    if quarter := said.get("q"):
        number = QUARTERS[quarter]
        return Time(year, 3 * number - 2, 3 * number)
    if month := said.get("m"):
        day = int(typed_day) if typed_day else None
        if not 1 <= int(month) <= 12 or (day is not None and not 1 <= day <= 31):
            return None
        return Time(year, int(month), int(month), day)
    return Time(year)
