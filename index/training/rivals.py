"""Models trained for comparison, over the pieces of a static model: transformers and late interaction. They are not shipped."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from index.dense.static_encoder import unit_rows
from index.training import stages
from index.training.contrast import Schedule, train
from index.training.encoded import encode_pairs, encode_texts
from index.training.late import LateTower, late_scores, late_vectors, train_late
from index.training.model_folder import WEIGHTS_FILE, read_model
from index.training.recipe import SEED
from index.training.towers import DeepTower
from index.training.weak_pairs import corpora_pairs

RATE = 3e-4
DEEP = Schedule(passes=2, batch=256, rate=RATE, seed=SEED, decay=0.01, question=32, passage=96, bucket=16, hard=0)
LATE = Schedule(passes=4, batch=96, rate=1e-3, seed=SEED, question=48, passage=160, hard=0)

_DESCRIPTION = "rival.json"


def train_deep(
    sources: stages.Sources, start: Path, out: Path, layers: int, width: int, weak_pairs: int, passes: float
) -> None:
    """Train a transformer from the vectors of ``start``: first some weak pairs, then the labelled ones; resumes."""
    tokenizer, weights = read_model(start)
    torch.manual_seed(SEED)
    tower = DeepTower(weights, layers, width)
    noise = stages.noise_of(sources)
    chance = random.Random(SEED)
    if weak_pairs:
        some = corpora_pairs(sources.corpora, SEED)[:weak_pairs]
        encoded = encode_pairs(tokenizer, some, lambda pair, _: noise.spoilt(pair, chance))
        train(tower, encoded, replace(DEEP, passes=1), out / "weak.checkpoint")
    shown = stages.Shown(tokenizer, stages.labelled(sources, 1.0), noise, SEED, [])
    train(tower, shown, replace(DEEP, passes=passes), out / "questions.checkpoint")
    write_rival(out, tokenizer, tower, {"kind": "deep", "layers": layers, "width": width})


def train_late_interaction(sources: stages.Sources, start: Path, out: Path, passes: float) -> None:
    """Train late interaction from the vectors of ``start`` on the labelled pairs."""
    tokenizer, weights = read_model(start)
    shown = stages.Shown(tokenizer, stages.labelled(sources, 1.0), stages.noise_of(sources), SEED, [])
    tower = train_late(LateTower(weights), shown, replace(LATE, passes=passes))
    write_rival(out, tokenizer, tower, {"kind": "late"})


def write_rival(folder: Path, tokenizer: Tokenizer, tower: torch.nn.Module, description: dict[str, object]) -> None:
    """Write a trained rival with its pieces, in half precision."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    state = {name: values.half().contiguous() for name, values in tower.state_dict().items()}
    save_file(state, str(folder / WEIGHTS_FILE))
    (folder / _DESCRIPTION).write_text(json.dumps(description) + "\n", encoding="utf-8")


def is_rival(folder: Path) -> bool:
    """Tell whether the folder holds a rival."""
    return (folder / _DESCRIPTION).is_file()


def load_rival(folder: Path) -> DeepRival | LateRival:
    """Return the rival in a folder."""
    description = json.loads((folder / _DESCRIPTION).read_text(encoding="utf-8"))
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    state = {name: values.float() for name, values in load_file(str(folder / WEIGHTS_FILE)).items()}
    torch.set_num_threads(1)
    if description["kind"] == "late":
        late = LateTower(torch.ones_like(state["pieces"]), state["thin"].shape[1])
        late.load_state_dict(state)
        return LateRival(tokenizer, late)
    deep = DeepTower(state["pieces.weight"], int(description["layers"]), int(description["width"]))
    deep.load_state_dict(state)
    return DeepRival(tokenizer, deep.eval())


class DeepRival:
    """A transformer that scores by the cosine of two rows."""

    def __init__(self, tokenizer: Tokenizer, tower: DeepTower) -> None:
        self._tokenizer, self._tower = tokenizer, tower

    def rows(self, texts: Sequence[str], longest: int = 256, batch: int = 32) -> NDArray[np.float32]:
        """Return unit rows; texts of like length go together, as padding is what costs."""
        encoded = encode_texts(self._tokenizer, texts, longest)
        order = np.argsort(encoded.lengths())
        found: list[tuple[int, NDArray[np.float32]]] = []
        with torch.no_grad():
            for start in range(0, len(order), batch):
                part = order[start : start + batch].tolist()
                found += zip(part, self._tower(encoded.rows(part, longest)).numpy(), strict=True)
        return unit_rows(np.stack([row for _, row in sorted(found, key=lambda item: item[0])]))

    def scores(self, questions: Sequence[str], passages: Sequence[str]) -> NDArray[np.float32]:
        """Return the cosine of every question with every passage."""
        table: NDArray[np.float32] = self.rows(questions) @ self.rows(passages).T
        return table


class LateRival:
    """Late interaction over pieces."""

    def __init__(self, tokenizer: Tokenizer, tower: LateTower) -> None:
        self._tokenizer, self._ready = tokenizer, late_vectors(tower)

    def scores(self, questions: Sequence[str], passages: Sequence[str]) -> NDArray[np.float32]:
        """Return the score of every question with every passage."""
        return late_scores(
            self._ready, encode_texts(self._tokenizer, questions, 64), encode_texts(self._tokenizer, passages, 512)
        )
