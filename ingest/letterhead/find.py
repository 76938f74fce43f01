"""The letterhead: which lines belong to it, wherever page order put them, and what each of them says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.letterhead.circulation import is_circulation
from ingest.lines import Line
from ingest.structure import line_shapes
from ingest.structure.markers import LISTS, parse_marker
from ingest.structure.pieces import Paragraph, Piece
from ingest.text.document_kinds import kind_names
from ingest.text.folding import fold

_REACH = 70  # lines: subject and addressees may be long, but a letterhead ends before this
_FORMULAS = tuple(map(fold, kind_names("formula")))
_NARROW = 62  # characters: a line of the left column, where the subject of a công văn stands
_LOOK_AHEAD = 6  # lines of scanner junk that may stand before the next certain line of a letterhead
_TO_ADDRESSEES = 4  # lines of a damaged place and date that may stand between a subject and the addressees
_DISPLACED = 100  # lines: as far as page order has been seen to carry a letterhead, with room to spare
_RUNS_ON = 0.8  # of the next line's length: a shorter line of an addressee ended by itself
_FULL = 0.8  # of the width the page is printed on: no line of a centred title is so long
_LONG_SUBJECT = 12  # lines
_OPENINGS = re.compile(
    r"^(?:can cu|thuc hien|ngay \d|xet |theo |de |trong thang|trong nam|nham |thuc hien|phat huy|tiep tuc|qua )"
)
_PARENTHESIS = re.compile(r"^\(.*\)$")


@dataclass(frozen=True, slots=True)
class Taken:
    """The letterhead's paragraphs in reading order, and the positions of all pieces that belong to it."""

    paragraphs: tuple[Paragraph, ...]
    positions: frozenset[int]

    def texts(self, role: str) -> tuple[str, ...]:
        """Return the texts of the paragraphs with this role."""
        return tuple(paragraph.text for paragraph in self.paragraphs if paragraph.role == role)


def take_letterhead(pieces: Sequence[Piece]) -> Taken:
    """Take the letterhead off the front of ``pieces`` (notes and artifacts already left out).

    National motto, place and date, or a number that page order displaced into the body are put back, but only where
    the front has none of its own: what a later annex prints stays with the annex.
    """
    walk = _Walk(pieces)
    walk.run()
    groups = walk.groups
    groups = _with_displaced(pieces, _left_first(groups), walk.at)
    paragraphs = tuple(Paragraph(tuple(pieces[at] for at in ats), "letterhead", role) for role, ats in groups)
    return Taken(paragraphs, frozenset(at for _, ats in groups for at in ats))


