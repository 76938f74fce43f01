"""The usual way to cut a text, for comparison: windows of so many syllables, whatever stands in them."""

from __future__ import annotations

import re

from index.passages import Passage
from ingest.document import Document, Span

OVERLAP = 4
"""A quarter of each window is repeated in the next."""

_WORD = re.compile(r"\S+")


def windows_of(document: Document, size: int) -> tuple[Passage, ...]:
    """Cut the whole text of ``document`` into windows of ``size`` syllables; every word is in one at least.

    They carry what is known of the document (number, kind, issuer, date, subject) as the project's passages do, but no
    section path, header or note: to know these a text must be understood, not cut.
    """
    words = [Span(found.start(), found.end()) for found in _WORD.finditer(document.text)]
    step = max(1, size - size // OVERLAP)
    made: list[Passage] = []
    for first in range(0, len(words), step):
        span = Span(words[first].start, words[min(first + size, len(words)) - 1].end)
        made.append(
            Passage(
                document_id=document.id,
                span=span,
                text=span.of(document.text),
                kind="section",
                page=document.page_of(span.start),
                file_name=document.file_name,
                document_kind=document.kind,
                number=document.number.shown if document.number else None,
                issuer=document.issuer,
                issued_on=document.issued_on,
                subject=document.subject,
            )
        )
        if first + size >= len(words):
            break
    return tuple(made)
