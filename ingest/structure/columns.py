"""Two columns printed side by side, taken apart: the letterhead at the top, recipients and signature at the end.

Plain text and scans put both columns on one line; readers of formats with cells or positions return one column after
the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.lines import Line
from ingest.structure import line_shapes
from ingest.structure.pieces import Piece, cut
from ingest.text.folding import fold

# "Số: 15/CT-UBND Bình Lạc, ngày 3 tháng 4 năm 2018": the right column starts at the place.
_PLACE = re.compile(
    rf"(?:(?:TP|Tp)\.\s?)?[{line_shapes.UPPER}][{line_shapes.LOWER}]+(?:[ -][{line_shapes.UPPER}][{line_shapes.LOWER}]+){{0,3}}\s?,\s*ngày\b"
)
# "- Như trên; PHÓ CHỦ TỊCH": capitals behind the end of a recipient
_CAPITALS_BEHIND = re.compile(rf"(?<=[;.,:)])\s+(?=[{line_shapes.UPPER}./]{{2,}}[ .][{line_shapes.UPPER} ./-]+$)")
_NAME_BEHIND = re.compile(
    rf"(?<=[;.)])\s*\W{{0,3}}(?=(?:[{line_shapes.UPPER}][{line_shapes.LOWER}]{{1,6}}\s){{1,4}}[{line_shapes.UPPER}][{line_shapes.LOWER}]{{1,6}}$)"
)
_HEAD_LINES = 40  # a letterhead with its subject and addressees stays within this many lines
_ENDING_LINES = 30


def untangled(lines: Sequence[Line]) -> list[Piece]:
    """Return the lines as pieces in reading order, two-column lines taken apart."""
    pieces: list[Piece] = []
    recipients_at = -_ENDING_LINES
    for at, line in enumerate(lines):
        if line.role == "row":
            parts = [line]
        else:
            if line_shapes.is_recipients(line.folded):
                recipients_at = at
            if at - recipients_at < _ENDING_LINES:
                parts = _split_ending(line)
            elif at < _HEAD_LINES or line_shapes.is_motto(line.folded) or line_shapes.is_second_motto(line.folded):
                parts = _split_head(line)
            else:
                parts = [line]
        pieces.extend(Piece(part, at) for part in parts)
    return _columns_of_ending(pieces)


def _split_head(line: Line) -> list[Line]:
    text = line.text
    if line.whole or len(text) > 160:
        return [line]
    for pattern in (
        r"\s(?=cong\s*ho\w{0,2}\s.{0,14}(?:chu|hu|nghia))",
        r"\s(?=dang cong san viet nam\W*$)",
        r"\s\W{0,3}(?=doc\s*lap\s*\W{0,4}\s*tu\s*do)",
    ):
        found = re.search(pattern, line.folded)
        if found and found.start() > 2:
            return cut(line, found.start())
    place = next((found for found in _PLACE.finditer(text) if line_shapes.place_date(text[found.start() :])), None)
    if place and place.start() > 2:
        return cut(line, place.start())
    return [line]


def _split_ending(line: Line) -> list[Line]:
    text = line.text
    if len(text) > 160:
        return [line]
    if line_shapes.is_recipients(line.folded):
        found = re.match(r"\W*nơi\s*nhận\s*[:;.,]?\s*(?=\S)", text, re.IGNORECASE)
        rest = text[found.end() :] if found else ""
        if found and line_shapes.is_capitals(rest) and line_shapes.OFFICE.search(fold(rest)):
            return cut(line, found.end())
        return [line]
    capitals = None if line_shapes.AUTHORITY.match(text) else _CAPITALS_BEHIND.search(text)
    if capitals and line_shapes.OFFICE.search(line.folded[capitals.end() :]):
        return cut(line, capitals.end())
    name = _NAME_BEHIND.search(text)
    if name and re.match(r"\W*lưu\b", text, re.IGNORECASE) and line_shapes.is_person(text[name.end() :]):
        return cut(line, name.end())
    return [line]


def _columns_of_ending(pieces: list[Piece]) -> list[Piece]:
    """Move the signature's lines that stood between the recipients behind the last recipient."""
    start = next((i for i, piece in enumerate(pieces) if line_shapes.is_recipients(piece.folded)), None)
    if start is None:
        return pieces
    last = start
    for i in range(start + 1, min(len(pieces), start + _ENDING_LINES)):
        if re.match(r"\W{0,4}lưu\b", pieces[i].text, re.IGNORECASE):
            last = i
            break
    between = pieces[start + 1 : last]
    signature = [p for p in between if line_shapes.is_capitals(p.text) and line_shapes.OFFICE.search(p.folded)]
    if not signature:
        return pieces
    kept = [piece for piece in between if piece not in signature]
    return [*pieces[: start + 1], *kept, pieces[last], *signature, *pieces[last + 1 :]]
