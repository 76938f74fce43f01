"""PDF: lines, columns, notes, tables and artifacts from the layout; pages drawn with ReportLab."""

from collections.abc import Callable
from io import BytesIO

import pypdf
import pytest
from pypdf.generic import DictionaryObject, NameObject, StreamObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from drawn_pages import (
    LEFT,
    TOP,
    centered,
    drawn,
    font_registered,
    letterhead,
    paragraph,
    texts,
    with_mark,
    write,
)
from ingest.errors import UnreadableFileError
from ingest.layout.pdfium import open_second, second_words
from ingest.readers.page_list import page_list
from ingest.readers.pdf.reader import read_pdf


@pytest.fixture(scope="module", autouse=True)
def _font() -> None:
    if not font_registered():
        pytest.skip("no font with Vietnamese letters is installed")


def test_both_columns_of_the_letterhead_are_read_one_after_the_other() -> None:
    def page(canvas: Canvas) -> None:
        letterhead(canvas)
        centered(canvas, 312, 175, "Kính gửi: Trung tâm y tế các huyện, thành phố")
        paragraph(
            canvas,
            210,
            "Thực hiện ý kiến của Ủy ban nhân dân tỉnh, Sở Y tế yêu cầu",
            "các đơn vị làm tốt việc tiêm phòng.",
        )

    assert texts(read_pdf(drawn(page))) == [
        "UBND TỈNH BÌNH LẠC",
        "SỞ Y TẾ",
        "Số: 12/SYT-VP",
        "V/v tiêm phòng",
        "mùa mưa bão",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Bình Lạc, ngày 05 tháng 3 năm 2024",
        "Kính gửi: Trung tâm y tế các huyện, thành phố",
        "Thực hiện ý kiến của Ủy ban nhân dân tỉnh, Sở Y tế yêu cầu",
        "các đơn vị làm tốt việc tiêm phòng.",
    ]


def test_the_title_below_the_letterhead_is_centred_on_the_page_and_bold() -> None:
    def page(canvas: Canvas) -> None:
        letterhead(canvas)
        centered(canvas, 312, 180, "THÔNG BÁO", 14, bold=True)
        paragraph(
            canvas,
            220,
            "Ngày 04 tháng 3, lãnh đạo Sở Y tế đã họp với các đơn vị trực thuộc",
            "và thống nhất như sau, để các đơn vị biết và thực hiện đúng thời hạn:",
        )

    title = next(line for line in read_pdf(drawn(page)).lines if line.text == "THÔNG BÁO")
    assert (title.bold, title.centered, title.gap_before, title.size) == (True, True, True, 14.0)


def test_recipients_and_signature_are_two_columns() -> None:
    def page(canvas: Canvas) -> None:
        paragraph(canvas, 100, "Trên đây là kết luận của lãnh đạo sở, đề nghị các đơn vị nghiêm túc", "thực hiện.")
        for at, text in enumerate(("Nơi nhận:", "- Như trên;", "- Lưu: VT.")):
            write(canvas, LEFT, 160 + 13 * at, text, 10)
        centered(canvas, 440, 158, "KT. GIÁM ĐỐC", 13, bold=True)
        centered(canvas, 440, 174, "PHÓ GIÁM ĐỐC", 13, bold=True)
        centered(canvas, 440, 250, "Trần Văn Lạc", 13, bold=True)

    assert texts(read_pdf(drawn(page)))[2:] == [
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Trần Văn Lạc",
    ]


def test_a_raised_mark_is_glued_to_its_word_and_the_note_at_the_foot_starts_with_it() -> None:
    reading = read_pdf(drawn(lambda canvas: with_mark(canvas, 100)))
    assert texts(reading, "body")[0] == "Thực hiện chương trình công tác năm 2024¹², các đơn vị báo cáo kết quả"
    first, second = texts(reading, "note")
    assert first.startswith("¹²")
    assert first.endswith("Quyết định số 45/QĐ-UBND của tỉnh Bình Lạc về chương trình")
    assert second == "công tác năm của các cơ quan."


def test_small_recipients_at_the_foot_of_a_page_are_no_notes() -> None:
    def page(canvas: Canvas) -> None:
        paragraph(
            canvas, 100, "Yêu cầu các đơn vị khẩn trương thực hiện và báo cáo về Sở Y tế", "trong tháng 3 năm 2024."
        )
        write(canvas, LEFT, 740, "Nơi nhận:", 10)
        write(canvas, LEFT, 752, "- Như trên;", 10)

    assert not texts(read_pdf(drawn(page)), "note")