@dataclass(slots=True)
class _Walk:
    """A walk down the front of the document; ``groups`` are (role, positions) in order."""

    pieces: Sequence[Piece]
    at: int = 0
    groups: list[tuple[str, list[int]]] = field(default_factory=list)
    seen_type: bool = False
    seen_subject: bool = False

    def run(self) -> None:
        while self.at < min(len(self.pieces), _REACH):
            role = self._role()
            if role is None:
                return
            self.groups.append((role, [self.at]))
            self.at += 1
            if role == "about":
                self._more_about()
            elif role == "type":
                self.seen_type = True
                self._subject_below_type()
            elif role == "addressees":
                self._addressees()
                return

    def _role(self) -> str | None:
        line = self.pieces[self.at].line
        if line.role == "row":
            return None
        certain = certain_role(line)
        if certain == "number" and self._names_issuer(line.text):
            return "issuer"
        if certain is not None and not (certain == "about" and self.seen_subject):
            return certain if not (certain == "type" and self.seen_type) else None
        if parse_marker(line.text) or len(line.text) > 120:
            return None
        capitals = line_shapes.is_capitals(line.text)
        if self.seen_type or self.seen_subject:
            if capitals and line_shapes.STARTS_AGENCY_NAME.match(line.folded):
                return "office"  # CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH, above the grounds of a decision
            if self.seen_type:
                return "other" if _PARENTHESIS.match(line.text) else None
            ahead = self.pieces[self.at + 1 : self.at + 1 + _TO_ADDRESSEES]
            damaged = len(line.text) < 60 and any(line_shapes.is_addressees(piece.folded) for piece in ahead)
            return "other" if damaged else None
        if capitals:
            # Below its number a body prints no more of its name: this is the stamp of whoever received the letter.
            named = {role for role, _ in self.groups}
            return "other" if {"issuer", "number"} <= named else "issuer"
        ahead = self.pieces[self.at + 1 : self.at + 1 + _LOOK_AHEAD]
        if len(line.text) < 60 and any(certain_role(piece.line) for piece in ahead):
            return "other"
        return None

    def _names_issuer(self, text: str) -> bool:
        """Tell whether a number is part of the issuer's name: ĐOÀN KIỂM TRA / THEO QUYẾT ĐỊNH / SỐ 12/QĐ-SCT."""
        if not (self.groups and self.groups[-1][0] == "issuer" and line_shapes.is_capitals(text[:2])):
            return False
        above = self.pieces[self.groups[-1][1][-1]].folded.rstrip(" .")
        return above.endswith(_FORMULAS)

    def _more_about(self) -> None:
        """Gather the lines of a subject wrapped in the narrow left column, across blank lines between them."""
        group = self.groups[-1][1]
        self.seen_subject = True
        first = self.pieces[group[0]].line
        while self.at < len(self.pieces) and len(group) < _LONG_SUBJECT:
            line = self.pieces[self.at].line
            text = line.text
            if first.whole and line.whole and (len(text) > 200 or not line_shapes.starts_lower(text)):
                return
            if certain_role(line) or parse_marker(text) or line.role == "row" or len(text) > _NARROW:
                return
            last = self.pieces[group[-1]].text
            if line.gap_before and (
                line_shapes.is_terminal(last) or _OPENINGS.match(line.folded) or line_shapes.is_capitals(text)
            ):
                return
            if line_shapes.is_capitals(text) and len(text.split()) > 2:
                return
            group.append(self.at)
            self.at += 1

    def _subject_below_type(self) -> None:
        """Gather the paragraph after the type's name: the subject of every document but a công văn."""
        group: list[int] = []
        while self.at < len(self.pieces) and len(group) < _LONG_SUBJECT:
            line = self.pieces[self.at].line
            text = line.text
            certain = certain_role(line)
            if (certain and certain != "about") or line.role == "row" or _PARENTHESIS.match(text):
                break
            marked = parse_marker(text)
            if (marked and not (group and line_shapes.starts_lower(text[marked.end :]))) or len(text) > 600:
                break
            if line_shapes.is_capitals(text) and _IN_OFFICE.match(line.folded):
                break
            if group and not self._subject_goes_on(line.text, group):
                break
            if group and self._is_running_text(group):
                break
            if not group and _OPENINGS.match(line.folded) and line_shapes.is_terminal(text):
                break
            group.append(self.at)
            self.at += 1
        if group:
            self.groups.append(("subject", group))
            self.seen_subject = True

    def _is_running_text(self, group: list[int]) -> bool:
        """Tell whether the line at hand is justified text, or a stamp, under a centred title in the same print.

        Scans tell no bold from plain, so that a title and the text below it look alike.
        """
        line, first = self.pieces[self.at].line, self.pieces[group[0]].line
        if line.place is None or first.place is None or line.whole or line.bold or first.bold:
            return False
        wide = max(piece.line.place.x1 for piece in self.pieces[:_REACH] if piece.line.place) - min(
            piece.line.place.x0 for piece in self.pieces[:_REACH] if piece.line.place
        )
        spread = line.place.x1 - line.place.x0
        stamped = line_shapes.is_capitals(line.text) and not line_shapes.is_capitals(first.text)
        return stamped or (spread > _FULL * wide and not line.centered)

    def _subject_goes_on(self, text: str, group: list[int]) -> bool:
        line, last = self.pieces[self.at].line, self.pieces[group[-1]].line
        if line_shapes.is_terminal(last.text) and not last.text.endswith(";"):
            return False
        alike = line.bold == last.bold and (line.bold or line.centered == last.centered)
        if line.whole or last.whole:
            return alike and (line.bold or line.centered) and len(text) < 250
        if line.gap_before:
            return line_shapes.starts_lower(text)
        if _OPENINGS.match(line.folded) and text[:1].isupper() and line.indent > last.indent + 8:
            return False
        return alike or line_shapes.starts_lower(text) or line.centered

    def _addressees(self) -> None:
        """Gather the addressees: the list under ``Kính gửi:``, or the rest of its line."""
        while self.at < min(len(self.pieces), _REACH):
            line, last = self.pieces[self.at].line, self.pieces[self.at - 1].line
            marker = parse_marker(line.text)
            ended = last.text.rstrip()
            if line.role == "row" or (marker and marker.style not in LISTS):
                return
            if certain_role(line) in ("motto", "second_motto", "place_date", "number"):
                self.groups.append((str(certain_role(line)), [self.at]))
            elif marker or (
                ended.endswith((";", ":", ",")) and len(line.text) < 200 and not _OPENINGS.match(line.folded)
            ):
                self.groups.append(("addressee", [self.at]))
            elif not line.gap_before and (
                line_shapes.starts_lower(line.text)
                or not (line.whole or ended.endswith((".", ";", ":")) or len(ended) < _RUNS_ON * len(line.text))
            ):
                self.groups[-1][1].append(self.at)
            else:
                return
            self.at += 1


