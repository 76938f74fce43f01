"""The footnotes that a quoted sentence marks: shown with it, each cited by itself."""

from __future__ import annotations

from ingest.document import Document, Span
from rag.draft import DraftLine, Evidence
from rag.evidence.places import notes_in
from rag.wording import naming, phrases

MOST = 3


def noted(document: Document, span: Span) -> tuple[DraftLine, ...]:
    """Quote the notes whose marks stand in ``span``, at most ``MOST``."""
    lines = []
    for note in notes_in(document, span)[:MOST]:
        words = naming.shortened(note.span.of(document.text))
        if words:
            lines.append(DraftLine(phrases.noted(note.mark, words), (Evidence(document, note.span),), (words,)))
    return tuple(lines)
