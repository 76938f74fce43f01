"""Which tasks are due in a period: answered from the register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from index.text.sentences import sentences
from rag.composers.agency_tasks import where
from rag.composers.duties import Duty, duty
from rag.draft import Draft, DraftLine
from rag.evidence.clauses import trimmed
from rag.evidence.desk import Desk
from rag.question.periods import Period
from rag.wording import document_phrases, naming, phrases


def due(desk: Desk) -> Draft:
    """List the tasks due in the first period of the question; a quarter without a year takes each document's own year."""
    period = desk.question.periods[0]
    lines: list[DraftLine] = []
    agencies = {agency.name for agency in desk.question.agencies}
    for row in desk.library.archive.assignments():
        if not desk.may_see(row.document.id):
            continue
        if not row.deadline or not _within(row.deadline, period):
            continue
        if agencies and row.agency not in agencies:
            continue
        document = desk.library.document(row.document.id)
        one = duty(desk, desk.topic, document, document.assignments[row.position])
        if one.speaks_of_topic:
            lines.append(_line(one))
    if not lines:
        opening = document_phrases.no_document(f"nhiệm vụ nào có thời hạn{where(desk)}")
        return Draft("deadline", "not_found", opening=opening)
    return Draft(
        "deadline", "answered", opening=phrases.tasks_due(len(lines), naming.period(period)), items=tuple(lines)
    )


def _line(one: Duty) -> DraftLine:
    whole = _at_deadline(one)
    words = naming.shortened(whole.focus.of(one.document.text))
    return DraftLine(
        phrases.task_line(words, one.assignment.lead, one.assignment.role),
        whole.evidence,
        (words, one.assignment.lead or ""),
        group=naming.title(one.document),
        lead=one.assignment.lead,
        role=one.assignment.role,
        deadline=one.assignment.deadline.due if one.assignment.deadline else None,
    )


def _at_deadline(one: Duty) -> Duty:
    """Move the focus to the sentence of the deadline: that is what it binds."""
    due = one.assignment.deadline
    if due is not None:
        for sentence in sentences(one.document.text, one.assignment.task):
            if sentence.overlaps(due.span):
                return replace(one, focus=trimmed(one.document, sentence))
    return one


def _within(due: str, period: Period) -> bool:
    parts = [int(part) for part in due.split("-")]
    if len(parts) == 1:
        return period.grain == "year" and period.first.year == parts[0]
    return period.holds(date(parts[0], parts[1], parts[2] if len(parts) == 3 else 28))
