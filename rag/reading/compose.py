"""An answer by reading: the whole question searched, the best passages read, the likeliest told with their quotes."""

from __future__ import annotations

from collections.abc import Sequence

from index.passages import Hit
from index.reader.reader import Reader
from ingest.document import Document
from ingest.filters import Filters
from rag.draft import Draft, Evidence
from rag.evidence.desk import Desk
from rag.evidence.one_source import hits_told_once
from rag.reading.read import READ, Found, found_in
from rag.reading.sureness import Sureness, status_of
from rag.reading.told import distinct, quoted, told
from rag.wording import phrases

MOST = 3
"""Answers told when several documents hold one, or when none is sure."""
BESIDE = 1.5
"""Log-odds below the best at which another document's answer is told as well."""
FURTHEST = 5.0
"""Log-odds beyond which a lead, or how unsure words are, says no more."""


def by_reading(desk: Desk, reader: Reader, sureness: Sureness) -> Draft:
    """Compose the answer that ``reader`` finds; its status follows from how likely that is right."""
    found = readings(desk, reader, sureness.by_search)
    likely = sureness.probability(features(desk, found)) if found else 0.0
    return by_words(desk.question.kind, found, status_of(likely))


def by_words(kind: str, found: Sequence[Found], status: str) -> Draft:
    """Return the likeliest words as the answer, then what other documents say, or what else may be meant where it is not sure.

    With ``not_found`` the likeliest passage is the nearest.
    """
    if status == "not_found":
        nearest = tuple(Evidence(one.document, span) for one in found[:1] for span in quoted(one))
        return Draft(kind, status, nearest=nearest)
    sure = status == "answered"
    others = _others(found) if sure else found[1:MOST]
    group = phrases.ALSO_SAID if sure else phrases.MAY_BE_MEANT
    items = tuple(told(one, group) for one in others)
    return Draft(kind, status, sentences=(told(found[0]),), items=items, notes=() if sure else (phrases.UNCERTAIN,))


def readings(desk: Desk, reader: Reader, by_search: float) -> tuple[Found, ...]:
    """Return what ``reader`` found in the passages that are offered, the likeliest first, each answer of a document once."""
    asked = desk.library.index.read(desk.question.text).understood_as or desk.question.asked.text
    return tuple(distinct(found_in(asked, offered(desk), reader, desk.library.document, by_search)))


def offered(desk: Desk) -> tuple[Hit, ...]:
    """Return the passages that are read: of the documents that the question names, then of all.

    A number may name the document asked about or one that it cites, so that other documents are read as well.
    """
    whole = desk.question.asked.text
    index = desk.library.index
    named = index.search(whole, Filters(documents=desk.allowed), READ) if desk.within else ()
    seen = {(one.passage.document_id, one.passage.span) for one in named}
    rest = index.search(whole, Filters(documents=desk.visible), READ)
    others = [one for one in rest if (one.passage.document_id, one.passage.span) not in seen]
    kept = [*named[: READ // 2 if others else READ], *others]
    return hits_told_once(kept, desk.library.archive)[:READ]


def features(desk: Desk, found: Sequence[Found]) -> tuple[float, ...]:
    """Return what the sureness of the first of ``found`` is judged by (``rag.reading.sureness.FEATURES``)."""
    best = found[0]
    passage = best.offer.hit.passage
    lead = best.reading.score - max((one.reading.score for one in found[1:]), default=-FURTHEST)
    said = desk.candidate(desk.whole_topic, best.document, passage.span, passage)
    return (
        best.reading.score,
        max(-FURTHEST, min(FURTHEST, lead)),
        best.offer.hit.score - max(one.offer.hit.score for one in found),
        max(-FURTHEST, best.reading.sureness),
        said.share,
        float(names_all(desk, best.document)),
    )


def names_all(desk: Desk, document: Document) -> bool:
    """Tell whether every name and figure of the question stands somewhere in ``document`` or in what is known of it.

    A near miss asks the same of another district or society; everyday words that a document lacks mean nothing.
    """
    number = document.number.shown if document.number else ""
    whole = " ".join((document.text, document.subject or "", document.kind or "", document.issuer or "", number))
    words = desk.whole_topic.topic.words
    missing = desk.whole_topic.coverage(desk.tokens(whole)).missing
    return not any(words[at].proper or words[at].token[0].isdigit() for at in missing)


def _others(found: Sequence[Found]) -> list[Found]:
    """Return the answers of other documents that are nearly as likely as the first."""
    kept = [found[0]]
    for one in found[1:]:
        near = found[0].odds - one.odds <= BESIDE
        if near and one.document.id not in {other.document.id for other in kept} and len(kept) < MOST:
            kept.append(one)
    return kept[1:]
