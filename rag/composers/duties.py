"""Assignments as evidence: how well a task fits the topic, and the smallest quotes that show task and agency together."""

from __future__ import annotations

from dataclasses import dataclass

from index.text.sentences import sentences
from ingest.assignment import Assignment
from ingest.document import Document, Span
from rag.draft import Evidence
from rag.evidence.clauses import clauses, paragraph_at, trimmed
from rag.evidence.desk import Desk
from rag.evidence.matching import Matcher
from rag.evidence.period_fit import fit_of_periods
from rag.evidence.places import notes_in
from rag.wording.naming import shortened

QUOTED_TOGETHER = 240
"""A header this near before its sentence is quoted with it, as one stretch."""
RELATED = 0.34
"""Share of the topic from which a task of the agency or the time that was asked for belongs to it."""


@dataclass(frozen=True, slots=True)
class Duty:
    """An assignment with its share of the topic; ``focus`` is the sentence or clause of the task that fits best."""

    document: Document
    assignment: Assignment
    focus: Span
    share: float
    fit: float
    named: bool

    @property
    def speaks_of_topic(self) -> bool:
        """True when the task speaks of what is asked about, and lacks no name and no figure of it."""
        return self.named and self.share >= RELATED

    @property
    def words(self) -> str:
        """The words of the focus, fit for a sentence."""
        return shortened(self.focus.of(self.document.text))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The focus and the words that assign it: one stretch where they stand together, else two."""
        text, trigger = self.document.text, self.assignment.trigger
        row = paragraph_at(text, self.focus.start)
        if " | " in row.of(text) and row.contains(trigger) and row.contains(self.focus):
            return (Evidence(self.document, trimmed(self.document, row)),)
        start, end = min(trigger.start, self.focus.start), max(trigger.end, self.focus.end)
        between = text[min(trigger.end, self.focus.end) : max(trigger.start, self.focus.start)]
        if trigger.overlaps(self.focus) or (len(between) <= QUOTED_TOGETHER and "\n" not in between):
            return (Evidence(self.document, trimmed(self.document, Span(start, end))),)
        return (
            Evidence(self.document, trimmed(self.document, trigger)),
            Evidence(self.document, trimmed(self.document, self.focus)),
        )


def duty(desk: Desk, matcher: Matcher, document: Document, assignment: Assignment) -> Duty:
    """Score one assignment: its best sentence, with the rest of the task around it."""
    document = document.bearing(assignment.task.start)
    text = document.text
    trigger = assignment.trigger.of(text)
    whole = assignment.task.of(text)
    best: tuple[float, Span, bool] | None = None
    pieces = [clause for sentence in sentences(text, assignment.task) for clause in clauses(text, sentence)] or [
        assignment.task
    ]
    for piece in pieces:
        notes = " ".join(note.span.of(text) for note in notes_in(document, piece))
        path = document.section_path(piece.start)
        near = desk.tokens(piece.of(text))
        close = [desk.tokens(one) for one in (whole, trigger, notes, *path[-1:]) if one]
        far = [desk.tokens(one) for one in (*path[:-1], document.subject or "") if one]
        coverage = matcher.coverage(near, close, far)
        missing = (matcher.topic.words[at] for at in coverage.missing)
        named = not any(word.proper or word.token[0].isdigit() for word in missing)
        if best is None or coverage.share > best[0] + 1e-9:
            best = (coverage.share, piece, named)
    assert best is not None
    return Duty(
        document=document,
        assignment=assignment,
        focus=trimmed(document, best[1]),
        share=best[0],
        fit=fit_of_periods(document, assignment.task, desk.question.periods),
        named=best[2],
    )
