"""Several letters in one file: where a further one begins, as offices scan an order and its covering letter together.

A letter of its own prints the national motto (or the Party's name) and a number. An annex may print the motto, too, but
no number of its own ("Quy định (ban hành kèm theo Quyết định số ...)"), and a form to fill in leaves it blank.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.letterhead.ending import find_ending
from ingest.letterhead.find import certain_role
from ingest.lines import Line
from ingest.structure import line_shapes
from ingest.structure.pieces import Piece

_HEAD = 12  # lines within which motto and number of one letterhead stand, both columns and junk of a stamp counted
_ABOVE = 6  # lines of issuer, stamp and page number that may stand above the first of them
# "Phụ lục II", "Mẫu số 02", "Biểu 1", "(Kèm theo Công văn số ...)": what follows belongs to the letter before.
_ANNEX = re.compile(r"^\W*(?:phu luc|mau (?:so\W*)?\w{1,4}\b|mau\b|bieu\b|(?:ban hanh )?kem theo)")
# "Số: ....../TTr-SNV", "ngày … tháng … năm …": to be filled in
_BLANK = re.compile(r"\.{3,}|…|_{3,}")


def further_letters(pieces: Sequence[Piece]) -> tuple[int, ...]:
    """Return the positions where letters after the first begin, ascending; ``pieces`` without notes and artifacts.

    A letter begins with a page; on a page of the letter before, with the name of its issuer behind that one's ending.
    """
    found: list[int] = []
    ending = find_ending(pieces).start
    for at in range(1, len(pieces)):
        starts = pieces[at].line.page != pieces[at - 1].line.page or (at > ending and _may_head(pieces[at].line))
        if starts and (not found or at - found[-1] > _HEAD) and _is_letterhead(pieces, at):
            found.append(at)
            ending = find_ending(pieces, at).start
    return tuple(found)


def _may_head(line: Line) -> bool:
    """Tell whether a line may be the first of a letterhead: an issuer's name in capitals, or a certain line."""
    issuer = line_shapes.is_capitals(line.text) and bool(line_shapes.STARTS_AGENCY_NAME.match(line.folded))
    return issuer or certain_role(line) in ("motto", "number")


def _is_letterhead(pieces: Sequence[Piece], start: int) -> bool:
    """Tell whether motto and number stand together from ``start`` on, below no heading of an annex."""
    head = pieces[start : start + _ABOVE + _HEAD]
    roles = [None if piece.line.role == "row" else certain_role(piece.line) for piece in head]
    certain = [at for at, role in enumerate(roles) if role in ("motto", "second_motto", "number", "place_date")]
    if not certain or certain[0] > _ABOVE:
        return False
    near = [at for at in certain if at - certain[0] < _HEAD]
    stated = {roles[at] for at in near}
    page = pieces[start].line.page
    above = [one for one in pieces[max(start - _ABOVE, 0) : start] if one.line.page == page] + [*head[: certain[0]]]
    return (
        "number" in stated
        and bool({"motto", "second_motto"} & stated)
        and not any(_BLANK.search(head[at].text) for at in near)
        and not any(_ANNEX.match(one.folded) for one in above)
    )
