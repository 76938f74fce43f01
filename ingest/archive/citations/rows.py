"""Which documents name which legal document: the rows of references."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from ingest.archive.catalogue import COLUMNS, Summary, summary_of
from ingest.document import Document, Span


@dataclass(frozen=True, slots=True)
class ReferringPlace:
    """A place in ``document`` that names another legal document."""

    document: Summary
    printed: str
    span: Span


def store_references(db: sqlite3.Connection, document: Document) -> None:
    """Write the document's references; call inside the transaction that adds the document."""
    rows = []
    for position, reference in enumerate(document.references):
        printed = reference.number.printed if reference.number else reference.span.of(document.text)
        normal = reference.number.normal if reference.number else None
        issued = reference.date.isoformat() if reference.date else None
        rows.append((document.id, position, printed, normal, issued, reference.span.start, reference.span.end))
    db.executemany("INSERT INTO legal_references VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def references_to(db: sqlite3.Connection, normal: str) -> tuple[ReferringPlace, ...]:
    """List the places that name the document with this normal number, newest document first, in text order."""
    rows = db.execute(
        f"SELECT r.printed AS named_so, r.start, r.stop, {COLUMNS}"
        " FROM legal_references r JOIN documents d ON d.id = r.document_id WHERE r.normal = ?"
        " ORDER BY d.issued_on IS NULL, d.issued_on DESC, d.id, r.position",
        (normal,),
    )
    return tuple(
        ReferringPlace(
            document=summary_of(row),
            printed=row["named_so"],
            span=Span(row["start"], row["stop"]),
        )
        for row in rows
    )
