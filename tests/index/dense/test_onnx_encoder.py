"""Rows of a transformer computed by onnxruntime beside those of sentence-transformers, on a small model made here."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

import small_base
from index.dense.checksums import CHECKSUMS
from index.dense.encoder import EncoderError, SentenceEncoder, load_encoder
from index.dense.onnx_encoder import ONNX_FILE, OnnxEncoder

TEXTS = ["cấp nước", "ai lo cấp nước cho xã này?", "x", "", "nước " * 90]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return small_base.written(tmp_path_factory.mktemp("models"))


def test_rows_are_those_of_sentence_transformers(models: tuple[Path, Path]) -> None:
    library, direct = SentenceEncoder("x", str(models[0]), "x"), load_encoder(models[1])
    assert isinstance(direct, OnnxEncoder)
    assert direct.dimensions == small_base.HIDDEN
    texts = [text for text in TEXTS if text][:3]
    for one, other in (
        (library.encode_passages(texts), direct.encode_passages(texts)),
        (library.encode_questions(texts), direct.encode_questions(texts)),
    ):
        assert (one * other).sum(axis=1).min() > 0.995, "eight bits"
        assert np.allclose(np.linalg.norm(other, axis=1), 1, atol=1e-5)
    asked, told = direct.encode_questions(texts), direct.encode_passages(texts)
    assert (asked * told).sum(axis=1).max() < 0.999, "the prompts differ"


def test_a_text_has_the_same_row_in_any_company(models: tuple[Path, Path]) -> None:
    encoder = load_encoder(models[1])
    together = encoder.encode_passages(TEXTS)
    alone = np.concatenate([encoder.encode_passages([text]) for text in TEXTS])
    assert np.array_equal(together, alone)
    assert not together[TEXTS.index("")].any(), "a text without a known word"
    assert encoder.encode_passages([]).shape == (0, small_base.HIDDEN)


def test_damaged_files_are_named(models: tuple[Path, Path], tmp_path: Path) -> None:
    whole = {path.relative_to(models[1]): path.read_bytes() for path in models[1].rglob("*") if path.is_file()}

    def copied(name: str, **changed: bytes) -> Path:
        for path, content in whole.items():
            place = tmp_path / name / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(changed.get(path.name, content))
        return tmp_path / name

    broken = copied("changed", **{Path(ONNX_FILE).name: b"not a model"})
    with pytest.raises(EncoderError) as found:
        load_encoder(broken).encode_questions(["gì"])
    assert (found.value.code, found.value.detail) == ("encoder_damaged", str(broken / ONNX_FILE))
    (broken / CHECKSUMS).unlink()
    with pytest.raises(EncoderError) as found:
        load_encoder(broken).encode_questions(["gì"])
    assert found.value.code == "encoder_broken"
    other = copied("max", **{"config.json": json.dumps({"pooling_mode": "max"}).encode()})
    assert not isinstance(load_encoder(other), OnnxEncoder), "another pooling is left to the library"
