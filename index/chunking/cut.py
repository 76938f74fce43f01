"""Cutting a document into passages: the smallest numbered unit, with what it cannot be understood without beside it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from index.chunking.segments import Segment, segments_of
from index.passages import Passage
from index.text.quotable import LARGEST, bounded, cut, trimmed, words_in
from index.text.quotable import LONGEST as LONGEST
from ingest.document import Document, Footnote, Span

CHUNKS_VERSION = 5
"""Grows whenever the same document would give other passages; an index made with another version is filled anew."""

TINY_ITEM = 15  # syllables: neighbouring items this short are one list, not many passages
LONGEST_LIST = 100  # syllables
LONGEST_HEADER = 60  # syllables: a longer paragraph that ends in a colon stands alone and is not carried along
LONGEST_CONTEXT = 1000
"""Characters of a heading, a header, column titles or a field that are kept beside each passage. Sixty syllables have three
hundred; what is longer would be repeated with every passage of its document. A passage has at most ``LARGEST``."""


def passages_of(document: Document) -> tuple[Passage, ...]:
    """Return the passages of ``document`` in text order: head, body, rows, then footnotes.

    Every visible character outside artifacts and hidden words is in a passage, but for bare headings and column titles, which are
    context, and note marks. A passage is never cut between a header that ends in a colon and its first item.
    """
    notes = _Notes(document)
    parts: list[_Part] = [
        _Part(span, "head") for span in cut(document.text, [trimmed(document.text, document.letterhead)])
    ]
    parts += _body(document)
    made = [
        _passage(document, replace(part, span=span), anchor=notes.within(span))
        for part in parts
        if part.span.end > part.span.start
        for span in bounded(document.text, part.span)
    ]
    made += [passage for note in document.footnotes for passage in _note_passages(document, note)]
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Part:
    """A passage to be: where it is, what it is, and its context."""

    span: Span
    kind: str
    path: tuple[str, ...] = ()
    header: str = ""


@dataclass(slots=True)
class _Scopes:
    """Which header governs what follows: by section, and for the part outside any section."""

    text: str
    by_section: dict[Span, str] = field(default_factory=dict)
    loose: str = ""

    def set(self, segment: Segment) -> None:
        """Let a header or heading govern what follows in its section."""
        words = segment.span.of(self.text).split()
        self.govern(segment, " ".join(words) if len(words) <= LONGEST_HEADER else "")

    def govern(self, segment: Segment, words: str) -> None:
        """Let ``words`` govern what follows in the section of ``segment``."""
        if segment.chain:
            self.by_section[segment.chain[-1].span] = words
        else:
            self.loose = words

    def header(self, segment: Segment) -> str:
        """Return the nearest header above ``segment``, its own section's first."""
        if not segment.chain:
            return self.loose
        for section in reversed(segment.chain):
            if found := self.by_section.get(section.span):
                return found
        # Outside the sections a header governs the bullets right behind it, but not the numbered parts of the text.
        return self.loose if all((one.label or "-") in "-+" for one in segment.chain) else ""


def _body(document: Document) -> Iterator[_Part]:
    """Yield the parts of the body in text order."""
    text = document.text
    scopes = _Scopes(text)
    segments = segments_of(document)
    held: list[Segment] = []  # headers waiting for their first item
    position = 0
    while position < len(segments):
        segment = segments[position]
        if segment.begins:
            yield from _lone(held)
            held = []
        if segment.begins or (segment.chain and not segment.bullet):
            scopes.loose = ""
        if segment.role in ("heading", "columns", "row"):
            yield from _lone(held)
            held = []
            if segment.role == "heading":
                scopes.set(segment)
            elif segment.role == "row":
                yield _Part(segment.span, "row", segment.path, segment.columns)
            position += 1
            continue
        if segment.role == "header":
            if held and not _governs(held[-1], segment):
                yield from _lone(held)
                held = []
            above = scopes.header(segment)
            scopes.set(segment)
            if words_in(text, segment.span) > LONGEST_HEADER:
                yield from _lone(held)
                held = []
                yield from (_Part(span, "section", segment.path, above) for span in cut(text, [segment.span]))
            else:
                held.append(segment)
            position += 1
            continue
        unit = _unit(text, segments, position)
        position += len(unit)
        yield from _unit_parts(text, unit, held, scopes)
        held = []
    yield from _lone(held)


def _governs(header: Segment, segment: Segment) -> bool:
    return not header.chain or header.chain[-1] in segment.chain


def _lone(held: Sequence[Segment]) -> Iterator[_Part]:
    """Yield headers that no item follows as passages of their own."""
    for segment in held:
        yield _Part(segment.span, "section", segment.path)


