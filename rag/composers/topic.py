"""What the documents say about a topic: the best sentences, quoted."""

from __future__ import annotations

from rag.composers.notes import noted
from rag.draft import Draft, DraftLine
from rag.evidence.candidate import Candidate
from rag.evidence.desk import Desk
from rag.wording import naming, phrases

MOST = 4
BESIDE_BEST = 0.8


def topic(desk: Desk, kind: str = "topic") -> Draft:
    """Compose the answer to a question without a narrower kind."""
    if desk.whole_topic.empty:
        return Draft(kind, "not_found")
    found = desk.candidates()
    good = [one for one in found if desk.answers(one)]
    if not good:
        nearly = [one for one in found if desk.nearly(one)][:2]
        if not nearly:
            return Draft(kind, "not_found", nearest=desk.nearest())
        return Draft(kind, "partial", sentences=with_notes(nearly), notes=(phrases.UNCERTAIN,))
    chosen = several(good)[: max(1, desk.limit)]
    notes = (phrases.SEVERAL,) if len({one.document.id for one in chosen}) > 1 else ()
    return Draft(kind, "answered", sentences=with_notes(chosen), notes=notes)


def several(good: list[Candidate]) -> list[Candidate]:
    """Return the best candidates near the best one, no sentence twice."""
    chosen: list[Candidate] = []
    seen: set[str] = set()
    for one in good:
        words = " ".join(one.evidence.quote.lower().split())
        if one.score < BESIDE_BEST * good[0].score or len(chosen) == MOST:
            break
        if words not in seen:
            seen.add(words)
            chosen.append(one)
    return chosen


def with_notes(chosen: list[Candidate]) -> tuple[DraftLine, ...]:
    """Quote sentences, the best one with the notes it marks."""
    first = chosen[0]
    lines = [line(first), *noted(first.document, first.span), *(line(one) for one in chosen[1:])]
    kept: dict[tuple[str, int, int], DraftLine] = {}
    for one in lines:
        place = one.evidence[0]
        kept.setdefault((place.document.id, place.span.start, place.span.end), one)
    return tuple(kept.values())


def line(one: Candidate) -> DraftLine:
    """Quote a sentence."""
    words = naming.shortened(one.evidence.quote)
    return DraftLine(phrases.quoted_from(words, one.document), (one.evidence,), (words,))
