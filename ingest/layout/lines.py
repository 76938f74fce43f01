"""Words of a page put together into visual lines: by baseline, left to right, raised marks glued to their word."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from ingest.document import TO_SUPERSCRIPTS
from ingest.layout.words import WORD_SPACE, Word

# Words on one line share their baseline up to a quarter of their size; the next line is at least a whole size below.
_SAME_BASELINE = 0.25
# A note mark: body 13 points, mark 8, raised by 5; in a note of 10 points 6.5, raised by 3.
_MARK_SIZE = 0.85
_OVER = 0.12  # of the size
_RAISED = (0.12, 0.8)
_GOOD_PART = 0.15
_MARK = re.compile(r"[(\[]?(\d{1,3}|\*{1,3})[)\]]?(?P<rest>[,.;:]*)$")  # "12", "(3)", "7,", "*"; not "2024"
_MARK_LIST = re.compile(r"\d{1,3}(?:[,;]\d{1,3})+$")  # two marks in one place: "3,4"


@dataclass(frozen=True, slots=True)
class VisualLine:
    """Words on one baseline, left to right; ``raised`` holds the positions of those that are note marks.

    ``x0`` and ``x1`` are its edges, ``y`` its baseline, ``size`` the size most letters have that are not raised.
    """

    words: tuple[Word, ...]
    raised: frozenset[int]
    x0: float
    x1: float
    y: float
    size: float

    @property
    def plain(self) -> list[Word]:
        """The words that are not raised (all of them when nothing else stands on the line)."""
        return [word for at, word in enumerate(self.words) if at not in self.raised] or list(self.words)

    @property
    def text(self) -> str:
        """The line as printed; raised marks are superscripts glued to the word before them."""
        parts: list[str] = []
        for at, word in enumerate(self.words):
            if at and at not in self.raised:
                before = self.words[at - 1]
                gap = word.x0 - before.x1
                # A mark ends its word; behind it even a narrow gap is a space. A word over another is a word of its own.
                size = min(word.size, before.size)
                if word.spaced or gap > WORD_SPACE * size or (gap < -_OVER * size and before.x0 < word.x0):
                    parts.append(" ")
            parts.append(raised_text(word.text) if at in self.raised else word.text)
        return "".join(parts)


def raised_text(text: str) -> str:
    """Write the digits of a raised mark as superscripts, without brackets: ``(12)`` becomes ``¹²``."""
    return text.strip("()[]").translate(TO_SUPERSCRIPTS)


def dominant_size(words: Iterable[Word]) -> float:
    """Return the size in which most letters are set, to half a point; 0 without words."""
    letters = _letters_by_size(words)
    return max(letters, key=lambda size: letters[size]) if letters else 0.0


def _body_size(words: Sequence[Word]) -> float:
    """Return the largest size a good part of the letters has: marks are small beside it, even among many notes."""
    letters = _letters_by_size(words)
    enough = _GOOD_PART * sum(letters.values())
    return max((size for size, count in letters.items() if count >= enough), default=0.0)


def _letters_by_size(words: Iterable[Word]) -> dict[float, int]:
    exact: dict[float, int] = {}
    for word in words:
        exact[word.size] = exact.get(word.size, 0) + len(word.text)
    letters: dict[float, int] = {}
    for size, count in exact.items():
        rounded = round(size * 2) / 2
        letters[rounded] = letters.get(rounded, 0) + count
    return letters


@dataclass(slots=True)
class _Row:
    """A line in the making: its words, and baseline and size of those it began with."""

    words: list[Word]
    y: float
    size: float


def visual_lines(words: Sequence[Word]) -> list[VisualLine]:
    """Group words into lines, top to bottom; every word is in exactly one.

    Words of one recognised line stay in one line and in the order given, however high or low they were seen.
    """
    usual = _body_size(words)
    marks: list[Word] = []
    raised: set[int] = set()  # ids of words
    runs: list[tuple[float, float, list[Word]]] = []
    for run in _runs(words):
        if len(run) > 1:
            y = statistics.median_high([word.y for word in run])
            size = statistics.median_high([word.size for word in run])
            raised.update(id(word) for word in run if _may_be_mark(word, usual) and _is_raised(word, run, y, size))
            runs.append((y, size, run))
        elif _may_be_mark(run[0], usual):
            marks += run
        else:
            runs.append((run[0].y, run[0].size, run))
    rows: list[_Row] = []
    for y, size, run in sorted(runs, key=itemgetter(0)):
        row = _row_beside(y, size, run, rows)
        if row is None:
            rows.append(_Row(run, y, size))
        else:
            row.words += run
    measures = (
        [
            (statistics.median(word.y for word in row.words), statistics.median(word.size for word in row.words))
            for row in rows
        ]
        if marks
        else []
    )
    for mark in marks:
        home = _home_of(mark, rows, measures)
        if home is None:
            rows.append(_Row([mark], mark.y, mark.size))
        elif home >= 0:
            rows[home].words.append(mark)
            raised.add(id(mark))
        else:
            rows[-home - 1].words.append(mark)
    return sorted((_line(row, raised) for row in rows), key=lambda line: (line.y, line.x0))


def _runs(words: Sequence[Word]) -> list[list[Word]]:
    """Return the words of each recognised line, and every other word by itself."""
    runs: list[list[Word]] = []
    lines: dict[int, list[Word]] = {}
    for word in words:
        if word.line in lines:
            lines[word.line].append(word)
            continue
        runs.append([word])
        if word.line is not None:
            lines[word.line] = runs[-1]
    return runs


def _row_beside(y: float, size: float, run: list[Word], rows: list[_Row]) -> _Row | None:
    """Return the row on the same baseline; recognised lines must also stand beside each other, not on each other."""
    for row in reversed(rows):
        if abs(y - row.y) > _SAME_BASELINE * min(size, row.size) + 0.5:
            return None
        if None in (run[0].line, row.words[0].line) or _fits(run, row.words) or _fits(row.words, run):
            return row
    return None


def _fits(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Tell whether one run stands before, behind or in a gap of the other."""
    slack = _SAME_BASELINE * one[0].size
    x0, x1 = min(word.x0 for word in one) + slack, max(word.x1 for word in one) - slack
    return not any(x0 < word.x1 and word.x0 < x1 for word in other)


