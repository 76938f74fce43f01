"""Which recognised words are bold: measured on the picture, because the engine does not say."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ingest.ocr.image import Grey
from ingest.ocr.recognised import OcrWord, stretches

_DARK = 140
# Times the usual stroke, for the middle of a stretch of words: bold measures 1.25 to 1.5, roman .95 to 1.1, italic .75
# to .9; the fonts of capitals are taken for larger than they are, bold ones measure 1.1 to 1.35, roman ones .9 to .95.
_BOLD, _BOLD_CAPITALS = 1.2, 1.06
_FEWEST = 20  # words: fewer tell nothing about what is usual


def with_weight(picture: Grey, words: Sequence[OcrWord]) -> tuple[OcrWord, ...]:
    """Return the words, those in thick strokes as bold; the usual stroke is that of half of the page's letters or more."""
    strokes = [_stroke(picture, word) for word in words]
    known = [stroke for stroke in strokes if stroke]
    if len(known) < _FEWEST:
        return tuple(words)
    usual = statistics.median(known)
    bold: set[int] = set()
    for stretch in stretches(words):
        thick = [strokes[at] / usual for at in stretch if strokes[at]]
        capitals = "".join(words[at].text for at in stretch).isupper()
        if thick and statistics.median(thick) > (_BOLD_CAPITALS if capitals else _BOLD):
            bold.update(stretch)
    return tuple(replace(word, bold=at in bold) for at, word in enumerate(words))


def _stroke(picture: Grey, word: OcrWord) -> float:
    """Return the mean thickness of a word's upright strokes as a share of its font's height; 0 when nothing is there."""
    letters = sum(map(str.isalnum, word.text))
    part = picture[int(word.y0) : int(word.y1) + 1, int(word.x0) : int(word.x1) + 1] < _DARK
    if letters < 2 or not part.size or not word.size:
        return 0.0
    runs = int(np.count_nonzero(np.diff(part.astype(np.int8), axis=1, prepend=0) == 1))
    return float(part.sum()) / runs / word.size if runs else 0.0
