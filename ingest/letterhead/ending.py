"""The ending: recipients and signature, in whichever order the page put them, and where the appendices begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.structure import line_shapes
from ingest.structure.markers import LISTS, parse_marker
from ingest.structure.pieces import Paragraph, Piece
from ingest.text.document_kinds import kind_names, one_of
from ingest.text.folding import fold

_ANNEX = re.compile(
    r"^\W{0,3}(?:phu luc|danh sach|bieu|bang|mau so|mau\b|phieu|de cuong|lich\b|noi dung|phu bieu|tong hop|ket qua|"
    rf"{one_of(map(fold, kind_names('annexed')))})"
)
_LAST_RECIPIENT = re.compile(r"^\W{0,4}l[uư]u\b", re.IGNORECASE)
_SIGNATURE_BEFORE = 8  # lines of a signature that may stand above "Nơi nhận:"
_SIGNATURE_BETWEEN = 5  # lines of junk and recipients between the lines of a title, where columns were mixed up
_SIGNATURE_BELOW = 12  # lines of these between the title and the name
_JUNK = 28  # characters: what a stamp leaves behind beside a signature


@dataclass(frozen=True, slots=True)
class Ending:
    """Positions [start, end) of the ending among the pieces; its paragraphs; what the signature says.

    ``recipients`` leaves the archive copy (``Lưu``) out. A stamp's signer, the drafter or whoever is named in the text
    is never the ``signer``: it is the last person's name under the title block.
    """

    start: int
    end: int
    paragraphs: tuple[Paragraph, ...] = ()
    signer: str | None = None
    signer_title: str | None = None
    recipients: tuple[str, ...] = ()


def find_ending(pieces: Sequence[Piece], start: int = 0) -> Ending:
    """Find the first ending at or behind ``start``; an empty one at the very end when there is none."""
    named = next((at for at in range(start, len(pieces)) if line_shapes.is_recipients(pieces[at].folded)), None)
    if named is None:
        first = _lone_signature(pieces, start)
        if first is None:
            return Ending(len(pieces), len(pieces))
    else:
        first = _signature_above(pieces, named, start)
    roles = _roles(pieces, first, listing=named is None)
    groups = _groups(first, roles)
    paragraphs = tuple(Paragraph(tuple(pieces[at] for at in ats), "ending", role) for role, ats in groups)
    return Ending(
        first,
        first + len(roles),
        paragraphs,
        _signer(paragraphs),
        _title(paragraphs),
        _recipients(paragraphs),
    )


def _is_office(piece: Piece) -> bool:
    text = piece.text
    return (
        len(text) < 90
        and line_shapes.is_capitals(text)
        and parse_marker(text) is None
        and (bool(line_shapes.AUTHORITY.match(text)) or bool(line_shapes.OFFICE.search(piece.folded)))
        and not _ANNEX.match(piece.folded)
    )


def _lone_signature(pieces: Sequence[Piece], start: int) -> int | None:
    """Find a title block with a person's name close below it, where no recipients are listed."""
    for at in range(len(pieces) - 1, start - 1, -1):
        text = pieces[at].text
        if not _is_office(pieces[at]) or pieces[at].line.role == "row":
            continue
        signs = bool(line_shapes.AUTHORITY.match(text)) or len(text.split()) <= 6
        if signs and _signed_below(pieces, at):
            above = range(at - 1, max(start, at - _SIGNATURE_BETWEEN) - 1, -1)
            for higher in above:
                if _is_office(pieces[higher]):
                    at = higher
                elif len(pieces[higher].text) > _JUNK:
                    break
            return at
    return None


