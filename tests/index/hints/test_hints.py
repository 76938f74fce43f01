"""What a question hints at, and which documents agree with it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.hints.agreement import HINTS, KIN, SAME_HEAD, agreement, hints_of
from index.passages import Passage
from ingest.document import Span


def passage(text: str = "Nội dung.", document: str = "a", **facts: object) -> Passage:
    return Passage(document, Span(0, len(text)), text, **{"kind": "section", "page": 1, **facts})  # type: ignore[arg-type]


LETTER = passage(
    document_kind="công văn",
    number="1088 /UBND-TH",
    issuer="Ủy ban nhân dân tỉnh Bình Lạc",
    issued_on=date(2024, 6, 18),
    subject="phòng, chống dịch tại huyện Hồ Sen",
)
NOTICE = passage(
    document="b",
    document_kind="thông báo kết luận",
    number="13/TB-VP",
    issuer="Sở Kế hoạch và Đầu tư",
    issued_on=date(2021, 1, 7),
    subject="kết luận tháng 12 năm 2020",
)
BARE = passage(document="c")

# question, hint, what the letter, the notice and a document without facts agree to
AGREED = [
    ("công văn 1088 giao ai", "number", SAME_HEAD, 0, 0),
    ("1088/ubnd-th giao ai", "number", 1, 0, 0),
    ("1088 ubnd th giao ai", "number", 1, 0, 0),
    ("1.088/UBND-TH", "number", 1, 0, 0),
    ("tb 13", "number", 0, SAME_HEAD, 0),
    ("năm 2024 có 13 việc", "number", 0, 0, 0),  # neither a year nor a count is a number of a document
    ("1088/UBND-NC", "number", 0, 0, 0),  # the same figure of another register is another document
    ("theo công văn thì ai làm", "kind", 1, 0, 0),
    ("cv nao noi ve dich", "kind", 1, 0, 0),
    ("sở thông tin truyền thông", "kind", 0, 0, 0),
    ("thông báo tháng 1 nói gì", "kind", 0, 1, 0),  # thông báo kết luận is a thông báo
    ("kinh phí của ubnd tỉnh", "issuer", 1, 0, 0),
    ("sở kế hoạch đầu tư báo gì", "issuer", 0, 1, 0),
    ("so ke hoach va dau tu bao gi", "issuer", 0, 1, 0),
    ("sở tài chính báo gì", "issuer", 0, KIN, 0),  # took over its whole work in 2025
    ("việc tháng 6/2024", "date", 1, -1, 0),
    ("việc tháng 7/2024", "date", 0.5, -1, 0),
    ("việc ngày 18 tháng 6", "date", 1, 0, 0),  # no year said
    ("quý II/2024", "date", 1, -1, 0),
    ("năm 2025", "date", 0, -1, 0),  # the year beside it: nothing known
    ("họp tháng 12/2020", "date", -1, 1, 0),  # issued in January, about December
    ("họp thang 12 nam 2020", "date", -1, 1, 0),
    ("dịch ở huyện Hồ Sen", "place", 1, 0, 0),
    ("dich o huyen ho sen", "place", 1, 0, 0),
    ("huyện nào có dịch", "place", 0, 0, 0),
    ("an sinh xã hội", "place", 0, 0, 0),
]


@pytest.mark.parametrize(("question", "hint", "letter", "notice", "bare"), AGREED)
def test_documents_agree_with_what_a_question_hints(
    question: str, hint: str, letter: float, notice: float, bare: float
) -> None:
    found = agreement(hints_of(question), (LETTER, NOTICE, BARE))

    assert found[:, HINTS.index(hint)].tolist() == pytest.approx([letter, notice, bare])


def test_an_issuer_that_no_list_has_agrees_by_its_words() -> None:
    harbour = passage(issuer="Cảng vụ Hồ Sen")

    assert agreement(hints_of("giấy phép của cang vu ho sen"), (harbour,))[0, HINTS.index("issuer")] == 1
    assert agreement(hints_of("giấy phép của cảng"), (harbour,))[0, HINTS.index("issuer")] == 0


def test_a_place_is_found_in_the_passage_and_a_merged_province_counts_for_half() -> None:
    found = agreement(
        hints_of("du lịch tỉnh Kiên Giang"),
        (passage("Khách đến Kiên Giang."), passage("Khách đến An Giang."), passage("Khách đến Huế.")),
    )

    assert found[:, HINTS.index("place")].tolist() == [1.0, 0.5, 0.0]


@given(st.text(max_size=80))
def test_any_question_hints_something_or_nothing(question: str) -> None:
    found = agreement(hints_of(question), (LETTER, NOTICE, BARE))

    assert found.shape == (3, len(HINTS))
    assert np.abs(found).max() <= 1
