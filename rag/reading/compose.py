"""An answer by reading: the whole question searched, the best passages read, the likeliest words told with their quote."""

from __future__ import annotations

from index.passages import Hit
from index.reader.reader import Reader
from ingest.filters import Filters
from rag.draft import Draft, Evidence
from rag.evidence.desk import Desk
from rag.evidence.one_source import hits_told_once
from rag.reading.read import READ, Found, found_in
from rag.reading.sureness import Sureness
from rag.reading.told import distinct, quoted, told
from rag.wording import phrases

MOST = 3
"""Answers told when several documents hold one."""
BESIDE = 1.5
"""Log-odds below the best at which another document's answer is told as well."""


def by_reading(desk: Desk, reader: Reader, sureness: Sureness) -> Draft:
    """Compose the answer that ``reader`` finds; its status follows from how sure that is."""
    kind = desk.question.kind
    hits = offered(desk)
    asked = desk.library.index.read(desk.question.text).understood_as or desk.question.asked.text
    found = distinct(found_in(asked, hits, reader, desk.library.document, sureness.by_search))
    if not found:
        return Draft(kind, "not_found")
    status = sureness.status(found)
    if status == "not_found":
        return Draft(kind, status, nearest=tuple(Evidence(one.document, quoted(one)) for one in found[:1]))
    several = _others(found)
    notes = [phrases.SEVERAL] if len({one.document.id for one in several}) > 1 else []
    if status == "partial":
        notes.append(phrases.UNCERTAIN)
    return Draft(kind, status, sentences=tuple(told(one) for one in several), notes=tuple(notes))


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


def _others(found: list[Found]) -> list[Found]:
    """Return the best answer, and those of other documents that are nearly as likely."""
    best, kept = found[0], [found[0]]
    for one in found[1:]:
        near = best.odds - one.odds <= BESIDE
        if near and one.document.id not in {other.document.id for other in kept} and len(kept) < MOST:
            kept.append(one)
    return kept
