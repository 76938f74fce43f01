"""Reading for a question: what the reader found in the best passages, best first, and how likely it answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.passages import Hit
from index.reader.reader import Reader, Reading
from ingest.document import Document, Span
from rag.reading.offers import Offer, offer


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a passage: ``answer`` are the words that answer, ``odds`` the logarithm of the odds that they do."""

    offer: Offer
    reading: Reading
    answer: Span
    odds: float

    @property
    def document(self) -> Document:
        """The document it was found in."""
        return self.offer.document


def found_in(
    question: str, hits: Sequence[Hit], reader: Reader, document_of: Callable[[str], Document], by_search: float
) -> tuple[Found, ...]:
    """Return what ``reader`` found in ``hits``, the likeliest first.

    The score of the search counts ``by_search`` times beside the reader's log-odds.
    """
    offers = [offer(hit, document_of(hit.passage.document_id).bearing(hit.passage.span.start)) for hit in hits]
    best = max((one.hit.score for one in offers), default=0.0)
    found = [
        Found(
            one,
            reading,
            one.place(reading.start, reading.end) or one.hit.passage.span,
            reading.score + by_search * (one.hit.score - best),
        )
        for one, reading in zip(offers, reader.read(question, [one.text for one in offers]), strict=True)
    ]
    return tuple(sorted(found, key=lambda one: -one.odds))
