"""A trained reader as ONNX with eight-bit weights: what the product reads with."""

from __future__ import annotations

import shutil
from pathlib import Path

import torch
from torch import nn

from index.dense.checksums import write_checksums
from index.reader.onnx_reader import ONNX_FILE
from index.training.pretrained.onnx_export import quantised
from index.training.reader.stage import trained_tower
from index.training.reader.tower import ReaderTower


class _Outputs(nn.Module):
    def __init__(self, tower: ReaderTower) -> None:
        super().__init__()
        self._body, self._answers, self._edges = tower.body, tower.answers, tower.edges

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        states = self._body(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return self._answers(states[:, 0]).squeeze(-1), self._edges(states)


def write_reader(start: Path, trained: Path, folder: Path) -> None:
    """Write the reader that was trained from ``start`` into ``folder``, with its tokenizer and checksums."""
    folder.mkdir(parents=True, exist_ok=True)
    tower = trained_tower(start, trained)
    tower.train(False)
    quantised(_Outputs(tower), ("score", "edges"), folder / ONNX_FILE)
    shutil.copyfile(trained / "tokenizer.json", folder / "tokenizer.json")
    write_checksums(folder)
