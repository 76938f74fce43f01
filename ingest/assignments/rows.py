"""Rows of the register from what was read: one for each agency and each deadline of a task."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.assignment import Assignment, Deadline
from ingest.assignments.forms import confidence_of
from ingest.assignments.groups import Actor
from ingest.assignments.headers import Header
from ingest.assignments.misread import mended
from ingest.assignments.sentences import split_by_deadlines
from ingest.assignments.units import chain_at
from ingest.deadlines.find import find_deadlines
from ingest.document import Document, Span


@dataclass(frozen=True, slots=True)
class Given:
    """A task as it is given: by whom it must be done, the words that say so, and the form they have.

    ``unit`` is the position of the paragraph it stands in, ``header`` the header that gives it, ``deadline`` one that a
    label beside the task states. ``front`` are words before the order that may say when: "Sau khi khắc phục, yêu cầu ...".
    """

    actors: tuple[Actor, ...]
    role: str
    coordinators: tuple[str, ...]
    trigger: Span
    task: Span
    form: str
    unit: int = 0
    header: Header | None = None
    deadline: Deadline | None = None
    front: Span | None = None


def rows_of(document: Document, given: Given, scope: Span | None) -> Iterator[Assignment]:
    """Yield a row for each named agency and each part of the task with a deadline of its own; one without a lead for nobody."""
    text, role = document.text, given.role
    agencies: list[tuple[str | None, str | None, bool]] = [
        (actor.printed, actor.agency, actor.common) for actor in given.actors
    ]
    if role == "assigned" and len(agencies) > 1:
        role = "joint"
    deadlines = find_deadlines(mended(given.task.of(text)), document.issued_on)
    in_front = _in_front(document, given.front) if given.front else None
    for part, deadline in split_by_deadlines(text, given.task, deadlines):
        for printed, agency, common in agencies or [(None, None, False)]:
            yield Assignment(
                printed,
                role,
                given.coordinators,
                part,
                given.deadline or _firmer(deadline, in_front),
                given.trigger,
                smallest_section(document, part),
                agency,
                common,
                given.form,
                scope,
                confidence=confidence_of(given.form, role, printed, agency, common=common),
            )


def _in_front(document: Document, front: Span) -> Deadline | None:
    """Return the day or event that the words before an order set for it."""
    for one in find_deadlines(mended(front.of(document.text)), document.issued_on):
        if one.kind in ("hard", "event"):
            return replace(one, span=Span(front.start + one.span.start, front.start + one.span.end))
    return None


def _firmer(own: Deadline | None, in_front: Deadline | None) -> Deadline | None:
    """Return a task's own deadline unless it only presses and the words before the order are firmer."""
    return in_front if in_front is not None and (own is None or own.kind == "soft") else own


def smallest_section(document: Document, task: Span) -> Span:
    """Return the span of the smallest section that holds ``task``, of the body outside any, of the task outside that."""
    around = chain_at(document.sections, task.start)
    best = next((one.span for one in reversed(around) if one.span.contains(task)), None)
    return best or document.body if document.body.contains(task) else best or task
