"""The tree of sections."""

from __future__ import annotations

import pytest

from assembled import paths, read, whole
from ingest.document import SUPERSCRIPTS


def test_depth_comes_from_nesting_and_numbers_restart_under_each_parent() -> None:
    document = whole(
        "I. TÌNH HÌNH", "1. Kinh tế", "a) Nông nghiệp: được mùa.", "- Lúa: 5 tấn/ha.", "+ Vụ hè thu.", "b) Công nghiệp", "2. Xã hội",
        "II. NHIỆM VỤ", "1. Sở Y tế", "- Kiểm tra chợ.",
    )  # fmt: skip
    assert [(section.label, section.level) for section, _ in document.walk()] == [
        ("I", 1), ("1", 2), ("a", 3), ("-", 4), ("+", 5), ("b", 3), ("2", 2), ("II", 1), ("1", 2), ("-", 3),
    ]  # fmt: skip


def test_articles_clauses_and_points() -> None:
    document = whole(
        "Chương I",
        "QUY ĐỊNH CHUNG",
        "Điều 1. Phạm vi",
        "1. Áp dụng trong tỉnh:",
        "a) xã;",
        "b) phường.",
        "Điều 2. Hiệu lực",
        "Chương II",
        "TỔ CHỨC",
        "Điều 3. Giao Sở Nội vụ.",
    )
    assert [(section.label, section.level) for section, _ in document.walk()] == [
        ("Chương I", 1), ("Điều 1", 2), ("1", 3), ("a", 4), ("b", 4), ("Điều 2", 2), ("Chương II", 1), ("Điều 3", 2),
    ]  # fmt: skip
    assert document.sections[0].heading == "QUY ĐỊNH CHUNG"


def test_capital_headings_without_numbers_stand_on_level_one() -> None:
    document = read("I. KẾT QUẢ\n\n1. Thu ngân sách tăng.\n\nTỒN TẠI, HẠN CHẾ\n\n1. Giải ngân chậm.")
    assert paths(document) == [
        "I. KẾT QUẢ",
        "I. KẾT QUẢ > 1. Thu ngân sách tăng",
        "TỒN TẠI, HẠN CHẾ",
        "TỒN TẠI, HẠN CHẾ > 1. Giải ngân chậm",
    ]


def test_an_inline_roman_number_and_figures_at_a_paragraphs_start_open_nothing() -> None:
    document = whole(
        "Trong đó: (i) lúa 30 ha; (ii) màu 12 ha.",
        "3. 525 tàu đã lắp thiết bị.",
        "13/TB-VP là thông báo trước.",
        "2024. Đây là năm bản lề.",
    )
    assert document.sections == ()


def test_a_paragraph_behind_a_list_belongs_to_its_last_item_unless_it_leads_something() -> None:
    document = whole(
        "2. Nông nghiệp",
        "- Phòng dịch.",
        "Tiếp tục tiêm phòng đợt hai.",
        "Sở Công Thương chủ trì, phối hợp các huyện: kiểm tra chợ.",
    )
    more, lead = (document.text.index(words) for words in ("Tiếp tục", "Sở Công Thương"))
    assert document.section_path(more) == ("2. Nông nghiệp", "Phòng dịch")
    assert document.section_path(lead) == ("2. Nông nghiệp",)


def test_appendices_start_anew_behind_the_signature() -> None:
    document = whole(
        "1. Kiểm tra.",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "CHỦ TỊCH",
        "Lê Văn An",
        "Phụ lục I",
        "DANH MỤC HỒ CHỨA",
        "1. Hồ Lạc.",
    )
    assert paths(document) == ["1. Kiểm tra", "Phụ lục I. DANH MỤC HỒ CHỨA", "Phụ lục I. DANH MỤC HỒ CHỨA > 1. Hồ Lạc"]
    assert document.signer == "Lê Văn An"


def test_a_stray_mark_in_a_heading_is_not_part_of_it() -> None:
    document = whole("1. Quy hoạch tỉnh¹: thực hiện đúng tiến độ.")
    assert document.sections[0].heading == "Quy hoạch tỉnh"
    assert not any(sign in document.sections[0].heading for sign in SUPERSCRIPTS)


