"""Whether one encoder is better than another, beyond noise: paired questions and a bootstrap over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.dense.encoder import Encoder
from index.training.encoded import Pair

RESAMPLES = 2000
FEWEST = 30
"""Fewer questions decide nothing."""


@dataclass(frozen=True, slots=True)
class EncoderComparison:
    """Mean reciprocal rank (MRR@10) of two encoders on the same questions, and the 95% interval of the difference."""

    questions: int
    before: float
    after: float
    low: float
    high: float

    @property
    def better(self) -> bool:
        """Whether the gain is beyond noise: the interval lies above 0, over enough questions."""
        return self.questions >= FEWEST and self.low > 0

    @property
    def worse(self) -> bool:
        """Whether the loss is beyond noise."""
        return self.questions >= FEWEST and self.high < 0


def compare(
    before: Encoder, after: Encoder, pairs: Sequence[Pair], passages: Sequence[str], seed: int = 7
) -> EncoderComparison:
    """Rank the passages of ``pairs`` among ``passages`` and their own with both encoders."""
    return compared([reciprocal_ranks(before, pairs, passages)], [reciprocal_ranks(after, pairs, passages)], seed)


def compared(
    before: Sequence[NDArray[np.float64]], after: Sequence[NDArray[np.float64]], seed: int = 7
) -> EncoderComparison:
    """Compare reciprocal ranks of the same questions in the same order, in several parts."""
    old, new = np.concatenate([np.zeros(0), *before]), np.concatenate([np.zeros(0), *after])
    if not len(old):
        return EncoderComparison(0, 0.0, 0.0, 0.0, 0.0)
    low, high = interval(new - old, seed)
    return EncoderComparison(len(old), float(old.mean()), float(new.mean()), low, high)


def reciprocal_ranks(encoder: Encoder, pairs: Sequence[Pair], passages: Sequence[str]) -> NDArray[np.float64]:
    """Return, for each distinct question, 1 / rank of the best of its passages, 0 beyond the tenth place.

    A passage that scores as high as the right one counts as before it.
    """
    answers: dict[str, list[str]] = {}
    for question, passage in pairs:
        answers.setdefault(question, []).append(passage)
    pool = {text: at for at, text in enumerate(dict.fromkeys((*(passage for _, passage in pairs), *passages)))}
    if not answers:
        return np.zeros(0)
    rows = encoder.encode_passages(list(pool))
    found: list[float] = []
    asked = list(answers)
    for start in range(0, len(asked), 256):
        scores = encoder.encode_questions(asked[start : start + 256]) @ rows.T
        for question, row in zip(asked[start : start + 256], scores, strict=True):
            right = [pool[passage] for passage in answers[question]]
            best = row[right].max()
            row[right] = -np.inf
            rank = 1 + int((row >= best).sum())
            found.append(1 / rank if rank <= 10 else 0.0)
    return np.asarray(found)


def interval(values: NDArray[np.float64], seed: int = 7, level: float = 0.95) -> tuple[float, float]:
    """Return the bootstrap interval of the mean of ``values`` (percentiles over ``RESAMPLES`` draws, by question)."""
    if not len(values):
        return 0.0, 0.0
    chance = np.random.default_rng(seed)
    means = np.asarray([values[chance.integers(0, len(values), len(values))].mean() for _ in range(RESAMPLES)])
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
