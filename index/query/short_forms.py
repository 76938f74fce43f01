"""Short forms that documents introduce themselves: "Sản xuất kinh doanh (SXKD)", "... (sau đây gọi tắt là GPMB)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.text.tokens import tokenise
from ingest.document import without_marks
from ingest.text.folding import fold

MOST_WORDS = 12
"""Words of a full form; no short form has more letters."""

# Capitals in brackets behind words, alone or with the words that announce them.
#   matches   (SXKD)  (viết tắt là GPMB)  (sau đây gọi tắt là BQL)  (gọi tắt: KT-XH)  (TN&MT)
#   never     (II)  (Quỹ)  (SXKD, XNK)  (2024)
_BEHIND = re.compile(
    r"\(\s?(?:(?:[Ss]au đây |[Dd]ưới đây )?(?:được )?(?:gọi|viết)(?: tắt| chung)?(?: là)?\s?:?\s?)?[“\"]?"
    r"(?P<short>[A-ZĐ][A-ZĐ&/-]{0,9}[A-ZĐ])[”\"]?\s?\)"
)
# The other way round: VLNCN (vật liệu nổ công nghiệp)
_BEFORE = re.compile(r"(?<![\w/-])(?P<short>[A-ZĐ][A-ZĐ&-]{0,9}[A-ZĐ])\s?\((?P<full>[^()\d]{5,90})\)")
_ROMAN = re.compile(r"[IVXLC]+")
_SMALL = frozenset({"va", "cua", "cac", "ve", "cho", "trong", "voi"})
"""Words that a short form may leave out, folded: Bảo hiểm y tế và xã hội (BHYTXH)."""
_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"[.;:!?()\n]")


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short form as printed, and the full words beside it as printed, on one line."""

    short: str
    full: str


def short_forms(text: str) -> tuple[ShortForm, ...]:
    """Return the short forms that ``text`` introduces: each letter begins a word of the full form, none is left over.

    >>> short_forms("hoạt động sản xuất, kinh doanh (SXKD) của hộ")
    (ShortForm(short='SXKD', full='sản xuất, kinh doanh'),)
    """
    if "(" not in text:
        return ()
    plain = without_marks(text)
    return tuple(dict.fromkeys(_found(plain)))


def short_key(short: str) -> str:
    """Return what a short form is looked up by: its letters, folded.

    >>> short_key("TN&MT"), short_key("tnmt")
    ('tnmt', 'tnmt')
    """
    return "".join(sign for sign in fold(short) if sign.isalpha())


def full_key(full: str) -> str:
    """Return what a full form is looked up by: its syllables, folded and joined; empty for a single one."""
    return key_of_tokens(tokenise(full).folded)


def key_of_tokens(folded: Sequence[str]) -> str:
    """Return the same for a full form that is cut into folded tokens already."""
    return "_".join(folded) if len(folded) > 1 else ""


def _found(plain: str) -> Iterator[ShortForm]:
    for match in _BEHIND.finditer(plain):
        letters = short_key(match["short"])
        words = list(_WORD.finditer(plain, max(0, match.start() - 120), match.start()))[-MOST_WORDS - 4 :]
        start = _start(letters, [(word.group(), word.start()) for word in words])
        if start is not None and not _ROMAN.fullmatch(match["short"]):
            full = plain[start : match.start()].strip(" “”\"'")
            if not _STOP.search(full):
                yield ShortForm(match["short"], " ".join(full.split()))
    for match in _BEFORE.finditer(plain):
        letters = short_key(match["short"])
        offered = [(word.group(), word.start()) for word in _WORD.finditer(match["full"])]
        if _start(letters, offered) == 0 and not _ROMAN.fullmatch(match["short"]):
            yield ShortForm(match["short"], " ".join(match["full"].split()))


def _start(letters: str, words: list[tuple[str, int]]) -> int | None:
    """Return where the words begin whose initials, read from the last backwards, are ``letters``."""
    if not 2 <= len(letters) <= MOST_WORDS:
        return None
    left = list(letters)
    for word, start in reversed(words):
        if fold(word[0]) == left[-1]:
            left.pop()
            if not left:
                return start
        elif fold(word) not in _SMALL:
            return None
    return None
