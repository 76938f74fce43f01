"""What is painted on a PDF page: the path being built, the areas it fills, and what it clips (PDF 32000-1, 8.5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.layout.legibility import UNKNOWN
from ingest.layout.words import PageWords, Patch, Rule
from ingest.readers.pdf.colours import luminance
from ingest.readers.pdf.graphics import Clip, GraphicsState
from ingest.readers.pdf.objects import Matrix, apply

RULE_THICKNESS = 2.5
"""Points: what is thinner is a line, not an area."""

FAR = 1e7  # points: no page reaches so far
_OPAQUE = 0.95
_MOST_PATCHES = 5_000  # a table with every cell shaded has some hundred; a drawing of more is no background of words
_LEVEL = 0.01  # points: corners of a rectangle lie on one line but for rounding

_Segment = tuple[float, float, float, float]


@dataclass(slots=True)
class Path:
    """The path being built, in the coordinates of its stream; ``clips`` when it will bound what is painted later."""

    rectangles: list[_Segment] = field(default_factory=list)
    segments: list[_Segment] = field(default_factory=list)
    bends: list[tuple[float, float]] = field(default_factory=list)
    here: tuple[float, float] = (0.0, 0.0)
    clips: bool = False

    def move(self, x: float, y: float) -> None:
        """Start a stretch."""
        self.here = (x, y)

    def line(self, x: float, y: float) -> None:
        """Go straight on."""
        self.segments.append((*self.here, x, y))
        self.here = (x, y)

    def rules(self, ctm: Matrix) -> Iterable[Rule]:
        """Yield the thin straight lines of the path, on the page."""
        for x0, y0, x1, y1 in (*self.rectangles, *self.segments):
            (left, top), (right, bottom) = apply(ctm, x0, y0), apply(ctm, x1, y1)
            left, right = min(left, right), max(left, right)
            top, bottom = min(top, bottom), max(top, bottom)
            thin, long = sorted((right - left, bottom - top))
            if thin <= RULE_THICKNESS < long < FAR and abs(left) < FAR and abs(top) < FAR:
                yield Rule(left, top, right, bottom)

    def frames(self, ctm: Matrix) -> Iterable[Rule]:
        """Yield the rectangles of the path, on the page."""
        for x0, y0, x1, y1 in self.rectangles:
            frame = around(ctm, ((x0, y0), (x1, y1)), True)
            yield Rule(frame.x0, frame.y0, frame.x1, frame.y1)

    def areas(self, ctm: Matrix, even_odd: bool) -> list[Clip]:
        """Return the areas inside the path, on the page; inexact ones as the rectangle around them."""
        level = is_level(ctm)
        alone = level and not (even_odd and len(self.rectangles) > 1)
        found = [_rectangle(ctm, one, level, alone) for one in self.rectangles]
        if self.segments or self.bends:
            points = [point for x0, y0, x1, y1 in self.segments for point in ((x0, y0), (x1, y1))]
            found.append(around(ctm, (*points, *self.bends), level and not self.bends and _is_box(self.segments)))
        return found


def _rectangle(ctm: Matrix, sides: _Segment, level: bool, exact: bool) -> Clip:
    x0, y0, x1, y1 = sides
    if not level:
        return around(ctm, ((x0, y0), (x1, y0), (x0, y1), (x1, y1)), exact)
    (left, top), (right, bottom) = apply(ctm, x0, y0), apply(ctm, x1, y1)
    if left > right:
        left, right = right, left
    if top > bottom:
        top, bottom = bottom, top
    return Clip(left, top, right, bottom, exact)


def _is_box(segments: list[_Segment]) -> bool:
    """Tell whether three or four lines run round a rectangle with level sides."""
    if len(segments) not in (3, 4):
        return False
    upright = [abs(x1 - x0) <= _LEVEL for x0, _, x1, _ in segments]
    flat = [abs(y1 - y0) <= _LEVEL for _, y0, _, y1 in segments]
    turns = all(one != other for one, other in pairwise(upright))
    return turns and all(one != other for one, other in zip(upright, flat, strict=True))


def is_level(ctm: Matrix) -> bool:
    """Tell whether level rectangles stay level."""
    a, b, c, d, _, _ = ctm
    if not b and not c:
        return True
    return max(abs(b), abs(c)) <= 1e-6 * max(abs(a), abs(d)) or max(abs(a), abs(d)) <= 1e-6 * max(abs(b), abs(c))


def around(ctm: Matrix, points: Iterable[tuple[float, float]], exact: bool) -> Clip:
    """Return the rectangle around points, on the page."""
    found = [apply(ctm, x, y) for x, y in points]
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return Clip(min(xs), min(ys), max(xs), max(ys), exact)


def clipped_to(area: list[Clip], state: GraphicsState) -> None:
    """Bound what the state paints by the areas of a path; a path without any bounds nothing."""
    if len(area) == 1:
        state.clip = area[0].within(state.clip)
    elif area:
        whole = Clip(
            min(one.x0 for one in area),
            min(one.y0 for one in area),
            max(one.x1 for one in area),
            max(one.y1 for one in area),
            False,
        )
        state.clip = whole.within(state.clip)


def fill(page: PageWords, areas: Iterable[Clip], state: GraphicsState) -> None:
    """Add what the state fills to the page."""
    shade = luminance(state.fill, state.fill_space)
    for area in areas:
        _paint(page, area, state, shade, shade != UNKNOWN)


def picture(page: PageWords, state: GraphicsState, whole: bool) -> None:
    """Add a picture drawn by the state; ``whole`` when the file says that nothing shines through it."""
    area = around(state.ctm, ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)), is_level(state.ctm))
    _paint(page, area, state, UNKNOWN, whole, picture=True)


def shading(page: PageWords, state: GraphicsState) -> None:
    """Add a flow of colours over all that may be painted on."""
    _paint(page, Clip(0.0, 0.0, page.width, page.height, False), state, UNKNOWN, False)


def _paint(page: PageWords, area: Clip, state: GraphicsState, shade: float, whole: bool, picture: bool = False) -> None:
    area = area.within(state.clip)
    thick = min(area.x1 - area.x0, area.y1 - area.y0) > RULE_THICKNESS
    if thick and len(page.patches) < _MOST_PATCHES:
        solid = whole and area.exact and not state.blended and state.opacity >= _OPAQUE
        page.patches.append(Patch(area.x0, area.y0, area.x1, area.y1, shade, solid, picture, len(page.words)))
