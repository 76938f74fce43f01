"""A bag of vectors with a transformer on top that at the start changes nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from index.training.encoded import Numbers

HEAD = 64  # dimensions of one attention head


class DeepTower(nn.Module):
    """Pre-norm transformer layers over the pieces' vectors, then the mean over the pieces.

    The vectors are scaled to unit variance and every residual branch starts at zero, so that before the first step the
    rows point where those of the bag do. ``width`` beyond the vectors' own is filled with zeros.
    """

    def __init__(self, weights: torch.Tensor, layers: int, width: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding(weights.shape[0], weights.shape[1], _weight=weights / weights.std())
        self.widen = nn.Linear(weights.shape[1], width, bias=False) if width != weights.shape[1] else nn.Identity()
        if isinstance(self.widen, nn.Linear):
            with torch.no_grad():
                self.widen.weight.copy_(torch.eye(width, weights.shape[1]))
        self.layers = nn.ModuleList(_Layer(width) for _ in range(layers))

    def forward(self, rows: Sequence[Numbers]) -> torch.Tensor:
        """Return one vector a row, not yet of length 1."""
        longest = max(len(row) for row in rows)
        ids = np.zeros((len(rows), longest), dtype=np.int64)
        there = np.zeros((len(rows), longest), dtype=bool)
        for at, row in enumerate(rows):
            ids[at, : len(row)] = row
            there[at, : len(row)] = True
        mask = torch.from_numpy(there)
        turn = _turn(longest)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            state = self.widen(self.pieces(torch.from_numpy(ids)))
            for layer in self.layers:
                state = layer(state, mask[:, None, None, :], turn)
        kept = state.float() * mask[:, :, None]
        mean: torch.Tensor = kept.sum(1) / mask.sum(1, keepdim=True)
        return mean


class _Layer(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.heads = width // HEAD
        self.norm_look, self.norm_think = nn.LayerNorm(width), nn.LayerNorm(width)
        self.look = nn.Linear(width, 3 * width)
        self.back = nn.Linear(width, width)
        self.think, self.out = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        for branch in (self.back, self.out):
            nn.init.zeros_(branch.weight)
            nn.init.zeros_(branch.bias)

    def forward(self, state: torch.Tensor, mask: torch.Tensor, turn: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
        texts, places, width = state.shape
        parts = self.look(self.norm_look(state)).view(texts, places, 3, self.heads, HEAD).permute(2, 0, 3, 1, 4)
        query, key, value = _turned(parts[0], turn), _turned(parts[1], turn), parts[2]
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        state = state + self.back(seen.transpose(1, 2).reshape(texts, places, width))
        thought: torch.Tensor = state + self.out(functional.gelu(self.think(self.norm_think(state))))
        return thought


def _turn(places: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Return cosines and sines of rotary positions (Su et al. 2021), shape (places, HEAD)."""
    rates = torch.exp(torch.arange(0, HEAD, 2) * (-math.log(10_000) / HEAD))
    angles = torch.arange(places)[:, None] * torch.cat((rates, rates))[None, :]
    return angles.cos().bfloat16(), angles.sin().bfloat16()


def _turned(parts: torch.Tensor, turn: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
    first, second = parts.chunk(2, dim=-1)
    return parts * turn[0] + torch.cat((-second, first), dim=-1) * turn[1]
