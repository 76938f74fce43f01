"""What nearness in meaning adds to the words: staff ask in words that the documents do not use.

A cosine says little by itself: it depends on the encoder, the question and the archive. What counts is how far a passage
stands out from what the archive's passages reach by chance.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import cache
from math import isfinite, log, sqrt
from pathlib import Path

from index.dense.nearness import Nearness
from index.passages import Passage
from ingest.document import Document, Span
from rag.evidence.matching import Topic

LOOKED_AT = 300
"""Nearest passages whose standing is known; all others stand no higher than the last of them."""
LOW = -2.0
"""Deviations below chance that count."""
MOST = 0.4
"""The most that meaning may add: some words must be met."""
SURE = 0.9
"""Weight of another wording that is the same thing written out."""
FEW = 40
"""Passages of an archive from which the background is half known."""
DEFAULT = Path(__file__).parents[1] / "data" / "meaning.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """What standing out is worth, as shares of the topic; fitted by ``python -m eval.fitting.meaning`` for the encoder that ships.

    ``worth`` is that of one deviation, which begins ``below_chance`` deviations under the highest standing expected by
    chance. A deviation under that speaks against a passage with ``against`` of the worth. ``most`` is the most that
    meaning adds, never above ``MOST``.
    """

    worth: float
    below_chance: float
    against: float
    most: float


def load_weights(file: Path = DEFAULT) -> Weights:
    """Read weights; ``ValueError`` when the file is damaged, has other names, or values that promise too much."""
    names = {one.name for one in fields(Weights)}
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        if set(stored) != names:
            raise KeyError("names")
        weights = Weights(**{name: float(stored[name]) for name in names})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not weights of meaning: {file}") from error
    known = isfinite(weights.below_chance) and 0 <= weights.worth <= 1
    if not (known and 0 <= weights.against <= 1 and 0 <= weights.most <= MOST):
        raise ValueError(f"not weights of meaning: {file}")
    return weights


@cache
def weights_of_meaning() -> Weights:
    """Return the weights that ship; the file is read once."""
    return load_weights()


class Meaning:
    """The standing of passages for one question; without an encoder nothing is known and words decide alone."""

    def __init__(self, nearness: Nearness | None, weights: Weights | None = None) -> None:
        self._weights = weights or weights_of_meaning()
        self._z_scores: dict[tuple[str, Span], float] = {}
        self._floor = 0.0
        self._chance = 0.0
        self.trust = 0.0
        """How far the background is known, from 0 to 1; 0 when nothing is."""
        if nearness is None or not nearness.hits or nearness.deviation <= 0:
            return
        for hit in nearness.hits:
            z_score = (hit.score - nearness.mean) / nearness.deviation
            self._z_scores[hit.passage.document_id, hit.passage.span] = z_score
        self._floor = min(self._z_scores.values())
        # The highest of n independent normal values is about sqrt(2 ln n) deviations above their mean.
        self._chance = sqrt(2 * log(max(2, nearness.passages)))
        self.trust = nearness.passages / (nearness.passages + FEW)

    def above_chance(self, passage: Passage) -> float:
        """Return how many deviations a passage stands above the highest expected by chance; mostly negative."""
        return self._z_scores.get((passage.document_id, passage.span), self._floor) - self._chance

    def worth(self, passage: Passage) -> float:
        """Return what the meaning of a passage adds to its share of the topic; negative where it speaks against it."""
        return self.trust * worth_of(self.above_chance(passage), self._weights)

    def worth_at(self, document: Document, span: Span) -> float:
        """Return the same for a place: of the passage over it that is nearest."""
        over = (
            z_score
            for (document_id, place), z_score in self._z_scores.items()
            if document_id == document.id and place.overlaps(span)
        )
        return self.trust * worth_of(max(over, default=self._floor) - self._chance, self._weights)


def worth_of(above_chance: float, weights: Weights) -> float:
    """Return what ``above_chance`` deviations are worth, before it is asked how far the background is known."""
    beyond = max(LOW, above_chance + weights.below_chance)
    return min(weights.most, weights.worth * (beyond if beyond > 0 else weights.against * beyond))


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
