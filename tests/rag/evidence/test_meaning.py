"""What nearness in meaning adds to the words of a question, and what a theme takes away."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dense.nearness import Nearness
from index.passages import Hit, Passage
from ingest.document import Span
from rag.evidence.expansion import load_wordings
from rag.evidence.matching import Alternative, Matcher, Topic, tokens_of
from rag.evidence.meaning import MOST, Meaning, Weights, load_weights, spelled_out, weights_of_meaning, worth_of
from rag.evidence.weighing import weighed, weight_of_wording
from rag.question.cues import asked
from rag.question.topic_words import topic_words


def passage(start: int) -> Passage:
    return Passage("d1", Span(start, start + 10), "Mười chữ. ", "section", 1)


def nearness(*cosines: float, passages: int = 1000) -> Nearness:
    hits = tuple(Hit(passage(20 * at), cosine) for at, cosine in enumerate(cosines))
    return Nearness(mean=0.05, deviation=0.1, passages=passages, hits=hits)


def test_without_an_encoder_meaning_says_nothing() -> None:
    assert Meaning(None).worth(passage(0)) == 0.0


def test_a_passage_far_above_chance_gains_and_one_below_it_loses_a_little() -> None:
    meaning = Meaning(nearness(0.55, 0.2))
    assert 0.1 < meaning.worth(passage(0)) <= MOST
    assert -0.15 < meaning.worth(passage(20)) < 0.0


def test_meaning_alone_is_never_an_answer() -> None:
    assert Meaning(nearness(1.0)).worth(passage(0)) <= MOST < 0.45


def test_the_same_cosine_is_worth_less_in_a_larger_archive() -> None:
    small, large = (Meaning(nearness(0.5, passages=count)).worth(passage(0)) for count in (300, 300_000))
    assert large < small


def test_a_passage_not_among_the_nearest_stands_no_higher_than_the_last_of_them() -> None:
    meaning = Meaning(nearness(0.55, 0.2))
    assert meaning.worth(passage(400)) == meaning.worth(passage(20))


@pytest.mark.slow
@given(st.floats(-10, 10), st.floats(0, 2))
def test_standing_out_more_is_never_worth_less(above: float, more: float) -> None:
    weights = weights_of_meaning()
    assert worth_of(above, weights) <= worth_of(above + more, weights) <= MOST


GOOD = asdict(Weights(0.17, 0.4, 0.3, 0.4))


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        json.dumps({"worth": 0.2}),
        json.dumps({**GOOD, "other": 1.0}),
        json.dumps({**GOOD, "worth": "much"}),
        json.dumps({**GOOD, "worth": -0.1}),
        json.dumps({**GOOD, "most": MOST + 0.1}),
        json.dumps({**GOOD, "worth": float("nan")}),
        json.dumps({**GOOD, "below_chance": float("nan")}),
    ],
)
def test_damaged_weights_are_refused_by_name(content: str, tmp_path: Path) -> None:
    file = tmp_path / "meaning.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"not weights of meaning: .*meaning\.json"):
        load_weights(file)


def test_weights_are_read_as_they_are_written(tmp_path: Path) -> None:
    file = tmp_path / "meaning.json"
    file.write_text(json.dumps(GOOD), encoding="utf-8")
    assert asdict(load_weights(file)) == GOOD


class EvenRarity:
    """Every token is as rare as every other."""

    def rarity(self, token: str, folded: bool) -> float:
        """Return 1."""
        return 1.0


def matcher(question: str, *subjects: str) -> Matcher:
    words = asked(question)
    made = Matcher(Topic(topic_words(words, ()), folded=False), EvenRarity())
    return made.over([tokens_of(one, folded=False) for one in subjects])


def test_what_is_asked_about_a_theme_must_be_met() -> None:
    subject = "Tổ chức Lễ hội Hoa Ban năm 2024"
    asking = matcher("dọn rác lễ hội hoa ban", subject)
    theme = asking.coverage(tokens_of("Xây dựng kịch bản Lễ hội Hoa Ban", folded=False))
    work = asking.coverage(tokens_of("Thu gom rác thải khu vực lễ hội", folded=False))
    assert theme.asked == 0.0 < work.asked
    assert weighed(theme, 0.0) < theme.share
    assert weighed(work, 0.0) == pytest.approx(work.share)


def test_without_a_theme_the_share_stands() -> None:
    asking = matcher("dọn rác lễ hội hoa ban", "Tăng cường phòng cháy")
    coverage = asking.coverage(tokens_of("Lễ hội Hoa Ban", folded=False))
    assert coverage.asked == 1.0
    assert weighed(coverage, 0.0) == coverage.share


@pytest.mark.parametrize(
    ("sentence", "preamble"),
    [
        ("Căn cứ Luật Đê điều, Ủy ban nhân dân tỉnh ban hành Kế hoạch phòng, chống hạn như sau:", True),
        ("Thực hiện Công văn số 12/UBND-KT, Sở Y tế báo cáo như sau:", True),
        ("Thực hiện nghiêm việc trực ban trong mùa mưa.", False),
        ("Sở Y tế ban hành kế hoạch tiêm phòng trước ngày 15/6/2024.", False),
    ],
)
def test_a_preamble_counts_less(sentence: str, preamble: bool) -> None:
    assert (weight_of_wording(sentence) < 1) is preamble


def test_abbreviations_are_spelled_out_for_the_encoder() -> None:
    words = asked("nộp BCTK cho tỉnh")
    topic = topic_words(words, ())
    at = next(position for position, word in enumerate(topic) if word.token == "bctk")
    reading = Topic(
        topic, folded=False, alternatives=(Alternative((at,), "báo cáo tổng kết", 0.9), Alternative((at,), "x", 0.5))
    )
    assert spelled_out(words.text, reading) == "nộp báo cáo tổng kết cho tỉnh"


def test_other_wordings_are_found_over_words_that_carry_no_topic() -> None:
    words = asked("ai lo chỗ ở mới cho bà con")
    topic = topic_words(words, ())
    assert "ở" not in [word.token for word in topic]
    assert "khu tái định cư" in [one.wording for one in load_wordings().alternatives(words, topic)]


@pytest.mark.parametrize(
    ("question", "text", "another"),
    [
        ("đề án 06 ai phụ trách", "Sở Nội vụ phụ trách Đề án 06.", False),
        ("đề án 06 ai phụ trách", "Sở Nội vụ phụ trách đề án số 6 của tỉnh.", False),
        ("đề án 06 ai phụ trách", "Sở Nội vụ phụ trách đề án 01, báo cáo trước ngày 06/5.", True),
        ("de an 06 ai phu trach", "Sở Nội vụ phụ trách đề án 01, báo cáo trước ngày 06/5.", True),
        ("quốc lộ 1 hư hỏng", "Quốc lộ 80 hư hỏng 1 km.", True),
        ("nêu gương 06 tổ chức", "Nêu gương đối với 06 tổ chức.", False),  # a count, not a name
    ],
)
def test_a_thing_told_apart_by_a_figure_is_not_another_of_its_kind(question: str, text: str, another: bool) -> None:
    typed = asked(question)
    topic = Topic(topic_words(typed, ()), typed.loose, load_wordings().alternatives(typed, topic_words(typed, ())))
    coverage = Matcher(topic, EvenRarity()).coverage(tokens_of(text, typed.loose))
    assert coverage.another is another
    if another:
        assert weighed(coverage, MOST) < 0.34, "not even a partial answer"
