"""Figures, their units, and which of them a question wants."""

from __future__ import annotations

import pytest

from ingest.document import Span
from rag.question.cues import asked
from rag.question.values import Value, asked_value, find_values, fits


def values(text: str) -> list[tuple[str, str]]:
    return [(value.figure, value.unit.split(" ")[0]) for value in find_values(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("thành lập mới 35 hợp tác xã, vốn 1.250 tỷ đồng", [("35", "hợp"), ("1.250", "tỷ")]),
        ("đạt 87,5% kế hoạch", [("87,5", "%")]),
        ("lắp 3.525/3.995 tàu", [("3.525/3.995", "tàu")]),
        ("lũy kế 11 tháng 640 vụ", [("640", "vụ")]),  # 11 tháng is a time
        ("ngày 12/5/2021 có 06 người", [("06", "người")]),
        ("Quyết định số 206/QĐ-UBND năm 2024", []),
        ("2. Sở Y tế mua 14 xe", [("14", "xe")]),  # 2 is the item's number
    ],
)
def test_figures_are_found_and_dates_and_numbers_are_none(text: str, found: list[tuple[str, str]]) -> None:
    assert values(text) == found


@pytest.mark.parametrize(
    ("question", "dimension"),
    [
        ("Thành lập bao nhiêu hợp tác xã?", "count"),
        ("Giải ngân được mấy %?", "percent"),
        ("Kinh phí làm kè bao nhiêu?", "money"),
        ("mất bao nhiêu tiền", "money"),
        ("diện tích lúa bao nhiêu", "area"),
        ("tỉnh xếp hạng mấy", "rank"),
        ("thiệt hại bao nhiêu?", "any"),
    ],
)
def test_the_measure_that_is_asked(question: str, dimension: str) -> None:
    assert asked_value(asked(question)).dimension == dimension


def test_money_is_no_answer_to_how_many() -> None:
    wanted = asked_value(asked("bao nhiêu hợp tác xã"))
    assert fits(Value(Span(0, 1), "5", "tỷ đồng"), wanted, False) == 0
    assert fits(Value(Span(0, 1), "5", "hợp tác xã mới"), wanted, False) == 1


def test_a_difference_counts_less_than_the_figure() -> None:
    wanted = asked_value(asked("bao nhiêu người chết"))
    plain = fits(Value(Span(0, 1), "6", "người chết"), wanted, False)
    assert fits(Value(Span(0, 1), "6", "người chết", change=True), wanted, False) < plain
