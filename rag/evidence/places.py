"""Where a place in a document stands: the note that holds it, the notes it marks, the clause a note belongs to."""

from __future__ import annotations

from ingest.document import Document, Footnote, Span
from rag.evidence.clauses import sentence_at


def notes_in(document: Document, span: Span) -> tuple[Footnote, ...]:
    """Return the footnotes whose marks stand inside ``span``."""
    return tuple(note for note in document.footnotes if span.start < note.anchor.end <= span.end)


def note_holding(document: Document, span: Span) -> Footnote | None:
    """Return the footnote that holds ``span``."""
    return next((note for note in document.footnotes if note.span.contains(span)), None)


def anchor_sentence(document: Document, note: Footnote) -> Span:
    """Return the sentence whose clause marks a footnote, from its start to the mark."""
    sentence = sentence_at(document.text, max(note.anchor.start, note.anchor.end - 1))
    return Span(min(sentence.start, note.anchor.start), max(note.anchor.end, min(sentence.end, note.anchor.end + 1)))
