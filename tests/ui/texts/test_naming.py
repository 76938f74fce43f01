"""Names, dates and files between people and the service: what is shown, what is typed, what is stored."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.wording.naming import due_day
from ui.api.uploads import safe_file_name
from ui.page.day_input import typed_day
from ui.texts.naming import document_title, long_date, place, reading_address

TITLES = [
    ("công văn", "88/UBND-TH", "Công văn số 88/UBND-TH"),
    # a gap was left for a number stamped in later
    ("công văn", "88 /UBND-TH", "Công văn số 88/UBND-TH"),
    (None, "88/UBND-TH", "Văn bản số 88/UBND-TH"),
    ("báo cáo", None, "Báo cáo (bc.pdf)"),
    (None, None, "bc.pdf"),
]


@pytest.mark.parametrize(("kind", "number", "title"), TITLES)
def test_a_document_is_named_by_what_is_known_of_it(kind: str | None, number: str | None, title: str) -> None:
    assert document_title(kind, number, "bc.pdf") == title


def test_dates_are_written_as_the_documents_write_them() -> None:
    assert long_date(date(2024, 2, 5)) == "ngày 05 tháng 02 năm 2024"
    assert long_date(date(2024, 3, 15)) == "ngày 15 tháng 3 năm 2024"
    assert long_date(None) == "không rõ ngày"
    assert due_day("2024-06") == "tháng 6/2024"
    assert due_day("hằng tháng") == "hằng tháng"


def test_a_page_is_named_only_where_there_are_pages() -> None:
    assert place(("II. Nhiệm vụ",), "17", 3, paged=True) == ("II. Nhiệm vụ", "chú thích 17", "Trang 3")
    assert place(("II. Nhiệm vụ",), None, 1, paged=False) == ("II. Nhiệm vụ",)


def test_the_address_of_a_quote_leads_to_its_mark() -> None:
    assert reading_address("ab12", 5, 9) == "/van-ban/ab12?start=5&end=9#trich"
    assert reading_address("../x") == "/van-ban/..%2Fx"


DAYS = [
    # typed, first day meant, last day meant
    ("18/6/2024", date(2024, 6, 18), date(2024, 6, 18)),
    ("18-06-2024", date(2024, 6, 18), date(2024, 6, 18)),
    ("ngày 18.6.2024", date(2024, 6, 18), date(2024, 6, 18)),
    ("2024-06-18", date(2024, 6, 18), date(2024, 6, 18)),
    ("tháng 2/2024", date(2024, 2, 1), date(2024, 2, 29)),
    ("2024", date(2024, 1, 1), date(2024, 12, 31)),
    (" ", None, None),
    (None, None, None),
]


@pytest.mark.parametrize(("typed", "first", "last"), DAYS)
def test_a_month_or_a_year_means_its_first_or_last_day(
    typed: str | None, first: date | None, last: date | None
) -> None:
    assert typed_day(typed) == first
    assert typed_day(typed, last=True) == last


@pytest.mark.parametrize("typed", ["hôm qua", "31/2/2024", "13/2024", "6/24", "18/6", "0/6/2024"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        typed_day(typed)


FILES = [
    ("../../etc/passwd", "passwd"),
    (r"C:\Users\a\cv 88.pdf", "cv 88.pdf"),
    ("hạn mặn.docx", "hạn mặn.docx"),
    ("..", "van-ban"),
    (None, "van-ban"),
    (".env", "env"),
    ("a\x00b\n.txt", "ab.txt"),
]


@pytest.mark.parametrize(("sent", "kept"), FILES)
def test_a_file_name_loses_its_way_and_keeps_its_words(sent: str | None, kept: str) -> None:
    assert safe_file_name(sent) == kept


@given(st.text())
def test_any_file_name_becomes_one_that_can_be_stored(name: str) -> None:
    safe = safe_file_name(name)
    assert safe
    assert safe not in (".", "..")
    assert not set(safe) & set('/\\\0<>:"|?*')
    assert len(safe.encode()) <= 200
    assert safe_file_name(safe) == safe
