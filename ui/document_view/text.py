"""A document's text as HTML: every character shown once, escaped, with its marks, links and tables in place.

The text is cut at the borders of everything that decorates it (cited span, references, note marks, headings, pages);
each piece is then wrapped on its own, so decorations may overlap in any way without breaking the markup.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from markupsafe import Markup

from ingest.document import SUPERSCRIPTS, TO_DIGITS, Document, Section, Span, Table
from ui.texts import page as words


@dataclass(frozen=True, slots=True)
class Decoration:
    """Something to show on a span: ``cited``, ``heading``, ``reference``, ``mark`` or ``page`` (an empty span)."""

    span: Span
    kind: str
    target: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class ReadingText:
    """Renders parts of one document; made by ``reading_text``."""

    document: Document
    decorations: tuple[Decoration, ...]
    starts: tuple[int, ...]
    longest: int
    sections: dict[int, tuple[int, Section]] = field(default_factory=dict)

    def inline(self, span: Span) -> Markup:
        """Return the HTML of one stretch of text, decorated."""
        inside = [
            d for d in self._near(span) if d.span.overlaps(span) or (d.kind == "page" and _in(d.span.start, span))
        ]
        cuts = {span.start, span.end}
        for decoration in inside:
            cuts.update(cut for cut in (decoration.span.start, decoration.span.end) if _in(cut, span))
        borders = sorted(cuts)
        html = Markup("")
        for start, end in pairwise(borders):
            piece = Span(start, end)
            here = [d for d in inside if d.span.start <= start and end <= d.span.end and d.kind != "page"]
            for decoration in inside:
                if decoration.kind == "page" and decoration.span.start == start:
                    html += Markup('<span class="trang" id="{}">{}</span>').format(decoration.target, decoration.label)
            html += self._piece(piece, here)
        return html

    def _near(self, span: Span) -> tuple[Decoration, ...]:
        low = bisect_left(self.starts, span.start - self.longest)
        high = bisect_left(self.starts, span.end)
        return self.decorations[low:high]

    def _piece(self, piece: Span, here: list[Decoration]) -> Markup:
        kinds = {decoration.kind: decoration for decoration in here}
        text = piece.of(self.document.text)
        if "mark" in kinds:
            mark = kinds["mark"]
            plain = text.translate(TO_DIGITS)
            html = Markup('<sup><a href="#{}" id="{}" aria-label="{}">{}</a></sup>').format(
                mark.target, mark.label, words.FOOTNOTE.format(mark=plain), plain
            )
        elif "reference" in kinds:
            html = Markup('<a class="dan-chieu" href="{}">{}</a>').format(kinds["reference"].target, text)
        else:
            html = Markup("{}").format(text)
        if "heading" in kinds:
            html = Markup("<b>{}</b>").format(html)
        if "cited" in kinds:
            html = Markup("<mark>{}</mark>").format(html)
        return html

    def body(self) -> Markup:
        """Return all paragraphs and tables, without the notes, the artifacts and the hidden words."""
        return Markup("\n").join(self._blocks(self._outside_notes()))

    def artifacts(self) -> Markup:
        """Return the page numbers, stamps and the like, one line each; empty when there are none."""
        return self._paragraphs(self.document.artifacts)

    def hidden(self) -> Markup:
        """Return the words that no page shows, one line each; empty when there are none."""
        return self._paragraphs(self.document.hidden)

    def _paragraphs(self, part: Span) -> Markup:
        return Markup("\n").join(Markup("<p>{}</p>").format(self.inline(line)) for line in _lines(self.document, part))

    def notes(self) -> Iterator[tuple[str, Markup, str, str]]:
        """Yield (mark, HTML, own anchor, anchor of its mark or empty) for each line of the notes."""
        notes = {note.span.start: (position, note) for position, note in enumerate(self.document.footnotes)}
        for line in _lines(self.document, self.document.notes):
            found = next((notes[at] for at in range(line.start, line.end + 1) if at in notes), None)
            if found is None:
                yield "", self.inline(line), f"ghi-chu-{line.start}", ""
            else:
                position, note = found
                yield note.mark, self.inline(note.span), f"chu-thich-{position}", f"dau-{position}"

    def _outside_notes(self) -> Iterator[Span]:
        aside = (self.document.notes, self.document.artifacts, self.document.hidden)
        for line in _lines(self.document, Span(0, len(self.document.text))):
            if not any(span.overlaps(line) for span in aside):
                yield line

    def _blocks(self, lines: Iterator[Span]) -> Iterator[Markup]:
        tables = {table.span.start: table for table in self.document.tables}
        table_end = 0
        for line in lines:
            if line.start < table_end:
                continue
            table = tables.get(line.start)
            if table is not None:
                table_end = table.span.end
                yield self._table(table)
            else:
                yield self._paragraph(line)

    def _paragraph(self, line: Span) -> Markup:
        number, section = self.sections.get(line.start, (None, None))
        names = []
        if self.document.letterhead.contains(line):
            listed = line.of(self.document.text).startswith(("-", "+"))
            names.append("the-thuc kinh-gui" if listed else "the-thuc")
        level = self._depth(line.start)
        if level:
            names.append(f"cap-{min(level, 5)}")
        anchor = Markup(' id="muc-{}"').format(number) if section is not None else ""
        style = Markup(' class="{}"').format(" ".join(names)) if names else ""
        return Markup("<p{}{}>{}</p>").format(anchor, style, self.inline(line))

    def _depth(self, position: int) -> int:
        return len(self.document.section_path(position))

    def _table(self, table: Table) -> Markup:
        head = Markup("").join(Markup('<th scope="col">{}</th>').format(title) for title in table.header)
        rows = Markup("").join(
            Markup("<tr>{}</tr>").format(
                Markup("").join(Markup("<td>{}</td>").format(self.inline(cell)) for cell in row.cells)
            )
            for row in table.rows
        )
        return Markup(
            '<div class="bang" tabindex="0"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>'
        ).format(head, rows)


def reading_text(document: Document, cited: Span | None, address_of: Callable[[str], str | None]) -> ReadingText:
    """Prepare the text for rendering.

    ``address_of`` maps a document number's normal form to the address of that document when the archive holds exactly
    one such document, else to ``None``.
    """
    decorations: list[Decoration] = []
    if cited is not None and cited.start < cited.end:
        decorations.append(Decoration(cited, "cited"))
    for reference in document.references:
        target = address_of(reference.number.normal) if reference.number else None
        if target:
            decorations.append(Decoration(reference.span, "reference", target))
    decorations.extend(_marks(document))
    decorations.extend(_page_starts(document))
    sections: dict[int, tuple[int, Section]] = {}
    for number, (section, _) in enumerate(document.walk()):
        sections.setdefault(section.span.start, (number, section))
        heading = _heading(document.text, section)
        if heading is not None:
            decorations.append(Decoration(heading, "heading"))
    ordered = tuple(sorted(decorations, key=lambda decoration: decoration.span))
    longest = max((d.span.end - d.span.start for d in ordered), default=0)
    return ReadingText(document, ordered, tuple(d.span.start for d in ordered), longest, sections)


def _marks(document: Document) -> Iterator[Decoration]:
    for position, note in enumerate(document.footnotes):
        start = note.anchor.end - len(note.mark)
        if not note.inferred and start >= 0:
            span = Span(start, note.anchor.end)
            if span.of(document.text).translate(TO_DIGITS) == note.mark:
                yield Decoration(span, "mark", f"chu-thich-{position}", f"dau-{position}")


def _page_starts(document: Document) -> Iterator[Decoration]:
    if not document.paged:
        return
    seen = {1}
    for page in document.pages:
        aside = (document.notes, document.artifacts, document.hidden)
        outside = not any(span.start <= page.span.start < span.end for span in aside)
        if outside and page.number not in seen:
            seen.add(page.number)
            at = page.span.start
            yield Decoration(Span(at, at), "page", f"trang-{page.number}", words.PAGE.format(number=page.number))


def _heading(text: str, section: Section) -> Span | None:
    """Return the span to print bold: marker and title, when the title fills its line or runs in up to a colon."""
    if section.label in {"-", "+"} or not section.heading:
        return None
    line_end = text.find("\n", section.span.start)
    line_end = len(text) if line_end < 0 else line_end
    at = text.find(section.heading, section.span.start, line_end)
    if at < 0 or at - section.span.start > 20:
        return None
    end = at + len(section.heading)
    rest = text[end:line_end].strip(SUPERSCRIPTS + " ")
    if rest and not rest.startswith(":"):
        return None
    return Span(section.span.start, end)


def _in(position: int, span: Span) -> bool:
    return span.start <= position < span.end


def _lines(document: Document, region: Span) -> Iterator[Span]:
    """Yield the non-empty lines of a region."""
    start = region.start
    while start < region.end:
        end = document.text.find("\n", start, region.end)
        end = region.end if end < 0 else end
        if document.text[start:end].strip():
            yield Span(start, end)
        start = end + 1
