"""Rivals of the shipped encoder: a transformer and late interaction, on a few invented sentences."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from eval.encoders.rivals.deep import DeepTower
from eval.encoders.rivals.late import LateTower, late_scores, late_vectors
from eval.encoders.rivals.model import is_rival, load_rival, write_rival
from index.training.encoded import encode_pairs, encode_texts
from index.training.pieces import learn_pieces
from index.training.stages import first_weights
from index.training.towers import BagTower

THINGS = ["cấp nước sạch", "trồng rừng", "tiêm vắc xin", "sửa cầu đường", "thi tốt nghiệp", "nuôi tôm"]
TEXTS = [f"Sở Công Thương trình kế hoạch số {n} về việc {THINGS[n % 6]} trước mùa mưa." for n in range(12)]


@pytest.mark.parametrize(("layers", "width"), [(2, 64), (1, 128)])
def test_an_untrained_transformer_points_where_the_bag_does(layers: int, width: int, tmp_path: Path) -> None:
    tokenizer = learn_pieces(TEXTS * 2, tmp_path / "t.json", 300, 0)
    weights = first_weights(tokenizer.get_vocab_size(), 64, 1)
    rows = encode_pairs(tokenizer, [(one, one) for one in TEXTS]).passages.rows(range(5), 64)
    flat = torch.nn.functional.normalize(BagTower(weights)(rows))
    deep = torch.nn.functional.normalize(DeepTower(weights, layers, width)(rows))
    assert torch.allclose(deep[:, :64], flat, atol=0.01)


def test_late_interaction_scores_alike_in_training_and_in_use(tmp_path: Path) -> None:
    tokenizer = learn_pieces(TEXTS * 2, tmp_path / "t.json", 300, 20)
    tower = LateTower(first_weights(tokenizer.get_vocab_size(), 16, 1), thin=8)
    questions, passages = encode_texts(tokenizer, THINGS), encode_texts(tokenizer, TEXTS)
    trained = tower(questions.rows(range(6), 99), passages.rows(range(12), 999)).detach().numpy()
    assert late_scores(late_vectors(tower), questions, passages) == pytest.approx(trained, abs=1e-5)
    own = late_scores(late_vectors(tower), passages, passages)
    assert np.allclose(own.diagonal(), 1.0, atol=1e-5), "every piece finds itself"


@pytest.mark.parametrize("kind", ["deep", "late"])
def test_a_rival_is_read_back_as_it_was(kind: str, tmp_path: Path) -> None:
    tokenizer = learn_pieces(TEXTS * 2, tmp_path / "t.json", 300, 0)
    weights = first_weights(tokenizer.get_vocab_size(), 64, 1)
    torch.manual_seed(1)
    tower = DeepTower(weights, 1, 64) if kind == "deep" else LateTower(weights, thin=8)
    write_rival(tmp_path / "rival", tokenizer, tower, {"kind": kind, "layers": 1, "width": 64})
    assert is_rival(tmp_path / "rival")
    table = load_rival(tmp_path / "rival").scores(THINGS, TEXTS)
    assert table.shape == (6, 12)
    if kind == "deep":
        rows = encode_pairs(tokenizer, [(THINGS[0], TEXTS[0])])
        near = torch.cosine_similarity(tower(rows.questions.rows([0], 64)), tower(rows.passages.rows([0], 256)))
        assert table[0, 0] == pytest.approx(near.item(), abs=0.02)
