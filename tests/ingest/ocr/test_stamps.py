"""Rubber stamps on pictures of pages: found by colour, frame and angle, and read; other stamps and prints are none."""

from __future__ import annotations

import hashlib
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from drawn_pages import font_registered
from ingest.archive.archive import Archive
from ingest.intake.intake import ingest
from ingest.ocr.cache import FileKey, OcrCache
from ingest.ocr.page import Recogniser
from ingest.ocr.recognition import PageRecognition
from ingest.ocr.stamp_patches import patches_of
from ingest.ocr.stamp_reading import marks_on
from ingest.ocr.tesseract import Tesseract
from ingest.readers.picture import read_picture
from ingest.secrecy.find import SURE, judge
from ingest.secrecy.grammar import mark_in
from stamped_pages import BLACK, PALE_GREY, PALE_RED, RED, dusty, sheet, stamp, stamped

ENGINE = Tesseract.installed()
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(ENGINE is None, reason="needs Tesseract with Vietnamese"),
    pytest.mark.skipif(not font_registered(), reason="needs a serif font with Vietnamese letters"),
]
DPI = 200


@cache
def blank(head: bool = True) -> Image.Image:
    return sheet(DPI, head=head)


def marks(page: Image.Image, dpi: int = DPI) -> tuple[str, ...]:
    assert ENGINE is not None
    return marks_on(patches_of(page, dpi), ENGINE)


def level_of(texts: tuple[str, ...]) -> int:
    return max((mark.level for text in texts if (mark := mark_in(text)) is not None), default=0)


# text, colour, angle, place (points from the upper left corner), more
STAMPED = [
    ("MẬT", RED, 0, (440, 112), {}),  # at the right
    ("TỐI MẬT", RED, 8, (430, 105), {}),
    ("TỐI MẬT", RED, -4, (75, 108), {}),  # below the number
    ("TUYỆT MẬT", RED, 3, (75, 108), {}),
    ("MẬT", RED, -15, (440, 105), {}),
    ("TỐI MẬT", RED, 30, (420, 95), {}),
    ("MẬT", RED, 90, (530, 112), {}),
    ("TUYỆT MẬT", RED, 180, (400, 112), {}),
    ("TỐI MẬT", RED, 5, (160, 300), {}),  # over text
    ("TỐI MẬT", RED, -12, (250, 500), {}),
    ("MẬT", PALE_RED, 0, (440, 112), {}),
    ("TỐI MẬT", PALE_RED, 7, (75, 108), {}),
    ("MẬT", PALE_GREY, 0, (440, 112), {}),
    ("MẬT", RED, 3, (80, 780), {}),  # at the foot
    ("TỐI MẬT", RED, 0, (420, 780), {}),
    ("MẬT", BLACK, 6, (440, 108), {}),
    ("TUYỆT MẬT", BLACK, -9, (75, 108), {}),
    ("TỐI MẬT", BLACK, 12, (430, 100), {"boxed": False}),
    ("MẬT", RED, 10, (440, 105), {"boxed": False}),
    ("MẬT", RED, 0, (440, 112), {"points": 13}),
    ("TỐI MẬT\nBản số 01", RED, 0, (420, 108), {"points": 14}),
    ("MẬT\nHỎA TỐC", RED, 4, (430, 108), {"points": 16}),
]


@pytest.mark.parametrize(("text", "colour", "angle", "place", "more"), STAMPED)
def test_a_stamp_is_found_and_read(
    text: str, colour: tuple[int, int, int], angle: float, place: tuple[int, int], more: dict[str, float]
) -> None:
    mark = stamp(text, colour, angle, DPI, **more)  # type: ignore[arg-type]
    assert level_of(marks(stamped(blank(), mark, *place, dpi=DPI)))


@pytest.mark.parametrize("head", [True, False])
def test_a_stamp_on_a_page_of_a_cheap_scanner_is_found(head: bool) -> None:
    page = dusty(stamped(blank(head), stamp("TỐI MẬT", angle=6, dpi=DPI), 400, 20, dpi=DPI))
    assert level_of(marks(page)) == 2


def seal() -> Image.Image:
    image = Image.new("RGB", (280, 280), "white")
    pen = ImageDraw.Draw(image)
    pen.ellipse((5, 5, 275, 275), outline=RED, width=6)
    pen.ellipse((60, 60, 220, 220), outline=RED, width=3)
    pen.regular_polygon((140, 140, 30), 5, fill=RED)
    return image


@pytest.mark.parametrize(
    ("mark", "place"),
    [
        (stamp("HỎA TỐC", dpi=DPI), (430, 108)),
        (stamp("CÔNG VĂN ĐẾN\nSố: 125", dpi=DPI, points=14), (430, 108)),
        (stamp("ĐÃ KIỂM TRA", dpi=DPI, angle=5), (75, 108)),
        (stamp("BẢN GỐC", BLACK, dpi=DPI), (75, 108)),
        (stamp("SAO Y", dpi=DPI, angle=-8), (75, 780)),
        (seal(), (380, 620)),
    ],
)
def test_other_stamps_are_no_marks(mark: Image.Image, place: tuple[int, int]) -> None:
    assert not marks(stamped(blank(), mark, *place, dpi=DPI))


def test_a_page_without_any_stamp_has_no_patch() -> None:
    assert not patches_of(blank(), DPI)
    assert not patches_of(dusty(blank()), DPI)


def file_of(*pages: Image.Image) -> bytes:
    out = BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], dpi=(DPI, DPI), compression="jpeg")
    return out.getvalue()


def recognition(cache: OcrCache | None = None) -> PageRecognition:
    assert ENGINE is not None
    return PageRecognition(Recogniser(ENGINE), cache)


def test_a_mark_on_the_second_page_keeps_a_scan_out_and_its_pages_out_of_the_cache(tmp_path: Path) -> None:
    short = sheet(DPI, lines=3, head=False)
    data = file_of(short, stamped(short, stamp("TỐI MẬT", angle=9, dpi=DPI), 380, 400, dpi=DPI))
    kept = OcrCache(tmp_path, "máy")
    verdict = judge(read_picture(data, recognition(kept)))
    assert verdict is not None
    assert (verdict.strength, verdict.where, verdict.page) == (SURE, "stamp", 2)
    assert kept.get(FileKey.of(data), 1) is None
    assert not list(tmp_path.iterdir())


def test_an_import_keeps_a_stamped_scan_out(tmp_path: Path) -> None:
    page = stamped(sheet(DPI, lines=2), stamp("MẬT", angle=-7, dpi=DPI), 430, 108, dpi=DPI)
    path = tmp_path / "quét.tif"
    path.write_bytes(file_of(page))
    with Archive.open(tmp_path / "kho", create=True) as archive:
        (entry,) = ingest([path], archive, workers=1).quarantined
        assert entry.code in ("secret_mark", "secret_doubt")
        assert entry.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        assert not archive.ids()
    assert not [one for one in (tmp_path / "kho").glob("o*/**/*") if one.is_file()]