def test_page_numbers_and_running_heads_are_artifacts_and_a_year_is_not() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            centered(canvas, A4[0] / 2, 40, str(number))
            centered(canvas, A4[0] / 2, 815, "Sở Y tế tỉnh Bình Lạc", 9)
            paragraph(
                canvas,
                90,
                f"Nội dung của phần thứ {number} được nêu trong kế hoạch của ngành y tế",
                "và triển khai trong năm",
                "2024",
            )

        return draw

    reading = read_pdf(drawn(*(page(number) for number in range(1, 5))))
    assert texts(reading, "header") == ["1", "2", "3", "4"]
    assert texts(reading, "footer") == ["Sở Y tế tỉnh Bình Lạc"] * 4
    assert texts(reading, "body").count("2024") == 4
    assert (reading.paged, reading.page_count) == (True, 4)
    assert [line.page for line in reading.lines if line.role == "header"] == [1, 2, 3, 4]


def test_ruled_tables_become_rows_and_merged_cells_stand_in_their_first_place() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, LEFT, 80, "Danh sách kèm theo công văn của Sở Y tế:")
        xs, ys = (90, 130, 330, 500), (100, 125, 150, 175)
        for y in ys:
            canvas.line(xs[0], TOP - y, xs[-1], TOP - y)
        for x in (xs[0], xs[-1]):
            canvas.line(x, TOP - ys[0], x, TOP - ys[-1])
        for x in xs[1:-1]:
            canvas.line(x, TOP - ys[0], x, TOP - ys[2])  # the last row is one cell from the first border on
        for row, cells in enumerate((("TT", "Đơn vị", "Số giường"), ("1", "Trạm y tế xã Lạc", "12"))):
            for column, text in enumerate(cells):
                write(canvas, xs[column] + 4, ys[row] + 17, text, 11)
        write(canvas, 150, 167, "Tổng cộng có một đơn vị", 11)
        write(canvas, LEFT, 220, "Đề nghị các đơn vị rà soát lại danh sách.")

    reading = read_pdf(drawn(page))
    assert [line.cells for line in reading.lines if line.role == "row"] == [
        ("TT", "Đơn vị", "Số giường"),
        ("1", "Trạm y tế xã Lạc", "12"),
        ("Tổng cộng có một đơn vị", "", ""),
    ]
    assert [line.role for line in reading.lines] == ["body", "row", "row", "row", "body"]


def test_a_signature_stamp_is_kept_as_artifacts() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 400, 30, "Ký bởi: Sở Y tế tỉnh Bình Lạc", 7)
        write(canvas, 400, 38, "Email: soyte@binhlac.gov.vn", 7)
        write(canvas, 400, 46, "Thời gian ký: 05/03/2024 10:09:57", 7)
        paragraph(canvas, 100, "Sở Y tế nhận được công văn của Ủy ban nhân dân tỉnh về tiêm phòng", "cho trẻ em.")

    reading = read_pdf(drawn(page))
    assert len(texts(reading, "footer")) == 3
    assert len(texts(reading, "body")) == 2


def test_boxes_and_gaps_are_those_of_the_page() -> None:
    def page(canvas: Canvas) -> None:
        paragraph(canvas, 100, "Một dòng chữ dài của văn bản", "dòng hai", "dòng ba")
        paragraph(canvas, 190, "Đoạn sau")

    reading = read_pdf(drawn(page))
    first, *_, last = reading.lines
    assert first.place is not None
    assert first.place.x0 == pytest.approx(LEFT + 36, abs=1)
    assert first.place.y0 < 100 < first.place.y1
    assert first.indent == pytest.approx(36, abs=1)
    assert reading.lines[1].indent == 0.0
    assert [line.gap_before for line in reading.lines] == [True, False, False, True]
    assert last.text == "Đoạn sau"


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_page_reads_the_same_and_its_boxes_lie_on_the_page_as_shown(rotation: int) -> None:
    def page(canvas: Canvas) -> None:
        paragraph(canvas, 100, "Kế hoạch kiểm tra quý I năm 2024 của Sở Y tế", "gồm ba nội dung chính sau đây:")

    upright = read_pdf(drawn(page))
    writer = pypdf.PdfWriter(clone_from=BytesIO(drawn(page)))
    writer.pages[0].rotate(rotation)
    out = BytesIO()
    writer.write(out)
    turned = read_pdf(out.getvalue())
    assert texts(turned) == texts(upright)
    width, height = (A4[1], A4[0]) if rotation in (90, 270) else A4
    for line in turned.lines:
        assert line.place is not None
        assert 0 <= line.place.x0 < line.place.x1 <= width
        assert 0 <= line.place.y0 < line.place.y1 <= height


