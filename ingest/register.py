"""The register: every assignment of every document, and which documents refer to which legal document."""

from __future__ import annotations

import json
import re
import sqlite3
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ingest.assignment import Assignment
from ingest.document import Document, Span, without_marks
from ingest.listing import Summary, Wanted, joined_names, summary_of

# A trigger this near before its task, in the same paragraph, is quoted together with it.
_SAME_SENTENCE = 200


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One assignment with its place: ``document.text[start:end] == quote``.

    ``lead`` is as printed, ``agency`` its canonical name, ``role`` as in ``Assignment``. ``task`` is the task's words on
    one line without footnote marks. ``deadline`` is ``YYYY-MM-DD``, ``YYYY-MM`` or ``None``; ``deadline_text`` its words.
    ``trigger`` are the words that assign, which may stand in a header above the quote.
    """

    document: Summary
    position: int
    lead: str | None
    agency: str | None
    role: str
    common: bool
    coordinators: tuple[str, ...]
    task: str
    trigger: str
    deadline: str | None
    deadline_kind: str | None
    deadline_text: str | None
    section_path: tuple[str, ...]
    page: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class ReferringPlace:
    """A place in ``document`` that names another legal document."""

    document: Summary
    printed: str
    normal: str | None
    date: date | None
    span: Span


class AgencyNames(Protocol):
    """Knows the bodies a text names and the names a body goes by."""

    def named_in(self, text: str) -> Collection[str]:
        """Return every name of a body found in the text, canonical and as printed."""

    def names_of(self, name: str) -> Collection[str]:
        """Return all names of the body called ``name``; none when it is not known."""


def store_assignments(db: sqlite3.Connection, document: Document, agencies: AgencyNames) -> None:
    """Write the document's assignments; call inside the transaction that adds the document."""
    rows = []
    for position, assignment in enumerate(document.assignments):
        first, last = _due_range(assignment.deadline.due if assignment.deadline else None)
        actors = [name for name in (assignment.lead, assignment.agency) if name]
        helpers = list(assignment.coordinators)
        names = tuple(
            joined_names([*printed, *(name for one in printed for name in agencies.named_in(one))])
            for printed in (actors, helpers)
        )
        row = json.dumps(_row_of(document, assignment), ensure_ascii=True, separators=(",", ":"))
        rows.append((document.id, position, assignment.role, *names, first, last, row))
    db.executemany("INSERT INTO assignments VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _row_of(document: Document, assignment: Assignment) -> dict[str, object]:
    text, deadline = document.text, assignment.deadline
    place = _quoted(text, assignment)
    return {
        "lead": assignment.lead,
        "agency": assignment.agency,
        "role": assignment.role,
        "common": assignment.common,
        "coordinators": list(assignment.coordinators),
        "task": _on_one_line(assignment.task.of(text)),
        "trigger": _on_one_line(assignment.trigger.of(text)),
        "deadline": deadline.due if deadline else None,
        "deadline_kind": deadline.kind if deadline else None,
        "deadline_text": _on_one_line(deadline.span.of(text)) if deadline else None,
        "section_path": list(document.section_path(assignment.task.start)),
        "page": document.page_of(place.start),
        "start": place.start,
        "end": place.end,
        "quote": place.of(text),
    }


def _quoted(text: str, assignment: Assignment) -> Span:
    """Return the task's span, stretched to the words that assign it where both stand in one paragraph."""
    task, trigger = assignment.task, assignment.trigger
    between = text[min(task.end, trigger.end) : max(task.start, trigger.start)]
    if "\n" in between or len(between) > _SAME_SENTENCE:
        return task
    return Span(min(task.start, trigger.start), max(task.end, trigger.end))


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", without_marks(text)).replace(" ,", ",").replace(" .", ".").replace(" ;", ";").strip()


def _due_range(due: str | None) -> tuple[str | None, str | None]:
    """Return first and last day of a due date; a month is due on its last day, a year likewise."""
    if due is None or not (found := re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", due)):
        return None, None
    year, month, day = found.groups()
    if day:
        return due, due
    if month:
        return f"{due}-01", f"{due}-{monthrange(int(year), int(month))[1]:02}"
    return f"{year}-01-01", f"{year}-12-31"


def assignments(
    db: sqlite3.Connection,
    wanted: Wanted | None,
    role: str | None,
    due_after: date | None,
    due_before: date | None,
    document: str | None,
) -> tuple[TaskRow, ...]:
    """List assignments, newest document first, in text order.

    With ``wanted`` only those that name the body: as the one who acts, or as coordinator (only so when ``role`` is
    ``coordinate``, never when another role is asked for). Due bounds are inclusive; a task without a date fails them.
    """
    conditions, values = ["1"], list[str]()
    if wanted is not None:
        acting, names = wanted.test("a.actors")
        helping, _ = wanted.test("a.helpers")
        if role is None:
            conditions.append(f"({acting} OR {helping})")
            values += names + names
        elif role == "coordinate":
            conditions.append(f"(a.role = 'coordinate' AND {acting} OR {helping})")
            values += names + names
        else:
            conditions.append(acting)
            values += names
    if role == "coordinate":
        conditions.append("(a.role = 'coordinate' OR a.helpers <> '|')")
    elif role:
        conditions.append("a.role = ?")
        values.append(role)
    for bound, comparison in ((due_after, "a.due_last >= ?"), (due_before, "a.due_last <= ?")):
        if bound:
            conditions.append(comparison)
            values.append(bound.isoformat())
    if document:
        conditions.append("a.document_id = ?")
        values.append(document)
    rows = db.execute(
        f"SELECT a.position, a.row, d.* FROM assignments a JOIN documents d ON d.id = a.document_id"
        f" WHERE {' AND '.join(conditions)}"
        f" ORDER BY d.issued_on IS NULL, d.issued_on DESC, d.normal, d.id, a.position",
        values,
    )
    return tuple(_task_of(row) for row in rows)


def _task_of(row: sqlite3.Row) -> TaskRow:
    kept = json.loads(row["row"])
    kept["coordinators"] = tuple(kept["coordinators"])
    kept["section_path"] = tuple(kept["section_path"])
    return TaskRow(document=summary_of(row), position=row["position"], **kept)


def store_references(db: sqlite3.Connection, document: Document) -> None:
    """Write the document's references; call inside the transaction that adds the document."""
    rows = []
    for position, reference in enumerate(document.references):
        printed = reference.number.printed if reference.number else reference.span.of(document.text)
        normal = reference.number.normal if reference.number else None
        issued = reference.date.isoformat() if reference.date else None
        rows.append((document.id, position, printed, normal, issued, reference.span.start, reference.span.end))
    db.executemany("INSERT INTO legal_references VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def references_to(db: sqlite3.Connection, normal: str) -> tuple[ReferringPlace, ...]:
    """List the places that name the document with this normal number, newest document first, in text order."""
    rows = db.execute(
        "SELECT r.printed, r.normal AS named, r.issued_on AS named_on, r.start, r.stop, d.*"
        " FROM legal_references r JOIN documents d ON d.id = r.document_id WHERE r.normal = ?"
        " ORDER BY d.issued_on IS NULL, d.issued_on DESC, d.id, r.position",
        (normal,),
    )
    return tuple(
        ReferringPlace(
            document=summary_of(row),
            printed=row["printed"],
            normal=row["named"],
            date=date.fromisoformat(row["named_on"]) if row["named_on"] else None,
            span=Span(row["start"], row["stop"]),
        )
        for row in rows
    )
