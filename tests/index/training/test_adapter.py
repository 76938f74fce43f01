"""An adapter behind a transformer: learnt from pairs, written beside the model, read back with it."""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import index.training.adapting as adapting
import small_base
from index.dense.adapter import Adapter
from index.dense.checksums import verify
from index.dense.choice import remember, remembered
from index.dense.encoder import load_encoder
from index.dense.static_encoder import unit_rows
from index.training.adapter import AdaptedEncoder, RememberingEncoder, trained_adapter, write_adapter
from index.training.adapting import adapt, roll_back
from index.training.comparing import reciprocal_ranks

pytestmark = pytest.mark.slow

PAIRS = [(f"hoi {n}", f"doan {n}") for n in range(120)]


class Loud:
    """An encoder in which questions carry something loud that has nothing to do with their passages."""

    name = fingerprint = "loud"
    dimensions = 64

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the row of the number in each text."""
        return np.stack([_drawn(int("".join(s for s in one if s.isdigit()) or 0), 64) for one in texts])

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the same row under four loud directions."""
        loud = np.stack([_drawn(n, 64) for n in range(900, 904)])
        heard = np.stack([4 * _drawn(zlib.crc32(one.encode()), 4) @ loud for one in texts])
        found: NDArray[np.float32] = unit_rows((self.encode_passages(texts) + heard).astype(np.float32))
        return found


def _drawn(seed: int, size: int) -> NDArray[np.float32]:
    row = np.random.default_rng(seed).normal(size=size).astype(np.float32)
    found: NDArray[np.float32] = row / np.linalg.norm(row)
    return found


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_base.written(tmp_path_factory.mktemp("model"))[1]


def test_what_is_learnt_is_better(tmp_path: Path) -> None:
    plain = RememberingEncoder(Loud())
    adapter = trained_adapter(plain, PAIRS, tmp_path / "checkpoint")
    passages = [f"doan {n}" for n in range(240)]
    unseen = [(f"hoi {n}", f"doan {n}") for n in range(120, 240)]
    before, after = (reciprocal_ranks(one, unseen, passages).mean() for one in (plain, AdaptedEncoder(plain, adapter)))
    assert after > before + 0.1, "and not only on what it was shown"
    assert np.array_equal(trained_adapter(plain, PAIRS, tmp_path / "checkpoint").up, adapter.up), "seeded"


def test_an_adapter_is_read_back_with_its_model(model: Path, tmp_path: Path) -> None:
    chance = np.random.default_rng(2)
    down, up = (
        chance.normal(size=size).astype(np.float32) for size in ((small_base.HIDDEN, 4), (4, small_base.HIDDEN))
    )
    write_adapter(model, Adapter(down, up), tmp_path / "own")
    verify(tmp_path / "own")
    read, plain, texts = load_encoder(tmp_path / "own"), load_encoder(model), ["cấp nước", "đường xa", ""]
    assert read.fingerprint != plain.fingerprint
    told = AdaptedEncoder(plain, Adapter(down, up)).encode_passages(texts)
    assert np.allclose(read.encode_passages(texts), told, atol=1e-5)
    assert not np.allclose(told[:2], plain.encode_passages(texts)[:2], atol=0.1)
    assert not told[2].any()


def test_an_archive_is_adapted_to_and_taken_back(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from command_line import SAMPLES
    from ui.cli import main

    folder = tmp_path / "kho"
    assert main(["ingest", str(SAMPLES[0].parent), "--archive", str(folder), "--encoder", ""]) == 0
    remember(folder, str(model))
    monkeypatch.setattr(adapting, "OWN_FEWEST_PAIRS", 20)
    found = adapt(folder)
    assert found.structure.questions > adapting.PARTS
    assert found.installed is (remembered(folder) != str(model))
    if found.installed:
        assert (Path(found.model) / "adapter.safetensors").exists()
        assert roll_back(folder) == str(model)
    else:
        assert not list((folder / adapting.MODELS_FOLDER).glob("own-*"))
    shutil.rmtree(folder)
