"""Turns of phrase by which questions are recognised, tolerant of missing diacritics syllable by syllable.

A cue is written with all its marks; each marked syllable of the pattern also matches its bare form, so one pattern
serves "sở nào", "so nao" and "sở nao" but never "số nào".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from ingest.text.folding import fold, lowered

_WORD = re.compile(r"(?<!\\)[^\W\d_]+")


def cue(pattern: str) -> re.Pattern[str]:
    r"""Compile ``pattern`` (lower case, literal words with marks) for matching against ``QuestionText.lowered``.

    The pattern must not hold marked letters in a character class.

    >>> bool(cue(r"\bsở nào\b").search("so nao")), bool(cue(r"\bsở nào\b").search("số nào"))
    (True, False)
    """

    def either(match: re.Match[str]) -> str:
        word = match.group()
        low, bare = lowered(word), fold(word)
        return word if bare == low else f"(?:{low}|{bare})"

    return _compiled(_WORD.sub(either, pattern))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@dataclass(frozen=True, slots=True)
class QuestionText:
    """The words of a question: as typed (NFC, spaces joined), lower case, folded; all three of the same length.

    ``bare`` is true when not one letter bears a mark, so every syllable may stand for several; ``loose`` also when
    hardly any does.
    """

    text: str
    lowered: str
    folded: str
    bare: bool
    loose: bool


# Hurried spellings of function words, read as what they stand for.
_HURRIED = {
    "vs": "với",
    "dc": "được",
    "đc": "được",
    "ko": "không",
    "hok": "không",
    "hông": "không",
    "hong": "không",
    "hem": "không",
    "nhiu": "nhiêu",
    "nhiu?": "nhiêu?",
    "bnhiu": "bao nhiêu",
    "bnhieu": "bao nhiêu",
    "j": "gì",
    "j?": "gì?",
    "ntn": "như thế nào",
    "tgian": "thời gian",
}


def asked(question: str) -> QuestionText:
    """Normalise ``question`` for recognition; never raises."""
    typed = unicodedata.normalize("NFC", question).split()
    text = " ".join(_HURRIED.get(word.lower(), word) for word in typed)
    low = lowered(text)
    folded = fold(text)
    words = _WORD.findall(lowered(" ".join(typed)))
    marked = sum(fold(word) != word for word in words)
    return QuestionText(text, low, folded, bare=marked == 0, loose=marked * 4 < len(words))
