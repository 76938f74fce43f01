"""Rows of the register from what was read: one for each body and each deadline of a task."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.assignment import Assignment, Deadline
from ingest.assignment_forms import confidence_of
from ingest.assignment_groups import Actor
from ingest.assignment_headers import Header
from ingest.assignment_sentences import split_by_deadlines
from ingest.deadlines import find_deadlines
from ingest.document import Document, Span


@dataclass(frozen=True, slots=True)
class Given:
    """A task as it is given: by whom it must be done, the words that say so, and the form they have.

    ``unit`` is the position of the paragraph it stands in, ``header`` the header that gives it, ``deadline`` one that a
    label beside the task states.
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


def rows_of(document: Document, given: Given, scope: Span | None = None) -> Iterator[Assignment]:
    """Yield a row for each named body and each part of the task with a deadline of its own; one without a lead for nobody.

    Collectives that stand together are one body.
    """
    text, role = document.text, given.role
    own = [(actor.printed, actor.agency, False) for actor in given.actors if not actor.common]
    shared = _collectives(text, given.trigger, [actor for actor in given.actors if actor.common])
    bodies: list[tuple[str | None, str | None, bool]] = [*own, *shared]
    if role == "assigned" and len(bodies) > 1:
        role = "joint"
    deadlines = find_deadlines(given.task.of(text), document.issued_on)
    for part, deadline in split_by_deadlines(text, given.task, deadlines):
        for printed, agency, common in bodies or [(None, None, False)]:
            yield Assignment(
                printed,
                role,
                given.coordinators,
                part,
                given.deadline or deadline,
                given.trigger,
                smallest_section(document, part),
                agency,
                common,
                given.form,
                scope,
                confidence=confidence_of(given.form, role, printed, agency, common=common),
            )


def smallest_section(document: Document, task: Span) -> Span:
    """Return the span of the smallest section that holds ``task``, of the body outside any, of the task outside that."""
    best: Span | None = None
    level = document.sections
    while inside := next((one for one in level if one.span.contains(task)), None):
        best = inside.span
        level = inside.children
    return best or document.body if document.body.contains(task) else best or task


def _collectives(text: str, trigger: Span, shared: list[Actor]) -> list[tuple[str, str | None, bool]]:
    """Return collectives by canonical name, each with its stretch of the trigger; unnamed ones go with the one before."""
    words, at = trigger.of(text), 0
    found: list[tuple[int, int, str | None]] = []
    for actor in shared:
        start = words.find(actor.printed, at)
        if start < 0:
            continue
        at = start + len(actor.printed)
        if found and (actor.agency is None or found[-1][2] in (None, actor.agency)):
            found[-1] = (found[-1][0], at, found[-1][2] or actor.agency)
        else:
            found.append((start, at, actor.agency))
    return [(words[start:end], agency, True) for start, end, agency in found]
