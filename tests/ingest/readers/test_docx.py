"""DOCX: what the reader makes of styles, lists, notes, tables, tracked changes and page breaks."""

import pytest

from ingest.errors import UnreadableFileError
from ingest.readers.docx.numbering import written
from ingest.readers.docx.reader import read_docx
from word_package import p, package


def texts(data: bytes) -> list[str]:
    return [line.text for line in read_docx(data).lines]


def test_paragraphs_are_whole_lines_and_empty_ones_are_gaps() -> None:
    reading = read_docx(package(p("Kính gửi:") + p() + p("Sở Y tế;") + p("Sở Nội vụ.")))
    assert [(line.text, line.gap_before, line.whole) for line in reading.lines] == [
        ("Kính gửi:", True, True),
        ("Sở Y tế;", True, True),
        ("Sở Nội vụ.", False, True),
    ]
    assert not reading.paged


def test_a_soft_line_break_parts_a_paragraph_into_lines() -> None:
    reading = read_docx(package(p("TM. ỦY BAN NHÂN DÂN", "<w:r><w:br/><w:t>CHỦ TỊCH</w:t></w:r>")))
    assert [(line.text, line.whole) for line in reading.lines] == [("TM. ỦY BAN NHÂN DÂN", False), ("CHỦ TỊCH", False)]


def numbered(level: int = 0, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(at: int, form: str, pattern: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{pattern}"/>{extra}</w:lvl>'
    )


LISTS = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "upperRoman", "%1.")
    + level(1, "decimal", "%2.")
    + level(2, "lowerLetter", "%3)")
    + level(3, "bullet", "-")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def test_list_numbers_are_written_out_and_restart_under_every_parent() -> None:
    levels = [
        (0, "Tình hình"),
        (1, "Kinh tế"),
        (2, "Nông nghiệp"),
        (2, "Thủy sản"),
        (1, "Xã hội"),
        (2, "Y tế"),
        (3, "ý"),
    ]
    body = "".join(p(text, properties=numbered(at)) for at, text in levels)
    body += p("Nhiệm vụ", properties=numbered(0)) + p("Thu ngân sách", properties=numbered(1))
    body += p("Phụ lục", properties=numbered(0, number=2))
    assert texts(package(body, numbering=LISTS)) == [
        "I. Tình hình",
        "1. Kinh tế",
        "a) Nông nghiệp",
        "b) Thủy sản",
        "2. Xã hội",
        "a) Y tế",
        "- ý",
        "II. Nhiệm vụ",
        "1. Thu ngân sách",
        "I. Phụ lục",  # the second list restarts the first
    ]


def test_a_bare_list_number_is_read_in_a_cell_and_only_counted_elsewhere() -> None:
    first = table(
        (p("TT"), p("Đơn vị")), (p(properties=numbered(1)), p("Sở Y tế")), (p(properties=numbered(1)), p("Sở Nội vụ"))
    )
    rows = read_docx(package(first, numbering=LISTS)).lines
    assert [line.cells for line in rows] == [("TT", "Đơn vị"), ("1.", "Sở Y tế"), ("2.", "Sở Nội vụ")]
    body = p("Một", properties=numbered(1)) + p(properties=numbered(1)) + p("Ba", properties=numbered(1))
    assert texts(package(body, numbering=LISTS)) == ["1. Một", "3. Ba"]


def test_legal_numbers_join_the_levels_and_a_letter_typed_into_the_pattern_is_kept() -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="1">'
        + level(0, "upperRoman", "%1.")
        + level(1, "decimal", "%1.%2.", "<w:isLgl/>")
        + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
        + level(0, "lowerLetter", "đ)")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    )
    body = (
        p("Chung", properties=numbered(0)) + p("Riêng", properties=numbered(1)) + p("Khác", properties=numbered(0, 2))
    )
    assert texts(package(body, numbering=lists)) == ["I. Chung", "1.1. Riêng", "đ) Khác"]


@pytest.mark.parametrize(
    ("count", "form", "text"),
    [
        (14, "upperRoman", "XIV"),
        (27, "lowerLetter", "aa"),
        (5, "decimalZero", "05"),
        (3, "chicago", "3"),
        (0, "lowerRoman", "0"),
    ],
)
def test_number_formats(count: int, form: str, text: str) -> None:
    assert written(count, form) == text


