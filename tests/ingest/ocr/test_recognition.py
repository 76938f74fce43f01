"""Recognition of pictures of pages, read by the real Tesseract from pages drawn for the test."""

import shutil
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from drawn_pages import centered, drawn, font_registered, letterhead, paragraph, texts, with_mark, write
from ingest.archive.archive import Archive
from ingest.assembly import assemble
from ingest.errors import UnreadableFileError
from ingest.intake.intake import ingest
from ingest.intake.ocr_waiting import read_waiting
from ingest.layout.pdfium import open_second
from ingest.ocr.cache import FileKey, OcrCache, keep_only
from ingest.ocr.image import Grey, is_speckled, skew, straightened, without_dust
from ingest.ocr.image import drawn as picture_of
from ingest.ocr.page import Recogniser
from ingest.ocr.recognised import DPI
from ingest.ocr.recognition import PageRecognition
from ingest.ocr.tesseract import Tesseract
from ingest.readers.dispatch import read_file
from ingest.readers.pdf.reader import read_pdf

ENGINE = Tesseract.installed()
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(ENGINE is None, reason="needs Tesseract with Vietnamese"),
    pytest.mark.skipif(not font_registered(), reason="needs a serif font with Vietnamese letters"),
]
BODY = (
    "Thực hiện Kế hoạch số 15/KH-UBND ngày 20 tháng 02 năm 2024 của Ủy ban nhân",
    "dân tỉnh Bình Lạc, Sở Y tế yêu cầu các trung tâm y tế tổ chức tiêm phòng",
    "cho trẻ em dưới 5 tuổi, hoàn thành trước ngày 30 tháng 6 năm 2024.",
)


def recognition(cache: Path | None = None) -> PageRecognition:
    assert ENGINE is not None
    return PageRecognition(Recogniser(ENGINE), OcrCache(cache, ENGINE.version) if cache else None)


def picture(*pages: Callable[[Canvas], None]) -> Grey:
    with open_second(drawn(*pages)) as document:
        return picture_of(document, 0)


def scan(image: Grey) -> bytes:
    """Return a PDF whose one page is the picture."""
    height, width = image.shape
    out = BytesIO()
    canvas = Canvas(out, pagesize=(width * 72 / DPI, height * 72 / DPI))
    canvas.drawImage(ImageReader(Image.fromarray(image)), 0, 0, width * 72 / DPI, height * 72 / DPI)
    canvas.save()
    return out.getvalue()


def turned(image: Grey, degrees: float) -> Grey:
    return np.asarray(Image.fromarray(image).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255))


def official_letter(canvas: Canvas) -> None:
    letterhead(canvas)
    paragraph(canvas, 200, *BODY)


def full_page(canvas: Canvas) -> None:
    for at in range(10):
        paragraph(canvas, 100 + 60 * at, *BODY)


def noted(canvas: Canvas) -> None:
    paragraph(canvas, 150, *BODY)
    with_mark(canvas, 250)


def test_a_scanned_letter_is_read_with_its_columns_and_its_warnings() -> None:
    reading = read_pdf(scan(picture(official_letter)), recognition())
    document = assemble(reading, "0" * 64, "quét.pdf")
    assert document.number is not None
    assert (document.number.normal, str(document.issued_on)) == ("12/SYT-VP", "2024-03-05")
    assert BODY[1] in " ".join(document.text.split("\n"))
    assert [(warning.code, warning.detail) for warning in reading.warnings] == [("read_by_ocr", "1")]
    assert reading.scanned
    assert reading.page_count == 1


def test_boxes_of_a_skewed_scan_lie_where_the_words_stand_on_the_page_as_shown() -> None:
    def two_lines(canvas: Canvas) -> None:
        paragraph(canvas, 150, *BODY)
        paragraph(canvas, 700, *BODY)

    level = read_pdf(scan(picture(two_lines)), recognition())
    image = turned(picture(two_lines), 2.0)
    skewed = read_pdf(scan(image), recognition())
    middle = image.shape[1] / 2 * 72 / DPI
    for plain, leaning in zip(level.lines, skewed.lines, strict=True):
        assert plain.place
        assert leaning.place
        assert plain.text.split()[:3] == leaning.text.split()[:3]
        # A line that runs over the middle of the page keeps its middle there, and grows by its slant.
        shift = (leaning.place.y0 + leaning.place.y1) / 2 - (plain.place.y0 + plain.place.y1) / 2
        assert abs(shift) < 12
        assert leaning.place.y1 - leaning.place.y0 > plain.place.y1 - plain.place.y0
        assert leaning.place.x0 < middle


