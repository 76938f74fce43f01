"""What nearness in meaning adds to the words: staff ask in words that the documents do not use.

A cosine says little by itself: it depends on the encoder, the question and the archive. What counts is how far a passage
stands out from what the archive's passages reach by chance.
"""

from __future__ import annotations

from math import log, sqrt

from index.nearness import Nearness
from index.passages import Passage
from ingest.document import Document, Span
from rag.matching import Topic

LOOKED_AT = 300
"""Nearest passages whose standing is known; all others stand no higher than the last of them."""
WORTH = 0.17
"""What one deviation is worth, as a share of the topic.

A logistic fit on 850 questions of staff put to the 288 passages held out of training, each with and without the passage
that answers it, gives a deviation .30 of what the whole topic in words is worth, and even chances at
``share + .30 * (standing - chance) = .73``. Directives lean on headings that no vector holds, hence less."""
BELOW_CHANCE = 0.4
"""How far below the highest standing expected by chance meaning begins to speak for a passage; for the same reason."""
AGAINST = 0.3
"""What a deviation below chance speaks against a passage, as a part of ``WORTH``."""
LOW, MOST = -2.0, 0.4
"""Deviations below chance that count, and the most that meaning adds: some words must be met."""
SURE = 0.9
"""Weight of another wording that is the same thing written out."""
FEW = 40
"""Passages of an archive from which the background is half known."""


class Meaning:
    """The standing of passages for one question; without an encoder nothing is known and words decide alone."""

    def __init__(self, nearness: Nearness | None) -> None:
        self._standings: dict[tuple[str, Span], float] = {}
        self._floor = 0.0
        self._chance = 0.0
        self._trust = 0.0
        if nearness is None or not nearness.hits or nearness.deviation <= 0:
            return
        for hit in nearness.hits:
            standing = (hit.score - nearness.mean) / nearness.deviation
            self._standings[hit.passage.document_id, hit.passage.span] = standing
        self._floor = min(self._standings.values())
        # The highest of n independent normal values is about sqrt(2 ln n) deviations above their mean.
        self._chance = sqrt(2 * log(max(2, nearness.passages))) - BELOW_CHANCE
        self._trust = nearness.passages / (nearness.passages + FEW)

    def worth(self, passage: Passage) -> float:
        """Return what the meaning of a passage adds to its share of the topic; negative where it speaks against it."""
        return self._worth(self._standings.get((passage.document_id, passage.span), self._floor))

    def worth_at(self, document: Document, span: Span) -> float:
        """Return the same for a place: of the passage over it that is nearest."""
        over = (
            standing
            for (document_id, place), standing in self._standings.items()
            if document_id == document.id and place.overlaps(span)
        )
        return self._worth(max(over, default=self._floor))

    def _worth(self, standing: float) -> float:
        beyond = max(LOW, standing - self._chance)
        return self._trust * min(MOST, WORTH * (beyond if beyond > 0 else AGAINST * beyond))


def spelled_out(question: str, topic: Topic) -> str:
    """Write abbreviations of a question in full, as an encoder knows them; the rest stays as typed."""
    text, end = question, len(question) + 1
    whole = [one for one in topic.alternatives if one.weight >= SURE]
    for one in sorted(whole, key=lambda other: -topic.words[other.positions[0]].span.start):
        span = Span(topic.words[one.positions[0]].span.start, topic.words[one.positions[-1]].span.end)
        if span.end <= end:
            text = f"{text[: span.start]}{one.wording}{text[span.end :]}"
            end = span.start
    return text
