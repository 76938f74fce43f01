"""Acceptance on four real directives that are never part of the project: counts, numbers and dates only."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from ingest.document import Document, Section
from ingest.reading import read_document

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
NOTICE, LETTER, PROGRAMME, REPORT = "001", "002", "003", "004"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the four seed documents are not on this machine")


@cache
def seed(name: str) -> Document:
    return read_document(next(SEEDS.glob(f"{name}_*.txt")))


def labels(sections: tuple[Section, ...]) -> list[str | None]:
    return [section.label for section in sections]


def section(document: Document, *path: str | None) -> Section:
    found, level = None, document.sections
    for label in path:
        found = next(one for one in level if one.label == label or (one.label is None and one.heading == label))
        level = found.children
    assert found is not None
    return found


def test_the_letter_knows_its_number_date_urgency_and_signer() -> None:
    letter = seed(LETTER)
    assert letter.kind == "công văn"
    assert letter.number is not None
    assert letter.number.normal == "1088/UBND-TH"
    assert letter.issued_on == date(2024, 6, 18)
    assert letter.urgency == "HỎA TỐC"
    assert (letter.signer, letter.signer_title) == ("Lâm Minh Thành", "CHỦ TỊCH")
    assert letter.issuer == "Ủy ban nhân dân tỉnh Kiên Giang"
    assert letter.subject is not None
    assert letter.subject.endswith("trọng tâm trong tháng 6/2024")


def test_the_notice_was_issued_by_the_office_and_signed_for_its_head() -> None:
    notice = seed(NOTICE)
    assert notice.kind == "thông báo"
    assert notice.number is not None
    assert notice.number.normal == "13/TB-VP"
    assert notice.issued_on == date(2021, 1, 7)
    assert notice.issuer == "Văn phòng UBND tỉnh Kiên Giang"
    assert notice.signer == "Đỗ Thị Lệ Hảo"
    assert notice.signer_title == "KT. CHÁNH VĂN PHÒNG, PHÓ CHÁNH VĂN PHÒNG"
    assert len(notice.recipients) == 7


@pytest.mark.slow
@pytest.mark.parametrize(("name", "near"), [(PROGRAMME, set()), (REPORT, {("approximate_date", "ngày 20/11/2020")})])
def test_a_lost_letterhead_leaves_number_and_date_unknown_and_says_so(name: str, near: set[tuple[str, str]]) -> None:
    document = seed(name)
    assert (document.number, document.issued_on, document.issuer) == (None, None, None)
    lost = {("missing_letterhead", ""), ("missing_number", ""), ("missing_date", "")}
    assert {(warning.code, warning.detail) for warning in document.warnings} == lost | near


@pytest.mark.slow
def test_kinds_and_signers_without_letterhead() -> None:
    assert seed(PROGRAMME).kind == "chương trình"
    assert seed(PROGRAMME).signer_title == "T/M BAN THƯỜNG VỤ, PHÓ BÍ THƯ THƯỜNG TRỰC"
    assert seed(REPORT).kind == "báo cáo"
    assert seed(REPORT).signer == "Lâm Minh Thành"


@pytest.mark.parametrize(("name", "count"), [(NOTICE, 0), (LETTER, 19), (PROGRAMME, 0), (REPORT, 59)])
def test_every_note_is_lifted_and_tied_to_its_own_mark(name: str, count: int) -> None:
    document = seed(name)
    assert [note.mark for note in document.footnotes] == [str(number) for number in range(1, count + 1)]
    assert not any(note.inferred for note in document.footnotes)
    assert all(document.body.contains(note.anchor) for note in document.footnotes)
    assert all(document.notes.contains(note.span) for note in document.footnotes)
    assert len({note.anchor.end for note in document.footnotes}) == count


# The clause each difficult mark must follow: (document, mark, words the anchor holds, words it must not reach back to)
ANCHORS = [
    (LETTER, "9", "năm 2024 trên địa bàn", "nothing"),  # the first of three in a sentence
    (LETTER, "10", "phân công thực hiện", "dự toán"),
    (LETTER, "11", "Điều hành tăng trưởng", "phân công"),  # a mark behind a year
    (LETTER, "15", "Phú Quốc, tỉnh", "Hà Tiên"),  # three plans, three decisions
    (REPORT, "5", "nội dung học tập", "bão số 5"),  # before an ellipsis
    (REPORT, "16", "200 triệu đồng.", "tốc mái"),  # behind the full stop
    (REPORT, "23", "chuyển qua)", "103 vụ"),  # behind a bracket
    (REPORT, "33", "01 cas nặng", "Thanh tra"),
    (REPORT, "34", "145 cas", "130 cas"),
    (REPORT, "38", "33.281 lượt", "Campuchia"),  # a digit before the mark
    (REPORT, "56", "số liệu...", "Cục Thuế"),  # between an ellipsis and a full stop
    (REPORT, "58", "Hòn Đất)", "TNGT cao hơn"),
]


@pytest.mark.parametrize(("name", "mark", "holds", "lacks"), ANCHORS)
def test_a_note_is_tied_to_its_clause(name: str, mark: str, holds: str, lacks: str) -> None:
    document = seed(name)
    note = next(note for note in document.footnotes if note.mark == mark)
    anchor = note.anchor.of(document.text)
    assert holds in anchor
    assert lacks not in anchor


# The six sentences that page ends and notes cut in two; the words around the cut
CUTS = [
    (LETTER, "Quốc hội, ủy ban Thường vụ"),
    (LETTER, "tháo gỡ khó khăn vướng mắc"),
    (LETTER, "đón tiếp và làm việc"),
    (LETTER, "giáp biên của Campuchia. Tham"),
    (PROGRAMME, "tiêu thụ sản phẩm, xây"),
    (PROGRAMME, "diễn tập đồi với"),
]


@pytest.mark.parametrize(("name", "words"), CUTS)
def test_a_cut_sentence_is_whole_again(name: str, words: str) -> None:
    assert words in seed(name).body.of(seed(name).text)


def test_points_follow_the_vietnamese_alphabet() -> None:
    assert labels(section(seed(NOTICE), "2").children) == ["a", "b", "c", "d", "đ", "e", "g"]
    assert labels(section(seed(NOTICE), "2", "b").children) == ["i", "ii"]
    assert labels(section(seed(REPORT), "II", "1").children) == ["a", "b", "c", "d", "đ"]


def test_fourteen_items_and_no_section_from_inside_a_note() -> None:
    assert labels(seed(LETTER).sections) == [str(number) for number in range(1, 15)]


def test_december_tasks_stand_under_their_own_heading() -> None:
    december = section(seed(REPORT), "MỘT SỐ CÔNG TÁC TRỌNG TÂM THÁNG 12/2020")
    assert december.level == 1
    assert labels(december.children) == [str(number) for number in range(1, 10)]
    task = seed(REPORT).text.index("giao Sở Văn hóa và Thể thao")
    assert seed(REPORT).section_path(task)[0] == "MỘT SỐ CÔNG TÁC TRỌNG TÂM THÁNG 12/2020"


def test_headings_that_lost_their_number_close_the_part_before() -> None:
    tops = [one.label or one.heading[:20] for one in seed(REPORT).sections]
    assert tops == [
        "I",
        "II",
        "NHẬN XÉT, ĐÁNH GIÁ",
        "MỘT SỐ CÔNG TÁC TRỌN",
        "DANH SÁCH CÁC ĐƠN VỊ",
        "DANH SÁCH Các cuộc h",
    ]


def test_two_lists_side_by_side_become_one_of_56_units_with_one_not_submitted() -> None:
    (table,) = seed(REPORT).tables
    text = seed(REPORT).text
    assert table.header == ("Đơn vị", "Đã gửi")
    assert len(table.rows) == 56
    missing = [row.cells[0].of(text) for row in table.rows if not row.cells[1].of(text)]
    assert missing == ["Sở Tài nguyên và Môi trường"]


@pytest.mark.parametrize(("name", "count"), [(NOTICE, 1), (LETTER, 25), (PROGRAMME, 5), (REPORT, 30)])
def test_references_are_found_in_body_and_notes_without_the_document_itself(name: str, count: int) -> None:
    assert sum(one.number is not None for one in seed(name).references) == count


def test_a_stray_place_name_is_artifacts_and_the_paragraph_behind_it_continues_the_item() -> None:
    report = seed(REPORT)
    assert report.artifacts.of(report.text).splitlines() == ["KIÊN GIANG", "Handwritten signature"]
    support = report.text.index("3.365 hộ")
    assert report.section_path(support)[-1].startswith("Lao động việc làm")


def test_the_closing_words_to_everybody_belong_to_no_item() -> None:
    for name, words in ((LETTER, "Nhận được Công văn này"), (PROGRAMME, "Căn cứ chương trình chỉ đạo này")):
        assert seed(name).section_path(seed(name).text.index(words)) == ()
