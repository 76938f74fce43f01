"""How sure an answer is: a probability fitted on questions with and without one (``python -m eval.fitting.sureness``)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

from rag.reading.read import Found

FILE = Path(__file__).parents[1] / "data" / "sureness.json"
FEATURES = ("score", "search", "margin", "span")
ANSWERED, PARTIAL = 0.75, 0.3
"""Probabilities from which an answer is given as such, and from which it is shown as one that may be: three of four right, one of three."""
LONGEST_MARGIN = 5.0


@dataclass(frozen=True, slots=True)
class Sureness:
    """Weights of ``FEATURES`` and a bias. ``by_search`` is what the search counts beside the reader when passages are ordered."""

    weights: tuple[float, ...]
    bias: float
    by_search: float

    def probability(self, found: Sequence[Found]) -> float:
        """Return how likely the first of ``found`` answers, in 0..1."""
        total = sum(weight * value for weight, value in zip(self.weights, features(found), strict=True))
        return 1 / (1 + exp(-(total + self.bias)))

    def status(self, found: Sequence[Found]) -> str:
        """Return ``answered``, ``partial`` or ``not_found``."""
        likely = self.probability(found) if found else 0.0
        return "answered" if likely >= ANSWERED else "partial" if likely >= PARTIAL else "not_found"


def features(found: Sequence[Found]) -> tuple[float, ...]:
    """Return what sureness is judged by: the reader's score, that of the search, the lead over the next, and of the span."""
    best = found[0]
    lead = best.odds - found[1].odds if len(found) > 1 else LONGEST_MARGIN
    return (best.reading.score, best.offer.hit.score, min(LONGEST_MARGIN, lead), best.reading.sureness)


def read_sureness(file: Path = FILE) -> Sureness:
    """Return the fitted weights."""
    told = json.loads(file.read_text(encoding="utf-8"))
    return Sureness(tuple(told["weights"]), told["bias"], told["by_search"])


def write_sureness(sureness: Sureness, file: Path = FILE) -> None:
    """Write fitted weights."""
    told = {"by_search": sureness.by_search, "bias": sureness.bias, "weights": list(sureness.weights)}
    file.write_text(json.dumps(told) + "\n", encoding="utf-8")
