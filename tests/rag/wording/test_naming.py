"""How days, periods and quoted sentences are written in answers."""

from __future__ import annotations

from datetime import date

import pytest

from rag.question.periods import Period
from rag.wording.naming import due_day, ended, period, short_day


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2021, 1, 7), "07/01/2021"),  # a zero before a day below 10 and before the months 1 and 2
        (date(2024, 2, 18), "18/02/2024"),
        (date(2024, 4, 9), "09/4/2024"),
        (date(2024, 6, 18), "18/6/2024"),
        (date(2024, 12, 1), "01/12/2024"),
    ],
)
def test_a_day_is_written_as_decree_30_asks(value: date, written: str) -> None:
    assert short_day(value) == written
    assert due_day(value.isoformat()) == written


def test_a_month_is_written_as_in_a_day() -> None:
    assert due_day("2024-02") == "tháng 02/2024"
    assert due_day("2024-07") == "tháng 7/2024"
    january = Period(date(2024, 1, 1), date(2024, 1, 31), "month", "tháng 1", yearless=False)
    assert period(january) == "tháng 01/2024"


@pytest.mark.parametrize(
    ("sentence", "closed"),
    [
        ("Theo kế hoạch số 3: “phát 20 cuốn sổ”", "Theo kế hoạch số 3: “phát 20 cuốn sổ”."),
        ("Theo kế hoạch số 3: “Phát sổ.”", "Theo kế hoạch số 3: “Phát sổ.”"),  # the quote has its own full stop
        ("Theo kế hoạch số 3: “Phát sổ cho …”", "Theo kế hoạch số 3: “Phát sổ cho …”"),  # cut
        ("Có 2 nguồn:", "Có 2 nguồn:"),  # a list follows
        ("Xong.", "Xong."),
    ],
)
def test_every_sentence_ends(sentence: str, closed: str) -> None:
    assert ended(sentence) == closed
