"""What the lexical retrievers compare: syllables, syllable pairs, document numbers and dates, and their folded twins.

The same function reads passages and questions, so both sides agree by construction. Everything here is for comparison
and is never shown to people.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ingest.document import without_marks
from ingest.text.folding import fold, lowered

TOKENS_VERSION = 3
"""Grows whenever the same text would give other tokens; an index made with another version is rebuilt."""

LONGEST_TOKEN = 64

# A figure, or a run of letters and digits:  "1.520.367"  "0,17"  "38c"  "qh15"  "sở".  Never "_" or punctuation.
_WORD = re.compile(r"\d+(?:[.,]\d+)*(?![^\W_])|[^\W_]+")

# What may stand inside a pair of syllables; anything else (, ; : . - / brackets) keeps them apart.
_GAPS = frozenset((" ", "\n", "\t", "\u00a0", "  ", " \n"))

# Document numbers, on folded text without footnote marks.
#   matches   206/qd-ttg   1088 /ubnd-th   32/2020/qd-ttg   202/2025/qh15   39-tb/tw   94/kh-mttq-btt   3632-cv/bcsd
#             66.4/2025/nq-cp   1.526/qd-ubnd (a thousand)
#   never     16/22 chi tieu   1.5/ha   3.525/3.995 tau   84/94 vu   6 thang/nam   90 m3/s   20/11/2020
_NUMBER = re.compile(
    r"(?<![\w/.,-])(?P<head>\d{1,5}|\d{1,4}\.\d{1,2}(?=\s?/\s?20\d\d\s?/)|\d{1,2}\.\d{3}(?=\s?/\s?(?:20\d\d\s?/\s?)?[a-z]{2,4}\s?-))"
    r"(?:\s?/\s?(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?(?P<code>[a-z][a-z0-9]{1,11}(?:\s?-\s?[a-z][a-z0-9]{0,11}){0,3})"
    r"|-(?P<party>[a-z]{1,6}\s?/\s?[a-z]{2,8}(?:-[a-z]{2,8})?))(?![\w/])"
)

# Dates and months, on folded text.
#   matches   ngay 07 thang 5 nam 2024   18/6/2024   01-8-2019   thang 6/2024   thang 6 nam 2024   11/2020
#   never     3/50 cap xa   1.520.367   13/2024/qd (the year is followed by a slash)
_DATE = re.compile(
    r"(?<![\w/.,-])(?:(?:ngay\s+)?(?P<d>\d{1,2})\s+thang\s+(?P<m>\d{1,2})(?:\s+nam\s+|\s*[/-]\s*)(?P<y>(?:19|20)\d\d)"
    r"|(?P<d2>\d{1,2})[/.-](?P<m2>\d{1,2})[/.-](?P<y2>(?:19|20)\d\d)"
    r"|(?:thang\s+)?(?P<m3>\d{1,2})\s?[/-]\s?(?P<y3>(?:19|20)\d\d)"
    r"|thang\s+(?P<m4>\d{1,2})\s+(?:nam\s+)?(?P<y4>(?:19|20)\d\d))(?![\w/])"
)

_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")  # 1.520.367   3.995   1.234,56   not 20.11.2020
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+")  # 1,234.56   not 3,995 (which is a decimal here)
_DECIMAL = re.compile(r"\d+,\d+")  # 0,17   328,7

# kỹ/kĩ, tỷ/tỉ, lý/lí, quý/quí, sỹ/sĩ are one word in two spellings; "tay" and "tai" are two words, so only whole
# syllables of these initials with a bare y are written with i.
_Y_SYLLABLE = re.compile(r"(?:h|k|l|m|s|t|qu)[yỳýỷỹỵ]")
_Y_TO_I = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text, in order of appearance, repetitions kept.

    ``syllables`` are NFC, lower case, one tone placement, figures in one form (``06`` → ``6``, ``1.234,56`` →
    ``1234.56``). ``bigrams`` are neighbours (``kinh_tế``) with nothing but space between them. ``numbers`` hold document
    numbers whole, folded and without leading zeros (``206/qd-ttg``, ``32/2020/qd-ttg`` and its short form
    ``32/qd-ttg``), their bare head (``1088/``), dates (``18/6/2024``, ``6/2024``) and figures as printed where that
    differs (``1.234,56``). ``folded`` and ``folded_bigrams`` are the same syllables and pairs without diacritics.
    """

    syllables: tuple[str, ...]
    bigrams: tuple[str, ...]
    numbers: tuple[str, ...]
    folded: tuple[str, ...]
    folded_bigrams: tuple[str, ...]


