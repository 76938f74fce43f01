"""Words of a page put together into visual lines: by baseline, left to right, raised marks glued to their word."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.document import SUPERSCRIPTS
from ingest.readers.pdf_words import WORD_SPACE, Word

# Words on one line share their baseline up to a quarter of their size; the next line is at least a whole size below.
_SAME_BASELINE = 0.25
# A note mark: body 13 points, mark 8, raised by 5; in a note of 10 points 6.5, raised by 3.
_MARK_SIZE = 0.85
_OVER = 0.12  # of the size
_RAISED = (0.12, 0.8)
_GOOD_PART = 0.15
_MARK = re.compile(r"[(\[]?(\d{1,3}|\*{1,3})[)\]]?(?P<rest>[,.;:]*)$")  # "12", "(3)", "7,", "*"; not "2024"
_MARK_LIST = re.compile(r"\d{1,3}(?:[,;]\d{1,3})+$")  # two marks in one place: "3,4"
_TO_SUPERSCRIPT = str.maketrans("0123456789", SUPERSCRIPTS)


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
    return text.strip("()[]").translate(_TO_SUPERSCRIPT)


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


def visual_lines(words: Sequence[Word]) -> list[VisualLine]:
    """Group words into lines, top to bottom; every word is in exactly one."""
    usual = _body_size(words)
    marks: list[Word] = []
    others: list[Word] = []
    for word in words:
        (marks if _may_be_mark(word, usual) else others).append(word)
    rows: list[list[Word]] = []
    for word in sorted(others, key=lambda word: word.y):
        row = rows[-1] if rows else None
        if row is not None and abs(word.y - row[0].y) <= _SAME_BASELINE * min(word.size, row[0].size) + 0.5:
            row.append(word)
        else:
            rows.append([word])
    raised: dict[int, list[Word]] = {}
    measures = (
        [(statistics.median(word.y for word in row), statistics.median(word.size for word in row)) for row in rows]
        if marks
        else []
    )
    for mark in marks:
        home = _home_of(mark, rows, measures)
        if home is None:
            rows.append([mark])
        elif home >= 0:
            raised.setdefault(id(rows[home]), []).append(mark)
        else:
            rows[-home - 1].append(mark)
    lines = [_line(row, raised.get(id(row), [])) for row in rows]
    return sorted(lines, key=lambda line: (line.y, line.x0))


def _may_be_mark(word: Word, usual: float) -> bool:
    return word.size <= _MARK_SIZE * usual and bool(_MARK.match(word.text) or _MARK_LIST.match(word.text))


def _home_of(mark: Word, rows: list[list[Word]], measures: list[tuple[float, float]]) -> int | None:
    """Return the row the mark is raised above, ``-1 - row`` for one whose baseline it shares, ``None`` for no row.

    ``measures`` holds baseline and size of the rows that were there before the marks.
    """
    best: tuple[float, int] | None = None
    for at, (baseline, size) in enumerate(measures):
        row, above = rows[at], baseline - mark.y
        if abs(above) > size:
            continue
        if abs(above) <= _RAISED[0] * size:
            return -1 - at
        near = any(-0.6 * size <= mark.x0 - word.x1 <= 0.8 * size for word in row) or any(
            -0.3 * size <= word.x0 - mark.x1 <= 1.2 * size for word in row
        )
        if near and mark.size <= _MARK_SIZE * size and _RAISED[0] * size < above <= _RAISED[1] * size:
            best = min(best or (above, at), (above, at))
    return None if best is None else best[1]


def _line(row: list[Word], marks: list[Word]) -> VisualLine:
    words = sorted([*row, *marks], key=lambda word: word.x0)
    chosen = {id(mark) for mark in marks}
    raised = frozenset(at for at, word in enumerate(words) if id(word) in chosen) if chosen else frozenset()
    plain = [word for at, word in enumerate(words) if at not in raised] or words
    return VisualLine(
        tuple(words), raised, words[0].x0, max(word.x1 for word in words), plain[0].y, dominant_size(plain)
    )


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
