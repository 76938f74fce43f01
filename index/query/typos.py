"""What a mistyped syllable may have been meant to be: other marks, confused sounds, a letter more, less or other, raw Telex or VNI."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from index.query.diacritics import marked_forms
from index.text.tokens import tokenise
from ingest.text.folding import fold
from ingest.text.syllables import is_syllable

OTHER_MARKS = 2.5
"""What a syllable of the same letters with other marks costs, in natural logarithms of likelihood (sữa, sửa)."""
HOOK_OR_TILDE = 1.0
"""What hỏi for ngã and ngã for hỏi cost: one tone in the South, and the commonest typo of all (sữa chửa)."""
CONFUSED = 3.0
"""What one of the confused sounds costs (s/x, tr/ch, d/gi/r, n/l, final n/ng, c/t)."""
LETTER = 4.5
"""What a letter more, less, other, or two in the wrong order cost."""
KEYED = 0.5
"""What raw keys cost: nothing else is spelled like that (quyeets, dduwowngf)."""

_SWAP = {0x0303: "\u0309", 0x0309: "\u0303"}
_LETTERS = "abcdeghiklmnopqrstuvxy"
# Sounds that one accent or another has fall together, on folded syllables.
_STARTS = (
    ("s", "x"),
    ("tr", "ch"),
    ("d", "gi"),
    ("d", "r"),
    ("r", "gi"),
    ("d", "v"),
    ("n", "l"),
    ("r", "g"),
    ("qu", "h"),
)
_ENDS = (("n", "ng"), ("t", "c"), ("n", "nh"), ("t", "ch"), ("i", "y"), ("ao", "au"), ("iu", "uu"), ("iu", "ieu"))

_TELEX = (
    ("dd", "đ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("uow", "ươ"), ("aw", "ă"), ("ow", "ơ"), ("uw", "ư"),
)  # fmt: skip
_TELEX_TONES = {"f": "\u0300", "s": "\u0301", "x": "\u0303", "r": "\u0309", "j": "\u0323"}
_VNI = (("d9", "đ"), ("a6", "â"), ("e6", "ê"), ("o6", "ô"), ("uo7", "ươ"), ("o7", "ơ"), ("u7", "ư"), ("a8", "ă"))
_VNI_TONES = {"2": "\u0300", "1": "\u0301", "4": "\u0303", "3": "\u0309", "5": "\u0323"}
# "tuye6n", "d9u7o7ng2"; never "qh15", "38c", "cp2"
_VNI_KEYED = re.compile(r"[a-z]+[1-9][a-z1-9]*")


def typos(typed: str, known: Callable[[str], bool], near_only: bool = False) -> Iterator[tuple[str, float]]:
    """Yield (token, cost) of what ``typed`` may be a typo of; ``known`` tells whether folded letters stand anywhere.

    ``near_only`` leaves out letters added, lost or changed: right for a word that is spelled as some word is.
    """
    keyed = _keyed(typed)
    if keyed is not None:
        yield keyed, KEYED
    bare = fold(typed)
    if not bare.isalpha() or not bare.isascii():
        return
    marks = typed != bare
    for form in marked_forms(bare):
        if form != typed:
            yield form, HOOK_OR_TILDE if _swapped(form) == typed else OTHER_MARKS
    for other in _confused(bare):
        yield from _as_typed(typed, other, CONFUSED, marks)
    if near_only or len(bare) < 3:
        return
    for other in _edits(bare):
        if known(other):
            yield from _as_typed(typed, other, LETTER, marks)


def _as_typed(typed: str, other: str, cost: float, marks: bool) -> Iterator[tuple[str, float]]:
    """Yield the marked forms of ``other``: those with the tone and marks of ``typed`` first, the rest at a higher cost."""
    own = _signs(typed)
    for form in marked_forms(other):
        yield form, cost if not marks or _signs(form) == own else cost + OTHER_MARKS / 2


def _signs(token: str) -> str:
    return "".join(sorted(s for s in unicodedata.normalize("NFD", token) if unicodedata.combining(s)))


def _swapped(token: str) -> str:
    """Return the token with hỏi and ngã exchanged."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", token).translate(_SWAP))


@lru_cache(maxsize=1 << 12)
def _confused(bare: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for pair in _STARTS:
        for one, other in (pair, pair[::-1]):
            if bare.startswith(one):
                found[other + bare[len(one) :]] = None
    for pair in _ENDS:
        for one, other in (pair, pair[::-1]):
            if bare.endswith(one):
                found[bare[: -len(one)] + other] = None
    return tuple(form for form in found if form != bare and marked_forms(form))


@lru_cache(maxsize=1 << 12)
def _edits(bare: str) -> tuple[str, ...]:
    splits = [(bare[:at], bare[at:]) for at in range(len(bare) + 1)]
    found = dict.fromkeys(
        [
            *(left + right[1:] for left, right in splits if right),
            *(left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1),
            *(left + letter + right[1:] for left, right in splits if right for letter in _LETTERS),
            *(left + letter + right for left, right in splits for letter in _LETTERS),
        ]
    )
    return tuple(form for form in found if form != bare)


def _keyed(typed: str) -> str | None:
    """Return the syllable whose raw keys were typed; ``None`` when they are none.

    >>> _keyed("quyeets"), _keyed("dduwowngf"), _keyed("tuye6n"), _keyed("qh15"), _keyed("mais")
    ('quyết', 'đường', 'tuyên', None, 'mái')
    """
    if not typed.isascii():
        return None
    if typed.isalpha():
        return None if is_syllable(typed) else _decoded(typed, _TELEX, _TELEX_TONES)
    return _decoded(typed, _VNI, _VNI_TONES) if _VNI_KEYED.fullmatch(typed) else None


def _decoded(typed: str, keys: tuple[tuple[str, str], ...], tones: dict[str, str]) -> str | None:
    tone, letters = "", typed
    for at in range(len(typed) - 1, 0, -1):
        if typed[at] in tones:
            tone, letters = tones[typed[at]], typed[:at] + typed[at + 1 :]
            break
    letters = letters.replace("uwow", "uow").replace("u7o7", "uo7")
    for key, letter in keys:
        letters = letters.replace(key, letter)
    if not letters.isalpha():
        return None
    forms = [form for form in marked_forms(fold(letters)) if _untoned(form) == letters and _tone(form) == tone]
    return tokenise(forms[0]).syllables[0] if forms else None


def _untoned(token: str) -> str:
    parts = unicodedata.normalize("NFD", token)
    return unicodedata.normalize("NFC", "".join(s for s in parts if s not in _TELEX_TONES.values()))


def _tone(token: str) -> str:
    return next((s for s in unicodedata.normalize("NFD", token) if s in _TELEX_TONES.values()), "")
