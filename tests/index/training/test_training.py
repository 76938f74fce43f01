"""Training: pieces, contrast, resuming, the model folder."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index.training.__main__ import main
from index.training.composition import composition, parts_of
from index.training.contrast import Schedule, train
from index.training.encoded import Encoded, Pair, encode_pairs
from index.training.labelled_pairs import beir_pairs, question_pairs, thesaurus_pairs
from index.training.model_folder import read_model, write_model
from index.training.noise import Noise, recognised, slipped
from index.training.pieces import FIGURE, START, learn_pieces
from index.training.rewording import Rewordings, agency_swaps, thesaurus_swaps
from index.training.split import half, held_out, trained_on
from index.training.stages import first_weights
from index.training.towers import BagTower
from index.training.weak_pairs import item_pairs, sentence_pairs, stretches

pytestmark = pytest.mark.slow

TOPICS = ["lúa hè thu", "đường giao thông", "bệnh viện huyện", "trường học", "thu ngân sách", "cấp nước sạch"]
PAIRS: list[Pair] = [
    (f"ai lo {topic} đợt {n}", f"Giao đơn vị phụ trách {topic} báo cáo kết quả đợt {n} theo quy định")
    for topic in TOPICS
    for n in range(8)
]


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    path = tmp_path_factory.mktemp("pieces") / "tokenizer.json"
    return learn_pieces([f"{question} {passage}" for question, passage in PAIRS] * 8, path, 400, 0)


@pytest.fixture(scope="module")
def superwords(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    path = tmp_path_factory.mktemp("superwords") / "tokenizer.json"
    return learn_pieces([f"{question} {passage}" for question, passage in PAIRS] * 8, path, 400, 60)


def start(tokenizer: Tokenizer) -> torch.Tensor:
    return first_weights(tokenizer.get_vocab_size(), 32, 1)


def test_the_two_ways_of_placing_a_tone_give_the_same_pieces(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("Hoà THUỶ khoẻ quý").ids == tokenizer.encode("hòa thủy khỏe quý").ids


def test_a_footnote_mark_is_no_part_of_a_piece(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("trường học¹⁷").ids == tokenizer.encode("trường học").ids


def test_words_of_several_syllables_become_one_piece_but_not_across_signs(superwords: Tokenizer) -> None:
    assert "▁đường▁giao▁thông" in superwords.encode("đường giao thông").tokens
    assert not any(START in piece[1:] for piece in superwords.encode("đường, giao, thông").tokens)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("kinh phí 1.250.000 đồng", 1),  # in groups
        ("tăng 12,5%", 1),  # with decimals
        ("công văn 1088/UBND-TH", 1),  # longer than a day, a month or an article
        ("năm 2024", 0),  # a year is a word
        ("ngày 18/6, Điều 12", 0),  # days, months and articles as well
    ],
)
def test_a_figure_that_only_the_words_leg_can_find_becomes_one_sign(
    tokenizer: Tokenizer, text: str, figures: int
) -> None:
    normal = tokenizer.normalizer.normalize_str(text)
    assert normal.count(FIGURE) == figures


def test_a_piece_is_made_of_its_syllables_and_of_itself_without_diacritics() -> None:
    assert parts_of("▁ủy▁ban") == {"▁ủy▁ban", "▁uy▁ban", "▁ủy", "▁uy", "▁ban"}
    assert parts_of("▁ban") == {"▁ban"}


def test_vectors_are_the_sums_of_their_parts(superwords: Tokenizer) -> None:
    parts = start(superwords)
    whole = BagTower(parts, composition(superwords)).vectors()
    vocabulary = superwords.get_vocab()
    piece = "▁đường▁giao▁thông"
    wanted = sum(parts[vocabulary[one]] for one in parts_of(piece) if one in vocabulary)
    assert torch.allclose(whole[vocabulary[piece]], torch.as_tensor(wanted), atol=1e-6)


def test_training_moves_a_question_to_its_passage(tokenizer: Tokenizer, tmp_path: Path) -> None:
    before = start(tokenizer)
    pairs = encode_pairs(tokenizer, PAIRS)
    tower = BagTower(before, composition(tokenizer))
    untrained = tower.vectors()
    trained = train(tower, pairs, Schedule(6, 16, 0.02, seed=1), tmp_path / "c.pt").vectors()

    pairs = encode_pairs(tokenizer, PAIRS)

    def right(weights: torch.Tensor) -> float:
        bag = BagTower(weights)
        rows = [bag(side.rows(range(len(PAIRS)), 64)).detach() for side in (pairs.questions, pairs.passages)]
        scores = torch.nn.functional.normalize(rows[0]) @ torch.nn.functional.normalize(rows[1]).T
        return float((scores.diagonal() - scores.mean(1)).mean())

    assert right(trained) > right(untrained) + 0.1
    assert torch.equal(before, start(tokenizer)), "the start vectors are left alone"


def test_a_stopped_training_goes_on_to_the_same_vectors(
    tokenizer: Tokenizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule = Schedule(3, 16, 0.02, seed=1, checkpoint_every=2)
    noise = Noise()

    def shown(number: int) -> Encoded:
        chance = random.Random(number)
        return encode_pairs(tokenizer, PAIRS, lambda pair, _: noise.spoilt(pair, chance))

    whole = train(BagTower(start(tokenizer)), shown, schedule, tmp_path / "whole.pt").vectors()

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
            train(BagTower(start(tokenizer)), shown, schedule, tmp_path / "stopped.pt")
    assert (tmp_path / "stopped.pt").exists()
    resumed = train(BagTower(start(tokenizer)), shown, schedule, tmp_path / "stopped.pt").vectors()
    assert torch.allclose(whole, resumed, atol=1e-6)
    assert not (tmp_path / "stopped.pt").exists()


def test_a_mined_passage_is_pushed_away(tokenizer: Tokenizer, tmp_path: Path) -> None:
    wrong = "ai lo lúa"  # near the question by its words, and in no batch of its own accord
    hard = [[wrong] for _ in PAIRS]

    def nearness(pairs: Encoded) -> float:
        tower = train(BagTower(start(tokenizer)), pairs, Schedule(4, 16, 0.02, seed=1), tmp_path / "c.pt")
        texts = encode_pairs(tokenizer, [(PAIRS[0][0], wrong)])
        question, passage = tower(texts.questions.rows([0], 64)), tower(texts.passages.rows([0], 64))
        return torch.nn.functional.cosine_similarity(question, passage).item()

    assert nearness(encode_pairs(tokenizer, PAIRS, hard=hard)) < nearness(encode_pairs(tokenizer, PAIRS)) - 0.1


def test_encoded_pairs_read_back_as_they_were(tokenizer: Tokenizer, tmp_path: Path) -> None:
    pairs = encode_pairs(tokenizer, PAIRS, hard=[["một đoạn khác"]] * len(PAIRS))
    pairs.save(tmp_path / "pairs.npz")
    again = Encoded.load(tmp_path / "pairs.npz")
    assert [row.tolist() for row in again.passages.rows(range(9), 99)] == [
        row.tolist() for row in pairs.passages.rows(range(9), 99)
    ]
    assert np.array_equal(again.hard, pairs.hard)
    assert np.array_equal(again.owners, pairs.owners)


def test_a_text_without_pieces_is_one_unknown_piece(tokenizer: Tokenizer) -> None:
    assert [row.tolist() for row in encode_pairs(tokenizer, [("", "?!")]).questions.rows([0], 9)] == [[0]]


def test_a_model_folder_reads_back_and_keeps_its_card(tokenizer: Tokenizer, tmp_path: Path) -> None:
    weights = start(tokenizer)
    tmp_path.joinpath("README.md").write_text("the card")
    write_model(tmp_path, tokenizer, weights)
    again, read = read_model(tmp_path)
    assert torch.allclose(read, weights, atol=float(weights.abs().max()) / 127)
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
    sentences = [f"Câu số {n} nói về một việc khác hẳn những việc còn lại ở đây." for n in range(8)]
    for question, passage in sentence_pairs([" ".join(sentences)], random.Random(1)):
        assert question in sentences
        assert question not in passage


def test_the_thesaurus_gives_everyday_to_administrative(tmp_path: Path) -> None:
    path = tmp_path / "thesaurus.tsv"
    path.write_text("everyday\tadministrative\trelation\tdomain\tnote\nlàm ăn\tsản xuất | kinh doanh\tsyn\tchung\t\n")
    assert list(thesaurus_pairs(path)) == [("làm ăn", "sản xuất"), ("làm ăn", "kinh doanh")]


def test_a_lead_in_is_paired_with_one_of_its_items() -> None:
    body = (
        "Sở Y tế có trách nhiệm:\na) Kiểm tra các cơ sở khám bệnh trong quý;\nb) Báo cáo kết quả trước ngày 20.\nHết."
    )
    for question, item in item_pairs("Tổ chức thực hiện", body, random.Random(3)):
        assert question.endswith("Sở Y tế có trách nhiệm:")
        assert item in {"Kiểm tra các cơ sở khám bệnh trong quý;", "Báo cáo kết quả trước ngày 20."}


@given(st.text(alphabet="ab \n", max_size=4000))
def test_stretches_lose_no_letter(text: str) -> None:
    assert "".join("".join(stretches(text)).split()) == "".join(text.split())
    assert all(len(part) <= 1200 for part in stretches(text))


@given(st.text(max_size=80), st.integers(0, 99))
def test_spoiling_is_the_same_for_the_same_seed_and_never_fails(text: str, seed: int) -> None:
    for spoil in (slipped, recognised):
        assert spoil(text, random.Random(seed), 0.5) == spoil(text, random.Random(seed), 0.5)


def test_wordings_are_swapped_whole_and_the_longest_first(tmp_path: Path) -> None:
    path = tmp_path / "thesaurus.tsv"
    path.write_text(
        "everyday\tadministrative\trelation\tdomain\tnote\n"
        "coi lại\trà soát\tsyn\tchung\t\n"
        "coi hết lại\ttổng rà soát\tsyn\tchung\t\n"
        "tại mưa\tnguyên nhân khách quan\tcause\tchung\t\n"
        "BHYT\tbảo hiểm y tế\tabbreviation\tchung\t\n",
        encoding="utf-8",
    )
    wordings = Rewordings(thesaurus_swaps(path))
    for text, swapped in [
        ("Tổng rà soát các dự án", "coi hết lại các dự án"),
        ("việc rà soát, bổ sung", "việc coi lại, bổ sung"),
        ("nguyên nhân khách quan", "nguyên nhân khách quan"),  # a cause is no other wording
        ("thẻ bảo hiểm y tế", "thẻ BHYT"),
        ("thẻ BHYT", "thẻ bảo hiểm y tế"),
    ]:
        assert wordings.swapped(text, random.Random(1), 1.0) == swapped
        assert wordings.swapped(text, random.Random(1), 0.0) == text


def test_a_body_may_be_called_by_the_name_it_had() -> None:
    swaps = set(agency_swaps())
    assert ("Sở Kế hoạch và Đầu tư", "Sở Tài chính") in swaps
    assert ("Sở Tài chính", "Sở Kế hoạch và Đầu tư") in swaps
    assert all(name != other for name, other in swaps)


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


def test_each_passage_that_may_be_trained_on_is_in_one_half_and_held_out_ones_are_in_none() -> None:
    names = [f"doc-{n}" for n in range(2000)]
    for name in names:
        assert trained_on(name) is not held_out(name)
        assert [trained_on(name, left_out) for left_out in (0, 1)].count(True) == (0 if held_out(name) else 1)
    first = sum(half(name) == 0 for name in names if not held_out(name))
    assert 0.45 < first / sum(not held_out(name) for name in names) < 0.55
