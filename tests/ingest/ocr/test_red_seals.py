"""The red seal over a signer's name is left out of the picture that is recognised; a red mark at the head stays."""

from io import BytesIO

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.ocr.image import Grey, drawn


def sheet() -> bytes:
    """Draw two pages alike: a red square over black in the upper and in the lower half."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for _ in range(2):
        for y in (600, 200):
            canvas.setFillColorRGB(0.8, 0.1, 0.1)
            canvas.rect(100, y, 100, 100, stroke=0, fill=1)
            canvas.setFillColorRGB(0, 0, 0)
            canvas.rect(140, y + 40, 20, 20, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def darkness(picture: Grey, x: float, y: float) -> int:
    """Return the value at a point given in points from the lower left corner."""
    scale = picture.shape[0] / A4[1]
    return int(picture[round((A4[1] - y) * scale), round(x * scale)])


@pytest.mark.slow
def test_red_is_paper_but_at_the_head_of_the_first_page() -> None:
    with pypdfium2.PdfDocument(sheet()) as document:
        first, second = drawn(document, 0), drawn(document, 1)
    assert darkness(first, 110, 610) < 150, "a secrecy mark is red as well"
    assert darkness(first, 110, 210) == darkness(second, 110, 610) == darkness(second, 110, 210) == 255
    assert all(darkness(page, 150, y + 50) < 30 for page in (first, second) for y in (600, 200)), "black print stays"
