"""Cutting a document into passages: the smallest numbered unit, with what it cannot be understood without beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from index.passages import Passage
from index.segments import Segment, segments_of
from index.sentences import sentences
from ingest.document import Document, Footnote, Span

CHUNKS_VERSION = 3
"""Grows whenever the same document would give other passages; an index made with another version is filled anew."""

LONGEST = 200  # syllables: a longer unit is cut at sentence ends
SHORT_PARAGRAPH = 30  # syllables: a shorter paragraph stays with its neighbour in the same unit
TINY_ITEM = 15  # syllables: neighbouring items this short are one list, not many passages
LONGEST_LIST = 100  # syllables
LONGEST_HEADER = 60  # syllables: a longer paragraph that ends in a colon stands alone and is not carried along


def passages_of(document: Document) -> tuple[Passage, ...]:
    """Return the passages of ``document`` in text order: head, body, rows, then footnotes.

    Every visible character outside furniture and hidden words is in a passage, but for bare headings and column titles, which are
    context, and note marks. A passage is never cut between a header that ends in a colon and its first item.
    """
    notes = sorted(document.footnotes, key=lambda note: note.anchor.end)
    parts: list[_Part] = [
        _Part(span, "head") for span in _cut(document.text, [_trimmed(document.text, document.letterhead)])
    ]
    parts += _body(document)
    made = [
        _passage(document, part, anchor=_notes_in(document, notes, part.span))
        for part in parts
        if part.span.end > part.span.start
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
        if segment.chain and not segment.bullet:
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
            if _words(text, segment.span) > LONGEST_HEADER:
                yield from _lone(held)
                held = []
                yield from (_Part(span, "section", segment.path, above) for span in _cut(text, [segment.span]))
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
    words = _words(text, first.span)
    tiny = first.opens and not first.chain[-1].children and words < TINY_ITEM
    for segment in segments[position + 1 :]:
        if segment.role != "text":
            break
        more = _words(text, segment.span)
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
    for number, span in enumerate(_cut(text, blocks)):
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


def _cut(text: str, blocks: Iterable[Span]) -> list[Span]:
    """Join short neighbouring paragraphs and cut long ones at sentence ends, so that pieces have about 200 syllables."""
    pieces: list[Span] = []
    open_piece: Span | None = None
    for block in blocks:
        if block.start == block.end:
            continue
        if open_piece is not None:
            joined = Span(open_piece.start, block.end)
            if min(_words(text, open_piece), _words(text, block)) < SHORT_PARAGRAPH and _words(text, joined) <= LONGEST:
                open_piece = joined
                continue
            pieces.append(open_piece)
        *done, open_piece = _cut_paragraph(text, block)
        pieces += done
    return pieces if open_piece is None else [*pieces, open_piece]


def _cut_paragraph(text: str, span: Span) -> list[Span]:
    total = _words(text, span)
    if total <= LONGEST * 5 // 4:  # cutting 220 syllables in two would leave stubs
        return [span]
    units = [
        piece
        for sentence in sentences(text, span)
        for piece in (_clauses(text, sentence) if _words(text, sentence) > LONGEST else [sentence])
    ]
    wanted = total / -(-total // LONGEST)  # even pieces rather than full ones and a rest
    pieces = [units[0]]
    for unit in units[1:]:
        joined = Span(pieces[-1].start, unit.end)
        if _words(text, joined) <= LONGEST and _words(text, pieces[-1]) < wanted * 0.9:
            pieces[-1] = joined
        else:
            pieces.append(unit)
    return pieces


def _clauses(text: str, span: Span) -> list[Span]:
    """Cut an overlong sentence (an enumeration within a line) behind its semicolons."""
    pieces: list[Span] = []
    start = span.start
    for at in range(span.start, span.end):
        if text[at] == ";" and _words(text, Span(start, at)) >= SHORT_PARAGRAPH:
            pieces.append(_trimmed(text, Span(start, at + 1)))
            start = at + 1
    rest = _trimmed(text, Span(start, span.end))
    return [*pieces, rest] if rest.end > rest.start else pieces


def _words(text: str, span: Span) -> int:
    return len(span.of(text).split())


def _trimmed(text: str, span: Span) -> Span:
    piece = span.of(text)
    kept = piece.strip()
    start = span.start + (len(piece) - len(piece.lstrip()) if kept else 0)
    return Span(start, start + len(kept))


def _notes_in(document: Document, notes: Sequence[Footnote], span: Span) -> str:
    """Return the texts of the notes that are marked inside ``span``."""
    return "\n".join(note.span.of(document.text) for note in notes if span.start < note.anchor.end <= span.end)


def _note_passages(document: Document, note: Footnote) -> Iterator[Passage]:
    path = document.section_path(max(note.anchor.end - 1, 0)) if note.anchor.end else ()
    anchor = note.anchor.of(document.text)
    for span in _cut(document.text, [_trimmed(document.text, note.span)]):
        yield _passage(document, _Part(span, "footnote", path), anchor=anchor, footnote=note.mark)


def _passage(document: Document, part: _Part, anchor: str = "", footnote: str | None = None) -> Passage:
    return Passage(
        document_id=document.id,
        span=part.span,
        text=part.span.of(document.text),
        kind=part.kind,
        page=document.page_of(part.span.start),
        footnote=footnote,
        section_path=part.path,
        header=part.header,
        anchor=anchor,
        file_name=document.file_name,
        document_kind=document.kind,
        number=document.number.shown if document.number else None,
        issuer=document.issuer,
        issued_on=document.issued_on,
        subject=document.subject,
    )
