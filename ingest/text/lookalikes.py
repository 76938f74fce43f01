"""Letters of other scripts that are drawn like Latin ones, put right where they can only be meant as Latin.

Inside a word that also has Latin letters (``ТHÔNG``) they are a slip of the keyboard. Inside a document number they may
be a trick: two numbers that look the same and are not. There a word that is wholly foreign is mended too, and it is told.
"""

from __future__ import annotations

import re
import unicodedata

from ingest.text.mended_signs import tell

_CYRILLIC = dict(zip("АВЕКМНОРСТУХІЅЈҮӀаеорсухіѕјԁԛԝ", "ABEKMHOPCTYXISJYIaeopcyxisjdqw", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧον", "ABEZHIKMNOPTYXov", strict=True))
_LOOKALIKES = {**_CYRILLIC, **_GREEK}
_TABLE = str.maketrans(_LOOKALIKES)
_FOREIGN = re.compile(f"[{''.join(_LOOKALIKES)}]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
# From the beginning of a word alone: tried at each of its letters, a word of a megabyte costs its square.
_WORD = re.compile(rf"(?<![\w\u0300-\u036f])[\w\u0300-\u036f]*[{''.join(_LOOKALIKES)}][\w\u0300-\u036f]*")
# 12/СТ-UBND, 39−TB/TW, 1О88/UBND-TH (Cyrillic О): digits, then a slash somewhere behind them
_DASHES = "\u2012\u2212\u2043"
_NUMBER = re.compile(
    rf"(?<![\w/])(?=[^\W_]*\d)[^\W_]{{1,6}}(?:[-–{_DASHES}.][\w\u0300-\u036f]+)?/[\w\u0300-\u036f/&–{_DASHES}-]+"
)
_TO_HYPHEN = str.maketrans(dict.fromkeys(_DASHES, "-"))
# Full-width signs and the letters of mathematics are the same letters in another dress.
DRESSED = {
    chr(code): unicodedata.normalize("NFKC", chr(code))
    for code in (*range(0xFF01, 0xFF5F), *range(0x1D400, 0x1D800))
    if unicodedata.normalize("NFKC", chr(code)).isascii()
}

_UNDRESSED = str.maketrans(DRESSED)


def in_western_signs(text: str) -> str:
    """Return what somebody typed or copied with signs in another dress and look-alikes in numbers mended; as long as before.

    >>> in_western_signs("１０８８/UВND-TH")
    '1088/UBND-TH'
    """
    return text if text.isascii() else in_latin(text.translate(_UNDRESSED))


def in_latin(text: str) -> str:
    """Return ``text`` with look-alikes mended inside words with Latin letters, and in document numbers.

    >>> in_latin("ТHÔNG; Москва; 12/СТ-UВND")
    'THÔNG; Москва; 12/CT-UBND'
    """
    if not _FOREIGN.search(text) and not any(sign in text for sign in _DASHES):
        return text
    return _WORD.sub(_mixed_word, _NUMBER.sub(_number, text))


def _mixed_word(found: re.Match[str]) -> str:
    word = found.group()
    return word.translate(_TABLE) if _LATIN.search(word) else word


def _number(found: re.Match[str]) -> str:
    number = found.group().translate(_TO_HYPHEN)
    mended = number.translate(_TABLE)
    # A number of a Russian or Greek text has letters that no Latin one looks like: 12/РД-МЧС.
    if mended == number or any(sign.isalpha() and not _LATIN.match(sign) for sign in mended):
        return number
    tell("lookalike_number", mended)
    return mended