def tokenise(text: str) -> Tokens:
    """Return the tokens of ``text``; never raises, whatever the text holds."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    low = lowered(without_marks(text))
    syllables: list[str] = []
    bigrams: list[str] = []
    printed: list[str] = []
    previous, previous_end = "", -1
    for match in _WORD.finditer(low):
        word = match.group()[:LONGEST_TOKEN]
        start = match.start()
        if word[0].isdigit() and not word.isalnum():
            forms = _figure(word)
            printed.append(word)
        else:
            forms = (_spelled(word),)
        if previous and low[previous_end:start] in _GAPS:
            bigrams.append(f"{previous}_{forms[0]}")
        syllables.extend(forms)
        previous, previous_end = forms[-1], match.end()
    return Tokens(
        syllables=tuple(syllables),
        bigrams=tuple(bigrams),
        numbers=(*_numbers(fold(low)), *printed),
        folded=tuple(_folded(token) for token in syllables),
        folded_bigrams=tuple(_folded(token) for token in bigrams),
    )


@dataclass(frozen=True, slots=True)
class TypedWord:
    """One token of a question: ``token`` as in ``Tokens.syllables``, where its word stands, and whether it pairs.

    ``joined`` tells that it makes a pair with the token before it. ``start`` and ``end`` hold in the NFC text.
    """

    token: str
    start: int
    end: int
    joined: bool


def typed_words(text: str) -> tuple[TypedWord, ...]:
    """Return the tokens of an NFC ``text`` with their places; the same tokens and pairs as ``tokenise`` gives."""
    low = lowered(without_marks(text))
    found: list[TypedWord] = []
    end = -1
    for match in _WORD.finditer(low):
        word = match.group()[:LONGEST_TOKEN]
        forms = _figure(word) if word[0].isdigit() and not word.isalnum() else (_spelled(word),)
        joined = bool(found) and low[end : match.start()] in _GAPS
        found.extend(
            TypedWord(form, match.start(), match.end(), joined and number == 0) for number, form in enumerate(forms)
        )
        end = match.end()
    return tuple(found)


def number_stretches(text: str) -> tuple[tuple[int, int], ...]:
    """Return where document numbers stand in an NFC ``text``: their letters are codes and no words."""
    return tuple(match.span() for match in _NUMBER.finditer(fold(without_marks(text))))


def undiacritised(text: str) -> bool:
    """Tell whether a text was typed without Vietnamese marks: it has letters and none of them bears any.

    >>> undiacritised("so nao chu tri"), undiacritised("sở nào chủ trì"), undiacritised("2024")
    (True, False, False)
    """
    low = unicodedata.normalize("NFC", text).lower()
    return fold(low) == lowered(low) and any(sign.isalpha() for sign in low)


def heads(tokens: Tokens) -> tuple[str, ...]:
    """Return the bare whole figures of a question as heads of document numbers: ``cv 1088`` → ``1088/``.

    Figures of a year are no heads: ``năm 2024`` would otherwise find every document numbered 2024.
    """
    return tuple(
        f"{token}/"
        for token in dict.fromkeys(tokens.syllables)
        if token.isdigit() and len(token) <= 5 and not (len(token) == 4 and token[:2] in {"19", "20"})
    )


# Syllables repeat: the memory of folded tokens takes a third off the time of a passage.
_folded = lru_cache(maxsize=1 << 17)(fold)


def _spelled(word: str) -> str:
    if word.isdigit():
        return word.lstrip("0") or "0"
    if _Y_SYLLABLE.fullmatch(word):
        return word.translate(_Y_TO_I)
    return word


def _figure(word: str) -> tuple[str, ...]:
    """Return the one form of a figure, or its parts when it is none (a dotted date, a list).

    >>> _figure("1.234,56"), _figure("0,17"), _figure("20.11.2020")
    (('1234.56',), ('0.17',), ('20', '11', '2020'))
    """
    if _THOUSANDS.fullmatch(word):
        return (word.replace(".", "").replace(",", "."),)
    if _ENGLISH.fullmatch(word):
        return (word.replace(",", ""),)
    if _DECIMAL.fullmatch(word):
        return (word.replace(",", "."),)
    return tuple(_spelled(part) for part in re.split(r"[.,]", word))


def _numbers(folded: str) -> list[str]:
    if "/" not in folded and "thang" not in folded and "-" not in folded and "." not in folded:
        return []
    found: list[str] = []
    for match in _NUMBER.finditer(folded):
        head = _thousand(match["head"]).lstrip("0")
        if not head:
            continue
        if match["party"]:
            found.append(f"{head}-{_closed(match['party'])}")
        else:
            code = _closed(match["code"])
            if match["year"]:
                found.append(f"{head}/{match['year']}/{code}")
            found.append(f"{head}/{code}")
        found.append(f"{head}/")
    for match in _DATE.finditer(folded):
        day, month, year = (
            match["d"] or match["d2"],
            match["m"] or match["m2"] or match["m3"] or match["m4"],
            match["y"] or match["y2"] or match["y3"] or match["y4"],
        )
        if not 1 <= int(month) <= 12:
            continue
        if day:
            found.append(f"{int(day)}/{int(month)}/{year}")
        found.append(f"{int(month)}/{year}")
    return found


def _thousand(head: str) -> str:
    """Return a head without the dot of its thousands: "1.526" is 1526, "66.4" the fourth of a series."""
    whole, _, rest = head.partition(".")
    return whole + rest if len(rest) == 3 else head


def _closed(code: str) -> str:
    return "".join(code.split())
