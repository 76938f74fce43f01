"""PDF: words no page shows are set apart, whatever hides them; words that only look so stay in the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pypdf
import pytest
from PIL import Image
from pypdf.generic import ArrayObject, DictionaryObject, NameObject
from reportlab.lib.colors import Color, HexColor, black, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from drawn_pages import LEFT, TOP, drawn, font_registered, letterhead, paragraph, texts, write
from ingest.agencies.find import Agencies
from ingest.assembly import assemble
from ingest.assignments.find import find_assignments
from ingest.lines import Reading
from ingest.readers.pdf.reader import read_pdf

pytestmark = pytest.mark.slow

_ORDER = "Giao Sở Xây dựng chủ trì bán nhà kho trước ngày 30/6/2024."
_Draw = Callable[[Canvas], None]


@pytest.fixture(scope="module", autouse=True)
def _font() -> None:
    if not font_registered():
        pytest.skip("no font with Vietnamese letters is installed")


def _page(draw: _Draw) -> _Draw:
    def page(canvas: Canvas) -> None:
        letterhead(canvas)
        paragraph(canvas, 200, "1. Giao Sở Tài chính chủ trì cấp kinh phí trước ngày 20/4/2024.")
        canvas.saveState()
        draw(canvas)
        canvas.restoreState()

    return page


def _coloured(colour: Color, size: float = 12) -> _Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(colour)
        write(canvas, LEFT, 300, _ORDER, size)

    return draw


def _on(ground: Color, ink: Color, round_corners: bool = False) -> _Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(ground)
        if round_corners:
            canvas.roundRect(LEFT - 5, TOP - 308, 450, 24, 8, stroke=0, fill=1)
        else:
            canvas.rect(LEFT - 5, TOP - 308, 450, 24, stroke=0, fill=1)
        canvas.setFillColor(ink)
        write(canvas, LEFT, 300, _ORDER, 12)

    return draw


def _picture(canvas: Canvas, colour: tuple[int, int, int], mode: str = "RGB", alpha: int = 255) -> None:
    picture = Image.new(mode, (20, 20), (*colour, alpha) if mode == "RGBA" else colour)
    canvas.drawImage(ImageReader(picture), LEFT - 5, TOP - 308, 450, 24, mask="auto" if mode == "RGBA" else None)


def _on_picture(colour: tuple[int, int, int], ink: Color) -> _Draw:
    def draw(canvas: Canvas) -> None:
        _picture(canvas, colour)
        canvas.setFillColor(ink)
        write(canvas, LEFT, 300, _ORDER, 12)

    return draw


def _below_picture(alpha: int) -> _Draw:
    def draw(canvas: Canvas) -> None:
        write(canvas, LEFT, 300, _ORDER, 12)
        _picture(canvas, (240, 240, 240), "RGBA" if alpha < 255 else "RGB", alpha)

    return draw


def _below_paint(colour: Color) -> _Draw:
    def draw(canvas: Canvas) -> None:
        write(canvas, LEFT, 300, _ORDER, 12)
        canvas.setFillColor(colour)
        canvas.rect(LEFT - 5, TOP - 308, 450, 24, stroke=0, fill=1)

    return draw


def _mode(mode: int) -> _Draw:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(LEFT, TOP - 300)
        text.setFont("Serif", 12)
        text.setTextRenderMode(mode)
        text.textOut(_ORDER)
        canvas.drawText(text)

    return draw


def _clipped(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(LEFT, 20, 300, 5)
    canvas.clipPath(path, stroke=0, fill=0)
    write(canvas, LEFT, 300, _ORDER, 12)


def _transparent(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    write(canvas, LEFT, 300, _ORDER, 12)


def _off_the_page(canvas: Canvas) -> None:
    write(canvas, LEFT, 900, _ORDER, 12)


def _turned_in_white(canvas: Canvas) -> None:
    canvas.setFillColor(white)
    canvas.translate(60, 200)
    canvas.rotate(90)
    canvas.setFont("Serif", 12)
    canvas.drawString(0, 0, _ORDER)


def _squeezed(canvas: Canvas) -> None:
    text = canvas.beginText(LEFT, TOP - 300)
    text.setFont("Serif", 12)
    text.setHorizScale(2)
    text.textOut(_ORDER)
    canvas.drawText(text)


def _shrunk_by_the_matrix(canvas: Canvas) -> None:
    canvas.translate(LEFT, 500)
    canvas.scale(0.05, 0.05)
    canvas.setFont("Serif", 12)
    canvas.drawString(0, 0, _ORDER)


_UNSEEN: dict[str, _Draw] = {
    "white on white": _coloured(white),
    "nearly white": _coloured(HexColor("#F4F4F2")),
    "white ink of a printer": _coloured(Color(1, 1, 1)),
    "black on black": _on(black, black),
    "blue on the same blue": _on(HexColor("#1F3864"), HexColor("#203966")),
    "white on a white picture": _on_picture((255, 255, 255), white),
    "no mode of drawing": _mode(3),
    "only clipping": _mode(7),
    "one point": _coloured(black, 1),
    "shrunk by the matrix": _shrunk_by_the_matrix,
    "squeezed to a stroke": _squeezed,
    "below white paint": _below_paint(white),
    "below a picture": _below_picture(255),
    "below a picture with an opaque mask": _below_picture(254),
    "clipped away": _clipped,
    "no opacity": _transparent,
    "off the page": _off_the_page,
    "turned on its side": _turned_in_white,
}

_SEEN: dict[str, _Draw] = {
    "white on a dark cell": _on(HexColor("#1F3864"), white),
    "white on a dark round box": _on(HexColor("#1F3864"), white, round_corners=True),
    "white on a dark picture": _on_picture((10, 20, 60), white),
    "black on a white picture": _on_picture((255, 255, 255), black),
    "black on a light cell": _on(HexColor("#D9E2F3"), black),
    "light grey that is still read": _coloured(HexColor("#BFBFBF")),
    "red": _coloured(HexColor("#FF0000")),
    "yellow ink on blue": _on(HexColor("#000080"), HexColor("#FFFF00")),
    "six points": _coloured(black, 6),
    "outlined": _mode(1),
    "below a seal that shines through": _below_picture(90),
}


@pytest.mark.parametrize("way", _UNSEEN)
def test_words_that_nobody_sees_are_set_apart_and_told(way: str) -> None:
    reading = read_pdf(drawn(_page(_UNSEEN[way])))
    assert " ".join(texts(reading, "hidden")).split() == _ORDER.split()
    warnings = {warning.code: warning.detail for warning in reading.warnings}
    assert warnings == {"hidden_text": str(len(_ORDER.split())), "hidden_on_pages": "1"}
    document = assemble(reading, "0" * 64, "a.pdf")
    leads = [task.lead for task in find_assignments(document, Agencies.load())]
    assert leads == ["Sở Tài chính"]
    assert _ORDER in document.text
    assert _ORDER not in document.seen_text


@pytest.mark.parametrize("way", _SEEN)
def test_words_that_people_read_stay(way: str) -> None:
    reading = read_pdf(drawn(_page(_SEEN[way])))
    assert texts(reading, "hidden") == []
    assert _ORDER in " ".join(texts(reading))
    assert not reading.warnings


def test_marks_of_notes_shadows_and_words_printed_twice_hide_nothing() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFillColor(white)
        write(canvas, LEFT + 1, 101, "KẾ HOẠCH", 14)
        canvas.setFillColor(black)
        write(canvas, LEFT, 100, "KẾ HOẠCH", 14)
        write(canvas, LEFT + 0.3, 100, "KẾ HOẠCH", 14)
        end = write(canvas, LEFT, 140, "Thực hiện chương trình công tác")
        write(canvas, end, 135, "1", 5)

    reading = read_pdf(drawn(page))
    assert texts(reading) == ["KẾ HOẠCH", "Thực hiện chương trình công tác¹"]
    assert not reading.warnings


def _with_layer_off(data: bytes) -> bytes:
    """Put the last string of the page into a layer that is switched off."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(data))
    group = writer._add_object(DictionaryObject({NameObject("/Type"): NameObject("/OCG")}))
    off = DictionaryObject({NameObject("/OFF"): ArrayObject([group])})
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject([group]), NameObject("/D"): off}
    )
    page = writer.pages[0]
    resources = page["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    resources[NameObject("/Properties")] = DictionaryObject({NameObject("/MC0"): group})
    contents = page.get_contents()
    assert contents is not None
    before, _, after = contents.get_data().rpartition(b"BT ")
    contents.set_data(before + b"/OC /MC0 BDC BT " + after + b" EMC")
    page[NameObject("/Contents")] = writer._add_object(contents)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_words_of_a_layer_that_is_switched_off_are_hidden() -> None:
    data = drawn(_page(_coloured(black)))
    assert texts(read_pdf(data), "hidden") == []
    assert texts(read_pdf(_with_layer_off(data)), "hidden") == [_ORDER]


def test_a_page_read_by_the_second_library_hides_nothing_either() -> None:
    data = drawn(_page(_coloured(white))).replace(b"/Count 1", b"/Count x")
    reading = read_pdf(data)
    assert texts(reading, "hidden") == [_ORDER]
    assert all(_ORDER not in line.text for line in reading.lines if line.role != "hidden")


def test_a_table_wider_than_the_page_is_no_secret() -> None:
    def page(canvas: Canvas) -> None:
        for row, cells in enumerate((("Nhiệm vụ", "Hạn"), ("Vá đường", "30/9/2025"))):
            for x, width, cell in ((400, 180, cells[0]), (580, 120, cells[1])):
                canvas.rect(x, TOP - 120 - 20 * row, width, 20)
                write(canvas, x + 40, 115 + 20 * row, cell, 10)

    assert texts(read_pdf(drawn(page)), "hidden") == []


def test_the_reading_without_hidden_words_is_the_one_of_a_page_that_never_had_them() -> None:
    def nothing(canvas: Canvas) -> None:
        del canvas

    plain = read_pdf(drawn(_page(nothing)))
    hidden = read_pdf(drawn(_page(_coloured(white))))
    shown = tuple(line for line in hidden.lines if line.role != "hidden")
    assert Reading(shown, page_count=1, paged=True) == replace(plain, warnings=())


@pytest.mark.slow
def test_a_page_painted_over_a_thousand_times_is_looked_at_once() -> None:
    def page(canvas: Canvas) -> None:
        for step in range(1_000):
            canvas.setFillGray(0.9 + step / 20_000)
            canvas.rect(0, 0, 595, 842, stroke=0, fill=1)
        canvas.setFillColor(black)
        for at in range(40):
            write(canvas, LEFT, 60 + 14 * at, "một hai ba bốn năm sáu bảy tám chín mười", 8)
        canvas.setFillGray(0.95)
        write(canvas, LEFT, 700, _ORDER, 12)

    assert texts(read_pdf(drawn(page)), "hidden") == [_ORDER]
