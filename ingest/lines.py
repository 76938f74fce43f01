"""What every reader returns: lines with layout, in reading order, and notes that the format itself keeps apart.

A reader does not decide what a line means (letterhead, heading, footnote ...): assembly does, from these facts.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ingest.document import ReadingWarning
from ingest.text.folding import fold


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on a page in points, origin top left."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Line:
    """One visual line (PDF, plain text) or one whole paragraph (DOCX, HTML, Markdown: ``whole`` is true).

    ``text`` is NFC, look-alike letters repaired, raised note marks written as Unicode superscripts (``¹⁷``), list
    numbers that the format generates written out (``1. ``, ``a) ``). ``page`` counts from 1. ``gap_before`` is true when a blank
    line or clear vertical space stands before it. ``size`` is the dominant font size in points. ``role`` is ``"body"``, or what the format itself
    says: ``"header"``, ``"footer"``, ``"heading"``, ``"note"`` (a PDF note at a page bottom starts with its superscript
    mark; plain text leaves this to assembly), ``"row"`` (a table row; then ``cells`` holds the cell texts; the first row of a table has
    ``gap_before``), ``"hidden"`` (words the file carries and the page does not show).
    """

    text: str
    page: int = 1
    place: Place | None = None
    size: float | None = None
    bold: bool = False
    italic: bool = False
    centered: bool = False
    indent: float = 0.0
    gap_before: bool = False
    whole: bool = False
    role: str = "body"
    cells: tuple[str, ...] = ()
    _folded: str = field(default="", init=False, repr=False, compare=False)

    @property
    def folded(self) -> str:
        """``fold(text)``, made once: many rules look at the same line."""
        if not self._folded:
            object.__setattr__(self, "_folded", fold(self.text))
        return self._folded


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote the format keeps apart (DOCX, HTML).

    ``mark`` is its number as the reader renumbered it by order of the marks in the text: the superscript in the line.
    """

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Aside:
    """Words seen on a page that are no line of the document's text, looked at for secrecy marks alone.

    ``where`` is ``"annotation"``, ``"picture"``, ``"stamp"`` (a patch of a picture of the page), ``"word_art"`` or
    ``"text"`` (a stretch that a line does not show apart). ``clear`` is false when the words may be misread.
    """

    text: str
    where: str
    page: int = 1
    clear: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read: its lines in order, its separate notes, and what could not be read.

    ``asides`` never become text of the document.
    """

    lines: tuple[Line, ...]
    notes: tuple[Note, ...] = ()
    page_count: int = 1
    paged: bool = False
    scanned: bool = False
    warnings: tuple[ReadingWarning, ...] = ()
    asides: tuple[Aside, ...] = ()

    def with_warnings(self, *more: ReadingWarning) -> Reading:
        """Return the reading with further warnings behind its own."""
        return replace(self, warnings=(*self.warnings, *more)) if more else self
