"""The archive's open database file: who may read, who may write, and what a change leaves behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from ingest.archive.database_errors import archive_errors
from ingest.archive.schema import FILE_NAME
from ingest.errors import ArchiveError


class ArchiveFile:
    """A connection that threads share; another program may have the same file open."""

    def __init__(self, folder: Path, db: sqlite3.Connection) -> None:
        self.folder = folder
        self.db = db
        self.read_only = bool(db.execute("PRAGMA query_only").fetchone()[0])
        self._opened = self._at_its_place()
        self._lock = RLock()

    def close(self) -> None:
        """Close the file; closing twice is harmless."""
        with self._lock:
            self.db.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Hold the connection for a look at one state of the archive; what SQLite raises becomes ArchiveError.

        Nothing that another thread or program changes meanwhile is seen inside the block. Blocks may be nested.
        """
        with self._lock, archive_errors(self.folder):
            if self.db.in_transaction:
                yield self.db
                return
            self.db.execute("BEGIN")
            try:
                yield self.db
            finally:
                if self.db.in_transaction:
                    self.db.execute("COMMIT")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the write lock; commit at the end, undo everything on any error, KeyboardInterrupt included.

        Raises ArchiveError ``archive_read_only`` or ``archive_moved`` before anything is done.
        """
        if self.read_only:
            raise ArchiveError("archive_read_only", str(self.folder))
        if self._at_its_place() != self._opened:  # originals would go elsewhere than the rows
            raise ArchiveError("archive_moved", str(self.folder))
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

    def _at_its_place(self) -> tuple[int, int] | None:
        try:
            found = (self.folder / FILE_NAME).stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino
