"""Which stretch of time a clause of a document speaks of: "trong tháng", "lũy kế 11 tháng", its section, its document."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date

from index.text.sentences import sentences
from ingest.document import Document, Span, without_marks
from ingest.text.document_kinds import kind_names, one_of
from ingest.text.folding import lowered
from rag.evidence.clauses import clauses, paragraph_at, sentence_at
from rag.question.cues import cue
from rag.question.periods import FoundPeriod, Period, find_periods

# "trong tháng ước 4.609,2 tỷ đồng", "tháng này"; not "trong tháng 6", "so với tháng trước".
_THIS_MONTH = cue(r"\btrong tháng\b(?!\s\d)|\btháng này\b")
_THIS_QUARTER = cue(r"\btrong quý\b(?!\s(?:i|\d))|\bquý này\b")
_THIS_YEAR = cue(r"\btrong năm\b(?!\s\d)|\bcả năm\b|\bnăm nay\b")
# "lũy kế đến nay", "nâng tổng số đến nay", "từ đầu năm đến nay"
_SO_FAR = cue(
    r"\b(?:lũy kế(?!\s(?:đến\s)?\d)|từ đầu năm(?: đến nay)?|(?:nâng )?tổng số đến nay|tính đến nay|đến nay)\b"
)
# What a number of the past is only compared with: "so với tháng trước", "cao hơn năm 2019", "so cùng kỳ năm 2019", "kế hoạch năm".
_BASE = cue(
    r"(?:so(?: với)?(?: cùng kỳ)?|(?:cao|thấp|nhiều|ít|lớn|nhỏ) hơn|cùng kỳ|dự toán|chỉ tiêu|"
    rf"{one_of(kind_names('compared'))})(?:\s\w+){{0,2}}\s$"
)


def default_year(document: Document) -> int | None:
    """Return the year that dates without one belong to: the subject's, else the year of issue."""
    years = [
        found.period.first.year for found in find_periods(lowered(document.subject or "")) if not found.period.yearless
    ]
    if years:
        return years[0]
    return document.issued_on.year if document.issued_on else None


def own_periods(document: Document) -> tuple[Period, ...]:
    """Return the periods that a document as a whole is about, by its subject; else the month of issue."""
    year = default_year(document)
    stated = tuple(found.period for found in find_periods(lowered(without_marks(document.subject or "")), year))
    stated = tuple(period for period in stated if period.grain != "day")
    if stated:
        return stated
    if document.issued_on is None:
        return ()
    issued = document.issued_on
    last = date(issued.year, issued.month, calendar.monthrange(issued.year, issued.month)[1])
    return (Period(date(issued.year, issued.month, 1), last, "month", "", yearless=False),)


def scope_of(document: Document, span: Span) -> Period | None:
    """Return the period that the words at ``span`` speak of, from the nearest marker to the widest.

    Looked at in turn: the clause, the clauses before it in its sentence, for a footnote the clause that marks it, the
    headings above, the document's own periods. ``None`` when nothing tells.
    """
    year = default_year(document)
    text = document.text
    sentence = sentence_at(text, span.start)
    behind = [one for one in clauses(text, sentence) if one.start <= span.start]
    for clause in reversed(behind or [sentence]):
        inside = clause.start <= span.start and span.end < clause.end
        # "năm 2019 là 94 tỷ, năm 2020 là 248 tỷ": the marker before a place in the clause is its own.
        marked = _marked(document, text[clause.start : span.end], year) if inside else None
        marked = marked or _marked(document, text[clause.start : max(clause.end, span.end)], year)
        if marked is not None:
            return marked
    # "Năm 2023 đạt 93%. Tuy nhiên còn 4 đơn vị đạt thấp.": the time goes on until another is named.
    line = paragraph_at(text, span.start)
    for before in reversed([one for one in sentences(text, line) if one.end <= sentence.start]):
        marked = _marked(document, before.of(text), year)
        if marked is not None:
            return marked
    note = next((one for one in document.footnotes if one.span.contains(span)), None)
    if note is not None:
        return scope_of(document, Span(max(note.anchor.start, note.anchor.end - 1), note.anchor.end))
    for heading in reversed(document.section_path(span.start)):
        stated = [found.period for found in find_periods(lowered(without_marks(heading)), year)]
        stated = [period for period in stated if period.grain != "day"]
        if stated:
            return stated[0]
    own = own_periods(document)
    return own[0] if own else None


def _marked(document: Document, words: str, year: int | None) -> Period | None:
    """Return the last period marker of a clause, bases of comparison left out."""
    low = lowered(without_marks(words))
    marks: list[tuple[int, Period]] = [
        (found.span.start, found.period)
        for found in find_periods(low, year)
        if not _BASE.search(low[: found.span.start]) and not _in_reference(low, found)
    ]
    own = own_periods(document)
    month = next((period for period in own if period.grain == "month"), None)
    for pattern, grain in (
        (_THIS_MONTH, "month"),
        (_THIS_QUARTER, "quarter"),
        (_THIS_YEAR, "year"),
        (_SO_FAR, "so far"),
    ):
        for match in pattern.finditer(low):
            if _BASE.search(low[: match.start()]):
                continue
            meant = _meant(grain, own, month, match.group())
            if meant is not None:
                marks.append((match.start(), meant))
    return max(marks, key=lambda mark: mark[0])[1] if marks else None


def _meant(grain: str, own: tuple[Period, ...], month: Period | None, printed: str) -> Period | None:
    if grain == "month":
        return month
    if grain == "so far":
        base = month or (own[0] if own else None)
        return replace(base, first=date(base.first.year, 1, 1), grain="months", printed=printed) if base else None
    if grain == "quarter":
        return next((period for period in own if period.grain == "quarter"), None)
    if own:
        year = own[0].first.year
        return Period(date(year, 1, 1), date(year, 12, 31), "year", printed, yearless=own[0].yearless)
    return None


# "Quyết định số 150/QĐ-TTg ngày 06 tháng 02 năm 2024" dates a document, not the figures of the clause.
_REFERENCE_BEFORE = cue(r"(?:/[\w-]+,?|thông qua|khóa \w+,?)\s?(?:ngày\s)?$")


def _in_reference(low: str, found: FoundPeriod) -> bool:
    return bool(_REFERENCE_BEFORE.search(low[: found.span.start]))


def stated_in(document: Document, words: str) -> tuple[Period, ...]:
    """Return the periods that some words state, dates of cited documents left out."""
    low = lowered(without_marks(words))
    return tuple(found.period for found in find_periods(low, default_year(document)) if not _in_reference(low, found))
