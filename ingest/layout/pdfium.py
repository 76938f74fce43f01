"""A second opinion on a PDF from PDFium: for files and pages that pypdf cannot read or reads as garbage."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.errors import UnreadableFileError
from ingest.layout.legibility import UNKNOWN
from ingest.layout.words import PageWords, Patch, Word

# PDFium is one C library without locks: two threads in it at once crash the process.
_ONE_AT_A_TIME = threading.Lock()
_FONT_NAME_BYTES = 256
_BOLD_WEIGHT = 600
_ITALIC_FLAG = 1 << 6


@contextmanager
def open_second(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a document with PDFium, alone in the library until it is closed.

    Raises ``UnreadableFileError``: ``encrypted_file`` when a password is needed, ``broken_file`` for anything else.
    """
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise UnreadableFileError("encrypted_file" if "assword" in str(error) else "broken_file") from error
        try:
            yield document
        finally:
            document.close()


def second_words(document: pypdfium2.PdfDocument, position: int) -> PageWords:
    """Read the words of the page at ``position`` (from 0) letter by letter; annotations and rules are not seen.

    Whether a word is seen only drawing the page tells: their ``ink`` is ``UNKNOWN``.
    """
    page = document[position]
    width, height = page.get_size()
    found = PageWords(width, height)
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        found.pictures += 1
        left, bottom, right, top = item.get_bounds() if item.level == 0 else (0.0, 0.0, 0.0, 0.0)
        found.patches.append(Patch(left, height - top, right, height - bottom, UNKNOWN, False, True, 0))
    text = page.get_textpage()
    letters: list[str] = []
    first = last = 0
    spaced = False
    for at in range(text.count_chars()):
        sign = chr(pdfium.FPDFText_GetUnicode(text, at))
        broken = letters and not sign.isspace() and _starts_anew(text, last, at)
        if letters and (sign.isspace() or sign < " " or broken):
            found.words.append(_word(text, "".join(letters), first, last, height, spaced))
            letters, spaced = [], not broken
        if sign.isspace() or sign < " ":
            spaced = True
            continue
        if not letters:
            first = at
        letters.append(sign)
        last = at
    if letters:
        found.words.append(_word(text, "".join(letters), first, last, height, spaced))
    return found


def _starts_anew(text: pypdfium2.PdfTextPage, last: int, at: int) -> bool:
    """Tell whether a letter stands on another baseline or is set in another size than the one before it."""
    return (
        abs(_origin(text, last)[1] - _origin(text, at)[1]) > 1
        or abs(pdfium.FPDFText_GetFontSize(text, last) - pdfium.FPDFText_GetFontSize(text, at)) > 0.5
    )


def _origin(text: pypdfium2.PdfTextPage, at: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, at, x, y)
    return x.value, y.value


def _word(text: pypdfium2.PdfTextPage, letters: str, first: int, last: int, height: float, spaced: bool) -> Word:
    left, _, _, _ = text.get_charbox(first, loose=True)
    _, _, right, _ = text.get_charbox(last, loose=True)
    name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, first, name, _FONT_NAME_BYTES, flags)
    font = name.value.decode("utf-8", "replace").lower()
    matrix = pdfium.FS_MATRIX()
    scaled = bool(pdfium.FPDFText_GetMatrix(text, first, matrix))
    scale = (matrix.c**2 + matrix.d**2) ** 0.5 if scaled else 1.0
    return Word(
        letters,
        min(left, right),
        max(left, right),
        height - _origin(text, first)[1],
        pdfium.FPDFText_GetFontSize(text, first) * (scale or 1.0),
        "bold" in font or pdfium.FPDFText_GetFontWeight(text, first) >= _BOLD_WEIGHT,
        "italic" in font or "oblique" in font or bool(flags.value & _ITALIC_FLAG),
        spaced,
        ink=UNKNOWN,
        unseen=pdfium.FPDFTextObj_GetTextRenderMode(pdfium.FPDFText_GetTextObject(text, first))
        == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE,
    )
