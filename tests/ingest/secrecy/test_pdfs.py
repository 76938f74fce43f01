"""Secrecy marks of PDFs that stand over their text: annotations, pictures, outlines, words laid over lines."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pypdf
import pytest
from PIL import Image
from pypdf.annotations import FreeText
from pypdf.generic import DictionaryObject, NameObject, RectangleObject, TextStringObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from drawn_pages import LEFT, TOP, centered, drawn, font_registered, letterhead, paragraph, write
from ingest.ocr.page import Recogniser
from ingest.ocr.recognition import PageRecognition
from ingest.ocr.tesseract import Tesseract
from ingest.readers.pdf.reader import read_pdf
from ingest.secrecy.find import Verdict, judge
from stamped_pages import BLACK, LINES, RED, stamp

ENGINE = Tesseract.installed()
needs_tesseract = pytest.mark.skipif(ENGINE is None, reason="needs Tesseract with Vietnamese")
pytestmark = pytest.mark.skipif(not font_registered(), reason="needs a serif font with Vietnamese letters")


# M, Ậ, T as strokes in a square
OUTLINES = (
    ((0, 0, 0, 1), (0, 1, 0.5, 0.3), (0.5, 0.3, 1, 1), (1, 1, 1, 0)),
    (
        (0, 0, 0.5, 1),
        (0.5, 1, 1, 0),
        (0.2, 0.35, 0.8, 0.35),
        (0.25, 1.15, 0.5, 1.4),
        (0.5, 1.4, 0.75, 1.15),
        (0.45, -0.3, 0.55, -0.3),
    ),
    ((0, 1, 1, 1), (0.5, 1, 0.5, 0)),
)


def letter(canvas: Canvas) -> None:
    letterhead(canvas)
    for at in range(6):
        paragraph(canvas, 200 + 80 * at, *LINES)


def body(canvas: Canvas) -> None:
    for at in range(6):
        paragraph(canvas, 100 + 80 * at, *LINES)


def seen(data: bytes) -> Verdict | None:
    recognition = PageRecognition(Recogniser(ENGINE)) if ENGINE else None
    return judge(read_pdf(data, recognition))


def annotated(data: bytes, page: int, entries: dict[str, str]) -> bytes:
    writer = pypdf.PdfWriter(clone_from=BytesIO(data))
    note = DictionaryObject({NameObject("/Type"): NameObject("/Annot")})
    note[NameObject("/Rect")] = RectangleObject((400, 650, 520, 700))
    for name, value in entries.items():
        note[NameObject(name)] = NameObject(value) if value.startswith("/") else TextStringObject(value)
    writer.add_annotation(page, note)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def free_text(data: bytes, text: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=BytesIO(data))
    writer.add_annotation(0, FreeText(text=text, rect=(400, 650, 520, 700)))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    "entries",
    [
        {"/Subtype": "/FreeText", "/Contents": "TỐI MẬT"},
        {"/Subtype": "/FreeText", "/RC": "<body><p>MẬT</p></body>"},
        {"/Subtype": "/Stamp", "/Contents": "MẬT"},
        {"/Subtype": "/Stamp", "/Name": "/SBTopSecret"},
        {"/Subtype": "/Text", "/Contents": "Độ mật: Mật"},
        {"/Subtype": "/Widget", "/FT": "/Tx", "/V": "TUYỆT MẬT"},
        {"/Subtype": "/FreeText", "/Contents": "Mật"},
    ],
)
def test_an_annotation_on_any_page_bears_a_mark(entries: dict[str, str]) -> None:
    for page in (0, 1):
        verdict = seen(annotated(drawn(letter, body), page, entries))
        assert verdict is not None
        assert (verdict.where, verdict.page) == ("annotation", page + 1)


def test_typed_text_with_an_appearance_bears_a_mark() -> None:
    assert seen(free_text(drawn(letter), "TỐI MẬT")) is not None


@pytest.mark.slow
@pytest.mark.parametrize("text", ["Đã kiểm tra mật khẩu", "Bảo mật", "HỎA TỐC"])
def test_other_annotations_bear_none(text: str) -> None:
    assert seen(annotated(drawn(letter), 0, {"/Subtype": "/FreeText", "/Contents": text})) is None


def turned(canvas: Canvas, x: float, y: float, degrees: float, text: str) -> None:
    canvas.saveState()
    canvas.translate(x, TOP - y)
    canvas.rotate(degrees)
    canvas.setFont("Serif-Bold", 18)
    canvas.drawString(0, 0, text)
    canvas.restoreState()


DRAWN: list[tuple[str, Callable[[Canvas], object]]] = [
    ("at the right", lambda canvas: write(canvas, 470, 135, "MẬT", 16, True)),
    ("below the number", lambda canvas: write(canvas, 130, 160, "TỐI MẬT", 16, True)),
    ("beside the number", lambda canvas: write(canvas, 215, 110, "MẬT", 12, True)),
    ("over text", lambda canvas: write(canvas, 250, 290, "TỐI MẬT", 24, True)),
    ("turned", lambda canvas: turned(canvas, 430, 150, 12, "TỐI MẬT")),
    ("on its side", lambda canvas: turned(canvas, 575, 200, 90, "MẬT")),
    ("at the foot", lambda canvas: centered(canvas, 297, 815, "TỐI MẬT", 12)),
]


@pytest.mark.parametrize(("where", "mark"), DRAWN)
def test_words_laid_over_a_page_bear_a_mark(where: str, mark: Callable[[Canvas], object]) -> None:
    def first(canvas: Canvas) -> None:
        letter(canvas)
        mark(canvas)

    assert seen(drawn(first)) is not None, where


def placed(image: Image.Image, x: float, y: float, width: float) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        letter(canvas)
        high = width * image.height / image.width
        canvas.drawImage(ImageReader(image), x, TOP - y - high, width, high, mask=[250, 255, 250, 255, 250, 255])

    return draw


@pytest.mark.slow
@needs_tesseract
@pytest.mark.parametrize(
    ("image", "x", "y"),
    [
        (stamp("MẬT", RED), 440, 130),
        (stamp("TỐI MẬT", RED, angle=10), 420, 130),
        (stamp("TUYỆT MẬT", BLACK, boxed=False), 80, 150),
        (stamp("TỐI MẬT", RED, angle=-6), 200, 300),
        (stamp("MẬT", BLACK), 80, 780),
    ],
)
def test_a_picture_on_a_page_bears_a_mark(image: Image.Image, x: float, y: float) -> None:
    verdict = seen(drawn(placed(image, x, y, image.width * 72 / 300)))
    assert verdict is not None
    assert verdict.where == "picture"


@pytest.mark.slow
@needs_tesseract
def test_letters_drawn_as_outlines_bear_a_mark() -> None:
    def first(canvas: Canvas) -> None:
        letter(canvas)
        canvas.setLineWidth(3)
        for letter_at, strokes in enumerate(OUTLINES):
            for x0, y0, x1, y1 in strokes:
                x, y = 430 + 24 * letter_at, TOP - 165
                canvas.line(x + 16 * x0, y + 18 * y0, x + 16 * x1, y + 18 * y1)

    assert seen(drawn(first)) is not None


@pytest.mark.slow
@needs_tesseract
@pytest.mark.parametrize("text", ["HỎA TỐC", "ĐÃ KIỂM TRA", "CÔNG VĂN ĐẾN"])
def test_other_pictures_bear_none(text: str) -> None:
    image = stamp(text)
    assert seen(drawn(placed(image, 400, 130, image.width * 72 / 300))) is None


def test_without_recognition_a_stamp_that_cannot_be_read_is_told() -> None:
    image = stamp("MẬT")
    reading = read_pdf(drawn(placed(image, 440, 130, 60)))
    assert ("marks_not_seen", "1") in {(one.code, one.detail) for one in reading.warnings}
    assert "marks_not_seen" not in {one.code for one in read_pdf(drawn(letter)).warnings}


def test_words_about_secrecy_on_a_page_are_no_mark() -> None:
    def first(canvas: Canvas) -> None:
        letter(canvas)
        write(canvas, LEFT, 700, "Các đơn vị bảo vệ bí mật nhà nước theo quy định của pháp luật.")
        write(canvas, LEFT, 720, "Trại ong thu 2 tấn mật", 12)

    assert seen(drawn(first)) is None
