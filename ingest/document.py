"""The document model: one text, and everything else as spans into it.

Standard library only: importing these types never loads a PDF library or torch.

Layout of ``Document.text`` (decided once, in assembly, and never changed afterwards):

1. letterhead (a displaced letterhead is put back here), subject, addressees, body, signature, recipients,
   appendices: paragraphs in reading order, one paragraph per line, sentences cut by page ends re-joined;
2. after the last paragraph, the footnotes, one per line, in order, each starting with its superscript mark;
3. then the artifacts (page numbers, running heads, signature stamps, scanner junk), one per line;
4. last, hidden words: what the file carries and no page shows. Nothing is read from them (``Document.seen_text``).

Footnote marks stay in the text as Unicode superscripts (``tháng 5/2024¹``), glued to the word they follow, so a quote
reads as printed. Everything that compares or tokenises text removes them first (``document.without_marks``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date

from ingest.assignment import Assignment
from ingest.note_marks import EXPONENT_UNITS as EXPONENT_UNITS
from ingest.note_marks import SUPERSCRIPTS as SUPERSCRIPTS
from ingest.note_marks import TO_DIGITS as TO_DIGITS
from ingest.note_marks import TO_SUPERSCRIPTS as TO_SUPERSCRIPTS
from ingest.note_marks import without_marks as without_marks
from ingest.spans import Span as Span

_NOTHING = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Box:
    """Where a stretch of text stands on its page: points (1/72 inch), origin at the page's top left corner."""

    span: Span
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """A run of text that stands on page ``number`` (from 1).

    ``Document.pages`` is sorted by span and covers the whole text. One number may own several runs: notes and artifacts
    are gathered at the end of the text.
    """

    number: int
    span: Span
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered or titled unit.

    ``label`` is the marker as printed, without closing punctuation (``I``, ``1``, ``1.1``, ``đ``, ``ii``, ``-``, ``+``,
    ``Điều 4``, ``Phụ lục I``), a misread one as its neighbours show it, or ``None`` for an unnumbered heading.
    ``heading`` is the title, or for a unit without a title its first clause, at most 120 characters. ``level`` is the
    nesting depth from 1. ``span`` covers the marker, the heading, the content and all children. Children are disjoint,
    ordered and inside ``span``.
    """

    label: str | None
    heading: str
    level: int
    span: Span
    children: tuple[Section, ...] = ()

    @property
    def title(self) -> str:
        """The section as one step of a citation path, e.g. ``II. Tình hình`` or ``đ) Đối với cấp huyện``."""
        if self.label is None or self.label in "-+":
            return self.heading
        closing = ")" if self.label[0].islower() else "."
        return f"{self.label}{closing} {self.heading}".strip() if self.heading else self.label


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note lifted out of the running text.

    ``mark`` is the number or sign in plain characters (``"17"``, ``"*"``). ``span`` is the note's text without its
    mark. ``anchor`` is the clause in the body that the mark follows, its end just behind the mark. ``inferred`` is true
    when no mark was found and the note was tied to the last paragraph of its page.
    """

    mark: str
    span: Span
    anchor: Span
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: its span and the span of each cell (empty cells have empty spans)."""

    span: Span
    cells: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table in the text: one line per row, cells separated by `` | ``. ``header`` holds the column titles."""

    span: Span
    header: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number as printed and its parts; see ``ingest.references.numbers`` for parsing and the normal form.

    ``normal`` is the form for look-up: NFC, no spaces, upper case, known slips mended, leading zeros removed
    (``1088/UBND-TH``, ``51/CĐ-TTG``). ``kind`` is the type code (``QĐ``) or ``None`` for a công văn; ``year`` only where
    the year is part of the number.
    """

    printed: str
    normal: str
    number: str
    code: str
    kind: str | None = None
    issuer_code: str | None = None
    year: int | None = None

    @property
    def shown(self) -> str:
        """As printed, without the gap that was left for a stamp or a pen (``1088 /UBND-TH``)."""
        return "".join(self.printed.split())


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of another legal document in this one: found, not resolved. ``span`` covers the number (or name)."""

    span: Span
    number: DocumentNumber | None
    date: date | None = None


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """Something that could not be read or had to be inferred; ``code`` is turned into words by the user interface."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """Where a fact about the document was read, and how sure the reading is.

    ``name`` is the attribute of ``Document`` (``number``, ``issuer`` ...), ``span`` the printed words the value was read
    from. ``confidence`` lies in 0..1; ``ingest.letterhead.fields`` states its rule. ``inferred`` is true when the words do not
    state the value but only imply it, as a ``V/v`` implies a công văn.
    """

    name: str
    span: Span
    confidence: float = 1.0
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A further letter in the same file, under a head of its own; ``span`` runs from that head to the next or the end.

    All else is as in ``Document``, where it is the first letter's.
    """

    span: Span
    letterhead: Span
    body: Span
    kind: str | None = None
    number: DocumentNumber | None = None
    issuer: str | None = None
    issued_on: date | None = None
    subject: str | None = None
    signer: str | None = None
    signer_title: str | None = None
    urgency: str | None = None
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A directive, read. Unknown stays ``None``. All spans are into ``text``; see the module docstring for its layout.

    ``id`` is the first 16 hex digits of the original's SHA-256. ``paged`` is false for files without pages of their own
    (plain text, HTML): there every span is on page 1 and no page is shown to people. ``scanned`` is true when pages
    without a text layer were found. ``fields`` tells where the facts from ``kind`` to ``urgency`` were read, in that
    order; an unknown fact has none. ``letters`` are further letters in the same file, in text order. ``circulation`` is
    the mark of how far it may go round (``LƯU HÀNH NỘI BỘ``).
    """

    id: str
    sha256: str
    file_name: str
    text: str
    kind: str | None = None
    number: DocumentNumber | None = None
    issuer: str | None = None
    issued_on: date | None = None
    subject: str | None = None
    signer: str | None = None
    signer_title: str | None = None
    urgency: str | None = None
    recipients: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
    page_count: int = 1
    paged: bool = False
    scanned: bool = False
    sections: tuple[Section, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    tables: tuple[Table, ...] = ()
    references: tuple[Reference, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    letterhead: Span = _NOTHING
    body: Span = _NOTHING
    notes: Span = _NOTHING
    artifacts: Span = field(default=_NOTHING, metadata={"stored": "furniture"})
    hidden: Span = _NOTHING
    warnings: tuple[ReadingWarning, ...] = ()
    fields: tuple[Field, ...] = ()
    letters: tuple[Letter, ...] = ()
    circulation: str | None = None

    def bearing(self, position: int) -> Document:
        """Return this document with the head, body and facts of the letter that the character at ``position`` stands in.

        Its text and its spans are the same; whatever names the source of words in a file of several letters asks here.
        """
        return self._as(next((one for one in self.letters if one.span.start <= position < one.span.end), None))

    def numbered(self, normal: str | None) -> Document:
        """Return this document with the facts of its letter of that number; itself where it has none."""
        return self._as(next((one for one in self.letters if one.number and one.number.normal == normal), None))

    def _as(self, letter: Letter | None) -> Document:
        if letter is None:
            return self
        return replace(self, **{one.name: getattr(letter, one.name) for one in fields(letter) if one.name != "span"})

    @property
    def seen_text(self) -> str:
        """The text without the hidden words behind it; spans into it are spans into ``text``."""
        return self.text[: self.hidden.start] if self.hidden.end else self.text

    def page_of(self, position: int) -> int:
        """Return the page number on which the character at ``position`` stands."""
        if not self.pages:
            return 1
        found = bisect_right(self.pages, position, key=lambda page: page.span.start) - 1
        return self.pages[max(found, 0)].number

    def walk(self) -> Iterator[tuple[Section, tuple[Section, ...]]]:
        """Yield every section in text order with its ancestors, outermost first."""
        waiting: list[tuple[Section, tuple[Section, ...]]] = [(section, ()) for section in reversed(self.sections)]
        while waiting:
            section, above = waiting.pop()
            yield section, above
            waiting += [(child, (*above, section)) for child in reversed(section.children)]

    def section_path(self, position: int) -> tuple[str, ...]:
        """Return the titles of the sections around ``position``, outermost first; empty outside any section."""
        path: list[str] = []
        level = self.sections
        while True:
            inside = next((s for s in level if s.span.start <= position < s.span.end), None)
            if inside is None:
                return tuple(path)
            path.append(inside.title)
            level = inside.children
