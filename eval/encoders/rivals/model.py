"""A trained rival: written, read back and asked for scores."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from eval.encoders.rivals.deep import DeepTower
from eval.encoders.rivals.late import LateTower, late_scores, late_vectors
from index.dense.static_encoder import unit_rows
from index.training.encoded import encode_texts
from index.training.model_folder import WEIGHTS_FILE

_DESCRIPTION = "rival.json"
_BATCH = 32


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

    def rows(self, texts: Sequence[str], longest: int = 256) -> NDArray[np.float32]:
        """Return unit rows; texts of like length go together, as padding is what costs."""
        encoded = encode_texts(self._tokenizer, texts, longest)
        order = np.argsort(encoded.lengths())
        found: list[tuple[int, NDArray[np.float32]]] = []
        with torch.no_grad():
            for start in range(0, len(order), _BATCH):
                part = order[start : start + _BATCH].tolist()
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
