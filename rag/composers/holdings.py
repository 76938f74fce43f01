"""Looking an agency up in the register of assignments: its own tasks, those it shares, those of what it came out of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ingest.agencies.grammar import collective_names
from ingest.agencies.reach import Reach, reach
from ingest.archive.register.rows import TaskRow
from ingest.assignment import Assignment
from ingest.document import Document
from ingest.text.folding import words_of
from rag.evidence.desk import Desk
from rag.evidence.one_source import told_once
from rag.question.agencies import AskedAgency

_SHARES = {"earlier": "predecessor", "later": "successor"}


@dataclass(frozen=True, slots=True)
class Held:
    """An assignment of an agency.

    ``share`` is ``own``, ``coordinate``, ``common``, ``predecessor`` or ``successor``; see ``ingest.agencies.reach``.
    """

    document: Document
    assignment: Assignment
    share: str


def holdings(desk: Desk, agency: AskedAgency, common: bool = True) -> tuple[Held, ...]:
    """Return every assignment that concerns an agency, newest document first, in text order.

    Predecessors and successors count as far as the question's period allows: a year never mixes.
    """
    agency = meant(desk, agency)
    library = desk.library
    reached = reach_of(desk, agency)
    rows: dict[tuple[str, int], str] = {}
    for name in (
        (agency.place,) if agency.place else (agency.name, *(one.name for one in (*reached.earlier, *reached.later)))
    ):
        for row in library.archive.assignments(agency=name):
            key = (row.document.id, row.position)
            share = _share(desk, agency, reached, row, asked=name in (agency.place, agency.name))
            if share is not None and share != "common" and desk.may_see(row.document.id):
                rows.setdefault(key, share)
    held = [
        Held(document.bearing(task.task.start), task, rows[document.id, position])
        for document, position in ((library.document(one), at) for one, at in rows)
        for task in document.assignments[position : position + 1]
    ]
    if common:
        held += _common(desk, reached, {one.document.id for one in held}, rows)
    return told_once(held, lambda one: (one.document.id, _said(one)), library.archive)


def reach_of(desk: Desk, agency: AskedAgency) -> Reach:
    """Return whose tasks concern an agency in the question's period."""
    return reach(agency.agency.name if agency.agency else agency.printed, desk.library.agencies, asked_days(desk))


def asked_days(desk: Desk) -> tuple[date, date] | None:
    """Return the first and the last day of the question's periods; ``None`` where it names no year."""
    dated = [period for period in desk.question.periods if not period.yearless]
    return (min(one.first for one in dated), max(one.last for one in dated)) if dated else None


def _share(desk: Desk, agency: AskedAgency, reached: Reach, row: TaskRow, *, asked: bool) -> str | None:
    """Return what a row is to the agency; agencies outside the authority file and places are known by their words."""
    if agency.agency is None or agency.place:
        lead = words_of(row.lead) if row.lead else " "
        if not asked:
            return None
        return "own" if row.role != "coordinate" and _names(lead, row.agency, agency) else "coordinate"
    share = reached.share(row, row.document.issued_on, desk.library.agencies)
    return _SHARES.get(share, share) if share else None


def _said(held: Held) -> str:
    return f"{held.share} {held.assignment.lead or ''} {held.assignment.task.of(held.document.text)}"


def meant(desk: Desk, agency: AskedAgency) -> AskedAgency:
    """Return the agency of the register that a short name means: "Sở Văn hóa" where only one such agency has tasks."""
    if agency.agency is None or agency.place or desk.library.archive.assignments(agency=agency.name):
        return agency
    said = words_of(agency.printed)
    names = {
        name
        for name, _ in desk.library.archive.tasks.agencies()
        if words_of(name).startswith(said) and desk.library.agencies.by_name(name) is not None
    }
    only = desk.library.agencies.named(names.pop()) if len(names) == 1 else None
    return replace(agency, agency=only) if only is not None else agency


def _names(acting: str, agency: str | None, sought: AskedAgency) -> bool:
    if sought.place:
        return words_of(sought.place) in acting
    return agency == sought.name or any(words_of(name) in acting for name in sought.names)


def _common(desk: Desk, reached: Reach, touched: set[str], rows: dict[tuple[str, int], str]) -> Iterator[Held]:
    """Yield the common assignments that bind an agency, in the documents that are asked about or that task it anyway."""
    wanted = (
        desk.within
        if desk.within is not None
        else frozenset(touched) | (desk.dated if desk.question.periods else frozenset())
    )
    for summary in desk.summaries():
        if not reached.common or summary.id not in wanted or not summary.tasks:
            continue
        document = desk.library.document(summary.id)
        for position, assignment in enumerate(document.assignments):
            if (document.id, position) in rows or not assignment.common or assignment.role == "coordinate":
                continue
            named = collective_names(assignment.lead or "") | {assignment.agency or ""}
            if named & reached.common:
                yield Held(document, assignment, "common")
