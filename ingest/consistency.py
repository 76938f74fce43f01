"""The check of an archive: is everything there that should be, and nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from ingest import originals
from ingest.archive import Archive
from ingest.errors import ArchiveError


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with an archive.

    Codes: ``database``, ``original_missing``, ``original_changed``, ``unreadable`` (details: a document's id),
    ``orphan`` (detail: a file no document points to; the next import removes it).
    """

    code: str
    detail: str


def problems_of(archive: Archive, full: bool = False) -> Iterator[Problem]:
    """Yield what is wrong; with ``full`` every original is read and hashed and every document decoded."""
    try:
        for line in archive.database_report():
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
