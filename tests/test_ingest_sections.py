"""The tree of sections."""

from __future__ import annotations

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
