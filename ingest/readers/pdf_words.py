"""Words of a PDF page with their places, read by pypdf.

pypdf's own text visitor reports where a text object starts but not where each string of it stands nor ends, and it
loses the place when the font changes inside one. So the content stream is walked here: pypdf parses it and decodes
the fonts, this file follows the matrices (PDF 32000-1, 8.3 and 9.4).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pypdf import PageObject
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, StreamObject
from pypdf.generic._font import Font

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

# A text page has some thousand operators; a map drawn as vectors may have millions and must not stall the import.
MAX_OPERATORS = 400_000
MAX_STREAM_BYTES = 24 * 2**20
_MAX_FORM_DEPTH = 8
_RULE_THICKNESS = 2.5
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
_ITALIC_NAMES = ("italic", "oblique")
_FORCE_BOLD, _ITALIC, _BOLD_WEIGHT = 1 << 18, 1 << 6, 600  # of the font descriptor
_FAKE_ITALIC_SLANT = 0.15
_FILL_AND_STROKE = 2  # text drawn with an outline looks bold
_DEFAULT_WIDTH = 500.0
# Offices fill in number and day when they sign, as fields of their own: "3686", "11", "05/6"; not "Ký bởi: ...".
_FILLED_IN = re.compile(r"\d[\d/.\- ]{0,9}$")
_WHITE = ((1.0,), (1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 0.0))  # in gray, RGB and CMYK


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch without spaces, in points of the page as shown: x to the right, y downwards from the top left corner.

    ``y`` is the baseline, ``size`` the height of the letters. ``quarter`` tells how often the text is turned clockwise
    by 90 degrees; the coordinates are those of the page turned back until the text is upright (see ``turned``).
    ``stamp`` is true for words of a digital signature, ``spaced`` when a space was drawn before it.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    italic: bool = False
    spaced: bool = False
    quarter: int = 0
    stamp: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin straight line, ``x0 <= x1`` and ``y0 <= y1``, in the coordinates of ``Word``."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class PageWords:
    """What stands on a page: size in points as shown, words in drawing order, rules, and whether it has a picture."""

    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: int = 0
    complete: bool = True


@dataclass(slots=True)
class _State:
    """The graphics state that ``q`` saves and ``Q`` restores."""

    ctm: Matrix
    font: Font | None = None
    bold: bool = False
    italic: bool = False
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
            ctm or self.ctm, self.font, self.bold, self.italic, self.size, self.spacing,
            self.word_spacing, self.scale, self.leading, self.rise, self.mode, self.fill,
        )  # fmt: skip


def turned(x: float, y: float, page: PageWords, quarter: int) -> tuple[float, float]:
    """Return where a point of the page stands once text turned ``quarter`` times clockwise is upright."""
    return {
        0: (x, y),
        1: (y, page.width - x),
        2: (page.width - x, page.height - y),
        3: (page.height - y, x),
    }[quarter]


def page_words(page: PageObject) -> PageWords:
    """Read the words of a page and of the annotations drawn on it.

    ``complete`` is false when the page was cut short for its size. pypdf's errors on damaged pages pass through.
    """
    box = page.cropbox
    left, bottom, right, top = (float(side) for side in (box.left, box.bottom, box.right, box.top))
    rotation = (page.rotation or 0) % 360
    # Page space to the page as shown, y downwards.
    base: Matrix = {
        90: (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        180: (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        270: (0.0, -1.0, -1.0, 0.0, top, right),
    }.get(rotation, (1.0, 0.0, 0.0, -1.0, -left, top))
    width, height = (top - bottom, right - left) if rotation in (90, 270) else (right - left, top - bottom)
    walk = _Walk(PageWords(width, height), page)
    contents = page.get_contents()
    resources = _dictionary(page.get("/Resources"))
    if contents is not None:
        walk.run(contents, resources, base, depth=0)
    for annotation in _annotations(page):
        walk.annotation(annotation, base)
    return walk.page


def _annotations(page: PageObject) -> Iterator[DictionaryObject]:
    for reference in _array(page.get("/Annots")):
        annotation = reference.get_object()
        if isinstance(annotation, DictionaryObject):
            yield annotation


@dataclass(slots=True)
class _Walk:
    page: PageWords
    source: PageObject
    fonts: dict[int, Font | None] = field(default_factory=dict)
    operators: int = 0
    stamp: bool = False
    spaced: bool = False

    def annotation(self, annotation: DictionaryObject, base: Matrix) -> None:
        """Draw the normal appearance of a form field, stamp or typed-in text; hidden ones and links are no text."""
        kind = annotation.get("/Subtype")
        flags = annotation.get("/F", 0)
        if kind not in ("/Widget", "/Stamp", "/FreeText") or (isinstance(flags, int) and flags & 2):
            return
        form = _dictionary(_dictionary(annotation.get("/AP")).get("/N"))
        if not isinstance(form, StreamObject):
            states = form
            form = _dictionary(states.get(annotation.get("/AS", "/Off")))
        rectangle = _numbers(annotation.get("/Rect"))
        if not isinstance(form, StreamObject) or len(rectangle) != 4:
            return
        parent = _dictionary(annotation.get("/Parent"))
        self.stamp = "/Sig" in (annotation.get("/FT"), parent.get("/FT"))
        matrix = _matrix(form.get("/Matrix"))
        corners = [_apply(matrix, x, y) for x, y in _corners(_numbers(form.get("/BBox")) or [0.0, 0.0, 1.0, 1.0])]
        x0, y0 = min(x for x, _ in corners), min(y for _, y in corners)
        x1, y1 = max(x for x, _ in corners), max(y for _, y in corners)
        left, right = sorted(rectangle[::2])
        bottom, top = sorted(rectangle[1::2])
        if x1 > x0 and y1 > y0:
            across, up = (right - left) / (x1 - x0), (top - bottom) / (y1 - y0)
            fit: Matrix = (across, 0.0, 0.0, up, left - x0 * across, bottom - y0 * up)
            before = len(self.page.words)
            self.form(form, DictionaryObject(), multiply(fit, base), depth=1)
            added = self.page.words[before:]
            if self.stamp and _FILLED_IN.match(" ".join(word.text for word in added)):
                self.page.words[before:] = [replace(word, stamp=False, spaced=True) for word in added]
        self.stamp = False

    def form(self, form: StreamObject, outer: DictionaryObject, ctm: Matrix, depth: int) -> None:
        resources = _dictionary(form.get("/Resources")) or outer
        self.run(form, resources, multiply(_matrix(form.get("/Matrix")), ctm), depth)

    def run(self, stream: StreamObject, resources: DictionaryObject, ctm: Matrix, depth: int) -> None:
        """Follow one content stream."""
        if len(stream.get_data()) > MAX_STREAM_BYTES:
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
        drawn = _dictionary(_dictionary(resources.get("/XObject")).get(name))
        if drawn.get("/Subtype") == "/Image":
            self.page.pictures += 1
        elif isinstance(drawn, StreamObject) and depth < _MAX_FORM_DEPTH:
            self.form(drawn, resources, state.ctm, depth + 1)

    def _set_font(self, state: _State, resources: DictionaryObject, name: str) -> None:
        found = _dictionary(_dictionary(resources.get("/Font")).get(name))
        key = id(found)
        if key not in self.fonts:
            try:
                self.fonts[key] = Font.from_font_resource(found) if found else None
            except Exception:
                # A damaged font makes its words unreadable, not the page.
                self.fonts[key] = None
                self.page.complete = False
        state.font = self.fonts[key]
        label = str(found.get("/BaseFont", "")).lower()
        inner = _dictionary(next(iter(_array(found.get("/DescendantFonts"))), found))
        descriptor = _dictionary(inner.get("/FontDescriptor"))
        flags, weight = (
            value if isinstance(value, int) else 0 for value in map(descriptor.get, ("/Flags", "/FontWeight"))
        )
        state.bold = any(part in label for part in _BOLD_NAMES) or bool(flags & _FORCE_BOLD) or weight >= _BOLD_WEIGHT
        state.italic = any(part in label for part in _ITALIC_NAMES) or bool(flags & _ITALIC)

    def _show(self, raw: Any, state: _State, text: Matrix) -> Matrix:  # noqa: ANN401
        """Add the words of one string and return the text matrix behind it."""
        font = state.font
        if font is None or not isinstance(raw, bytes | str):
            return text
        letters: list[str] = []
        start = pen = 0.0
        for letter, width, is_space_code in _glyphs(raw, font):
            advance = (width / 1000 * state.size + state.spacing + state.word_spacing * is_space_code) * state.scale
            for sign in letter:
                if sign.isspace():
                    self._add(letters, start, pen, state, text)
                    letters = []
                    self.spaced = True
                elif sign > "\x1f":
                    if not letters:
                        start = pen
                    letters.append(sign)
            pen += advance
        self._add(letters, start, pen - state.spacing * state.scale, state, text)
        return multiply((1.0, 0.0, 0.0, 1.0, pen, 0.0), text)

    def _add(self, letters: list[str], start: float, end: float, state: _State, text: Matrix) -> None:
        if not letters:
            return
        place = multiply(text, state.ctm)
        x0, y0 = _apply(place, start, state.rise)
        x1, y1 = _apply(place, end, state.rise)
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
                state.bold or state.mode == _FILL_AND_STROKE,
                state.italic or slanted,
                self.spaced,
                quarter,
                self.stamp,
            )
        )
        self.spaced = False

    def _rule(self, path: list[tuple[float, float, float, float]], ctm: Matrix) -> None:
        for x0, y0, x1, y1 in path:
            (left, top), (right, bottom) = _apply(ctm, x0, y0), _apply(ctm, x1, y1)
            left, right = sorted((left, right))
            top, bottom = sorted((top, bottom))
            if min(right - left, bottom - top) <= _RULE_THICKNESS < max(right - left, bottom - top):
                self.page.rules.append(Rule(left, top, right, bottom))


def _glyphs(raw: bytes | str, font: Font) -> Iterator[tuple[str, float, bool]]:
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


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that applies ``first``, then ``second`` (row vectors, as in PDF)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return x * a + y * c + e, x * b + y * d + f


def _corners(box: list[float]) -> list[tuple[float, float]]:
    x0, y0, x1, y1 = box[:4] if len(box) >= 4 else [0.0, 0.0, 1.0, 1.0]
    return [(x0, y0), (x1, y0), (x0, y1), (x1, y1)]


def _dictionary(value: Any) -> DictionaryObject:  # noqa: ANN401
    found = value.get_object() if value is not None and hasattr(value, "get_object") else value
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _array(value: Any) -> list[Any]:  # noqa: ANN401
    found = value.get_object() if value is not None and hasattr(value, "get_object") else value
    return found if isinstance(found, ArrayObject) else []


def _numbers(value: Any) -> list[float]:  # noqa: ANN401
    found = value.get_object() if value is not None and hasattr(value, "get_object") else value
    if not isinstance(found, list):
        return []
    return [float(item.get_object()) for item in found if isinstance(item.get_object(), int | float)]


def _matrix(value: Any) -> Matrix:  # noqa: ANN401
    numbers = _numbers(value)
    return tuple(numbers) if len(numbers) == 6 else IDENTITY  # type: ignore[return-value]
