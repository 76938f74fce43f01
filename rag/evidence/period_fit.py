"""How well a place in a document fits the period a question names; a wrong year is no answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ingest.archive.catalogue import Summary
from ingest.document import Document, Span
from ingest.text.folding import lowered
from rag.evidence.clauses import sentence_at
from rag.evidence.scope import own_periods, scope_of, stated_in
from rag.question.periods import Period, find_periods

LAG = timedelta(days=45)
"""A report on a month is issued within this time after it."""
FITS = 0.4
"""Least fit of what speaks of the time that a question names."""


def fit_of_periods(document: Document, span: Span, periods: Sequence[Period]) -> float:
    """Return the best fit to any of ``periods``; 1 when there are none."""
    return max((fit(document, span, period) for period in periods), default=1.0)


def fit(document: Document, span: Span, period: Period) -> float:
    """Grade from 0 (speaks of another time) to 1 (speaks of exactly this time)."""
    scope = scope_of(document, span)
    if scope is not None and period.covers(scope):
        return 1.0
    if any(period.covers(stated) for stated in _stated(document, span)):
        return 0.9
    grade = 0.0
    if scope is not None and scope.covers(period):
        # "giai đoạn 2021-2025" is mostly the name of a plan: it says little about one month of it.
        grade = 0.35 if scope.grain == "range" else 0.7
    elif scope is not None and scope.meets(period) and scope.grain != "range":
        grade = 0.5
    if document.issued_on is not None and period.holds(document.issued_on):
        grade = max(grade, 0.6)
    if any(own.meets(period) for own in own_periods(document)):
        grade = max(grade, 0.5)
    return grade


def summary_fits(summary: Summary, periods: Sequence[Period]) -> bool:
    """Tell whether a document may be about one of ``periods``, by its subject and date; unknown counts as maybe."""
    if not periods:
        return True
    year = summary.issued_on.year if summary.issued_on else None
    about = [found.period for found in find_periods(lowered(summary.subject or ""), year)]
    if summary.issued_on is None and not about:
        return True
    for period in periods:
        if summary.issued_on is not None and _near(summary.issued_on, period):
            return True
        if any(one.meets(period) for one in about):
            return True
    return False


def issued_or_about(summary: Summary, periods: Sequence[Period]) -> bool:
    """Tell whether a document was issued in one of ``periods`` or its subject names exactly that time."""
    year = summary.issued_on.year if summary.issued_on else None
    about = [found.period for found in find_periods(lowered(summary.subject or ""), year)]
    return (
        issued_within(summary.issued_on, periods)
        and not any(
            period.covers(one) or one.covers(period) for one in about for period in periods if one.grain == "range"
        )
    ) or any(period.covers(one) and one.covers(period) for one in about for period in periods)


def issued_within(issued_on: date | None, periods: Sequence[Period]) -> bool:
    """Tell whether a day of issue lies in one of ``periods``; true when there are none, false without a day."""
    if not periods:
        return True
    return issued_on is not None and any(period.holds(issued_on) for period in periods)


def _near(issued_on: date, period: Period) -> bool:
    if period.yearless:
        return period.holds(issued_on) or period.holds(issued_on - LAG)
    # By ordinals: the first and the last year of the calendar have no day before or after them.
    return period.first.toordinal() - 31 <= issued_on.toordinal() <= period.last.toordinal() + LAG.days


def _stated(document: Document, span: Span) -> tuple[Period, ...]:
    sentence = sentence_at(document.text, span.start)
    return stated_in(document, sentence.of(document.text))
