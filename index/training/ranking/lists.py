"""Candidate lists to fit the re-ranker on: reading them, taking the encoder away, and judging an order of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.ranking.features import NAMES

OF_ARCHIVES = 2.0
"""Weight of a question on an archive: only these have headings, notes, rows and several passages of one document."""
CUT = 10

Floats = NDArray[np.float32]

# What a feature of the encoder's is where there is none: nothing, or what the words alone say.
INSTEAD = {
    "fused": "lexical_share",
    "fused_place": "lexical_place",
}


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """Candidate lists of one length (filled up, ``real`` tells): features, which answer, weight, cluster, name of the set.

    Lists of one cluster are never parted by cross-validation.
    """

    figures: Floats
    answers: NDArray[np.bool_]
    real: NDArray[np.bool_]
    weights: Floats
    clusters: NDArray[np.str_]
    sets: NDArray[np.str_]

    def part(self, chosen: NDArray[np.bool_]) -> Lists:
        """Return some of the lists."""
        return Lists(
            self.figures[chosen],
            self.answers[chosen],
            self.real[chosen],
            self.weights[chosen],
            self.clusters[chosen],
            self.sets[chosen],
        )


def read_lists(folder: Path) -> Lists:
    """Read every ``*.npz`` of a folder; lists without an answer teach nothing and are left out.

    ``FileNotFoundError`` for a folder without lists, ``ValueError`` for lists of other features.
    """
    files = sorted(folder.glob("*.npz"))
    if not files:
        raise FileNotFoundError(folder)
    return joined([_read(file) for file in files])


def joined(parts: Sequence[Lists]) -> Lists:
    """Return several lists as one."""
    return Lists(
        np.concatenate([one.figures for one in parts]),
        np.concatenate([one.answers for one in parts]),
        np.concatenate([one.real for one in parts]),
        np.concatenate([one.weights for one in parts]),
        np.concatenate([one.clusters for one in parts]),
        np.concatenate([one.sets for one in parts]),
    )


def _read(file: Path) -> Lists:
    with np.load(file, allow_pickle=False) as stored:
        if tuple(stored["names"]) != NAMES:
            raise ValueError(f"made for other figures: {file}")
        answers, archive = stored["answers"], bool(stored["archive"])
        whole = Lists(
            stored["figures"].astype(np.float32),
            answers,
            stored["real"],
            np.full(len(answers), OF_ARCHIVES if archive else 1.0, dtype=np.float32),
            # A document of an archive is one, whichever file asks about it; passages of collections are not.
            np.array([name if archive else f"{file.stem} {name}" for name in stored["clusters"].tolist()]),
            np.array([file.stem] * len(answers)),
        )
    return whole.part(np.asarray(answers.any(axis=1)))


def blinded(figures: Floats) -> Floats:
    """Return the features as they are where there is no encoder; the fusion is then the order of the words."""
    blind = figures.copy()
    for at, name in enumerate(NAMES):
        if name in INSTEAD:
            blind[..., at] = figures[..., NAMES.index(INSTEAD[name])]
        elif name.startswith("meaning"):
            blind[..., at] = 0
    return blind


def judged(scores: Floats, lists: Lists) -> tuple[Floats, Floats]:
    """Return nDCG@10 and recall@5 of every list in the order of ``scores``, among the answers that the list has."""
    order = np.argsort(-np.where(lists.real, scores, -np.inf), axis=1, kind="stable")[:, :CUT]
    gains = np.take_along_axis(lists.answers, order, axis=1)
    worth = 1 / np.log2(np.arange(2, CUT + 2))
    answers = lists.answers.sum(axis=1)
    best = np.cumsum(worth)[np.minimum(answers, CUT) - 1]
    return (gains @ worth[: gains.shape[1]] / best).astype(np.float32), (gains[:, :5].sum(axis=1) / answers).astype(
        np.float32
    )
