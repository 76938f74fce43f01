"""Every way to put Vietnamese marks on a bare syllable: what "tuong" may have been meant to be."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import product

from index.text.tokens import tokenise
from ingest.text.folding import TONES
from ingest.text.syllables import is_syllable

_LETTERS = {"a": "aăâ", "e": "eê", "o": "oôơ", "u": "uư"}
_VOWELS = frozenset("aăâeêioôơuưy")
LONGEST = 7  # "nghieng"


@lru_cache(maxsize=1 << 14)
def marked_forms(bare: str) -> tuple[str, ...]:
    """Return the possible syllables, as tokens, that are ``bare`` without their marks, ``bare`` among them if it is one.

    Empty for what is no Vietnamese syllable: figures, foreign words, abbreviations.

    >>> "tường" in marked_forms("tuong"), "đó" in marked_forms("do"), marked_forms("ubnd")
    (True, True, ())
    """
    if not 0 < len(bare) <= LONGEST or not bare.isascii() or not bare.isalpha():
        return ()
    choices = [_LETTERS.get(letter, letter) for letter in bare]
    if bare[0] == "d":
        choices[0] = "dđ"
    found: dict[str, None] = {}
    for letters in product(*choices):
        base = "".join(letters)
        if not is_syllable(base):
            continue
        found[base] = None
        at = _tone_place(base)
        for tone in TONES:
            form = base[:at] + unicodedata.normalize("NFC", base[at] + tone) + base[at + 1 :]
            if is_syllable(form):
                found[form] = None
    return tuple(dict.fromkeys(token for form in found for token in tokenise(form).syllables))


def _tone_place(base: str) -> int:
    """Return which letter of a syllable bears its tone, in the old style (hòa, thủy).

    >>> [base[_tone_place(base)] for base in ("quyêt", "đương", "hoa", "hoan", "ngoai", "gia", "gi", "ưa", "quy")]
    ['ê', 'ơ', 'o', 'a', 'a', 'a', 'i', 'ư', 'y']
    """
    first = next(at for at, letter in enumerate(base) if letter in _VOWELS)
    if base.startswith(("qu", "gi")) and len(base) > 2 and base[2] in _VOWELS:
        first = 2
    last = first
    while last + 1 < len(base) and base[last + 1] in _VOWELS:
        last += 1
    strong = [at for at in range(first, last + 1) if base[at] in "ăâêôơ"]
    if strong:
        return strong[-1]
    if last - first == 2 or (last > first and last + 1 < len(base)):
        return first + 1
    return first
