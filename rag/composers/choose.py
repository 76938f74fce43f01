"""Answer from what is known as fact where that has an answer, else by reading."""

from __future__ import annotations

from dataclasses import replace

from rag.composers.agency_tasks import agency_tasks
from rag.composers.due import due
from rag.composers.lineage import lineage
from rag.composers.metadata import ASPECTS, metadata
from rag.composers.referring import referring
from rag.draft import Draft
from rag.evidence.desk import Desk
from rag.reading.compose import by_reading
from rag.reading.sureness import read_sureness
from rag.wording import phrases


def compose(desk: Desk) -> Draft:
    """Return the draft of an answer: what is known as fact, else what is found by reading.

    Where the facts deny what was asked for, passages that may be meant stand below the denial. What nobody refers to is known for
    certain; a task or a field may have been missed, and a sure answer by reading stands in its place.
    """
    known = facts(desk)
    if known is not None and (
        known.status == "answered" or (known.status == "partial" and known.kind != "agency_tasks")
    ):
        return known  # an agency's share in common tasks alone is half a denial: what is read comes first
    read = by_reading(desk, desk.library.reader, read_sureness())
    if desk.question.kind == "lead_agency" and _without_lead(read):
        read = replace(read, notes=(*read.notes, phrases.NO_LEAD))
    if known is None or not known.opening or (read.status == "answered" and known.kind != "reference"):
        return read
    if read.status == "not_found":
        return replace(known, nearest=known.nearest or read.nearest)
    items = (*(replace(one, group=phrases.MAY_BE_MEANT) for one in read.sentences), *read.items)
    notes = (*known.notes, *read.notes)
    return replace(read, status="partial", opening=known.opening, sentences=(), items=items, notes=notes)


def facts(desk: Desk) -> Draft | None:
    """Return what fields, register, references and the list of agencies say; ``None`` where the question asks for none of these."""
    question = desk.question
    if question.kind == "metadata" and question.aspect in ASPECTS:
        return metadata(desk)
    if question.kind == "agency_tasks":
        return agency_tasks(desk)
    if question.kind == "lineage":
        return lineage(desk)
    if question.kind == "reference":
        return referring(desk)
    if question.aspect == "due" and question.periods:
        return due(desk)
    return None


def _without_lead(draft: Draft) -> bool:
    """Tell whether the best passage tasks nobody by name, though it gives tasks (invariant 7: then the answer says so)."""
    tasks = [
        task
        for line in draft.sentences[:1]
        for one in line.evidence
        for task in one.document.assignments
        if task.task.overlaps(one.span)
    ]
    return bool(tasks) and all(task.lead is None for task in tasks)
