"""Scans with an invisible text layer, and pages whose body is a picture: what is quoted is what the page shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest
from PIL import Image
from reportlab.lib.colors import white
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from drawn_pages import LEFT, TOP, drawn, font_registered, texts, write
from ingest.archive.accession import is_waiting
from ingest.assembly import assemble
from ingest.lines import Reading
from ingest.ocr.image import Grey
from ingest.ocr.recognised import OcrPage, OcrWord
from ingest.ocr.stamp_patches import StampPatch
from ingest.readers.pdf.reader import read_pdf

_SIZE, _STEP, _FIRST = 11.0, 24.0, 200.0
_SHOWN = (
    "Sở Giáo dục và Đào tạo chủ trì, phối hợp với Sở Tài chính rà soát cơ sở vật chất",
    "của các trường học trên địa bàn tỉnh, báo cáo Ủy ban nhân dân tỉnh trước ngày",
    "15/6/2024 để xem xét, chỉ đạo. Không tổ chức hội nghị ngoài kế hoạch đã duyệt.",
    "Các đơn vị thực hiện đúng thời hạn tại Công văn số 125/UBND-VX của tỉnh.",
)
_OTHER = (
    "Thanh tra tỉnh tiến hành kiểm tra toàn bộ hồ sơ đất đai của huyện Bình Lạc",
    "và thu hồi giấy chứng nhận đã cấp sai quy định, hoàn thành trong năm 2025.",
)


@pytest.fixture(scope="module", autouse=True)
def _font() -> None:
    if not font_registered():
        pytest.skip("no font with Vietnamese letters is installed")


@dataclass(frozen=True)
class _Recognised:
    """Recognition that sees these lines on every page, its words a dot for a point; doubtful ones as given."""

    lines: Sequence[str] = _SHOWN
    doubtful: dict[str, str] | None = None

    def pdf_pages(self, data: bytes, numbers: Sequence[int]) -> Iterator[tuple[int, OcrPage]]:
        del data
        for number in numbers:
            yield number, OcrPage(tuple(self._words()), (), 595, 842)

    def picture(self, data: bytes, number: int, picture: Grey, patches: Sequence[StampPatch] = ()) -> OcrPage | None:
        raise AssertionError((data, number, picture, patches))

    def marks(self, patches: Sequence[StampPatch]) -> tuple[str, ...]:
        del patches
        return ()

    def _words(self) -> Iterator[OcrWord]:
        for at, line in enumerate(self.lines):
            x, y = LEFT, _FIRST + _STEP * at
            for word in line.split():
                end = x + pdfmetrics.stringWidth(word, "Serif", _SIZE)
                seen = (self.doubtful or {}).get(word, word)
                yield OcrWord(seen, x, y - 9, end, y + 2, y, _SIZE, 95.0 if seen == word else 50.0)
                x = end + pdfmetrics.stringWidth(" ", "Serif", _SIZE)


def _scan(
    layer: Sequence[str] = (),
    mode: int = 3,
    lower: float = 0.0,
    then: Callable[[Canvas], None] | None = None,
    first: Callable[[Canvas], None] | None = None,
) -> bytes:
    def page(canvas: Canvas) -> None:
        if first:
            first(canvas)
        canvas.drawImage(ImageReader(Image.new("L", (60, 84), 250)), 0, 0, 595, TOP)
        canvas.saveState()
        _write(canvas, layer, mode, lower)
        canvas.restoreState()
        if then:
            then(canvas)

    return drawn(page)


def _write(canvas: Canvas, layer: Sequence[str], mode: int, lower: float = 0.0) -> None:
    text = canvas.beginText()
    text.setTextRenderMode(mode)
    text.setFont("Serif", _SIZE)
    for at, line in enumerate(layer):
        text.setTextOrigin(LEFT, TOP - _FIRST - _STEP * at - lower)
        text.textOut(line)
    text.setTextRenderMode(0)
    canvas.drawText(text)


def _codes(reading: Reading) -> dict[str, str]:
    return {warning.code: warning.detail for warning in reading.warnings}


def _changed(old: str, new: str) -> list[str]:
    return [line.replace(old, new) for line in _SHOWN]


def test_an_honest_layer_changes_nothing_and_lends_its_spelling_where_a_word_is_in_doubt() -> None:
    reading = read_pdf(_scan(_SHOWN), _Recognised(doubtful={"trường": "truờng"}))
    assert texts(reading) == list(_SHOWN)
    assert _codes(reading) == {"read_by_ocr": "1"}


# What the layer says, and the words of it that must stand apart.
_LIES = {
    "another deadline": (_changed("15/6/2024", "30/6/2024"), "30/6/2024"),
    "another day, a digit less": (_changed("15/6/2024", "5/6/2024"), "5/6/2024"),
    "another number": (_changed("125/UBND-VX", "521/UBND-VX"), "521/UBND-VX"),
    "another lead": (_changed("Giáo dục và Đào tạo", "Xây dựng"), "Xây dựng"),
    "no negation": (_changed("Không", "Phải"), "Phải"),
    "another text": (_OTHER, "Thanh tra tỉnh tiến hành kiểm tra toàn bộ hồ sơ đất đai của huyện Bình Lạc"),
    "one more order": ([*_SHOWN, "", "Giao Sở Nội vụ tuyển dụng bốn mươi viên chức"], "Giao Sở Nội vụ tuyển dụng"),
}


@pytest.mark.parametrize("lie", _LIES)
def test_a_layer_that_says_something_else_than_the_picture_is_told_and_set_apart(lie: str) -> None:
    layer, apart = _LIES[lie]
    reading = read_pdf(_scan(layer), _Recognised())
    assert [line.text for line in reading.lines if line.role == "body"] == list(_SHOWN)
    assert apart in " ".join(texts(reading, "hidden"))
    assert _codes(reading) | {"hidden_text": ""} == {
        "read_by_ocr": "1",
        "layer_at_odds": "1",
        "hidden_on_pages": "1",
        "hidden_text": "",
    }


def test_a_layer_in_another_place_is_at_odds() -> None:
    reading = read_pdf(_scan(_SHOWN, lower=300), _Recognised())
    assert _codes(reading)["layer_at_odds"] == "1"


def test_without_recognition_the_layer_is_read_told_and_waits() -> None:
    reading = read_pdf(_scan(_SHOWN))
    assert texts(reading) == list(_SHOWN)
    assert _codes(reading) == {"layer_not_compared": "1"}
    assert reading.scanned
    assert is_waiting(assemble(reading, "0" * 64, "a.pdf"))


def test_a_layer_below_the_picture_is_one_as_well() -> None:
    reading = read_pdf(_scan(first=lambda canvas: _write(canvas, _OTHER, 0)), _Recognised())
    assert [line.text for line in reading.lines if line.role == "body"] == list(_SHOWN)
    assert texts(reading, "hidden") == list(_OTHER)


@pytest.mark.parametrize("size", [1.0, 11.0])
def test_tiny_and_white_words_over_a_picture_are_no_layer_but_hidden(size: float) -> None:
    def liar(canvas: Canvas) -> None:
        if size > 2:
            canvas.setFillColor(white)
        write(canvas, LEFT, 400, _OTHER[0], size)

    for recognition in (None, _Recognised()):
        reading = read_pdf(_scan(then=liar), recognition)
        assert texts(reading, "hidden") == [_OTHER[0]]
        shown = [line.text for line in reading.lines if line.role == "body"]
        assert shown == (list(_SHOWN) if recognition else [])
        assert ("page_without_text" in _codes(reading)) == (recognition is None)


def _foot(canvas: Canvas) -> None:
    write(canvas, LEFT, 795, "Trang 3", 10)
    write(canvas, LEFT, 812, "Ký bởi: Ủy ban nhân dân tỉnh Bình Lạc", 9)


def test_a_page_whose_body_is_a_picture_and_whose_foot_is_text_is_recognised() -> None:
    reading = read_pdf(_scan(then=_foot), _Recognised())
    assert texts(reading) == [*_SHOWN, "Trang 3", "Ký bởi: Ủy ban nhân dân tỉnh Bình Lạc"]
    assert _codes(reading) == {"read_by_ocr": "1"}
    waiting = read_pdf(_scan(then=_foot))
    assert _codes(waiting) == {"page_without_text": "1"}
    assert texts(waiting) == ["Trang 3", "Ký bởi: Ủy ban nhân dân tỉnh Bình Lạc"]


def test_recognised_words_under_native_ones_are_not_there_twice() -> None:
    def head(canvas: Canvas) -> None:
        write(canvas, LEFT, _FIRST, _SHOWN[0], _SIZE)

    assert texts(read_pdf(_scan(then=head), _Recognised())) == list(_SHOWN)


def test_a_page_of_text_on_a_background_picture_stays_as_it_is() -> None:
    def page(canvas: Canvas) -> None:
        for at in range(20):
            write(canvas, LEFT, 120 + 24 * at, _SHOWN[at % 4], _SIZE)

    reading = read_pdf(_scan(then=page), _Recognised(lines=_OTHER))
    assert len(texts(reading)) == 20
    assert not reading.warnings


def test_invisible_words_over_a_small_picture_of_a_text_page_are_hidden() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, LEFT, 100, _SHOWN[0], _SIZE)
        canvas.drawImage(ImageReader(Image.new("L", (60, 60), 90)), LEFT, TOP - 240, 450, 80)
        _write(canvas, _OTHER, 3)

    reading = read_pdf(drawn(page))
    assert [line.text for line in reading.lines if line.role != "hidden"] == [_SHOWN[0]]
    assert texts(reading, "hidden") == list(_OTHER)
