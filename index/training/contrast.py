"""Contrastive training of an encoder: the right passage against every other passage of the batch.

Loss: multiple negatives ranking (Henderson et al. 2017) in both directions, cosine similarity times ``SCALE``; mined
passages that do not answer stand beside the batch's own in the direction question → passage. The loss may be taken of the
first figures of a row as well (Matryoshka representation learning, Kusupati et al. 2022), so that rows can be cut.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from index.training.encoded import Encoded
from index.training.loop import Pace, run

Tower = TypeVar("Tower", bound=nn.Module)


@dataclass(frozen=True, slots=True)
class Schedule:
    """How to train: passes over the pairs, pairs a batch, peak learning rate, and the seed of every choice.

    The rate rises over the first twentieth and falls linearly to zero. Questions and passages are cut to ``question`` and
    ``passage`` pieces. ``bucket`` batches at a time are sorted by length, which spares a transformer its padding. A
    checkpoint is written every ``checkpoint_every`` batches. ``hard`` mined passages a question are used at most. ``scale`` is
    what the cosine is multiplied by (one over the temperature); ``sizes`` are the lengths rows may be cut to, besides the whole.
    """

    passes: float
    batch: int
    rate: float
    seed: int = 7
    decay: float = 0.0
    question: int = 64
    passage: int = 256
    bucket: int = 1
    hard: int = 1
    scale: float = 20.0
    sizes: tuple[int, ...] = ()
    checkpoint_every: int = 200


def batches_of(pairs: Encoded, schedule: Schedule) -> list[list[int]]:
    """Return the pair numbers of every batch in order; a batch is drawn from one source, where texts are alike."""
    chance = random.Random(schedule.seed)
    lengths = pairs.passages.lengths()
    sources = [np.flatnonzero(pairs.sources == one).tolist() for one in np.unique(pairs.sources)]
    wanted = round(schedule.passes * len(pairs) / schedule.batch + 0.4999)
    batches: list[list[int]] = []
    while len(batches) < wanted:
        one_pass = [batch for source in sources for batch in _one_pass(source, lengths, schedule, chance)]
        if len(sources) > 1 or schedule.bucket > 1:
            chance.shuffle(one_pass)
        if not one_pass:
            break
        batches += one_pass
    return batches[:wanted]


def _one_pass(
    numbers: list[int], lengths: NDArray[np.int64], schedule: Schedule, chance: random.Random
) -> list[list[int]]:
    order = list(numbers)
    chance.shuffle(order)
    span = schedule.batch * schedule.bucket
    batches: list[list[int]] = []
    for start in range(0, len(order), span):
        part = order[start : start + span]
        if schedule.bucket > 1:
            part.sort(key=lambda number: int(lengths[number]))
        batches += [part[at : at + schedule.batch] for at in range(0, len(part), schedule.batch)]
    return [batch for batch in batches if len(batch) > 1]


def _loss(
    questions: torch.Tensor,
    passages: torch.Tensor,
    same: torch.Tensor,
    others: torch.Tensor | None,
    scale: float,
) -> torch.Tensor:
    questions, passages = nn.functional.normalize(questions), nn.functional.normalize(passages)
    scores = (scale * questions @ passages.T).masked_fill(same, float("-inf"))
    gold = torch.arange(len(scores))
    back = nn.functional.cross_entropy(scores.T, gold)
    if others is not None:
        scores = torch.cat((scores, scale * questions @ nn.functional.normalize(others).T), dim=1)
    return (nn.functional.cross_entropy(scores, gold) + back) / 2


def _same_passage(owners: NDArray[np.int64]) -> torch.Tensor:
    """Mark pairs of a batch that share a passage: they are no negatives of each other."""
    ids = torch.from_numpy(owners)
    same = ids[:, None] == ids[None, :]
    same.fill_diagonal_(False)
    return same


def train(tower: Tower, pairs: Encoded | Callable[[int], Encoded], schedule: Schedule, checkpoint: Path) -> Tower:
    """Train ``tower`` in place and return it.

    ``pairs`` may be a function of the pass number, for pairs that look different in every pass (the same number of them,
    in the same order). Resumes from ``checkpoint`` when it was written for the same pairs and schedule; it is removed at
    the end.
    """
    shown = pairs if callable(pairs) else (lambda _: pairs)
    seen = [(0, shown(0))]
    batches = batches_of(seen[0][1], schedule)
    in_a_pass = max(1, -(-len(seen[0][1]) // schedule.batch))

    def loss_of(at: int) -> torch.Tensor:
        number = at // in_a_pass
        if number != seen[0][0]:
            seen[0] = (number, shown(number))
        return _batch_loss(tower, seen[0][1], batches[at], schedule)

    identity = [len(seen[0][1]), len(batches), schedule.seed]
    pace = Pace(schedule.rate, schedule.decay, schedule.checkpoint_every)
    return run(tower, len(batches), loss_of, pace, checkpoint, identity)


def _batch_loss(tower: nn.Module, pairs: Encoded, batch: list[int], schedule: Schedule) -> torch.Tensor:
    mined = np.unique(pairs.hard[batch, : schedule.hard])
    sides = (
        pairs.questions.rows(batch, schedule.question),
        pairs.passages.rows(batch, schedule.passage),
        pairs.others.rows(mined[mined >= 0].tolist(), schedule.passage),
    )
    # One call for all: a bag composes its vectors once a batch, a transformer puts texts of like length side by side.
    rows = tower([row for side in sides for row in side])
    same = _same_passage(pairs.owners[batch])
    losses = []
    for size in (rows.shape[1], *schedule.sizes):
        questions, passages, others = rows[:, :size].split([len(side) for side in sides])
        losses.append(_loss(questions, passages, same, others if len(others) else None, schedule.scale))
    return torch.stack(losses).mean()
