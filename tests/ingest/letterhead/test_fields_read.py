"""Every fact of the letterhead and the signature says where it was read and how sure the reading is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assembled import SHA, read
from ingest.assembly import assemble
from ingest.document import Document, Field, ReadingWarning
from ingest.letterhead.fields import is_sure
from ingest.letterhead.figures_day import day_of_figures
from ingest.lines import Line, Reading
from ingest.text.folding import fold

LETTER = """ỦY BAN NHÂN DÂN
TỈNH BÌNH LẠC
Số: 88 /UBND-KT
V/v rà soát chợ
đầu mối
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bình Lạc, ngày 05 tháng 6 năm 2024

HỎA TỐC

Kính gửi: Sở Công Thương.

1. Rà soát các chợ trước ngày 30/6/2024.

Nơi nhận:
- Như trên;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Lộc
"""


def fields(document: Document) -> dict[str, Field]:
    return {field.name: field for field in document.fields}


def printed(document: Document) -> dict[str, str]:
    return {field.name: field.span.of(document.text) for field in document.fields}


def test_each_fact_leads_to_its_printed_words() -> None:
    document = read(LETTER)
    assert printed(document) == {
        "kind": "V/v",
        "number": "88 /UBND-KT",
        "issuer": "ỦY BAN NHÂN DÂN\nTỈNH BÌNH LẠC",
        "issued_on": "ngày 05 tháng 6 năm 2024",
        "subject": "rà soát chợ đầu mối",
        "signer": "Trần Văn Lộc",
        "signer_title": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        "urgency": "HỎA TỐC",
    }


def test_what_is_only_implied_says_so() -> None:
    assert [field.name for field in read(LETTER).fields if field.inferred] == ["kind"]  # a công văn prints no type
    named = read("UBND TỈNH BÌNH LẠC\nSố: 5/KH-UBND\n\nKẾ HOẠCH\nPhòng cháy chợ\n\n1. Kiểm tra các chợ.")
    assert not any(field.inferred for field in named.fields)


def test_an_unknown_fact_has_no_field() -> None:
    document = read("1. Kiểm tra các chợ trước ngày 30/6/2024.\n\n2. Báo cáo kết quả.")
    assert document.fields == ()


def test_an_office_without_a_name_of_its_own_is_read_from_both_lines() -> None:
    document = read("UBND TỈNH BÌNH LẠC\nVĂN PHÒNG\nSố: 7/TB-VP\n\nTHÔNG BÁO\nKết luận cuộc họp\n\n1. Nội dung.")
    assert document.issuer == "Văn phòng UBND tỉnh Bình Lạc"
    assert printed(document)["issuer"] == "UBND TỈNH BÌNH LẠC\nVĂN PHÒNG"


def test_the_issuer_is_read_from_the_second_line_alone_where_that_names_it() -> None:
    document = read("UBND TỈNH BÌNH LẠC\nSỞ Y TẾ\nSố: 7/KH-SYT\n\nKẾ HOẠCH\nTiêm chủng\n\n1. Nội dung.")
    assert printed(document)["issuer"] == "SỞ Y TẾ"


@pytest.mark.parametrize(
    ("subject", "unsure"),
    [
        ("rà soát chợ đầu mối", False),
        ("rà soát chợ FAO tại Singapore", False),  # foreign names have no diacritics
        ("rà soát chợ đẩuu mổi thàngh", True),  # misread letters leave what is no syllable
        ("rà soát chợ 4L026 đầu mối", True),  # a stamp across the line
    ],
)
def test_misread_letters_make_a_subject_unsure(subject: str, unsure: bool) -> None:
    document = read(LETTER.replace("rà soát chợ\nđầu mối", subject))
    assert is_sure(fields(document)["subject"]) is not unsure


def test_words_between_those_of_a_value_make_it_unsure() -> None:
    between = LETTER.replace("KT. CHỦ TỊCH\n", "KT. CHỦ TỊCH\nẮ\n")
    assert printed(read(between))["signer_title"] == "KT. CHỦ TỊCH\nẮ\nPHÓ CHỦ TỊCH"
    assert [is_sure(fields(read(text))["signer_title"]) for text in (LETTER, between)] == [True, False]


def test_number_and_day_of_a_scan_are_less_sure_than_those_of_a_typed_page() -> None:
    lines = tuple(Line(text) for text in LETTER.split("\n") if text)
    typed, scan = (fields(assemble(Reading(lines, scanned=scanned), SHA, "a.pdf")) for scanned in (False, True))
    assert all(scan[name].confidence < typed[name].confidence for name in ("number", "issued_on"))
    assert scan["signer"] == typed["signer"]


@pytest.mark.parametrize(
    ("warning", "unsure"),
    [
        (("read_by_ocr", "1"), set()),
        (("ocr_low_confidence", "2-3"), set()),  # another page
        (("ocr_low_confidence", "1-3, 7"), {"number", "issued_on"}),  # by hand, and dim
    ],
)
def test_facts_on_a_page_that_recognition_was_unsure_of_are_unsure(warning: tuple[str, str], unsure: set[str]) -> None:
    lines = tuple(Line(text) for text in LETTER.split("\n") if text)
    reading = Reading(lines, scanned=True, warnings=(ReadingWarning(*warning),))
    document = assemble(reading, SHA, "a.pdf")
    assert {field.name for field in document.fields if not is_sure(field)} == unsure


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Danh sách nộp báo cáo (đến ngày 14/9/2023)", "ngày 14/9/2023"),
        ("Tính đến hết ngày 15 tháng 9 năm 2023, đã tiêm 2.000 liều", "ngày 15 tháng 9 năm 2023"),
        ("số liệu đến ngày 14/9/2023; tính đến ngày 20/9/2023", "ngày 20/9/2023"),  # the latest
        ("từ ngày 01/3 đến ngày 30/6/2024", None),  # a span of time
        ("hoàn thành chậm nhất đến ngày 31/12/2025", None),  # a deadline
        ("tính đến ngày 31/02/2024", None),  # no such day
    ],
)
def test_the_day_up_to_which_figures_run(text: str, day: str | None) -> None:
    found = day_of_figures(text)
    assert (found.of(text) if found else None) == day


def test_such_a_day_is_offered_and_never_taken_for_the_day_of_issue() -> None:
    lost = read("BÁO CÁO\nTình hình tiêm phòng\n\n1. Kết quả (đến ngày 14/9/2023) đạt 92%.")
    assert lost.issued_on is None
    assert ("approximate_date", "ngày 14/9/2023") in {(one.code, one.detail) for one in lost.warnings}
    dated = read(LETTER.replace("trước ngày 30/6/2024", "(đến ngày 14/9/2023)"))
    assert "approximate_date" not in {one.code for one in dated.warnings}


letters = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạ .,:;-–/()0123456789⁰¹²VSỞTỈNHỦYLẠC\n\f", max_size=40)
pieces = st.lists(
    st.sampled_from([*LETTER.split("\n"), "KẾ HOẠCH", "Số:   /QĐ-UBND", "VĂN PHÒNG"]) | letters, max_size=24
)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(pieces)
def test_every_field_of_any_letterhead_slices_to_words_of_its_value(lines: list[str]) -> None:
    document = read("\n".join(lines))
    known = {
        name
        for name in ("kind", "number", "issuer", "issued_on", "subject", "signer", "signer_title", "urgency")
        if getattr(document, name) is not None
    }
    assert {field.name for field in document.fields} == known
    for field in document.fields:
        slice_ = field.span.of(document.text)
        assert slice_.strip()
        assert field.span.end <= len(document.text)
        assert 0 < field.confidence <= 1
        if field.inferred or field.confidence <= 0.5:
            continue
        if field.name == "issued_on":
            assert document.issued_on is not None
            words = {str(part) for part in document.issued_on.timetuple()[:3]}
            found = {number.lstrip("0") for number in re.findall(r"\d+", slice_)}
        else:
            number = document.number.printed if document.number else ""
            value = number if field.name == "number" else str(getattr(document, field.name))
            words, found = (set(re.findall(r"\w+", fold(text))) for text in (value, slice_))
        assert words <= found
