"""The stretches of a line in which a secrecy mark may stand alone: cells, columns, what is beside the number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.lines import Aside, Line
from ingest.secrecy.grammar import is_form, is_understood, mark_in
from ingest.structure import line_shapes
from ingest.text.folding import fold

# Columns typed with tabs or runs of spaces: "Số: 12/UBND-NC      TỐI MẬT"
_COLUMNS = re.compile(r"\n|\t+| {2,}| \| ")
# A mark at the end or the start of a line of capitals or of a number's line: "Số: 8/BC TỐI MẬT", "TỐI MẬT Số: 8/BC"
_AT_END = re.compile(
    r"^(?P<other>.*?[^\s,;.–-])[\s,;.–-]+(?P<mark>\W*(?:do mat\W*)?(?:tuyet |toi )?mat\b(?P<more>\W.*)?)$"
)
_AT_START = re.compile(r"^(?P<mark>\W*(?:do mat\W*)?(?:tuyet |toi )?mat)\b[\s,;.)–-]+(?P<other>\S.*)$")
# What "tối mật" belongs to in a title: "DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TỐI MẬT", "TIÊU HỦY TÀI LIỆU TỐI MẬT"
_SPOKEN_OF = frozenset(["do", "muc", "cap", "lieu", "ban", "nuoc", "va", "hoac", "tin", "dau", "loai", "so", "hang"])
_LONGEST = 160
_HEAD, _FOOT = 40, 8  # lines of a page at which a mark is printed


@dataclass(frozen=True, slots=True)
class Stretch:
    """A text that stands alone; ``glued`` when only other words, no gap, tell it from the rest of its line."""

    text: str
    glued: bool = False


def stretches_of(line: Line) -> Iterator[Stretch]:
    """Yield the stretches of a line, each once."""
    seen: set[str] = set()
    for cell in line.cells or (line.text,):
        for part in (cell,) if is_understood(cell) or is_form(cell) else (cell, *_COLUMNS.split(cell)):
            for stretch in (Stretch(part), *_beside_letterhead(part)):
                if stretch.text.strip() and stretch.text not in seen:
                    seen.add(stretch.text)
                    yield stretch


def columns_of(text: str) -> tuple[str, ...]:
    """Return what stands apart in a text that still has its tabs and runs of spaces; nothing when it is one whole."""
    parts = tuple(part for part in _COLUMNS.split(text.strip()) if part.strip())
    return () if len(parts) < 2 or is_understood(text) or is_form(text) else parts


def marked_columns(lines: Sequence[str], page: int) -> Iterator[Aside]:
    """Yield the columns of a page's lines, as typed with tabs and spaces, that may be marks in capitals."""
    near = [*lines[:_HEAD], *lines[max(_HEAD, len(lines) - _FOOT) :]]
    for part in (part for line in near for part in columns_of(line)):
        mark = mark_in(part)
        if mark is not None and (mark.capitals or mark.stated):
            yield Aside(part.strip(), "text", page)


def _beside_letterhead(text: str) -> Iterator[Stretch]:
    """Yield what stands at the end or start of a number's line, a motto, a place and day."""
    if len(text) > _LONGEST:
        return
    folded = fold(text)
    for pattern in (_AT_END, _AT_START):
        found = pattern.match(folded)
        if found is None:
            continue
        other = text[found.start("other") : found.end("other")]
        mark = text[found.start("mark") : found.end("mark")]
        if is_letterhead(other):
            yield Stretch(mark)
        elif line_shapes.is_capitals(text) and _names_an_agency(fold(other)) and len(mark.split()) > 1:
            yield Stretch(mark, glued=True)


def _names_an_agency(folded: str) -> bool:
    return line_shapes.STARTS_AGENCY_NAME.match(folded) is not None and folded.split()[-1] not in _SPOKEN_OF


def is_letterhead(text: str) -> bool:
    """Tell whether a text is one of the lines beside which a mark is stamped: number, motto, place and day, urgency."""
    number, folded = line_shapes.number_line(text), fold(text)
    return bool(
        (number and not number["rest"].strip(" .,;-–"))  # not "Số: 8/UBND-NC V/v bảo" before "mật"
        or _NUMBER.match(folded)
        or line_shapes.is_motto(folded)
        or line_shapes.is_second_motto(folded)
        or line_shapes.place_date(text)
    )


_NUMBER = re.compile(r"^\W{0,3}so\s*[:.]\s*[\d.…\s]*/\s*\S+$")  # "Số: ..../UBND-NC" before it is given out
