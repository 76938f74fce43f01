"""What must hold of every document and every reading, whatever the file was."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from index.chunking.cut import passages_of
from ingest.document import Document, Section, Span
from ingest.lines import Reading


def check_reading(reading: Reading) -> None:
    """Lines are composed, on one line and on a page that exists."""
    for line in reading.lines:
        assert unicodedata.is_normalized("NFC", line.text), line
        assert "\n" not in line.text, line
        assert 1 <= line.page <= reading.page_count, line


def check_document(document: Document) -> None:
    """Every span slices the one text, parts of a whole lie inside it, and passages are the document's own words."""
    text = document.text
    for span in _spans(document):
        assert span.end <= len(text), span
    _check_sections(document.sections, Span(0, len(text)))
    for table in document.tables:
        for row in table.rows:
            assert table.span.contains(row.span)
            assert all(row.span.contains(cell) for cell in row.cells)
    for reference in document.references:
        assert reference.span.of(text).strip()
    for passage in passages_of(document):
        assert text[passage.span.start : passage.span.end] == passage.text


def _check_sections(sections: tuple[Section, ...], outer: Span) -> None:
    at = outer.start
    for section in sections:
        assert outer.contains(section.span)
        assert section.span.start >= at
        at = section.span.end
        _check_sections(section.children, section.span)


def _spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _spans(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _spans(part)
