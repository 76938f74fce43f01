"""Check every citation against the archive, and drop what does not stand; the last step of every answer.

Whatever composed the answer: a citation that is not word for word in the source, and a sentence whose claims are not in
its citations, never reach the reader.
"""

from __future__ import annotations

import re
from typing import Protocol

from ingest.document import Document, Span, without_marks
from ingest.errors import ArchiveError
from ingest.text.folding import lowered
from rag.answer import Answer, Citation, Item
from rag.citations import cite, footnote_at
from rag.draft import Draft, DraftLine, Evidence
from rag.wording import phrases
from rag.wording.naming import ended


class Documents(Protocol):
    """Where documents are read from, to be checked against."""

    def get(self, document_id: str) -> Document:
        """Return the document as stored; raises ArchiveError ``not_found``."""


def verified(draft: Draft, question: str, documents: Documents) -> Answer:
    """Return the answer with verified citations only; ``not_found`` when no sentence and no item survives."""
    checked = _Checked(documents)
    sentences = [checked.line(line) for line in draft.sentences]
    items = [checked.line(line) for line in draft.items]
    kept_sentences = [(line, places) for line, places in zip(draft.sentences, sentences, strict=True) if places]
    kept_items = [(line, places) for line, places in zip(draft.items, items, strict=True) if places]
    dropped = len(draft.sentences) + len(draft.items) - len(kept_sentences) - len(kept_items)
    found = draft.status != "not_found" and bool(kept_sentences or kept_items)
    notes = list(draft.notes)
    if dropped:
        notes.append(phrases.dropped(dropped))
    if found:
        status = "partial" if dropped else draft.status
        parts = (draft.opening, *(line.text for line, _ in kept_sentences))
        text = " ".join(ended(part) for part in parts if part)
        shown = tuple(_item(line, places) for line, places in kept_items)
    else:
        status, shown = "not_found", ()
        text = draft.opening if draft.status == "not_found" and draft.opening else phrases.NOT_FOUND
        near = [place for evidence in draft.nearest if (place := checked.place(evidence)) is not None]
        if near:
            notes.append(phrases.NEAREST)
    return Answer(
        question=question,
        status=status,
        kind=draft.kind,
        answer=text,
        items=shown,
        citations=tuple(checked.citations),
        notes=tuple(dict.fromkeys(notes)),
    )


def stands(citation: Citation, document: Document) -> bool:
    """Tell whether the citation's words stand in the document at its place, within one part of it.

    One part is: the body (letterhead and annexes included), or one footnote, or the artifacts. Hidden words never stand.
    """
    if not citation.quote.strip() or not 0 <= citation.start < citation.end <= len(document.text):
        return False
    if document.id != citation.document_id or document.text[citation.start : citation.end] != citation.quote:
        return False
    span = Span(citation.start, citation.end)
    if document.hidden.end and span.end > document.hidden.start:
        return False
    note = footnote_at(document, span)
    if note is not None:
        return citation.footnote == note.mark
    return citation.footnote is None and not any(span.overlaps(other.span) for other in document.footnotes)


class _Checked:
    """Collects citations that stand, each place once."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._read: dict[str, Document | None] = {}
        self._places: dict[tuple[str, int, int], int] = {}
        self.citations: list[Citation] = []

    def line(self, line: DraftLine) -> tuple[int, ...]:
        """Return the positions of the line's citations; none when one fails or a claim stands in no quote."""
        made = [self._citation(evidence) for evidence in line.evidence]
        if not made or any(citation is None for citation in made):
            return ()
        quotes = [_plain(citation.quote) for citation in made if citation is not None]
        if not all(any(_plain(claim) in quote for quote in quotes) for claim in line.claims if claim):
            return ()
        return tuple(dict.fromkeys(self._keep(citation) for citation in made if citation is not None))

    def place(self, evidence: Evidence) -> int | None:
        """Return the position of a citation that states nothing, or ``None`` when it does not stand."""
        citation = self._citation(evidence)
        return None if citation is None else self._keep(citation)

    def _citation(self, evidence: Evidence) -> Citation | None:
        stored = self._stored(evidence.document.id)
        if stored is None or evidence.span.end > len(stored.text):
            return None
        citation = cite(stored, evidence.span)
        return citation if citation.quote == evidence.quote and stands(citation, stored) else None

    def _stored(self, document_id: str) -> Document | None:
        if document_id not in self._read:
            try:
                self._read[document_id] = self._documents.get(document_id)
            except ArchiveError:
                self._read[document_id] = None
        return self._read[document_id]

    def _keep(self, citation: Citation) -> int:
        key = (citation.document_id, citation.start, citation.end)
        if key not in self._places:
            self._places[key] = len(self.citations)
            self.citations.append(citation)
        return self._places[key]


def _item(line: DraftLine, places: tuple[int, ...]) -> Item:
    return Item(line.text, places, line.group, line.lead, line.role, line.deadline)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w%]+", lowered(without_marks(text))))
