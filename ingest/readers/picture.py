"""Pictures of pages (PNG, JPEG, TIFF with one page or many): nothing to read without recognition."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageOps, ImageSequence

from ingest.document import ReadingWarning
from ingest.errors import UnreadableFileError
from ingest.layout.roles import with_roles
from ingest.layout.words import PageWords
from ingest.lines import Line, Reading
from ingest.ocr.image import MAX_DOTS, Grey
from ingest.ocr.lines import OcrResult
from ingest.ocr.recognised import DPI
from ingest.ocr.stamp_patches import patches_of
from ingest.page_progress import page_done
from ingest.readers.page_list import page_list

if TYPE_CHECKING:
    from ingest.ocr.recognition import Recognition

MAX_FRAMES = 2_000
_MAX_SOURCE_DOTS = 120_000_000  # a page scanned at 1200 dpi; more is a bomb
_A4_WIDTH = 595.0  # points
_HONEST_DPI = (100.0, 1300.0)  # what scanners write; 72 and 96 are what programs write who do not know


def read_picture(data: bytes, recognition: Recognition | None = None) -> Reading:
    """Read an image file as a document of one page, or of as many as a TIFF has; warnings as in ``read_pdf``.

    Raises ``UnreadableFileError``: ``broken_file``, ``too_large``, ``no_text`` (recognition found not one letter).
    """
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as image:
            return _read(data, image, recognition)
    except Image.DecompressionBombError as error:
        raise UnreadableFileError("too_large", f"{_MAX_SOURCE_DOTS // 10**6} MP") from error
    except (OSError, SyntaxError, ValueError) as error:  # Pillow's words for damaged files
        raise UnreadableFileError("broken_file", type(error).__name__) from error


def _read(data: bytes, image: Image.Image, recognition: Recognition | None) -> Reading:
    count = getattr(image, "n_frames", 1)
    if count > MAX_FRAMES:
        raise UnreadableFileError("too_large", str(MAX_FRAMES))
    numbers = list(range(1, count + 1))
    if recognition is None:
        return Reading(
            (), page_count=count, paged=True, scanned=True, warnings=(_warning("page_without_text", numbers),)
        )
    ocr = OcrResult()
    pages: list[list[Line]] = []
    heights = []
    for number, (upright, dpi) in enumerate(_frames(image), 1):
        width, height = upright.width * 72 / dpi, upright.height * 72 / dpi
        read = recognition.picture(data, number, _scaled(upright.convert("L"), dpi), patches_of(upright, dpi))
        if read is not None:
            ocr.take(number, read, PageWords(width, height, pictures=1), None)
        pages.append(ocr.lines.get(number, []))
        heights.append(height)
        page_done(number, count)
    flat = tuple(line for page in with_roles(pages, heights) for line in page)
    waiting = [number for number in numbers if number not in ocr.lines]
    if not ocr.read and not waiting:
        raise UnreadableFileError("no_text")
    found = {
        "page_without_text": waiting,
        "read_by_ocr": ocr.read,
        "ocr_low_confidence": ocr.unsure,
        "ocr_found_nothing": ocr.blank,
    }
    warnings = tuple(_warning(code, listed) for code, listed in found.items() if listed)
    return Reading(flat, page_count=count, paged=True, scanned=True, warnings=warnings, asides=tuple(ocr.asides))


def _warning(code: str, numbers: list[int]) -> ReadingWarning:
    return ReadingWarning(code, page_list(numbers))


def _frames(image: Image.Image) -> Iterator[tuple[Image.Image, float]]:
    """Yield every page as shown, grey or in colours on white, with its resolution."""
    for frame in ImageSequence.Iterator(image):
        if frame.width * frame.height > _MAX_SOURCE_DOTS:
            raise UnreadableFileError("too_large", f"{_MAX_SOURCE_DOTS // 10**6} MP")
        dpi = _dpi_of(frame)
        yield _on_white(ImageOps.exif_transpose(frame)), dpi


def _scaled(grey: Image.Image, dpi: float) -> Grey:
    """Return a page at about 300 dpi."""
    scale = min(DPI / dpi, (MAX_DOTS / (grey.width * grey.height)) ** 0.5)
    if abs(scale - 1) > 0.02:
        size = max(1, round(grey.width * scale)), max(1, round(grey.height * scale))
        grey = grey.resize(size, Image.Resampling.BICUBIC)
    return np.asarray(grey)


def _dpi_of(frame: Image.Image) -> float:
    """Return the resolution the file states, or the one at which its shorter side is as wide as A4."""
    stated = frame.info.get("dpi", (0.0, 0.0))
    dpi = float(stated[0]) if isinstance(stated, tuple) and stated else 0.0
    if _HONEST_DPI[0] <= dpi <= _HONEST_DPI[1]:
        return dpi
    return max(30.0, min(frame.width, frame.height) / (_A4_WIDTH / 72))


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        colours = image.convert("RGBA")
        paper = Image.new("RGBA", colours.size, "white")
        return Image.alpha_composite(paper, colours).convert("RGB")
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        dots = np.asarray(image, dtype=np.float64)
        return Image.fromarray((dots * 255 / max(1.0, float(dots.max()))).astype(np.uint8))
    return image if image.mode == "L" else image.convert("RGB")
