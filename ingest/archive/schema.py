"""The archive's one SQLite file: its tables, its version, and how a connection is opened.

``application_id`` says that the file is an archive of this program, ``user_version`` which tables it has. A file of an
older version is brought up to date in one transaction (``_STEPS``); one of a later version is refused, never guessed at.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from ingest.archive import erasure_tables, feedback, letter_rows, relations, releases
from ingest.archive.citations import store as edge_store
from ingest.archive.database_errors import archive_errors
from ingest.archive.database_log import keep_log
from ingest.archive.database_reading import can_be_written, connect_to_read
from ingest.archive.register import growth
from ingest.errors import ArchiveError
from ingest.letterhead import circulation

FILE_NAME = "archive.db"
APPLICATION_ID = 0x54434344  # "TCCD"
VERSION = 4
# How long a writer waits for another writer (seconds); one document is stored in well under a second.
BUSY_SECONDS = 30.0

_TABLES = """
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
INSERT INTO state VALUES (1, 0);
"""
# What each version added to the one before. A document's relations are found at the next import (``Archive.sweep``).
# Documents with pages that could not be read for want of recognition; of older archives, those with pictures of pages.
_WAITING = """
CREATE TABLE waiting_for_ocr (
    document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE
);
INSERT INTO waiting_for_ocr SELECT id FROM documents WHERE scanned
"""
_STEPS: dict[int, str | Callable[[sqlite3.Connection], None]] = {
    2: relations.TABLES,
    3: _WAITING,
    4: growth.to_version_4,
}

# Tables that an archive of today's version may still lack: made where absent, filled by ``Archive.sweep`` or as it grows.
_ADDED = (edge_store.TABLES, letter_rows.TABLES, releases.TABLES, circulation.TABLES, feedback.TABLES)
# "CREATE TABLE IF NOT EXISTS letters ("
_ADDED_NAMES = frozenset(re.findall(r"CREATE TABLE IF NOT EXISTS (\w+)", "".join(_ADDED)))


def is_archive(folder: Path) -> bool:
    """Tell whether the folder holds an archive file, of whatever version."""
    return (folder / FILE_NAME).is_file()


def connect(folder: Path, create: bool) -> sqlite3.Connection:
    """Open the folder's archive file, making folder and tables first when ``create`` is true.

    An archive that cannot be written is opened to be read: the connection then has ``PRAGMA query_only`` set. Raises
    ArchiveError: ``archive_missing``, ``archive_version`` (detail: found and expected version), and what
    ``ingest.archive.database_errors`` names. A kill while the tables are being made leaves an empty file, which counts as missing.
    """
    path = folder / FILE_NAME
    with archive_errors(folder):
        if create:
            folder.mkdir(parents=True, exist_ok=True)
        missing = not path.is_file() or not path.stat().st_size
        if missing and not create:
            raise ArchiveError("archive_missing", str(folder))
        if not can_be_written(folder, FILE_NAME):
            if missing:
                raise ArchiveError("archive_read_only", str(folder))
            return _connected_to_read(path)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection, folder, create)
        except BaseException:
            connection.close()
            raise
        return connection


def _prepare(connection: sqlite3.Connection, folder: Path, create: bool) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    if _pragma(connection, "application_id") == 0 and _is_empty(connection):
        if not create:
            raise ArchiveError("archive_missing", str(folder))
        connection.execute("BEGIN IMMEDIATE")  # another process may be making the same archive
        if _is_empty(connection):
            growth.make_tables(connection, _TABLES)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("PRAGMA user_version = 1")
            connection.execute(erasure_tables.TABLE)
        _bring_up_to_date(connection)
        connection.execute("COMMIT")
    _check_origin(connection, folder)
    if _pragma(connection, "user_version") < VERSION:
        connection.execute("BEGIN IMMEDIATE")  # another process may be doing the same
        _bring_up_to_date(connection)
        connection.execute("COMMIT")
    _add_tables(connection)
    erasure_tables.add_to_older(connection)
    connection.execute("PRAGMA secure_delete = ON")
    keep_log(connection, BUSY_SECONDS)
    connection.execute("PRAGMA synchronous = FULL")  # an accepted document survives a power cut


def _connected_to_read(path: Path) -> sqlite3.Connection:
    """Open an archive that cannot be written; one of an older version is brought up to date in a copy of it."""
    connection = connect_to_read(path)
    try:
        _check_origin(connection, path.parent)
        known = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if _pragma(connection, "user_version") < VERSION or not known >= _ADDED_NAMES:
            with closing(connection) as old:
                connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
                old.backup(connection)
            connection.row_factory = sqlite3.Row
            _bring_up_to_date(connection)
            _add_tables(connection)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _add_tables(connection: sqlite3.Connection) -> None:
    for tables in _ADDED:
        growth.make_tables(connection, tables)


def _check_origin(connection: sqlite3.Connection, folder: Path) -> None:
    """Refuse a database that is not an archive, or one of a later version."""
    if _pragma(connection, "application_id") != APPLICATION_ID:
        raise ArchiveError("archive_damaged", str(folder / FILE_NAME))
    found = _pragma(connection, "user_version")
    if not 0 < found <= VERSION:
        raise ArchiveError("archive_version", f"{found} / {VERSION}")


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    for version in range(_pragma(connection, "user_version") + 1, VERSION + 1):
        step = _STEPS[version]
        if isinstance(step, str):
            growth.make_tables(connection, step)
        else:
            step(connection)
        connection.execute(f"PRAGMA user_version = {version}")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None
