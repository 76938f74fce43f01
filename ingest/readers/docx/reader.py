"""DOCX: paragraphs and table rows in order, notes from their parts, list numbers and page breaks as printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lxml import etree

from ingest.document import ReadingWarning
from ingest.lines import Line, Note, Reading
from ingest.readers.attachments import nothing_but
from ingest.readers.docx.chunks import Chunks
from ingest.readers.docx.ground import Ground
from ingest.readers.docx.numbering import Numbering
from ingest.readers.docx.parts import Parts, open_parts, w
from ingest.readers.docx.secrecy_marks import asides_of_docx
from ingest.readers.docx.styles import Styles
from ingest.readers.docx.tables import Cell, grid_of, lays_out_page
from ingest.readers.docx.text import Marks, paragraphs_in, words_of
from ingest.text.encoding_warnings import encoding_warnings
from ingest.text.repair import repaired

if TYPE_CHECKING:
    from ingest.ocr.recognition import Recognition

_SPECIAL_NOTES = ("separator", "continuationSeparator", "continuationNotice")
_MAX_NESTING = 8  # tables in tables in text boxes


def read_docx(
    data: bytes, recognition: Recognition | None = None, read_chunk: Callable[[bytes], Reading] | None = None
) -> Reading:
    """Read a DOCX file; ``read_chunk`` reads the files that it prints in the place of a chunk (``w:altChunk``).

    Footnotes and endnotes are numbered together by the order of their marks. ``paged`` is true only when the file
    records page breaks; the page of a paragraph is then the one it starts on. Warnings: ``tracked_changes`` (the final
    text was taken), ``hidden_text`` (words nobody sees, last among the lines in the role ``hidden``), ``comments`` (left out), ``nested_too_deep`` (text lost), each with a count,
    ``marks_not_seen`` (a picture may be a stamp that could not be read), ``legacy_encoding`` with its name, those of ``docx_carried``, and those of the chunks. Raises ``UnreadableFileError``:
    ``broken_file``, ``no_text``, ``only_attachments`` (detail: their names).
    """
    parts = open_parts(data)
    walk = _Walk(Styles(parts.styles), Numbering(parts.numbering), chunks=Chunks(parts.chunks, read_chunk))
    lines = list(walk.lines(parts.body))
    notes = _notes(parts, walk)
    page = walk.page
    lines += [*_artifacts(parts, walk), *walk.hidden]
    asides, unseen = asides_of_docx(parts, recognition)
    if not lines and not notes:
        if not parts.pictures:
            raise nothing_but(parts.warnings)
        return Reading(
            (), scanned=True, warnings=(ReadingWarning("page_without_text", "1"), *parts.warnings), asides=tuple(asides)
        )
    counts = {
        "nested_too_deep": walk.cut + parts.cut,
        "tracked_changes": walk.changes,
        "hidden_text": sum(len(line.text.split()) for line in walk.hidden),
        "comments": 0 if parts.comments is None else len(parts.comments.findall(w("comment"))),
    }
    return Reading(
        tuple(lines),
        notes,
        page_count=page,
        paged=page > 1,
        warnings=(
            *(ReadingWarning(code, str(count)) for code, count in counts.items() if count),
            *encoding_warnings(walk.encodings),
            *parts.warnings,
            *walk.chunks.warnings(),
            *((ReadingWarning("marks_not_seen", "1"),) if unseen else ()),
        ),
        asides=tuple(asides),
    )


@dataclass(slots=True)
class _Walk:
    """The walk through one document: what must be remembered from paragraph to paragraph."""

    styles: Styles
    numbering: Numbering
    marks: Marks = field(default_factory=Marks)
    page: int = 1
    fresh: bool = True  # nothing printed on the page so far
    gap: bool = True  # blank space since the last line
    changes: int = 0
    hidden: list[Line] = field(default_factory=list)
    ground: Ground = field(default_factory=Ground)
    cut: int = 0  # tables and boxes nested beyond all reason
    encodings: set[str] = field(default_factory=set)
    chunks: Chunks = field(default_factory=Chunks)

    def lines(self, container: etree._Element, nesting: int = 0) -> Iterator[Line]:
        """Yield the lines of a body, a cell or a text box."""
        if nesting > _MAX_NESTING:
            self.cut += 1
            return
        for block in paragraphs_in(container):
            if block.tag == w("tbl"):
                yield from self._table(block, nesting)
            elif block.tag == w("p"):
                yield from self._paragraph(block, nesting)
            elif block.tag == w("altChunk"):
                yield from (replace(line, page=self.page) for line in self.chunks.lines(block))

    def _paragraph(self, paragraph: etree._Element, nesting: int) -> Iterator[Line]:
        look = self.styles.paragraph(paragraph)
        words = words_of(paragraph, self.styles, self.marks, self.ground.paragraph(look.spacing, look.shading))
        self.changes += words.changes
        if words.hidden:
            self.hidden.append(Line(words.hidden, self.page, whole=True, role="hidden"))
        self.encodings |= {words.encoding} if words.encoding else set()
        if look.breaks_page:
            self._turn(True, nesting)
        for explicit, _ in (found for found in words.breaks if not found[1]):
            self._turn(explicit, nesting)
        label = self.numbering.label(look.list_id, look.list_level) if look.list_id else ""
        # Word numbers empty paragraphs too; only in a table's cell ("TT") is the bare number meant to be read.
        text = label + words.text if words.text or nesting else ""
        texts = [part for part in repaired(text).split("\n") if part]
        if not texts and not words.boxes:
            self.gap = True
        for text in texts:
            self.fresh = False
            yield Line(
                text,
                self.page,
                size=words.size,
                bold=words.bold,
                italic=words.italic,
                centered=look.centered,
                indent=look.indent,
                gap_before=self.gap,
                whole=len(texts) == 1,
                # In tables heading styles are often misused for their looks ("Nơi nhận:").
                role="heading" if look.heading and not nesting else "body",
            )
            self.gap = False
        for explicit, _ in (found for found in words.breaks if found[1]):
            self._turn(explicit, nesting)
        for box in words.boxes:
            yield from self._on(self.ground.box(box, paragraph), box, nesting + 1)

    def _on(self, ground: Ground, container: etree._Element, nesting: int) -> Iterator[Line]:
        """Yield the lines of what stands on a ground of its own."""
        around, self.ground = self.ground, ground
        yield from self.lines(container, nesting)
        self.ground = around

    def _turn(self, explicit: bool, nesting: int) -> None:
        """Turn the page. Word records the break it rendered after an explicit one as well: the second is no new page.

        Explicit breaks inside a table or text box break nothing.
        """
        if not self.fresh or (explicit and not nesting):
            self.page += 1
            self.fresh = self.gap = True

    def _table(self, table: etree._Element, nesting: int) -> Iterator[Line]:
        grid = grid_of(table)
        if lays_out_page(table, grid):
            for column in range(max((len(row) for row in grid), default=0)):
                self.gap = True
                for row in grid:
                    if column < len(row) and (content := row[column].content) is not None:
                        yield from self._on(self._ground_in(content, table), content, nesting + 1)
            self.gap = True
            return
        first = True
        for row in grid:
            page = self.page
            cells = tuple(self._cell(cell, table, nesting) for cell in row)
            if any(cells):
                yield Line(" | ".join(cells), page, gap_before=first, whole=True, role="row", cells=cells)
                first = False
        self.gap = True

    def _ground_in(self, cell: etree._Element, table: etree._Element) -> Ground:
        return self.ground.cell(cell, table, self.styles.table)

    def _cell(self, cell: Cell, table: etree._Element, nesting: int) -> str:
        if cell.content is None:
            return ""
        return " ".join(
            line.text for line in list(self._on(self._ground_in(cell.content, table), cell.content, nesting + 1))
        )


def _notes(parts: Parts, walk: _Walk) -> tuple[Note, ...]:
    trees = {"footnote": parts.footnotes, "endnote": parts.endnotes}
    contents = {
        (kind, note.get(w("id")) or ""): note
        for kind, tree in trees.items()
        if tree is not None
        for note in tree.findall(w(kind))
        if note.get(w("type")) not in _SPECIAL_NOTES
    }
    notes = []
    for key, number in list(walk.marks.numbers.items()):
        content = contents.get(key)
        text = "" if content is None else " ".join(line.text for line in _beside(walk).lines(content))
        notes.append(Note(str(number), text))
    for key, content in contents.items():
        if key not in walk.marks.numbers:  # no mark leads to it that people see
            walk.hidden += [replace(line, role="hidden", cells=()) for line in _beside(walk).lines(content)]
    return tuple(notes)


def _beside(walk: _Walk) -> _Walk:
    """Return a walk beside the main one: its pages and gaps are its own, the styles are shared."""
    return _Walk(walk.styles, walk.numbering, Marks(), encodings=walk.encodings, hidden=walk.hidden)


def _artifacts(parts: Parts, walk: _Walk) -> list[Line]:
    """Return the running heads and feet, each once, behind the text; bare page numbers are fields and no text."""
    seen: set[str] = set()
    lines: list[Line] = []
    for role, trees in (("header", parts.headers), ("footer", parts.footers)):
        for tree in trees:
            for line in _beside(walk).lines(tree):
                if line.text not in seen:
                    seen.add(line.text)
                    lines.append(replace(line, role=role, page=1, whole=True, cells=()))
    return lines
