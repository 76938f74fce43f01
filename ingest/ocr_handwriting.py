"""Digits a pen wrote into a letterhead: a number or a day that was guessed would be worse than none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.folding import fold
from ingest.ocr import OcrWord

UNSURE = 60.0
"""Handwriting scores 0 to 55, print above 85; both measured on scanned letterheads."""

_LETTERHEAD = 0.45  # of the page height
_REACH = 5  # words
_NUMBER = re.compile(r"so\s*:?$")  # "Số:", "Số"; not "Sở" (folded "so" too: it is followed by no low digits)
_DAY, _MONTH, _YEAR = re.compile(r"(?:.*,)?ngay$"), re.compile(r"thang$"), re.compile(r"nam$")
_HOLDS_DIGIT = re.compile(r"\d")


def handwritten(words: Sequence[OcrWord], height: float) -> frozenset[int]:
    """Return the positions of words that stand for a number, day, month or year of the letterhead and are a guess.

    Looked for behind ``Số`` up to the ``/``, and behind ``ngày``, ``tháng`` and ``năm``, in the upper part of a first page.
    """
    found: set[int] = set()
    for at, word in enumerate(words):
        if word.y1 > _LETTERHEAD * height:
            continue
        opening = fold(word.text)
        behind = range(at + 1, min(len(words), at + 1 + _REACH))
        if _NUMBER.match(opening):
            found.update(_unsure(words, behind, re.compile(r"/")))
        elif _DAY.match(opening):
            found.update(_unsure(words, behind, _MONTH))
        elif _MONTH.match(opening) and _DAY.match(_last_label(words, at)):
            found.update(_unsure(words, behind, _YEAR))
    return frozenset(found)


def _last_label(words: Sequence[OcrWord], at: int) -> str:
    labels = [fold(word.text) for word in words[max(0, at - _REACH) : at] if word.text[-1:].isalpha()]
    return labels[-1] if labels else ""


def _unsure(words: Sequence[OcrWord], behind: range, end: re.Pattern[str]) -> list[int]:
    unsure = []
    for at in behind:
        word = words[at]
        if end.match(fold(word.text)) or word.y0 > words[behind[0] - 1].y1:
            break
        if word.confidence < UNSURE:
            unsure.append(at)
    return unsure
