"""The check of an archive: is everything there that should be, and nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ingest.archive import originals
from ingest.archive.archive import Archive
from ingest.archive.database_reading import connect_to_read
from ingest.archive.schema import FILE_NAME
from ingest.errors import ArchiveError


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with an archive.

    Codes: ``database``, ``original_missing``, ``original_changed``, ``unreadable`` (details: a document's id),
    ``orphan`` (detail: a file no document points to; the next import removes it).
    """

    code: str
    detail: str


def problems_of(archive: Archive, full: bool) -> Iterator[Problem]:
    """Yield what is wrong; with ``full`` every page of the database is checked, every original is read and hashed and every document decoded."""
    try:
        for line in archive.database_report():
            yield Problem("database", line)
        if full:
            for line in _integrity(archive.folder / FILE_NAME):
                yield Problem("database", line)
        summaries = archive.documents()
    except (ArchiveError, sqlite3.Error) as error:
        yield Problem("database", str(error))
        return
    for summary in summaries:
        place = originals.place_of(archive.folder, summary.sha256)
        if not place.is_file():
            yield Problem("original_missing", summary.id)
        elif full and originals.sha256_of(place) != summary.sha256:
            yield Problem("original_changed", summary.id)
        if full:
            try:
                archive.get(summary.id)
            except ArchiveError:
                yield Problem("unreadable", summary.id)
    wanted = {summary.sha256 for summary in summaries}
    for path in sorted((archive.folder / originals.FOLDER).glob("??/*")):
        if path.name not in wanted:
            yield Problem("orphan", path.name)


def _integrity(file: Path) -> Iterator[str]:
    """Yield what SQLite finds wrong when it compares every table with its indexes, which the quick look leaves out."""
    with closing(connect_to_read(file)) as db:
        for (line,) in db.execute("PRAGMA integrity_check(20)"):
            if line != "ok":
                yield str(line)
