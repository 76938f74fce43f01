"""The loop that every training shares: warm-up and linear fall of the rate, a log, checkpoints that it resumes from."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import torch
from torch import nn

log = logging.getLogger(__name__)

Module = TypeVar("Module", bound=nn.Module)
Parameters = Iterable[nn.Parameter] | Sequence[dict[str, object]]

LOGGED_EVERY = 20
_WARM_UP_ONE_IN = 20


@dataclass(frozen=True, slots=True)
class Pace:
    """Peak learning rate, weight decay, and how many batches lie between two checkpoints."""

    rate: float
    decay: float = 0.0
    checkpoint_every: int = 200


def run(
    module: Module,
    batches: int,
    loss_of: Callable[[int], torch.Tensor],
    pace: Pace,
    checkpoint: Path,
    identity: Sequence[int],
    parameters: Parameters | None = None,
) -> Module:
    """Train ``module`` in place over ``batches`` and return it; ``loss_of`` computes the loss of batch n, in rising order.

    The rate rises over the first twentieth and falls linearly to zero. Resumes from ``checkpoint`` when it was written with the
    same ``identity``; it is removed at the end. ``parameters`` may give groups with rates of their own.
    """
    optimiser = torch.optim.AdamW(parameters or module.parameters(), lr=pace.rate, weight_decay=pace.decay)
    warm_up = max(1, batches // _WARM_UP_ONE_IN)
    rule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm_up, max(0.0, (batches - step) / max(1, batches - warm_up)))
    )
    done = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        if state["identity"] == list(identity):
            module.load_state_dict(state["module"])
            optimiser.load_state_dict(state["optimiser"])
            rule.load_state_dict(state["rule"])
            done = state["done"]
            log.info("resumed at batch %d of %d", done, batches)
    running = 0.0
    for at in range(done, batches):
        loss = loss_of(at)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        rule.step()
        running = loss.item() if at == done else 0.95 * running + 0.05 * loss.item()
        if (at + 1) % LOGGED_EVERY == 0:
            log.info("batch %d of %d, loss %.3f", at + 1, batches, running)
        if (at + 1) % pace.checkpoint_every == 0:
            state = {
                "identity": list(identity),
                "done": at + 1,
                "module": module.state_dict(),
                "optimiser": optimiser.state_dict(),
                "rule": rule.state_dict(),
            }
            checkpoint.parent.mkdir(parents=True, exist_ok=True)
            beside = checkpoint.with_suffix(".part")
            torch.save(state, beside)
            beside.replace(checkpoint)
    checkpoint.unlink(missing_ok=True)
    return module
