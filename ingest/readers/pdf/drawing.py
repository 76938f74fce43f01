"""One content stream of a PDF being followed: each operator changes the state, paints, or shows words.

The matrices are those of PDF 32000-1, 8.3 and 9.4.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pypdf.generic import DictionaryObject

from ingest.layout.legibility import UNKNOWN
from ingest.layout.words import WORD_SPACE, Word, turned
from ingest.readers.pdf import paint
from ingest.readers.pdf.colours import DEVICE, kind_of_space
from ingest.readers.pdf.graphics import GraphicsState, TextPlace, text_place
from ingest.readers.pdf.objects import IDENTITY, Matrix, dictionary, multiply
from ingest.readers.pdf.page_state import PageState
from ingest.readers.pdf.tokens import Operand

_BACK = -0.3  # of the size: a string drawn further back over the one before it is a word of its own
_WHITE = ((1.0,), (1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 0.0))  # in gray, RGB and CMYK
_LOW_LETTER = 0.5  # of the size: how tall an "x" is
_NO_STROKES, _NO_FILLS = (b"n", b"f", b"F", b"f*"), (b"n", b"S", b"s")
_PLAIN_LOOKS = ("/Normal", "/Compatible", "/None")


@dataclass(slots=True)
class Drawing:
    """One content stream being followed: the state, the states saved, the text matrices and the path."""

    walk: PageState
    resources: DictionaryObject
    state: GraphicsState
    depth: int
    first: GraphicsState = field(init=False)
    saved: list[GraphicsState] = field(default_factory=list)
    text: Matrix = IDENTITY
    line: Matrix = IDENTITY
    path: paint.Path = field(default_factory=paint.Path)
    marked: list[bool] = field(default_factory=list)  # open marked content: whether it is optional
    looks: dict[str, tuple[float | None, bool | None]] = field(default_factory=dict)  # what ``gs`` sets, by name
    spaces: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.first = self.state.copy()

    def follow(self, operator: bytes, operands: list[Operand]) -> None:
        """Follow one operator; raises the errors of Python where its operands do not fit."""
        state = self.state
        match operator:
            case b"Tj" | b"TJ":
                self._show(operands[-1:] if operator == b"Tj" else operands[-1])
            case b"Td" | b"TD":
                x, y = _floats(operands[-2:])
                if operator == b"TD":
                    state.leading = -y
                self._move(x, y)
                self.walk.spaced = False
            case b"Tm":
                self.text = self.line = _matrix(operands)
                self.walk.spaced = False
            case b"Tf":
                state.font = self.walk.font(self.resources, str(operands[-2]))
                state.size = float(operands[-1])  # type: ignore[arg-type]
            case b"Tc" | b"Tw" | b"Tz" | b"TL" | b"Ts" | b"Tr":
                state.set(operator, float(operands[-1]))  # type: ignore[arg-type]
            case b"BT":
                self.text = self.line = IDENTITY
            case b"ET":
                pass
            case b"q":
                self.saved.append(state.copy())
            case b"Q":
                self.state = self.saved.pop() if self.saved else self.first.copy()
            case b"cm":
                state.ctm = multiply(_matrix(operands), state.ctm)
            case b"re":
                x0, y0, width, height = _floats(operands[-4:])
                self.path.rectangles.append((x0, y0, x0 + width, y0 + height))
            case b"m":
                x0, y0 = _floats(operands[-2:])
                self.path.move(x0, y0)
            case b"l":
                x0, y0 = _floats(operands[-2:])
                self.path.line(x0, y0)
            case b"c" | b"v" | b"y":
                bends = _floats(operands[-6 if operator == b"c" else -4 :])
                self.path.bends += [self.path.here, *zip(bends[::2], bends[1::2], strict=True)]
                self.path.here = self.path.bends[-1]
            case b"g" | b"rg" | b"k":
                state.fill, state.fill_space = _colour(operands), DEVICE
            case b"sc" | b"scn":
                state.fill = _colour(operands)
            case b"cs":
                state.fill, state.fill_space = (), self._space(str(operands[-1]))
            case b"G" | b"RG" | b"K":
                state.stroke, state.stroke_space = _colour(operands), DEVICE
            case b"SC" | b"SCN":
                state.stroke = _colour(operands)
            case b"CS":
                state.stroke, state.stroke_space = (), self._space(str(operands[-1]))
            case b"gs":
                self._look(str(operands[-1]))
            case b"S" | b"s" | b"n" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*":
                self._paint(operator)
            case b"W" | b"W*":
                self.path.clips = True
            case b"sh":
                paint.shading(self.walk.page, state)
            case b"BDC" | b"BMC":
                self.marked.append(operands[:1] == ["/OC"])
                self.walk.optional += self.marked[-1]
            case b"EMC":
                self.walk.optional -= bool(self.marked and self.marked.pop())
            case b"T*" | b"'" | b'"':
                if operator == b'"':
                    state.word_spacing, state.spacing = _floats(operands[-3:-1])
                self._move(0.0, -state.leading)
                self._show(operands[-1:])
            case b"BI":
                self.walk.page.pictures += 1
                paint.picture(self.walk.page, state, whole=False)
            case _:
                pass

    def _paint(self, operator: bytes) -> None:
        """End the path: lines become rules, but for a white background behind words, areas are filled and clipped to."""
        path, state, page = self.path, self.state, self.walk.page
        self.path = paint.Path()
        strokes, fills = operator not in _NO_STROKES, operator not in _NO_FILLS
        if strokes or (fills and state.fill not in _WHITE):
            page.rules += path.rules(state.ctm)
        if strokes and path.rectangles:
            page.frames += path.frames(state.ctm)
        if fills or path.clips:
            areas = path.areas(state.ctm, operator.endswith(b"*"))
            if fills:
                paint.fill(page, areas, state)
            if path.clips:
                paint.clipped_to(areas, state)

    def _space(self, name: str) -> str:
        if name not in self.spaces:
            self.spaces[name] = kind_of_space(name, self.resources.get("/ColorSpace"))
        return self.spaces[name]

    def _look(self, name: str) -> None:
        """Set opacity, and whether colours mix or are masked, as the named graphics state says."""
        if name not in self.looks:
            found = dictionary(dictionary(self.resources.get("/ExtGState")).get(name))
            alpha = found.get("/ca")
            mixes = [str(found.get(key)) not in _PLAIN_LOOKS for key in ("/BM", "/SMask") if key in found]
            self.looks[name] = float(alpha) if isinstance(alpha, int | float) else None, any(mixes) if mixes else None
        alpha, blended = self.looks[name]
        self.state.alpha = self.state.alpha if alpha is None else alpha
        self.state.blended = self.state.blended if blended is None else blended

    def _move(self, x: float, y: float) -> None:
        a, b, c, d, e, f = self.line
        self.text = self.line = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)

    def _show(self, items: Operand) -> None:
        """Add the words of the strings of one operator and move the text matrix behind them.

        Strings that follow each other without a gap are one word: programs cut words for kerning.
        """
        state, walk = self.state, self.walk
        font = state.font
        if font is None or font.font is None or not isinstance(items, list):
            return
        size, spacing, scale = state.size, state.spacing, state.scale
        place = text_place(state, self.text, font, walk.zoom, bool(walk.optional))
        unit = place.size / (place.stretch or 1.0)  # the letters' height in units along the line
        letters: list[str] = []
        start = pen = end = 0.0
        for item in items:
            if isinstance(item, float):
                pen -= item / 1000 * size * scale
                continue
            if not isinstance(item, bytes):
                continue
            if letters and not _BACK * unit < pen - end <= WORD_SPACE * unit:
                self._add(letters, start, end, place)
                letters = []
            for letter, width, is_space_code in font.glyphs(item):
                if letter.isspace() or len(letter) != 1:
                    for sign in letter:
                        if sign.isspace():
                            self._add(letters, start, end, place)
                            letters = []
                            walk.spaced = True
                        elif sign > "\x1f":
                            start = start if letters else pen
                            letters.append(sign)
                elif letter > "\x1f":
                    start = start if letters else pen
                    letters.append(letter)
                end = pen + width * size * scale
                pen = end + (spacing + (state.word_spacing if is_space_code else 0.0)) * scale
        self._add(letters, start, end, place)
        a, b, c, d, e, f = self.text
        self.text = (a, b, c, d, pen * a + e, pen * b + f)

    def _add(self, letters: list[str], start: float, end: float, place: TextPlace) -> None:
        if not letters:
            return
        walk, quarter, clip = self.walk, place.quarter, self.state.clip
        a, b, _, _, e, f = place.matrix
        x0, y0, x1, y1 = start * a + e, start * b + f, end * a + e, end * b + f
        if quarter:
            (x0, y0), (x1, _) = turned(x0, y0, walk.page, quarter), turned(x1, y1, walk.page, quarter)
        if not (abs(x0) < paint.FAR and abs(x1) < paint.FAR and abs(y0) < paint.FAR and place.size < paint.FAR):
            walk.page.complete = False
            return
        if x1 < x0:
            x0, x1 = x1, x0
        ink = place.ink
        if clip is not None and not quarter and not clip.shows(x0, y0 - _LOW_LETTER * place.size, x1, y0):
            ink = UNKNOWN
        walk.page.words.append(
            Word(
                "".join(letters), x0, x1, y0, place.size, place.bold, place.italic,
                walk.spaced, quarter, walk.stamp, False, ink, place.unseen,
            )
        )  # fmt: skip
        walk.spaced = False


def _floats(operands: list[Operand]) -> tuple[float, ...]:
    """Return the operands as numbers; raises ``TypeError`` for anything else."""
    if not all(isinstance(value, float) for value in operands):
        raise TypeError(operands)
    return tuple(operands)  # type: ignore[arg-type]


def _colour(operands: list[Operand]) -> tuple[Operand, ...]:
    return tuple(part if isinstance(part, float | str) else None for part in operands)


def _matrix(operands: list[Operand]) -> Matrix:
    a, b, c, d, e, f = _floats(operands[-6:])
    return a, b, c, d, e, f
