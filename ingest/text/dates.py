"""Dates as offices write them, in the text as it stands: finding, not guessing years from context."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ingest.spans import Span


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text.

    ``kind`` says what ``value`` looks like: ``day`` ``2024-06-18``; ``range`` ``2021-01-12/2021-01-13``; ``month``
    ``2024-06``; ``quarter`` ``2021-Q1``; ``half`` ``2024-H1`` (sáu tháng đầu năm); ``year`` ``2024``; and without a
    year, which is for the reader of the context to add, ``day_of_year`` ``--06-21`` and ``month_of_year`` ``--06``.
    """

    span: Span
    value: str
    kind: str

    @property
    def is_day(self) -> bool:
        """True for a day with or without its year, and for a run of days."""
        return self.kind in ("day", "day_of_year", "range")


YEAR = r"(?P<y>(?:19|20)\d\d)"
QUARTER = r"IV|I{1,3}|[1-4]"
"""Ignoring case; ``QUARTERS`` has what each stands for."""
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _day(match: re.Match[str]) -> tuple[str, str] | None:
    value = _iso(match["y"], match["m"], match["d"])
    return (value, "day") if value else None


def _range(match: re.Match[str]) -> tuple[str, str] | None:
    first = _iso(match["y"], match["m1"] or match["m"], match["d1"])
    last = _iso(match["y"], match["m"], match["d"])
    return (f"{first}/{last}", "range") if first and last and first < last else None


def _month(match: re.Match[str]) -> tuple[str, str] | None:
    month = int(match["m"])
    return (f"{match['y']}-{month:02}", "month") if 1 <= month <= 12 else None


def _quarter(match: re.Match[str]) -> tuple[str, str] | None:
    return f"{match['y']}-Q{QUARTERS[match['q'].lower()]}", "quarter"


def _half(match: re.Match[str]) -> tuple[str, str] | None:
    return f"{match['y']}-H{2 if match['half'] and match['half'].startswith('cuối') else 1}", "half"


def _year(match: re.Match[str]) -> tuple[str, str] | None:
    return match["y"], "year"


def _day_of_year(match: re.Match[str]) -> tuple[str, str] | None:
    # 2020 was a leap year: 29/2 without a year is a possible day.
    value = _iso("2020", match["m"], match["d"])
    return (f"--{value[5:]}", "day_of_year") if value else None


def _month_of_year(match: re.Match[str]) -> tuple[str, str] | None:
    month = int(match["m"])
    return (f"--{month:02}", "month_of_year") if 1 <= month <= 12 else None


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


_D, _M, _Y = r"(?P<d>[0-3]?\d)", r"(?P<m>[01]?\d)", YEAR
SLASH_MONTH = rf"(?<![\d/.,-])(?P<m>0?[1-9]|1[0-2])/{YEAR}(?![\d/])"
_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[str, str] | None]]
# Tried in this order at every place; a stretch once taken is not read again.
_RULES: tuple[_Rule, ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        # 12 – 13/01/2021 · từ ngày 07/11 - 09/11/2020 · từ ngày 15 đến ngày 20/11/2020
        (
            rf"(?<![\d/.,])(?:ngày\s+)?(?P<d1>[0-3]?\d)(?:/(?P<m1>[01]?\d))?\s?(?:[-–]|đến(?: hết)?(?: ngày)?)\s?{_D}/{_M}/{_Y}(?![\d/])",
            _range,
        ),
        # ngày 07 tháng 5 năm 2024, ngày 04tháng 02 năm 2025
        (rf"(?<!\d)(?:ngày\s*)?{_D}\s*tháng\s*{_M}\s*(?:năm\s*|/\s*){_Y}(?!\d)", _day),
        # ngày 06/6/2024 · 01-8-2019 · 19.02.2024; not a piece of 120/11/2020/QĐ
        (rf"(?:ngày\s+)?(?<![\d/.,-]){_D}\s?([/.-])\s?{_M}\s?\2\s?{_Y}(?![\d/])", _day),
        # 6 tháng đầu năm 2024 · 6 tháng năm 2024 · sáu tháng cuối năm 2024
        (rf"(?<!\d)(?:0?6|sáu) tháng (?P<half>đầu|cuối)?\s?năm {_Y}(?!\d)", _half),
        # quý I-2021 · quý II/2024 · Quý 3 năm 2020
        (rf"quý\s+(?P<q>{QUARTER})(?:\s?[-/]\s?|\s+năm\s+|,?\s+){_Y}(?!\d)", _quarter),
        # tháng 6/2024 · tháng 4-2021 · tháng 6 năm 2024 · 11/2020; never 2.946/3.100
        (rf"(?<![\d/.,])(?:tháng\s*){_M}(?:\s?[/.-]\s?|\s+năm\s+){_Y}(?![\d/])", _month),
        (SLASH_MONTH, _month),
        # ngày 21/6 · ngày 7/12 · (21/6): only behind "ngày" or in brackets, since 16/22 is a ratio
        (rf"(?:ngày\s+|(?<=\())(?<![\d/.,]){_D}/{_M}(?![\d/.,]|\s*(?:chỉ tiêu|vụ|cuộc|km|xã|huyện|%))", _day_of_year),
        (rf"ngày\s+{_D}\s+tháng\s+{_M}(?!\d)", _day_of_year),
        (rf"(?<!\w)năm {_Y}(?!\d)", _year),
        (rf"(?<!\d )(?<!\w)tháng {_M}(?![\d/.,])", _month_of_year),
    )
)


def find_dates(text: str) -> list[FoundDate]:
    """Return the dates of ``text`` in order, without overlaps; impossible days (42/02/2018) are left out.

    >>> [found.value for found in find_dates("trước ngày 30 tháng 9 năm 2024; báo cáo tháng 6/2024")]
    ['2024-09-30', '2024-06']
    """
    taken = bytearray(len(text))
    found: list[FoundDate] = []
    for pattern, read in _RULES:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            value = read(match)
            if value is None:
                continue
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            found.append(FoundDate(Span(match.start(), match.end()), *value))
    return sorted(found, key=lambda one: one.span)
