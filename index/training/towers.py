"""What is trained: a bag of vectors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from index.training.encoded import Numbers


class BagTower(nn.Module):
    """The mean of the pieces' vectors; with a ``composition`` these are sums of the parts that are trained."""

    def __init__(self, weights: torch.Tensor, composition: torch.Tensor | None = None) -> None:
        super().__init__()
        self.parts = nn.Parameter(weights.clone())
        self._composition = composition

    def forward(self, rows: Sequence[Numbers]) -> torch.Tensor:
        """Return one vector a row, not yet of length 1."""
        lengths = [len(row) for row in rows]
        flat = torch.from_numpy(np.concatenate(rows).astype(np.int64))
        offsets = torch.from_numpy(np.cumsum([0, *lengths[:-1]]))
        return functional.embedding_bag(flat, self._whole(), offsets, mode="mean")

    def vectors(self) -> torch.Tensor:
        """Return a copy of the whole vectors, shape (vocabulary, dimensions)."""
        return self._whole().detach().clone()

    def _whole(self) -> torch.Tensor:
        return self.parts if self._composition is None else torch.sparse.mm(self._composition, self.parts)
