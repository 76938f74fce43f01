"""Plain text and Markdown: one ``Line`` per visual line, one ``row`` per table row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ingest.errors import UnreadableFileError
from ingest.lines import Aside, Line, Reading
from ingest.readers.plain import markdown
from ingest.readers.plain.columns import apart
from ingest.readers.plain.decoding import text_of
from ingest.secrecy.stretches import marked_columns
from ingest.text.repair import repaired

MAX_LINES = 250_000  # five thousand pages of fifty lines
_LINE_ENDS = str.maketrans({"\v": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\x1a": None})


def read_text(data: bytes) -> Reading:
    """Read a text file. A form feed starts a new page; without one the reading has no pages of its own.

    Raises ``UnreadableFileError``: ``unknown_format`` for bytes that are no text, ``no_text`` for blank text,
    ``too_large`` for more lines than any directive has.
    """
    decoded = text_of(data)
    if decoded is None:
        raise UnreadableFileError("unknown_format")
    text, warnings = decoded
    if text.count("\n") > MAX_LINES:
        raise UnreadableFileError("too_large", str(MAX_LINES))
    lines = lines_of(text)
    if not lines:
        raise UnreadableFileError("no_text")
    # pdftotext ends every page with a form feed, so a last page without lines is none.
    page_count = lines[-1].page
    return Reading(lines, page_count=page_count, paged=page_count > 1, warnings=warnings, asides=_asides(text))


def _asides(text: str) -> tuple[Aside, ...]:
    pages = [[line for line in page.splitlines() if line.strip()] for page in text.split("\f")]
    return tuple(aside for number, lines in enumerate(pages, 1) for aside in marked_columns(lines, number))


def lines_of(text: str) -> tuple[Line, ...]:
    """Return the lines of decoded text, without Markdown signs; blank lines become ``gap_before``."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS)
    return tuple(line for number, page in enumerate(text.split("\f"), start=1) for line in _lines_of_page(page, number))


def _lines_of_page(text: str, page: int) -> Iterator[Line]:
    for blank, block in groupby(apart(text.split("\n")), key=lambda line: not repaired(line)):
        if not blank:
            yield from _lines_of_block(list(block), page)


def _lines_of_block(block: list[str], page: int) -> Iterator[Line]:
    first = True
    for in_table, part in groupby(block, key=markdown.is_table_row):
        lines = list(part)
        for line in _rows(lines, page) if in_table else _text_lines(lines, page, first):
            yield line
            first = False


def _rows(lines: list[str], page: int) -> Iterator[Line]:
    first = True
    for raw in lines:
        if markdown.is_table_rule(raw):
            continue
        cells = tuple(repaired(cell).replace("\n", " ") for cell in markdown.cells(raw))
        if not any(cells):
            continue
        yield Line(" | ".join(cells), page, gap_before=first, whole=True, role="row", cells=cells)
        first = False


def _text_lines(lines: list[str], page: int, gap: bool) -> Iterator[Line]:
    titles = [markdown.heading(line.strip()) for line in lines]
    bodies = [line if title is None else title for line, title in zip(lines, titles, strict=True)]
    emphasised = markdown.without_emphasis(bodies)
    for raw, title, text, bold, italic in zip(
        lines, titles, emphasised.texts, emphasised.bold, emphasised.italic, strict=True
    ):
        text = repaired(text).replace("\n", " ")
        if not text:
            continue  # only emphasis signs stood on it
        yield Line(
            text,
            page,
            bold=bold,
            italic=italic,
            indent=float(len(raw.expandtabs()) - len(raw.expandtabs().lstrip())),
            gap_before=gap,
            role="body" if title is None else "heading",
        )
        gap = False
