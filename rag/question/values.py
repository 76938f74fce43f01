"""Figures in text with their units, and which of them a question asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from index.text.function_words import RELATING
from ingest.document import Span, without_marks
from ingest.text.folding import fold, lowered
from rag.question.cues import QuestionText, cue
from rag.question.periods import find_periods

# "1.277 doanh nghiệp", "87,5%", "3.525/3.995 tàu", "06 người", "22%", "2-3 lần"; not "11/2020", "206/QĐ-TTg", "khóa XV".
_NUMBER = re.compile(
    r"(?<![\w/.,-])(?P<n>\d+(?:[.,]\d+)*(?:\s?/\s?\d+(?:[.,]\d+)*)?)(?!\s?/\s?[^\W\d]|[\w/]|-\d|-[A-ZĐ])(?=\s?(?P<u>%|‰|[^\W\d_][^\n\d,;:.()“”\"]{0,40})?)"
)
_UNIT_WORD = re.compile(r"[^\W\d_]+(?:/[^\W\d_]+)?|%")

# What measures what: dimension, and the first words of its units.
_MONEY = (
    "tỷ",
    "tỉ",
    "triệu đồng",
    "nghìn đồng",
    "ngàn đồng",
    "đồng",
    "triệu usd",
    "usd",
    "tỷ đồng",
    "triệu đô",
    "đô la",
    "tiền",
)
_DIMENSIONS: dict[str, tuple[str, ...]] = {
    "money": _MONEY,
    "percent": ("%", "phần trăm", "điểm phần trăm"),
    "area": ("ha", "héc ta", "hecta", "m2", "m²", "km2", "km²", "công đất"),
    "length": ("km", "m", "mét", "ki lô mét", "cây số", "hải lý"),
    "mass": ("tấn", "kg", "tạ", "ki lô gam", "triệu tấn", "nghìn tấn", "ngàn tấn"),
}
_PERCENT_ASKED = cue(r"\b(?:phần trăm|tỷ lệ|tỉ lệ|bao nhiêu %|mấy %|mấy phần trăm)\b|%")
_MONEY_ASKED = cue(
    r"\b(?:tiền|đồng|vốn|kinh phí|ngân sách|thu nội địa|tổng thu|tổng chi|doanh thu|kim ngạch|tổng mức|giá trị|dư nợ|nợ xấu|trị giá|doanh số|thu nộp|chi phí|tổng vốn)\b"
)
_AREA_ASKED = cue(r"\b(?:diện tích|héc ta|ha)\b")
_LENGTH_ASKED = cue(r"\b(?:chiều dài|dài|km|cây số)\b")
_MASS_ASKED = cue(r"\b(?:sản lượng|tấn)\b")
_CHANGE_ASKED = cue(r"\b(?:tăng|giảm|chênh lệch|so với|vượt)\b")
_RANK_ASKED = cue(r"\b(?:hạng|thứ|vị trí)\s(?:mấy|bao nhiêu)\b")
# "bao nhiêu doanh nghiệp", "mấy vụ", "mấy %"
_HOW_MANY = cue(r"\b(?:bao nhiêu|mấy)\s?(?P<unit>%|[^\W\d_]+(?:\s[^\W\d_]+){0,3})")
# "Số ca tay chân miệng", "số doanh nghiệp thành lập mới"
_COUNT_OF = cue(r"\bsố\s(?:lượng\s)?(?P<unit>[^\W\d_]+(?:\s[^\W\d_]+){0,2})")


@dataclass(frozen=True, slots=True)
class Value:
    """A figure as printed with the words right behind it: ``122`` and ``doanh nghiệp``; ``span`` covers the figure.

    ``rank`` is true for a place in an order ("hạng 41"), ``change`` for a difference ("giảm 14 người chết").
    """

    span: Span
    figure: str
    unit: str
    rank: bool = False
    change: bool = False


@dataclass(frozen=True, slots=True)
class AskedValue:
    """What a question wants measured: a ``dimension`` (or ``count``, ``rank`` or ``any``) and the unit words it said, if any."""

    dimension: str
    unit: tuple[str, ...]
    change: bool = False


def find_values(text: str, span: Span) -> tuple[Value, ...]:
    """Return the figures inside ``span``; years, dates and document numbers are none."""
    found = []
    periods = [one.span for one in find_periods(lowered(span.of(text)))]
    marker = _ITEM.match(text, span.start, span.end)
    begin = marker.end() if marker else span.start
    for match in _NUMBER.finditer(text, begin, span.end):
        before = fold(text[max(span.start, match.start() - 14) : match.start()])
        unit = without_marks(match["u"] or "").strip()
        dated = _DATE_BEFORE.search(before) and not _RANK_BEFORE.search(before)
        if dated or (re.fullmatch(r"(?:19|20)\d\d", match["n"]) and not unit[:1].islower()):
            continue
        figure = Span(match.start("n"), match.end("n"))
        inside = Span(figure.start - span.start, figure.end - span.start)
        if _DATE_SHAPE.fullmatch(match["n"]) or any(period.overlaps(inside) for period in periods):
            continue
        found.append(
            Value(figure, match["n"], unit, bool(_RANK_BEFORE.search(before)), bool(_CHANGE_BEFORE.search(before)))
        )
    return tuple(found)


_ITEM = re.compile(
    r"\s*(?:[-+*•]\s*)?(?:\d{1,2}(?:\.\d{1,2})*[.)]|\(?[ivx]{1,4}\)|\(?\d{1,2}\))\s|\d{1,3} \| "
)  # "2. Sở ...", "1 | Xây dựng"
_DATE_BEFORE = re.compile(
    r"(?:ngay|thang|nam|quy|so|khoa|lan thu|thu|dieu|khoan|muc|phu luc|giai doan|so hieu|dot|cap|loai|vu|con bao so)\s$"
)
_CHANGE_BEFORE = re.compile(r"(?:tang|giam|tang them|giam bot|vuot)\s(?:khoang |them |duoc )?$")
_RANK_BEFORE = re.compile(r"(?:hang|thu|vi tri|vi thu)\s$")
_DATE_SHAPE = re.compile(r"\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d|(?:0?[1-9]|1[0-2])/(?:19|20)\d\d")
NO_UNIT = RELATING | {"là", "so", "được", "thì", "cho"}
"""Words behind a figure that begin no unit."""
# Questions also go on with a time ("bao nhiêu năm 2024"), and are typed without marks.
_NOT_ASKED_IN = NO_UNIT.union(re.findall(r"\w+", "năm tháng bao nam thang trong tai o la cua duoc"))


def asked_value(question: QuestionText) -> AskedValue:
    """Read from a question what kind of figure it wants."""
    return replace(_asked(question), change=bool(_CHANGE_ASKED.search(question.lowered)))


def _asked(question: QuestionText) -> AskedValue:
    low = question.lowered
    if _RANK_ASKED.search(low):
        return AskedValue("rank", ())
    match = _HOW_MANY.search(low)
    words = match["unit"].split() if match else []
    cut = next((at for at, word in enumerate(words) if word in _NOT_ASKED_IN), len(words))
    words = words[:cut]
    if words:
        for dimension, units in _DIMENSIONS.items():
            if any(_starts(" ".join(words), unit) for unit in units):
                return AskedValue(dimension, tuple(words[:2]))
        return AskedValue("count", tuple(words))
    for dimension, pattern in (
        ("percent", _PERCENT_ASKED),
        ("area", _AREA_ASKED),
        ("length", _LENGTH_ASKED),
        ("mass", _MASS_ASKED),
        ("money", _MONEY_ASKED),
    ):
        if pattern.search(low):
            return AskedValue(dimension, ())
    counted = _COUNT_OF.search(low)
    if counted and counted["unit"].split()[0] not in ("với", "hiệu", "liệu"):
        return AskedValue("count", tuple(counted["unit"].split()))
    return AskedValue("any", ())


def fits(value: Value, asked: AskedValue, folded: bool) -> float:
    """Tell how well a figure measures what is asked; a difference counts little where none was asked for."""
    return _measure(value, asked, folded) * (1.0 if asked.change or not value.change else 0.7)


def _measure(value: Value, asked: AskedValue, folded: bool) -> float:
    """Tell how well a figure measures what is asked: 1 for the same unit, 0.75 for any figure when nothing was said, 0 for another dimension."""
    unit = lowered(value.unit)
    if asked.dimension == "any":
        return 0.75
    if asked.dimension == "rank" or value.rank:
        return 1.0 if asked.dimension == "rank" and value.rank else 0.0
    if asked.dimension == "count":
        words = [_singular(word) for word in _UNIT_WORD.findall(fold(unit) if folded else unit)[:4]]
        wanted = [fold(word) for word in asked.unit] if folded else list(asked.unit)
        if wanted and words and wanted[0] in _scaled(words)[:1]:
            shared = 0
            for said, stands in zip(wanted, _scaled(words), strict=False):
                if said != stands:
                    break
                shared += 1
            return 0.8 + 0.2 * min(1.0, shared / min(2, len(wanted)))
        if _measured(unit) in ("percent", "money"):
            return 0.0
        return 0.35
    measured = _measured(unit)
    if measured == asked.dimension:
        return 1.0
    return 0.0 if measured != "count" or asked.dimension in ("percent", "money") else 0.2


def _singular(word: str) -> str:
    """Read a Western plural: "16 cas" counts ca; other words stay."""
    return "ca" if word == "cas" else word


def _scaled(words: list[str]) -> list[str]:
    """Drop a scale before the unit: "397,39 ngàn lượt" counts lượt."""
    return (
        words[1:]
        if words and words[0] in ("ngàn", "nghìn", "triệu", "ngan", "nghin", "trieu") and len(words) > 1
        else words
    )


def _measured(unit: str) -> str:
    for dimension in ("percent", "money", "mass", "area", "length"):
        if any(_starts(unit, name) for name in _DIMENSIONS[dimension]):
            return dimension
    return "count"


def _starts(text: str, prefix: str) -> bool:
    for one, other in ((text, prefix), (fold(text), fold(prefix))):
        if one.startswith(other) and not one[len(other) : len(other) + 1].isalpha():
            return True
    return False
