"""Repair of text before it becomes ``Document.text``: composition, look-alike letters, odd spaces.

Nothing a reader of the printed page would notice is changed: letters that only look right become the right ones, and
spaces that only look like spaces become spaces. Spelling slips of the original stay as they are.
"""

from __future__ import annotations

import re
import unicodedata

# The letter Đ has two look-alikes (Icelandic eth, African D) and Ư one (the letter OI): "HÐND", "THƢƠNG".
_LETTERS = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ", "Ƣ": "Ư", "ƣ": "ư"}
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
# U+2010 and U+2011 (no-break) print as a hyphen: "12/CT‑UBND". Longer dashes are real signs and stay.
_HYPHENS = {"\u2010": "-", "\u2011": "-"}
# Word writes list bullets as codes of the fonts Symbol and Wingdings, in the private use area.
_BULLETS = {
    "\uf02d": "-",
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf076": "❖",
    "\uf02b": "+",
    "\uf0a8": "□",
    "\uf06f": "□",
    "\uf0fe": "☒",
    "\uf052": "☑",
}
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_NEWLINES = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
# Soft hyphen, zero-width signs, direction marks, byte order mark: they print nothing.
_NOTHING = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_CONTROLS = "".join(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n" + _NEWLINES)

_TABLE = str.maketrans(
    {
        **_LETTERS,
        **_LIGATURES,
        **_HYPHENS,
        **_BULLETS,
        **dict.fromkeys(_SPACES + _CONTROLS, " "),
        **dict.fromkeys(_NEWLINES, "\n"),
        **dict.fromkeys(_NOTHING, ""),
        **dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd"),  # half a sign: no encoding can store it
    }
)

# Tone typed before the hat ("o" + acute + circumflex for ố) composes to nothing; the hat belongs first.
_TONE_BEFORE_HAT = re.compile(r"(?<=[aeoAEO])([\u0300\u0301\u0303\u0309])([\u0302\u0306])")
# "HĐÐND": the letter and its look-alike printed over each other. Not "QĐĐC", two real letters.
_DOUBLED_D = re.compile(r"Đ[ÐƉ]|[ÐƉ]Đ|đð|ðđ")
_MANY_SPACES = re.compile(r" {2,}")
_SPACE_AT_EDGE = re.compile(r"(?m)^ +| +$")

# Cyrillic letters drawn like Latin ones, mended only inside a word that also has Latin letters ("ТHÔNG BÁO").
_CYRILLIC = dict(zip("АВЕКМНОРСТУХІаеорсухіԁ", "ABEKMHOPCTYXIaeopcyxid", strict=True))
_CYRILLIC_TABLE = str.maketrans(_CYRILLIC)
# From the beginning of a word alone: tried at each of its letters, a word of a megabyte costs its square.
_WORD_WITH_CYRILLIC = re.compile(rf"(?<![\w\u0300-\u036f])[\w\u0300-\u036f]*[{''.join(_CYRILLIC)}][\w\u0300-\u036f]*")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def repaired(text: str) -> str:
    r"""Return ``text`` in NFC with look-alike letters mended and odd, double and edge spaces made plain.

    Idempotent. Line ends become ``\n`` and are kept; control signs become spaces; signs that print nothing vanish.
    Legacy encodings are decoded before (see ``ingest.legacy``): there the soft hyphen is a letter.

    >>> repaired("HĐÐND tỉnh,\u00a0 THƢƠNG mại")
    'HĐND tỉnh, THƯƠNG mại'
    """
    if text.isascii() and "  " not in text and text.isprintable() and text == text.strip(" "):
        return text
    text = _DOUBLED_D.sub(lambda found: "Đ" if found.group()[0] in "ĐÐƉ" else "đ", text.replace("\r\n", "\n"))
    text = unicodedata.normalize("NFC", text).translate(_TABLE)
    text = unicodedata.normalize("NFC", _hats_first(text))
    if _WORD_WITH_CYRILLIC.search(text):
        text = unicodedata.normalize("NFC", _hats_first(_WORD_WITH_CYRILLIC.sub(_latin_word, text)))
    return _SPACE_AT_EDGE.sub("", _MANY_SPACES.sub(" ", text))


def _hats_first(text: str) -> str:
    if "\u0302" not in text and "\u0306" not in text:
        return text
    return _TONE_BEFORE_HAT.sub(r"\2\1", unicodedata.normalize("NFD", text))


def _latin_word(found: re.Match[str]) -> str:
    word = found.group()
    return word.translate(_CYRILLIC_TABLE) if _LATIN.search(word) else word
