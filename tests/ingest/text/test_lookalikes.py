"""Letters and digits that look like others, and signs nobody sees, in document numbers: understood, shown, and told."""

from pathlib import Path

import pytest

from ingest.assembly import assemble
from ingest.document import Document
from ingest.readers.dispatch import read_file
from ingest.references.numbers import find_numbers, normal_number
from ingest.text.repair import repaired

HEAD = "UBND TỈNH BÌNH LẠC\n\nSố: {}\n\nBình Lạc, ngày 5 tháng 3 năm 2024\n\nKính gửi: Sở Y tế.\n\n"


def document(text: str, folder: Path) -> Document:
    path = folder / "cv.txt"
    path.write_text(text, encoding="utf-8")
    return assemble(read_file(path), "0" * 64, "cv.txt")


def told(document: Document) -> list[tuple[str, str]]:
    return [(one.code, one.detail) for one in document.warnings]


# (as written, as printed in the text, normal form, whether it is told)
NUMBERS = [
    ("1088/UBND-TH", "1088/UBND-TH", "1088/UBND-TH", ""),
    # letters among digits are printed as they are and understood as digits
    ("1O88/UBND-TH", "1O88/UBND-TH", "1088/UBND-TH", "1O88/UBND-TH"),
    ("l2/QĐ-UBND", "l2/QĐ-UBND", "12/QĐ-UBND", "l2/QĐ-UBND"),
    ("1I2/KH-UBND", "1I2/KH-UBND", "112/KH-UBND", "1I2/KH-UBND"),
    ("١٠٨٨/UBND-TH", "١٠٨٨/UBND-TH", "1088/UBND-TH", "١٠٨٨/UBND-TH"),  # Arabic-Indic digits
    # letters of other scripts are mended: they are drawn alike
    ("12/QĐ-UВND", "12/QĐ-UBND", "12/QĐ-UBND", "12/QĐ-UBND"),  # Cyrillic В
    ("12/СТ-UBND", "12/CT-UBND", "12/CT-UBND", "12/CT-UBND"),  # a token wholly Cyrillic
    ("12/КΗ-UΒΝD", "12/KH-UBND", "12/KH-UBND", "12/KH-UBND"),  # Cyrillic and Greek
    ("1О88/UBND-TH", "1O88/UBND-TH", "1088/UBND-TH", "1O88/UBND-TH"),  # Cyrillic О among digits
    # other dress, other hyphens, signs that print nothing: not worth a note
    ("１０８８/UBND-TH", "1088/UBND-TH", "1088/UBND-TH", ""),
    ("𝟏𝟎𝟖𝟖/UBND-TH", "1088/UBND-TH", "1088/UBND-TH", ""),
    ("12/QÐ−UBND", "12/QĐ-UBND", "12/QĐ-UBND", ""),
    ("10\u200b88\u00ad/UB\u2060ND-TH\ufe0f", "1088/UBND-TH", "1088/UBND-TH", ""),
]


@pytest.mark.parametrize(("written", "printed", "normal", "note"), NUMBERS)
def test_the_own_number_is_understood_shown_as_printed_and_told(
    written: str, printed: str, normal: str, note: str, tmp_path: Path
) -> None:
    read = document(HEAD.format(written), tmp_path)
    assert read.number is not None
    assert (read.number.printed, read.number.normal) == (printed, normal)
    assert {detail for code, detail in told(read) if code == "lookalike_number"} == ({note} if note else set())
    assert read.references == ()  # it is its own number however it is written


@pytest.mark.parametrize(("written", "printed", "normal", "note"), NUMBERS)
def test_a_cited_number_is_understood_shown_as_printed_and_told(
    written: str, printed: str, normal: str, note: str, tmp_path: Path
) -> None:
    read = document(
        HEAD.format("5/SYT-VP") + f"Thực hiện Văn bản số {written} ngày 3/4/2024, các sở báo cáo.", tmp_path
    )
    (reference,) = read.references
    assert reference.number is not None
    assert reference.span.of(read.text) == printed
    assert reference.number.normal == normal
    assert {detail for code, detail in told(read) if code == "lookalike_number"} == ({note} if note else set())


@pytest.mark.parametrize(
    "text",
    [
        "OI/KH-UBND",  # no digit at all
        "Điều l, khoản I",
        "tốc độ 6O km/h; l/2 số xã; 1I/2 chỉ tiêu",
    ],
)
def test_no_number_is_made_of_letters(text: str) -> None:
    assert find_numbers(text) == []


def test_what_is_typed_with_look_alikes_has_the_same_normal_form() -> None:
    for typed in ("1O88/UBND-TH", "1o88/ubnd-th", "1088/ubnd-th", "１０８８/UBND-TH", "1088/UВND-ТН"):
        assert normal_number(typed) == "1088/UBND-TH"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("12/РД-МЧС", "12/РД-МЧС"),  # a Russian number stays
        ("Москва, Ελλάς", "Москва, Ελλάς"),
        ("ТHÔNG ΒÁO", "THÔNG BÁO"),
        ("nhiệt độ −5, 3 − 2", "nhiệt độ −5, 3 − 2"),  # a minus is one outside numbers
        ("Ａ４，５", "A4,5"),
    ],
)
def test_words_of_other_scripts_stay(raw: str, expected: str) -> None:
    assert repaired(raw) == expected


@pytest.mark.parametrize(
    ("mark", "count"),
    [("\u202e", "1"), ("\u2067", "1"), ("\u202b", "1"), ("\u200f", ""), ("\u202a", ""), ("\u200b", "")],
)
def test_signs_that_turn_the_order_are_taken_out_and_told(mark: str, count: str, tmp_path: Path) -> None:
    # printed, what stands behind the first ones reads backwards: 8801 as 1088
    read = document(HEAD.format(f"{mark}8801\u202c/UBND-TH"), tmp_path)
    assert read.number is not None
    assert read.number.printed == "8801/UBND-TH"
    assert [detail for code, detail in told(read) if code == "direction_marks"] == ([count] if count else [])
    assert mark not in read.text
