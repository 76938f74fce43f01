"""Where a page or picture may bear a rubber stamp: patches of red, pale or boxed ink of a stamp's size, and turned ones.

Only sizes, colours and angles are judged here, on a picture of 75 dpi; what is written in a patch is read elsewhere
(``ingest.ocr.stamp_reading``). Most pages have none, and looking costs them some hundredths of a second.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

Grey = NDArray[np.uint8]
_Mask = NDArray[np.bool_]
_Box = tuple[slice, slice]

DPI = 300.0
"""Patches are cut out at this resolution."""
MOST = 6
"""Patches of one page that are read, the most stamp-like first; a page of colour prints would have hundreds."""

_LOOK = 75.0  # dpi: the letters of a stamp, 4 mm high, are 12 dots
_MM = _LOOK / 25.4
# The regulated marks are 20 to 45 mm long and 8 mm high; with a second line, a copy number, some more.
_LENGTH, _HEIGHT = (9.0, 85.0), (3.0, 26.0)  # mm, of the patch once it is level
_REACH = 2.6  # mm: the letters of a stamp stand closer to each other and to their frame
_LETTER_GAP = 3.4  # mm: the words of a stamp in black stand closer, so that it does not grow into the text beside it
_REDDER = 16  # steps of 255 by which red is brighter than green and blue, more than on the paper around
_PALER, _DARK = 22, 70  # steps below the paper: what is seen, and what is ink
_HEAD, _FOOT = 0.4, 0.8  # of the height: black boxes between are those of tables and forms
_LEAST_INK, _MOST_INK = 0.04, 0.75  # share of the level patch: a scratch, a picture
_ASKEW = 5.0  # degrees: text turned by more is no line of the page, which the recognition of pages reads
_ELONGATED = 1.7  # times as long as high: "MẬT" alone
_SIDES = 0.72  # share of the length of a side that the line of a frame covers


@dataclass(frozen=True, slots=True)
class StampPatch:
    """A stretch of a page as a grey picture, black on white, turned level; it may stand on its head."""

    grey: Grey
    degrees: float


def patches_of(picture: Image.Image, dpi: float, loose: bool = False) -> tuple[StampPatch, ...]:
    """Return the patches of a picture in colour or grey, at most ``MOST``; ``dpi`` is its resolution.

    ``loose`` takes any print of a stamp's size: for pages drawn without their text, and small pictures.
    """
    shrink = max(1, round(dpi / _LOOK))
    found = sorted(_places(picture, dpi, shrink, loose), key=lambda one: -one[0])
    return tuple(_cut_out(picture, dpi, box, shrink, dots, kind) for _, box, dots, kind in found[:MOST])


def bears_patch(picture: Image.Image, dpi: float, loose: bool) -> bool:
    """Tell whether ``patches_of`` finds any, without cutting them out."""
    return next(_places(picture, dpi, max(1, round(dpi / _LOOK)), loose), None) is not None


def _places(picture: Image.Image, dpi: float, shrink: int, loose: bool) -> Iterator[tuple[float, _Box, _Mask, str]]:
    """Yield how stamp-like each place is, its box and dots in the picture made smaller, and its kind."""
    small = picture.convert("RGB").reduce(shrink)
    look = dpi / shrink / _LOOK
    red_light, green, blue = (np.asarray(band, dtype=np.int16) for band in small.split())
    cold = np.maximum(green, blue)
    redness = red_light - cold
    redness -= int(np.median(redness[::4, ::4]))
    dark = np.maximum(red_light, cold)
    paper = int(np.percentile(dark[::4, ::4], 75))
    red = redness > _REDDER
    ink = dark < paper - _DARK
    pale = (dark < paper - _PALER) & ~red
    if pale.any():
        pale &= ~ndimage.binary_dilation(ink, iterations=2)
    kinds = [("red", red), ("pale", pale), ("black", ink & ~red), ("loose" if loose else "turned", ink & ~red)]
    for kind, mask in kinds:
        for box, dots, weight in _stamp_like(mask, look, kind):
            middle = (box[0].start + box[0].stop) / 2 / mask.shape[0]
            if loose or kind in ("red", "pale") or not _HEAD < middle < _FOOT:
                yield weight, box, dots, kind


_WEIGHTS = {"red": 1.0, "black": 0.8, "pale": 0.5, "turned": 0.3, "loose": 0.3}
_STROKE = 9  # dots at 300 dpi: the strokes of ordinary print are 4 to 7 wide
_BLACK = 110
_ANGLES = np.arange(-45.0, 45.0, 1.5)
_COSINES, _SINES = np.cos(np.radians(_ANGLES)), np.sin(np.radians(_ANGLES))


def _stamp_like(mask: _Mask, look: float, kind: str) -> Iterator[tuple[_Box, _Mask, float]]:
    """Yield the places of a mask whose ink gathers in the size of a stamp: box, dots in it, how stamp-like (0..1)."""
    if not mask.any():
        return
    if kind == "black":
        labels, _ = ndimage.label(mask, np.ones((3, 3)))  # a frame is one line; what is written stands inside it
    else:
        reach = max(1, round((_REACH if kind not in ("turned", "loose") else _LETTER_GAP) * _MM * look / 2))
        labels, _ = ndimage.label(ndimage.maximum_filter(mask, 2 * reach + 1))
    mm = _MM * look
    for at, box in enumerate(ndimage.find_objects(labels), 1):
        height, width = (side.stop - side.start for side in box)
        if max(height, width) < _LENGTH[0] * mm or max(height, width) > 1.1 * _LENGTH[1] * mm:
            continue
        if min(height, width) < _HEIGHT[0] * mm:
            continue
        own = labels[box] == at
        dots = mask[box] & own
        length, high, degrees = _level_size(dots)
        if not (_LENGTH[0] * mm <= length <= _LENGTH[1] * mm and _HEIGHT[0] * mm <= high <= _HEIGHT[1] * mm):
            continue
        share = dots.sum() / (length * high)
        if kind == "black":
            if _is_written_in(mask[box]) and _is_frame(dots, degrees):
                yield box, np.ones_like(dots), _WEIGHTS[kind]
        elif (kind == "loose" and not _is_written_in(dots)) or (
            kind == "turned" and not (_ASKEW <= abs(degrees) <= 90 - _ASKEW and length > _ELONGATED * high)
        ):
            continue
        elif _LEAST_INK <= share <= _MOST_INK:
            yield box, dots, _WEIGHTS[kind] - abs(length / high - 3.5) / 100


def _level_size(dots: _Mask) -> tuple[float, float, float]:
    """Return length, height and the angle (degrees, clockwise) of the smallest rectangle around the dots."""
    ys, xs = np.nonzero(dots)
    if len(ys) < 8:
        return 0.0, 0.0, 0.0
    if len(ys) > 1500:
        step = len(ys) // 1500 + 1
        ys, xs = ys[::step], xs[::step]
    along, across = np.outer(_COSINES, xs), np.outer(_COSINES, ys)
    along += np.outer(_SINES, ys)
    across -= np.outer(_SINES, xs)
    lengths, highs = np.ptp(along, axis=1) + 1, np.ptp(across, axis=1) + 1
    best = int(np.argmin(lengths * highs))
    length, high, degrees = float(lengths[best]), float(highs[best]), float(_ANGLES[best])
    return (length, high, degrees) if length >= high else (high, length, degrees + (90 if degrees < 0 else -90))


def _is_written_in(inside: _Mask) -> bool:
    """Tell whether something stands in the middle of a box: empty ones are cells, fields, shades."""
    height, width = inside.shape
    middle = inside[height // 4 : height - height // 4, width // 5 : width - width // 5]
    return bool(middle.mean() >= _LEAST_INK)


def _is_frame(dots: _Mask, degrees: float) -> bool:
    """Tell whether the dots draw a rectangle: lines along all four sides, and little else."""
    level = ndimage.rotate(dots.astype(np.uint8), degrees, order=1, prefilter=False) > 0
    ys, xs = np.nonzero(level)
    if not len(ys):
        return False
    level = level[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1]
    edge = max(2, round(0.05 * level.shape[1]), round(0.12 * level.shape[0]))
    sides = (
        level[:edge].any(axis=0),
        level[-edge:].any(axis=0),
        level[:, :edge].any(axis=1),
        level[:, -edge:].any(axis=1),
    )
    return all(side.mean() >= _SIDES for side in sides)


def _cut_out(picture: Image.Image, dpi: float, box: _Box, shrink: int, dots: _Mask, kind: str) -> StampPatch:
    """Cut the patch out of the large picture, its ink black on white and what is no part of it gone, and turn it level."""
    margin = max(2, round(_REACH * dpi / 25.4 / 2))
    y0, x0 = box[0].start * shrink - margin, box[1].start * shrink - margin
    y1, x1 = box[0].stop * shrink + margin, box[1].stop * shrink + margin
    part = picture.crop((x0, y0, x1, y1)) if min(x0, y0) >= 0 else picture.crop((max(0, x0), max(0, y0), x1, y1))
    scale = DPI / dpi
    if scale > 1.15 or scale < 0.85:
        part = part.resize(
            (max(1, round(part.width * scale)), max(1, round(part.height * scale))), Image.Resampling.BICUBIC
        )
    colours = np.asarray(part.convert("RGB"), dtype=np.int16)
    light = colours[:, :, 1:].min(axis=2) if kind in ("red", "pale") else colours.max(axis=2)
    if kind == "red":
        redness = colours[:, :, 0] - np.maximum(colours[:, :, 1], colours[:, :, 2])
        ink = _through_print(redness - int(np.percentile(redness, 20)), colours.max(axis=2))
    else:
        ink = int(np.percentile(light, 75)) - light
        if kind == "pale":
            ink[ink > 1.6 * _DARK] = 0  # the black print around
    full = max(12.0, float(np.percentile(ink[ink > _REDDER // 2], 75)) if (ink > _REDDER // 2).any() else 12.0)
    grey = (255 - np.clip(ink * (255.0 / full), 0, 255)).astype(np.uint8)
    _, _, degrees = _level_size(dots if kind != "black" else _edges(grey))
    turned = Image.fromarray(grey).rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    return StampPatch(np.asarray(turned), degrees)


def _through_print(ink: NDArray[np.int16], brightest: NDArray[np.int16]) -> NDArray[np.int16]:
    """Close the gaps that black print under a red stamp leaves in its letters: print that red ink stands on both sides of."""
    closed = ndimage.grey_closing(ink, _STROKE)
    return np.where(brightest < _BLACK, closed, ink)


def _edges(grey: Grey) -> _Mask:
    return (grey < 128)[::4, ::4]
