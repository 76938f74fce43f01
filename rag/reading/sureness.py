"""How sure an answer is: probabilities fitted on questions with and without one (``python -m eval.fitting.sureness``)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from math import exp
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "sureness.json"
FEATURES = ("score", "lead", "span", "named")
"""What speaks for an answer: the reader's log-odds for its passage and their lead over all other passages, how sure the words are, and
whether its document lacks no name or figure of the question."""
ANSWERED = 0.75
"""How likely an answer is right from which it is given as such: three of four."""
ANSWERABLE = 0.65
"""How likely the archive answers at all below which nothing is told but the nearest passage: on the questions it was fitted on a lower one spares
fewer near misses than it costs right answers, a higher one costs more."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A logistic regression on ``FEATURES``: a weight for each, and a bias."""

    weights: tuple[float, ...]
    bias: float

    def probability(self, features: tuple[float, ...]) -> float:
        """Return the probability for these features, in 0..1."""
        return 1 / (1 + exp(-(sum(one * value for one, value in zip(self.weights, features, strict=True)) + self.bias)))


@dataclass(frozen=True, slots=True)
class Sureness:
    """How likely an answer is ``right``, and the question ``answerable`` at all; ``by_search`` is what the search counts beside the reader."""

    right: Fit
    answerable: Fit
    by_search: float

    def status(self, features: tuple[float, ...]) -> str:
        """Return ``answered``, ``partial`` or ``not_found``."""
        if self.answerable.probability(features) < ANSWERABLE:
            return "not_found"
        return "answered" if self.right.probability(features) >= ANSWERED else "partial"


def read_sureness(file: Path = FILE) -> Sureness:
    """Return the fitted weights."""
    told = json.loads(file.read_text(encoding="utf-8"))
    right, answerable = (Fit(tuple(told[one]["weights"]), told[one]["bias"]) for one in ("right", "answerable"))
    return Sureness(right, answerable, told["by_search"])


def write_sureness(sureness: Sureness, file: Path = FILE) -> None:
    """Write fitted weights."""
    file.write_text(json.dumps(asdict(sureness), sort_keys=True) + "\n", encoding="utf-8")
