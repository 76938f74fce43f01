"""The tasks of an agency: complete and counted, by document, its own before common ones."""

from __future__ import annotations

from collections import Counter

from rag.composers.duties import RELATED, Duty, duty
from rag.composers.holdings import Held, holdings, meant
from rag.composers.kin_notes import kin_notes
from rag.draft import Draft, DraftLine, Evidence
from rag.evidence.desk import Desk
from rag.evidence.period_fit import FITS
from rag.question.agencies import AskedAgency
from rag.wording import lineage_phrases, naming, phrases

EXACT = 0.6
"""Fit from which a task belongs to the period asked; tasks below are left out when others reach it."""
_ORDER = {"own": 0, "coordinate": 1, "predecessor": 2, "successor": 3, "common": 4}
_GROUPS = {
    "own": phrases.OWN_TASKS,
    "common": phrases.COMMON_TASKS,
    "coordinate": phrases.COORDINATED_TASKS,
    "predecessor": phrases.PREDECESSOR_TASKS,
    "successor": lineage_phrases.SUCCESSOR_TASKS,
}


def agency_tasks(desk: Desk, kind: str = "agency_tasks") -> Draft:
    """Compose the answer to "Nhiệm vụ của Sở Tài chính tháng 6/2024"."""
    agency = meant(desk, desk.question.agencies[0])
    found = tasks_of(desk, agency)
    if not found:
        return nothing(desk, agency, kind)
    own = [one for one, _ in found if one.share != "common"]
    if desk.question.own:
        found = [(held, one) for held, one in found if held.share != "common"]
    if not own:
        draft = nothing(desk, agency, kind)
        if desk.question.own:
            return draft
        opening = phrases.only_common(agency.name, where(desk))
        lines = tuple(_line(desk, held, one) for held, one in found)
        return Draft(kind, "partial", opening=opening, items=lines, notes=draft.notes)
    lines = tuple(_line(desk, held, one) for held, one in found)
    documents = {one.document.id for one, _ in found}
    opening = lineage_phrases.tasks_found(agency.name, len(documents), Counter(held.share for held, _ in found))
    return Draft(kind, "answered", opening=opening, items=lines, notes=kin_notes(desk, agency, found))


def tasks_of(desk: Desk, agency: AskedAgency) -> list[tuple[Held, Duty]]:
    """Return the tasks of an agency that fit period and topic, ordered by document (newest first), own before common."""
    found = [(held, duty(desk, desk.topic, held.document, held.assignment)) for held in holdings(desk, agency)]
    found = [(held, one) for held, one in found if one.fit >= FITS]
    if any(one.fit >= EXACT for _, one in found):
        found = [(held, one) for held, one in found if one.fit >= EXACT]
    if not desk.topic.empty:
        fitting = {(held.document.id, held.assignment.trigger.start) for held, one in found if one.speaks_of_topic}
        # What the same words assign belongs together, also where only its first part names the topic.
        found = [(held, one) for held, one in found if (held.document.id, held.assignment.trigger.start) in fitting]
    found = _distinct(found)
    position = {document: at for at, document in enumerate(dict.fromkeys(held.document.id for held, _ in found))}
    return sorted(
        found,
        key=lambda pair: (position[pair[0].document.id], _ORDER[pair[0].share], pair[0].assignment.task.start),
    )


def _distinct(found: list[tuple[Held, Duty]]) -> list[tuple[Held, Duty]]:
    """Leave each task once: one sentence may task several collectives."""
    kept: dict[tuple[str, int, int], tuple[Held, Duty]] = {}
    for held, one in sorted(found, key=lambda pair: _ORDER[pair[0].share]):
        kept.setdefault((held.document.id, held.assignment.task.start, held.assignment.task.end), (held, one))
    seen: dict[tuple[str, int, int, int], None] = {}
    result = []
    for held, one in kept.values():
        trigger = held.assignment.trigger
        key = (held.document.id, trigger.start, held.assignment.task.end, _ORDER[held.share])
        if key not in seen:
            seen[key] = None
            result.append((held, one))
    return result


def where(desk: Desk) -> str:
    """Say where was looked: the numbered document, the period."""
    parts = [
        phrases.in_number(desk.question.asked.text[one.span.start : one.span.end]) for one in desk.question.numbers
    ]
    parts += [phrases.in_period(period) for period in desk.question.periods]
    return "".join(dict.fromkeys(parts))


def nothing(desk: Desk, agency: AskedAgency, kind: str) -> Draft:
    """Refuse, with the nearest: a common task, or the nearest passage."""
    common = [held for held in holdings(desk, agency) if held.share == "common"]
    near = tuple(
        Evidence(held.document, duty(desk, desk.topic, held.document, held.assignment).focus) for held in common[:1]
    )
    opening = phrases.only_common(agency.name, where(desk)) if common else phrases.no_tasks(agency.name, where(desk))
    return Draft(kind, "not_found", opening=opening, nearest=near)


def _line(desk: Desk, held: Held, one: Duty) -> DraftLine:
    assignment = held.assignment
    task = held.assignment.task.of(held.document.text)
    narrow = not desk.topic.empty and one.share >= RELATED and len(task) > naming.SHOWN
    words = one.words if narrow else naming.shortened(task)
    lead = assignment.lead
    text = phrases.task_line(words, lead, assignment.role)
    return DraftLine(
        text,
        one.evidence if narrow else _whole(held),
        (words, lead or ""),
        group=f"{naming.title(held.document)} — {_GROUPS[held.share]}",
        lead=lead,
        role=assignment.role,
        deadline=assignment.deadline.due if assignment.deadline else None,
    )


def _whole(held: Held) -> tuple[Evidence, ...]:
    assignment, document = held.assignment, held.document
    whole = Duty(document, assignment, assignment.task, 1.0, 1.0, True)
    return whole.evidence
