"""What a PDF page's content stream has set at one moment: matrices, font, spacing, colour (PDF 32000-1, 8.4 and 9.3)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ingest.readers.pdf_fonts import PdfFont
from ingest.readers.pdf_objects import Matrix, multiply
from ingest.readers.pdf_tokens import Operand

_FAKE_ITALIC_SLANT = 0.15
_FILL_AND_STROKE = 2  # text drawn with an outline looks bold


@dataclass(slots=True)
class GraphicsState:
    """The graphics state that ``q`` saves and ``Q`` restores."""

    ctm: Matrix
    font: PdfFont | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    fill: tuple[Operand, ...] = ()

    def copy(self) -> GraphicsState:
        """Return a state that changes on its own."""
        return GraphicsState(
            self.ctm, self.font, self.size, self.spacing, self.word_spacing,
            self.scale, self.leading, self.rise, self.mode, self.fill,
        )  # fmt: skip

    def set(self, operator: bytes, value: float) -> None:
        """Set what one of the text state operators sets."""
        if operator == b"Tc":
            self.spacing = value
        elif operator == b"Tw":
            self.word_spacing = value
        elif operator == b"Tz":
            self.scale = value / 100
        elif operator == b"TL":
            self.leading = value
        elif operator == b"Ts":
            self.rise = value
        elif operator == b"Tr":
            self.mode = int(value)


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where and how a string of a state stands: the matrix from its baseline to the page, and the looks that follow."""

    matrix: Matrix
    size: float
    stretch: float
    quarter: int
    bold: bool
    italic: bool


def text_place(state: GraphicsState, text: Matrix, font: PdfFont) -> TextPlace:
    """Return the place of a string shown now; ``size`` and ``stretch`` (points per unit along the line) are positive."""
    matrix = a, b, c, d, e, f = multiply(text, state.ctm)
    quarter = round(math.atan2(b, a) / (math.pi / 2)) % 4 if b or a < 0 else 0
    if state.rise:
        matrix = (a, b, c, d, e + state.rise * c, f + state.rise * d)
    return TextPlace(
        matrix,
        abs(state.size) * math.hypot(c, d),
        math.hypot(a, b),
        quarter,
        font.bold or state.mode == _FILL_AND_STROKE,
        font.italic or (quarter == 0 and abs(c) > _FAKE_ITALIC_SLANT * abs(d)),
    )
