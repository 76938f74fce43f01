"""Which documents a question about documents means: by number, else by kind, time, urgency and topic."""

from __future__ import annotations

from ingest.archive.catalogue import Summary
from ingest.document import Document
from ingest.text.folding import fold
from rag.evidence.desk import Desk
from rag.evidence.matching import ENOUGH
from rag.evidence.period_fit import issued_within, summary_fits
from rag.question.numbers import same_kind
from rag.question.topic_words import TopicWord

LOOKED_AT = 200
"""Documents that are compared with the topic: those of the passages found for it, then the newest."""
OF_DOCUMENTS = ("lookup", "urgent", "subject", "documents")
"""Aspects that ask which documents there are, not what one says."""


def meant_documents(desk: Desk) -> list[Document]:
    """Return the documents meant: by number, else by kind, date, urgency and topic; newest first."""
    question = desk.question
    if question.numbers:
        found = [one for one in desk.numbered if summary_fits(one, question.periods)]
        return [desk.library.document(one.id).numbered(one.normal) for one in found]
    summaries = stated(desk)
    matcher = desk.matcher(_topic_words(desk))
    if matcher.empty:
        strict = question.aspect in OF_DOCUMENTS
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


def stated(desk: Desk) -> tuple[Summary, ...]:
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
    if question.aspect not in OF_DOCUMENTS:
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
