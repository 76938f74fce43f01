"""The issuing body, from the capital lines of the left column, in ordinary spelling."""

import pytest

from assembled import read
from ingest.letterhead.issuer import issuer_of

NAMES = [
    # the lines in capitals, the body
    (["UBND TỈNH BÌNH LẠC", "SỞ NỘI VỤ"], "Sở Nội vụ"),
    (["UỶ BAN NHÂN DÂN", "TỈNH BÌNH LẠC"], "Ủy ban nhân dân tỉnh Bình Lạc"),
    (["ỦY BAN NHÂN DÂN", "ĐẶC KHU HÒN LẠC"], "Ủy ban nhân dân đặc khu Hòn Lạc"),
    (["ỦY BAN NHÂN DÂN", "THỊ XÃ HÀ LẠC"], "Ủy ban nhân dân thị xã Hà Lạc"),
    (["UBND TỈNH BÌNH LẠC", "VĂN PHÒNG"], "Văn phòng UBND tỉnh Bình Lạc"),
    # A division, a council's committee: nothing without the body above it
    (["SỞ CÔNG THƯƠNG", "PHÒNG QLNL"], "Phòng QLNL Sở Công Thương"),
    (["HỘI ĐỒNG NHÂN DÂN", "TỈNH BÌNH LẠC", "BAN PHÁP CHẾ"], "Ban Pháp chế Hội đồng nhân dân tỉnh Bình Lạc"),
    (["PHÒNG CÔNG CHỨNG SỐ 1"], "Phòng Công chứng số 1"),
    # A team that has its name from a decision
    (["SỞ Y TẾ", "ĐOÀN KIỂM TRA", "THEO QUYẾT ĐỊNH", "SỐ 12/QĐ-SYT"], "Đoàn kiểm tra theo quyết định số 12/QĐ-SYT"),
    # Every field of a department with a capital; "xã hội" is no commune, "thành viên" no city
    (["SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"], "Sở Lao động - Thương binh và Xã hội"),
    (["SỞ VĂN HOÁ, THỂ THAO VÀ DU LỊCH"], "Sở Văn hóa, Thể thao và Du lịch"),
    (["UBND TỈNH BÌNH LẠC", "BAN QUẢN LÝ KHU KINH TẾ"], "Ban Quản lý Khu kinh tế"),
    (["BẢO HIỂM XÃ HỘI TỈNH BÌNH LẠC"], "Bảo hiểm xã hội tỉnh Bình Lạc"),
    (["HỘI ĐỒNG THÀNH VIÊN"], "Hội đồng Thành viên"),
]


@pytest.mark.parametrize(("lines", "name"), NAMES, ids=[name for _, name in NAMES])
def test_a_name_in_capitals_is_brought_to_ordinary_spelling(lines: list[str], name: str) -> None:
    assert issuer_of(lines, "") == name


def test_the_text_lends_its_capitals_but_not_its_tone_marks() -> None:
    text = "Uỷ ban Nhân dân tỉnh Bình Lạc yêu cầu các sở báo cáo."
    assert issuer_of(["ỦY BAN NHÂN DÂN TỈNH BÌNH LẠC"], text) == "Ủy ban Nhân dân tỉnh Bình Lạc"


def test_the_number_in_the_name_of_a_team_is_not_the_documents_own() -> None:
    document = read(
        "SỞ Y TẾ\nĐOÀN KIỂM TRA\nTHEO QUYẾT ĐỊNH\nSỐ 12/QĐ-SYT\n\nSố: 31/KH-ĐKT\n\n"
        "Bình Lạc, ngày 10 tháng 3 năm 2026\n\nKẾ HOẠCH\nKiểm tra nhà thuốc\n\n1. Kiểm tra 20 nhà thuốc."
    )
    assert document.number is not None
    assert document.number.normal == "31/KH-ĐKT"
    assert document.issuer == "Đoàn kiểm tra theo quyết định số 12/QĐ-SYT"


def test_a_figure_stamped_over_another_leaves_the_date_open() -> None:
    document = read(
        "UBND TỈNH BÌNH LẠC\n\nSố: 31/QĐ-UBND\n\nBình Lạc, ngày 15 tháng 5 4 năm 2026\n\nQUYẾT ĐỊNH\nGiao đất\n\nĐiều 1. Giao đất."
    )
    assert document.issued_on is None
    assert "missing_date" in {warning.code for warning in document.warnings}


@pytest.mark.parametrize(
    ("about", "subject"),
    [
        ("V/v thẩm định dự án “Mở rộng cảng Hòn Lạc”", "thẩm định dự án “Mở rộng cảng Hòn Lạc”"),
        ("V/v “mở rộng cảng Hòn Lạc", "mở rộng cảng Hòn Lạc"),
    ],
    ids=["a quotation closed", "a quotation mark alone"],
)
def test_a_subject_keeps_its_pairs_of_quotation_marks(about: str, subject: str) -> None:
    assert read(f"SỞ XÂY DỰNG\n\nSố: 31/SXD-QLN\n{about}\n\nKính gửi: Sở Tài chính\n\nSở có ý kiến.").subject == subject
