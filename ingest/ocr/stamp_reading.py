"""What is written in the patches of a page that may be stamps: their frames taken off, either way up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from PIL import Image
from scipy import ndimage

from ingest.ocr.recognised import BlockEngine, OcrWord, Strip
from ingest.ocr.stamp_patches import Grey, StampPatch
from ingest.secrecy.grammar import mark_in

_INK = 128
_LETTERS = 60  # dots: the height of a line of capitals with the marks above and below them, at 14 points and 300 dpi
_WHITE = 24  # dots of paper around what is written
_FRAME = 0.75  # share of the patch that a frame spans in both directions
_RULE = 9  # times as long as thick: a side of a frame that is broken
_LOWEST, _LONGEST = 12, 20.0  # dots; times the height: less is a scratch, more a rule
_SQUARE = 1.25  # times the height: a patch less long may stand on its side


def marks_on(patches: Sequence[StampPatch], engine: BlockEngine) -> tuple[str, ...]:
    """Return the texts of patches that are marks or may be, the surest reading of each; raises PageNotReadError."""
    strips: list[Strip] = []
    owners: list[int] = []
    for at, patch in enumerate(patches):
        for upright in _ways(patch.grey):
            if upright.shape[0] >= _LOWEST and upright.shape[1] <= _LONGEST * upright.shape[0]:
                strips.append(_strip(upright))
                owners.append(at)
    marks: dict[int, str] = {}
    for at, words in zip(owners, engine.blocks(strips) if strips else [], strict=True):
        for text in _texts(words):
            if mark_in(text) is not None and (at not in marks or _surety(text) > _surety(marks[at])):
                marks[at] = text
    return tuple(marks.values())


def _texts(words: Sequence[OcrWord]) -> Iterator[str]:
    """Yield all that was read, and each line of it."""
    rows: list[list[OcrWord]] = []
    for word in words:
        if not rows or word.x0 < rows[-1][-1].x0 or word.y0 > rows[-1][-1].y1:
            rows.append([])
        rows[-1].append(word)
    lines = [" ".join(word.text for word in row).strip("'\"“”‘’`.,:;_~| ") for row in rows]
    yield " - ".join(lines)
    yield from lines


def _surety(text: str) -> tuple[bool, int]:
    mark = mark_in(text)
    return (mark.exact and mark.capitals, mark.level) if mark else (False, 0)


def _ways(grey: Grey) -> Iterator[Grey]:
    """Yield the patch as it may be upright: on its feet, on its head, and where it is square on both sides."""
    inside = without_frame(grey)
    yield inside
    yield np.rot90(inside, 2)
    if inside.shape[1] < _SQUARE * inside.shape[0]:
        yield np.rot90(inside, 1)
        yield np.rot90(inside, 3)


def without_frame(grey: Grey) -> Grey:
    """Return what a frame holds, cut to its ink; a patch without frame is cut to its ink alone."""
    clean = _cut(grey).copy()
    labels, _ = ndimage.label(clean < _INK, np.ones((3, 3)))
    boxes = ndimage.find_objects(labels)
    height, width = clean.shape
    for at, box in enumerate(boxes, 1):
        high, wide = box[0].stop - box[0].start, box[1].stop - box[1].start
        if (high > _FRAME * height and wide > _FRAME * width) or max(high, wide) > _RULE * min(high, wide):
            clean[labels == at] = 255
    return _cut(clean)


def _cut(grey: Grey) -> Grey:
    dark = grey < _INK
    rows, columns = np.nonzero(dark.sum(axis=1) > 1)[0], np.nonzero(dark.sum(axis=0) > 1)[0]
    if not len(rows) or not len(columns):
        return grey[:0, :0]
    return grey[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _strip(block: Grey) -> Strip:
    scale = _LETTERS / max(1, _line_height(block))
    size = max(1, round(block.shape[1] * scale)), max(1, round(block.shape[0] * scale))
    resized = np.asarray(Image.fromarray(np.ascontiguousarray(block)).resize(size, Image.Resampling.BICUBIC))
    framed = np.pad(resized, _WHITE, constant_values=255)
    return Strip(framed.shape[1], framed.shape[0], np.ascontiguousarray(framed).tobytes())


def _line_height(block: Grey) -> int:
    """Return the height of the tallest line: rows with ink, one below the other."""
    ink = (block < _INK).any(axis=1)
    edges = np.nonzero(np.diff(np.concatenate(([0], ink.view(np.int8), [0]))))[0]
    return int((edges[1::2] - edges[::2]).max()) if len(edges) else block.shape[0]
