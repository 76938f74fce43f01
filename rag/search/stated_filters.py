"""Conditions that a search states in its words: a document by number, who issued it, when it was issued.

Only what is said outright is a condition; a year or an agency that is merely mentioned helps to rank and excludes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.agencies.find import Agencies
from ingest.agencies.reach import reach
from ingest.archive.archive import Archive
from ingest.archive.catalogue import Summary
from ingest.document import Span
from ingest.filters import Filters
from ingest.text.folding import fold
from rag.evidence.period_fit import issued_within
from rag.question.cues import QuestionText, cue
from rag.question.numbers import same_kind
from rag.question.periods import Period
from rag.question.understand import Question

# "trong công văn 1088", "theo Thông báo số 13/TB-VP", "tại kế hoạch 36"; the number itself follows.
_INSIDE = cue(r"\b(?:trong|theo|tại|ở|của)\s(?:cái\s)?(?:[^\W\d_]+\s){0,4}(?:số\s)?$")
# "do Sở Y tế ban hành", "Sở Y tế ban hành", "của Sở Y tế ban hành năm 2020"; never "tham mưu ban hành", "trình ... ban hành".
_ISSUES = cue(r"^\s(?:đã\s)?(?:ban hành|ra|ký ban hành|phát hành)\b")
_BY = cue(r"\b(?:do|của|từ)\s$")
# "ban hành năm 2020", "ban hành trong tháng 6/2024", "phát hành từ ngày ..."; the period follows.
_ISSUED = cue(r"\b(?:ban hành|phát hành|ký|ra)\s(?:(?:trong|vào|từ|hồi|ngày|thời gian)\s)*$")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a question's own words restrict it to: ``filters``, and what was understood, by name, for people."""

    filters: Filters
    numbers: tuple[str, ...] = ()
    issuer: str | None = None
    periods: tuple[Period, ...] = ()


def narrowed(question: Question, filters: Filters, archive: Archive, agencies: Agencies) -> Narrowed:
    """Return ``filters`` with the conditions that the question states; those that no document meets are left out."""
    found = Narrowed(filters)
    named = _numbered(question, archive)
    if named:
        keys = tuple(number.key for number in question.numbers)
        found = replace(found, filters=_within(found.filters, frozenset(one.id for one in named)), numbers=keys)
    issuer = _issuer(question)
    periods = _issued(question)
    if issuer is None and not periods:
        return found
    summaries = archive.documents()
    if issuer is not None:
        names = _issuers(issuer, agencies)
        ids = frozenset(one.id for one in summaries if one.issuer and fold(one.issuer) in names)
        if ids:
            found = replace(found, filters=_within(found.filters, ids), issuer=issuer)
    ids = frozenset(one.id for one in summaries if issued_within(one.issued_on, periods)) if periods else frozenset()
    if ids:
        found = replace(found, filters=_within(found.filters, ids), periods=tuple(periods))
    return found


def _within(filters: Filters, ids: frozenset[str]) -> Filters:
    both = ids if filters.documents is None else ids & filters.documents
    return replace(filters, documents=both) if both else filters


def _numbered(question: Question, archive: Archive) -> tuple[Summary, ...]:
    """Return the documents whose number follows "trong", "theo", "tại" while something else is asked."""
    if not (question.words or question.agencies):
        return ()
    found: list[Summary] = []
    for number in question.numbers:
        before = question.asked.lowered[: number.span.start]
        inside = _INSIDE.search(before) or _INSIDE.search(f"{before}{_kind_words(question.asked, number.span)}")
        if inside:
            matches = archive.find(number.key)
            found += [one for one in matches if number.kind is None or same_kind(one.kind, number.kind)] or matches
    return tuple(found)


def _kind_words(asked: QuestionText, span: Span) -> str:
    """Return the words of a number that stand before its figures: "công văn " of "công văn 1088"."""
    text = asked.lowered[span.start : span.end]
    figures = next((at for at, sign in enumerate(text) if sign.isdigit()), 0)
    return text[:figures]


def _issuer(question: Question) -> str | None:
    for agency in question.agencies:
        if agency.common or agency.agency is None:
            continue
        behind = question.asked.lowered[agency.span.end :]
        before = question.asked.lowered[: agency.span.start]
        if _ISSUES.match(behind) and (_BY.search(before) or not before.strip()):
            return agency.name
    return None


def _issuers(name: str, agencies: Agencies) -> frozenset[str]:
    """Return the folded names of an agency and of those whose whole work it has, or that have its whole work."""
    reached = reach(name, agencies)
    kin = (one.name for one in (*reached.earlier, *reached.later) if not one.words)
    return frozenset(fold(one) for one in (name, *reached.own, *kin))


def _issued(question: Question) -> Sequence[Period]:
    found = []
    text = question.asked.lowered
    for period in question.periods:
        at = text.find(period.printed)
        if at >= 0 and not period.yearless and _ISSUED.search(text[:at]):
            found.append(period)
    return found
