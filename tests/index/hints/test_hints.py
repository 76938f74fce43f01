"""What a question hints at, and which documents agree with it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.hints.agreement import SAME_HEAD, agreement, hints_of
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

# question, what the letter, the notice and a document without facts agree to
AGREED = [
    ("công văn 1088 giao ai", SAME_HEAD, 0, 0),
    ("1088/ubnd-th giao ai", 1, 0, 0),
    ("1088 ubnd th giao ai", 1, 0, 0),
    ("1.088/UBND-TH", 1, 0, 0),
    ("tb 13", 0, SAME_HEAD, 0),
    ("năm 2024 có 13 việc", 1, -1, 0),  # by its time: neither a year nor a count is a number of a document
    ("1088/UBND-NC", 0, 0, 0),  # the same figure of another register is another document
    ("việc tháng 6/2024", 1, -1, 0),
    ("việc tháng 7/2024", 0.5, -1, 0),
    ("việc ngày 18 tháng 6", 1, 0, 0),  # no year said
    ("quý II/2024", 1, -1, 0),
    ("năm 2025", 0, -1, 0),  # the year beside it: nothing known
    ("họp tháng 12/2020", -1, 1, 0),  # issued in January, about December
    ("họp thang 12 nam 2020", -1, 1, 0),
]


@pytest.mark.parametrize(("question", "letter", "notice", "bare"), AGREED)
def test_documents_agree_with_what_a_question_hints(question: str, letter: float, notice: float, bare: float) -> None:
    hints = hints_of(question)

    assert [agreement(hints, one) for one in (LETTER, NOTICE, BARE)] == pytest.approx([letter, notice, bare])


@pytest.mark.slow
@given(st.text(max_size=80))
def test_any_question_hints_something_or_nothing(question: str) -> None:
    hints = hints_of(question)

    assert all(-1 <= agreement(hints, one) <= 2 for one in (LETTER, NOTICE, BARE))
