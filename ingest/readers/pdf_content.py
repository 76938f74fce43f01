"""The content streams of a PDF page, followed operator by operator to find where each word stands.

pypdf's own text visitor reports where a text object starts but not where each string of it stands nor ends, and it
loses the place when the font changes inside one. So pypdf opens the stream and decodes the fonts, and this file
follows the matrices (PDF 32000-1, 8.3 and 9.4).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pypdf import PageObject
from pypdf.generic import DictionaryObject, StreamObject

from ingest.readers.pdf_fonts import PdfFont, font_of
from ingest.readers.pdf_graphics import GraphicsState, TextPlace, text_place
from ingest.readers.pdf_objects import IDENTITY, Matrix, apply, dictionary, matrix_of, multiply
from ingest.readers.pdf_tokens import Operand, operations
from ingest.readers.pdf_words import WORD_SPACE, PageWords, Rule, Word, turned

# A text page has some thousand operators; a map drawn as vectors may have millions and must not stall the import.
MAX_OPERATORS = 400_000
MAX_STREAM_BYTES = 8 * 2**20
_MAX_FORM_DEPTH = 8
_MAX_FORMS = 3_000
_RULE_THICKNESS = 2.5
_BACK = -0.3  # of the size: a string drawn further back over the one before it is a word of its own
_FAR = 1e7  # points: no page reaches so far
_WHITE = ((1.0,), (1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 0.0))  # in gray, RGB and CMYK


# Fonts of a document by the identity of their dictionaries; reading one costs more than a page of text.
FontCache = dict[int, tuple[DictionaryObject, PdfFont]]


@dataclass(slots=True)
class ContentWalk:
    """Walks the content streams of one page and adds what it finds to ``page``.

    ``stamp`` is set by the caller while the appearance of a digital signature is drawn.
    """

    page: PageWords
    source: PageObject
    fonts: FontCache = field(default_factory=dict)
    operators: int = 0
    forms: int = 0
    stamp: bool = False
    spaced: bool = False

    def form(self, form: StreamObject, outer: DictionaryObject, ctm: Matrix, depth: int) -> None:
        """Follow a form drawn with ``ctm``; without resources of its own it uses those around it."""
        self.forms += 1
        if self.forms > _MAX_FORMS or depth > _MAX_FORM_DEPTH:
            self.page.nested, self.page.complete = True, False
            return
        resources = dictionary(form.get("/Resources")) or outer
        self.run(form, resources, multiply(matrix_of(form.get("/Matrix")), ctm), depth)

    def run(self, stream: StreamObject, resources: DictionaryObject, ctm: Matrix, depth: int) -> None:
        """Follow one content stream."""
        if self.operators > MAX_OPERATORS or len(data := stream.get_data()) > MAX_STREAM_BYTES:
            self.page.complete = False
            return
        drawing = _Drawing(self, resources, GraphicsState(ctm), depth)
        for operator, operands in operations(data):
            self.operators += 1
            if self.operators > MAX_OPERATORS:
                self.page.complete = False
                return
            if operator == b"Do":
                if operands:
                    self._draw(str(operands[-1]), drawing)
                continue
            try:
                drawing.follow(operator, operands)
            except (TypeError, ValueError, IndexError, OverflowError):
                continue  # operands that do not fit their operator cost that operator alone

    def font(self, resources: DictionaryObject, name: str) -> PdfFont:
        """Return the font of this name, read once for the document."""
        found = dictionary(dictionary(resources.get("/Font")).get(name))
        if id(found) not in self.fonts:
            # The dictionary is kept beside its font, so that no other object can take its id.
            self.fonts[id(found)] = (found, font_of(found))
        font = self.fonts[id(found)][1]
        # A damaged font makes its words unreadable, not the page.
        self.page.complete &= font.font is not None
        return font

    def _draw(self, name: str, drawing: _Drawing) -> None:
        drawn = dictionary(dictionary(drawing.resources.get("/XObject")).get(name))
        if drawn.get("/Subtype") == "/Image":
            self.page.pictures += 1
        elif isinstance(drawn, StreamObject) and not self.page.nested:
            self.form(drawn, drawing.resources, drawing.state.ctm, drawing.depth + 1)


@dataclass(slots=True)
class _Drawing:
    """One content stream being followed: the state, the states saved, the text matrices and the path."""

    walk: ContentWalk
    resources: DictionaryObject
    state: GraphicsState
    depth: int
    first: GraphicsState = field(init=False)
    saved: list[GraphicsState] = field(default_factory=list)
    text: Matrix = IDENTITY
    line: Matrix = IDENTITY
    path: list[tuple[float, float, float, float]] = field(default_factory=list)
    here: tuple[float, float] = (0.0, 0.0)

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
            case b"q":
                self.saved.append(state.copy())
            case b"Q":
                self.state = self.saved.pop() if self.saved else self.first.copy()
            case b"cm":
                state.ctm = multiply(_matrix(operands), state.ctm)
            case b"re":
                x0, y0, width, height = _floats(operands[-4:])
                self.path.append((x0, y0, x0 + width, y0 + height))
            case b"m":
                x0, y0 = _floats(operands[-2:])
                self.here = (x0, y0)
            case b"l":
                x0, y0 = _floats(operands[-2:])
                self.path.append((*self.here, x0, y0))
                self.here = (x0, y0)
            case b"g" | b"rg" | b"k" | b"sc" | b"scn":
                state.fill = tuple(operands)
            case b"f" | b"F" | b"f*" if state.fill in _WHITE:
                self.path = []  # a background behind words
            case b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*":
                self._rules()
            case b"n":
                self.path = []
            case b"T*" | b"'" | b'"':
                if operator == b'"':
                    state.word_spacing, state.spacing = _floats(operands[-3:-1])
                self._move(0.0, -state.leading)
                self._show(operands[-1:])
            case b"BI":
                self.walk.page.pictures += 1
            case _:
                pass

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
        place = text_place(state, self.text, font)
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
        walk, quarter = self.walk, place.quarter
        a, b, _, _, e, f = place.matrix
        x0, y0, x1, y1 = start * a + e, start * b + f, end * a + e, end * b + f
        if quarter:
            (x0, y0), (x1, _) = turned(x0, y0, walk.page, quarter), turned(x1, y1, walk.page, quarter)
        if not (abs(x0) < _FAR and abs(x1) < _FAR and abs(y0) < _FAR and place.size < _FAR):
            walk.page.complete = False
            return
        if x1 < x0:
            x0, x1 = x1, x0
        walk.page.words.append(
            Word("".join(letters), x0, x1, y0, place.size, place.bold, place.italic, walk.spaced, quarter, walk.stamp)
        )
        walk.spaced = False

    def _rules(self) -> None:
        for x0, y0, x1, y1 in self.path:
            (left, top), (right, bottom) = apply(self.state.ctm, x0, y0), apply(self.state.ctm, x1, y1)
            left, right = min(left, right), max(left, right)
            top, bottom = min(top, bottom), max(top, bottom)
            thin, long = sorted((right - left, bottom - top))
            if thin <= _RULE_THICKNESS < long < _FAR and abs(left) < _FAR and abs(top) < _FAR:
                self.walk.page.rules.append(Rule(left, top, right, bottom))
        self.path = []


def _floats(operands: list[Operand]) -> tuple[float, ...]:
    """Return the operands as numbers; raises ``TypeError`` for anything else."""
    if not all(isinstance(value, float) for value in operands):
        raise TypeError(operands)
    return tuple(operands)  # type: ignore[arg-type]


def _matrix(operands: list[Operand]) -> Matrix:
    a, b, c, d, e, f = _floats(operands[-6:])
    return a, b, c, d, e, f
