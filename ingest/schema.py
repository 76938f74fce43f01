"""The archive's one SQLite file: its tables, its version, and how a connection is opened.

``application_id`` says that the file is an archive of this program, ``user_version`` which tables it has. A file of an
older version is brought up to date in one transaction (``_STEPS``); one of a later version is refused, never guessed at.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest import circulation, edge_tables, register_growth, relations, releases
from ingest.errors import ArchiveError

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
    4: register_growth.to_version_4,
}


def is_archive(folder: Path) -> bool:
    """Tell whether the folder holds an archive file, of whatever version."""
    return (folder / FILE_NAME).is_file()


def connect(folder: Path, create: bool) -> sqlite3.Connection:
    """Open the folder's archive file, making folder and tables first when ``create`` is true.

    Raises ArchiveError: ``archive_missing``, ``archive_damaged``, ``archive_version`` (detail: found and expected
    version), ``no_permission``, ``archive_busy``, ``no_space``. A kill while the tables are being made leaves an empty
    file, which counts as missing.
    """
    path = folder / FILE_NAME
    with archive_errors(folder):
        if create:
            folder.mkdir(parents=True, exist_ok=True)
        elif not path.is_file() or not path.stat().st_size:
            raise ArchiveError("archive_missing", str(folder))
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
            register_growth.make_tables(connection, _TABLES)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("PRAGMA user_version = 1")
        _bring_up_to_date(connection)
        connection.execute("COMMIT")
    if _pragma(connection, "application_id") != APPLICATION_ID:
        raise ArchiveError("archive_damaged", str(folder / FILE_NAME))
    if 0 < _pragma(connection, "user_version") < VERSION:
        connection.execute("BEGIN IMMEDIATE")  # another process may be doing the same
        _bring_up_to_date(connection)
        connection.execute("COMMIT")
    found = _pragma(connection, "user_version")
    if found != VERSION:
        raise ArchiveError("archive_version", f"{found} / {VERSION}")
    register_growth.make_tables(connection, edge_tables.TABLES)  # where absent; ``Archive.sweep`` fills them
    register_growth.make_tables(connection, releases.TABLES + circulation.TABLES)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")  # an accepted document survives a power cut


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    for version in range(_pragma(connection, "user_version") + 1, VERSION + 1):
        step = _STEPS[version]
        if isinstance(step, str):
            register_growth.make_tables(connection, step)
        else:
            step(connection)
        connection.execute(f"PRAGMA user_version = {version}")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


@contextmanager
def archive_errors(where: Path) -> Iterator[None]:
    """Turn what SQLite and the file system raise into ArchiveError with a code; other errors pass."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.IntegrityError):
        raise  # a mistake in this program, not the state of the archive
    except sqlite3.Error as error:
        raise ArchiveError(_code_of(error), str(where)) from error
    except (PermissionError, FileExistsError, NotADirectoryError) as error:
        code = "no_permission" if isinstance(error, PermissionError) else "archive_missing"
        raise ArchiveError(code, str(where)) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise ArchiveError("no_space", str(where)) from error
        raise


def _code_of(error: sqlite3.Error) -> str:
    """Name the refusal behind an SQLite error; the primary result code is the low byte of the extended one."""
    code = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return "archive_busy"
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return "no_permission"
    if code == sqlite3.SQLITE_FULL:
        return "no_space"
    return "archive_damaged"
