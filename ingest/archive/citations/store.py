"""The archive's tables of cited acts and of the edges between documents and acts.

What is stored is what a document says; which document of the archive an act is, is decided when somebody asks
(``ingest.archive.citations.resolve``). So the order in which documents arrive, leave and come back changes nothing.
"""

from __future__ import annotations

import sqlite3
from datetime import date

from ingest.document import Document, Span
from ingest.references.cited_act import NAMED_KINDS, CitedAct
from ingest.references.edges import edges_of
from ingest.references.named_acts import name_key

RULES = 1
"""Raised when the reading of edges changes: documents read by earlier rules are read again at the next import."""

TABLES = """
CREATE TABLE IF NOT EXISTS edges_read (
    document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    rules INTEGER NOT NULL, name TEXT
);
CREATE INDEX IF NOT EXISTS edges_read_name ON edges_read (name) WHERE name IS NOT NULL;
CREATE TABLE IF NOT EXISTS cited_acts (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    printed TEXT NOT NULL, normal TEXT, name TEXT, digits TEXT NOT NULL, code TEXT NOT NULL,
    kind TEXT, issued_on TEXT, year INTEGER, issuer TEXT, title TEXT,
    start INTEGER NOT NULL, stop INTEGER NOT NULL,
    PRIMARY KEY (document_id, position)
);
CREATE INDEX IF NOT EXISTS cited_acts_normal ON cited_acts (normal);
CREATE INDEX IF NOT EXISTS cited_acts_name ON cited_acts (name) WHERE name IS NOT NULL;
CREATE INDEX IF NOT EXISTS cited_acts_digits ON cited_acts (digits, issued_on);
CREATE TABLE IF NOT EXISTS edges (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL, actor INTEGER, target INTEGER, part INTEGER NOT NULL,
    start INTEGER NOT NULL, stop INTEGER NOT NULL,
    PRIMARY KEY (document_id, position)
);
CREATE INDEX IF NOT EXISTS edges_changing ON edges (document_id) WHERE kind IN ('replaces', 'repeals', 'amends')
"""


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
    if (document.kind or "") not in NAMED_KINDS or not document.subject:
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