def _may_be_mark(word: Word, usual: float) -> bool:
    return word.size <= _MARK_SIZE * usual and bool(_MARK.match(word.text) or _MARK_LIST.match(word.text))


def _home_of(mark: Word, rows: list[_Row], measures: list[tuple[float, float]]) -> int | None:
    """Return the row the mark is raised above, ``-1 - row`` for one whose baseline it shares, ``None`` for no row.

    ``measures`` holds baseline and size of the rows that were there before the marks.
    """
    best: tuple[float, int] | None = None
    for at, (baseline, size) in enumerate(measures):
        row, above = rows[at].words, baseline - mark.y
        if abs(above) > size:
            continue
        if abs(above) <= _RAISED[0] * size:
            return -1 - at
        if _is_raised(mark, row, baseline, size):
            best = min(best or (above, at), (above, at))
    return None if best is None else best[1]


def _is_raised(mark: Word, words: Sequence[Word], baseline: float, size: float) -> bool:
    """Tell whether a small word stands above a line of that baseline and size, right behind or before one of its words."""
    near = any(-0.6 * size <= mark.x0 - word.x1 <= 0.8 * size for word in words) or any(
        -0.3 * size <= word.x0 - mark.x1 <= 1.2 * size for word in words
    )
    return near and mark.size <= _MARK_SIZE * size and _RAISED[0] * size < baseline - mark.y <= _RAISED[1] * size


def _line(row: _Row, marks: set[int]) -> VisualLine:
    recognised = any(word.line is not None for word in row.words)
    words = _in_their_order(row.words) if recognised else sorted(row.words, key=lambda word: word.x0)
    raised = frozenset(at for at, word in enumerate(words) if id(word) in marks) if marks else frozenset()
    plain = [word for at, word in enumerate(words) if at not in raised] or words
    y = row.y if recognised else plain[0].y
    return VisualLine(tuple(words), raised, words[0].x0, max(word.x1 for word in words), y, dominant_size(plain))


def _in_their_order(words: Sequence[Word]) -> list[Word]:
    """Sort words from left to right; those of one recognised line never change their order."""
    reached: dict[int | None, float] = {}
    places: list[float] = []
    for word in words:
        x = word.x0 if word.line is None else max(word.x0, reached.get(word.line, word.x0))
        reached[word.line] = x
        places.append(x)
    return [words[at] for at in sorted(range(len(words)), key=places.__getitem__)]


def without_doubles(words: Sequence[Word]) -> list[Word]:
    """Drop words printed a second time in the same place, as shadows and false bold are."""
    places: dict[str, set[tuple[int, int]]] = {}
    kept: list[Word] = []
    for word in words:
        x, y = round(word.x0 / 2), round(word.y / 2)
        near = places.setdefault(word.text, set())
        if not near or not any((x + dx, y + dy) in near for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
            kept.append(word)
        near.add((x, y))
    return kept
