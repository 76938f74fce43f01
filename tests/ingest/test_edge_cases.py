"""The edge cases that real directives show, each on words of an invented province.

=========================================================  ===========================================================
What real directives show                                  The test that covers it
=========================================================  ===========================================================
Sections (tests without a room: test_edge_sections.py)
long texts: Phần, Chương, Mục, Điều, khoản, điểm           test_the_whole_ladder_of_a_long_text
points a b c d đ e g, no f                                 test_points_follow_the_vietnamese_alphabet
a gap or a misread letter among points                     test_a_misread_point_is_mended_when_both_neighbours_agree
(i), (ii) as a block, and inside a sentence                test_small_roman_numbers_open_points_as_a_block_only
single letters i), v) are points                           test_single_letters_are_points_not_roman_numbers
``-`` with a lead-in, ``+`` below ``-``                    test_a_dash_carries_its_lead_in_and_a_plus_stands_below_it
number, title, colon and content in one paragraph          test_a_run_in_heading_is_the_words_before_the_colon
headings in capitals without numbers                       sections: test_capital_headings_without_numbers_stand_...
numbers without headings                                   test_a_number_without_a_title_is_called_by_its_first_clause
numbering restarts under every parent                      sections: test_depth_comes_from_nesting_and_numbers_...
a plain paragraph behind a list, or with its own subject   sections: test_a_paragraph_behind_a_list_belongs_to_...
an assignment header above a list, across notes            test_a_header_reaches_its_list_across_notes_and_a_page_end
Footnotes
head and notes between two halves of a sentence            JOINS 1 (and letterhead: test_a_displaced_letterhead_...)
six notes between two halves                               JOINS 2
a half that ends in "và"                                   JOINS 3
a half that goes on with a capital name                    JOINS 4 (and paragraphs: test_a_page_end_without_notes_...)
a page end without any notes                               JOINS 5
a word of two syllables cut in two                         JOINS 6
several marks in one sentence; one behind a year           MARKS 1-4
two notes that differ by swapped digits                    test_notes_that_look_alike_stay_apart
a list numbered inside a note                              footnotes: test_numbers_inside_a_note_open_no_section
a date that a note gives differently                       test_one_decision_with_two_dates_keeps_both
marks behind a full stop, an ellipsis, a bracket           MARKS 5-9
a mark behind digits with dots; no space behind a mark     MARKS 10; all notes of MARKS
a mark far above its note, and across sections             test_a_note_may_stand_sections_below_its_mark
a note between two items                                   test_a_note_between_two_items_belongs_to_the_first
a note that repeats the body                               rag one_source: test_a_note_that_repeats_the_body_...
marks lost, notes lost                                     footnotes: test_a_note_without_mark_...; test_a_mark_...
exponents; ``[1]``                                         footnotes: test_exponents_...; test_bracketed_notes_...
Other noise
a displaced letterhead                                     letterhead: test_a_displaced_letterhead_is_put_back_...
a lost letterhead; a day that is only near                 fields_read: test_such_a_day_is_offered_...
a number cited in a note is another document               test_a_number_in_a_note_is_never_the_documents_own
signs of Markdown, also across lines                       plain_text: test_markdown_signs_...; test_bold_across_lines
two lists side by side; one blank cell                     tables: test_two_lists_side_by_side_are_read_as_one
a list of the absent in prose                              test_a_list_in_prose_behind_a_table_is_no_table
misread words; odd words that are right                    test_words_are_kept_as_printed
figures that do not add up                                 test_words_are_kept_as_printed
hard-wrapped lines; references cut at line ends            paragraphs: test_hard_wrapped_lines_...
both letterhead columns on one line                        letterhead: test_both_columns_on_one_line_are_taken_apart
the same with number and day left blank                    test_a_drafts_blanks_on_one_line_with_the_other_column
handwritten numbers; "Số: 0"                               test_handwriting_that_is_no_number_stays_unknown
a digital stamp on top                                     letterhead: test_a_stamp_is_neither_date_nor_signer
"Nơi nhận: KT. CHỦ TỊCH"                                   letterhead: test_both_columns_on_one_line_are_taken_apart
look-alike letters, soft hyphens                           repair: test_repair_mends_what_only_looks_right
one text in two documents                                  versions and rag one_source, whole files
=========================================================  ===========================================================
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assembled import paths, read
from ingest.document import Document
from ingest.reading import read_document


def labels(document: Document) -> list[str | None]:
    return [section.label for section, _ in document.walk()]


def test_every_test_that_the_table_names_is_there() -> None:
    assert __doc__ is not None
    tests = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parents[1].rglob("test_*.py"))
    files = {path.stem for path in Path(__file__).parents[1].rglob("test_*.py")}
    named = {name.strip("_") for name in re.findall(r"test_\w+", __doc__)} - files
    assert len(named) > 30
    assert [name for name in sorted(named) if f"def {name}" not in tests] == []


def anchors(document: Document) -> dict[str, str]:
    return {note.mark: note.anchor.of(document.text) for note in document.footnotes}


# Footnotes

# The two halves of a sentence, and what stands between them
JOINS = [
    (
        "báo cáo Thường trực Tỉnh ủy, Hội đồng nhân dân tỉnh,",
        "¹ Công văn số 12-CV/TU ngày 03/4/2024.\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        "Bình Lạc, ngày 09 tháng 4 năm 2024",
        "ủy ban Mặt trận Tổ quốc tỉnh theo đúng thời hạn¹.",
    ),
    (
        "đôn đốc các chủ đầu tư, sớm gỡ",
        "\n\n".join(f"{mark} Kế hoạch số {at}/KH-UBND." for at, mark in enumerate("¹²³⁴⁵⁶", 20)),
        "vướng mắc về đất đai¹, vốn², thủ tục³, giá⁴, cát⁵ và nhân công⁶.",
    ),
    ("lập phương án bố trí chỗ ở và", "¹ Kế hoạch số 9/KH-UBND.", "đưa đón Đoàn công tác¹ của Bộ."),
    ("phối hợp lực lượng bảo vệ cột mốc của", "¹ Kế hoạch số 9/KH-UBND.", "Lào. Tham gia tuần tra¹ song phương."),
    ("gắn trồng rừng với khai thác và chế biến", "4\n", "gỗ, xây dựng thương hiệu."),
    ("Chuẩn bị tốt cuộc diễn", "4\n", "tập phòng thủ của huyện Hòa Sơn."),
]


@pytest.mark.parametrize(("first", "between", "second"), JOINS, ids=range(1, 7))
def test_a_sentence_cut_by_what_stands_at_a_page_end_is_whole_again(first: str, between: str, second: str) -> None:
    document = read(
        "UBND TỈNH BÌNH LẠC\n\nSố: 31/UBND-KT\n\nKính gửi: Các sở.\n\n"
        f"1. Yêu cầu các cơ quan {first}\n\n{between}\n\f\n{second}\n\n2. Báo cáo kết quả."
    )
    assert f"{first} {second}" in document.body.of(document.text)
    assert labels(document) == ["1", "2"]


# A sentence with marks, and for each mark what its clause ends with and does not reach back to
MARKS = [
    ("Thực hiện Kế hoạch năm 2023¹ và Chương trình hành động² của tỉnh.", "1", "năm 2023¹", "Chương trình"),
    ("Thực hiện Kế hoạch năm 2023¹ và Chương trình hành động² của tỉnh.", "2", "hành động²", "năm 2023"),
    ("Quy hoạch chợ Lạc đến năm 2040¹; Quy hoạch bến xe²; Quy hoạch cảng³.", "2", "bến xe²", "chợ Lạc"),
    ("Đã họp thường kỳ tháng 5/2024¹, chỉ đạo các sở² vào cuộc.", "1", "tháng 5/2024¹", "các sở"),
    ("Mưa lớn làm sập 3 nhà. Thiệt hại 40 triệu đồng.¹ Huyện đã hỗ trợ.", "1", "40 triệu đồng.¹", "sập 3 nhà"),
    ("Tổ chức các lớp bồi dưỡng¹... cho cán bộ.", "1", "bồi dưỡng¹", "cán bộ"),
    ("Báo cáo còn chậm, sai số liệu...¹. Chủ tịch phê bình.", "1", "số liệu...¹", "phê bình"),
    ("Khởi tố 14 vụ (03 vụ kỳ trước chuyển sang)¹, thu nộp 2 tỷ đồng.", "1", "chuyển sang)¹", "thu nộp"),
    ("Hai huyện (Hòa Sơn, Vĩnh Lạc)¹ có số vụ tăng.", "1", "Vĩnh Lạc)¹", "số vụ"),
    ("Tạo việc làm cho 21.450 lượt¹, đạt 95% kế hoạch.", "1", "21.450 lượt¹", "95%"),
]


@pytest.mark.parametrize(("sentence", "mark", "ends", "lacks"), MARKS, ids=range(1, 11))
def test_a_mark_ties_its_note_to_its_clause(sentence: str, mark: str, ends: str, lacks: str) -> None:
    used = [sign for sign in "¹²³" if sign in sentence]
    notes = "\n\n".join(f"{sign}Ghi chú {sign.translate(str.maketrans('¹²³', 'abc'))}" for sign in used)
    document = read(f"1. {sentence}\n\n{notes}\n\n2. Báo cáo kết quả.")
    assert len(document.footnotes) == len(used)
    assert not any(note.inferred for note in document.footnotes)
    assert anchors(document)[mark].endswith(ends)
    assert lacks not in anchors(document)[mark]


def test_notes_that_look_alike_stay_apart() -> None:
    document = read(
        "1. Theo ý kiến của Ban Cán sự¹ và Thường trực².\n\n¹ Công văn số 4512-CV/BCSĐ ngày 06/6/2024.\n\n"
        "² Công văn số 4521-CV/BCSĐ ngày 08/6/2024.\n\n2. Báo cáo."
    )
    numbers = [one.number.normal for one in document.references if one.number]
    assert numbers == ["4512-CV/BCSĐ", "4521-CV/BCSĐ"]
    assert ["4512" in note.span.of(document.text) for note in document.footnotes] == [True, False]


def test_one_decision_with_two_dates_keeps_both() -> None:
    document = read(
        "1. Thực hiện Quy hoạch¹ và Kế hoạch².\n\n¹ Quyết định số 77/QĐ-TTg ngày 02/1/2023.\n\n"
        "² Quyết định số 77/QĐ-TTg ngày 02 tháng 11 năm 2023."
    )
    days = [one.date.isoformat() for one in document.references if one.date]
    assert days == ["2023-01-02", "2023-11-02"]


def test_a_note_may_stand_sections_below_its_mark() -> None:
    document = read(
        "1. Giá cả tăng so với tháng trước¹, có 4 nhóm giảm.\n\n2. Thu ngân sách đạt khá.\n\n3. Giải ngân chậm.\n\n"
        "¹ Tháng trước tăng 0,1%.\n\n4. Việc khác."
    )
    assert anchors(document) == {"1": "Giá cả tăng so với tháng trước¹"}
    assert labels(document) == ["1", "2", "3", "4"]


def test_a_note_between_two_items_belongs_to_the_first() -> None:
    document = read("8. Trấn áp cho vay nặng lãi¹.\n\n¹ Gồm 12 nhóm.\n\n9. Chuẩn bị Tết.")
    assert anchors(document) == {"1": "Trấn áp cho vay nặng lãi¹"}
    assert labels(document) == ["8", "9"]
    assert "Gồm 12 nhóm" not in document.body.of(document.text)


def test_a_mark_whose_note_was_lost_is_told() -> None:
    document = read("1. Theo Kế hoạch¹ và Đề án².\n\n¹ Kế hoạch số 9/KH-UBND.")
    assert ("mark_without_note", "2") in {(warning.code, warning.detail) for warning in document.warnings}
    assert "Đề án²" in document.text


# Other noise


def test_a_number_in_a_note_is_never_the_documents_own() -> None:
    document = read("BÁO CÁO\nTình hình tháng 5\n\n1. Chăn nuôi¹ ổn định.\n\n¹ Báo cáo số 219/BC-UBND ngày 02/5/2023.")
    assert (document.number, document.issued_on) == (None, None)
    assert [one.number.normal for one in document.references if one.number] == ["219/BC-UBND"]


def test_bold_across_lines(tmp_path: Path) -> None:
    path = tmp_path / "tb.txt"
    path.write_text(
        "1. Họp bàn **việc sửa chữa đường liên huyện\nvà cầu Lạc** trong quý IV; ***vắng Sở Xây dựng***.  \n",
        encoding="utf-8",
    )
    document = read_document(path)
    assert "*" not in document.text
    assert "vắng Sở Xây dựng." in document.text


def test_a_list_in_prose_behind_a_table_is_no_table() -> None:
    document = read(
        "1. Đã họp.\n\nDANH SÁCH\nCác đơn vị vắng họp\n\n1. Ngày 04/5: Sở Y tế; Xây dựng; Tư pháp.\n\n2. Ngày 11/5: Sở Y tế."
    )
    assert document.tables == ()
    assert [path for path in paths(document) if path.startswith("DANH SÁCH")][1:]


@pytest.mark.parametrize(
    "printed",
    [
        "Đầy mạnh băng vệ rừng, giải quyết tố đơn thư.",  # misread: quoted as it stands
        "Ghi nhận 12 cas mắc mới; hơn 3 ngàn khách từ Malaixia.",  # odd but right
        "Có 5 sở gửi chậm: Y tế, Xây dựng, Tư pháp, Nội vụ.",  # five said, four named
        "Khởi tố 20 vụ (hình sự 12 vụ, kinh tế 7 vụ).",
    ],
)
def test_words_are_kept_as_printed(printed: str) -> None:
    assert printed in read(f"1. Kết quả\n\n{printed}\n\n2. Tồn tại").text


@pytest.mark.parametrize("line", ["Số:⁄‡6 /CT-UBND", "Số: 0 /TTr-UBND", "Số: …/KH-UBND", "Số:      /QĐ-UBND"])
def test_handwriting_that_is_no_number_stays_unknown(line: str) -> None:
    document = read(f"UBND TỈNH BÌNH LẠC\n\n{line}\n\nBình Lạc, ngày     tháng 5 năm 2024\n\n1. Tiêm phòng.")
    assert {"missing_number", "missing_date"} <= {warning.code for warning in document.warnings}
    assert all(field.name not in ("number", "issued_on") for field in document.fields)


def test_a_drafts_blanks_on_one_line_with_the_other_column() -> None:
    document = read(
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH BÌNH LẠC Độc lập - Tự do - Hạnh phúc\n"
        "Số: /CT-UBND Bình Lạc, ngày tháng 5 năm 2024\n\nCHỈ THỊ\nVề phòng cháy\n\n1. Kiểm tra."
    )
    assert (document.number, document.issued_on) == (None, None)
    assert (document.kind, document.issuer) == ("chỉ thị", "Ủy ban nhân dân tỉnh Bình Lạc")
    assert document.subject == "Về phòng cháy"
