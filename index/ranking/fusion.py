"""Putting the retrievers together: the words' score, and how far a passage's cosine stands out, added with one weight.

Plain reciprocal rank fusion trusts a weak retriever as much as a strong one. Cosines by themselves say little: their level depends
on the encoder and the question. So a cosine counts by how many deviations it stands above the mean of those known for
the question. A gate that read the weight off each question was better than one weight while the encoder was weak; with the one that
ships it is not (``eval/baselines/fusion-weight.json``).
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log, sqrt

import numpy as np

MEANING = 0.4
"""What a deviation is worth, in units of the words' score; chosen by ``python -m eval.fitting.fusion``, flat from .3 to .5."""
BELOW = 1.0
"""Deviations under the mean at which a cosine counts for nothing, as an unknown one does."""
FLAT = 0.01
"""Deviation of cosines under which they are all the same: an encoder that does not understand the text says nothing."""


def scale_of(question: str, passages: int) -> float:
    """Return what scores of the words are divided by before meaning is added: ``sqrt(syllables) * ln(1 + passages)``.

    A rare word's idf grows with the logarithm of the number of passages.
    """
    return sqrt(max(1, len(question.split()))) * log(1 + max(1, passages))


def standing(vectors: Mapping[int, float]) -> dict[int, float]:
    """Return how far each cosine stands out: 0 for one ``BELOW`` deviations under the mean or less, 1 more for each deviation.

    >>> {number: round(value, 2) for number, value in standing({1: 0.9, 2: 0.5, 3: 0.4}).items()}
    {1: 2.39, 2: 0.54, 3: 0.07}
    """
    cosines = np.fromiter(vectors.values(), dtype=np.float64, count=len(vectors))
    if len(cosines) < 2 or cosines.std() < FLAT:
        return dict.fromkeys(vectors, BELOW)
    apart = np.maximum(0.0, BELOW + (cosines - cosines.mean()) / cosines.std())
    return dict(zip(vectors, apart.tolist(), strict=True))


def fused(
    question: str,
    lexical: Mapping[int, float],
    vectors: Mapping[int, float],
    passages: int,
    limit: int,
    meaning: float = MEANING,
) -> list[tuple[int, float]]:
    """Return the ``limit`` best of both retrievers with scores in [0, 1], equal scores in order of number.

    The score is ``l / scale_of(question, passages) + meaning * standing`` over the highest value it can take for this question;
    ``l`` is the lexical score (0 where unknown or negative). When one retriever found nothing the other decides alone.
    """
    scale = scale_of(question, passages)
    apart = standing(vectors)
    highest = max(0.0, max(lexical.values(), default=0.0)) / scale + meaning * max(apart.values(), default=0.0)
    if not highest:
        # Every word stands in half of the passages or more: rank-bm25 gives them the weight 0 or less.
        return sorted(normalised(lexical).items(), key=lambda item: (-item[1], item[0]))[:limit]
    scores = {
        number: (max(lexical.get(number, 0.0), 0.0) / scale + meaning * apart.get(number, 0.0)) / highest
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
