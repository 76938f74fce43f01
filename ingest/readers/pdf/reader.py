"""PDF: pages to lines. pypdf reads the words, PDFium is asked where pypdf fails or reads garbage."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import TYPE_CHECKING

import pypdf
from pypdfium2 import PdfiumError

from ingest.document import ReadingWarning
from ingest.errors import UnreadableFileError
from ingest.layout.page import hidden_lines, lines_of_page
from ingest.layout.pdfium import open_second, second_words
from ingest.layout.roles import with_roles
from ingest.layout.words import PageWords
from ingest.lines import Line, Reading
from ingest.ocr.lines import OcrResult
from ingest.page_progress import page_done
from ingest.readers.attachments import nothing_but
from ingest.readers.page_list import page_list
from ingest.readers.pdf.apart import set_apart, set_apart_on
from ingest.readers.pdf.carried import carried
from ingest.readers.pdf.page_state import FontCache
from ingest.readers.pdf.pages import page_words
from ingest.readers.pdf.secrecy_marks import pictures_over, stretches_over
from ingest.readers.pdf.seen import is_picture
from ingest.text.syllables import valid_share, word_count

if TYPE_CHECKING:
    from ingest.ocr.recognition import Recognition

MAX_PAGES = 5_000
# Clean pages score above 0.9; a broken text layer below 0.6 (measured on real files).
GARBLED_SHARE = 0.75
_JUDGED_WORDS = 20
_FEW_LETTERS = 15


def read_pdf(data: bytes, recognition: Recognition | None = None) -> Reading:
    """Read a PDF page by page; boxes and page numbers are those of the page as shown.

    Pages without text and garbled pages are recognised where there is ``recognition``: then they are listed under
    ``read_by_ocr``, those to be checked also under ``ocr_low_confidence``, empty ones under ``ocr_found_nothing``, those whose
    invisible text layer says something else under ``layer_at_odds``. Without it a layer is read as it is
    (``layer_not_compared``). Words nobody sees stand behind the lines of their page in the role ``hidden`` and are told by
    ``hidden_text`` (how many words) and ``hidden_on_pages``.
    Warnings, each with the page numbers ("1, 3-5"): ``page_without_text`` (a picture of a page), ``garbled_text``
    (a text layer that is no language), ``page_cut_short`` (too large), ``marks_not_seen`` (what may be a stamp could not
    be read), ``broken_page``; those of ``pdf_carried`` as well.
    Raises ``UnreadableFileError``: ``program_form``, ``only_attachments``, ``encrypted_file``, ``broken_file``, ``too_large``, ``no_text`` (blank pages only).
    """
    # pypdf reports every oddity of a file to the log; what matters to a reader is in the warnings below.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    pages, reader = _pages(data)
    set_apart(data, pages)
    layered = [number for number, page in enumerate(pages, 1) if page.layer]
    if recognition is None:
        _take_layers(pages, layered)
    lines = [lines_of_page(page, number) for number, page in enumerate(pages, 1)]
    first = pages
    pages, lines, garbled = _second_opinions(data, pages, lines)
    beside = carried(data, reader, lines)
    without_text = [
        at
        for at, page in enumerate(pages, 1)
        if (page.pictures and _letters(page) < _FEW_LETTERS) or is_picture(page) or page.layer
    ]
    ocr = OcrResult()
    waiting = sorted({*without_text, *garbled})
    if recognition is not None and waiting:
        for number, recognised in recognition.pdf_pages(data, waiting):
            before = lines[number - 1] if number in garbled else None
            ocr.take(number, recognised, pages[number - 1], before)
        layered = [number for number in layered if number not in ocr.lines]
        _take_layers(pages, layered)
        for number in layered:
            lines[number - 1] = lines_of_page(pages[number - 1], number)
        lines = [ocr.lines.get(number, page) for number, page in enumerate(lines, 1)]
    # Pages whose forms are nested beyond reason PDFium would draw for hours.
    sound = {at for at, page in enumerate(first, 1) if page.complete and page.width and not page.nested}
    shown = sound - ocr.lines.keys() - set(without_text)
    laid_over, unseen = pictures_over(data, shown, recognition)
    scanned = bool(without_text or layered)
    without_text = [at for at in without_text if at not in ocr.lines and at not in layered]
    garbled = [at for at in garbled if at not in ocr.lines]
    hidden = [hidden_lines(page, number) for number, page in enumerate(pages, 1)]
    laid_out = with_roles(lines, [page.height for page in pages])
    flat = tuple(line for page, apart in zip(laid_out, hidden, strict=True) for line in (*page, *apart))
    if not flat and not without_text and not ocr.blank:
        raise nothing_but(beside)
    found = {
        "page_without_text": without_text,
        "garbled_text": garbled,
        "read_by_ocr": ocr.read,
        "ocr_low_confidence": ocr.unsure,
        "ocr_found_nothing": ocr.blank,
        "layer_at_odds": ocr.at_odds,
        "layer_not_compared": layered,
        "hidden_on_pages": [number for number, words in enumerate(hidden, 1) if words],
        "page_cut_short": [at for at, page in enumerate(pages, 1) if not page.complete and page.width],
        "marks_not_seen": unseen,
        "broken_page": [at for at, page in enumerate(pages, 1) if not page.width],
    }
    warnings = [ReadingWarning(code, page_list(numbers)) for code, numbers in found.items() if numbers]
    if any(hidden):
        words = sum(len(line.text.split()) for apart in hidden for line in apart)
        warnings.append(ReadingWarning("hidden_text", str(words)))
    return Reading(
        flat,
        page_count=len(pages),
        paged=True,
        scanned=scanned,
        warnings=(*warnings, *beside),
        asides=(*ocr.asides, *stretches_over(first), *laid_over),
    )


def _take_layers(pages: list[PageWords], numbers: list[int]) -> None:
    """Read the text layers of these pages as they are: there is nothing to hold them against."""
    for number in numbers:
        pages[number - 1].words += pages[number - 1].layer
        pages[number - 1].layer = []


def _pages(data: bytes) -> tuple[list[PageWords], pypdf.PdfReader | None]:
    """Read all pages with pypdf, or with PDFium (then there is no reader) when the file as a whole is beyond pypdf.

    A page that cannot be read is there without a size: it must not cost the others.
    """
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFileError("encrypted_file")
        count = len(reader.pages)
    except UnreadableFileError:
        raise
    except Exception:
        with open_second(data) as document:
            _check_count(len(document))
            return [second_words(document, at) for at in range(len(document))], None
    _check_count(count)
    pages: list[PageWords] = []
    fonts: FontCache = {}
    for at in range(count):
        try:
            pages.append(page_words(reader.pages[at], fonts))
        except Exception:
            pages.append(PageWords(0.0, 0.0, complete=False))
        page_done(at + 1, count)
    return pages, reader


def _check_count(count: int) -> None:
    if count > MAX_PAGES:
        raise UnreadableFileError("too_large", str(MAX_PAGES))


def _second_opinions(
    data: bytes, pages: list[PageWords], lines: list[list[Line]]
) -> tuple[list[PageWords], list[list[Line]], list[int]]:
    """Ask PDFium about doubtful pages and keep the better reading; return also the pages that stay garbled."""
    doubtful = [
        at for at, page in enumerate(pages) if (not page.complete and not page.nested) or _is_garbled(lines[at])
    ]
    if doubtful:
        pages, lines = list(pages), list(lines)
        try:
            with open_second(data) as document:
                for at in doubtful:
                    other = second_words(document, at)
                    set_apart_on(other, document, at)
                    other.words += [word for word in pages[at].words if word.stamp]
                    others = lines_of_page(other, at + 1)
                    if not pages[at].width or valid_share(_text(others)) > valid_share(_text(lines[at])):
                        other.pictures = max(other.pictures, pages[at].pictures)
                        pages[at], lines[at] = other, others
        except (UnreadableFileError, PdfiumError, IndexError):
            pass  # the first reading stands
    return pages, lines, [at + 1 for at in range(len(pages)) if _is_garbled(lines[at])]


def _text(lines: list[Line]) -> str:
    return "\n".join(line.text for line in lines if line.role != "footer")


def _is_garbled(lines: list[Line]) -> bool:
    text = _text(lines)
    return word_count(text) >= _JUDGED_WORDS and valid_share(text) < GARBLED_SHARE


def _letters(page: PageWords) -> int:
    return sum(sign.isalpha() for word in page.words if not word.stamp for sign in word.text)
