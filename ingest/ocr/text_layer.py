"""The text layer that another program laid invisibly on a scan, held against what is recognised on the picture.

What is quoted is what the page shows, so the picture's words stand. The layer lends a spelling where the picture's word is
in doubt and has the same letters; what it says beyond the picture is told and set apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.layout.words import Word
from ingest.ocr.recognised import OcrPage, OcrWord
from ingest.ocr.words import onto
from ingest.text.folding import fold
from ingest.text.syllables import is_syllable

# Honest layers agree in 95 words of a hundred, on bad copies in 80; another text in fewer than 20.
TRUSTED_SHARE = 0.7
# Wholly other words on half a page are no misreading of it; between both the layer is bad and only told.
_FORGED_SHARE = 0.5
_SURE = 85.0  # confidence from which print is read right
_REACH_ACROSS, _REACH_DOWN = 3.0, 0.8  # sizes: layers place words by guess, lines by measure
_FIGURE = re.compile(r"[0-9]+")  # "15" and "6" of "15/6"
_FEW = 5  # words that a layer makes of stamps and dust on an honest page
_PARTS = 5  # words that recognition may cut a number into: "174" "2024" "/QH" "15"
_SIGNS = ".,;:()“”\"'"
_SLIP = 4  # letters to one that may be misread


@dataclass(frozen=True, slots=True)
class Compared:
    """The page with the layer's spellings, whether the layer says what the page shows, and the words it says beyond."""

    page: OcrPage
    agrees: bool
    beyond: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class _Seat:
    """A word's letters for comparison, and where it stands: middle and baseline in points."""

    letters: str
    x0: float
    x1: float
    y: float
    size: float

    def near(self, other: _Seat) -> bool:
        size = max(self.size, other.size)
        apart = max(self.x0 - other.x1, other.x0 - self.x1)
        return abs(self.y - other.y) <= _REACH_DOWN * size and apart <= _REACH_ACROSS * size

    def lies_on(self, other: _Seat) -> bool:
        """Tell whether half of the other word lies under this one."""
        return min(self.x1, other.x1) - max(self.x0, other.x0) >= (other.x1 - other.x0) / 2


def compared(page: OcrPage, layer: Sequence[Word], points: float) -> Compared:
    """Hold a layer's words (on the page as shown) against the recognised page; ``points`` is the size of its pixel."""
    seats = [_seat(onto(word, page, points)) for word in layer]
    seen = [_seat_of(word, points) for word in page.words]
    rows: dict[int, list[int]] = {}
    for at, seat in enumerate(seen):
        rows.setdefault(int(seat.y // 20), []).append(at)
    spelled: dict[int, str] = {}
    beyond: list[int] = []
    judged = 0
    denied = False  # a figure, or a word of the language, where the picture surely shows another
    added = 0  # words of the language that the picture does not show there
    for at, seat in enumerate(seats):
        if not seat.letters:
            continue
        judged += 1
        row = int(seat.y // 20)
        around = [one for step in (row - 1, row, row + 1) for one in rows.get(step, ()) if seen[one].near(seat)]
        same = [one for one in around if seen[one].letters == seat.letters]
        if same:
            closest = min(same, key=lambda one: abs(seen[one].x0 - seat.x0))
            spelled[closest] = layer[at].text
        elif not _alike(seat.letters, [seen[one].letters for one in around]) or not _same_figures(
            layer[at].text, [page.words[one].text for one in around]
        ):
            beyond.append(at)
            spoken = is_syllable(layer[at].text.strip(_SIGNS))
            added += spoken
            sure = any(page.words[one].confidence >= _SURE and seen[one].lies_on(seat) for one in around)
            denied |= sure and (spoken or bool(_FIGURE.search(seat.letters)))
    agreed = 1 - len(beyond) / judged if judged else 1.0
    told = beyond if agreed >= _FORGED_SHARE else list(range(len(layer)))
    words = tuple(
        replace(word, text=spelled[at]) if at in spelled and _lends(word, spelled[at]) else word
        for at, word in enumerate(page.words)
    )
    return Compared(
        replace(page, words=words),
        agreed >= TRUSTED_SHARE and added <= _FEW and not denied,
        tuple(layer[at] for at in told),
    )


def _lends(word: OcrWord, spelling: str) -> bool:
    """Tell whether a doubtful word is spelled better by the layer: the same letters, and a syllable of the language."""
    return word.confidence < _SURE and not word.raised and is_syllable(spelling) and not is_syllable(word.text)


def _seat(word: Word) -> _Seat:
    return _Seat(_letters(word.text), word.x0, word.x1, word.y, word.size)


def _seat_of(word: OcrWord, points: float) -> _Seat:
    return _Seat(_letters(word.text), word.x0 * points, word.x1 * points, word.baseline * points, word.size * points)


def _letters(text: str) -> str:
    return "".join(sign for sign in fold(text) if sign.isalnum())


def _alike(letters: str, around: Sequence[str]) -> bool:
    """Tell whether a word is one of those around it but for a slip, or a part of them cut elsewhere."""
    joined = "".join(around)
    if len(letters) > 1 and letters in joined:
        return True
    slips = max(1, len(letters) // _SLIP)
    runs = ("".join(around[start:end]) for start in range(len(around)) for end in range(start + 1, start + 1 + _PARTS))
    near = {run for run in runs if len(run) > 1 and abs(len(run) - len(letters)) <= slips}
    return any(_distance(letters, run) <= slips for run in near)


def _same_figures(text: str, around: Sequence[str]) -> bool:
    """Tell whether every figure of a word stands around it as well: "5/6" is not there where "15/6" is printed."""
    printed = {figure for other in around for figure in _FIGURE.findall(other)}
    return all(figure in printed for figure in _FIGURE.findall(text))


def _distance(one: str, other: str) -> int:
    """Return how many letters are added, left out or changed between two words."""
    before = list(range(len(other) + 1))
    for row, left in enumerate(one, 1):
        current = [row]
        for column, right in enumerate(other, 1):
            current.append(min(before[column] + 1, current[-1] + 1, before[column - 1] + (left != right)))
        before = current
    return before[-1]
