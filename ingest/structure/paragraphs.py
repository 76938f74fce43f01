"""Joining lines to paragraphs: hard-wrapped lines, and sentences cut by page ends and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import SUPERSCRIPTS
from ingest.lines import Line
from ingest.structure import line_shapes
from ingest.structure.markers import BRACKETED, parse_marker
from ingest.structure.pieces import Paragraph, Piece, glue

_WRAPPED_UP_TO = 150  # characters: longer lines are paragraphs, however a file breaks them
_FULL = 0.9  # of the width that the longest lines of a text have
_NEARLY_FULL = 0.78  # enough where the paragraph so far cannot be a heading
_SHORT_HEADING = 100
# A number at a line's start behind one of these belongs to the sentence: "quy định tại khoản⏎2. …"
_EXPECTS_NUMBER = re.compile(
    r"\b(?:khoản|điều|điểm|số|tháng|ngày|mục|quý|phần|năm|từ|đến|và|chương|lần|thứ|nhóm|cấp|loại|hạng|bước|đợt|kỳ|vòng|là|gồm|còn|dưới|trên|khoảng)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """How wide the lines of a text run, and where its left margin is on pages with positions."""

    width: float
    right: float | None
    margin: float | None
    indented: bool

    @property
    def wrapped(self) -> bool:
        """Tell whether lines are broken at a width at all."""
        return self.right is not None or 0 < self.width <= _WRAPPED_UP_TO


def measure(pieces: Sequence[Piece]) -> Measure:
    """Measure the running text; whole paragraphs (DOCX, HTML) do not count."""
    lines = [piece.line for piece in pieces if not piece.line.whole and piece.line.role != "row"]
    lengths = sorted(len(line.text) for line in lines)
    width = float(lengths[int(len(lengths) * 0.95)]) if lengths else 0.0
    if lengths and lengths[-1] > 2 * _WRAPPED_UP_TO:
        width = float(lengths[-1])
    places = [line.place for line in lines if line.place is not None]
    if len(places) < 4:
        return Measure(width, None, None, False)
    rights = sorted(place.x1 for place in places)
    lefts = [round(place.x0) for place in places]
    long_lefts = [round(place.x0) for place in places if place.x1 > rights[int(len(rights) * 0.8)] - 40] or lefts
    margin = float(sorted(long_lefts)[len(long_lefts) // 10])
    share = sum(left > margin + 12 for left in lefts) / len(lefts)
    return Measure(width, rights[int(len(rights) * 0.9)], margin, 0.08 < share < 0.9)


def join(pieces: Sequence[Piece], part: str) -> list[Paragraph]:
    """Join the pieces of one part to paragraphs.

    A line goes on with the one above when the sentence is open (no terminal mark) and it starts lower-case, when the
    line above ran to the right margin, or when notes, artifacts or a page end stood between and the sentence is open.
    List items, headings and table rows always start a paragraph.
    """
    size = measure(pieces)
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and _goes_on(groups[-1], piece, size):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [Paragraph(tuple(group), part) for group in groups]


def _goes_on(group: Sequence[Piece], piece: Piece, size: Measure) -> bool:
    above, line = group[-1].line, piece.line
    if "row" in (above.role, line.role) or "heading" in (above.role, line.role):
        return False
    if _opens_unit(group, line):
        return False
    opened = group[0].line
    text = above.text
    terminal = line_shapes.is_terminal(text)
    lower = line_shapes.starts_lower(line.text)
    if _in_capitals(opened.text):
        return _capitals_go_on(group, piece)
    if _in_capitals(line.text) and (terminal or line.gap_before or line.whole or not size.wrapped):
        return False
    if above.whole or line.whole:
        return lower and not terminal and not _is_heading(group) and len(text) > 60
    if not terminal and glue(text, line.text) == "" and piece.order - group[-1].order <= 1:
        return True
    full = _is_full(above, line, size, _FULL if _is_heading(group) else _NEARLY_FULL)
    if above.page != line.page or piece.order - group[-1].order > 1:
        return _spans_interruption(group, line, full, size)
    if line.gap_before:
        return not terminal and lower and not text.rstrip().endswith(":")
    if not size.wrapped:
        return not terminal and lower
    if size.indented and size.margin is not None and line.place is not None:
        if line.place.x0 > size.margin + 12:
            return not terminal and full and (lower or not _is_centered(line, size))
        return not text.rstrip().endswith("./.") and (full or not terminal or lower)
    if terminal:
        full = _is_full(above, line, size, _FULL)
        return full and not re.search(r"(?:\./\.|[:;])$", text.rstrip())
    return lower or line.text[:1].isdigit() or full or line.text[:1] in '"“(–-&,'


def _opens_unit(group: Sequence[Piece], line: Line) -> bool:
    """Tell whether the line opens a numbered unit or list item, and not just looks like one at a line's break."""
    marker = parse_marker(line.text)
    if marker is None:
        return False
    text = group[-1].line.text
    if line.whole or line_shapes.is_terminal(text):
        return True
    rest = line.text[marker.end :]
    adjoining = not line.gap_before
    if marker.style == "dash":
        # "phát triển kinh tế⏎- xã hội"; "gồm:⏎- vốn" ended with a colon
        return not (adjoining and line_shapes.starts_lower(rest))
    if marker.style in ("plus", "bullet"):
        return True
    if _EXPECTS_NUMBER.search(text.rstrip(SUPERSCRIPTS + " ")) and adjoining:
        return False
    if marker.style in BRACKETED and adjoining and line_shapes.starts_lower(rest):
        return False
    return not (adjoining and text.rstrip().endswith(",") and line_shapes.starts_lower(rest))


