"""Training an adapter of low rank behind a transformer whose weights stay: every text is encoded once."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file
from torch import nn

from index.dense.adapter import ADAPTER_FILE, Adapter
from index.dense.checksums import write_checksums
from index.dense.encoder import Encoder
from index.dense.static_encoder import unit_rows
from index.training.contrast import Schedule, train
from index.training.encoded import Encoded, Numbers, Pair, Ragged
from index.training.noise import Noise

RANK = 16
OWN = Schedule(passes=20, batch=64, rate=1e-3, decay=0.01, scale=50.0)


class RememberingEncoder:
    """An encoder that encodes no text twice; see ``Encoder``."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._rows: dict[tuple[bool, str], NDArray[np.float32]] = {}
        self.name, self.fingerprint, self.dimensions = encoder.name, encoder.fingerprint, encoder.dimensions

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See ``Encoder``."""
        return self._known(texts, passages=True)

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See ``Encoder``."""
        return self._known(texts, passages=False)

    def _known(self, texts: Sequence[str], passages: bool) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if (passages, text) not in self._rows]
        if new:
            rows = self._encoder.encode_passages(new) if passages else self._encoder.encode_questions(new)
            self._rows |= {(passages, text): row for text, row in zip(new, rows, strict=True)}
        found = [self._rows[passages, text] for text in texts]
        return np.stack(found) if found else np.zeros((0, self.dimensions), dtype=np.float32)


class AdaptedEncoder:
    """An encoder with an adapter behind it; see ``Encoder``."""

    def __init__(self, encoder: Encoder, adapter: Adapter) -> None:
        self._encoder, self._adapter = encoder, adapter
        self.name, self.fingerprint, self.dimensions = (
            encoder.name,
            f"{encoder.fingerprint} adapted",
            encoder.dimensions,
        )

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See ``Encoder``."""
        return unit_rows(self._adapter.applied(self._encoder.encode_passages(texts)))

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See ``Encoder``."""
        return unit_rows(self._adapter.applied(self._encoder.encode_questions(texts)))


class _AdapterTower(nn.Module):
    """Rows that are known, looked up by number, changed by what is trained."""

    def __init__(self, rows: NDArray[np.float32], seed: int) -> None:
        super().__init__()
        generator = torch.Generator().manual_seed(seed)
        self._rows = torch.from_numpy(rows)
        self.down = nn.Parameter(torch.randn(rows.shape[1], RANK, generator=generator) / rows.shape[1] ** 0.5)
        self.up = nn.Parameter(torch.zeros(RANK, rows.shape[1]))

    def forward(self, numbers: Sequence[Numbers]) -> torch.Tensor:
        rows = self._rows[torch.tensor([int(one[0]) for one in numbers])]
        changed: torch.Tensor = rows + rows @ self.down @ self.up
        return changed


def trained_adapter(encoder: Encoder, pairs: Sequence[Pair], checkpoint: Path, schedule: Schedule = OWN) -> Adapter:
    """Return an adapter for the rows of ``encoder``: each pair is shown as it is and spoilt."""
    chance, noise = random.Random(schedule.seed), Noise(swapped=0.0)
    shown = [*pairs, *(noise.spoilt(pair, chance) for pair in pairs)]
    rows = np.concatenate(
        [encoder.encode_questions([q for q, _ in shown]), encoder.encode_passages([p for _, p in shown])]
    )
    owners: dict[str, int] = {}
    numbers = [owners.setdefault(passage, len(owners)) for _, passage in (*pairs, *pairs)]
    count = len(shown)
    encoded = Encoded(
        questions=_numbered(0, count),
        passages=_numbered(count, count),
        owners=np.asarray(numbers, dtype=np.int64),
        others=_numbered(0, 0),
        hard=np.full((count, 0), -1, dtype=np.int64),
        sources=np.zeros(count, dtype=np.int64),
    )
    tower = train(
        _AdapterTower(rows, schedule.seed), encoded, replace(schedule, passes=schedule.passes / 2), checkpoint
    )
    return Adapter(tower.down.detach().numpy(), tower.up.detach().numpy())


def write_adapter(model: Path, adapter: Adapter, folder: Path) -> None:
    """Write the model of the folder ``model`` with this adapter, in the place of the one it may have, into ``folder``."""
    shutil.copytree(model, folder, dirs_exist_ok=True)
    save_file({"down": adapter.down, "up": adapter.up}, folder / ADAPTER_FILE)
    write_checksums(folder)


def _numbered(first: int, count: int) -> Ragged:
    return Ragged(np.arange(first, first + count, dtype=np.int32), np.arange(count + 1, dtype=np.int64))
