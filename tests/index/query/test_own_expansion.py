"""Short forms that documents introduce: which are read from a text, and what a question makes of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical.fields import fields_of
from index.lexical.tantivy_index import LexicalIndex
from index.passages import Passage
from index.query.expansion import ABBREVIATIONS
from index.query.read import EXPANSIONS
from index.query.short_forms import short_forms
from ingest.document import Span

INTRODUCED = [
    ("hoạt động nuôi ghép cá lóc (NGCL) của hộ", "NGCL", "nuôi ghép cá lóc"),
    ("Phòng cháy, chữa cháy (PCCC)", "PCCC", "Phòng cháy, chữa cháy"),  # a comma inside
    ("giải phóng mặt bằng (sau đây gọi tắt là GPMB) khu A", "GPMB", "giải phóng mặt bằng"),
    ("quỹ bảo trì đường (viết tắt: QBTĐ)", "QBTĐ", "quỹ bảo trì đường"),
    ("khoa học và công nghệ (KHCN)", "KHCN", "khoa học và công nghệ"),  # leaves out "và"
    ("Tài nguyên và Môi trường (TN&MT)", "TN&MT", "Tài nguyên và Môi trường"),
    ("VLNCN (vật liệu nổ công nghiệp)", "VLNCN", "vật liệu nổ công nghiệp"),  # the other way round
]
NOT_INTRODUCED = [
    "nội dung thứ hai (II)",
    "Quỹ Khuyến học tỉnh (sau đây gọi là Quỹ)",
    "chỉ số hành chính công (PAPI)",  # no initials
    "trồng cây. Chăm sóc rừng (CCSR)",  # over the end of a sentence
    "theo kế hoạch (KHOACH2)",
]


@pytest.mark.parametrize(("text", "short", "full"), INTRODUCED)
def test_a_short_form_is_read_where_each_letter_begins_a_word(text: str, short: str, full: str) -> None:
    assert [(one.short, one.full) for one in short_forms(text)] == [(short, full)]


@pytest.mark.parametrize("text", NOT_INTRODUCED)
def test_what_stands_in_brackets_else_is_no_short_form(text: str) -> None:
    assert short_forms(text) == ()


@given(st.text(alphabet="aàbđ ĐABC().,&-²\n", max_size=60))
def test_forms_are_words_of_the_text(text: str) -> None:
    for one in short_forms(text):
        assert one.short in text
        assert one.full.split()[0] in text


def index_of(*texts: str) -> LexicalIndex:
    index = LexicalIndex()
    entries = (
        (number, f"d{number}", fields_of(Passage(f"d{number}", Span(0, len(text)), text, "section", 1)))
        for number, text in enumerate(texts, 1)
    )
    index.apply((), entries)
    return index


TEXTS = (
    "Hỗ trợ hộ nuôi ghép cá lóc (NGCL) ven hồ.",
    "Diện tích NGCL tăng hai lần.",
    "Nuôi ghép cá lóc cho năng suất cao.",
)


def wordings(index: LexicalIndex, question: str) -> dict[str, float]:
    return {one.wording: one.weight for one in index.read(question).alternatives}


@pytest.mark.parametrize("question", ["kỹ thuật NGCL", "kỹ thuật ngcl", "ky thuat ngcl"])
def test_a_short_form_of_the_archive_is_understood(question: str) -> None:
    index = index_of(*TEXTS)

    assert "nuôi ghép cá lóc" in wordings(index, question)
    assert {number for number, _ in index.search(question, 9)} == {1, 2, 3}


def test_the_words_find_what_documents_call_by_the_short_form_and_count_most() -> None:
    index = index_of(*TEXTS)

    assert wordings(index, "diện tích nuôi ghép cá lóc")["NGCL"] < 1
    found = [number for number, _ in index.search("nuôi ghép cá lóc", 9)]
    assert found[0] != 2
    assert 2 in found


def test_the_knowledge_goes_with_the_document_and_can_be_left_out() -> None:
    index = index_of(*TEXTS)
    others = [one for one in EXPANSIONS if one != ABBREVIATIONS]
    assert index.read("kỹ thuật ngcl", others).alternatives == ()

    index.apply(["d1"], ())

    assert wordings(index, "kỹ thuật ngcl") == {}


def test_the_other_words_of_the_question_decide_between_two_senses() -> None:
    index = index_of(
        "Trồng quế hữu cơ (TQHC) trên đồi dốc thoai thoải, chăm sóc quế hữu cơ.",
        "Thu quỹ học chung (TQHC) của lớp, công khai quỹ học chung.",
        "Chăm sóc trồng quế hữu cơ.",
    )

    assert list(wordings(index, "chăm sóc TQHC")) == ["Trồng quế hữu cơ"]
    undecided = wordings(index, "TQHC")
    assert set(undecided) == {"Trồng quế hữu cơ", "Thu quỹ học chung"}
    assert set(undecided.values()) == {0.5}
