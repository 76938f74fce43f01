"""Where sentences end in administrative Vietnamese, where most full stops do not end one."""

from __future__ import annotations

import re

from ingest.document import SUPERSCRIPTS, Span

# What may end a sentence, with whatever closes it: marks of footnotes, quotes, brackets.
#   ends      "... năm 2024."   "... đồng.¹⁶"   "... tốt!”"   "... thực hiện./."   "... 05 ngày."   "... số liệu...⁵⁶."
#   no end    1.520.367   TP.HCM   Đ/c   v.v.   ;   :   ,
_END = re.compile(rf"(?:\./\.|[.!?…]+)[{SUPERSCRIPTS}”\"»’)\]*]*[.]?(?=\s|$)")

# A full stop after these ends no sentence, whatever follows: TP. Bình Lạc, Th.S. Nguyễn, TS. Lê, TM. ỦY BAN, số. 5.
_ABBREVIATIONS = frozenset(
    [
        "tp", "tx", "tt", "ths", "th.s", "ts", "gs", "pgs", "gs.ts", "pgs.ts", "bs", "ks", "cn", "cv", "tm", "kt", "tl",
        "tuq", "q", "đ/c", "đc", "đ.c", "ô", "p", "x", "h", "kp", "vd", "nxb",
    ]
)  # fmt: skip

# What a new sentence begins with, behind opening signs: a capital, a figure or an item mark.
_OPENING = ' \t\u00a0“"«‘([*-–+'
_LAST_WORD = re.compile(r"[^\s“\"«(\[]+\Z")
# "1. Sở Y tế ...", "a. Nội dung", "II. ...", "2.1. ...": the number of an item.
_ENUMERATION = re.compile(r"(?:[ivxIVX]{1,4}|\d{1,3}|[a-zđA-ZĐ])(?:\.\d{1,3})*\)?")
_NEAR = 40  # characters looked at on either side


def sentences(text: str, span: Span) -> list[Span]:
    """Return the sentences of ``span``, in order, without the white space around them.

    A line end always ends a sentence. Every character of the span that is no white space is in exactly one sentence.
    """
    found: list[Span] = []
    start = span.start
    for position in _ends(text, span):
        _append(found, text, start, position)
        start = position
    _append(found, text, start, span.end)
    return found


def _ends(text: str, span: Span) -> list[int]:
    ends: list[int] = []
    line_start = span.start
    for line in text[span.start : span.end].splitlines(keepends=True):
        line_end = line_start + len(line)
        ends.extend(
            match.end()
            for match in _END.finditer(text, line_start, line_end)
            if _ends_sentence(text, line_start, match, line_end)
        )
        ends.append(line_end)
        line_start = line_end
    return ends


def _ends_sentence(text: str, line_start: int, match: re.Match[str], line_end: int) -> bool:
    following = text[match.end() : min(match.end() + _NEAR, line_end)].lstrip(_OPENING)
    if not following:
        return not text[match.end() : line_end].strip()
    if match.group().startswith("./."):
        return True
    before = text[max(line_start, match.start() - _NEAR) : match.start()]
    word = _LAST_WORD.search(before)
    last = word.group() if word else ""
    if match.group() == ".":
        if last.lower() in _ABBREVIATIONS or (len(last) == 1 and last.isupper() and last not in "IVX"):
            return False
        if _ENUMERATION.fullmatch(last) and _opens(before[: len(before) - len(last)]):
            return False
    # "v.v." and "..." go on more often than they end: only a capital tells.
    return following[0].isupper() or following[0].isdigit()


def _opens(before: str) -> bool:
    """Tell whether a number behind ``before`` counts what follows it (``... sau: 1. Rà soát``, ``2.1. Báo cáo``)."""
    left = before.strip(" *-+(\t")
    return not left or left.endswith((":", ";", ".", ")", "–"))


def _append(found: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    kept = piece.strip()
    if kept:
        found.append(Span(start + left, start + left + len(kept)))
