"""What counts as damage of the index, as opposed to a machine that cannot do what it is asked."""

from __future__ import annotations

import sqlite3

_CORRUPT = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT})
# A row that is no UTF-8, and tables that are not those of a passage store, carry no number of their own.
_SAID = ("Could not decode to UTF-8", "no such table", "no such column", "no such index", "malformed")


SHELF_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What reading a damaged passage store raises; the second where SQLite quotes what it could not understand."""


def is_damage(error: Exception) -> bool:
    """Tell whether the file is to blame; not where it is locked, out of reach, or the disk is full.

    >>> is_damage(sqlite3.DatabaseError("database disk image is malformed"))
    True
    >>> is_damage(sqlite3.OperationalError("database is locked"))
    False
    """
    if isinstance(error, UnicodeDecodeError):
        return True
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & 0xFF in _CORRUPT:
        return True
    if any(said in str(error) for said in _SAID):
        return True
    return type(error) is sqlite3.DatabaseError and code is None
