"""How sure an answer is: a probability fitted on questions with and without one (``python -m eval.fitting.sureness``)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from math import exp
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "sureness.json"
FEATURES = ("score", "lead", "span", "named")
"""What speaks for an answer: the reader's log-odds for its passage and their lead over all other passages, how sure the words are, and
whether its document lacks no name or figure of the question."""
ANSWERED, PARTIAL = 0.75, 0.2
"""Probabilities from which an answer is given as such, and from which it is shown as one that may be: three of four right; one of five, where
two more passages stand below it."""


@dataclass(frozen=True, slots=True)
class Sureness:
    """A logistic regression: a weight for each feature, and a bias. ``by_search`` is what the search counts beside the reader."""

    weights: tuple[float, ...]
    bias: float
    by_search: float

    def probability(self, features: tuple[float, ...]) -> float:
        """Return how likely an answer with these features is right, in 0..1."""
        return 1 / (1 + exp(-(sum(one * value for one, value in zip(self.weights, features, strict=True)) + self.bias)))


def status_of(likely: float) -> str:
    """Return ``answered``, ``partial`` or ``not_found``."""
    return "answered" if likely >= ANSWERED else "partial" if likely >= PARTIAL else "not_found"


def read_sureness(file: Path = FILE) -> Sureness:
    """Return the fitted weights."""
    told = json.loads(file.read_text(encoding="utf-8"))
    return Sureness(tuple(told["weights"]), told["bias"], told["by_search"])


def write_sureness(sureness: Sureness, file: Path = FILE) -> None:
    """Write fitted weights."""
    file.write_text(json.dumps(asdict(sureness), sort_keys=True) + "\n", encoding="utf-8")
