"""Looking a body up in the register of assignments: its own tasks, those it shares, those of what it came out of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ingest.assignment import Assignment
from ingest.document import Document
from ingest.folding import fold
from ingest.listing import words_of
from rag.candidate import Candidate
from rag.evidence import Desk
from rag.one_source import told_once
from rag.question_agencies import AskedAgency

# Collectives that a body of a kind belongs to, folded.
_FOR_DEPARTMENTS = (
    "so, ban, nganh",
    "so nganh",
    "cac so",
    "so, nganh",
    "cac nganh",
    "ban, nganh",
    "co quan, don vi",
    "cac don vi",
)
_FOR_DISTRICTS = ("huyen", "dia phuong", "cac cap")
_FOR_COMMUNES = ("cac xa", "cap xa", "phuong", "dia phuong", "cac cap", "co so")
_DEPARTMENT_KINDS = frozenset({"department", "military", "police", "centre", "central branch"})


@dataclass(frozen=True, slots=True)
class Held:
    """An assignment of a body. ``share`` is ``own``, ``coordinate``, ``common`` or ``predecessor``."""

    document: Document
    assignment: Assignment
    share: str


def owned_by(desk: Desk, body: AskedAgency) -> Iterator[tuple[Document, Assignment]]:
    """Yield the assignments in which a body acts, newest document first."""
    for held in holdings(desk, body, common=False):
        if held.share in ("own", "predecessor"):
            yield held.document, held.assignment


def acting(desk: Desk, body: AskedAgency) -> Iterator[tuple[Document, Assignment]]:
    """Yield the assignments in which a body is named as the one who acts, be it only to coordinate."""
    for held in holdings(desk, body, common=False):
        lead = words_of(held.assignment.lead) if held.assignment.lead else " "
        if held.share in ("own", "predecessor") or _names(lead, held.assignment.agency, body):
            yield held.document, held.assignment


def holdings(desk: Desk, body: AskedAgency, on: date | None = None, common: bool = True) -> tuple[Held, ...]:
    """Return every assignment that concerns a body, newest document first, in text order."""
    body = meant(desk, body)
    library = desk.library
    names = [body.place] if body.place else [body.name]
    rows: dict[tuple[str, int], str] = {}
    order: list[tuple[str, int]] = []

    def take(document_id: str, position: int, share: str) -> None:
        key = (document_id, position)
        if not desk.may_see(document_id):
            return
        if key not in rows:
            order.append(key)
            rows[key] = share

    for name in names:
        for row in library.archive.assignments(agency=name):
            lead = words_of(row.lead) if row.lead else " "
            own = row.role != "coordinate" and _names(lead, row.agency, body)
            take(row.document.id, row.position, "own" if own else "coordinate")
    for name in _predecessors(desk, body, on):
        for row in library.archive.assignments(agency=name):
            if row.agency == name and row.role != "coordinate":
                take(row.document.id, row.position, "predecessor")
    held = [
        Held(document, document.assignments[position], rows[document.id, position])
        for document, position in ((library.document(one), at) for one, at in order)
    ]
    if common:
        held += _common(desk, body, {one.document.id for one in held}, rows)
    return told_once(held, lambda one: (one.document.id, _said(one)), library.archive)


def _said(held: Held) -> str:
    return f"{held.share} {held.assignment.lead or ''} {held.assignment.task.of(held.document.text)}"


def names_body(desk: Desk, one: Candidate, body: AskedAgency) -> bool:
    """Tell whether a sentence, or the header it stands under, names the body."""
    return any(
        (mention.agency is not None and mention.agency.name == body.name) or mention.printed == body.printed
        for mention in desk.library.agencies.find(f"{one.passage.header}\n{one.evidence.quote}")
    )


def meant(desk: Desk, body: AskedAgency) -> AskedAgency:
    """Return the body of the register that a short name means: "Sở Văn hóa" where only one such body has tasks."""
    if body.agency is None or body.place or desk.library.archive.assignments(agency=body.name):
        return body
    said = words_of(body.printed)
    names = {
        row.agency for row in desk.library.archive.assignments() if row.agency and words_of(row.agency).startswith(said)
    }
    only = desk.library.agencies.named(names.pop()) if len(names) == 1 else None
    return replace(body, agency=only) if only is not None else body


def _names(acting: str, agency: str | None, body: AskedAgency) -> bool:
    if body.place:
        return words_of(body.place) in acting
    return agency == body.name or any(words_of(name) in acting for name in body.names)


def _predecessors(desk: Desk, body: AskedAgency, on: date | None) -> tuple[str, ...]:
    if body.agency is None:
        return ()
    relatives = desk.library.agencies.lineage(body.agency, on)
    return tuple(one.name for one in relatives if one.relation == "predecessor")


def _common(desk: Desk, body: AskedAgency, touched: set[str], rows: dict[tuple[str, int], str]) -> Iterator[Held]:
    """Yield the common assignments that bind a body, in the documents that are asked about or that task it anyway."""
    words = _collectives(body)
    if not words:
        return
    wanted = (
        desk.within
        if desk.within is not None
        else frozenset(touched) | (desk.dated if desk.question.periods else frozenset())
    )
    for summary in desk.summaries():
        if summary.id not in wanted or not summary.tasks:
            continue
        document = desk.library.document(summary.id)
        for position, assignment in enumerate(document.assignments):
            if (document.id, position) in rows or not assignment.common or assignment.role == "coordinate":
                continue
            printed = fold(f"{assignment.lead or ''} {assignment.agency or ''}")
            if any(word in printed for word in words):
                yield Held(document, assignment, "common")


def _collectives(body: AskedAgency) -> tuple[str, ...]:
    if body.common:
        return ()
    said = fold(body.printed)
    if body.place is not None:
        return (
            _FOR_COMMUNES
            if said.startswith(("xa ", "phuong ", "thi tran ", "ubnd xa", "ubnd phuong"))
            else _FOR_DISTRICTS
        )
    if body.agency is not None and body.agency.kind in _DEPARTMENT_KINDS:
        return _FOR_DEPARTMENTS
    return ()
