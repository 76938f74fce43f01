"""An answer by reading: the whole question searched, the best passages read, the likeliest told with their quotes."""

from __future__ import annotations

from collections.abc import Sequence

from index.reader.reader import Reader, Unread
from ingest.document import Document
from rag.draft import Draft, Evidence
from rag.evidence.desk import Desk, described
from rag.evidence.period_fit import FITS, fit_of_periods
from rag.reading.read import Found, found_in
from rag.reading.sureness import Sureness
from rag.reading.told import distinct, quoted, told
from rag.wording import phrases

MOST = 3
"""Answers told when several documents hold one, or when none is sure."""
BESIDE = 1.5
"""Log-odds below the best at which another document's answer is told as well."""
FURTHEST = 5.0
"""Log-odds beyond which a lead, or how unsure words are, says no more."""


def by_reading(desk: Desk, reader: Reader | None, sureness: Sureness) -> Draft:
    """Compose the answer that ``reader`` finds; its status follows from how likely that is right.

    Without a reader the best passages of the search are shown as what may be meant.
    """
    found = readings(desk, reader or Unread(), sureness.by_search)
    if not found or reader is None:
        return by_words(desk.question.kind, found, "partial" if found else "not_found", min(desk.limit, MOST))
    status = sureness.status(features(desk, found))
    if status == "answered" and fit_of_periods(found[0].document, found[0].answer, desk.question.periods) < FITS:
        status = "partial"  # of another time than was asked about
    return by_words(desk.question.kind, found, status, min(desk.limit, MOST))


def by_words(kind: str, found: Sequence[Found], status: str, most: int = MOST) -> Draft:
    """Return the likeliest words as the answer, then what other documents say, or what else may be meant where it is not sure.

    ``most`` are told in all. With ``not_found`` the likeliest passage is the nearest.
    """
    if status == "not_found":
        nearest = tuple(Evidence(one.document, span) for one in found[:1] for span in quoted(one))
        return Draft(kind, status, nearest=nearest)
    sure = status == "answered"
    others = _others(found)[: most - 1] if sure else found[1:most]
    group = phrases.ALSO_SAID if sure else phrases.MAY_BE_MEANT
    items = tuple(told(one, group) for one in others)
    return Draft(kind, status, sentences=(told(found[0]),), items=items, notes=() if sure else (phrases.UNCERTAIN,))


def readings(desk: Desk, reader: Reader, by_search: float) -> tuple[Found, ...]:
    """Return what ``reader`` found in the hits, the likeliest first, each answer of a document once."""
    return tuple(distinct(found_in(desk.question.meant, desk.hits, reader, desk.library.document, by_search)))


def features(desk: Desk, found: Sequence[Found]) -> tuple[float, ...]:
    """Return what the sureness of the first of ``found`` is judged by (``rag.reading.sureness.FEATURES``)."""
    best = found[0]
    lead = best.reading.score - max((one.reading.score for one in found[1:]), default=-FURTHEST)
    return (
        best.reading.score,
        max(-FURTHEST, min(FURTHEST, lead)),
        max(-FURTHEST, best.reading.sureness),
        float(names_all(desk, best.document)),
    )


def names_all(desk: Desk, document: Document) -> bool:
    """Tell whether every name and figure of the question stands somewhere in ``document`` or in what is known of it.

    A near miss asks the same of another district or society; everyday words that a document lacks mean nothing.
    """
    whole = f"{document.text} {described(document)}"
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
