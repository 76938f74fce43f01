"""Turn a place in a document into a citation: the words, and where they stand."""

from __future__ import annotations

from ingest.document import Document, Footnote, Span
from rag.answer import Citation


def footnote_at(document: Document, span: Span) -> Footnote | None:
    """Return the footnote that holds the whole span."""
    return next((note for note in document.footnotes if note.span.contains(span)), None)


def cite(document: Document, span: Span) -> Citation:
    """Build the citation of ``span``; a footnote is cited with the section path of the clause that marks it.

    In a file of several letters the facts are those of the letter the words stand in.
    """
    note = footnote_at(document, span)
    place = max(note.anchor.end - 1, note.anchor.start) if note else span.start
    bearer = document.bearing(place)
    return Citation(
        document_id=document.id,
        file=document.file_name,
        kind=bearer.kind,
        number=bearer.number.shown if bearer.number else None,
        issuer=bearer.issuer,
        issued_on=bearer.issued_on,
        section_path=document.section_path(place),
        footnote=note.mark if note else None,
        page=document.page_of(span.start),
        start=span.start,
        end=span.end,
        quote=span.of(document.text),
        paged=document.paged,
        subject=bearer.subject,
    )
