"""What SQLite and the disk may refuse, each under a name of its own; damage is said only where a check of the file shows it.

Result codes: https://www.sqlite.org/rescode.html (the primary one is the low byte of the extended one).
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ingest.archive.database_reading import connect_to_read
from ingest.errors import ArchiveError

# A disk with less room (bytes) than this is full: SQLite syncs and maps whole pages, and says "I/O error" of those.
_NO_ROOM = 1 << 20
_BY_RESULT = {
    sqlite3.SQLITE_FULL: "no_space",
    sqlite3.SQLITE_BUSY: "archive_busy",
    sqlite3.SQLITE_LOCKED: "archive_busy",
    sqlite3.SQLITE_PROTOCOL: "archive_busy",  # too many began to read at once
    sqlite3.SQLITE_SCHEMA: "archive_busy",  # another program has just changed the tables
    sqlite3.SQLITE_TOOBIG: "too_large",
    sqlite3.SQLITE_NOLFS: "too_large",
    sqlite3.SQLITE_RANGE: "filter_too_long",
    sqlite3.SQLITE_INTERRUPT: "interrupted",
    sqlite3.SQLITE_NOMEM: "no_memory",
    sqlite3.SQLITE_PERM: "no_permission",
    sqlite3.SQLITE_AUTH: "no_permission",
}
_BY_ERRNO = {
    errno.ENOSPC: "no_space",
    errno.EDQUOT: "no_space",
    errno.EROFS: "archive_read_only",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EMFILE: "too_many_files",
    errno.ENFILE: "too_many_files",
    errno.EIO: "archive_failing",
    errno.ESTALE: "archive_failing",  # the share was mounted anew
    errno.EEXIST: "archive_missing",
    errno.ENOTDIR: "archive_missing",
    errno.ENAMETOOLONG: "archive_missing",
}
# SQLite has one code, "error", for a mistake in a statement and for a statement that is too long.
_TOO_LONG = (
    "too many SQL variables",
    "Expression tree is too large",
    "pattern too complex",
    "too many terms",
    "parser stack overflow",
)


@contextmanager
def archive_errors(folder: Path) -> Iterator[None]:
    """Turn what SQLite and the file system raise into ArchiveError with a code; a mistake of this program passes."""
    try:
        yield
    except (sqlite3.Error, MemoryError, UnicodeEncodeError, OSError) as error:
        code = code_of(error, folder / "archive.db")
        if code is None:
            raise
        raise ArchiveError(code, "" if code in ("bad_characters", "filter_too_long") else str(folder)) from error


def code_of(error: BaseException, file: Path) -> str | None:
    """Return the name of the refusal behind an error met with the database ``file``; None where there is none.

    A file that SQLite calls malformed is read again, alone and whole: ``archive_damaged`` where that shows damage, else
    ``archive_failing``, as with a cable or a share that garbled one reading.
    """
    if isinstance(error, UnicodeEncodeError):
        return "bad_characters"
    if isinstance(error, MemoryError):
        return "no_memory"
    if isinstance(error, OSError):
        return _BY_ERRNO.get(error.errno or 0)
    if not isinstance(error, sqlite3.Error) or isinstance(error, (sqlite3.ProgrammingError, sqlite3.IntegrityError)):
        return None
    extended = getattr(error, "sqlite_errorcode", 0) or 0
    result = extended & 0xFF
    if result in _BY_RESULT:
        return _BY_RESULT[result]
    if result in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return "archive_damaged" if is_damaged(file) else "archive_failing"
    if result == sqlite3.SQLITE_READONLY:
        moved = extended == sqlite3.SQLITE_READONLY_DBMOVED or not file.exists()
        return "archive_moved" if moved else "archive_read_only"
    if result == sqlite3.SQLITE_CANTOPEN:
        return _why_closed(file)
    if result == sqlite3.SQLITE_ERROR:
        return "filter_too_long" if any(part in str(error) for part in _TOO_LONG) else None
    if extended == sqlite3.SQLITE_IOERR_NOMEM:
        return "no_memory"
    return "no_space" if result == sqlite3.SQLITE_IOERR and _is_full(file.parent) else "archive_failing"


def is_damaged(file: Path) -> bool:
    """Tell whether a check of the whole database shows damage; a file that cannot be read at all shows none.

    SQLite alone opens the file: whoever else closes it takes this process's locks from all its connections
    (https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
    """
    try:
        with closing(connect_to_read(file)) as db:
            if [row[0] for row in db.execute("PRAGMA quick_check(1)")] != ["ok"]:
                return True
            return _has_damaged_words(db)
    except sqlite3.Error as error:
        return (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    except OSError:
        return False


def _has_damaged_words(db: sqlite3.Connection) -> bool:
    """Check the tables of words, which ``quick_check`` passes over; SQLite does that only where it may write: in a copy."""
    tables = [
        row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'")
    ]
    with closing(sqlite3.connect("")) as copy:
        if tables:
            db.backup(copy)
        for table in tables:
            copy.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")  # raises CORRUPT_VTAB
    return False


def _why_closed(file: Path) -> str:
    """Find out why SQLite could not open a file, which it does not tell."""
    if not file.exists():
        return "archive_missing"
    try:
        with Path(os.devnull).open("rb"):  # whatever else opens: not the file itself, see ``is_damaged``
            pass
    except OSError as error:
        return _BY_ERRNO.get(error.errno or 0, "archive_failing")
    if not os.access(file, os.R_OK):
        return "no_permission"
    if _is_full(file.parent):
        return "no_space"
    return "archive_failing" if os.access(file.parent, os.W_OK) else "no_permission"


def _is_full(folder: Path) -> bool:
    try:
        found = os.statvfs(folder)
    except OSError:
        return False
    return found.f_bavail * found.f_frsize < _NO_ROOM or (found.f_files > 0 and found.f_favail == 0)
