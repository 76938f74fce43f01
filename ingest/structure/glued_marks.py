"""Note marks that lost their height: ``NĐ-CP1`` in the text and ``1 Nghị định số …`` below it become ``NĐ-CP¹`` and ``¹``.

Plain text made from a laid-out page has them. A digit behind a word is raised only where a line further down opens with
the same number as a note does, and only in order from 1: figures such as QH15, m3 and CO2 stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.document import EXPONENT_UNITS, SUPERSCRIPTS, TO_SUPERSCRIPTS
from ingest.structure.markers import parse_marker
from ingest.structure.pieces import Piece

# "1 Nghị định số 126", "2Thông tư"; not "1. Nghị định", "15 hộ", "12/QĐ-UBND"
_OPENS_NOTE = re.compile(r"(?P<number>\d{1,2})\s?(?=[^\W\d_a-zà-ỹđ]|[“\"(])")
# "126/2024/NĐ-CP1," "công nghiệp)2 và" "(đoạn 1)3" "tháng 5/20244" "năm 20245" "42/2024/QH156"; a short name in front is
# looked at below
_GLUED = re.compile(
    r"(?P<word>\S*QH1\d|\S*/(?:19|20)\d\d|năm\s(?:19|20)\d\d|\S*[^\W\d_][)”\"]?|\S+[)”\"])"
    r"(?P<number>\d{1,2})(?=[\s,.;:)”\"]|$)"
)
# QH15, K3, PM10, A4: a short name that ends in a figure of its own
_NAME = re.compile(r"[^\W\d_]{1,3}")
_SHORTEST = 15  # characters of the first note at least
_FAR = 120  # lines: a page of a report holds no more


def with_glued_marks(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with the marks and numbers of such notes raised; their count and lengths do not change."""
    out = list(pieces)
    if any(sign in piece.text for piece in pieces for sign in SUPERSCRIPTS):
        return out
    expected, at_mark, at_note = 1, (0, 0), 0
    for at, piece in enumerate(pieces):
        opens = _OPENS_NOTE.match(piece.text)
        if opens is None or piece.line.role == "row" or parse_marker(piece.text):
            continue
        number = int(opens["number"])
        if number == 1 and expected != 1 and len(piece.text) >= _SHORTEST:
            expected, at_mark = 1, (at_note + 1, 0)  # numbers may start anew on every page
        if number != expected or (number == 1 and len(piece.text) < _SHORTEST):
            continue
        mark = _mark(out, max(at_mark, (at - _FAR, 0)), at, opens["number"])
        if mark is None:
            continue
        line, start = mark
        out[line] = _raised(out[line], start, start + len(opens["number"]))
        out[at] = _raised(out[at], 0, len(opens["number"]))
        expected, at_mark, at_note = number + 1, (line, start + 1), at
    return out


def _mark(pieces: Sequence[Piece], start: tuple[int, int], stop: int, number: str) -> tuple[int, int] | None:
    """Return line and position of the first such number glued to a word, between ``start`` and the line ``stop``."""
    for at in range(max(start[0], 0), stop):
        if pieces[at].line.role == "row":
            continue
        for found in _GLUED.finditer(pieces[at].text):
            behind = (at, found.start("number")) >= start
            if behind and found["number"] == number and not _owns_figure(found["word"]):
                return at, found.start("number")
    return None


def _owns_figure(word: str) -> bool:
    bare = word.lstrip("(“\"'")
    return bool(_NAME.fullmatch(bare)) or bare.lower() in EXPONENT_UNITS or bare.endswith("/QH")


def _raised(piece: Piece, start: int, end: int) -> Piece:
    text = piece.text
    text = text[:start] + text[start:end].translate(TO_SUPERSCRIPTS) + text[end:]
    return Piece(replace(piece.line, text=text), piece.order)
