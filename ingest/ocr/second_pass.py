"""A second pass at lines whose marks were cut off or whose words are in doubt, letterhead and signature before all.

On whole pages Tesseract drops what stands above a line's tall letters: of "bố" it sees "bô". Single lines cut out with
room above are read as they are. What is taken was read on the picture, this time or the first: nothing is guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from unicodedata import combining, normalize

import numpy as np

from ingest.ocr.image import Grey
from ingest.ocr.recognised import LineEngine, OcrWord, PageNotReadError, Strip, stretches
from ingest.text.folding import fold
from ingest.text.syllables import is_syllable

_SHARE = 0.12  # of the width of all lines: the second pass costs about as much of the time of the first
_SHARE_HEAD = 0.35  # the same on a page with a letterhead
_HEAD = 0.45  # of the page height: number, subject, title
_MOTTO = "doc lap"
_ABOVE, _BELOW = 0.2, 0.06  # times the size: .1 above loses the marks of capitals, more takes in the line above
_BESIDE = 4  # pixels: more white beside a raw line is read as dashes and quotes
_CUT_OFF = 5  # pixels above a line that Tesseract itself still takes in
_DARK = 128
_FEWEST_DOTS = 12  # of ink above the letters: less is dust
_SHORT = 0.7  # of the widest line: letterheads, titles, names
_FEWEST_LETTERS = 3
_DOUBTFUL = 80.0
_SURE_ENOUGH = 40.0
_OVERLAP = 0.6
_ONE_LINE = 0.5  # times the size: baselines of one line differ by less, marks raised above it included


@dataclass(frozen=True, slots=True)
class _Line:
    """Positions of the words of a stretch; its box; how much of it is cut off or in doubt for each of its letters."""

    at: tuple[int, ...]
    x0: int
    y0: int
    x1: int
    y1: int
    doubt: float


def with_reranking(picture: Grey, words: Sequence[OcrWord], engine: LineEngine) -> tuple[OcrWord, ...]:
    """Return the words, some of them as the second pass read them; places stay as they are.

    Where the engine fails at it the first reading stands.
    """
    lines = _chosen(picture, words)
    try:
        read = engine.lines([_strip(picture, line) for line in lines])
    except PageNotReadError:
        return tuple(words)
    found = list(words)
    for line, again in zip(lines, read, strict=True):
        moved = [replace(word, x0=word.x0 + line.x0, x1=word.x1 + line.x0) for word in again]
        for at in line.at:
            other = _same_place([words[i] for i in line.at], words[at], moved)
            if other is not None and _is_better(other, words[at]):
                found[at] = replace(words[at], text=other.text, confidence=other.confidence)
    return tuple(found)


def _chosen(picture: Grey, words: Sequence[OcrWord]) -> list[_Line]:
    """Return lines within what a page may cost: those of a letterhead first, short ones next, then the worst."""
    lines = [_line(picture, words, row) for stretch in stretches(words) for row in _rows(words, stretch)]
    widest = max((line.x1 - line.x0 for line in lines), default=0)
    top = _HEAD * picture.shape[0] if _MOTTO in fold(" ".join(word.text for word in words)) else 0.0
    budget = (_SHARE_HEAD if top else _SHARE) * sum(line.x1 - line.x0 for line in lines)

    def rank(line: _Line) -> tuple[bool, float]:
        short = line.x1 - line.x0 < _SHORT * widest or any(words[at].bold for at in line.at)
        return (line.y0 >= top, line.y0) if line.y0 < top else (True, (not short) - min(line.doubt, 1.0))

    wanted = sorted((line for line in lines if line.doubt > 0 or (line.y1 <= top and _is_text(words, line))), key=rank)
    chosen = []
    for line in wanted:
        if budget >= line.x1 - line.x0:
            budget -= line.x1 - line.x0
            chosen.append(line)
    return chosen


def _rows(words: Sequence[OcrWord], stretch: Sequence[int]) -> list[list[int]]:
    """Part a stretch where it goes on in the line below: a strip with two lines reads as none."""
    rows = [list(stretch[:1])]
    for at in stretch[1:]:
        last = words[rows[-1][-1]]
        if words[at].x0 < last.x0 or abs(words[at].baseline - last.baseline) > _ONE_LINE * last.size:
            rows.append([])
        rows[-1].append(at)
    return rows


def _is_text(words: Sequence[OcrWord], line: _Line) -> bool:
    return sum(map(str.isalpha, "".join(words[at].text for at in line.at))) >= _FEWEST_LETTERS


def _line(picture: Grey, words: Sequence[OcrWord], at: Sequence[int]) -> _Line:
    own = [words[i] for i in at]
    size = own[0].size
    height, width = picture.shape
    x0, x1 = max(0, int(min(word.x0 for word in own)) - _BESIDE), int(max(word.x1 for word in own)) + _BESIDE
    top, bottom = min(word.y0 for word in own), max(word.y1 for word in own)
    y0, y1 = max(0, int(top - _ABOVE * size)), min(height, int(bottom + _BELOW * size) + 1)
    above = picture[y0 : max(y0, int(top) - _CUT_OFF), x0:x1] < _DARK
    cut = float(np.count_nonzero(above)) / max(size, 1.0)
    doubt = sum(word.confidence < _DOUBTFUL or _is_odd(word.text) for word in own)
    cut = cut if np.count_nonzero(above) >= _FEWEST_DOTS else 0.0
    letters = sum(map(str.isalpha, "".join(word.text for word in own)))
    return _Line(tuple(at), x0, y0, min(width, x1), y1, (cut + doubt) / letters if letters >= _FEWEST_LETTERS else 0.0)


def _strip(picture: Grey, line: _Line) -> Strip:
    part = np.ascontiguousarray(picture[line.y0 : line.y1, line.x0 : line.x1])
    return Strip(part.shape[1], part.shape[0], part.tobytes())


def _same_place(line: Sequence[OcrWord], word: OcrWord, read: Sequence[OcrWord]) -> OcrWord | None:
    """Return the word of the second reading that stands where this one does, and where no other of the line does."""
    over = [other for other in read if _overlap(word, other) > 0.2]
    if len(over) != 1 or _overlap(word, over[0]) < _OVERLAP:
        return None
    return over[0] if sum(_overlap(one, over[0]) > 0.2 for one in line) == 1 else None


def _overlap(word: OcrWord, other: OcrWord) -> float:
    shared = min(word.x1, other.x1) - max(word.x0, other.x0)
    return shared / max(1.0, min(word.x1 - word.x0, other.x1 - other.x0))


def _is_better(new: OcrWord, old: OcrWord) -> bool:
    """Tell which of two readings to keep: syllables before what is none, more marks before fewer, then confidence.

    Marks get lost far more often than dust is taken for one. Digits stay: their pen is judged by the first reading.
    """
    if new.text == old.text or new.raised != old.raised or any(map(str.isdigit, new.text + old.text)):
        return False
    if _is_odd(new.text) != _is_odd(old.text):
        return _is_odd(old.text) and new.confidence >= _SURE_ENOUGH
    if fold(new.text) != fold(old.text):
        return new.confidence > max(old.confidence, _DOUBTFUL)
    gained, lost = _marks(new.text) - _marks(old.text), _marks(old.text) - _marks(new.text)
    if bool(gained) != bool(lost):
        return bool(gained) and new.confidence >= _SURE_ENOUGH
    return new.confidence > old.confidence


def _marks(text: str) -> Counter[str]:
    return Counter(sign for sign in normalize("NFD", text) if combining(sign))


def _is_odd(text: str) -> bool:
    """Tell whether a word of letters is no Vietnamese syllable: what misread marks leave ("quyêt", "câp")."""
    letters = text.strip(".,;:!?()[]\"'“”-–/")
    return letters.isalpha() and not letters.isascii() and not is_syllable(letters)
