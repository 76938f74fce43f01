"""Number and day that offices fill into a printed PDF by hand, as fields of their own."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from drawn_pages import TOP, drawn, font_registered, texts, write
from ingest.readers.pdf.reader import read_pdf


@pytest.fixture(scope="module", autouse=True)
def _font() -> None:
    if not font_registered():
        pytest.skip("no font with Vietnamese letters is installed")


def fill_in(canvas: Canvas, x: float, y: float, text: str) -> None:
    """Put a form field whose text stands some points below the line at ``y``."""
    canvas.acroForm.textfield(
        value=text,
        x=x,
        y=TOP - y - 8,
        width=26,
        height=14,
        fontSize=11,
        borderWidth=0,
        fieldFlags="",
        forceBorder=False,
    )


def test_a_day_dropped_a_little_below_its_line_stands_in_its_gap() -> None:
    def page(canvas: Canvas) -> None:
        end = write(canvas, 300, 100, "Bình Lạc, ngày")
        fill_in(canvas, end + 2, 100, "13")
        write(canvas, end + 30, 100, "tháng 3 năm 2026")
        write(canvas, 300, 130, "Kính gửi: Sở Công Thương")

    assert texts(read_pdf(drawn(page)))[:2] == ["Bình Lạc, ngày 13 tháng 3 năm 2026", "Kính gửi: Sở Công Thương"]


def test_a_figure_over_another_is_a_word_of_its_own() -> None:
    def page(canvas: Canvas) -> None:
        end = write(canvas, 300, 100, "Bình Lạc, ngày 15 tháng ")
        fill_in(canvas, end - 3, 100, "5")
        write(canvas, end + 1, 100, "4 năm 2026")
        write(canvas, 300, 130, "Kính gửi: Sở Công Thương")

    assert texts(read_pdf(drawn(page)))[0] == "Bình Lạc, ngày 15 tháng 5 4 năm 2026"


def test_a_field_far_from_any_line_keeps_its_place() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 100, 100, "Bình Lạc, ngày 15 tháng 4 năm 2026")
        fill_in(canvas, 400, 400, "17")

    assert texts(read_pdf(drawn(page))) == ["Bình Lạc, ngày 15 tháng 4 năm 2026", "17"]
