"""Secrecy marks of a PDF that its lines do not show: laid over text, drawn as pictures or outlines, in annotations."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image
from pypdfium2 import PdfiumError

from ingest.errors import UnreadableFileError
from ingest.layout.pdfium import open_second
from ingest.layout.words import PageWords, Word
from ingest.lines import Aside
from ingest.ocr.stamp_patches import StampPatch, bears_patch, patches_of
from ingest.secrecy.grammar import mark_in
from ingest.text.folding import fold

if TYPE_CHECKING:
    from ingest.ocr.recognition import Recognition

LOOKED_AT = 20
"""Pages with pictures or drawings that are looked at, from the first on: marks stand on the first pages, and a page costs
a tenth of a second."""

_DPI = 150.0
_HEAD, _FOOT = 0.35, 0.85  # of the height of a page
_TOP, _MARGIN = 0.2, 0.09  # of the height: where "Mật" in small letters can be a mark, on the first page and on others
_OTHER_SIZE = 1.2  # times as large or small: words of another size are laid over the text
_BESIDE, _LEVEL = 1.2, 0.5  # of the size: words nearer to each other stand on one line
_SMALLEST = 8.5  # points, 3 mm: thinner objects are rules
_WHOLE_PAGE = 0.4  # of a page: a picture that large is a scan, its print no stamp
_MOST_DOTS = 9_000_000  # an A3 sheet; larger ones are drawn coarser
_DOT, _HAIR = 2 * 72 / _DPI, 1e-6  # points: a dot at half the resolution
_AROUND = 72.0  # points of paper drawn around what is looked at
_Area = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""
_STROKES = 12  # small paths: letters drawn as outlines; fewer are dashes and ticks


def stretches_over(pages: Sequence[PageWords]) -> Iterator[Aside]:
    """Yield the marks among the words of the pages that stand alone, and the texts of their annotations."""
    for number, page in enumerate(pages, 1):
        for text in dict.fromkeys(page.annotated):
            for part in (text, *text.splitlines()):
                yield Aside(part, "annotation", number)
        for text, first in _alone(page):
            mark = mark_in(text)
            if mark is None:
                continue
            height = page.height or 1.0
            upper = first.y < (_TOP if number == 1 else _MARGIN) * height or first.y > (1 - _MARGIN) * height
            head = first.y < _HEAD * height or first.y > _FOOT * height
            usual = _usual_size(page)
            laid_over = not 1 / _OTHER_SIZE < first.size / usual < _OTHER_SIZE or first.quarter != 0
            if (mark.capitals and mark.exact and (head or laid_over)) or (upper and mark.exact):
                yield Aside(text, "text", number, clear=head)


def _alone(page: PageWords) -> Iterator[tuple[str, Word]]:
    """Yield the words that may be a mark, in the order they were drawn, where no word of their size stands beside them."""
    words = page.words
    for at, word in enumerate(words):
        if not fold(word.text).strip("()[]*.-– ").endswith("mat"):
            continue
        first = at - 1 if at and fold(words[at - 1].text).strip("([*-– ") in ("toi", "tuyet") else at
        own = words[first : at + 1]
        if not any(_is_beside(other, own) for i, other in enumerate(words) if not first <= i <= at):
            yield " ".join(one.text for one in own), own[0]


def _is_beside(other: Word, own: Sequence[Word]) -> bool:
    one = own[0]
    if other.quarter != one.quarter or not 1 / _OTHER_SIZE < other.size / (one.size or 1.0) < _OTHER_SIZE:
        return False
    left, right = min(word.x0 for word in own), max(word.x1 for word in own)
    level = any(abs(other.y - word.y) < _LEVEL * one.size for word in own)
    return level and other.x0 - right < _BESIDE * one.size and left - other.x1 < _BESIDE * one.size


def _usual_size(page: PageWords) -> float:
    sizes = sorted(word.size for word in page.words)
    return sizes[len(sizes) // 2] or 1.0


def pictures_over(
    data: bytes, numbers: Collection[int], recognition: Recognition | None
) -> tuple[list[Aside], list[int]]:
    """Look at what the pages show besides text; return the marks read, and the pages where none could be read.

    The pages are drawn without their text, so that whatever is left, a picture, outlines of letters, an annotation, is
    seen as a person sees it.
    """
    asides: list[Aside] = []
    unseen: list[int] = []
    try:
        with open_second(data) as document:
            looked = 0
            for number in sorted(numbers):
                if looked == LOOKED_AT:
                    break
                patches = _patches(document, number - 1)
                looked += patches is not None
                if patches and recognition is None:
                    unseen.append(number)
                elif patches and recognition is not None:
                    asides += [Aside(text, "picture", number) for text in recognition.marks(patches)]
    except (UnreadableFileError, PdfiumError, ValueError, IndexError):
        pass  # what PDFium cannot open was read by pypdf alone
    return asides, unseen


def _patches(document: pypdfium2.PdfDocument, position: int) -> tuple[StampPatch, ...] | None:
    """Return the patches of a page drawn without its text; ``None`` when it shows nothing else."""
    page = document[position]
    try:
        width, height = page.get_size()
        texts: list[pypdfium2.PdfObject] = []
        areas, strokes = _annotated(page), []
        for item in page.get_objects(max_depth=1):
            if item.type == pdfium.FPDF_PAGEOBJ_TEXT:
                texts.append(item)
                continue
            left, bottom, right, top = area = item.get_bounds()
            if min(right - left, top - bottom) >= _SMALLEST:
                areas.append(area)
            elif max(right - left, top - bottom) >= 1.0:
                strokes.append(area)
        areas += strokes if len(strokes) >= _STROKES else []
        if not areas:
            return None
        for item in texts:
            pdfium.FPDFTextObj_SetTextRenderMode(item, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
        scan = any((right - left) * (top - bottom) > _WHOLE_PAGE * width * height for left, bottom, right, top in areas)
        sides = (0.0, 0.0, 0.0, 0.0) if scan else _sides_around(areas, page)
        dpi = min(_DPI, 72 * (_MOST_DOTS / max(width * height, 1.0)) ** 0.5)
        if not bears_patch(_shown(page, dpi / 2, sides), dpi / 2, loose=not scan):
            return ()  # most drawings are shaded cells and rules, and half the resolution costs half
        return patches_of(_shown(page, dpi, sides), dpi, loose=not scan)
    finally:
        page.close()


def _annotated(page: pypdfium2.PdfPage) -> list[_Area]:
    """Return where annotations are drawn; links draw nothing."""
    found: list[_Area] = []
    for position in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, position)
        rectangle = pdfium.FS_RECTF()
        try:
            link = pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_LINK
            if not link and pdfium.FPDFAnnot_GetRect(annotation, rectangle):
                found.append((rectangle.left, rectangle.bottom, rectangle.right, rectangle.top))
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return found


def _sides_around(areas: Sequence[_Area], page: pypdfium2.PdfPage) -> _Area:
    """Return what may be cut off left, below, right and above (points): there nothing but text stands.

    Nothing of a page that is turned or whose corner is not the origin. Paper enough is left around, against which ink
    is judged.
    """
    width, height = page.get_size()
    if page.get_rotation() or tuple(page.get_cropbox()) != (0.0, 0.0, width, height):
        return (0.0, 0.0, 0.0, 0.0)
    left, bottom, right, top = (pick(area[at] for area in areas) for at, pick in enumerate((min, min, max, max)))
    cut = (left - _AROUND, bottom - _AROUND, width - right - _AROUND, height - top - _AROUND)
    # Whole dots of the coarsest picture, a hair less since what is cut is rounded up: else dots fall apart otherwise.
    dots = [max(int(side / _DOT), 0) * _DOT - _HAIR for side in cut]
    return (max(dots[0], 0.0), max(dots[1], 0.0), max(dots[2], 0.0), max(dots[3], 0.0))


def _shown(page: pypdfium2.PdfPage, dpi: float, sides: _Area) -> Image.Image:
    shown: Image.Image = page.render(scale=dpi / 72, crop=sides, rev_byteorder=True, may_draw_forms=False).to_pil()
    return shown.convert("RGB")