def test_a_provision_quoted_over_several_paragraphs_opens_no_section() -> None:
    document = whole(
        "1. Căn cứ pháp lý",
        "Luật quy định: “Điều 10. Thẩm quyền",
        "1. Bộ quyết định.",
        "2. Tỉnh trình.”",
        "2. Kiến nghị",
    )
    assert [section.label for section in document.sections] == ["1", "2"]


def test_the_letterhead_an_annex_prints_is_no_heading() -> None:
    document = whole(
        "1. Kiểm tra.", "Nơi nhận:", "- Lưu: VT.", "CHỦ TỊCH", "Lê Văn An",
        "UBND TỈNH BÌNH LẠC", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "DANH MỤC HỒ CHỨA", "1. Hồ Lạc.",
    )  # fmt: skip
    assert [section.heading for section in document.sections] == ["Kiểm tra", "DANH MỤC HỒ CHỨA"]


def test_a_provision_quoted_between_straight_and_curly_marks_opens_no_section() -> None:
    document = whole(
        "Luật quy định như sau:",
        '"Điều 7. Phạm vi',
        "1. Áp dụng trong tỉnh.",
        "Điều 8. Ngoại lệ",
        "Không áp dụng ở xã An Lạc.”",
        "1. Sở Y tế thực hiện.",
        '2. Mua ống 5" và 7".',
    )
    assert [section.title for section, _ in document.walk()] == ["1. Sở Y tế thực hiện", '2. Mua ống 5" và 7"']


def test_a_bracketed_number_may_have_a_full_stop() -> None:
    document = whole("1. Kiến nghị", "(i). Sớm ban hành hướng dẫn.", "(ii). Bố trí vốn.")
    assert [section.title for section, _ in document.walk()][1:] == ["i) Sớm ban hành hướng dẫn", "ii) Bố trí vốn"]


def test_a_form_of_address_is_no_title_and_where_an_annex_belongs_is_none() -> None:
    document = whole(
        "Điều 2. Thành lập Đoàn gồm:",
        "1. Bà: Lê Thị Mai - Trưởng đoàn;",
        "Nơi nhận:",
        "- Lưu: VT.",
        "GIÁM ĐỐC",
        "Trần Văn Bảo",
        "Phụ lục",
        "DANH SÁCH XÃ",
        "(Kèm theo Quyết định số 5/QĐ-SYT ngày 02/3/2026 của Sở Y tế)",
        "1. Xã An Lạc",
    )
    assert [section.title for section, _ in document.walk()][1:] == [
        "1. Bà: Lê Thị Mai - Trưởng đoàn",
        "Phụ lục. DANH SÁCH XÃ",
        "1. Xã An Lạc",
    ]


MISREAD = [
    # labels as a scanner gave them, labels of the sections
    ("a b e d đ", "a b c d đ"),
    ("a b d đ", "a b d đ"),  # a point is missing: nothing to repair
    ("a b e g", "a b e g"),  # two are missing: the neighbours do not agree
    ("a b c a b", "a b c a b"),  # a new series
    ("1 2 8 4", "1 2 3 4"),
    ("1 3 4 5", "1 3 4 5"),
]


@pytest.mark.parametrize(("printed", "labels"), MISREAD)
def test_a_misread_label_is_repaired_only_where_both_neighbours_agree(printed: str, labels: str) -> None:
    lines = [f"{label}{'.' if label.isdigit() else ')'} Việc phải làm." for label in printed.split()]
    document = whole("Sở Y tế:", *lines)
    assert " ".join(str(section.label) for section, _ in document.walk()) == labels
    assert all(line in document.text for line in lines), "the text stays as printed"


def test_what_nests_between_two_labels_does_not_part_their_series() -> None:
    document = whole("1. Y tế", "a) Khám bệnh.", "- Ở xã.", "8. Giáo dục", "a) Dạy học.", "3. Giao thông")
    assert [section.label for section, _ in document.walk() if section.level == 1] == ["1", "2", "3"]
