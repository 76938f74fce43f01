"""Passages as rows of the shelf and back."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias

from index.passages import Passage
from ingest.document import Span
from ingest.folding import fold

SELECT = """
SELECT p.number, p.document, p.start, p.end, p.text, p.kind, p.page, p.footnote, p.section_path, p.header, p.anchor,
       p.letter, d.file_name, d.kind, d.number, d.issuer, d.issued_on, d.subject
FROM passages p JOIN documents d ON d.id = p.document
"""
INSERT = """
INSERT INTO passages (document, start, end, text, kind, page, footnote, section_path, header, anchor, letter)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

Facts: TypeAlias = tuple[str | None, str | None, str | None, str | None, str | None]
"""Kind, number, issuer, day of issue (ISO) and subject of a document, or of one letter of a file that holds several."""


def facts_of(passage: Passage) -> Facts:
    """Return the facts of the letter that a passage stands in."""
    day = passage.issued_on.isoformat() if passage.issued_on else None
    return passage.document_kind, passage.number, passage.issuer, day, passage.subject


def document_row(passage: Passage) -> tuple[str | None, ...]:
    """Return the row of the document that begins with ``passage``."""
    facts = facts_of(passage)
    folded = fold(passage.document_kind or ""), fold(passage.issuer or "")
    return (passage.document_id, passage.file_name, *facts, *folded)


def passage_row(passage: Passage, facts: Facts) -> tuple[str | int | None, ...]:
    """Return a passage's row; its own facts are kept where they differ from ``facts``, the document's."""
    own = facts_of(passage)
    return (
        passage.document_id,
        passage.span.start,
        passage.span.end,
        passage.text,
        passage.kind,
        passage.page,
        passage.footnote,
        json.dumps(passage.section_path, ensure_ascii=False),
        passage.header,
        passage.anchor,
        None if own == facts else json.dumps(own, ensure_ascii=False),
    )


def passage_of(row: tuple[Any, ...]) -> Passage:
    """Read a row of ``SELECT``."""
    _, document, start, end, text, kind, page, footnote, path, header, anchor, letter, file_name, *about = row
    document_kind, number, issuer, issued_on, subject = about if letter is None else json.loads(letter)
    return Passage(
        document_id=document,
        span=Span(start, end),
        text=text,
        kind=kind,
        page=page,
        footnote=footnote,
        section_path=_path(path),
        header=header,
        anchor=anchor,
        file_name=file_name,
        document_kind=document_kind,
        number=number,
        issuer=issuer,
        issued_on=date.fromisoformat(issued_on) if issued_on else None,
        subject=subject,
    )


# A hundred candidates of a question stand below a few dozen headings, in a few dozen documents.
@lru_cache(maxsize=4096)
def _path(stored: str) -> tuple[str, ...]:
    return tuple(json.loads(stored))
