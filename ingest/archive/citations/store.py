"""The archive's tables of cited acts and of the edges between documents and acts.

What is stored is what a document says; which document of the archive an act is, is decided when somebody asks
(``ingest.archive.citations.resolve``). So the order in which documents arrive, leave and come back changes nothing.
"""

from __future__ import annotations

import sqlite3
from datetime import date

from ingest.document import Document, Span
from ingest.references.cited_act import CitedAct
from ingest.references.edges import edges_of
from ingest.references.named_acts import name_key
from ingest.text.document_kinds import kind_names

RULES = 1
"""Raised when the reading of edges changes: documents read by earlier rules are read again at the next import."""

_NAMED_KINDS = frozenset(kind_names("by_name"))


def store_edges(db: sqlite3.Connection, document: Document) -> None:
    """Write what the document cites, in place of what was there; call inside a transaction."""
    for table in ("edges", "cited_acts", "edges_read"):
        db.execute(f"DELETE FROM {table} WHERE document_id = ?", (document.id,))
    db.execute("INSERT INTO edges_read VALUES (?, ?, ?)", (document.id, RULES, _own_name(document)))
    cited = edges_of(document)
    db.executemany(
        f"INSERT INTO cited_acts VALUES ({', '.join('?' * 14)})",
        [(document.id, position, *_row(act)) for position, act in enumerate(cited.acts)],
    )
    db.executemany(
        "INSERT INTO edges VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (document.id, position, edge.kind, edge.actor, edge.target, edge.part, edge.words.start, edge.words.end)
            for position, edge in enumerate(cited.edges)
        ],
    )


def unread(db: sqlite3.Connection) -> tuple[str, ...]:
    """Return the ids of documents whose edges were never read, or by earlier rules."""
    rows = db.execute(
        "SELECT id FROM documents WHERE id NOT IN (SELECT document_id FROM edges_read WHERE rules = ?) ORDER BY rowid",
        (RULES,),
    )
    return tuple(row[0] for row in rows)


def _own_name(document: Document) -> str | None:
    """Return the name under which other documents may cite this one without its number."""
    if (document.kind or "") not in _NAMED_KINDS or not document.subject:
        return None
    return name_key(f"{document.kind} {document.subject}")


def _row(act: CitedAct) -> tuple[str | int | None, ...]:
    issued = act.issued_on.isoformat() if act.issued_on else None
    place = (act.span.start, act.span.end)
    return (
        act.printed,
        act.normal,
        act.name,
        act.digits,
        act.code,
        act.kind,
        issued,
        act.year,
        act.issuer,
        act.title,
        *place,
    )


def act_of(row: sqlite3.Row) -> CitedAct:
    """Read a row of ``cited_acts``."""
    return CitedAct(
        span=Span(row["start"], row["stop"]),
        printed=row["printed"],
        normal=row["normal"],
        name=row["name"],
        digits=row["digits"],
        code=row["code"],
        kind=row["kind"],
        issued_on=date.fromisoformat(row["issued_on"]) if row["issued_on"] else None,
        year=row["year"],
        issuer=row["issuer"],
        title=row["title"],
    )
