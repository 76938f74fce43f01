"""Fitting the re-ranker: listwise softmax loss over a straight line with a layer of hidden units, several seeds averaged."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from index.ranking.features import NAMES
from index.ranking.reranker_model import Model, inputs
from index.training.ranking.lists import Lists, blinded

BLIND_SHARE = 0.15
"""Lists that are shown without any feature of the encoder: an archive may have none."""
LEAST_SCALE = 0.05


@dataclass(frozen=True, slots=True)
class Plan:
    """How a model is fitted. ``hidden`` 0 leaves the straight line alone; ``seeds`` models are put side by side."""

    hidden: int = 40
    dropped: float = 0.5
    passes: int = 10
    rate: float = 0.006
    decay: float = 0.02
    batch: int = 64
    seeds: Sequence[int] = (7, 8)


STRAIGHT = Plan(hidden=0, passes=10, rate=0.02, decay=1e-3, seeds=(7,))


class _Net(torch.nn.Module):
    def __init__(self, inputs: int, plan: Plan) -> None:
        super().__init__()
        reach = inputs**-0.5
        self.weights = torch.nn.Parameter(torch.zeros(inputs))
        self.hidden = torch.nn.Parameter((2 * torch.rand(inputs, plan.hidden) - 1) * reach)
        self.bias = torch.nn.Parameter((2 * torch.rand(plan.hidden) - 1) * reach)
        self.out = torch.nn.Parameter(torch.zeros(plan.hidden))
        self.drop = torch.nn.Dropout(plan.dropped)

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        hidden: torch.Tensor = self.drop(torch.relu(rows @ self.hidden + self.bias))
        return rows @ self.weights + hidden @ self.out


def fitted(lists: Lists, plan: Plan | None = None, without: Collection[str] = ()) -> Model:
    """Fit a model; the same lists and plan give the same one. Figures ``without`` have no part in it."""
    plan = plan or Plan()
    shown = lists.figures[lists.real]
    mean, scale = shown.mean(axis=0), np.maximum(shown.std(axis=0), LEAST_SCALE)
    used = np.tile([name not in without for name in NAMES], 2)
    seen, blind = (
        torch.tensor(inputs(rows, mean, scale).astype(np.float32) * used)
        for rows in (lists.figures, blinded(lists.figures))
    )
    nets = [_trained(lists, (seen, blind), plan, seed) for seed in plan.seeds]

    # Side by side, each worth its share: the mean of the models is one model.
    with torch.no_grad():
        return Model(
            mean=mean,
            scale=scale,
            weights=torch.stack([net.weights for net in nets]).mean(0).numpy() * used,
            hidden=torch.cat([net.hidden for net in nets], 1).numpy() * used[:, None],
            bias=torch.cat([net.bias for net in nets]).numpy(),
            out=torch.cat([net.out / len(nets) for net in nets]).numpy(),
        )


def _trained(lists: Lists, rows: tuple[torch.Tensor, torch.Tensor], plan: Plan, seed: int) -> _Net:
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    answers, real, shares = torch.tensor(lists.answers), torch.tensor(lists.real), torch.tensor(lists.weights)
    net = _Net(2 * len(NAMES), plan)
    steps = plan.passes * -(-len(answers) // plan.batch)
    optimizer = torch.optim.AdamW(net.parameters(), lr=plan.rate, weight_decay=plan.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=plan.rate, total_steps=steps, pct_start=0.1)
    net.train()
    for _ in range(plan.passes):
        turns = chance.permutation(len(answers))
        for start in range(0, len(turns), plan.batch):
            chosen = torch.from_numpy(turns[start : start + plan.batch])
            blind = torch.tensor(chance.random(len(chosen)) < BLIND_SHARE)
            shown = torch.where(blind[:, None, None], rows[1][chosen], rows[0][chosen])
            scores = net(shown).masked_fill(~real[chosen], -1e9)
            told = torch.logsumexp(torch.log_softmax(scores, 1).masked_fill(~answers[chosen], -1e9), 1)
            loss = -(told * shares[chosen]).sum() / shares[chosen].sum()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    return net.eval()
