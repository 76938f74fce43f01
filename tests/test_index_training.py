"""Training: pieces, contrast, resuming, the model folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer

from index.training.__main__ import main
from index.training.contrast import Schedule, first_weights, train
from index.training.model_folder import read_model, write_model
from index.training.pairs import Pair, beir_pairs, question_pairs, sentence_pairs, thesaurus_pairs
from index.training.pieces import learn_pieces
from index.training.split import held_out

TOPICS = ["lúa hè thu", "đường giao thông", "bệnh viện huyện", "trường học", "thu ngân sách", "cấp nước sạch"]
PAIRS: list[Pair] = [
    (f"ai lo {topic} đợt {n}", f"Giao đơn vị phụ trách {topic} báo cáo kết quả đợt {n} theo quy định")
    for topic in TOPICS
    for n in range(8)
]


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    path = tmp_path_factory.mktemp("pieces") / "tokenizer.json"
    return learn_pieces([f"{question} {passage}" for question, passage in PAIRS] * 5, path)


def test_the_two_ways_of_placing_a_tone_give_the_same_pieces(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("Hoà THUỶ khoẻ quý").ids == tokenizer.encode("hòa thủy khỏe quý").ids


def test_a_footnote_mark_is_no_part_of_a_piece(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("trường học¹⁷").ids == tokenizer.encode("trường học").ids


def test_training_moves_a_question_to_its_passage(tokenizer: Tokenizer, tmp_path: Path) -> None:
    start = first_weights(tokenizer.get_vocab_size(), 1)
    trained = train(start, tokenizer, PAIRS, Schedule(6, 16, 0.02, seed=1), tmp_path / "c.pt")

    def right(weights: torch.Tensor) -> float:
        def vectors(texts: list[str]) -> torch.Tensor:
            return torch.nn.functional.normalize(
                torch.stack([weights[tokenizer.encode(text).ids].mean(0) for text in texts])
            )

        scores = vectors([f"ai lo {t}" for t in TOPICS]) @ vectors([f"Giao đơn vị phụ trách {t}" for t in TOPICS]).T
        return float((scores.diagonal() - (scores.sum(1) - scores.diagonal()) / (len(TOPICS) - 1)).mean())

    assert right(trained) > right(start) + 0.1
    assert torch.equal(start, first_weights(tokenizer.get_vocab_size(), 1)), "the start vectors are left alone"


def test_a_stopped_training_goes_on_to_the_same_vectors(
    tokenizer: Tokenizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = first_weights(tokenizer.get_vocab_size(), 1)
    schedule = Schedule(3, 16, 0.02, seed=1, checkpoint_every=2)
    whole = train(start, tokenizer, PAIRS, schedule, tmp_path / "whole.pt")

    calls = 0
    loss = torch.nn.functional.cross_entropy

    def failing(scores: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
        nonlocal calls
        calls += 1
        if calls > 10:
            raise KeyboardInterrupt
        return loss(scores, gold)

    with monkeypatch.context() as patch:
        patch.setattr(torch.nn.functional, "cross_entropy", failing)
        with pytest.raises(KeyboardInterrupt):
            train(start, tokenizer, PAIRS, schedule, tmp_path / "stopped.pt")
    assert (tmp_path / "stopped.pt").exists()
    resumed = train(start, tokenizer, PAIRS, schedule, tmp_path / "stopped.pt")
    assert torch.allclose(whole, resumed, atol=1e-6)
    assert not (tmp_path / "stopped.pt").exists()


def test_a_model_folder_reads_back_and_keeps_its_card(tokenizer: Tokenizer, tmp_path: Path) -> None:
    weights = first_weights(tokenizer.get_vocab_size(), 3)
    tmp_path.joinpath("README.md").write_text("the card")
    write_model(tmp_path, tokenizer, weights)
    again, read = read_model(tmp_path)
    assert torch.equal(read, weights)
    assert again.encode("trường học").ids == tokenizer.encode("trường học").ids
    assert tmp_path.joinpath("README.md").read_text() == "the card"


def test_no_labelled_pair_comes_from_a_held_out_passage(tmp_path: Path) -> None:
    ids = [f"p{n}" for n in range(40)]
    (tmp_path / "passages.jsonl").write_text("\n".join(json.dumps({"id": i, "text": f"đoạn {i}"}) for i in ids))
    (tmp_path / "questions.jsonl").write_text(
        "\n".join(json.dumps({"id": i, "passage": i, "text": f"hỏi {i}"}) for i in ids)
    )
    expected = [(f"hỏi {i}", f"đoạn {i}") for i in ids if not held_out(i)]
    assert list(question_pairs(tmp_path)) == expected
    (tmp_path / "corpus.jsonl").write_text(
        "\n".join(json.dumps({"id": i, "title": "", "text": f"đoạn {i}"}) for i in ids)
    )
    (tmp_path / "queries.jsonl").write_text("\n".join(json.dumps({"id": f"q{i}", "text": f"hỏi {i}"}) for i in ids))
    (tmp_path / "qrels.train.tsv").write_text("".join(f"q{i}\t{i}\t1\n" for i in ids))
    assert list(beir_pairs(tmp_path, ["train"])) == expected
    assert 0 < len(expected) < len(ids)


def test_a_sentence_is_paired_with_its_neighbours_and_never_with_itself() -> None:
    import random

    sentences = [f"Câu số {n} nói về một việc khác hẳn những việc còn lại ở đây." for n in range(8)]
    for question, passage in sentence_pairs([" ".join(sentences)], random.Random(1)):
        assert question in sentences
        assert question not in passage


def test_the_thesaurus_gives_everyday_to_administrative(tmp_path: Path) -> None:
    path = tmp_path / "thesaurus.tsv"
    path.write_text("everyday\tadministrative\trelation\tdomain\tnote\nlàm ăn\tsản xuất | kinh doanh\tsyn\tchung\t\n")
    assert list(thesaurus_pairs(path)) == [("làm ăn", "sản xuất"), ("làm ăn", "kinh doanh")]


def test_a_missing_corpora_folder_is_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    arguments = [
        "all",
        "--corpora",
        str(tmp_path / "none"),
        "--run",
        str(tmp_path / "run"),
        "--out",
        str(tmp_path / "m"),
    ]
    assert main(arguments) == 1
    assert "none" in caplog.text
