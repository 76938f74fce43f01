"""Evidence as spans: read, found again when the reading moved, and turned into what must be found."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives import directive
from eval.gold.evidence import SpanQuestion, holds_spans, placed, read_questions
from eval.gold.gold_span import GoldError
from eval.gold.judged import of_spans, passage_name, relevant
from index.chunking.cut import passages_of
from ingest.document import Document, Span
from ingest.text.alignment import Letters, checksum
from ingest.text.folding import fold

PARAGRAPHS = (
    "Sở Thủy lợi nạo vét kênh Cầu Đá trước mùa mưa và báo cáo kết quả về Ủy ban nhân dân tỉnh Bình Lạc hằng tháng.",
    "Sở Du lịch mở tuyến thuyền Bến Gỗ, niêm yết giá vé và kiểm tra áo phao của từng chuyến trong dịp lễ sắp tới.",
)
DOCUMENT = directive("nạo vét", PARAGRAPHS, number="7/KH-UBND")


def letter_count(words: str) -> int:
    return sum(map(str.isalnum, fold(words).lower()))


def noted(words: str, document: Document = DOCUMENT, letters: bool = True, **more: object) -> dict[str, object]:
    start = document.text.index(words)
    return {
        "document": document.file_name,
        "sha256": document.sha256,
        "start": start,
        "end": start + len(words),
        "crc": checksum(words),
        "letters": letter_count(words) if letters else 0,
        "footnote": False,
        **more,
    }


def question(name: str, *evidence: dict[str, object], style: str = "plain", **more: object) -> dict[str, object]:
    return {"id": name, "question": f"câu {name}", "style": style, "split": "dev", "evidence": evidence, **more}


def written(folder: Path, *items: dict[str, object]) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in items), encoding="utf-8")
    return path


def read(folder: Path, *items: dict[str, object]) -> tuple[SpanQuestion, ...]:
    return read_questions(written(folder, *items))


CANAL = "nạo vét kênh Cầu Đá trước mùa mưa"
BOAT = "mở tuyến thuyền Bến Gỗ"


def test_the_two_halves_are_kept_apart(tmp_path: Path) -> None:
    path = written(tmp_path, question("a", noted(CANAL)), question("b", noted(BOAT), split="test"))
    assert [one.id for one in read_questions(path, "dev")] == ["a"]
    assert [one.id for one in read_questions(path, "test")] == ["b"]
    assert holds_spans(path)


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ({"id": "a", "question": "?", "style": "plain", "split": "dev"}, "evidence"),
        (question("a"), "evidence"),
        (question("a", noted(CANAL), split="held"), "held"),
        (question("a", noted(CANAL, end=3, start=9)), "start 9"),
        (question("a", noted(CANAL, crc="x")), "x"),
    ],
)
def test_a_broken_question_is_named_by_file_and_line(tmp_path: Path, broken: dict[str, object], why: str) -> None:
    with pytest.raises(GoldError, match=rf"questions\.jsonl:2: .*{why}"):
        read(tmp_path, question("whole", noted(BOAT)), broken)


@pytest.mark.parametrize("letters", [True, False])
@pytest.mark.parametrize(
    "moved",
    [
        "0. Lời thêm vào trước.\n" + DOCUMENT.text,
        DOCUMENT.text.replace("kênh Cầu Đá", "kênh  Cầu\nĐá,"),
        DOCUMENT.text.replace("trước mùa mưa", "TRƯỚC MÙA MƯA¹"),
        DOCUMENT.text.upper(),
    ],
    ids=["text before it", "blanks and points", "a mark behind it", "another case"],
)
def test_words_are_found_where_they_stand_now(moved: str, letters: bool) -> None:
    start = DOCUMENT.text.index(CANAL)
    count = letter_count(CANAL) if letters else 0
    found = Letters(moved).find(Span(start, start + len(CANAL)), checksum(CANAL), count)
    assert found is not None
    assert checksum(found.of(moved)) == checksum(CANAL)


def test_words_that_are_nowhere_are_lost_and_with_them_a_question_that_rests_on_them(tmp_path: Path) -> None:
    gone = noted(CANAL) | {"crc": 1}
    questions = read(tmp_path, question("a", gone, noted(BOAT)), question("b", noted(BOAT), gone))
    here, lost = placed(questions, [DOCUMENT])
    assert [(one.id, len(one.evidence)) for one in here] == [("b", 1)]
    assert lost == (("a", DOCUMENT.file_name), ("b", DOCUMENT.file_name))


def test_evidence_of_a_document_that_is_not_there_is_lost(tmp_path: Path) -> None:
    elsewhere = noted(CANAL, sha256=hashlib.sha256(b"other").hexdigest())
    assert placed(read(tmp_path, question("a", elsewhere)), [DOCUMENT])[0] == ()


def test_a_question_is_judged_by_the_passages_that_carry_its_evidence(tmp_path: Path) -> None:
    questions, _ = placed(read(tmp_path, question("a", noted(CANAL), noted(BOAT))), [DOCUMENT])
    judged = of_spans("set", questions, [DOCUMENT], passages_of).questions[0]
    carriers = [
        {passage_name(one) for one in passages_of(DOCUMENT) if words in one.text and one.kind == "section"}
        for words in (CANAL, BOAT)
    ]
    assert [set(one) for one in judged.evidence] == carriers
    assert judged.grades.keys() == carriers[0] | carriers[1]


def test_twins_stand_in_one_cluster_and_beside_the_question_they_repeat(tmp_path: Path) -> None:
    note = noted(CANAL, footnote=True)
    plain = question("a", note)
    questions, _ = placed(read(tmp_path, plain, question("a-x", note, style="nodia", twin="a")), [DOCUMENT])
    first, second = of_spans("set", questions, [DOCUMENT], passages_of).questions
    assert first.cluster == second.cluster
    assert set(first.groups) == {"written", "plain", "footnote", "plain of nodia"}
    assert set(second.groups) == {"nodia", "footnote"}


@pytest.mark.parametrize(
    ("passage", "evidence", "carries", "why"),
    [
        (Span(0, 100), Span(20, 40), True, "evidence inside the passage"),
        (Span(20, 40), Span(0, 100), True, "a passage that is a part of long evidence"),
        (Span(0, 100), Span(90, 110), True, "half of the shorter one"),
        (Span(0, 100), Span(91, 111), False, "less than half of it"),
        (Span(0, 100), Span(100, 120), False, "only touching"),
    ],
)
def test_a_passage_carries_evidence_when_they_share_half_of_the_shorter(
    passage: Span, evidence: Span, carries: bool, why: str
) -> None:
    assert relevant(passage, evidence) is carries, why


@given(st.integers(0, 90), st.integers(1, 60), st.integers(0, 90), st.integers(1, 60))
def test_carrying_does_not_depend_on_the_order(a: int, n: int, b: int, m: int) -> None:
    assert relevant(Span(a, a + n), Span(b, b + m)) is relevant(Span(b, b + m), Span(a, a + n))


@given(st.text(max_size=60), st.text(alphabet="abđế 1,.", min_size=1, max_size=20), st.text(max_size=60))
def test_whatever_stands_around_them_words_with_letters_are_found(before: str, words: str, after: str) -> None:
    if letter_count(words):
        found = Letters(before + words + after).find(Span(0, len(words)), checksum(words), letter_count(words))
        assert found is not None
        assert checksum(found.of(before + words + after)) == checksum(words)
