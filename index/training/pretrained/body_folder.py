"""A trained body as a sentence-transformers folder: the files of the one it started from, with other weights."""

from __future__ import annotations

import shutil
from pathlib import Path

import torch
from safetensors.torch import save_file

from index.training.pretrained.tower import BodyTower

WEIGHTS_FILE = "model.safetensors"


def write_body(folder: Path, start: Path, tower: BodyTower) -> None:
    """Write ``tower`` in float16 with the tokenizer, prompts and settings of ``start``; the weights come last."""
    for file in sorted(start.rglob("*")):
        place = folder / file.relative_to(start)
        if file.is_file() and file.name not in {WEIGHTS_FILE, "README.md"}:
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)
    weights = {name: one.detach().to(torch.float16).contiguous() for name, one in tower.body.state_dict().items()}
    beside = folder / f"{WEIGHTS_FILE}.part"
    save_file(weights, str(beside), metadata={"format": "pt"})
    beside.replace(folder / WEIGHTS_FILE)