def _capitals_go_on(group: Sequence[Piece], piece: Piece) -> bool:
    """Join the lines of one heading in capitals, and no running text to it."""
    above, line = group[-1].line, piece.line
    if line.gap_before or line.whole or piece.order - group[-1].order > 1:
        return False
    if not _in_capitals(line.text):
        return line_shapes.starts_lower(line.text) and not line_shapes.is_terminal(above.text)
    if line.bold != above.bold or above.text.rstrip().endswith((":", ".")):
        return False
    return parse_marker(group[0].text) is not None or len(above.text) > 30


def _in_capitals(text: str) -> bool:
    """Tell whether a line is set in capitals as a heading is; a line with only a number on it (105/2025/NĐ-CP) is not."""
    words = [word for word in text.split() if not any(sign.isdigit() for sign in word)]
    return line_shapes.is_capitals(text) and sum(sum(sign.isalpha() for sign in word) for word in words) > 4


def _spans_interruption(group: Sequence[Piece], line: Line, full: bool, size: Measure) -> bool:
    text = group[-1].line.text
    if line_shapes.is_terminal(text):
        # A sentence that ends on a page's last full line may still have its paragraph go on; layout cannot tell.
        return False
    if line_shapes.starts_lower(line.text):
        return True
    if _is_heading(group) and not (full and size.wrapped and not _in_capitals(text)):
        return False
    return full or not size.wrapped


def _is_heading(group: Sequence[Piece]) -> bool:
    text = group[0].text
    marked = parse_marker(text) is not None
    short = len(group) == 1 and len(text) < _SHORT_HEADING
    run_in = ": " in text
    return _in_capitals(text) or (short and not run_in and (marked or group[0].line.bold))


def _is_full(above: Line, line: Line, size: Measure, share: float) -> bool:
    """Tell whether the next line's first word would not have fitted behind ``above``."""
    word = line.text.split(" ", 1)[0]
    if size.right is not None and above.place is not None:
        signs = max(len(above.text), 1)
        advance = (above.place.x1 - above.place.x0) / signs
        return above.place.x1 + advance * (len(word) + 1) > size.right - 2 * advance
    if not size.wrapped:
        return False
    return len(above.text) + 1 + len(word) >= share * size.width


def _is_centered(line: Line, size: Measure) -> bool:
    return line.centered or (
        line.place is not None
        and size.right is not None
        and size.margin is not None
        and abs((line.place.x0 - size.margin) - (size.right - line.place.x1)) < 20
        and line.place.x0 - size.margin > 40
    )