def test_pages_that_are_pictures_are_named_by_number() -> None:
    from PIL import Image

    picture = Image.new("RGB", (60, 60), "gray")

    def scan(canvas: Canvas) -> None:
        canvas.drawInlineImage(picture, 50, 50, 400, 600)

    reading = read_pdf(
        drawn(scan, lambda canvas: paragraph(canvas, 100, "Trang này có chữ để đọc được ngay"), scan, scan)
    )
    assert reading.scanned
    assert [(w.code, w.detail) for w in reading.warnings] == [("page_without_text", "1, 3-4")]


def test_a_text_layer_that_is_no_language_is_a_warning() -> None:
    def page(canvas: Canvas) -> None:
        paragraph(canvas, 100, *["Vqjk wxrt zzkp bvnm qwrt plkj hgfd trwq mnbv cxzq"] * 4)

    reading = read_pdf(drawn(page))
    assert [(w.code, w.detail) for w in reading.warnings] == [("garbled_text", "1")]
    assert reading.lines  # nothing is thrown away


def test_text_printed_twice_in_one_place_is_read_once() -> None:
    def page(canvas: Canvas) -> None:
        for shift in (0, 0.3):
            write(canvas, LEFT + shift, 100, "KẾ HOẠCH")

    assert texts(read_pdf(drawn(page))) == ["KẾ HOẠCH"]


def test_an_encrypted_file_is_refused_and_one_without_password_is_read() -> None:
    def encrypted(password: str) -> bytes:
        writer = pypdf.PdfWriter(clone_from=BytesIO(drawn(lambda canvas: paragraph(canvas, 100, "Nội dung mật khẩu"))))
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
        out = BytesIO()
        writer.write(out)
        return out.getvalue()

    with pytest.raises(UnreadableFileError) as refusal:
        read_pdf(encrypted("user"))
    assert refusal.value.code == "encrypted_file"
    assert texts(read_pdf(encrypted(""))) == ["Nội dung mật khẩu"]


def test_the_second_reader_gives_the_same_words_in_the_same_places() -> None:
    from ingest.readers.pdf.pages import page_words

    data = drawn(letterhead)
    first = page_words(pypdf.PdfReader(BytesIO(data)).pages[0]).words
    with open_second(data) as document:
        second = second_words(document, 0).words
    assert [word.text for word in second] == [word.text for word in first]
    for one, other in zip(first, second, strict=True):
        assert one.x0 == pytest.approx(other.x0, abs=1)
        assert one.y == pytest.approx(other.y, abs=1)
        assert one.size == pytest.approx(other.size, abs=0.1)


def test_page_numbers_are_listed_shortly() -> None:
    assert page_list([1, 2, 3, 7, 9, 10]) == "1-3, 7, 9-10"


def test_forms_inside_forms_beyond_reason_are_cut_short() -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(drawn(lambda canvas: paragraph(canvas, 100, "Trang có chữ"))))
    page = writer.pages[0]
    inner = None
    for content in (b"BT ET", *[b"/F Do " * 20] * 9):
        form = StreamObject()
        form.set_data(content)
        form.update({NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form")})
        if inner is not None:
            resources = DictionaryObject({NameObject("/XObject"): DictionaryObject({NameObject("/F"): inner})})
            form[NameObject("/Resources")] = resources
        inner = writer._add_object(form)
    drawing = page.get_contents()
    page_resources = page["/Resources"].get_object()
    assert drawing is not None
    assert isinstance(page_resources, DictionaryObject)
    page_resources[NameObject("/XObject")] = DictionaryObject({NameObject("/F"): inner})
    bomb = StreamObject()
    bomb.set_data(drawing.get_data() + b" /F Do")
    page[NameObject("/Contents")] = writer._add_object(bomb)
    out = BytesIO()
    writer.write(out)
    reading = read_pdf(out.getvalue())
    assert texts(reading) == ["Trang có chữ"]
    assert [(w.code, w.detail) for w in reading.warnings] == [("page_cut_short", "1")]