def _unit(text: str, segments: Sequence[Segment], position: int) -> list[Segment]:
    """Return the segments from ``position`` on that form one unit: paragraphs of one section, or a list of tiny items."""
    first = segments[position]
    unit = [first]
    words = words_in(text, first.span)
    tiny = first.opens and not first.chain[-1].children and words < TINY_ITEM
    for segment in segments[position + 1 :]:
        if segment.role != "text" or segment.begins:
            break
        more = words_in(text, segment.span)
        same = segment.chain == first.chain and not tiny
        listed = (
            tiny
            and segment.opens
            and not segment.chain[-1].children
            and segment.chain[:-1] == first.chain[:-1]
            and more < TINY_ITEM
            and words + more <= LONGEST_LIST
        )
        if not same and not listed:
            break
        unit.append(segment)
        words += more
    return unit


def _unit_parts(text: str, unit: Sequence[Segment], held: Sequence[Segment], scopes: _Scopes) -> Iterator[_Part]:
    """Yield the parts of one unit; the headers that were held are part of its first."""
    first = unit[0]
    listed = len(unit) > 1 and unit[1].chain != first.chain
    path = tuple(section.title for section in (first.chain[:-1] if listed else first.chain))
    above = scopes.header(first)
    # "4. Sở Tài chính chủ trì ...: Tăng cường ..." governs its whole unit; such words at the start of a later paragraph
    # ("Tình hình tai nạn giao thông: ...") govern what is cut off that paragraph and nothing behind it.
    of_unit = _run_in_header(text, first.span) if first.opens and not listed else ""
    if of_unit:
        scopes.govern(first, of_unit)
    of_paragraph = ""
    starts = {first.span.start} if listed else {segment.span.start for segment in unit}
    blocks = [Span(first.span.start, unit[-1].span.end)] if listed else [segment.span for segment in unit]
    for number, span in enumerate(cut(text, blocks)):
        own = "" if listed or span.start not in starts else _run_in_header(text, span)
        if span.start in starts:
            of_paragraph = own
        if number == 0 and held:
            yield _Part(Span(held[0].span.start, span.end), "section", path)
        elif number == 0 or own:
            yield _Part(span, "section", path, "" if own else above)
        else:
            yield _Part(span, "section", path, of_paragraph or of_unit or above)


def _run_in_header(text: str, span: Span) -> str:
    """Return ``4. Sở Tài chính chủ trì ...:`` of a paragraph that goes on behind its colon; else nothing."""
    words = span.of(text)
    at = words.find(":")
    head = " ".join(words[: at + 1].split())
    return head if 0 < at < len(words) - 1 and len(head.split()) <= LONGEST_HEADER // 2 else ""


class _Notes:
    """The notes of a document by where they are marked."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._notes = sorted(document.footnotes, key=lambda note: note.anchor.end)
        self._ends = [note.anchor.end for note in self._notes]

    def within(self, span: Span) -> str:
        """Return the texts of the notes that are marked inside ``span``, as much of them as a passage may hold."""
        marked = self._notes[bisect_right(self._ends, span.start) : bisect_right(self._ends, span.end)]
        return "\n".join(_beginning(note.span.of(self._text), LARGEST) for note in marked)[:LARGEST]


def _note_passages(document: Document, note: Footnote) -> Iterator[Passage]:
    place = max(note.anchor.end - 1, 0)
    path = document.section_path(place) if note.anchor.end else ()
    anchor = _beginning(note.anchor.of(document.text), LARGEST)
    for span in cut(document.text, [trimmed(document.text, note.span)]):
        yield _passage(document, _Part(span, "footnote", path), anchor=anchor, footnote=note.mark, place=place)


def _passage(
    document: Document, part: _Part, anchor: str = "", footnote: str | None = None, place: int | None = None
) -> Passage:
    """Make a passage; ``place`` is where it belongs in the body, if not at its own start."""
    document = document.bearing(part.span.start if place is None else place)
    return Passage(
        document_id=document.id,
        span=part.span,
        text=part.span.of(document.text),
        kind=part.kind,
        page=document.page_of(part.span.start),
        footnote=footnote,
        section_path=tuple(_beginning(title) for title in part.path),
        header=_beginning(part.header),
        anchor=anchor,
        file_name=document.file_name,
        document_kind=document.kind,
        number=document.number.shown if document.number else None,
        issuer=document.issuer and _beginning(document.issuer),
        issued_on=document.issued_on,
        subject=document.subject and _beginning(document.subject),
    )


def _beginning(words: str, most: int = LONGEST_CONTEXT) -> str:
    """Return the beginning of words that stand beside a passage, up to a word's end where there is one."""
    return words if len(words) <= most else words[: max(words.rfind(" ", most // 2, most), 0) or most]
