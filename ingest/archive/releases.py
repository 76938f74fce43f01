"""Documents that a clerk released from quarantine: who said that what looked like a secrecy mark is none, and when.

Only a doubtful mark can be released (``ingest.secrecy.find``). The record belongs to the bytes, outlives the document, and
makes later imports of the same bytes ask no more.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ingest.document import Document, ReadingWarning
from ingest.errors import ArchiveError

TABLES = """
CREATE TABLE IF NOT EXISTS releases (
    sha256 TEXT PRIMARY KEY,
    file_name TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL, seen TEXT NOT NULL
);
"""
QUARANTINED = frozenset({"secret_mark", "secret_doubt", "release_refused"})
"""Codes of files that are kept out because of a secrecy mark, sure or doubtful."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_LONGEST_AUTHOR = 200
_AT_ONCE = 500  # SQLite takes some thousand values in one statement
_Transaction = Callable[[], AbstractContextManager[sqlite3.Connection]]


@dataclass(frozen=True, slots=True)
class Release:
    """A clerk's word that the file with this hash bears no mark."""

    sha256: str
    author: str


@dataclass(frozen=True, slots=True)
class Released:
    """A release on record: ``at`` an ISO time in UTC, ``seen`` the detail of the doubt (see ``ingest.secrecy.find``)."""

    sha256: str
    file_name: str
    author: str
    at: str
    seen: str


def asked(sha256: str | None, author: str | None) -> Release | None:
    """Return the release asked for, ``None`` when neither is given.

    Raises ArchiveError ``release_incomplete`` when one is missing, ``release_bad_hash``, ``release_bad_author``.
    """
    sha256, author = (sha256 or "").strip().lower(), " ".join((author or "").split())
    if not sha256 and not author:
        return None
    if not sha256 or not author:
        raise ArchiveError("release_incomplete")
    if not _SHA256.fullmatch(sha256):
        raise ArchiveError("release_bad_hash", sha256[:80])
    if len(author) > _LONGEST_AUTHOR or not author.isprintable():
        raise ArchiveError("release_bad_author", str(_LONGEST_AUTHOR))
    return Release(sha256, author)


class Releases:
    """The archive's record of releases."""

    def __init__(self, reading: _Transaction, writing: _Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def of(self, sha256: str) -> Released | None:
        """Return the release of these bytes."""
        with self._reading() as db:
            row = db.execute("SELECT sha256, file_name, author, at, seen FROM releases WHERE sha256 = ?", (sha256,))
            found = row.fetchone()
        return Released(*found) if found else None

    def among(self, hashes: Collection[str]) -> frozenset[str]:
        """Return those of the hashes that were released."""
        wanted = list(hashes)
        found: set[str] = set()
        with self._reading() as db:
            for at in range(0, len(wanted), _AT_ONCE):
                part = wanted[at : at + _AT_ONCE]
                places = ", ".join("?" * len(part))
                found.update(
                    row[0] for row in db.execute(f"SELECT sha256 FROM releases WHERE sha256 IN ({places})", part)
                )
        return frozenset(found)

    def count(self) -> int:
        """Return how many files were released."""
        with self._reading() as db:
            return int(db.execute("SELECT count(*) FROM releases").fetchone()[0])

    def settled(self, document: Document, release: Release | None, file_name: str) -> Document:
        """Return a document read in spite of a doubt with the word of who released it; record a ``release`` given now.

        A document without a doubt is returned as it is, and nothing is recorded.
        """
        doubt = next((warning for warning in document.warnings if warning.code == "secret_doubt"), None)
        if doubt is None:
            return document
        known = self.of(document.sha256)
        if known is None and release is not None and release.sha256 == document.sha256:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            name = file_name.encode("utf-8", "backslashreplace").decode("utf-8")
            known = Released(document.sha256, name, release.author, now, doubt.detail)
            with self._writing() as db:
                row = (known.sha256, known.file_name, known.author, known.at, known.seen)
                db.execute("INSERT OR IGNORE INTO releases VALUES (?, ?, ?, ?, ?)", row)
        if known is None:
            raise ArchiveError("secret_doubt", doubt.detail)
        said = ReadingWarning("secret_released", f"{known.author}; {known.at[:10]}")
        return replace(document, warnings=tuple(said if one is doubt else one for one in document.warnings))


def reader_releasing(reader: str, hashes: Collection[str]) -> str:
    """Return the reader (see ``ingest.intake.worker``) told which files pass in spite of a doubtful mark."""
    if not hashes:
        return reader
    name, _, settings = reader.partition(" ")
    return f"{name} {json.dumps({**json.loads(settings or '{}'), 'released': sorted(hashes)})}"
