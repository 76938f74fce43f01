"""Opening an SQLite database only to read it, also where nothing can be written: a disc, a share, another's folder.

A database in WAL mode wants a file beside it even to be read. Where there is none and none can be made, nobody is
writing either, and SQLite may take the file as it is (https://www.sqlite.org/uri.html#uriimmutable). Where a killed
program left its last changes beside the database, these are put together in a copy.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from ingest.scratch import scratch

SQLITE_HEADER = b"SQLite format 3\x00"
_LOG = "-wal"


def can_be_written(folder: Path, file: str) -> bool:
    """Tell whether a database in ``folder`` can be changed: the file itself, and what SQLite makes beside it."""
    return os.access(folder, os.W_OK | os.X_OK) and (not (folder / file).exists() or os.access(folder / file, os.W_OK))


def connect_to_read(file: Path) -> sqlite3.Connection:
    """Open a database of which nothing will be changed; raises ``sqlite3.Error`` where that is impossible."""
    for mode in ("mode=ro", "mode=ro&immutable=1"):
        if mode != "mode=ro" and _has_log(file):
            return copied(file)
        connection = sqlite3.connect(
            f"{file.absolute().as_uri()}?{mode}", uri=True, timeout=30.0, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
            return connection
        except sqlite3.Error as error:
            connection.close()
            result = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
            if mode != "mode=ro" or result not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
                raise
    raise AssertionError("unreachable")


def copied(file: Path) -> sqlite3.Connection:
    """Return a copy of the database with the changes that lie beside it; it is nobody else's and ends with its connection."""
    connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    with scratch("database") as folder:
        copy = folder / file.name
        shutil.copyfile(file, copy)
        if _has_log(file):
            shutil.copyfile(f"{file}{_LOG}", f"{copy}{_LOG}")
        with closing(sqlite3.connect(copy)) as source:
            source.backup(connection)
    return connection


def _has_log(file: Path) -> bool:
    log = Path(f"{file}{_LOG}")
    return log.exists() and log.stat().st_size > 0
