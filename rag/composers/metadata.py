"""Facts about a document itself: which it is, when issued, who signed, how urgent, to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ingest.document import Document, Span
from ingest.references.numbers import normal_number, parse_number
from rag.composers.document_facts import card, issued, issuer, recipients, signer, urgency
from rag.composers.document_places import number_span
from rag.composers.meant_documents import OF_DOCUMENTS, meant_documents, stated
from rag.draft import Draft, DraftLine, Evidence
from rag.evidence.clauses import sentence_at, trimmed
from rag.evidence.desk import Desk
from rag.evidence.one_source import best_of_copies
from rag.evidence.places import anchor_sentence, note_holding
from rag.wording import document_phrases, naming, phrases

MOST = 20
_FIELDS: dict[str, Callable[[Document], list[DraftLine]]] = {
    "signer": signer,
    "issued": issued,
    "issuer": issuer,
    "urgency": urgency,
    "recipients": recipients,
}
ASPECTS = frozenset((*OF_DOCUMENTS, *_FIELDS))
"""What is known of documents as fields; what else is asked about one ("ai kết luận cuộc họp") stands in its text."""


def metadata(desk: Desk) -> Draft:
    """Compose the answer to "cv 1088", "Ai ký ...?", "ban hành khi nào?", "văn bản hỏa tốc 2024"."""
    found = meant_documents(desk)
    documents = best_of_copies(found, desk.library.archive)
    if not documents:
        return _absent(desk)
    told = _told(desk, documents)
    left_out = [one.file_name for one in found if one not in documents]
    if not left_out or told.status != "answered":
        return told
    return replace(told, notes=(*told.notes, document_phrases.other_copies(left_out)))


def _told(desk: Desk, documents: list[Document]) -> Draft:
    aspect = desk.question.aspect
    if aspect in OF_DOCUMENTS:
        return _looked_up(desk, documents)
    lines = [line for document in documents[:MOST] for line in _FIELDS[aspect](document)]
    if not lines:
        nearest = tuple(Evidence(one, span) for one in documents[:1] if (span := number_span(one)) is not None)
        return Draft("metadata", "not_found", opening=_unknown(aspect, documents[0]), nearest=nearest)
    return Draft("metadata", "answered", sentences=tuple(lines))


def _absent(desk: Desk) -> Draft:
    """Say that there is no such document; where others refer to it, show that."""
    question = desk.question
    for number in question.numbers:
        normal = _normal(number.key)
        places = desk.library.archive.references_to(normal) if normal else ()
        places = tuple(one for one in places if desk.may_refer(one.document.id))
        lines = []
        for place in places[:4]:
            document = desk.library.document(place.document.id)
            lines.append(_referred(document, place.span, place.printed))
        if lines:
            note = document_phrases.not_in_archive(places[0].printed)
            return Draft("metadata", "partial", sentences=tuple(lines), notes=(note,))
    if not question.numbers and stated(desk):
        return Draft("metadata", "not_found")  # there are such documents, none about this
    kind = question.document_kinds[0] if question.document_kinds else "văn bản"
    what = ", ".join(f"{one.kind or kind} {one.key}" for one in question.numbers) or f"{kind} nào"
    where = "".join(phrases.in_period(period) for period in question.periods)
    return Draft("metadata", "not_found", opening=document_phrases.no_document(f"{what}{where}"))


def _normal(key: str) -> str | None:
    return normal_number(key) if parse_number(key) is not None else None


def _referred(document: Document, span: Span, printed: str) -> DraftLine:
    note = note_holding(document, span)
    line = trimmed(document, note.span if note else sentence_at(document.text, span.start))
    evidence = [Evidence(document, line)]
    words = naming.shortened(line.of(document.text))
    if note is not None:
        marked = trimmed(document, anchor_sentence(document, note))
        evidence.append(Evidence(document, marked))
        words = f"{naming.shortened(marked.of(document.text))} … {words}"
        return DraftLine(phrases.reference_of(printed, words, document), tuple(evidence), (printed,))
    return DraftLine(phrases.reference_of(printed, words, document), tuple(evidence), (printed, words))


def _looked_up(desk: Desk, documents: list[Document]) -> Draft:
    lines = [line for document in documents[:MOST] for line in card(document)]
    opening = document_phrases.documents_found(len(documents)) if len(documents) > 1 else ""
    if len(documents) == 1:
        return Draft("metadata", "answered", sentences=tuple(lines))
    return Draft("metadata", "answered", opening=opening, items=tuple(line for line in lines if not line.group))


def _unknown(aspect: str, document: Document) -> str:
    if aspect == "issued":
        return document_phrases.no_date(document)
    if aspect == "signer":
        return document_phrases.no_signer(document)
    return phrases.NOT_FOUND
