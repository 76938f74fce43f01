"""The body of a document as a run of segments: one line, or the part of a line that belongs to one section."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.document import Document, Section, Span, without_marks
from ingest.structure.markers import SIGNS

HEADING_WORDS = 40  # a longer first line of a section is no title


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of body text inside one innermost section.

    ``role`` is ``header`` (it ends in a colon and something it governs follows), ``heading`` (a bare title: context,
    never quoted alone), ``row`` (a table row), ``columns`` (the titles of a table) or ``text``. ``chain`` are the
    sections around it, outermost first. ``opens`` is true for the first segment of its innermost section, ``begins``
    for the first of a further letter in the same file.
    """

    span: Span
    role: str
    chain: tuple[Section, ...]
    opens: bool
    columns: str = ""
    begins: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """The titles of the sections around it."""
        return tuple(section.title for section in self.chain)

    @property
    def bullet(self) -> bool:
        """True in an item without a number of its own."""
        return bool(self.chain) and (self.chain[-1].label or "-") in SIGNS


def segments_of(document: Document) -> list[Segment]:
    """Return the segments of everything between letterhead and notes, in text order, white space left out.

    Together they hold every visible character there exactly once.
    """
    pieces = list(_pieces(document))
    rows = {
        _visible(document.text, row.span): " | ".join(table.header) for table in document.tables for row in table.rows
    }
    # The titles stand before the first row; whatever else a table holds outside its rows is text.
    letters = {letter.span.start for letter in document.letters}
    titles = sorted((table.span.start, table.rows[0].span.start) for table in document.tables if table.rows)
    segments: list[Segment] = []
    for position, (span, chain) in enumerate(pieces):
        opens = bool(chain) and (position == 0 or chain[-1] not in pieces[position - 1][1])
        following = pieces[position + 1] if position + 1 < len(pieces) else None
        columns = ""
        if span.start in rows:
            role, columns = "row", rows[span.start]
        elif (before := bisect_right(titles, span.start, key=lambda title: title[0])) and (
            span.end <= titles[before - 1][1]
        ):
            role = "columns"
        else:
            role = _role(document.text, span, chain, opens, following)
        segments.append(Segment(span, role, chain, opens, columns, begins=span.start in letters))
    return segments


def _visible(text: str, span: Span) -> int:
    """Return where the first visible sign of ``span`` stands; a row may begin with an empty cell."""
    return span.start + len(span.of(text)) - len(span.of(text).lstrip())


def _role(
    text: str,
    span: Span,
    chain: tuple[Section, ...],
    opens: bool,
    following: tuple[Span, tuple[Section, ...]] | None,
) -> str:
    plain = without_marks(span.of(text)).rstrip(" *_")
    if following is None:
        return "text"
    inside = not chain or chain[-1] in following[1]
    if plain.endswith(":") and inside:
        return "header"
    if not opens or not inside or len(plain.split()) > HEADING_WORDS or plain.endswith((".", ";", "!", "?", "…", "/")):
        return "text"
    if (chain[-1].label or "") in SIGNS:
        # A bullet with items below it and no punctuation leads them in just as a colon would.
        return "header" if chain[-1].children else "text"
    return "heading"


def _pieces(document: Document) -> Iterator[tuple[Span, tuple[Section, ...]]]:
    """Yield (trimmed span, sections around it) for every line, cut where a section begins or ends inside it."""
    text = document.text
    chains = _Chains(document.sections)
    cuts = {section.span.start for section, _ in document.walk()} | {section.span.end for section, _ in document.walk()}
    aside = [
        span
        for span in (document.letterhead, document.notes, document.artifacts, document.hidden)
        if span.end > span.start
    ]
    for span in aside:
        cuts |= {span.start, span.end}
    bounds = sorted({0, len(text), *cuts, *(at + 1 for at, sign in enumerate(text) if sign == "\n")})
    for position, end in pairwise(bounds):
        piece = text[position:end]
        kept = piece.strip()
        if not kept:
            continue
        start = position + len(piece) - len(piece.lstrip())
        if any(span.start <= start < span.end for span in aside):
            continue
        yield Span(start, start + len(kept)), chains.at(start)


class _Chains:
    """The sections around positions that are asked for in ascending order; sections of a level follow each other."""

    def __init__(self, sections: tuple[Section, ...]) -> None:
        self._levels = [sections]
        self._places = [0]

    def at(self, position: int) -> tuple[Section, ...]:
        """Return the sections around ``position``, outermost first."""
        chain: list[Section] = []
        while True:
            depth = len(chain)
            level = self._levels[depth]
            place = self._places[depth]
            while place < len(level) and level[place].span.end <= position:
                place += 1
            self._places[depth] = place
            if place == len(level) or level[place].span.start > position:
                return tuple(chain)
            inside = level[place]
            chain.append(inside)
            if len(self._levels) == depth + 1 or self._levels[depth + 1] is not inside.children:
                del self._levels[depth + 1 :], self._places[depth + 1 :]
                self._levels.append(inside.children)
                self._places.append(0)
