"""Putting the retrievers together: a weighted sum in which a small learned gate decides, question by question, what meaning counts.

Plain reciprocal rank fusion trusts a weak retriever as much as a strong one and loses to the strong one alone; a sum with a fixed
weight helps questions in everyday words and harms those in the documents' own words. So the weight of the vectors is read
off the question and off what both retrievers found (``SIGNS``): it falls where the words found all that was asked, and it falls
where the vectors contradict the words, as they do when the encoder does not understand the text. The gate
(``data/fusion.json``) is fitted by ``python -m eval.fitting.fusion`` on questions that the encoder was not trained on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, inf, isfinite, log, sqrt
from pathlib import Path

import numpy as np

from index.text.tokens import undiacritised

SIGNS = ("found", "agreement", "standing", "found_standing", "unmarked", "length")
"""What the gate looks at, in order.

``found``: logarithm of the words' ``confidence``. ``agreement``: correlation of the two retrievers' scores over the passages that
the words found, 0 for a deaf encoder. ``standing``, ``found_standing``: by how many deviations the nearest passage, and the
words' best, stand out from the mean of the cosines. ``unmarked``: typed without marks. ``length``: logarithm of the syllables.
"""
LEAST_FOUND = 0.02
"""Confidence below which the words found nothing to speak of."""
FEWEST = 3
"""Passages from which retrievers can be said to agree."""
FLAT = 1e-6
"""Deviation of cosines under which they are all the same."""
DEFAULT = Path(__file__).parents[1] / "data" / "fusion.json"


@dataclass(frozen=True, slots=True)
class FusionWeighting:
    """Gives a cosine of 1 the weight ``most / (1 + exp(-(bias + weights · signs)))``, in units of the words' score."""

    most: float
    bias: float
    weights: tuple[float, ...]

    def weight(self, signs: tuple[float, ...]) -> float:
        """Return the weight of a cosine: more than 0, at most ``most``."""
        told = self.bias + sum(one * sign for one, sign in zip(self.weights, signs, strict=True))
        return self.most / (1 + exp(min(500.0, max(-500.0, -told))))


def load_weighting(file: Path = DEFAULT) -> FusionWeighting:
    """Read a gate; ``ValueError`` when the file is damaged or was made for other signs."""
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        if tuple(stored) != ("most", "bias", *SIGNS):
            raise KeyError("signs")
        most, bias, *weights = (float(value) for value in stored.values())
        if not (0 < most < inf and all(isfinite(one) for one in (bias, *weights))):
            raise ValueError("numbers")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a gate for the fusion: {file}") from error
    return FusionWeighting(most, bias, tuple(weights))


@cache
def shipped_weighting() -> FusionWeighting:
    """Return the committed gate; the file is read once."""
    return load_weighting()


def confidence(best: float, syllables: int, passages: int) -> float:
    """Return how fully the best passage holds the question's words: about 0 to 1, whatever the archive's size.

    ``best / (syllables * ln(1 + passages))``: a rare word's idf grows with the logarithm of the number of passages, so
    this is about the mean share of the weight a syllable could bring.
    """
    return best / (max(1, syllables) * log(1 + max(1, passages)))


def scale_of(question: str, passages: int) -> float:
    """Return what scores of the words are divided by before cosines are added: ``sqrt(syllables) * ln(1 + passages)``."""
    return sqrt(max(1, len(question.split()))) * log(1 + max(1, passages))


def signs_of(
    question: str, lexical: Mapping[int, float], vectors: Mapping[int, float], passages: int
) -> tuple[float, ...]:
    """Return the ``SIGNS`` of a question and what was found for it; all are finite."""
    syllables = len(question.split())
    best = min(lexical, key=lambda number: (-lexical[number], number), default=None)
    sure = confidence(lexical[best], syllables, passages) if best is not None else 0.0
    cosines = np.fromiter(vectors.values(), dtype=np.float64)
    mean = float(cosines.mean()) if len(cosines) else 0.0
    deviation = float(cosines.std()) if len(cosines) else 0.0
    apart = max(deviation, FLAT)
    flat = deviation < FLAT
    return (
        log(max(sure, LEAST_FOUND)),
        0.0 if flat else _agreement(lexical, vectors),
        0.0 if flat else (float(cosines.max()) - mean) / apart,
        0.0 if flat or best is None or best not in vectors else (vectors[best] - mean) / apart,
        float(undiacritised(question)),
        log(max(1, syllables)),
    )


def _agreement(lexical: Mapping[int, float], vectors: Mapping[int, float]) -> float:
    both = [(score, vectors[number]) for number, score in lexical.items() if number in vectors]
    if len(both) < FEWEST:
        return 0.0
    words, meanings = np.array(both).T
    if words.std() < FLAT or meanings.std() < FLAT:
        return 0.0
    return float(np.corrcoef(words, meanings)[0, 1])


def fused(
    question: str,
    lexical: Mapping[int, float],
    vectors: Mapping[int, float],
    passages: int,
    limit: int,
    weighting: FusionWeighting | None = None,
) -> list[tuple[int, float]]:
    """Return the ``limit`` best of both retrievers with scores in [0, 1], equal scores in order of number.

    The score is ``l / scale_of(question, passages) + w * v`` over the highest value it can take for this question; ``l`` is
    the lexical score, ``v`` the cosine (0 where unknown or negative), ``w`` the weight by ``weighting``, the one that ships
    unless given. When one retriever found nothing the other decides alone.
    """
    best = max(lexical.values(), default=0.0)
    scale = scale_of(question, passages)
    weight = (
        (weighting or shipped_weighting()).weight(signs_of(question, lexical, vectors, passages)) if vectors else 0.0
    )
    highest = max(best, 0.0) / scale + weight
    if not highest:
        # Every word stands in half of the passages or more: rank-bm25 gives them the weight 0 or less.
        return sorted(normalised(lexical).items(), key=lambda item: (-item[1], item[0]))[:limit]
    scores = {
        number: (max(lexical.get(number, 0.0), 0.0) / scale + weight * max(vectors.get(number, 0.0), 0.0)) / highest
        for number in {*lexical, *vectors}
    }
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:limit]


def normalised(scores: Mapping[int, float]) -> dict[int, float]:
    """Map scores onto [0, 1]: ``(s - min) / (max - min)``, and 1 for all when they are equal.

    >>> normalised({1: 4.0, 2: 2.0, 3: 3.0})
    {1: 1.0, 2: 0.0, 3: 0.5}
    """
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    if high <= low:
        return dict.fromkeys(scores, 1.0)
    return {number: (score - low) / (high - low) for number, score in scores.items()}
