"""Lifting notes out of the running text: which lines are notes, and which of them make one note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.document import SUPERSCRIPTS, TO_DIGITS, TO_SUPERSCRIPTS
from ingest.lines import Line, Note, Reading
from ingest.structure import line_shapes
from ingest.structure.markers import parse_marker
from ingest.structure.pieces import Paragraph, Piece

# "[1] Công văn …", "(1) Công văn …", "(*) …", "* …": notes only where the same sign stands in the text above
_OTHER_MARK = re.compile(r"^(?P<mark>\[\d{1,3}\]|\(\d{1,2}\)|\(\*{1,3}\)|\*{1,3})\s*(?=\S)")
_LONE_NUMBER = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class LiftedNote:
    """A note taken out of the text: its ``mark`` in plain characters, its ``sign`` as printed, its paragraph."""

    mark: str
    sign: str
    paragraph: Paragraph

    @property
    def order(self) -> int:
        """Where in the reading it stood."""
        return self.paragraph.pieces[0].order


def lift_notes(pieces: Sequence[Piece], artifacts: frozenset[int]) -> tuple[list[LiftedNote], frozenset[int]]:
    """Return the notes among ``pieces`` in order and the positions of all their lines.

    A note is a line that starts with its raised mark (or ``[1]``, ``(1)``, ``*`` where the text above uses the same sign)
    with the lines that run on without a gap. A block behind a gap continues a note only if it starts lower-case, the note
    has not ended and the text before the note needs no continuation; a list inside a note never opens a section.
    """
    pieces = [_with_raised_number(piece) for piece in pieces]
    notes: list[list[int]] = []
    taken: set[int] = set()
    body = ""  # the last line of running text
    seen: list[str] = []
    signs: list[tuple[str, str]] = []
    for at, piece in enumerate(pieces):
        line = piece.line
        if at in artifacts or line.role == "row":
            continue
        sign = _sign(line, seen)
        if sign is not None:
            notes.append([at])
            signs.append(sign)
        elif notes and _continues(pieces, notes[-1], at, body):
            notes[-1].append(at)
        else:
            body = line.text
            seen.append(line.text)
            continue
        taken.add(at)
    lifted = [
        LiftedNote(mark, printed, Paragraph(tuple(pieces[at] for at in ats), "note"))
        for (mark, printed), ats in zip(signs, notes, strict=True)
    ]
    return lifted, frozenset(taken)


def separate_notes(reading: Reading) -> list[LiftedNote]:
    """Return the notes that the format keeps apart, their raised mark written in front as in the text."""
    notes: list[LiftedNote] = []
    for position, note in enumerate(reading.notes):
        sign = note.mark.translate(TO_SUPERSCRIPTS)
        order = len(reading.lines) + position
        line = Line(_with_sign(note, sign), page=_page_of_mark(reading, sign), whole=True, role="note")
        notes.append(LiftedNote(note.mark, sign, Paragraph((Piece(line, order),), "note")))
    return notes


def _with_raised_number(piece: Piece) -> Piece:
    """Raise the number of a note that stands alone: layout could not tie it to a note that starts with a figure."""
    line = piece.line
    if line.role != "note" or not _LONE_NUMBER.fullmatch(line.text):
        return piece
    return Piece(replace(line, text=line.text.translate(TO_SUPERSCRIPTS)), piece.order)


def _with_sign(note: Note, sign: str) -> str:
    text = " ".join(note.text.split())
    return text if text.startswith(sign) else f"{sign} {text}"


def _page_of_mark(reading: Reading, sign: str) -> int:
    pattern = re.compile(rf"(?<![{SUPERSCRIPTS}]){re.escape(sign)}(?![{SUPERSCRIPTS}])")
    return next((line.page for line in reading.lines if pattern.search(line.text)), 1)


def _sign(line: Line, seen: list[str]) -> tuple[str, str] | None:
    """Return (mark, sign as printed) when the line opens a note."""
    raised = line_shapes.note_mark(line.text)
    if raised is None and line.role == "note" and line.text and not line.text.strip(SUPERSCRIPTS):
        raised = line.text
    if raised is not None:
        return raised.translate(TO_DIGITS), raised
    found = _OTHER_MARK.match(line.text)
    if found is None or not (line.gap_before or line.role == "note"):
        return None
    printed = found["mark"]
    # "tỉnh[1]" or "tỉnh [1]"; the bracketed number and the star only glued to a word: "(1)" also counts items
    before = r"\w[.,;:)”\"]?\s?" if printed[0] == "[" or "*" in printed[1:] else r"\w[.,;:)”\"]?"
    glued = re.compile(before + re.escape(printed) + r"(?![*\d])")
    if any(glued.search(text) for text in seen):
        return printed.strip("[]()"), printed
    return None


def _continues(pieces: Sequence[Piece], note: list[int], at: int, body: str) -> bool:
    line, last = pieces[at].line, pieces[note[-1]].line
    if line.role == "note":
        return True
    if last.role == "note" or line.whole or last.whole or line.page != last.page:
        return False
    if not line.gap_before and pieces[at].order - pieces[note[-1]].order <= 1:
        return True
    wanted = bool(body) and not line_shapes.is_terminal(body)
    return (
        line_shapes.starts_lower(line.text)
        and parse_marker(line.text) is None
        and not line_shapes.is_terminal(last.text)
        and not wanted
    )
