"""The letterhead, one feature a document; all about an invented province."""

from __future__ import annotations

from datetime import date

from assembled import read

LETTER = """
ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH BÌNH LẠC Độc lập - Tự do - Hạnh phúc
Số: 217 /UBND-KT Bình Lạc, ngày 04 tháng 3 năm 2023
V/v kiểm tra đê điều
trước mùa mưa bão

KHẨN

Kính gửi:
- Sở Nông nghiệp và Phát triển nông thôn;
- Ủy ban nhân dân các huyện ven
sông Lạc.

Thực hiện Công văn số 15/BNN-PCTT ngày 02/01/2023, Chủ tịch Ủy ban nhân dân
tỉnh yêu cầu:

1. Kiểm tra toàn bộ tuyến đê sông Lạc, hoàn thành trước ngày 30/4/2023./.

Nơi nhận: KT. CHỦ TỊCH
- Như trên; PHÓ CHỦ TỊCH
- Chủ tịch và các PCT;
- Lưu: VT, KT.
Trần Quốc Bảo
"""


def test_both_columns_on_one_line_are_taken_apart() -> None:
    letter = read(LETTER)
    assert letter.kind == "công văn"
    assert letter.number is not None
    assert (letter.number.normal, letter.number.printed) == ("217/UBND-KT", "217 /UBND-KT")
    assert letter.issuer == "Ủy ban nhân dân tỉnh Bình Lạc"
    assert letter.issued_on == date(2023, 3, 4)
    assert letter.subject == "kiểm tra đê điều trước mùa mưa bão"
    assert letter.urgency == "KHẨN"
    assert letter.recipients == ("Như trên", "Chủ tịch và các PCT")
    assert letter.signer == "Trần Quốc Bảo"
    assert letter.signer_title == "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH"


def test_addressees_belong_to_the_letterhead() -> None:
    head = read(LETTER).letterhead.of(read(LETTER).text)
    assert head.endswith("- Ủy ban nhân dân các huyện ven sông Lạc.")


def test_the_documents_own_number_is_no_reference() -> None:
    assert [one.number.normal for one in read(LETTER).references if one.number] == ["15/BNN-PCTT"]


DISPLACED = """
UBND TỈNH BÌNH LẠC
SỞ GIAO THÔNG VẬN TẢI

Số: 88/SGTVT-QL

V/v sửa đường 612

Kính gửi: Ủy ban nhân dân huyện Hòa Sơn.

1. Khẩn trương sửa chữa mặt đường, cắm biển báo, bố trí người trực tại các ngầm tràn, phối hợp với

¹ Quyết định số 45/QĐ-UBND ngày 02/02/2023 của Ủy ban nhân dân tỉnh.

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Bình Lạc, ngày 09 tháng 10 năm 2023

công an huyện trong công tác phân luồng theo kế hoạch đã duyệt¹.
"""


def test_a_displaced_letterhead_is_put_back_and_the_sentence_it_cut_is_whole() -> None:
    document = read(DISPLACED)
    assert document.issued_on == date(2023, 10, 9)
    assert "phối hợp với công an huyện" in document.text
    assert document.letterhead.of(document.text).count("Bình Lạc, ngày 09") == 1
    assert document.issuer == "Sở Giao thông vận tải"
    (note,) = document.footnotes
    assert note.anchor.of(document.text).endswith("đã duyệt¹")


def test_the_date_of_a_cited_document_is_never_the_issue_date() -> None:
    document = read("KẾ HOẠCH\nPhòng, chống hạn\n\nCăn cứ Quyết định số 3/QĐ-UBND ngày 05/01/2022.\n\n1. Nạo vét kênh.")
    assert document.issued_on is None
    assert "missing_date" in {warning.code for warning in document.warnings}


def test_a_drafts_blank_number_is_unknown_but_its_kind_is_known() -> None:
    document = read(
        "UBND TỈNH BÌNH LẠC\n\nSố:      /KH-UBND\n\nBình Lạc, ngày    tháng 5 năm 2024\n\nTriển khai tiêm phòng."
    )
    assert (document.number, document.kind, document.issued_on) == (None, "kế hoạch", None)


def test_a_party_number_has_no_colon() -> None:
    document = read(
        "TỈNH ỦY BÌNH LẠC\n*\nSố 41-KL/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nBình Lạc, ngày 3 tháng 8 năm 2022\n\nKẾT LUẬN\nvề công tác cán bộ\n\n1. Rà soát quy hoạch."
    )
    assert document.number is not None
    assert (document.number.normal, document.number.kind, document.number.issuer_code) == ("41-KL/TU", "KL", "TU")
    assert (document.kind, document.issuer) == ("kết luận", "Tỉnh ủy Bình Lạc")
    assert document.subject == "về công tác cán bộ"


def test_a_stamp_is_neither_date_nor_signer() -> None:
    document = read(
        "Ký bởi: Văn phòng UBND tỉnh\nThời gian ký: 07/01/2025 10:09:57\n\nUBND TỈNH BÌNH LẠC\nVĂN PHÒNG\n\nSố: 5/TB-VP\n\n"
        "Bình Lạc, ngày 06 tháng 01 năm 2025\n\nTHÔNG BÁO\nKết luận cuộc họp\n\nChủ tịch Lê Thị Mai chủ trì cuộc họp.\n\n"
        "Nơi nhận:\n- Các sở;\n- Lưu: VT.\n\nTL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n\nPhan Đình Tú"
    )
    assert document.issued_on == date(2025, 1, 6)
    assert (document.signer, document.signer_title) == ("Phan Đình Tú", "TL. CHỦ TỊCH, CHÁNH VĂN PHÒNG")
    assert document.issuer == "Văn phòng UBND tỉnh Bình Lạc"
    assert len(document.artifacts.of(document.text).splitlines()) == 2


def test_a_party_committee_takes_its_place_from_the_organisation_above() -> None:
    document = read("ĐẢNG BỘ TỈNH BÌNH LẠC\nTỈNH ỦY\n*\n\nSố 15-CTr/TU\n\nCHƯƠNG TRÌNH\ncông tác tháng 4-2021")
    assert document.issuer == "Tỉnh ủy Bình Lạc"
