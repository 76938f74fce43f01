"""Archives as earlier versions of the program wrote them, made from what their SQL was then."""

from __future__ import annotations

import sqlite3
from pathlib import Path

# The tables of version 1.
TABLES = """
CREATE TABLE state (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    revision INTEGER NOT NULL
);
CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    file_name TEXT NOT NULL,
    kind TEXT, number TEXT, normal TEXT, issuer TEXT, issued_on TEXT,
    subject TEXT, signer TEXT, signer_title TEXT, urgency TEXT,
    page_count INTEGER NOT NULL, paged INTEGER NOT NULL, scanned INTEGER NOT NULL,
    sections INTEGER NOT NULL, footnotes INTEGER NOT NULL, tasks INTEGER NOT NULL, warnings INTEGER NOT NULL,
    added_at TEXT NOT NULL,
    kind_folded TEXT, issuer_folded TEXT, number_folded TEXT, file_folded TEXT NOT NULL,
    bodies_named TEXT NOT NULL
);
CREATE INDEX documents_number ON documents (number_folded);
CREATE INDEX documents_issued ON documents (issued_on);
CREATE TABLE bodies (
    document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    json BLOB NOT NULL
);
CREATE TABLE sources (
    path TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE
);
CREATE INDEX sources_document ON sources (document_id);
CREATE TABLE assignments (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    actors TEXT NOT NULL, helpers TEXT NOT NULL,
    due_first TEXT, due_last TEXT,
    row TEXT NOT NULL,
    PRIMARY KEY (document_id, position)
);
CREATE TABLE legal_references (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    printed TEXT NOT NULL, normal TEXT, issued_on TEXT,
    start INTEGER NOT NULL, stop INTEGER NOT NULL,
    PRIMARY KEY (document_id, position)
);
CREATE INDEX legal_references_normal ON legal_references (normal);
"""
# What versions 2 and 3 added.
RELATIONS = """
CREATE TABLE fingerprints (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id TEXT NOT NULL UNIQUE REFERENCES documents (id) ON DELETE CASCADE,
    exact TEXT, bins BLOB
);
CREATE INDEX fingerprints_exact ON fingerprints (exact);
CREATE TABLE bands (key INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE TABLE relations (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    other_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    kind TEXT NOT NULL, likeness REAL NOT NULL,
    PRIMARY KEY (document_id, other_id)
);
CREATE INDEX relations_other ON relations (other_id);
"""
WAITING = """
CREATE TABLE waiting_for_ocr (
    document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE
);
"""
COPIED = {
    1: ("state", "documents", "bodies", "sources", "legal_references"),
    2: ("fingerprints", "bands", "relations"),
    3: ("waiting_for_ocr",),
}
# What the fields of a row were that versions 1 to 3 did not know.
NEWER_FIELDS = ("form", "confidence", "inferred")


def take_back(folder: Path, version: int) -> None:
    """Write a closed archive anew as version 1, 2 or 3 had it; what those did not know is lost."""
    new, old = folder / "archive.db", folder / "older.db"
    db = sqlite3.connect(old)
    db.executescript(TABLES + (RELATIONS if version >= 2 else "") + (WAITING if version >= 3 else ""))
    db.execute("ATTACH ? AS now", (str(new),))
    for step in range(1, version + 1):
        for table in COPIED[step]:
            db.execute(f"INSERT INTO main.{table} SELECT * FROM now.{table}")
    removed = ", ".join(f"'$.{field}'" for field in NEWER_FIELDS)
    names = (
        "SELECT coalesce('|' || group_concat(n.folded, '|') || '|', '|') FROM now.task_bodies b"
        " JOIN now.body_names n ON n.body = b.body WHERE b.task = t.task AND b.part {parts}"
    )
    db.execute(
        "INSERT INTO main.assignments SELECT t.document_id, t.position, t.role,"
        f" ({names.format(parts='IN (1, 2, 3)')}), ({names.format(parts='= 0')}),"
        " CASE WHEN t.due_last IS NULL THEN NULL ELSE substr(t.due_last, 1, 7) || '-01' END, t.due_last,"
        f" json_remove(r.json, {removed}) FROM now.tasks t JOIN now.task_rows r ON r.task = t.task"
    )
    db.commit()
    db.execute("DETACH now")
    db.execute("PRAGMA application_id = 1413694276")
    db.execute(f"PRAGMA user_version = {version}")
    db.close()
    for beside in folder.glob("archive.db*"):
        beside.unlink()
    old.rename(new)
