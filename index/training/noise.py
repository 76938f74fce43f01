"""Spoiling pairs on purpose: how staff type and how scans read, so that the encoder has seen it before."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass

from index.training.encoded import Pair
from index.training.rewording import Rewordings
from ingest.text.folding import TONES, fold

_WORD = re.compile(r"[^\W\d_]{3,}")

# Written as spoken: "xử lý" for "sử lý", "trồng" for "chồng", "giành" for "dành", "nàm" for "làm"
_SPOKEN = (("s", "x"), ("x", "s"), ("tr", "ch"), ("ch", "tr"), ("d", "gi"), ("gi", "d"), ("l", "n"), ("n", "l"))
# What recognition takes for each other: "l" for "i", "rn" for "m", hats and hooks lost
_LOOK_ALIKE = {
    "i": "l",
    "l": "i",
    "m": "rn",
    "ơ": "o",
    "ư": "u",
    "ê": "e",
    "ô": "o",
    "đ": "d",
    "â": "a",
    "c": "e",
    "t": "l",
}


@dataclass(frozen=True, slots=True)
class Noise:
    """Shares of pairs that are spoilt, each drawn on its own but for the two of diacritics.

    ``question_folded`` questions lose their diacritics, in ``both_folded`` pairs passages too. ``swapped`` questions have
    half of the wordings known to ``wordings`` replaced, ``slipped`` ones about one word in eight mistyped; ``recognised``
    passages look like bad scans (one letter in forty).
    """

    wordings: Rewordings | None = None
    question_folded: float = 0.2
    both_folded: float = 0.06
    swapped: float = 0.25
    slipped: float = 0.08
    recognised: float = 0.05

    def spoilt(self, pair: Pair, chance: random.Random) -> Pair:
        """Return ``pair`` as it may really be met; the same ``chance`` gives the same result."""
        question, passage = pair
        if self.wordings is not None and chance.random() < self.swapped:
            question = self.wordings.swapped(question, chance, 0.5)
        if chance.random() < self.slipped:
            question = slipped(question, chance)
        if chance.random() < self.recognised:
            passage = recognised(passage, chance)
        drawn = chance.random()
        if drawn < self.both_folded + self.question_folded:
            question = fold(question)
        return question, fold(passage) if drawn < self.both_folded else passage


def slipped(text: str, chance: random.Random, share: float = 0.125) -> str:
    """Mistype about ``share`` of the words: a tone or all marks lost, hỏi for ngã, letters swapped or lost, written as spoken."""

    def mistyped(found: re.Match[str]) -> str:
        return _mistyped(found[0], chance) if chance.random() < share else found[0]

    return _WORD.sub(mistyped, text)


def _mistyped(word: str, chance: random.Random) -> str:
    way = chance.randrange(5)
    if way == 0:
        return "".join(fold(sign) if sign.islower() else sign for sign in word)
    if way == 1:
        parts = unicodedata.normalize("NFD", word)
        swap = {"\u0309": "\u0303", "\u0303": "\u0309"}
        return unicodedata.normalize("NFC", "".join(swap.get(s, "" if s in TONES else s) for s in parts))
    if way == 2:
        at = chance.randrange(len(word) - 1)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if way == 3:
        at = chance.randrange(1, len(word))
        return word[:at] + word[at + 1 :]
    for right, wrong in _SPOKEN:
        if word.startswith(right):
            return wrong + word[len(right) :]
    return word


def recognised(text: str, chance: random.Random, share: float = 0.025) -> str:
    """Return ``text`` as a bad scan reads: about ``share`` of the letters taken for their look-alikes, a few blanks lost."""
    signs = [
        _LOOK_ALIKE.get(sign, "" if sign == " " and chance.random() < 0.2 else sign)
        if chance.random() < share
        else sign
        for sign in text
    ]
    return "".join(signs)
