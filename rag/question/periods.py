"""Stretches of time that a question asks about or a text speaks of: days, months, quarters, years and their ranges."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from ingest.document import Span
from ingest.text.dates import QUARTERS, SLASH_MONTH, YEAR
from rag.question.cues import cue


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included.

    ``grain`` is ``day``, ``month``, ``quarter``, ``months`` (the first n months of a year), ``part`` (beginning, middle
    or end of a year), ``year`` or ``range``. ``printed`` is the wording. ``relative`` is true when the ends were
    reckoned from the day of asking. ``yearless`` is true when the wording names no year: then the year of ``first`` and
    ``last`` means nothing.
    """

    first: date
    last: date
    grain: str
    printed: str
    relative: bool = False
    yearless: bool = False

    def covers(self, other: Period) -> bool:
        """Tell whether ``other`` lies inside this period; a missing year on either side fits every year."""
        if self.yearless or other.yearless:
            if self.grain == "year" or other.grain == "year":
                return True
            mine, theirs = _months(self), _months(other)
            return theirs[0] >= mine[0] and theirs[1] <= mine[1]
        return self.first <= other.first and other.last <= self.last

    def meets(self, other: Period) -> bool:
        """Tell whether the two share a day; a missing year fits every year."""
        if self.yearless or other.yearless:
            mine, theirs = _months(self), _months(other)
            return mine[0] <= theirs[1] and theirs[0] <= mine[1]
        return self.first <= other.last and other.first <= self.last

    def holds(self, day: date) -> bool:
        """Tell whether ``day`` lies in the period."""
        if self.yearless:
            mine = _months(self)
            return mine[0] <= day.month <= mine[1] and (self.grain != "day" or self.first.day == day.day)
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """A period and where its words stand."""

    span: Span
    period: Period


def _months(period: Period) -> tuple[int, int]:
    return (period.first.month, period.last.month)


