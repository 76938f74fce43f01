"""The edge cases of sections; the table that names them all stands in ``test_ingest_edge_cases.py``."""

from __future__ import annotations

from pathlib import Path

import pytest

from assembled import paths, whole
from ingest.document import Document
from ingest.reading import read_document


def labels(document: Document) -> list[str | None]:
    return [section.label for section, _ in document.walk()]


def test_the_whole_ladder_of_a_long_text() -> None:
    document = whole(
        "Phần I", "QUY ĐỊNH CHUNG", "Chương I", "PHẠM VI", "Mục 1", "ĐỐI TƯỢNG", "Điều 1. Áp dụng", "1. Trong tỉnh:",
        "a) xã;", "b) phường.", "Mục 2", "NGUYÊN TẮC", "Điều 2. Nguyên tắc", "Chương II", "TỔ CHỨC", "Điều 3. Giao Sở Nội vụ.",
    )  # fmt: skip
    assert [(section.label, section.level) for section, _ in document.walk()] == [
        ("Phần I", 1), ("Chương I", 2), ("Mục 1", 3), ("Điều 1", 4), ("1", 5), ("a", 6), ("b", 6), ("Mục 2", 3),
        ("Điều 2", 4), ("Chương II", 2), ("Điều 3", 3),
    ]  # fmt: skip


def test_points_follow_the_vietnamese_alphabet() -> None:
    document = whole("1. Giao:", *(f"{letter}) Việc {letter}." for letter in "abcdđeghik"))
    assert labels(document) == ["1", *"abcdđeghik"]
    assert {section.level for section, above in document.walk() if above} == {2}


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        ("abedđ", "abcdđ"),  # c misread as e, between b and d
        ("abdđ", "abdđ"),  # one missing: nothing to mend
        ("abee", "abee"),  # neighbours do not agree
    ],
)
def test_a_misread_point_is_mended_when_both_neighbours_agree(printed: str, read_as: str) -> None:
    document = whole("1. Giao:", *(f"{letter}) Việc số {at}." for at, letter in enumerate(printed)))
    assert labels(document) == ["1", *read_as]
    told = [warning.detail for warning in document.warnings if warning.code == "label_mended"]
    assert told == ([] if printed == read_as else ["e → c"])
    assert all(f"{letter}) Việc số {at}." in document.text for at, letter in enumerate(printed))  # quoted as printed


def test_small_roman_numbers_open_points_as_a_block_only() -> None:
    document = whole(
        "1. Chủ tịch giao:",
        "b) Đối với các huyện:",
        "(i) Rà soát hộ nghèo;",
        "(ii) Sửa trường học.",
        "2. Trong đó: (i) lúa 30 ha; (ii) màu 12 ha.",
    )
    assert labels(document) == ["1", "b", "i", "ii", "2"]


def test_single_letters_are_points_not_roman_numbers() -> None:
    letters = "abcdđeghiklmnopqrstuưvx"
    document = whole("1. Danh mục:", *(f"{letter}) Mục {letter}." for letter in letters))
    assert labels(document) == ["1", *letters]


def test_a_dash_carries_its_lead_in_and_a_plus_stands_below_it() -> None:
    document = whole(
        "3. Văn hóa", "- Du lịch: đón 12.000 lượt khách.", "+ Khách nội địa 9.000 lượt.", "- Thể thao: tổ chức 3 giải."
    )
    assert paths(document)[1:] == [
        "3. Văn hóa > Du lịch",
        "3. Văn hóa > Du lịch > Khách nội địa 9.000 lượt",
        "3. Văn hóa > Thể thao",
    ]


def test_a_run_in_heading_is_the_words_before_the_colon() -> None:
    document = whole("đ) Tình hình giải ngân: tính đến ngày 15/11/2023 đạt 61% kế hoạch, tăng 4% so với cùng kỳ.")
    assert paths(document) == ["đ) Tình hình giải ngân"]


def test_a_number_without_a_title_is_called_by_its_first_clause() -> None:
    document = whole(
        "1. Tập trung thu hoạch lúa vụ hè thu, chuẩn bị giống cho vụ sau. Đẩy mạnh tiêm phòng.", "2. Giữ vững an ninh."
    )
    first, second = paths(document)
    assert first.startswith("1. Tập trung thu hoạch lúa vụ hè thu")
    assert "Đẩy mạnh" not in first
    assert second == "2. Giữ vững an ninh"


def test_a_header_reaches_its_list_across_notes_and_a_page_end(tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    path.write_text(
        "UBND TỈNH BÌNH LẠC\n\nSố: 31/UBND-KT\n\nKính gửi: Các sở.\n\n"
        "1. Sở Công Thương chủ trì, phối hợp các sở, ngành, địa phương:\n\n"
        "- Kiểm tra các cụm công nghiệp² trước ngày 15 tháng 9 năm 2024.\n\n"
        "² Quyết định số 4/QĐ-UBND ngày 05/01/2024.\n\f\n"
        "- Tổ chức hội chợ hàng Việt tại huyện Hòa Sơn.\n\n2. Sở Y tế báo cáo dịch bệnh.\n",
        encoding="utf-8",
    )
    document = read_document(path)
    led = [one.task.of(document.text) for one in document.assignments if one.lead == "Sở Công Thương"]
    assert len(led) == 2
    assert any("hội chợ" in task for task in led)
