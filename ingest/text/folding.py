"""Folding for comparison: the same length as the text, so that spans found in folded text hold in the original.

Two strengths: ``lowered`` (case and tone placement) keeps Vietnamese marks apart (năm, nam, nấm differ);
``fold`` removes them as well, for words typed without diacritics. Neither is ever shown to people.
"""

from __future__ import annotations

import re
import unicodedata
from unicodedata import normalize

from ingest.text.document_kinds import kind_names, kinds_for, one_of

# Tone placement concerns only open syllables in oa, oe, uy: old "hòa, khỏe, thủy", new "hoà, khoẻ, thuỷ".
# Both are mapped to the old style; "quý" is right as it stands and "qúy" a slip, so a preceding q changes nothing.
TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng


def _compose(letter: str, tone: str) -> str:
    return unicodedata.normalize("NFC", letter + tone)


_NEW_TO_OLD = {
    first + _compose(second, tone): _compose(first, tone) + second
    for first, second in (("o", "a"), ("o", "e"), ("u", "y"))
    for tone in TONES
}
# "thuỷ", "hoà bình"; not "quý", "hoàn"
_NEW = re.compile(rf"(?<!q)(?:{'|'.join(_NEW_TO_OLD)})(?![^\W\d_])")


def _fold_table() -> dict[int, str]:
    table = {ord("đ"): "d", ord("Đ"): "d", ord("ð"): "d", ord("Ð"): "d", ord("Ɖ"): "d"}
    for code in (*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and code not in table:
            table[code] = base.lower()  # İ stays a capital until its dot is gone
    return table


_FOLD = _fold_table()


def lowered(text: str) -> str:
    """Lower-case ``text`` (NFC) and put the tone of open oa, oe, uy on the first vowel; the length is unchanged.

    >>> lowered("Thuỷ sản, HOÀ bình, quý I, hoàn thành")
    'thủy sản, hòa bình, quý i, hoàn thành'
    """
    return _NEW.sub(_to_old, _lower(text))


def _lower(text: str) -> str:
    low = text.lower()
    # str.lower() may lengthen a text (İ -> i̇); such letters keep their case instead.
    return low if len(low) == len(text) else "".join(s.lower() if len(s.lower()) == 1 else s for s in text)


def _to_old(found: re.Match[str]) -> str:
    return _NEW_TO_OLD[found[0]]


def fold(text: str) -> str:
    """Lower-case ``text`` (NFC) and drop every diacritic, đ→d included; the length is unchanged.

    >>> fold("Sở Kế hoạch và Đầu tư")
    'so ke hoach va dau tu'
    """
    return _lower(text).translate(_FOLD)  # without tones it is one where they stood


def words_of(text: str | None) -> str:
    """Fold a name to its words between single spaces, so that commas and kinds of dash do not matter.

    >>> words_of("Sở Lao động – Thương binh và Xã hội")
    ' so lao dong thuong binh va xa hoi '
    """
    words = re.findall(r"\w+", fold(normalize("NFC", text or "")))
    return f" {' '.join(words)} " if words else ""


# What people say before a number, folded: "cv 1088", "Số: 13/TB-VP", "công văn số 1088"; not "báo cáo tháng 11".
_SAID = (*kind_names("looked_up"), *(kind.codes[0] for kind in kinds_for("short")))
_BEFORE_NUMBER = re.compile(rf"^\s*(?:(?:{one_of(map(fold, _SAID))}|bc|kl|vb)\b)?\s*(?:so\b)?[\s:.]*(?=\d)")


def folded_number(text: str) -> str:
    """Fold a document number for look-up: no spaces, no diacritics, no leading zeros; empty when it is none.

    >>> folded_number("Số: 051 /CĐ-TTg"), folded_number("cv 1088"), folded_number("tháng 11")
    ('51/cd-ttg', '1088', '')
    """
    rest = _BEFORE_NUMBER.sub("", fold(normalize("NFC", text)))
    if not rest[:1].isdigit():
        return ""
    return re.sub(r"[‐‑–—]", "-", re.sub(r"\s+", "", rest)).lstrip("0").rstrip(".,;:")