def month_of(year: int, month: int) -> tuple[date, date]:
    """Return the first and the last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _months_of(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), month_of(year, last)[1]


_OF_YEAR = rf"(?:(?:\s?[/-]\s?|,?\s(?:của\s)?(?:năm\s)?){YEAR})"
_QUARTERS = {**QUARTERS, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4}
_MONTH_WORDS = {
    "giêng": 1,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}

# "ngày 07 tháng 01 năm 2021", "ngày 7/1/2021", "01-8-2019", "31/12/2020"; not "16/22 chỉ tiêu", "3.525/3.995 tàu".
_DAY = cue(
    r"(?:ngày\s)?(?<![\d.,/])(?P<d>\d{1,2})(?:\s?tháng\s(?P<m1>\d{1,2})(?:\snăm\s|\s?/\s?)(?P<y1>(?:19|20)\d\d)|(?P<s>[/.-])(?P<m2>\d{1,2})(?P=s)(?P<y2>(?:19|20)\d\d))(?![\d/])"
)
# "ngày 30/9", "ngày 21 tháng 6" (no year).
_DAY_OF_MONTH = cue(r"ngày\s(?P<d>\d{1,2})(?:\s?tháng\s|\s?[/-]\s?)(?P<m>\d{1,2})(?![\d/-])")
# "từ tháng 3 đến tháng 6/2024", "tháng 3 - tháng 6 năm 2024"
_MONTH_RANGE = cue(
    rf"(?:từ\s)?tháng\s(?P<a>\d{{1,2}})\s?(?:đến|tới|-|–)\s?(?:hết\s)?tháng\s(?P<b>\d{{1,2}})(?!\d){_OF_YEAR}"
)
# "tháng 6/2024", "tháng 4-2021", "tháng 6 năm 2024", "tháng 6 2024", "tháng 6"; "tháng tư năm 2021"
_MONTH = cue(rf"tháng\s(?P<m>\d{{1,2}}|giêng|tư|sáu|bảy|tám|chín|mười)(?![\d.,%]|\w){_OF_YEAR}?(?!\d)")
# "11/2020" alone is a month.
_SLASH_MONTH = re.compile(SLASH_MONTH)
# Not "trong 02 tháng gần đây", "sau 6 tháng", "thời hạn 3 tháng": lengths of time.
# "11 tháng 2020", "6 tháng đầu năm 2024", "9 tháng năm 2024", "sáu tháng cuối năm"
_MONTHS = cue(
    rf"(?<!hạn\s)(?<!han\s)(?<!sau\s)(?<!vòng\s)(?<!vong\s)(?<!mỗi\s)(?<!moi\s)(?<!trên\s)(?<!tren\s)(?<!dưới\s)(?<!duoi\s)(?<!\d)(?P<n>\d{{1,2}}|ba|sáu|chín)\stháng(?!\s(?:gần|liên|liền|qua|tới|nữa|trước|sau|kể|tuổi|một|lần|/))(?:\s(?P<part>đầu|cuối)(?:\snăm)?)?(?!\s\d{{1,2}}(?![\d.,])){_OF_YEAR}?(?!\d)"
)
# "quý I/2021", "quý I-2021", "quý 2 năm 2024", "quý IV"
_QUARTER = cue(
    rf"qu(?:ý|í)\s(?P<q>i{{1,3}}|iv|[1-4]|một|hai|ba|bốn|tư)(?!\w)(?!\s(?:tháng|năm|tuần)\s(?!20)){_OF_YEAR}?(?!\d)"
)
# "đầu năm 2021", "cuối năm 2020", "giữa năm 2020"
_PART = cue(rf"(?P<part>đầu|giữa|cuối)\snăm\s{YEAR}")
# "giai đoạn 2021 - 2025", "từ năm 2020 đến năm 2022", "2021-2025"
_YEAR_RANGE = cue(
    r"(?:từ\s|giai đoạn\s)?(?:năm\s)?(?<!\d)(?P<a>(?:19|20)\d\d)\s?(?:-|–|đến|tới)\s?(?:hết\s)?(?:năm\s)?(?P<b>(?:19|20)\d\d)(?!\d)"
)
# "năm 2024", "2024" alone; not "2024/QH15", "32/2020/QĐ-TTg".
_YEAR_ALONE = cue(rf"(?:năm\s)?(?<![\d/.,-]){YEAR}(?![\d/%]|[.,]\d)")


_ANY_DIGIT = re.compile(r"\d")
_NAMED = cue(r"\b(?:tháng|quý|quí)\b")


def _year(match: re.Match[str]) -> int | None:
    found = match.group("y") if "y" in match.re.groupindex else None
    return int(found) if found else None


def _valid_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def find_periods(lowered_text: str, default_year: int | None = None) -> tuple[FoundPeriod, ...]:
    """Return the stated periods of a text in order, each wording once (the longest reading wins).

    A month, quarter or day without a year takes ``default_year``; where that is ``None`` it stays yearless.

    >>> [f.period.grain for f in find_periods("trong tháng 6/2024 và quý i/2021, 16/22 chỉ tiêu")]
    ['month', 'quarter']
    """
    if not _ANY_DIGIT.search(lowered_text) and not _NAMED.search(lowered_text):
        return ()
    found: list[FoundPeriod] = []
    taken: list[Span] = []

    def take(match: re.Match[str], ends: tuple[date, date] | None, grain: str, yearless: bool = False) -> None:
        if ends is None:
            return
        start, end = match.span()
        span = Span(start, end)
        if any(span.overlaps(other) for other in taken):
            return
        taken.append(span)
        found.append(FoundPeriod(span, Period(ends[0], ends[1], grain, match.group().strip(), yearless=yearless)))

    def resolve(match: re.Match[str], grain: str, first: int, last: int) -> None:
        if not (1 <= first <= last <= 12):
            return
        year = _year(match) or default_year
        take(match, _months_of(year or 2000, first, last), grain, yearless=year is None)

    for match in _DAY.finditer(lowered_text):
        day = _valid_day(int(match["y1"] or match["y2"]), int(match["m1"] or match["m2"]), int(match["d"]))
        take(match, (day, day) if day else None, "day")
    for match in _DAY_OF_MONTH.finditer(lowered_text):
        day = _valid_day(default_year or 2000, int(match["m"]), int(match["d"]))
        take(match, (day, day) if day else None, "day", yearless=default_year is None)
    for match in _MONTH_RANGE.finditer(lowered_text):
        resolve(match, "range", int(match["a"]), int(match["b"]))
    for match in _MONTHS.finditer(lowered_text):
        count = {"ba": 3, "sáu": 6, "sau": 6, "chín": 9, "chin": 9}.get(match["n"]) or _int(match["n"])
        if count and 1 < count <= 12:
            if (match["part"] or "") in ("cuối", "cuoi"):
                resolve(match, "part", 13 - count, 12)
            else:
                resolve(match, "months", 1, count)
    for match in _QUARTER.finditer(lowered_text):
        quarter = _QUARTERS.get(match["q"]) or {"mot": 1, "bon": 4, "tu": 4}[match["q"]]
        resolve(match, "quarter", 3 * quarter - 2, 3 * quarter)
    for match in _MONTH.finditer(lowered_text):
        month = _int(match["m"]) or _MONTH_WORDS.get(match["m"]) or 0
        resolve(match, "month", month, month)
    for match in _SLASH_MONTH.finditer(lowered_text):
        resolve(match, "month", int(match["m"]), int(match["m"]))
    for match in _PART.finditer(lowered_text):
        first, last = {"đầu": (1, 3), "dau": (1, 3), "giữa": (5, 7), "giua": (5, 7)}.get(match["part"], (10, 12))
        resolve(match, "part", first, last)
    for match in _YEAR_RANGE.finditer(lowered_text):
        first_year, last_year = int(match["a"]), int(match["b"])
        if first_year < last_year:
            take(match, (date(first_year, 1, 1), date(last_year, 12, 31)), "range")
    for match in _YEAR_ALONE.finditer(lowered_text):
        year = int(match["y"])
        take(match, (date(year, 1, 1), date(year, 12, 31)), "year")
    return tuple(sorted(found, key=lambda item: item.span))


def _int(text: str) -> int | None:
    return int(text) if text.isdigit() else None


# Each row: wording, then the ends reckoned from the day of asking. "ngoái" and "rồi" are Southern and Northern alike.
_LAST = r"(?:trước|rồi|vừa rồi|vừa qua|qua)"
_RELATIVE = (
    (cue(r"\bhôm nay\b"), "day", 0),
    (cue(r"\bhôm qua\b"), "day", -1),
    (cue(r"\btuần này\b"), "week", 0),
    (cue(rf"\btuần {_LAST}\b"), "week", -1),
    (cue(r"\btháng (?:này|nay)\b"), "month", 0),
    (cue(rf"\btháng {_LAST}\b"), "month", -1),
    (cue(r"\btháng (?:sau|tới)\b"), "month", 1),
    (cue(r"\bqu(?:ý|í) này\b"), "quarter", 0),
    (cue(rf"\bqu(?:ý|í) {_LAST}\b"), "quarter", -1),
    (cue(r"\bqu(?:ý|í) (?:sau|tới)\b"), "quarter", 1),
    (cue(r"\bnăm nay\b"), "year", 0),
    (cue(r"\bnăm (?:ngoái|trước|rồi|vừa rồi|vừa qua)\b"), "year", -1),
    (cue(r"\bnăm kia\b"), "year", -2),
    (cue(r"\bnăm (?:sau|tới)\b"), "year", 1),
)


def find_relative(lowered_text: str, today: date) -> list[FoundPeriod]:
    """Return the periods that a text names by their distance from ``today`` ("tháng trước", "năm ngoái", "quý rồi").

    "so với tháng trước" and "cùng kỳ năm trước" are bases of comparison, not the period asked about, and are left out.
    """
    found = []
    for pattern, unit, distance in _RELATIVE:
        for match in pattern.finditer(lowered_text):
            if _COMPARED.search(lowered_text[: match.start()]):
                continue
            try:
                first, last = _shifted(today, unit, distance)
            except (OverflowError, ValueError):  # before the first year of the calendar or after its last
                continue
            grain = "range" if unit == "week" else unit
            found.append(FoundPeriod(Span(*match.span()), Period(first, last, grain, match.group(), relative=True)))
    return sorted(found, key=lambda item: item.span)


_COMPARED = cue(r"(?:so(?: với)?|cùng kỳ|cùng tháng|hơn|kém)\s$")


def _shifted(today: date, unit: str, distance: int) -> tuple[date, date]:
    if unit == "day":
        day = today + timedelta(days=distance)
        return day, day
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=distance)
        return monday, monday + timedelta(days=6)
    if unit == "year":
        return date(today.year + distance, 1, 1), date(today.year + distance, 12, 31)
    months = 3 if unit == "quarter" else 1
    position = (today.year * 12 + today.month - 1) // months + distance
    year, step = divmod(position * months, 12)
    return _months_of(year, step + 1, step + months)
