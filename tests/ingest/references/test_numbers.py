"""Numbers, dates and references: tables of (text, what is found)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.references.find import find_references
from ingest.references.numbers import find_numbers, normal_number, parse_number
from ingest.text.dates import find_dates

NUMBERS = [
    ("Quyết định số 206/QĐ-TTg", ["206/QĐ-TTG"]),
    ("Quyết định số 32/2020/QĐ-TTg³.", ["32/2020/QĐ-TTG"]),  # a note's mark behind the number
    ("Số: 1088 /UBND-TH", ["1088/UBND-TH"]),  # a gap where the number was stamped
    ("Công văn số 3632-CV/BCSD", ["3632-CV/BCSĐ"]),  # the Party
    ("Thông báo 39-TB/TW", ["39-TB/TW"]),
    ("Luật số 202/2025/QH15", ["202/2025/QH15"]),
    ("Nghị quyết 1654/NQ-UBTVQH15", ["1654/NQ-UBTVQH15"]),
    ("Kế hoạch số 94/KH-MTTQ-BTT", ["94/KH-MTTQ-BTT"]),  # three levels
    ("Công văn 1911/BNV-TCPCP và 286/STC-HCSN", ["1911/BNV-TCPCP", "286/STC-HCSN"]),
    ("Công điện số 051/CD-TTg", ["51/CĐ-TTG"]),  # a slip and a leading zero
    ("các kế hoạch số 12, 13 và 15/KH-UBND", ["12/KH-UBND", "13/KH-UBND", "15/KH-UBND"]),  # a shared tail
    ("Công văn 2024/UBND-TH", ["2024/UBND-TH"]),  # a number may look like a year
    ("Nghị quyết số 66.4/2025/NQ-CP", ["66.4/2025/NQ-CP"]),  # one of a series
    ("Quyết định 1.526/QĐ-UBND", ["1526/QĐ-UBND"]),  # the dot of a thousand
    ("Giấy đề nghị số 01.2026/GPVC", ["1.2026/GPVC"]),  # a month and a year before the slash
    ("Quyết định số 1626/QĐTTg và Nghị định 181/2024/NĐCP", ["1626/QĐ-TTG", "181/2024/NĐ-CP"]),  # hyphens forgotten
    ("Quyết định số 15/QĐ-CTUBND; Báo cáo 20/BC-TTCP", ["15/QĐ-CTUBND", "20/BC-TTCP"]),  # bodies, nothing forgotten
    ("Quyết định số 05/2025/QĐ-UNBD", ["5/2025/QĐ-UBND"]),  # letters exchanged
    ("Phiếu chuyển 610/PC-VPUBND; giấy phép dịch vụ số 33/GP-ATMT", ["610/PC-VPUBND", "33/GP-ATMT"]),
    # a code that nobody knows is one behind the word for a document and "số"
    ("Văn bản số 1230/ABĐ-ATMT, tờ trình số 24.6/GĐN", ["1230/ABĐ-ATMT", "24.6/GĐN"]),
    ("Văn bản số 03/2026/VLN/CV-TA", ["3/2026/VLN/CV-TA"]),
    ("công văn số 305/QLKC và Văn bản số 787/C06-P3", ["305/QLKC", "787/C06-P3"]),
    ("Giấy chứng nhận số 9/KĐI, lô số 12/SX, nhà số 15/A, Văn bản số 09/3/2026", []),
    # a hyphen that belongs to the number and one that does not
    ("Quyết định số 743/QĐ- BGTVT, 744/QĐ-\nBGTVT", ["743/QĐ-BGTVT", "744/QĐ-BGTVT"]),
    ("Số: 15 /SCT - CN", ["15/SCT-CN"]),
    ("Quyết định số 12/QĐ-UBND\n- UBND tỉnh Bình Lạc", ["12/QĐ-UBND"]),  # the next item of a list
    ("Kế hoạch số 12/KH-UBND - Ban Quản lý, 13/KH-UBND - UBND tỉnh", ["12/KH-UBND", "13/KH-UBND"]),
    # ranges: the ends are printed, what lies between is not
    ("từ số 12 đến số 15/KH-UBND", ["12/KH-UBND", "15/KH-UBND"]),
    ("các Công văn 12, 13 và 15/UBND-TH", ["12/UBND-TH", "13/UBND-TH", "15/UBND-TH"]),
    # never numbers
    ("QCVN 40:2025/BTNMT - Quy chuẩn về nước thải; QCVN 05A:2020/BCT", []),
    ("đạt 16/22 chỉ tiêu, 3.525/3.995 tàu, 328,7/382 km", []),
    ("khám phá 84/94 vụ; họp ngày 7/12 và 31/12", []),
    ("Ban Chỉ đạo 389/KG", []),
    ("Luật 2024/QH15; QCVN 40:2011/BTNMT", []),  # truncated law, technical standard
    ("Số: 0 /TTr-UBND", []),  # a draft's blank
    ("tốc độ 60 km/h, 15 huyện/thành phố", []),
]


@pytest.mark.parametrize(("text", "normals"), NUMBERS)
def test_numbers_are_found_and_traps_are_not(text: str, normals: list[str]) -> None:
    assert [number.normal for _, number in find_numbers(text)] == normals


def test_a_number_comes_apart() -> None:
    number = parse_number("58/2023/NĐ-CP")
    assert number is not None
    assert (number.number, number.year, number.kind, number.issuer_code, number.code) == (
        "58",
        2023,
        "NĐ",
        "CP",
        "NĐ-CP",
    )
    letter = parse_number("Số: 1088 /UBND-TH")
    assert letter is not None
    assert (letter.kind, letter.issuer_code, letter.printed) == (None, "UBND", "1088 /UBND-TH")
    assert letter.shown == "1088/UBND-TH"
    assert parse_number("Số: /CT-UBND") is None
    company = parse_number("Số: 1230/ABĐ-ATMT")  # behind "Số" any code is believed
    assert company is not None
    assert (company.normal, company.kind, company.issuer_code) == ("1230/ABĐ-ATMT", None, "ABĐ")
    assert parse_number("1230/ABĐ-ATMT") is None


@given(st.sampled_from([text for text, normals in NUMBERS if len(normals) == 1]))
def test_a_normal_form_is_its_own_normal_form(text: str) -> None:
    ((span, number),) = find_numbers(text)
    assert normal_number(number.normal) == number.normal
    assert span.of(text) == number.printed


@pytest.mark.slow
@given(st.text(max_size=60))
def test_no_text_breaks_the_finders(text: str) -> None:
    for span, number in find_numbers(text):
        assert normal_number(span.of(text)) == number.normal or span.of(text).isdigit()
    for found in find_dates(text):
        assert found.span.of(text)


DATES = [
    ("ngày 07 tháng 5 năm 2024", [("2024-05-07", "day")]),
    ("ngày 06/6/2024, ngày 01-8-2019", [("2024-06-06", "day"), ("2019-08-01", "day")]),
    ("(12 – 13/01/2021)", [("2021-01-12/2021-01-13", "range")]),
    ("từ ngày 07/11 - 09/11/2020", [("2020-11-07/2020-11-09", "range")]),
    (
        "tháng 6/2024; tháng 4-2021; trong tháng 6 năm 2024",
        [("2024-06", "month"), ("2021-04", "month"), ("2024-06", "month")],
    ),
    ("11/2020", [("2020-11", "month")]),  # a month, not day 11
    ("quý I-2021, quý II năm 2024", [("2021-Q1", "quarter"), ("2024-Q2", "quarter")]),
    ("6 tháng năm 2024; 6 tháng cuối năm 2024", [("2024-H1", "half"), ("2024-H2", "half")]),
    ("(21/6)", [("--06-21", "day_of_year")]),
    ("năm 2045", [("2045", "year")]),
    ("ngày 42/02/2018", []),  # no such day
    ("đạt 16/22 chỉ tiêu, 3.525/3.995 tàu", []),
    ("Quyết định 32/2020/QĐ-TTg", []),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates_are_found_as_written(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(found.value, found.kind) for found in find_dates(text)] == expected


REFERENCES = [
    ("Kế hoạch số 14/KH-UBND ngày 19/02/2024 của UBND tỉnh", [date(2024, 2, 19)]),
    ("Thông báo số 189/TB-VPCP, ngày 27/4/2024", [date(2024, 4, 27)]),  # a comma before the date
    ("Nghị quyết số 154/NQ-CP của Chính phủ ngày mai", [None]),
    ("Nghị quyết số 13-NQ/TW của Bộ Chính trị ngày 02/4/2022", [date(2022, 4, 2)]),  # its issuer between
    ("Quyết định số 25/QĐ-UBND của Ủy ban nhân dân tỉnh, ngày 25/02/2026", [date(2026, 2, 25)]),
    ("theo Nghị quyết số 154/NQ-CP của Chính phủ. Ngày 02/4/2022, tỉnh họp", [None]),  # another sentence
    ("Nghị quyết số 154/NQ-CP của Chính phủ về nghỉ lễ ngày 02/4/2022", [None]),  # what it is about
    ("Nghị quyết số 154/NQ-CP của Chính phủ và Công văn ngày 02/4/2022", [None]),
    ("Nghị quyết số 154/NQ-CP của Chính phủ, Công văn ngày 02/4/2022", [None]),  # another document
    ("200/QĐ-UBND ngày 24/01/2024 và 524/QĐ-UBND ngày 08/3/2024", [date(2024, 1, 24), date(2024, 3, 8)]),
    ("số 12 và 15/KH-UBND ngày 02/3/2024", [date(2024, 3, 2), date(2024, 3, 2)]),  # the list shares its date
    ("Quyết định số 206/QĐ-TTg³ ngày 28 tháng 02 năm 2024", [date(2024, 2, 28)]),
]


@pytest.mark.parametrize(("text", "days"), REFERENCES)
def test_a_reference_takes_the_date_behind_its_number(text: str, days: list[date | None]) -> None:
    assert [reference.date for reference in find_references(text)] == days
