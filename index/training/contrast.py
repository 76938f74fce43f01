"""Contrastive training of a static encoder: the right passage against every other passage of the batch.

Loss: multiple negatives ranking (Henderson et al. 2017) in both directions, cosine similarity times ``SCALE``.
"""

from __future__ import annotations

import logging
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn

from index.training.pairs import Pair
from ingest.folding import fold

log = logging.getLogger(__name__)

DIMENSIONS = 256
SCALE = 20.0
LONGEST_PASSAGE = 256  # pieces


@dataclass(frozen=True, slots=True)
class Schedule:
    """How to train: passes over the pairs, pairs a batch, peak learning rate, and the seed of every choice.

    ``folded`` is the share of question sides shown without diacritics. A checkpoint is written every
    ``checkpoint_every`` batches; the rate falls linearly to zero after a short warm-up.
    """

    passes: int
    batch: int
    rate: float
    seed: int = 7
    folded: float = 0.15
    checkpoint_every: int = 200


def _bag(encoded: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    lengths = [max(len(ids), 1) for ids in encoded]
    flat = [piece for ids in encoded for piece in (ids or [0])]
    offsets = np.cumsum([0, *lengths[:-1]])
    return torch.tensor(flat, dtype=torch.long), torch.from_numpy(offsets)


def _batches(pairs: Sequence[Pair], schedule: Schedule) -> list[list[int]]:
    chance = random.Random(schedule.seed)
    batches: list[list[int]] = []
    for _ in range(schedule.passes):
        order = list(range(len(pairs)))
        chance.shuffle(order)
        batches += [order[at : at + schedule.batch] for at in range(0, len(order), schedule.batch)]
    return [batch for batch in batches if len(batch) > 1]


def _loss(questions: torch.Tensor, passages: torch.Tensor, same: torch.Tensor) -> torch.Tensor:
    scores = SCALE * nn.functional.normalize(questions) @ nn.functional.normalize(passages).T
    scores = scores.masked_fill(same, float("-inf"))
    gold = torch.arange(len(scores))
    return (nn.functional.cross_entropy(scores, gold) + nn.functional.cross_entropy(scores.T, gold)) / 2


def _same_passage(passages: Sequence[str]) -> torch.Tensor:
    """Mark pairs of a batch that share a passage: they are no negatives of each other."""
    numbers: dict[str, int] = {}
    ids = torch.tensor([numbers.setdefault(passage, len(numbers)) for passage in passages])
    same = ids[:, None] == ids[None, :]
    same.fill_diagonal_(False)
    return same


def train(
    weights: torch.Tensor, tokenizer: Tokenizer, pairs: Sequence[Pair], schedule: Schedule, checkpoint: Path
) -> torch.Tensor:
    """Return trained vectors, shape (vocabulary, dimensions); ``weights`` are the start and are not changed.

    Resumes from ``checkpoint`` when it was written for the same pairs and schedule; it is removed at the end.
    """
    bag = nn.EmbeddingBag.from_pretrained(weights.clone(), freeze=False, mode="mean")
    optimiser = torch.optim.Adam(bag.parameters(), lr=schedule.rate)
    batches = _batches(pairs, schedule)
    warm_up = max(1, len(batches) // 20)
    rule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min((step + 1) / warm_up, max(0.0, (len(batches) - step) / max(1, len(batches) - warm_up))),
    )
    identity = [len(pairs), len(batches), schedule.seed]
    done = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        if state["identity"] == identity:
            bag.load_state_dict(state["bag"])
            optimiser.load_state_dict(state["optimiser"])
            rule.load_state_dict(state["rule"])
            done = state["done"]
            log.info("resumed at batch %d of %d", done, len(batches))
    running = 0.0
    for at in range(done, len(batches)):
        chance = random.Random(schedule.seed * 1_000_003 + at)
        chosen = [pairs[number] for number in batches[at]]
        questions = [fold(question) if chance.random() < schedule.folded else question for question, _ in chosen]
        passages = [passage for _, passage in chosen]
        encoded = tokenizer.encode_batch([*questions, *passages], add_special_tokens=False)
        ids = [encoding.ids[:LONGEST_PASSAGE] for encoding in encoded]
        loss = _loss(bag(*_bag(ids[: len(chosen)])), bag(*_bag(ids[len(chosen) :])), _same_passage(passages))
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        rule.step()
        running = loss.item() if at == done else 0.95 * running + 0.05 * loss.item()
        if (at + 1) % 50 == 0:
            log.info("batch %d of %d, loss %.3f", at + 1, len(batches), running)
        if (at + 1) % schedule.checkpoint_every == 0:
            _save(checkpoint, identity, at + 1, bag, optimiser, rule)
    checkpoint.unlink(missing_ok=True)
    trained: torch.Tensor = bag.weight.detach().clone()
    return trained


def _save(
    path: Path,
    identity: list[int],
    done: int,
    bag: nn.EmbeddingBag,
    optimiser: torch.optim.Optimizer,
    rule: torch.optim.lr_scheduler.LambdaLR,
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    torch.save(
        {
            "identity": identity,
            "done": done,
            "bag": bag.state_dict(),
            "optimiser": optimiser.state_dict(),
            "rule": rule.state_dict(),
        },
        beside,
    )
    beside.replace(path)


def first_weights(vocabulary: int, seed: int) -> torch.Tensor:
    """Return random start vectors of unit variance / sqrt(dimensions)."""
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(vocabulary, DIMENSIONS, generator=generator) / math.sqrt(DIMENSIONS)
