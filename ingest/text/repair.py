"""Repair of text before it becomes ``Document.text``: composition, look-alike letters, odd spaces.

Nothing a reader of the printed page would notice is changed: letters that only look right become the right ones, and
spaces that only look like spaces become spaces. Spelling slips of the original stay as they are.
"""

from __future__ import annotations

import re
import unicodedata

from ingest.text.lookalikes import DRESSED, in_latin
from ingest.text.mended_signs import tell

# The letter Đ has two look-alikes (Icelandic eth, African D) and Ư one (the letter OI): "HÐND", "THƢƠNG".
_LETTERS = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ", "Ƣ": "Ư", "ƣ": "ư"}
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
# U+2010 and U+2011 (no-break) print as a hyphen: "12/CT‑UBND", U+2215 as a slash. Longer dashes are real signs and stay.
_HYPHENS = {"\u2010": "-", "\u2011": "-", "\u2215": "/"}
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
# Soft hyphen, zero-width signs, direction marks, byte order mark, fillers, variation selectors, tags: they print nothing.
_NOTHING = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\ufeff\uffa0" + "".join(
    chr(code)
    for first, last in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xE0000, 0xE007F))
    for code in range(first, last + 1)
)
# What stands behind these is shown from right to left: "8801" is printed as 1088. The text keeps the order of the file.
_REVERSING = re.compile("[\u202b\u202e\u2067]")
_CONTROLS = "".join(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n" + _NEWLINES)

_TABLE = str.maketrans(
    {
        **_LETTERS,
        **_LIGATURES,
        **_HYPHENS,
        **DRESSED,
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


def repaired(text: str) -> str:
    r"""Return ``text`` in NFC with look-alike letters mended and odd, double and edge spaces made plain.

    Idempotent. Line ends become ``\n`` and are kept; control signs become spaces; signs that print nothing vanish.
    Legacy encodings are decoded before (see ``ingest.text.legacy_encodings``): there the soft hyphen is a letter.

    >>> repaired("HĐÐND tỉnh,\u00a0 THƢƠNG mại")
    'HĐND tỉnh, THƯƠNG mại'
    """
    if text.isascii() and "  " not in text and text.isprintable() and text == text.strip(" "):
        return text
    if _REVERSING.search(text):
        tell("direction_marks", text)
    text = _DOUBLED_D.sub(lambda found: "Đ" if found.group()[0] in "ĐÐƉ" else "đ", text.replace("\r\n", "\n"))
    text = unicodedata.normalize("NFC", text).translate(_TABLE)
    text = unicodedata.normalize("NFC", _hats_first(text))
    latin = in_latin(text)
    if latin != text:
        text = unicodedata.normalize("NFC", _hats_first(latin))
    return _SPACE_AT_EDGE.sub("", _MANY_SPACES.sub(" ", text))


def _hats_first(text: str) -> str:
    if "\u0302" not in text and "\u0306" not in text:
        return text
    return _TONE_BEFORE_HAT.sub(r"\2\1", unicodedata.normalize("NFD", text))
