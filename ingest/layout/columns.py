"""Where a page is set in two columns: the letterhead, the recipients beside the signature, recognised text in columns.

All are read column by column: the whole left block first, then the whole right block.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ingest.layout.lines import VisualLine, visual_lines
from ingest.layout.words import Word
from ingest.text.folding import fold

# Compared folded and without spaces, because spaces in spread-out capitals are unsure.
_MOTTO = re.compile(r"conghoaxahoichunghia|dangcongsanvietnam")
# "Nơi nhận:", or where that was not read the first of them: "- Như trên;", "– Như Điều 3;".
_FIRST_RECIPIENT = r"^[-–—+]nhu(?:tren|dieu)"
_RECIPIENTS = re.compile(rf"^noinhan|{_FIRST_RECIPIENT}")
_OPENS = re.compile(rf"conghoaxahoichunghia|dangcongsanvietnam|noinhan|{_FIRST_RECIPIENT}")
_ADDRESSEES = re.compile(r"^kinhgui")
_GUTTER = 6.0  # points that stay free between the columns
_WIDE = 0.62  # of the text width
_APART = 1.7  # of the size
_REACH_UP = 3  # lines above the anchor that may belong to its block
_ANYWHERE = (0.0, 10_000.0)
_COLUMN = 5  # lines: fewer beside each other are cells, labels, parts of a letterhead
_FULL = (0.8, 0.6)  # of the column's width, of its lines: running text fills its column, lists and page numbers do not
_COLUMN_WIDTH = 0.25  # of both columns


@dataclass(frozen=True, slots=True)
class Block:
    """Words read together; ``column`` is 0 for text over the whole width, else 1 for the left and 2 for the right."""

    words: tuple[Word, ...]
    column: int = 0


def blocks_of(words: Sequence[Word]) -> list[Block]:
    """Split a page into blocks in reading order; every word is in exactly one."""
    rows = visual_lines(words)
    blocks: list[Block] = []
    plain: list[Word] = []
    at = 0
    for start, stop, gutter in regions(rows):
        plain += _words(rows[at:start])
        if plain:
            blocks.append(Block(tuple(plain)))
        inside = _words(rows[start:stop])
        blocks.append(Block(tuple(word for word in inside if word.x0 < gutter), 1))
        blocks.append(Block(tuple(word for word in inside if word.x0 >= gutter), 2))
        plain, at = [], stop
    plain += _words(rows[at:])
    if plain:
        blocks.append(Block(tuple(plain)))
    return blocks


def regions(rows: list[VisualLine]) -> list[tuple[int, int, float]]:
    """Return (first row, row behind the last, gutter) of every two-column stretch, in order and disjoint."""
    found: list[tuple[int, int, float]] = []
    lines = [word.line for row in rows for word in row.words if word.line is not None]
    rearranged = lines != sorted(lines)
    for at, row in enumerate(rows):
        if found and at < found[-1][1]:
            continue
        anchor = _anchor(row)
        if anchor is None:
            region = _recognised_columns(rows, at) if rearranged else None
        else:
            region = _extent(rows, at, anchor, found[-1][1] if found else 0)
        if region is not None:
            found.append(region)
    return found


def _anchor(row: VisualLine) -> tuple[float, float] | None:
    """Return the stretch of x in which the gutter must lie, when the row opens a two-column block."""
    if not _OPENS.search(_folded(row)):
        return None
    folded = [fold(word.text) for word in row.words]
    for first, word in enumerate(row.words):
        rest = "".join(folded[first:])
        if _MOTTO.match(rest):
            return (0.0, word.x0 + 1)
        if _RECIPIENTS.match(rest):
            return (word.x1, 10_000.0)
    return None


def _extent(rows: list[VisualLine], at: int, zone: tuple[float, float], floor: int) -> tuple[int, int, float] | None:
    start = at
    gutter: tuple[float, float] | None = _gutter(rows[start : at + 1], zone)
    stop = at + 1
    # The gutter is known only once both columns have text: a block may start with one of them alone.
    while stop < len(rows):
        wider = _gutter(rows[start : stop + 1], zone)
        if _ADDRESSEES.match(_folded(rows[stop])):
            break  # "Kính gửi:   Ủy ban ..." lies below the letterhead, whatever its gap
        if wider is None and (gutter is not None or _is_wide(rows[stop], rows)):
            break
        gutter, stop = wider, stop + 1
    if gutter is None:
        return None
    for above in range(at - 1, max(floor, at - _REACH_UP) - 1, -1):
        wider = _gutter(rows[above:stop], zone)
        if wider is None or rows[at].y - rows[above].y > 3.5 * rows[at].size:
            break
        unread = (
            above == at - 1 and "noinhan" not in _folded(rows[at]) and rows[above].x1 > wider[1]
        )  # "Nơi nhận:" itself
        if (zone[0] and rows[above].x0 < wider[1] and not unread) or _folded(rows[above]).isdigit():
            break  # the end of the body above the recipients; a page number above the letterhead
        start, gutter = above, wider
    middle = (gutter[0] + gutter[1]) / 2
    while not zone[0] and stop > at + 1 and _is_apart(rows, stop - 1, middle):
        stop -= 1
    return start, stop, middle


def _recognised_columns(rows: list[VisualLine], at: int) -> tuple[int, int, float] | None:
    """Return the two columns of running text that begin at a row: the recogniser read all of the left one first."""
    gutter: tuple[float, float] | None = None
    stop = at
    while stop < len(rows) and _anchor(rows[stop]) is None:
        wider = _gutter(rows[at : stop + 1], _ANYWHERE)
        if wider is None and (gutter is not None or _is_wide(rows[stop], rows)):
            break
        gutter, stop = wider, stop + 1
    if gutter is None:
        return None
    middle = sum(gutter) / 2
    columns: tuple[dict[int, list[Word]], dict[int, list[Word]]] = ({}, {})
    for word in _words(rows[at:stop]):
        if word.line is None:
            return None
        columns[word.x0 >= middle].setdefault(word.line, []).append(word)
    left, right = columns
    if min(len(left), len(right)) < _COLUMN or max(left) >= min(right):
        return None
    width = max(row.x1 for row in rows[at:stop]) - min(row.x0 for row in rows[at:stop])
    return (at, stop, middle) if all(_is_filled(column.values(), width) for column in columns) else None


def _is_filled(lines: Collection[list[Word]], width: float) -> bool:
    start = min(word.x0 for line in lines for word in line)
    ends = [max(word.x1 for word in line) - start for line in lines]
    full = sum(end >= _FULL[0] * max(ends) for end in ends)
    return max(ends) >= _COLUMN_WIDTH * width and full >= _FULL[1] * len(ends)


def _is_apart(rows: list[VisualLine], last: int, gutter: float) -> bool:
    """Tell whether the last row of a letterhead is the title below it: right of the gutter only, after a space."""
    return rows[last].x0 >= gutter and rows[last].y - rows[last - 1].y > _APART * rows[last].size


def _folded(row: VisualLine) -> str:
    return fold("".join(word.text for word in row.words))


def _is_wide(row: VisualLine, rows: list[VisualLine]) -> bool:
    """Tell whether a row runs over most of the text's width, as no line of a column does."""
    return row.x1 - row.x0 > _WIDE * (max(other.x1 for other in rows) - min(other.x0 for other in rows))


def _gutter(rows: Iterable[VisualLine], zone: tuple[float, float]) -> tuple[float, float] | None:
    """Return the widest stretch of x inside the zone that no word of the rows touches, with words on both sides."""
    spans = sorted((word.x0, word.x1) for row in rows for word in row.words)
    best: tuple[float, float] | None = None
    reach = spans[0][1] if spans else 0.0
    for x0, x1 in spans:
        left, right = max(reach, zone[0]), min(x0, zone[1])
        if right - left >= _GUTTER and x0 > reach and (best is None or right - left > best[1] - best[0]):
            best = (left, right)
        reach = max(reach, x1)
    return best


def _words(rows: Iterable[VisualLine]) -> list[Word]:
    return [word for row in rows for word in row.words]
