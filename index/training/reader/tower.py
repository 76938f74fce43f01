"""The reader that is trained: a body, a head that says whether the text answers, and one that says where."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import nn
from transformers import BertModel

from index.reader.rows import Row
from index.training.pretrained.body_folder import WEIGHTS_FILE
from index.training.pretrained.quantised import dequantised
from index.training.pretrained.tower import PADDING, parts_of

NOWHERE = -1e4
"""What speaks for a piece that is no word of the text."""


class ReaderTower(nn.Module):
    """Reads rows; starts from an encoder's folder, trained (``model.safetensors``) or as it ships (ONNX)."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.body = body_of(folder)
        self.body.embeddings.requires_grad_(False)
        width = self.body.config.hidden_size
        self.answers, self.edges = nn.Linear(width, 1), nn.Linear(width, 2)
        for head in (self.answers, self.edges):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)

    def forward(self, rows: Sequence[Row]) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the log-odds that each row's text answers, and for each row and piece what speaks for its being first and last.

        Shapes (rows,) and (rows, longest, 2), float32; pieces that are no words of the text have ``NOWHERE``.
        """
        lengths = [len(row.pieces) for row in rows]
        scores = torch.zeros(len(rows))
        edges = torch.full((len(rows), max(lengths), 2), NOWHERE)
        order = sorted(range(len(rows)), key=lengths.__getitem__)
        for part in parts_of([lengths[at] for at in order]):
            numbers = [order[at] for at in part]
            longest = max(lengths[at] for at in numbers)
            ids = torch.full((len(numbers), longest), PADDING)
            words = torch.zeros((len(numbers), longest), dtype=torch.bool)
            for place, at in enumerate(numbers):
                ids[place, : lengths[at]] = torch.tensor(rows[at].pieces)
                words[place, rows[at].first : rows[at].first + len(rows[at].offsets)] = True
            with torch.autocast("cpu", dtype=torch.bfloat16):
                states = self.body(input_ids=ids, attention_mask=(ids != PADDING).long()).last_hidden_state
            scores[numbers] = self.answers(states[:, 0].float()).squeeze(-1)
            found = self.edges(states.float()).masked_fill(~words[:, :, None], NOWHERE)
            edges[numbers, :longest] = found
        return scores, edges


def body_of(folder: Path) -> BertModel:
    """Return the body of an encoder's folder in float32; raises OSError and ValueError."""
    if not (folder / WEIGHTS_FILE).exists():
        return dequantised(folder)
    body: BertModel = BertModel.from_pretrained(
        folder, add_pooling_layer=False, dtype=torch.float32, attn_implementation="eager"
    )
    return body
