"""Fitting the gate of the fusion: the weights that order lists of candidates best, by a smooth nDCG@10.

Some lists come from a deaf encoder, whose rows are noise, so that the gate learns to close where meaning says nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, log2
from pathlib import Path
from zlib import crc32

import numpy as np
import torch
from numpy.typing import NDArray

from index.ranking.fusion import SIGNS, FusionWeighting

PLAIN = FusionWeighting(3.0, 5 * log(0.33), (-5.0, *([0.0] * (len(SIGNS) - 1))))
"""The gate by the words' confidence alone, from which the fit sets out and is drawn back to where data say nothing."""
DEAF_SHARE = 0.15
"""Lists of a set that are shown as a deaf encoder makes them."""
STEPS, RATE, DRAWN = 100, 0.08, 1e-3
SOFT = 0.02
"""Difference of scores at which one passage stands clearly above another."""
DEPTH = 10
ANSWERS = 6
"""Answering passages of a list that are looked at."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class RetrievedLists:
    """What both retrievers found for a question: ``words`` (scaled) and ``meaning`` (cosines, 0 where unknown or negative).

    ``answers`` tells which passages answer; ``answering`` how many there are in the whole collection.
    """

    cluster: str
    signs: tuple[float, ...]
    words: Floats
    meaning: Floats
    answers: NDArray[np.bool_]
    answering: int


@dataclass(frozen=True, slots=True)
class FoundSet:
    """The lists of one set of questions, by the encoder and by a deaf one, in the same order."""

    name: str
    heard: tuple[RetrievedLists, ...]
    deaf: tuple[RetrievedLists, ...]


def ndcg(found: RetrievedLists, weight: float) -> float:
    """Return nDCG@10 of a list where cosines have this weight."""
    order = np.argsort(-(found.words + weight * found.meaning), kind="stable")[:DEPTH]
    gain = sum(1 / log2(rank + 2) for rank, at in enumerate(order) if found.answers[at])
    return gain / _ideal(found)


def _ideal(found: RetrievedLists) -> float:
    return sum(1 / log2(rank + 2) for rank in range(min(DEPTH, max(1, found.answering))))


def fitted(sets: Sequence[FoundSet], seed: int = 5) -> FusionWeighting:
    """Fit a gate; every set counts alike, whatever its size. The same lists give the same gate."""
    lists: list[RetrievedLists] = []
    shares: list[float] = []
    for one in sets:
        deaf = np.random.default_rng(seed).random(len(one.heard)) < DEAF_SHARE
        chosen = [two if silent else first for first, two, silent in zip(one.heard, one.deaf, deaf, strict=True)]
        lists += [found for found in chosen if found.answers.any()]
        shares += [1 / max(1, len(chosen))] * sum(bool(found.answers.any()) for found in chosen)
    if not lists:
        return PLAIN
    tables = _Tables(lists, shares)
    signs = tables.signs
    mean, deviation = signs.mean(0), signs.std(0, correction=0).clamp_min(0.05)
    apart = (signs - mean) / deviation
    weights = torch.tensor(PLAIN.weights) * deviation
    bias = PLAIN.bias + float((torch.tensor(PLAIN.weights) * mean).sum())
    plain = torch.cat([weights, torch.tensor([bias, log(PLAIN.most)])])
    learnt = plain.clone().requires_grad_(True)
    optimizer = torch.optim.Adam([learnt], lr=RATE)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, STEPS)
    for _ in range(STEPS):
        gates = learnt[-1].exp() * torch.sigmoid(apart @ learnt[:-2] + learnt[-2])
        loss = DRAWN * ((learnt - plain) ** 2).sum() - tables.gain(gates)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        schedule.step()
    with torch.no_grad():
        weights = learnt[:-2] / deviation
        bias = float(learnt[-2] - (weights * mean).sum())
        return FusionWeighting(float(learnt[-1].exp()), bias, tuple(weights.tolist()))


class _Tables:
    """Lists of one length, filled up."""

    def __init__(self, lists: Sequence[RetrievedLists], shares: Sequence[float]) -> None:
        size = len(lists), max(len(one.words) for one in lists)
        words, meaning, real = (np.zeros(size, dtype=np.float32) for _ in range(3))
        places, counted = np.zeros((size[0], ANSWERS), dtype=np.int64), np.zeros((size[0], ANSWERS), dtype=np.float32)
        for at, one in enumerate(lists):
            length = len(one.words)
            words[at, :length], meaning[at, :length], real[at, :length] = one.words, one.meaning, 1
            right = np.flatnonzero(one.answers)[:ANSWERS]
            places[at, : len(right)], counted[at, : len(right)] = right, 1
        self.signs = torch.tensor([one.signs for one in lists], dtype=torch.float32)
        self._words, self._meaning, self._real = torch.tensor(words), torch.tensor(meaning), torch.tensor(real)
        self._places, self._counted = torch.tensor(places), torch.tensor(counted)
        self._ideal = torch.tensor([_ideal(one) for one in lists], dtype=torch.float32)
        self._shares = torch.tensor(shares, dtype=torch.float32)

    def gain(self, gates: torch.Tensor) -> torch.Tensor:
        """Return the smooth nDCG of all lists with these weights: a rank is a sum of soft comparisons."""
        scores = self._words + gates[:, None] * self._meaning
        right = torch.gather(scores, 1, self._places)
        above = torch.sigmoid((scores[:, None, :] - right[:, :, None]) / SOFT) * self._real[:, None, :]
        rank = 0.5 + above.sum(2)
        gains = torch.sigmoid(DEPTH + 0.5 - rank) / torch.log2(1 + rank)
        values = (gains * self._counted).sum(1) / self._ideal
        return (values * self._shares).sum() / self._shares.sum()


def cross_validated(sets: Sequence[FoundSet], folds: int) -> list[tuple[FoundSet, Floats, Floats]]:
    """Return, for each set, nDCG@10 of its lists as heard and as a deaf encoder makes them.

    Each list is ordered by a gate that was fitted without the lists of its fold; questions on one passage share a fold.
    """
    heard = {one.name: np.zeros(len(one.heard), dtype=np.float32) for one in sets}
    deaf = {one.name: np.zeros(len(one.heard), dtype=np.float32) for one in sets}
    for part in range(folds):
        weighting = fitted([_part(one, folds, part, inside=False) for one in sets])
        for one in sets:
            for at, (found, silent) in enumerate(zip(one.heard, one.deaf, strict=True)):
                if _fold(found, folds) == part:
                    heard[one.name][at] = ndcg(found, weighting.weight(found.signs))
                    deaf[one.name][at] = ndcg(silent, weighting.weight(silent.signs))
    return [(one, heard[one.name], deaf[one.name]) for one in sets]


def _fold(found: RetrievedLists, folds: int) -> int:
    return crc32(f"fold {found.cluster}".encode()) % folds


def _part(whole: FoundSet, folds: int, part: int, inside: bool) -> FoundSet:
    kept = [at for at, one in enumerate(whole.heard) if (_fold(one, folds) == part) is inside]
    return FoundSet(whole.name, tuple(whole.heard[at] for at in kept), tuple(whole.deaf[at] for at in kept))


def write(weighting: FusionWeighting, file: Path) -> None:
    """Write a gate as ``index.ranking.fusion.load_gate`` reads it."""
    names = ("most", "bias", *SIGNS)
    values = (weighting.most, weighting.bias, *weighting.weights)
    stored = {name: round(value, 4) for name, value in zip(names, values, strict=True)}
    file.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
