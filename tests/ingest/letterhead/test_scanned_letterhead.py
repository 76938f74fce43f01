"""Letterheads as recognition of a scan gives them: misread marks, stamps of the receiver, no bold print."""

from __future__ import annotations

from datetime import date

import pytest

from assembled import SHA
from ingest.assembly import assemble
from ingest.document import Document
from ingest.lines import Line, Place, Reading

Printed = tuple[str, float, float] | tuple[str, float, float, bool]


def scanned(*lines: Printed) -> Document:
    """Assemble lines of plain print, given as text, left edge, right edge, and whether they are centred."""
    made = [
        Line(text, place=Place(x0, 30.0 + 16 * at, x1, 44.0 + 16 * at), centered=bool(rest and rest[0]))
        for at, (text, x0, x1, *rest) in enumerate(lines)
    ]
    return assemble(Reading(tuple(made), paged=True, scanned=True), SHA, "a.pdf")


HEAD: list[Printed] = [
    ("ÚY BAN NHÂN DÂN", 80.0, 200.0),
    ("TĨNH BÌNH LẠC", 80.0, 200.0),
    ("Số: 31 /QĐ-UBND", 80.0, 200.0),
    ("TRUNG TÂM TIN HOC B.LẠC", 10.0, 170.0),  # a stamp
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 260.0, 530.0),
    ("Độc lập - Tự do - Hạnh phúc", 310.0, 480.0),
    ("Bình Lạc, ngày 17 tháng 01 năm 2025", 300.0, 520.0),
    ("QUYẾT ĐỊNH", 250.0, 340.0, True),
]


def test_fixed_words_of_a_body_get_their_marks_back_and_a_stamp_is_no_part_of_its_name() -> None:
    document = scanned(*HEAD, ("Về việc hỗ trợ xã An Lạc", 150.0, 450.0, True), ("1. Hỗ trợ 20 hộ.", 90.0, 300.0))
    assert document.issuer == "Ủy ban nhân dân tỉnh Bình Lạc"
    assert document.issued_on == date(2025, 1, 17)


@pytest.mark.parametrize(
    ("lines", "subject"),
    [
        (
            [
                ("Về việc hỗ trợ hộ nghèo của xã An Lạc", 150.0, 450.0, True),
                ("và xã Tân Lạc", 250.0, 350.0, True),
                ("Trong năm qua các xã đã làm tốt việc hỗ trợ hộ nghèo, hộ cận nghèo", 80.0, 530.0),
                ("nhưng còn nhiều khó khăn, vướng mắc cần được giải quyết ngay.", 80.0, 530.0),
            ],
            "Về việc hỗ trợ hộ nghèo của xã An Lạc và xã Tân Lạc",
        ),
        (
            [
                ("ĐẾN Ngày..⁄2.1-4L026..... Phê duyệt kết quả bầu Chủ tịch", 40.0, 440.0),
                ("Hội Nông dân tỉnh Bình Lạc", 200.0, 390.0, True),
                ("Hội báo cáo.", 90.0, 200.0),
            ],
            "Phê duyệt kết quả bầu Chủ tịch Hội Nông dân tỉnh Bình Lạc",
        ),
    ],
    ids=["running text without bold print", "a stamp on the same line"],
)
def test_a_subject_ends_where_running_text_begins(lines: list[Printed], subject: str) -> None:
    assert scanned(*HEAD, *lines).subject == subject


def test_a_number_with_a_thin_slash_is_read_and_a_scribble_in_its_place_is_not() -> None:
    read = scanned(("SỞ Y TẾ", 80.0, 200.0), ("Số: 1105⁄KH-SYT", 80.0, 200.0), ("KẾ HOẠCH", 250.0, 340.0, True))
    assert read.number is not None
    assert read.number.normal == "1105/KH-SYT"
    scribbled = scanned(
        ("SỞ Y TẾ", 80.0, 200.0), ("sá: #29 /QĐ-SYT", 80.0, 200.0), ("Kính gửi: Sở Tài chính", 200.0, 390.0)
    )
    assert (scribbled.number, scribbled.kind) == (None, "quyết định")


def test_a_word_in_capitals_beside_the_subject_is_no_part_of_it() -> None:
    lines = [
        Line("SỞ Y TẾ"),
        Line("Số: 12/SYT-VP"),
        Line("V/v tiêm phòng"),
        Line("mùa mưa bão"),
        Line("TTĐT!", gap_before=True),
        Line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ]
    assert assemble(Reading(tuple(lines)), SHA, "a.pdf").subject == "tiêm phòng mùa mưa bão"


def test_a_signature_whose_recipients_lost_their_heading_is_found_among_them() -> None:
    document = scanned(
        *HEAD,
        ("Về việc hỗ trợ xã An Lạc", 150.0, 450.0, True),
        ("1. Hỗ trợ 20 hộ nghèo của xã An Lạc trong năm 2025 theo danh sách kèm theo.", 90.0, 500.0),
        ("TL. CHỦ TỊCH", 360.0, 460.0),
        ("- Như trên;", 80.0, 130.0),
        ("CHANH VAN PHONG", 340.0, 480.0),
        ("- VPUB: CVP, PCVP;", 80.0, 180.0),
        ("- Lưu: VT, TH.", 80.0, 160.0),
        ("Lê Quốc Việt", 370.0, 460.0),
    )
    assert (document.signer, document.signer_title) == ("Lê Quốc Việt", "TL. CHỦ TỊCH, CHANH VAN PHONG")
    assert document.recipients == ("Như trên", "VPUB: CVP, PCVP")


def test_a_damaged_date_between_subject_and_addressees_ends_no_letterhead() -> None:
    document = scanned(
        ("SỞ Y TẾ", 80.0, 200.0),
        ("V/v tiêm phòng mùa mưa bão", 80.0, 220.0),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 260.0, 530.0),
        ("Bình Lạc, ngày năm", 310.0, 480.0),
        ("thángh 2026", 410.0, 500.0),
        ("Kính gửi: Trung tâm y tế các huyện", 190.0, 450.0),
        ("Sở Y tế yêu cầu các đơn vị tiêm phòng.", 90.0, 500.0),
    )
    assert (document.kind, document.subject, document.issued_on) == ("công văn", "tiêm phòng mùa mưa bão", None)
