"""The archive's open database file: who may read, who may write, and what a change leaves behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from ingest.schema import archive_errors


class ArchiveFile:
    """A connection that threads share; another program may have the same file open."""

    def __init__(self, folder: Path, db: sqlite3.Connection) -> None:
        self.folder = folder
        self.db = db
        self._lock = RLock()

    def close(self) -> None:
        """Close the file; closing twice is harmless."""
        with self._lock:
            self.db.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Hold the connection for a look; what SQLite raises becomes ArchiveError."""
        with self._lock, archive_errors(self.folder):
            yield self.db

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the write lock; commit at the end, undo everything on any error, KeyboardInterrupt included."""
        with self._lock, archive_errors(self.folder):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield self.db
                self.db.execute("COMMIT")
            except BaseException:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                raise

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """Write, and count the change: what is derived from the documents must be made anew."""
        with self.writing() as db:
            yield db
            db.execute("UPDATE state SET revision = revision + 1")