_IN_OFFICE = re.compile(
    r"^(?:chu tich|giam doc|bo truong|hoi dong nhan dan|uy ban nhan dan|thu tuong|ban thuong vu|thuong truc|cuc truong)\b"
)


def certain_role(line: Line) -> str | None:
    """Return the role of a line that can hardly be anything but a letterhead's, else ``None``."""
    text, folded = line.text, line.folded
    if line_shapes.is_motto(folded):
        return "motto"
    if line_shapes.is_second_motto(folded):
        return "second_motto"
    if line_shapes.number_line(text):
        return "number"
    if line_shapes.place_date(text):
        return "place_date"
    if line_shapes.is_urgency(text):
        return "urgency"
    if is_circulation(text):
        return "circulation"
    if line_shapes.is_addressees(folded):
        return "addressees"
    if line_shapes.is_about(folded) and len(text) < 400:
        return "about"
    if line_shapes.type_line(text):
        return "type"
    return None


def _left_first(groups: list[tuple[str, list[int]]]) -> list[tuple[str, list[int]]]:
    """Put the issuer's lines in front of the motto where both columns were printed line by line."""
    motto = next((i for i, (role, _) in enumerate(groups) if role in ("motto", "second_motto")), len(groups))
    late = [group for group in groups[motto:] if group[0] == "issuer"]
    return [*groups[:motto], *late, *(group for group in groups[motto:] if group not in late)]


def _with_displaced(
    pieces: Sequence[Piece], groups: list[tuple[str, list[int]]], start: int
) -> list[tuple[str, list[int]]]:
    have = {role for role, _ in groups}
    wanted = {"motto", "second_motto", "place_date", "number", "urgency"} - have
    if not wanted:
        return groups
    displaced: list[tuple[str, list[int]]] = []
    for at in range(start, min(len(pieces), start + _DISPLACED)):
        line = pieces[at].line
        if line_shapes.is_recipients(line.folded) or line.role == "row":
            break
        role = certain_role(line)
        # A number or date line alone is only the document's own beside a motto, or before anything else was said.
        near = role in ("motto", "second_motto", "urgency") or bool(displaced) or at - start < 4
        if role in wanted and near:
            displaced.append((role, [at]))
            wanted.discard(role)
        elif displaced and at - displaced[-1][1][0] > 4:
            break
    if not displaced:
        return groups
    last = max(
        (i for i, (role, _) in enumerate(groups) if role in ("issuer", "number", "motto", "second_motto")), default=-1
    )
    return [*groups[: last + 1], *displaced, *groups[last + 1 :]]