def reference(note: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{note}"/></w:r>'


def footnote(note: int, text: str, kind: str = "") -> str:
    return f'<w:footnote w:id="{note}" {kind}>{p(inside="<w:r><w:footnoteRef/></w:r>")}{p(text)}</w:footnote>'


def test_footnotes_are_numbered_by_the_order_of_their_marks_not_by_their_ids() -> None:
    notes = footnote(-1, "", 'w:type="separator"') + footnote(5, "Quyết định số 20.") + footnote(9, "Công văn số 3.")
    body = p("Thực hiện kế hoạch", reference(9) + "<w:r><w:t>, đề án</w:t></w:r>" + reference(5))
    reading = read_docx(package(body, footnotes=notes))
    assert reading.lines[0].text == "Thực hiện kế hoạch¹, đề án²"
    assert [(note.mark, note.text) for note in reading.notes] == [("1", "Công văn số 3."), ("2", "Quyết định số 20.")]


def test_endnotes_continue_the_footnotes_and_a_custom_mark_gets_a_number() -> None:
    custom = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    end = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    reading = read_docx(
        package(
            p("Năm 2024", custom) + p("Quý I", end),
            footnotes=footnote(2, "Ghi chú sao."),
            endnotes=footnote(2, "Ghi chú cuối.").replace("footnote", "endnote"),
        )
    )
    assert [line.text for line in reading.lines] == ["Năm 2024¹", "Quý I²"]
    assert [note.text for note in reading.notes] == ["Ghi chú sao.", "Ghi chú cuối."]


def test_raised_digits_become_superscripts_and_raised_letters_do_not() -> None:
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>'
    assert texts(package(p("năm 2045", raised.format("12")) + p("lần thứ 4", raised.format("th")))) == [
        "năm 2045¹²",
        "lần thứ 4th",
    ]


def test_of_tracked_changes_the_final_text_is_read_and_their_number_told() -> None:
    body = p(
        "Giao ",
        '<w:del w:id="1"><w:r><w:delText>Sở Tài chính</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>Sở Y tế</w:t></w:r></w:ins><w:r><w:t> chủ trì.</w:t></w:r>',
    )
    reading = read_docx(package(body))
    assert reading.lines[0].text == "Giao Sở Y tế chủ trì."
    assert [(w.code, w.detail) for w in reading.warnings] == [("tracked_changes", "2")]


def table(*rows: tuple[str, ...], properties: str = "") -> str:
    return (
        f"<w:tbl><w:tblPr>{properties}</w:tblPr>"
        + "".join("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
        + "</w:tbl>"
    )


BORDERS = '<w:tblBorders><w:insideV w:val="single"/></w:tblBorders>'


def test_a_letterhead_table_is_read_column_by_column_as_text() -> None:
    head = table(
        (
            p("UBND TỈNH BÌNH LẠC") + p("SỞ Y TẾ"),
            p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p("Độc lập - Tự do - Hạnh phúc"),
        ),
        (p("Số: 12/SYT-VP"), p("Bình Lạc, ngày 05 tháng 3 năm 2024")),
    )
    reading = read_docx(package(head + p("Kính gửi: Các đơn vị")))
    assert [line.text for line in reading.lines] == [
        "UBND TỈNH BÌNH LẠC",
        "SỞ Y TẾ",
        "Số: 12/SYT-VP",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Bình Lạc, ngày 05 tháng 3 năm 2024",
        "Kính gửi: Các đơn vị",
    ]
    assert {line.role for line in reading.lines} == {"body"}


def test_the_recipients_beside_the_signature_are_text_even_in_a_ruled_table() -> None:
    foot = table((p("Nơi nhận:") + p("- Như trên;"), p("KT. GIÁM ĐỐC") + p("Trần Văn Lạc")), properties=BORDERS)
    assert texts(package(foot)) == ["Nơi nhận:", "- Như trên;", "KT. GIÁM ĐỐC", "Trần Văn Lạc"]


def test_a_data_table_becomes_rows_and_merged_cells_are_not_repeated() -> None:
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("Tổng cộng")
    start = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + p("Y tế")
    below = "<w:tcPr><w:vMerge/></w:tcPr>" + p()
    rows = table(
        (p("Ngành"), p("Đơn vị"), p("Số")), (start, p("Trạm"), p("3")), (below, p("Bệnh viện"), p("1")), (wide, p("4"))
    )
    reading = read_docx(package(p("Kèm theo:") + rows))
    assert [line.cells for line in reading.lines[1:]] == [
        ("Ngành", "Đơn vị", "Số"),
        ("Y tế", "Trạm", "3"),
        ("", "Bệnh viện", "1"),
        ("Tổng cộng", "", "4"),
    ]
    assert [line.gap_before for line in reading.lines[1:]] == [True, False, False, False]
    assert reading.lines[1].text == "Ngành | Đơn vị | Số"


def test_page_breaks_count_once_where_word_records_them_twice() -> None:
    explicit = '<w:r><w:br w:type="page"/></w:r>'
    rendered = "<w:r><w:lastRenderedPageBreak/><w:t>Phụ lục</w:t></w:r>"
    reading = read_docx(package(p("Trang một", explicit) + p("", rendered) + p("", rendered)))
    assert [(line.text, line.page) for line in reading.lines] == [("Trang một", 1), ("Phụ lục", 2), ("Phụ lục", 3)]
    assert (reading.paged, reading.page_count) == (True, 3)


def test_running_heads_are_artifacts_behind_the_text_and_page_number_fields_are_no_text() -> None:
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    field += '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    reading = read_docx(package(p("Nội dung"), header=p("LƯU HÀNH NỘI BỘ") + p(inside=field)))
    assert [(line.text, line.role) for line in reading.lines] == [("Nội dung", "body"), ("LƯU HÀNH NỘI BỘ", "header")]


def test_a_text_box_is_read_once_although_it_is_stored_twice() -> None:
    box = f"<w:txbxContent>{p('HỎA TỐC')}</w:txbxContent>"
    both = f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    assert texts(package(p("Số: 5/UBND", both))) == ["Số: 5/UBND", "HỎA TỐC"]


def test_hidden_text_is_set_apart_and_comments_are_left_out_and_told() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>nháp</w:t></w:r>"
    reading = read_docx(package(p("Bản chính", hidden), comments=f"<w:comment>{p('xem lại')}</w:comment>"))
    assert [(line.text, line.role) for line in reading.lines] == [("Bản chính", "body"), ("nháp", "hidden")]
    assert {w.code for w in reading.warnings} == {"hidden_text", "comments"}


def test_bold_centred_and_capitals_come_from_styles_too() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Ten"><w:name w:val="heading 1"/><w:basedOn w:val="Base"/>'
        '<w:rPr><w:caps/><w:sz w:val="28"/></w:rPr></w:style>'
    )
    line = read_docx(package(p("Thông báo", properties='<w:pStyle w:val="Ten"/>'), styles=styles)).lines[0]
    assert (line.text, line.bold, line.centered, line.size, line.role) == ("THÔNG BÁO", True, True, 14.0, "heading")


def test_runs_in_fonts_of_the_old_days_are_decoded() -> None:
    old = '<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>{}</w:t></w:r>'
    capital = '<w:r><w:rPr><w:rFonts w:ascii=".VnTimeH"/></w:rPr><w:t>{}</w:t></w:r>'
    body = p(inside=old.format("Uû ban nh©n d©n tØnh")) + p(inside=capital.format("th«ng b¸o"))
    assert texts(package(body)) == ["Uỷ ban nhân dân tỉnh", "THÔNG BÁO"]


def test_a_letter_in_such_a_font_that_is_unicode_already_stays() -> None:
    kept = '<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>Ủy ban nhân dân tỉnh</w:t></w:r>'
    assert texts(package(p(inside=kept))) == ["Ủy ban nhân dân tỉnh"]


def test_a_document_without_words_is_refused() -> None:
    with pytest.raises(UnreadableFileError) as refusal:
        read_docx(package(p()))
    assert refusal.value.code == "no_text"
