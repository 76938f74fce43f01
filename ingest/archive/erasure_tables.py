"""The table of documents that were removed and not yet erased; what empties it is ``ingest.archive.erasure``."""

from __future__ import annotations

import sqlite3

TABLE = "CREATE TABLE unerased (document_id TEXT PRIMARY KEY)"
EARLIER = ""
"""Stands for whatever went before the archive had the table: a program that did not erase may have left its words."""


def add_to_older(db: sqlite3.Connection) -> None:
    """Give an archive of a program that did not erase its table, with all that went before noted in it."""
    if _is_there(db):
        return
    db.execute("BEGIN IMMEDIATE")  # another process may be doing the same
    if not _is_there(db):
        db.execute(TABLE)
        db.execute("INSERT INTO unerased VALUES (?)", (EARLIER,))
    db.execute("COMMIT")


def note(db: sqlite3.Connection, document_id: str) -> None:
    """Note that a document goes; call in the transaction that removes it."""
    db.execute("INSERT OR IGNORE INTO unerased VALUES (?)", (document_id,))


def _is_there(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'unerased'").fetchone() is not None
