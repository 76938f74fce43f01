"""What a PDF page's content stream has set at one moment: matrices, font, spacing, colour (PDF 32000-1, 8.4 and 9.3)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ingest.layout.legibility import TINY, UNKNOWN
from ingest.readers.pdf.colours import luminance
from ingest.readers.pdf.fonts import PdfFont
from ingest.readers.pdf.objects import Matrix, multiply
from ingest.readers.pdf.tokens import Operand

_FAKE_ITALIC_SLANT = 0.15
_NARROWEST = 4.0  # times: letters may be squeezed to a quarter before they cannot be read either
_FAINT = 0.3  # opacity below which drawing the page tells whether anything is seen; watermarks have .3 up
_STROKE = 1
_FILL_AND_STROKE = 2  # text drawn with an outline looks bold
_INVISIBLE = 3
_FAIR_PART = 0.5
_CLIPS = 7  # shows nothing itself, but what is painted behind it may shine through its letters


@dataclass(frozen=True, slots=True)
class Clip:
    """The part of the page that is painted on, as shown; ``exact`` when it is this very rectangle."""

    x0: float
    y0: float
    x1: float
    y1: float
    exact: bool = True

    def shows(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        """Tell whether a fair part of a rectangle lies inside."""
        across, down = min(x1, self.x1) - max(x0, self.x0), min(y1, self.y1) - max(y0, self.y0)
        return across > 0 and down > 0 and across * down >= _FAIR_PART * (x1 - x0) * (y1 - y0)

    def within(self, outer: Clip | None) -> Clip:
        """Return what is left of this part inside another one; it may be empty (``x1 <= x0``)."""
        if outer is None or (
            outer.exact and outer.x0 <= self.x0 and outer.y0 <= self.y0 and self.x1 <= outer.x1 and self.y1 <= outer.y1
        ):
            return self
        return Clip(
            max(self.x0, outer.x0),
            max(self.y0, outer.y0),
            min(self.x1, outer.x1),
            min(self.y1, outer.y1),
            self.exact and outer.exact,
        )


@dataclass(slots=True)
class GraphicsState:
    """The graphics state that ``q`` saves and ``Q`` restores.

    ``fill_space`` and ``stroke_space`` are kinds of ``pdf_colours``. ``veil`` is the opacity of the group the stream is
    drawn in; ``blended`` is true where colours mix with what is below or a mask lies over them.
    """

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
    fill_space: str = ""
    stroke: tuple[Operand, ...] = ()
    stroke_space: str = ""
    alpha: float = 1.0
    veil: float = 1.0
    blended: bool = False
    clip: Clip | None = None

    def copy(self) -> GraphicsState:
        """Return a state that changes on its own."""
        return GraphicsState(
            self.ctm, self.font, self.size, self.spacing, self.word_spacing,
            self.scale, self.leading, self.rise, self.mode, self.fill, self.fill_space,
            self.stroke, self.stroke_space, self.alpha, self.veil, self.blended, self.clip,
        )  # fmt: skip

    @property
    def opacity(self) -> float:
        """What is filled now lets through the rest of 1."""
        return self.alpha * self.veil

    @property
    def ink(self) -> float:
        """The luminance of text shown now; an outline in another colour makes the darker one count."""
        if self.blended or self.mode == _CLIPS:
            return UNKNOWN
        filled = luminance(self.fill, self.fill_space)
        if self.mode in (_STROKE, _FILL_AND_STROKE):
            drawn = luminance(self.stroke, self.stroke_space)
            return drawn if self.mode == _STROKE else min(filled, drawn)
        return filled

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
    ink: float
    unseen: bool


def text_place(state: GraphicsState, text: Matrix, font: PdfFont, zoom: float, doubtful: bool) -> TextPlace:
    """Return the place of a string shown now; ``size`` and ``stretch`` (points per unit along the line) are positive.

    ``zoom`` enlarges the page to be read; what is ``doubtful`` may not be drawn at all, so its ink is unknown.
    """
    matrix = a, b, c, d, e, f = multiply(text, state.ctm)
    quarter = round(math.atan2(b, a) / (math.pi / 2)) % 4 if b or a < 0 else 0
    if state.rise:
        matrix = (a, b, c, d, e + state.rise * c, f + state.rise * d)
    size, stretch = abs(state.size) * math.hypot(c, d), math.hypot(a, b)
    # Letters of type 3 are little drawings: neither their size nor the mode says how they look.
    invisible = (
        state.mode == _INVISIBLE or min(size, _NARROWEST * abs(state.size * state.scale) * stretch) * zoom < TINY
    )
    doubtful |= font.type3 or state.opacity < _FAINT
    return TextPlace(
        matrix,
        size,
        stretch,
        quarter,
        font.bold or state.mode == _FILL_AND_STROKE,
        font.italic or (quarter == 0 and abs(c) > _FAKE_ITALIC_SLANT * abs(d)),
        UNKNOWN if doubtful else state.ink,
        invisible and not font.type3,
    )
