"""What the machine refuses while the index is at work (disk full, file busy, no permission), named as for the archive."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ingest.archive.database_errors import code_of
from ingest.errors import ArchiveError

_INDEX = Path("index", "passages.db")


def refusal_of(error: Exception, folder: Path) -> ArchiveError | None:
    """Return the refusal behind an error met over the archive in ``folder``; None for any other failure.

    Damage of the index is none: that is derived, and mended by who opens it.
    """
    if isinstance(error, ArchiveError):
        return error
    if isinstance(error, TimeoutError):  # another program keeps the writer's lock
        return ArchiveError("archive_busy", str(folder))
    if not isinstance(error, sqlite3.Error | OSError | MemoryError):
        return None
    code = code_of(error, folder / _INDEX)
    return None if code in (None, "archive_damaged", "archive_missing") else ArchiveError(code or "", str(folder))
