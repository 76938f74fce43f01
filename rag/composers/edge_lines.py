"""Edges of the reference graph for a question: those that name what it asks about, and how one is told."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.archive.citations.told_edges import ToldEdge
from ingest.document import Document, Span
from ingest.references.named_acts import find_named_acts, name_key
from ingest.references.numbers import normal_number, parse_number
from rag.draft import DraftLine, Evidence
from rag.evidence.clauses import sentence_at, trimmed
from rag.evidence.desk import Desk
from rag.evidence.places import anchor_sentence, note_holding
from rag.wording import document_phrases, naming


def asked_place(desk: Desk) -> Span | None:
    """Return where the question names the document: by number, or an act by its name."""
    if desk.question.numbers:
        return desk.question.numbers[0].span
    named = find_named_acts(desk.question.asked.text)
    return named[0].span if named else None


def naming_edges(desk: Desk) -> tuple[ToldEdge, ...]:
    """Return the edges that name what the question names, where the archive does not hold it."""
    graph = desk.library.archive.graph
    found: list[ToldEdge] = []
    for number in desk.question.numbers:
        if parse_number(number.key) is not None:
            found += graph.naming(normal_number(number.key))
    for act in find_named_acts(desk.question.asked.text):
        found += graph.naming("", act.year, name_key(act.span.of(desk.question.asked.text)))
    return tuple(found)


def visible(desk: Desk, edges: Iterable[ToldEdge]) -> list[ToldEdge]:
    """Return the edges told by documents that may be shown."""
    return [one for one in edges if desk.may_refer(one.document.id)]


def edge_line(desk: Desk, one: ToldEdge, said: str = "") -> DraftLine:
    """Return the edge with the sentence it stands in; for a footnote, with the sentence that marks it."""
    document = desk.library.document(one.document.id)
    span = one.cited.span
    sentence = trimmed(document, _sentence(document, span))
    words = naming.around(document.text, sentence, span)
    evidence = [Evidence(document, sentence)]
    note = note_holding(document, span)
    if note is not None:
        evidence.append(Evidence(document, trimmed(document, anchor_sentence(document, note))))
    actor = one.actor.act.printed if one.actor.act is not None else None
    text = document_phrases.edge(document, one.kind, one.part, actor, words)
    return DraftLine(f"{said} {text}".strip(), tuple(evidence), (words.strip("… "),))


def _sentence(document: Document, span: Span) -> Span:
    note = note_holding(document, span)
    sentence = sentence_at(document.text, span.start)
    return Span(max(sentence.start, note.span.start), min(sentence.end, note.span.end)) if note else sentence
