"""Facts about a document itself: which it is, when issued, who signed, how urgent, to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ingest.archive.catalogue import Summary
from ingest.document import Document, Span
from ingest.references.numbers import normal_number, parse_number
from ingest.text.folding import fold
from rag.composers.document_facts import card, issued, issuer, number_span, recipients, signer, urgency
from rag.draft import Draft, DraftLine, Evidence
from rag.evidence.clauses import sentence_at, trimmed
from rag.evidence.desk import Desk
from rag.evidence.matching import ENOUGH
from rag.evidence.one_source import best_of_copies
from rag.evidence.period_fit import issued_within, summary_fits
from rag.evidence.places import anchor_sentence, note_holding
from rag.question.numbers import same_kind
from rag.question.topic_words import TopicWord
from rag.wording import document_phrases, naming, phrases

MOST = 20
LOOKED_AT = 200
"""Documents that are compared with the topic: those of the passages found for it, then the newest."""
_OF_DOCUMENTS = ("lookup", "urgent", "subject", "documents")
"""Aspects that ask which documents there are, not what one says."""
_FIELDS: dict[str, Callable[[Document], list[DraftLine]]] = {
    "signer": signer,
    "issued": issued,
    "issuer": issuer,
    "urgency": urgency,
    "recipients": recipients,
}
ASPECTS = frozenset((*_OF_DOCUMENTS, *_FIELDS))
"""What is known of documents as fields; what else is asked about one ("ai kết luận cuộc họp") stands in its text."""


def metadata(desk: Desk) -> Draft:
    """Compose the answer to "cv 1088", "Ai ký ...?", "ban hành khi nào?", "văn bản hỏa tốc 2024"."""
    found = _documents(desk)
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
    if aspect in _OF_DOCUMENTS:
        return _looked_up(desk, documents)
    lines = [line for document in documents[:MOST] for line in _FIELDS[aspect](document)]
    if not lines:
        nearest = tuple(Evidence(one, span) for one in documents[:1] if (span := number_span(one)) is not None)
        return Draft("metadata", "not_found", opening=_unknown(aspect, documents[0]), nearest=nearest)
    return Draft("metadata", "answered", sentences=tuple(lines))


def _documents(desk: Desk) -> list[Document]:
    """Return the documents meant: by number, else by kind, date, urgency and topic; newest first."""
    question = desk.question
    if question.numbers:
        found = [one for one in desk.numbered if summary_fits(one, question.periods)]
        return [desk.library.document(one.id).numbered(one.normal) for one in found]
    summaries = _stated(desk)
    matcher = desk.matcher(_topic_words(desk))
    if matcher.empty:
        strict = question.aspect in _OF_DOCUMENTS
        documents = [desk.library.document(one.id) for one in summaries[:LOOKED_AT]]
        return documents if strict or len(documents) <= 1 or question.periods else documents[:3]
    near = {hit.passage.document_id for hit in desk.hits}
    looked_at = {one.id for one in sorted(summaries, key=lambda one: one.id not in near)[:LOOKED_AT]}
    scored = []
    for document in (desk.library.document(one.id) for one in summaries if one.id in looked_at):
        opening = document.text[document.body.start : document.body.start + 600]
        named = f"{document.kind or ''} {document.subject or ''} {document.issuer or ''}"
        scored.append((matcher.coverage(desk.tokens(named), [desk.tokens(opening)]).share, document))
    all_of_them = question.aspect == "documents"
    best = 0.0 if all_of_them else max((share for share, _ in scored), default=0.0)
    return [document for share, document in scored if share >= ENOUGH and share >= 0.95 * best]


def _stated(desk: Desk) -> tuple[Summary, ...]:
    """Return the documents of the kind, urgency and time that the question states, whatever they are about."""
    question = desk.question
    summaries = desk.summaries()
    if question.document_kinds:
        summaries = tuple(
            one for one in summaries if any(same_kind(one.kind, kind) for kind in question.document_kinds)
        )
    if question.aspect == "urgent":
        summaries = tuple(one for one in summaries if _as_urgent(one.urgency, question.asked.lowered))
    if not question.periods:
        return summaries
    if question.aspect not in _OF_DOCUMENTS:
        return tuple(one for one in summaries if summary_fits(one, question.periods))
    return tuple(
        one
        for one in summaries
        if issued_within(one.issued_on, question.periods)
        or (one.issued_on is None and summary_fits(one, question.periods) and one.subject)
    )


def _topic_words(desk: Desk) -> tuple[TopicWord, ...]:
    """Return the topic words without the names of kinds of document."""
    kinds = {word for kind in desk.question.document_kinds for word in fold(kind).split()}
    return tuple(word for word in desk.question.all_words if word.folded not in kinds)


def _as_urgent(mark: str | None, asked: str) -> bool:
    if not mark:
        return False
    said = fold(asked)
    wanted = "hoa toc" if "hoa toc" in said else "thuong khan" if "thuong khan" in said else ""
    return wanted in fold(mark)


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
    if not question.numbers and _stated(desk):
        return Draft("metadata", "not_found")  # there are such documents, none about this
    what = " ".join(
        (
            question.document_kinds[0] if question.document_kinds else "văn bản",
            *(question.asked.text[one.span.start : one.span.end] for one in question.numbers),
        )
    )
    where = "".join(phrases.in_period(period) for period in question.periods)
    return Draft(
        "metadata",
        "not_found",
        opening=document_phrases.no_document(f"{what} nào{where}" if not question.numbers else f"{what}{where}"),
    )


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
