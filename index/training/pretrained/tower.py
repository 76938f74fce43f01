"""The body that is trained: a pretrained BERT, mean pooled, in bfloat16 on the CPU."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn
from transformers import BertModel

from index.training.encoded import Numbers

START, END, PADDING = 0, 2, 1  # <s>, </s>, <pad> of XLM-R's pieces, which the cut vocabulary keeps

AT_ONCE = 2048
"""Pieces computed together: texts of like length, so that little is padding and the activations stay in the cache."""


class BodyTower(nn.Module):
    """A transformer read from a sentence-transformers folder; the vectors of the pieces stay as they are."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        # Attention written out: in bfloat16 on a CPU a third faster, backward included, than the fused kernel.
        self.body = BertModel.from_pretrained(
            folder, add_pooling_layer=False, dtype=torch.float32, attn_implementation="eager"
        )
        self.body.embeddings.requires_grad_(False)

    def forward(self, rows: Sequence[Numbers]) -> torch.Tensor:
        """Return one float32 vector a row, not yet of length 1."""
        order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
        parts = parts_of([len(rows[at]) + 2 for at in order])
        vectors = torch.cat([self._pooled([rows[order[at]] for at in part]) for part in parts])
        back = torch.empty(len(rows), dtype=torch.long)
        back[torch.tensor(order, dtype=torch.long)] = torch.arange(len(rows))
        return vectors[back]

    def _pooled(self, rows: Sequence[Numbers]) -> torch.Tensor:
        longest = max(len(row) for row in rows) + 2
        pieces = np.full((len(rows), longest), PADDING, dtype=np.int64)
        for at, row in enumerate(rows):
            pieces[at, : len(row) + 2] = (START, *row, END)
        ids = torch.from_numpy(pieces)
        real = (ids != PADDING).long()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self.body(input_ids=ids, attention_mask=real).last_hidden_state
        shown = real[:, :, None].float()
        mean: torch.Tensor = (states.float() * shown).sum(dim=1) / shown.sum(dim=1)
        return mean


def parts_of(lengths: Sequence[int]) -> list[list[int]]:
    """Cut the positions of ``lengths``, shortest first, so that each part has at most ``AT_ONCE`` pieces with its padding."""
    parts: list[list[int]] = [[]]
    for at, length in enumerate(lengths):
        if parts[-1] and (len(parts[-1]) + 1) * length > AT_ONCE:
            parts.append([])
        parts[-1].append(at)
    return parts