def test_without_recognition_a_scan_is_kept_and_says_that_it_waits() -> None:
    reading = read_pdf(scan(picture(official_letter)))
    assert [(warning.code, warning.detail) for warning in reading.warnings] == [("page_without_text", "1")]


@pytest.mark.parametrize("degrees", [-3.0, -0.7, 0.0, 1.3, 4.0])
def test_the_skew_of_a_page_is_found_to_a_tenth_of_a_degree(degrees: float) -> None:
    page = picture(full_page)
    assert abs(skew(turned(page, -degrees)) - degrees) < 0.1


def test_a_page_on_its_side_is_turned_upright() -> None:
    page = picture(full_page)
    for quarters in (1, 2):
        read = Recogniser(ENGINE).page(np.ascontiguousarray(np.rot90(page, quarters)))  # type: ignore[arg-type]
        assert read.quarter == 4 - quarters
        assert "tiêm" in [word.text for word in read.words]


def test_dust_is_taken_off_dusty_pages_only() -> None:
    page = picture(official_letter)
    dusty = page.copy()
    dusty[np.random.default_rng(1).random(page.shape) < 0.001] = 0
    assert not is_speckled(page)
    assert without_dust(page) is page
    assert is_speckled(dusty)
    assert (without_dust(dusty) < 128).sum() < (dusty < 128).sum()


def test_a_blank_sheet_is_level_and_has_nothing_on_it() -> None:
    sheet = np.full((3508, 2480), 255, np.uint8)
    assert straightened(sheet)[1] == 0.0
    reading = read_pdf(scan(sheet), recognition())
    assert [(warning.code, warning.detail) for warning in reading.warnings] == [("ocr_found_nothing", "1")]


def test_raised_marks_and_their_notes_are_tied() -> None:
    reading = read_pdf(scan(picture(noted)), recognition())
    document = assemble(reading, "0" * 64, "quét.pdf")
    (note,) = document.footnotes
    assert (note.mark, note.inferred) == ("12", False)
    assert note.anchor.of(document.text).endswith("năm 2024¹²")
    assert note.span.of(document.text).startswith("Quyết định số 45/Q")


def test_a_ruled_table_on_a_scan_is_read_row_by_row() -> None:
    def table(canvas: Canvas) -> None:
        paragraph(canvas, 120, *BODY)
        for at, row in enumerate((("Đơn vị", "Số mũi tiêm"), ("Huyện Tân Lập", "1.250"), ("Huyện Phú Khê", "980"))):
            write(canvas, 100, 250 + 24 * at, row[0])
            write(canvas, 330, 250 + 24 * at, row[1])
        for at in range(4):
            canvas.line(90, 842 - 234 - 24 * at, 500, 842 - 234 - 24 * at)
        for x in (90, 310, 500):
            canvas.line(x, 842 - 234, x, 842 - 306)

    rows = [line.cells for line in read_pdf(scan(picture(table)), recognition()).lines if line.role == "row"]
    assert rows == [("Đơn vị", "Số mũi tiêm"), ("Huyện Tân Lập", "1.250"), ("Huyện Phú Khê", "980")]


@pytest.mark.parametrize(("suffix", "options"), [("png", {}), ("jpeg", {"quality": 90}), ("tiff", {"dpi": (300, 300)})])
def test_a_picture_file_is_a_document_of_one_page(suffix: str, options: dict[str, object], tmp_path: Path) -> None:
    path = tmp_path / "ảnh.bin"
    Image.fromarray(picture(official_letter)).save(path, suffix.upper(), **options)
    assert [warning.code for warning in read_file(path).warnings] == ["page_without_text"]
    reading = read_file(path, recognition())
    assert "Số: 12/SYT-VP" in texts(reading)
    place = next(line.place for line in reading.lines if line.text.startswith("Số:"))
    assert place is not None
    assert 95 < place.y0 < 112


def test_a_tiff_has_as_many_pages_as_it_has_pictures(tmp_path: Path) -> None:
    first, second = (Image.fromarray(picture(page)) for page in (official_letter, with_mark_page))
    first.save(tmp_path / "hai.tif", save_all=True, append_images=[second], dpi=(300, 300))
    reading = read_file(tmp_path / "hai.tif", recognition())
    assert {line.page for line in reading.lines} == {1, 2}
    assert reading.page_count == 2


def with_mark_page(canvas: Canvas) -> None:
    centered(canvas, 300, 100, "PHỤ LỤC", 13)
    with_mark(canvas, 250)


