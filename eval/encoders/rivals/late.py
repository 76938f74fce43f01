"""Late interaction: each piece of the question looks for its nearest piece in the passage (MaxSim, Khattab & Zaharia 2020).

The pieces' vectors do not depend on their neighbours, so a passage is kept as the numbers of its pieces, and a pair is scored by
look-ups. ``score = sum(w_i * max_j cos(v_i, v_j)) / sum(w_i)`` with a learned weight a piece and a thin projection of the vectors.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from index.training.contrast import Schedule, batches_of
from index.training.encoded import Encoded, Numbers, Ragged

log = logging.getLogger(__name__)

THIN = 96
SCALE = 30.0
_START_WEIGHT = 0.5  # power of the vectors' lengths that weights start from: lengths already tell what matters


class LateTower(nn.Module):
    """Vectors and weights of the pieces for MaxSim, started from those of a static model."""

    def __init__(self, weights: torch.Tensor, thin: int = THIN) -> None:
        super().__init__()
        self.pieces = nn.Parameter(weights / weights.norm(dim=1, keepdim=True).clamp_min(1e-6))
        _, _, directions = torch.linalg.svd(self.pieces.detach(), full_matrices=False)
        self.thin = nn.Parameter(directions[:thin].T.clone())
        lengths = weights.norm(dim=1).clamp_min(1e-3)
        self.weights = nn.Parameter(_START_WEIGHT * (lengths / lengths.mean()).log())

    def forward(self, questions: Sequence[Numbers], passages: Sequence[Numbers]) -> torch.Tensor:
        """Return the score of every question with every passage."""
        asked, place = _flat(questions)
        told, owner = _flat(passages)
        kinds, asked_kind = torch.unique(asked, return_inverse=True)
        others, told_kind = torch.unique(told, return_inverse=True)
        nearness = self.rows(kinds) @ self.rows(others).T
        wide = nearness[:, told_kind]
        best = torch.full((len(kinds), len(passages)), -1.0).scatter_reduce(
            1, owner.expand(len(kinds), -1), wide, "amax", include_self=False
        )
        weight = self.weights[asked].exp()
        scores = torch.zeros(len(questions), len(passages)).index_add(0, place, best[asked_kind] * weight[:, None])
        total: torch.Tensor = scores / torch.zeros(len(questions)).index_add(0, place, weight)[:, None]
        return total

    def rows(self, kinds: torch.Tensor) -> torch.Tensor:
        """Return the unit vectors of these pieces."""
        return functional.normalize(self.pieces[kinds] @ self.thin)


def train_late(tower: LateTower, shown: Callable[[int], Encoded], schedule: Schedule) -> LateTower:
    """Train in place on labelled pairs; ``shown`` gives them as each pass sees them, and return it."""
    current = shown(0)
    batches = batches_of(current.passages.lengths(), schedule)
    in_a_pass = max(1, -(-len(current) // schedule.batch))
    optimiser = torch.optim.Adam(tower.parameters(), lr=schedule.rate)
    rule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: max(0.0, 1 - step / len(batches)))
    for at, batch in enumerate(batches):
        if at and at % in_a_pass == 0:
            current = shown(at // in_a_pass)
        scores = SCALE * tower(
            current.questions.rows(batch, schedule.question), current.passages.rows(batch, schedule.passage)
        )
        owners = torch.from_numpy(current.owners[batch])
        same = (owners[:, None] == owners[None, :]).fill_diagonal_(False)
        scores = scores.masked_fill(same, float("-inf"))
        gold = torch.arange(len(batch))
        loss = (functional.cross_entropy(scores, gold) + functional.cross_entropy(scores.T, gold)) / 2
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        rule.step()
        if (at + 1) % 20 == 0:
            log.info("batch %d of %d, loss %.3f", at + 1, len(batches), loss.item())
    return tower


def late_vectors(tower: LateTower) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the unit vectors and the weights of all pieces, worked out once for many questions."""
    with torch.no_grad():
        return functional.normalize(tower.pieces @ tower.thin).numpy(), tower.weights.exp().numpy()


def late_scores(
    ready: tuple[NDArray[np.float32], NDArray[np.float32]], questions: Ragged, passages: Ragged
) -> NDArray[np.float32]:
    """Return the scores of every question with every passage, shape (questions, passages)."""
    vectors, weights = ready
    kinds, told = np.unique(passages.flat, return_inverse=True)
    others = vectors[kinds]
    table = np.zeros((len(questions), len(passages)), dtype=np.float32)
    for at, row in enumerate(questions.rows(range(len(questions)), 10_000)):
        nearness = vectors[row] @ others.T
        best = np.maximum.reduceat(nearness[:, told], passages.starts[:-1], axis=1)
        table[at] = weights[row] @ best / weights[row].sum()
    return table


def _flat(rows: Sequence[Numbers]) -> tuple[torch.Tensor, torch.Tensor]:
    flat = torch.from_numpy(np.concatenate(rows).astype(np.int64))
    return flat, torch.from_numpy(np.repeat(np.arange(len(rows)), [len(row) for row in rows]))
