"""Tables of a PDF page: grids of drawn rules, and the words inside each cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.layout.lines import visual_lines
from ingest.layout.words import Rule, Word

_TOUCH = 3.0  # points within which rules meet or lie on one line
_CUT_WORDS = 0.1  # share of words that may run across a column border before the grid is held for decoration
_COVERS = 0.5  # share of a cell's side that a rule must cover to close it


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its cell texts (a merged cell's text stands in its first place) and its rectangle."""

    cells: tuple[str, ...]
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class PdfTable:
    """A grid of at least two columns and two rows, and the words it holds."""

    rows: tuple[TableRow, ...]
    words: frozenset[int]
    y0: float


def tables_of(words: Sequence[Word], rules: Sequence[Rule]) -> list[PdfTable]:
    """Find the ruled tables of a page; ``words`` of a table are positions in the given sequence."""
    found = []
    for group in _groups(rules):
        xs = _levels([rule.x0 for rule in group if _is_upright(rule)])
        ys = _levels([rule.y0 for rule in group if not _is_upright(rule)])
        if len(xs) >= 3 and len(ys) >= 3:
            table = _table(words, group, xs, ys)
            if table is not None:
                found.append(table)
    return sorted(found, key=lambda table: table.y0)


def _is_upright(rule: Rule) -> bool:
    return rule.y1 - rule.y0 > rule.x1 - rule.x0


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Collect rules that touch each other, directly or through others."""
    groups: list[tuple[list[float], list[Rule]]] = []
    for rule in sorted(rules, key=lambda rule: (rule.y0, rule.x0)):
        box = [rule.x0, rule.y0, rule.x1, rule.y1]
        mine = [rule]
        apart = []
        for other_box, others in groups:
            if _meet(box, other_box):
                box = [
                    min(box[0], other_box[0]),
                    min(box[1], other_box[1]),
                    max(box[2], other_box[2]),
                    max(box[3], other_box[3]),
                ]
                mine = others + mine
            else:
                apart.append((other_box, others))
        groups = [*apart, (box, mine)]
    return [rules for _, rules in groups]


def _meet(a: list[float], b: list[float]) -> bool:
    return a[0] <= b[2] + _TOUCH and b[0] <= a[2] + _TOUCH and a[1] <= b[3] + _TOUCH and b[1] <= a[3] + _TOUCH


def _levels(values: list[float]) -> list[float]:
    levels: list[float] = []
    for value in sorted(values):
        if not levels or value - levels[-1] > _TOUCH:
            levels.append(value)
    return levels


def _table(words: Sequence[Word], rules: list[Rule], xs: list[float], ys: list[float]) -> PdfTable | None:
    columns, rows = len(xs) - 1, len(ys) - 1
    home = {(row, column): (row, column) for row in range(rows) for column in range(columns)}
    for row in range(rows):
        for column in range(1, columns):
            if not _closed(
                [r for r in rules if _is_upright(r) and abs(r.x0 - xs[column]) <= _TOUCH], ys[row], ys[row + 1], True
            ):
                home[row, column] = home[row, column - 1]
    for row in range(1, rows):
        for column in range(columns):
            if home[row, column] == (row, column) and not _closed(
                [r for r in rules if not _is_upright(r) and abs(r.y0 - ys[row]) <= _TOUCH],
                xs[column],
                xs[column + 1],
                False,
            ):
                home[row, column] = home[row - 1, column]
    content: dict[tuple[int, int], list[Word]] = {}
    taken: set[int] = set()
    for at, word in enumerate(words):
        x, y = (word.x0 + word.x1) / 2, word.y - word.size * 0.3
        if xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]:
            column = min(bisect_right(xs, x), columns) - 1
            row = min(bisect_right(ys, y), rows) - 1
            cell = (row, column)
            while home[cell] != cell:  # merged to the right, then downwards
                cell = home[cell]
            content.setdefault(cell, []).append(word)
            taken.add(at)
    if len({column for _, column in content}) < 2 or _cut_words(words, taken, home, xs, ys) > _CUT_WORDS * len(taken):
        return None
    table_rows = []
    for row in range(rows):
        cells = tuple(
            " ".join(line.text for line in visual_lines(content.get((row, column), []))) for column in range(columns)
        )
        if any(cells):
            table_rows.append(TableRow(cells, xs[0], ys[row], xs[-1], ys[row + 1]))
    return PdfTable(tuple(table_rows), frozenset(taken), ys[0])


def _cut_words(
    words: Sequence[Word],
    taken: set[int],
    home: dict[tuple[int, int], tuple[int, int]],
    xs: list[float],
    ys: list[float],
) -> int:
    """Count the words that a column border runs through."""
    cut = 0
    for word in (words[at] for at in taken):
        row = min(bisect_right(ys, word.y - word.size * 0.3), len(ys) - 1) - 1
        for column in range(1, len(xs) - 1):
            if word.x0 + 1 < xs[column] < word.x1 - 1 and home[row, column] == (row, column):
                cut += 1
                break
    return cut


def _closed(rules: list[Rule], start: float, end: float, upright: bool) -> bool:
    """Tell whether rules on one line cover enough of the stretch from ``start`` to ``end``."""
    covered = sum(
        max(0.0, min(rule.y1 if upright else rule.x1, end) - max(rule.y0 if upright else rule.x0, start))
        for rule in rules
    )
    return covered >= _COVERS * (end - start)
