"""The unit of retrieval: a section unit, a footnote or a table row, with its exact span in one document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ingest.document import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A citable stretch of one document; ``document.text[span.start:span.end] == text``.

    ``kind`` is ``section``, ``footnote``, ``row`` or ``head`` (letterhead and subject). ``footnote`` is the note's mark for a footnote. The fields
    from ``section_path`` on are context: indexed beside the text, shown as its place, never part of the quote.
    ``header`` is the assignment header or lead-in above it (``Sở Y tế chủ trì ...:``), ``anchor`` the clause that marks
    a footnote, or the notes' texts joined for a section that bears marks.
    """

    document_id: str
    span: Span
    text: str
    kind: str
    page: int
    footnote: str | None = None
    section_path: tuple[str, ...] = ()
    header: str = ""
    anchor: str = ""
    file_name: str = ""
    document_kind: str | None = None
    number: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage and how well it fits; higher is better. ``retrievers`` holds each retriever's own score by name."""

    passage: Passage
    score: float
    retrievers: tuple[tuple[str, float], ...] = ()
