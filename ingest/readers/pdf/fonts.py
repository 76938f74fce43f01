"""Fonts of a PDF: codes to letters and widths, and whether a font is bold or italic.

pypdf decodes the fonts. Its class for that is not among the documented ones: this file alone touches it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from pypdf.generic import DictionaryObject
from pypdf.generic._font import Font

from ingest.readers.pdf.objects import array, dictionary

_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
_ITALIC_NAMES = ("italic", "oblique")
_FORCE_BOLD, _ITALIC, _BOLD_WEIGHT = 1 << 18, 1 << 6, 600  # of the font descriptor
_DEFAULT_WIDTH = 500.0
_SPACE_CODE = 32

# The letters a code stands for, its width in units of the font size, and whether it is the one-byte code 32.
Glyph = tuple[str, float, bool]


@dataclass(frozen=True, slots=True)
class PdfFont:
    """A font of the file; ``font`` is ``None`` when it is damaged, and its words then cannot be read."""

    font: Font | None
    bold: bool
    italic: bool
    type3: bool = False
    known: dict[int | str, Glyph] = field(default_factory=dict, repr=False)

    def glyphs(self, raw: bytes) -> list[Glyph]:
        """Return the glyph of each code of a string, each code decoded once."""
        font = self.font
        if font is None:
            return []
        codes: bytes | str = raw
        if isinstance(font.encoding, str):
            try:
                codes = raw.decode(font.encoding, "surrogatepass")
            except UnicodeDecodeError:
                codes = raw.decode(font.encoding, "replace")
        known = self.known
        return [known[code] if code in known else self._learnt(font, code) for code in codes]

    def _learnt(self, font: Font, code: int | str) -> Glyph:
        if isinstance(code, str):
            letter, width, is_space = code, _width(font, code), False
        else:
            letter = cast("dict[int, str]", font.encoding).get(code, chr(code))
            width, is_space = _width(font, chr(code)), code == _SPACE_CODE
        self.known[code] = (str(font.character_map.get(letter, letter)), width / 1000, is_space)
        return self.known[code]


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
        found.get("/Subtype") == "/Type3",
    )


def _width(font: Font, code: str) -> float:
    try:
        return float(font.get_text_width(code))
    except (TypeError, ValueError):
        return _DEFAULT_WIDTH
