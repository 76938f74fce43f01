"""Digits a pen wrote into a letterhead: a number or a day that was guessed would be worse than none."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence

from ingest.ocr.recognised import OcrWord, stretches
from ingest.text.folding import fold

# Handwriting scores 0 to 82, print above 85 but for digits typed into a form beside the line (23 to 71).
_UNSURE = 60.0
_UNSURE_DIGITS = 20.0
_SURE_PRINT = 85.0
# Of the height of printed digits on the page: handwritten ones measured 1.17 to 1.45, typed ones .92 to 1.0.
_PRINTED_HEIGHT = (0.85, 1.12)
LETTERHEAD = 0.45
"""Of the page height: no letterhead reaches further down."""

_DATE_REACH = 2.5  # sizes: place and date stand beside the number, or a line above or below
_REACH = 5  # words
_LABEL = re.compile(r"[^\W_]{1,3}\s*[:.]?$")  # "Số:", "Số", misread "Sô:", "3Ô:", "sá:"
_CODE = re.compile(r"[/⁄-][^\d\s]*[A-ZĐ]{2}")  # "/QĐ-UBND", "08/CT-UBND", "CT-ATMT"
_END_OF_NUMBER = re.compile(r"[/⁄]\W*[a-z]{2}")  # folded: "/qd-ubnd"
_DAY, _MONTH, _YEAR = re.compile(r"(?:.*,)?ngay$"), re.compile(r"thang$"), re.compile(r"nam$")


def handwritten(words: Sequence[OcrWord], height: float) -> frozenset[int]:
    """Return the positions of words that stand for number, day, month or year of a letterhead and are a guess.

    Looked for on the first line of label and number, up to the ``/``, and behind ``ngày``, ``tháng`` and ``năm`` next to
    it: what sentences below say is not touched.
    """
    anchors = [stretch for stretch in stretches(words) if _holds_number([words[at] for at in stretch], height)][:1]
    found: set[int] = set()
    usual = _digit_height(words)
    for anchor in anchors:
        found.update(_guessed(words, anchor[0], _END_OF_NUMBER, usual))
        reach = _DATE_REACH * words[anchor[0]].size
        for at, word in enumerate(words):
            if abs(word.baseline - words[anchor[0]].baseline) > reach:
                continue
            label = fold(word.text)
            if _DAY.match(label):
                found.update(_guessed(words, at, _MONTH, usual))
            elif _MONTH.match(label):
                found.update(_guessed(words, at, _YEAR, usual))
    return frozenset(found)


def _holds_number(stretch: Sequence[OcrWord], height: float) -> bool:
    """Tell whether words that stand alone are a label and a number: "Số: 12 /QĐ-UBND", with the label misread or not."""
    return (
        2 <= len(stretch) <= _REACH
        and stretch[0].y1 <= LETTERHEAD * height
        and bool(_LABEL.match(stretch[0].text))
        and any(_CODE.search(word.text) for word in stretch[1:])
    )


def _digit_height(words: Sequence[OcrWord]) -> float | None:
    heights = [word.y1 - word.y0 for word in words if word.text.isdigit() and word.confidence > _SURE_PRINT]
    return statistics.median(heights) if heights else None


def _guessed(words: Sequence[OcrWord], label: int, end: re.Pattern[str], usual: float | None) -> list[int]:
    guessed = []
    for at in range(label + 1, min(len(words), label + 1 + _REACH)):
        word = words[at]
        if end.match(fold(word.text)) or word.y0 > words[label].y1 or word.x0 < words[label].x0:
            break
        if _is_guess(word, usual):
            guessed.append(at)
    return guessed


def _is_guess(word: OcrWord, usual: float | None) -> bool:
    if usual is None or not word.text.isdigit():
        return word.confidence < _UNSURE
    least, most = _PRINTED_HEIGHT
    return word.confidence < _UNSURE_DIGITS or not least * usual <= word.y1 - word.y0 <= most * usual
