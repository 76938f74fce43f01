"""Choosing another encoder for an archive: remembered, computed with progress, stopped and gone on with."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import small_base
from command_line import SAMPLES, tracuu, value_of
from index.dense.encoder import load_encoder
from index.dense.onnx_encoder import OnnxEncoder
from index.store import stores
from index.store.opening import encoded_with
from rag.library import Library
from ui.cli import main
from ui.terminal.encoding_bar import EncodingBar


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_base.written(tmp_path_factory.mktemp("model"))[1]


def test_a_stopped_encoding_goes_on_with_whatever_opens_the_archive(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "kho"
    assert main(["ingest", *map(str, SAMPLES), "--archive", str(folder), "--encoder", "fast"]) == 0
    monkeypatch.setattr(stores, "_ENCODED_AT_ONCE", 4)
    encoded, whole = 0, OnnxEncoder.encode_passages

    def stopping(self: OnnxEncoder, texts: list[str]) -> object:
        nonlocal encoded
        if encoded >= 8:
            raise KeyboardInterrupt
        encoded += len(texts)
        return whole(self, texts)

    monkeypatch.setattr(OnnxEncoder, "encode_passages", stopping)
    assert main(["encode", "--archive", str(folder), "--encoder", str(model)]) == 1
    assert encoded == 8
    monkeypatch.setattr(OnnxEncoder, "encode_passages", whole)
    told: list[tuple[int, int]] = []
    with Library.open(folder, encoded=lambda done, total: told.append((done, total))) as library:
        status = library.index.status()
    assert told[0][0] == 12, "eight were kept"
    assert told[-1] == (status.passages, status.passages)
    assert (status.encoder, status.fingerprint) == ("small", load_encoder(model).fingerprint)
    assert status.consistent


def test_the_choice_is_told_and_another_default_does_not_undo_it(model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kho"
    assert main(["ingest", *map(str, SAMPLES), "--archive", str(folder), "--encoder", "fast"]) == 0
    (folder / "encoder.json").unlink()  # an archive of a version that had one encoder and noted nothing
    with Library.open(folder) as library:
        assert library.index.status().fingerprint == load_encoder("fast").fingerprint
    assert encoded_with(folder / "index") == load_encoder("fast").fingerprint
    assert encoded_with(tmp_path / "nowhere") is None
    run = tracuu("encode", "--encoder", str(model), "--json", folder=folder)
    assert run.returncode == 0, run.stderr
    assert value_of(run) | {"encoder": "small"} == value_of(run)
    assert value_of(run)["passages"] == value_of(run)["vectors"] > 0
    assert "Mô hình ngữ nghĩa: small" in tracuu("status", folder=folder).stdout


def test_an_encoder_that_cannot_be_had_is_not_remembered(tmp_path: Path) -> None:
    folder = tmp_path / "kho"
    assert main(["ingest", *map(str, SAMPLES), "--archive", str(folder), "--encoder", ""]) == 0
    run = tracuu("encode", "--encoder", "./khong-co", folder=folder)
    assert run.returncode == 2
    assert "khong-co" in run.stderr
    assert not (folder / "encoder.json").exists()


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_in_passages() -> None:
    shown = _Terminal()
    bar = EncodingBar(shown)
    bar(256, 1000)
    bar(512, 1000)
    bar.close()
    assert "512/1000 đoạn" in shown.getvalue()
    EncodingBar().close()
