"""Plots as SVG inside a page: points with intervals, one row a system. No scripts and nothing from the network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

_ROW, _LEFT, _WIDTH, _RIGHT, _HEAD, _FOOT = 26, 210, 420, 60, 26, 26
_GROUP_GAP = 10
COLOURS = ("#5b6770", "#8a6d3b", "#2f6f8f", "#7a4f9a", "#b0562f", "#2e7d4f", "#a02c4a", "#444444")
"""Dark enough on white for every use (contrast above 4.5)."""


@dataclass(frozen=True, slots=True)
class Point:
    """One mean in [0, 1] with its interval and the colour it has in the whole report."""

    label: str
    value: float
    low: float
    high: float
    colour: int


def dots(title: str, groups: Sequence[tuple[str, Sequence[Point]]]) -> Markup:
    """Return a plot of points under each other, grouped; a group without a name has no heading.

    The scale runs from the tenth below the lowest interval to 1.
    """
    points = [point for _, own in groups for point in own]
    if not points:
        return Markup("")
    least = max(0.0, int(min(point.low for point in points) * 10 - 1e-9) / 10)
    if least >= 1.0:
        least = 0.9
    height = _HEAD + _FOOT + sum(_ROW * (len(own) + bool(name)) + _GROUP_GAP for name, own in groups)
    parts = [_grid(least, height)]
    y = float(_HEAD)
    for name, own in groups:
        if name:
            parts.append(Markup('<text x="0" y="{}" class="group">{}</text>').format(y + 17, name))
            y += _ROW
        for point in own:
            parts.append(_row(point, y, least))
            y += _ROW
        y += _GROUP_GAP
    width = _LEFT + _WIDTH + _RIGHT
    return Markup('<svg viewBox="0 0 {} {}" width="{}" role="img" aria-label="{}"><title>{}</title>{}</svg>').format(
        width, height, width, title, title, Markup("").join(parts)
    )


def _grid(least: float, height: int) -> Markup:
    steps = range(round(least * 10), 11)
    lines = (
        Markup(
            '<line x1="{x}" x2="{x}" y1="{top}" y2="{bottom}" class="grid"/><text x="{x}" y="{at}" class="tick">{text}</text>'
        ).format(
            x=_x(step / 10, least),
            top=_HEAD - 6,
            bottom=height - _FOOT,
            at=height - 8,
            text=f"{step / 10:.1f}".replace(".", ","),
        )
        for step in steps
    )
    return Markup("").join(lines)


def _row(point: Point, y: float, least: float) -> Markup:
    middle = y + _ROW / 2
    colour = COLOURS[point.colour % len(COLOURS)]
    return Markup(
        '<text x="{name}" y="{base}" class="label">{label}</text>'
        '<line x1="{low}" x2="{high}" y1="{middle}" y2="{middle}" stroke="{colour}" stroke-width="2"/>'
        '<circle cx="{x}" cy="{middle}" r="5" fill="{colour}"/>'
        '<text x="{figure}" y="{base}" class="figure">{value}</text>'
    ).format(
        name=_LEFT - 12, base=middle + 4, label=point.label, middle=middle, colour=colour,
        low=_x(point.low, least), high=_x(point.high, least), x=_x(point.value, least),
        figure=_LEFT + _WIDTH + 14, value=figure(point.value),
    )  # fmt: skip


def _x(value: float, least: float) -> float:
    return round(_LEFT + _WIDTH * (value - least) / (1 - least), 1)


def figure(value: float, places: int = 3) -> str:
    """Return a figure as it is written in Vietnamese: ``0,914``."""
    return str(escape(f"{value:.{places}f}".replace(".", ",")))
