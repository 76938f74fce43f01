"""A trained body as a sentence-transformers folder: the files of the one it started from, with other weights."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from index.training.pretrained.tower import BodyTower

WEIGHTS_FILE = "model.safetensors"


def write_body(folder: Path, start: Path, tower: BodyTower) -> None:
    """Write ``tower`` in float16 with the tokenizer, prompts and settings of ``start``; the weights come last."""
    _write(folder, start, tower.body.state_dict())


def write_merged(folder: Path, first: Path, second: Path) -> None:
    """Write the mean of the weights of two folders, of which one was trained from the other (Wortsman et al. 2022)."""
    both = [load_file(one / WEIGHTS_FILE) for one in (first, second)]
    _write(folder, first, {name: (one.float() + both[1][name].float()) / 2 for name, one in both[0].items()})


def _write(folder: Path, start: Path, weights: Mapping[str, torch.Tensor]) -> None:
    for file in sorted(start.rglob("*")):
        place = folder / file.relative_to(start)
        if file.is_file() and file.name not in {WEIGHTS_FILE, "README.md"}:
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)
    halves = {name: one.detach().to(torch.float16).contiguous() for name, one in weights.items()}
    beside = folder / f"{WEIGHTS_FILE}.part"
    save_file(halves, str(beside), metadata={"format": "pt"})
    beside.replace(folder / WEIGHTS_FILE)
