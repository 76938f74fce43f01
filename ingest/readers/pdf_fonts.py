"""Fonts of a PDF: codes to letters and widths, and whether a font is bold or italic.

pypdf decodes the fonts. Its class for that is not among the documented ones: this file alone touches it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pypdf.generic import DictionaryObject
from pypdf.generic._font import Font

from ingest.readers.pdf_objects import array, dictionary

_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
_ITALIC_NAMES = ("italic", "oblique")
_FORCE_BOLD, _ITALIC, _BOLD_WEIGHT = 1 << 18, 1 << 6, 600  # of the font descriptor
_DEFAULT_WIDTH = 500.0


@dataclass(frozen=True, slots=True)
class PdfFont:
    """A font of the file; ``font`` is ``None`` when it is damaged, and its words then cannot be read."""

    font: Font | None
    bold: bool
    italic: bool


def font_of(found: DictionaryObject) -> PdfFont:
    """Read a font dictionary; never raises."""
    try:
        font = Font.from_font_resource(found) if found else None
    except Exception:
        font = None
    name = str(found.get("/BaseFont", "")).lower()
    inner = dictionary(next(iter(array(found.get("/DescendantFonts"))), found))
    descriptor = dictionary(inner.get("/FontDescriptor"))
    flags, weight = (value if isinstance(value, int) else 0 for value in map(descriptor.get, ("/Flags", "/FontWeight")))
    return PdfFont(
        font,
        any(part in name for part in _BOLD_NAMES) or bool(flags & _FORCE_BOLD) or weight >= _BOLD_WEIGHT,
        any(part in name for part in _ITALIC_NAMES) or bool(flags & _ITALIC),
    )


def glyphs(raw: bytes | str, font: Font) -> Iterator[tuple[str, float, bool]]:
    """Yield (letters, width in 1/1000 of the size, whether it is the one-byte code 32) for each code of a string."""
    width_of: Callable[[str], float] = font.get_text_width
    if isinstance(raw, str):
        raw = raw.encode("latin-1", "replace")
    if isinstance(font.encoding, str):
        try:
            codes = raw.decode(font.encoding, "surrogatepass")
        except UnicodeDecodeError:
            codes = raw.decode(font.encoding, "replace")
        for code in codes:
            yield font.character_map.get(code, code), _width(width_of, code), False
    else:
        for number in raw:
            letter = font.encoding.get(number, chr(number))
            yield font.character_map.get(letter, letter), _width(width_of, chr(number)), number == 32


def _width(width_of: Callable[[str], float], code: str) -> float:
    try:
        return float(width_of(code))
    except (TypeError, ValueError):
        return _DEFAULT_WIDTH
