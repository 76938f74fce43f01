"""Putting the legs together: a weighted sum in which the words decide how much the meaning counts.

Plain reciprocal rank fusion trusts a weak leg as much as a strong one and loses to the strong one alone; a sum with a fixed
weight helps questions in everyday words and harms those in the documents' own words. So the weight depends on how well
the words were found: where the best passage holds most of what was asked, meaning hardly moves it.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log, sqrt

VECTOR_WEIGHT = 3.0
"""What a cosine of 1 is worth where the words say nothing, in units of ``word_score``."""

DOUBT = 0.33
"""The confidence of the lexical leg at which meaning counts half."""

STEEPNESS = 5
"""How sharply the weight falls around ``DOUBT``.

nDCG@10 with the static model that ships, lexical alone → these constants: statute questions held out of training .911 →
.914, health questions .428 → .441, XQuAD vi .965 → .969, staff's paraphrases .607 → .728, staff's other questions .954 →
.955. A fixed share of .35 gave .903, .442, .970, .698 and .954, measured before mistyped marks were forgiven. The constants
were chosen on these sets: weights 3 and 4, doubts .30 and .35, steepness 4 and 6 gave .911 to .914 on the statute questions.
"""


def confidence(best: float, syllables: int, passages: int) -> float:
    """Return how fully the best passage holds the question's words: about 0 to 1, whatever the archive's size.

    ``best / (syllables * ln(1 + passages))``: a rare word's idf grows with the logarithm of the number of passages, so
    this is about the mean share of the weight a syllable could bring.
    """
    return best / (max(1, syllables) * log(1 + max(1, passages)))


def vector_weight(sure: float) -> float:
    """Return the weight of a cosine: ``VECTOR_WEIGHT / (1 + (sure / DOUBT) ** STEEPNESS)``."""
    return float(VECTOR_WEIGHT / (1 + (max(0.0, sure) / DOUBT) ** STEEPNESS))


def fused(
    lexical: Mapping[int, float], vectors: Mapping[int, float], syllables: int, passages: int, limit: int
) -> list[tuple[int, float]]:
    """Return the ``limit`` best of both legs with scores in [0, 1], equal scores in order of number.

    The score is ``l / (sqrt(syllables) * ln(1 + passages)) + w * v`` over the highest value it can take for this question;
    ``l`` is the lexical score, ``v`` the cosine (0 where unknown or negative), ``w`` the ``vector_weight``. When one leg
    found nothing the other decides alone.
    """
    best = max(lexical.values(), default=0.0)
    scale = sqrt(max(1, syllables)) * log(1 + max(1, passages))
    weight = vector_weight(confidence(best, syllables, passages)) if vectors else 0.0
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
