"""The content streams of a PDF page, followed operator by operator to find where each word stands.

pypdf's own text visitor reports where a text object starts but not where each string of it stands nor ends, and it
loses the place when the font changes inside one. So pypdf parses the stream and decodes the fonts, and this file
follows the matrices (PDF 32000-1, 8.3 and 9.4).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from pypdf import PageObject
from pypdf.generic import ContentStream, DictionaryObject, StreamObject

from ingest.readers.pdf_fonts import PdfFont, font_of, glyphs
from ingest.readers.pdf_objects import IDENTITY, Matrix, apply, dictionary, matrix_of, multiply
from ingest.readers.pdf_words import PageWords, Rule, Word, turned

# A text page has some thousand operators; a map drawn as vectors may have millions and must not stall the import.
MAX_OPERATORS = 400_000
MAX_STREAM_BYTES = 8 * 2**20
_MAX_FORM_DEPTH = 8
_MAX_FORMS = 3_000
_RULE_THICKNESS = 2.5
_FAKE_ITALIC_SLANT = 0.15
_FILL_AND_STROKE = 2  # text drawn with an outline looks bold
_WHITE = ((1.0,), (1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 0.0))  # in gray, RGB and CMYK


# Fonts of a document by the identity of their dictionaries; reading one costs more than a page of text.
FontCache = dict[int, tuple[DictionaryObject, PdfFont]]


@dataclass(slots=True)
class _State:
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
    fill: tuple[float, ...] = ()

    def copy(self, ctm: Matrix | None = None) -> _State:
        return _State(
            ctm or self.ctm, self.font, self.size, self.spacing,
            self.word_spacing, self.scale, self.leading, self.rise, self.mode, self.fill,
        )  # fmt: skip


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
        if self.operators > MAX_OPERATORS or len(stream.get_data()) > MAX_STREAM_BYTES:
            self.page.complete = False
            return
        state = _State(ctm)
        saved: list[_State] = []
        text = line = IDENTITY
        path: list[tuple[float, float, float, float]] = []
        here = (0.0, 0.0)
        for operands, operator in ContentStream(stream, self.source.pdf, "bytes").operations:
            self.operators += 1
            if self.operators > MAX_OPERATORS:
                self.page.complete = False
                return
            numbers = [float(value) for value in operands if isinstance(value, int | float)]
            match operator:
                case b"q":
                    saved.append(state.copy())
                case b"Q":
                    state = saved.pop() if saved else _State(ctm)
                case b"cm" if len(numbers) == 6:
                    state.ctm = multiply(tuple(numbers), state.ctm)  # type: ignore[arg-type]
                case b"BT":
                    text = line = IDENTITY
                case b"Tf" if operands:
                    self._set_font(state, resources, str(operands[0]))
                    state.size = numbers[-1] if numbers else state.size
                case b"Tc" | b"Tw" | b"Tz" | b"TL" | b"Ts" | b"Tr" if numbers:
                    _set_text_state(state, operator, numbers[0])
                case b"Td" | b"TD" if len(numbers) >= 2:
                    if operator == b"TD":
                        state.leading = -numbers[1]
                    text = line = multiply((1.0, 0.0, 0.0, 1.0, numbers[0], numbers[1]), line)
                    self.spaced = False
                case b"Tm" if len(numbers) == 6:
                    text = line = tuple(numbers)  # type: ignore[assignment]
                    self.spaced = False
                case b"T*":
                    text = line = multiply((1.0, 0.0, 0.0, 1.0, 0.0, -state.leading), line)
                case b"Tj" if operands:
                    text = self._show(operands[0], state, text)
                case b"'" | b'"' if operands:
                    if operator == b'"' and len(numbers) >= 2:
                        state.word_spacing, state.spacing = numbers[0], numbers[1]
                    text = line = multiply((1.0, 0.0, 0.0, 1.0, 0.0, -state.leading), line)
                    text = self._show(operands[-1], state, text)
                case b"TJ" if operands and isinstance(operands[0], list):
                    for item in operands[0]:
                        if isinstance(item, int | float):
                            move = -float(item) / 1000 * state.size * state.scale
                            text = multiply((1.0, 0.0, 0.0, 1.0, move, 0.0), text)
                        else:
                            text = self._show(item, state, text)
                case b"Do" if operands:
                    self._draw(str(operands[0]), resources, state, depth)
                case b"BI" | b"INLINE IMAGE":
                    self.page.pictures += 1
                case b"re" if len(numbers) == 4:
                    x, y, width, height = numbers
                    path.append((x, y, x + width, y + height))
                case b"m" if len(numbers) == 2:
                    here = (numbers[0], numbers[1])
                case b"l" if len(numbers) == 2:
                    path.append((*here, numbers[0], numbers[1]))
                    here = (numbers[0], numbers[1])
                case b"g" | b"rg" | b"k" | b"sc" | b"scn":
                    state.fill = tuple(numbers)
                case b"f" | b"F" | b"f*" if state.fill in _WHITE:
                    path = []  # a background behind words
                case b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*":
                    self._rule(path, state.ctm)
                    path = []
                case b"n":
                    path = []
                case _:
                    pass

    def _draw(self, name: str, resources: DictionaryObject, state: _State, depth: int) -> None:
        drawn = dictionary(dictionary(resources.get("/XObject")).get(name))
        if drawn.get("/Subtype") == "/Image":
            self.page.pictures += 1
        elif isinstance(drawn, StreamObject) and not self.page.nested:
            self.form(drawn, resources, state.ctm, depth + 1)

    def _set_font(self, state: _State, resources: DictionaryObject, name: str) -> None:
        found = dictionary(dictionary(resources.get("/Font")).get(name))
        if id(found) not in self.fonts:
            # The dictionary is kept beside its font, so that no other object can take its id.
            self.fonts[id(found)] = (found, font_of(found))
        state.font = self.fonts[id(found)][1]
        # A damaged font makes its words unreadable, not the page.
        self.page.complete &= state.font.font is not None

    def _show(self, raw: Any, state: _State, text: Matrix) -> Matrix:  # noqa: ANN401
        """Add the words of one string and return the text matrix behind it."""
        font = state.font
        if font is None or font.font is None or not isinstance(raw, bytes | str):
            return text
        letters: list[str] = []
        start = pen = 0.0
        for letter, width, is_space_code in glyphs(raw, font.font):
            advance = (width / 1000 * state.size + state.spacing + state.word_spacing * is_space_code) * state.scale
            for sign in letter:
                if sign.isspace():
                    self._add(letters, start, pen, font, state, text)
                    letters = []
                    self.spaced = True
                elif sign > "\x1f":
                    if not letters:
                        start = pen
                    letters.append(sign)
            pen += advance
        self._add(letters, start, pen - state.spacing * state.scale, font, state, text)
        return multiply((1.0, 0.0, 0.0, 1.0, pen, 0.0), text)

    def _add(self, letters: list[str], start: float, end: float, font: PdfFont, state: _State, text: Matrix) -> None:
        if not letters:
            return
        place = multiply(text, state.ctm)
        x0, y0 = apply(place, start, state.rise)
        x1, y1 = apply(place, end, state.rise)
        size = state.size * math.hypot(place[2], place[3])
        quarter = round(math.degrees(math.atan2(place[1], place[0])) / 90) % 4
        slanted = quarter == 0 and abs(place[2]) > _FAKE_ITALIC_SLANT * abs(place[3])
        x0, y0 = turned(x0, y0, self.page, quarter)
        x1, _ = turned(x1, y1, self.page, quarter)
        self.page.words.append(
            Word(
                "".join(letters),
                min(x0, x1),
                max(x0, x1),
                y0,
                abs(size),
                font.bold or state.mode == _FILL_AND_STROKE,
                font.italic or slanted,
                self.spaced,
                quarter,
                self.stamp,
            )
        )
        self.spaced = False

    def _rule(self, path: list[tuple[float, float, float, float]], ctm: Matrix) -> None:
        for x0, y0, x1, y1 in path:
            (left, top), (right, bottom) = apply(ctm, x0, y0), apply(ctm, x1, y1)
            left, right = sorted((left, right))
            top, bottom = sorted((top, bottom))
            if min(right - left, bottom - top) <= _RULE_THICKNESS < max(right - left, bottom - top):
                self.page.rules.append(Rule(left, top, right, bottom))


def _set_text_state(state: _State, operator: bytes, value: float) -> None:
    if operator == b"Tc":
        state.spacing = value
    elif operator == b"Tw":
        state.word_spacing = value
    elif operator == b"Tz":
        state.scale = value / 100
    elif operator == b"TL":
        state.leading = value
    elif operator == b"Ts":
        state.rise = value
    elif operator == b"Tr":
        state.mode = int(value)