def _signed_below(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether a person's name stands close below: behind nothing but short lines, on the same page."""
    for piece in pieces[at + 1 : at + _SIGNATURE_BELOW]:
        if line_shapes.is_person(piece.text):
            return True
        if len(piece.text) > _JUNK or piece.line.page != pieces[at].line.page:
            return piece.line.page != pieces[at].line.page and line_shapes.is_person(piece.text)
    return False


def _signature_above(pieces: Sequence[Piece], named: int, start: int) -> int:
    """Return where the ending starts: at ``Nơi nhận``, or at a signature printed right above it."""
    low = max(start, named - _SIGNATURE_BEFORE)
    offices = [at for at in range(low, named) if _is_office(pieces[at])]
    for at in offices:
        between = pieces[at:named]
        if all(_is_office(one) or line_shapes.is_person(one.text) or len(one.text) <= _JUNK for one in between):
            return at
    return named


def _roles(pieces: Sequence[Piece], first: int, listing: bool) -> list[str]:
    """Name the role of each line from ``first`` on, until a line that belongs to no ending.

    ``listing`` tells whether recipients may stand there without their heading.
    """
    roles: list[str] = []
    signed = False
    for at in range(first, len(pieces)):
        line = pieces[at].line
        text = line.text
        marker = parse_marker(text)
        dashed = marker is not None and marker.style in LISTS
        if line.role == "row" or line_shapes.is_motto(line.folded):
            break
        if line_shapes.is_recipients(line.folded) and "recipients" not in roles:
            roles.append("recipients")
            listing = True
        elif listing and (dashed or _LAST_RECIPIENT.match(text)):
            roles.append("recipient")
            listing = not _LAST_RECIPIENT.match(text.lstrip("-– "))
        elif _is_office(pieces[at]) and not signed:
            roles.append("office")
        elif line_shapes.is_person(text) and ("office" in roles or listing or "recipients" in roles) and len(text) < 40:
            roles.append("name")
            signed = "office" in roles
        elif _ANNEX.match(line.folded) or (marker is not None and not dashed):
            break
        elif _wraps(pieces, at, roles):
            roles.append("wrap")
        elif (
            listing
            and not line_shapes.is_capitals(text)
            and text.rstrip().endswith((";", ".", ","))
            and len(text) < 160
        ):
            roles.append("recipient")
            listing = not re.search(r"\blưu\b\s*:", text, re.IGNORECASE)
        elif len(text) <= _JUNK and not dashed and line.role != "heading":
            roles.append("junk")
        else:
            break
    while roles and roles[-1] == "junk" and signed and len(pieces[first + len(roles) - 1].text) > 14:
        roles.pop()
    return roles


def _wraps(pieces: Sequence[Piece], at: int, roles: list[str]) -> bool:
    """Tell whether a line goes on with the recipient above it."""
    if not roles or roles[-1] not in ("recipient", "wrap", "recipients"):
        return False
    line, above = pieces[at].line, pieces[at - 1].text.rstrip()
    if line.gap_before or line_shapes.is_capitals(line.text) or len(line.text) > 120:
        return False
    return not above.endswith((";", ".", ":")) or line_shapes.starts_lower(line.text)


def _groups(first: int, roles: Sequence[str]) -> list[tuple[str, list[int]]]:
    groups: list[tuple[str, list[int]]] = []
    for offset, role in enumerate(roles):
        if role == "wrap":
            groups[-1][1].append(first + offset)
        else:
            groups.append((role, [first + offset]))
    return groups


def _signer(paragraphs: Sequence[Paragraph]) -> str | None:
    offices = [i for i, paragraph in enumerate(paragraphs) if paragraph.role == "office"]
    names = [i for i, paragraph in enumerate(paragraphs) if paragraph.role == "name"]
    behind = [i for i in names if offices and i > offices[0]]
    if behind:
        return paragraphs[behind[-1]].text.strip(" .*")
    return paragraphs[names[-1]].text.strip(" .*") if names and not offices else None


def _title(paragraphs: Sequence[Paragraph]) -> str | None:
    offices = [re.sub(r"\s+", " ", p.text).strip(" *,;:`'’.") for p in paragraphs if p.role == "office"]
    return ", ".join(offices) or None


def _recipients(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    found: list[str] = []
    for paragraph in paragraphs:
        text = paragraph.text
        if paragraph.role == "recipients":
            text = re.sub(r"^\W*nơi\s*nhận\W*", "", text, flags=re.IGNORECASE)
        elif paragraph.role != "recipient":
            continue
        text = re.sub(r"^[\W_]+", "", text).rstrip(" ;,.")
        if text and not _LAST_RECIPIENT.match(text):
            found.append(text)
    return tuple(found)
