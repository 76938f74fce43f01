"""The write-ahead log of an SQLite database: switched on though others open the file at the same moment."""

from __future__ import annotations

import sqlite3
import time

_PAUSE_SECONDS = 0.01


def keep_log(connection: sqlite3.Connection, patience: float) -> None:
    """Put the database into WAL mode, which lasts; raises ``sqlite3.OperationalError`` (busy) after ``patience`` seconds.

    The switch wants the file for itself for a moment, and SQLite does not wait for that as it does for a lock.
    """
    deadline = time.monotonic() + patience
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            busy = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE_SECONDS)
