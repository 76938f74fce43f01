"""Two times side by side: the best source for each, in order of date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rag.composers.topic import line
from rag.draft import Draft, DraftLine
from rag.evidence.candidate import Candidate
from rag.evidence.desk import Desk
from rag.evidence.period_fit import fit
from rag.question.periods import Period
from rag.wording import naming, phrases

MOST = 3


def comparison(desk: Desk) -> Draft:
    """Compose the answer to "... 2020 so với 2024 khác gì?"."""
    found = [one for one in desk.candidates(desk.whole_topic) if one.share >= desk.nearly_enough and one.named]
    periods = sorted(desk.question.periods, key=lambda period: period.first)
    if len(periods) >= 2:
        return _between(desk, found, periods)
    by_document: dict[str, Candidate] = {}
    for one in found:
        by_document.setdefault(one.document.id, one)
    chosen = sorted(list(by_document.values())[:MOST], key=lambda one: one.document.issued_on or date.max)
    if not chosen:
        return Draft("comparison", "not_found", nearest=desk.nearest())
    status = "answered" if len(chosen) > 1 else "partial"
    notes = () if len(chosen) > 1 else (phrases.ONE_SOURCE,)
    return Draft(
        "comparison",
        status,
        opening=phrases.compared(len(chosen)),
        items=tuple(_side(one) for one in chosen),
        notes=notes,
    )


def _between(desk: Desk, found: list[Candidate], periods: list[Period]) -> Draft:
    items: list[DraftLine] = []
    missing: list[str] = []
    for period in periods:
        graded = [(fit(one.document, one.span, period), one) for one in found]
        fitting = [(one.share * (0.5 + 0.5 * grade), one) for grade, one in graded if grade >= 0.6]
        if not fitting:
            missing.append(naming.period(period))
            continue
        fitting.sort(key=lambda pair: -pair[0])
        for _, one in fitting[:2]:
            side = _side(one)
            items.append(replace(side, group=naming.period(period)))
    notes = tuple(phrases.not_compared(one) for one in missing)
    if not items:
        return Draft("comparison", "not_found", notes=notes, nearest=desk.nearest())
    status = "partial" if missing else "answered"
    return Draft("comparison", status, opening=phrases.compared(len(items)), items=tuple(items), notes=notes)


def _side(one: Candidate) -> DraftLine:
    made = line(one)
    return replace(made, group=naming.title(one.document))