def test_a_picture_without_a_letter_is_refused_once_it_was_looked_at(tmp_path: Path) -> None:
    Image.new("L", (600, 800), 255).save(tmp_path / "trắng.png")
    with pytest.raises(UnreadableFileError) as refusal:
        read_file(tmp_path / "trắng.png", recognition())
    assert refusal.value.code == "no_text"


def test_a_page_recognised_before_is_not_recognised_again(tmp_path: Path) -> None:
    data = scan(picture(official_letter))
    first = read_pdf(data, recognition(tmp_path / "ocr"))

    class Asleep:
        version = ENGINE.version if ENGINE else ""

        def words(self, width: int, height: int, grey: bytes) -> tuple[()]:
            raise AssertionError("asked again")

        quarter = lines = words

    again = PageRecognition(Recogniser(Asleep()), OcrCache(tmp_path / "ocr", Asleep.version))  # type: ignore[arg-type]
    assert read_pdf(data, again) == first
    keep_only(tmp_path / "ocr", ())
    assert not list((tmp_path / "ocr").iterdir())


def test_what_the_cache_gives_back_is_what_was_put_in_and_damage_is_nothing(tmp_path: Path) -> None:
    read = Recogniser(ENGINE).page(picture(official_letter))  # type: ignore[arg-type]
    cache = OcrCache(tmp_path, "máy 1")
    file, other = FileKey("ab" * 32, b"key"), FileKey("ab" * 32, b"another key")
    cache.put(file, 3, replace(read, degrees=0.5, quarter=1))
    assert cache.get(file, 3) == replace(read, degrees=0.5, quarter=1)
    assert cache.get(file, 4) is None
    assert OcrCache(tmp_path, "máy 2").get(file, 3) is None
    assert cache.get(other, 3) is None
    for kept in (tmp_path / ("ab" * 32)).iterdir():
        with pytest.raises(zlib.error):
            zlib.decompress(kept.read_bytes()[16:])
        kept.write_bytes(b"half")
    assert cache.get(file, 3) is None


def test_an_import_without_tesseract_keeps_the_scan_and_recognition_reads_it_later(tmp_path: Path) -> None:
    inbox, kept = tmp_path / "vào", tmp_path / "kho"
    inbox.mkdir()
    (inbox / "quét.pdf").write_bytes(scan(picture(official_letter)))
    with Archive.open(kept, create=True) as archive:
        (entry,) = ingest([inbox], archive, reader="ingest.reading:read_document", workers=1).added
        assert archive.waiting_for_ocr() == (entry.document_id,)
        before, revision = archive.summary(str(entry.document_id)), archive.revision()
        announced: list[str] = []
        report = read_waiting(archive, archive.waiting_for_ocr(), before_change=announced.append, workers=1)
        after = archive.summary(before.id)
        assert [one.document_id for one in report.updated] == announced == [before.id]
        assert (after.number, after.file_name, after.added_at) == ("12/SYT-VP", "quét.pdf", before.added_at)
        assert archive.waiting_for_ocr() == ()
        assert archive.revision() > revision
        assert len(archive.sources(before.id)) == 1
        assert archive.original(before.id).is_file()
        assert len(ingest([inbox], archive, workers=1).unchanged) == 1
        assert len(read_waiting(archive, [before.id], workers=1).unchanged) == 1
    assert not (kept / "ocr").is_dir() or not list((kept / "ocr").iterdir())


def test_a_scan_with_a_secrecy_mark_leaves_no_trace(tmp_path: Path) -> None:
    def secret(canvas: Canvas) -> None:
        official_letter(canvas)
        centered(canvas, 160, 165, "TỐI MẬT", 14, bold=True)

    inbox, kept = tmp_path / "vào", tmp_path / "kho"
    inbox.mkdir()
    (inbox / "quét.pdf").write_bytes(scan(picture(secret)))
    with Archive.open(kept, create=True) as archive:
        assert len(ingest([inbox], archive, workers=1).quarantined) == 1
        assert not archive.ids()
        # Taken in where there was no recognition, it goes when there is.
        ingest([inbox], archive, reader="ingest.reading:read_document", workers=1)
        (waiting,) = archive.waiting_for_ocr()
        assert [one.code for one in read_waiting(archive, [waiting], workers=1).quarantined] == ["secret_mark"]
        assert not archive.ids()
    assert not [path for path in kept.glob("o*/**/*") if path.is_file()]


def test_without_the_program_there_is_no_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("tesseract") is None
    assert Tesseract.installed() is None
    with Archive.open(tmp_path / "kho", create=True) as archive, pytest.raises(UnreadableFileError) as refusal:
        read_waiting(archive, [])
    assert refusal.value.code == "missing_helper"
