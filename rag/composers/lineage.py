"""What became of a body, and what it came out of; with the documents' own words where they say so."""

from __future__ import annotations

from rag import phrases
from rag.composers.agency_tasks import agency_tasks
from rag.draft import Draft, Evidence, Line
from rag.evidence import Desk
from rag.question_agencies import AskedAgency

MOST = 2


def lineage(desk: Desk) -> Draft:
    """Compose the answer to "Sở GTVT nay là sở nào?"; the list of bodies is a note, the documents are the evidence."""
    body = desk.question.agencies[0]
    if desk.question.aspect == "tasks":
        return agency_tasks(desk, "lineage")
    if body.agency is None:
        return Draft("lineage", "not_found", nearest=desk.nearest())
    relatives = desk.library.agencies.lineage(body.agency, None)
    wanted = "predecessor" if desk.question.aspect == "before" else "successor"
    names = [one.name for one in relatives if one.relation == wanted]
    notes = []
    for one in relatives:
        if one.relation == "successor":
            since = one.valid_from or _day_after(body)
            notes.append(phrases.now_named(body.name, one.name, since))
        elif one.relation == "predecessor":
            notes.append(phrases.came_from(body.name, one.name))
    notes.append(phrases.lineage_source() if names else phrases.unchanged_body(body.name))
    lines = _said(desk, body, names)
    if lines:
        return Draft("lineage", "answered", sentences=lines, notes=tuple(notes))
    named = _named(desk, body)
    if names and named:
        return Draft("lineage", "partial", sentences=named, notes=tuple(notes))
    opening = phrases.lineage_only(body.name, names) if names else phrases.unchanged_body(body.name)
    return Draft("lineage", "not_found", opening=opening, notes=tuple(notes), nearest=desk.nearest())


def _said(desk: Desk, body: AskedAgency, names: list[str]) -> tuple[Line, ...]:
    """Return sentences that name the body and one of its relatives together."""
    found: list[Line] = []
    for one in desk.candidates()[:40]:
        mentions = {
            mention.agency.name
            for mention in desk.library.agencies.find(one.evidence.quote)
            if mention.agency is not None
        }
        if body.name in mentions and mentions & set(names):
            words = phrases.shortened(one.evidence.quote)
            found.append(Line(phrases.quoted_from(words, one.document), (one.evidence,), (words,)))
    return tuple(found[:MOST])


def _named(desk: Desk, body: AskedAgency) -> tuple[Line, ...]:
    """Return one place that prints the body's name, so that its old name can be seen in a document."""
    for summary in desk.library.summaries():
        if summary.id not in desk.library.archive.names_agency(body.name):
            continue
        document = desk.library.document(summary.id)
        for mention in desk.library.agencies.find(document.text):
            if mention.agency is not None and mention.agency.name == body.name:
                printed = mention.printed
                line = Line(phrases.printed_in(printed, document), (Evidence(document, mention.span),), (printed,))
                return (line,)
    return ()


def _day_after(body: AskedAgency):  # type: ignore[no-untyped-def]
    return phrases.next_day(body.agency.valid_to) if body.agency and body.agency.valid_to else None
