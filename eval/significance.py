"""Chance: intervals by bootstrap and paired randomisation tests, both by clusters of questions that ask the same thing.

The bootstrap is the percentile one (Efron 1979); the test flips the sign of differences (Fisher; for retrieval: Smucker,
Allan and Carterette 2007); several tests at once are corrected after Holm (1979). All are seeded.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

DRAWS = 10_000
_SEED = 20261120
_AT_ONCE = 500  # draws in memory together

Sums = tuple[NDArray[np.float64], NDArray[np.float64]]


def interval(values: Sequence[float], clusters: Sequence[str]) -> tuple[float, float]:
    """Return the 95% interval of the mean of ``values``; (0, 0) when there are none."""
    if not values:
        return 0.0, 0.0
    sums, sizes = _by_cluster(values, clusters)
    dice = np.random.default_rng(_SEED)
    means: list[NDArray[np.float64]] = []
    for _ in range(0, DRAWS, _AT_ONCE):
        drawn = dice.integers(0, len(sums), size=(_AT_ONCE, len(sums)))
        means.append(sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1))
    low, high = np.percentile(np.concatenate(means), (2.5, 97.5))
    return float(low), float(high)


def chance(before: Sequence[float], after: Sequence[float], clusters: Sequence[str]) -> float:
    """Return the two-sided probability that two systems as good as each other differ at least this much.

    Never 0: with ``DRAWS`` draws the least is 1 / (DRAWS + 1).
    """
    differences = [late - early for early, late in zip(before, after, strict=True)]
    if not any(differences):
        return 1.0
    sums, _ = _by_cluster(differences, clusters)
    sums = sums[sums != 0]
    seen = abs(float(sums.sum())) - 1e-12
    dice = np.random.default_rng(_SEED)
    as_far = 0
    for _ in range(0, DRAWS, _AT_ONCE):
        signs = dice.integers(0, 2, size=(_AT_ONCE, len(sums))) * 2 - 1
        as_far += int((np.abs(signs @ sums) >= seen).sum())
    return (as_far + 1) / (DRAWS + 1)


def corrected(chances: Sequence[float]) -> list[float]:
    """Return the probabilities after Holm: the least times their number, the next times one less, never falling."""
    order = sorted(range(len(chances)), key=lambda at: chances[at])
    made = [1.0] * len(chances)
    highest = 0.0
    for place, at in enumerate(order):
        highest = max(highest, min(1.0, (len(chances) - place) * chances[at]))
        made[at] = highest
    return made


def _by_cluster(values: Sequence[float], clusters: Sequence[str]) -> Sums:
    numbers = {name: number for number, name in enumerate(dict.fromkeys(clusters))}
    sums, sizes = np.zeros(len(numbers)), np.zeros(len(numbers))
    for value, cluster in zip(values, clusters, strict=True):
        sums[numbers[cluster]] += value
        sizes[numbers[cluster]] += 1
    return sums, sizes
