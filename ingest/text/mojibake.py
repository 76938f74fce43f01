"""UTF-8 that was read as a Western or Vietnamese code page and saved so: ``á»¦y ban`` for ``Ủy ban``, once or twice over.

The bytes are got back by the code page that was used wrongly and must then be UTF-8: a round trip that words written
rightly do not make, because a lead byte without its followers is none. Signs that were lost on the way (a no-break
space became a space, a soft hyphen vanished) are guessed only where a Vietnamese letter is the one thing they can be.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from ingest.text.syllables import is_syllable, valid_share

NAME = "mojibake"
# Of the words that the repair touches so many must be possible syllables, and clearly fewer must have been before.
_SURE = 0.7
_RISE = 0.3
_PROOF = 3  # letters decoded whole
_MOST_ROUNDS = 3  # saved wrongly twice is met, more often is not
_CODE_PAGES = ("cp1252", "cp1258")
# The first byte of a Vietnamese letter or a quote, as the code pages show it, and one of those that may follow it
_MARKED = re.compile("[ÂÃÄÅÆÌáâĂ\u0300][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]")
# Latin letters, tones, the signs of Windows 1252, dashes and quotes, ₫: what a Vietnamese text may hold beyond ASCII
_POSSIBLE = re.compile("[\u0080-\u024f\u02c6\u02dc\u0300-\u0323\u1e00-\u1eff\u2010-\u2044\u20ab\u20ac\u2122\ufeff]")
_WORD = re.compile(r"\S+")
_CONTROL = re.compile("[\x80-\x9f]")
_EDGES = "0123456789.,;:!?()[]{}/\\|+*=<>-\"'"
_QUOTES = "–—…“”‘’«»"
_LETTERS = re.compile(r"[^\W\d_]+")


@cache
def _byte_of(code_page: str) -> dict[str, int]:
    """Return the byte each sign stands for; bytes the code page leaves free are read as the control of their number."""
    table = {chr(byte): byte for byte in range(0x80, 0x100 if code_page == "cp1252" else 0xA0)}
    for byte in range(0x80, 0x100):
        sign = bytes([byte]).decode(code_page, "ignore")
        if sign:
            table[sign] = byte
    return table


def unscrambled(text: str) -> str:
    """Return ``text`` with its scrambled lines put right, each line judged by itself; other text as it is.

    >>> unscrambled("á»¦y ban nhÃ¢n dÃ¢n tá»‰nh"), unscrambled("Café à la carte")
    ('Ủy ban nhân dân tỉnh', 'Café à la carte')
    """
    if text.isascii() or not _MARKED.search(text):
        return text
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    best = line
    for page in _CODE_PAGES:
        other = line
        for _ in range(_MOST_ROUNDS):
            before, other = other, _decoded(other, page)
            if other == before:
                break
            if _is_better(line, other) and (best == line or _rank(other) > _rank(best)):
                best = other
    return best


def _rank(line: str) -> tuple[float, int]:
    """Return how well a line reads; of two that read alike the shorter has more letters put together."""
    return valid_share(line), -len(line)


def _is_better(line: str, other: str) -> bool:
    """Tell whether the words that changed are words now and were none (signs such as “ and – alone count as well)."""
    if _CONTROL.search(other):
        return False
    before, after = set(_WORD.findall(line)), set(_WORD.findall(other))
    # “ and » are quotes in right words, in scrambled ones parts of letters.
    were, are = _share(before - after, _EDGES), _share(after - before, _EDGES + _QUOTES)
    if are is None:
        return were is None and len(other) < len(line)
    return are >= max(_SURE, (were or 0.0) + _RISE)


def _share(words: set[str], edges: str) -> float | None:
    """Return the share of syllables among words taken whole (``bÃ¡o`` is one and no syllable); None for none to judge."""
    judged = [letters for word in words if len(letters := word.strip(edges)) > 1]
    return sum(map(is_syllable, judged)) / len(judged) if judged else None


def _decoded(line: str, code_page: str) -> str:
    """Return the line with every run of signs that are UTF-8 by their bytes decoded; whatever is not stays."""
    table = _byte_of(code_page)
    out: list[str] = []
    at = whole = guessed = 0
    # A combining tone that joined the letter before it was a byte of its own.
    signs = line if code_page == "cp1252" else _apart(line, table)
    while at < len(signs):
        first = table.get(signs[at], 0)
        length = 2 if 0xC2 <= first < 0xE0 else 3 if 0xE0 <= first < 0xF0 else 4 if 0xF0 <= first < 0xF5 else 0
        letter = _letter(signs[at : at + length], table) if length else None
        whole += letter is not None
        if letter is None and length:
            letter, length = _with_lost_sign(signs, at, first, table)
            guessed += letter is not None
        if letter is None:
            out.append(signs[at])
            at += 1
        else:
            out.append(letter)
            at += length
    # "XÃ" and "VĂN" are right: what is left of a letter shows only beside letters that are whole.
    # A line saved wrongly as a whole has signs of the code page alone; one pasted together needs more proof.
    needed = 1 if all(sign in table for sign in signs if sign > "\x7f") else _PROOF
    return unicodedata.normalize("NFC", "".join(out)) if whole >= max(needed, guessed) else line


def _apart(line: str, table: dict[str, int]) -> str:
    return "".join(sign if sign in table else unicodedata.normalize("NFD", sign) for sign in line)


def _letter(signs: str, table: dict[str, int]) -> str | None:
    try:
        letter = bytes(table[sign] for sign in signs).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None
    return letter if _POSSIBLE.fullmatch(letter) else None


def _with_lost_sign(signs: str, at: int, first: int, table: dict[str, int]) -> tuple[str | None, int]:
    """Read what is left of a letter whose last byte programs drop (the soft hyphen) or make a space (the no-break space).

    ``chÃnh`` is chính, ``áº`` and ``á»`` at the end of a word are ậ and ử, ``lÃ`` and a space is là.
    """
    if first == 0xC3:
        following = signs[at + 1 : at + 2]
        if following != " ":
            return "í", 1
        # "lÃ  mÃ" (two spaces: one was a byte), "toÃ n", "ngÃ y" (n and y are no words), "lÃ do" (both fell together)
        behind = _LETTERS.match(signs, at + 2)
        joined = behind is not None and behind[0].isascii() and (len(behind[0]) == 1 or not is_syllable(behind[0]))
        return "à", 2 if joined or signs[at + 2 : at + 3] == " " else 1
    if first == 0xE1 and at + 1 < len(signs) and table.get(signs[at + 1]) in (0xBA, 0xBB):
        if signs[at + 2 : at + 3] == " " and signs[at + 3 : at + 4].isupper():  # HOáº CH
            return ("Ạ" if table[signs[at + 1]] == 0xBA else "Ỡ"), 3
        return ("ậ" if table[signs[at + 1]] == 0xBA else "ử"), 2
    return None, 0
