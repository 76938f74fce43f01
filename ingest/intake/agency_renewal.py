"""Agencies found anew in stored documents after the authority file has changed; the files are not read again.

``agencies.read`` in the archive's folder holds a fingerprint of the authority files (the shipped and the office's own)
that its documents were last read with.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ingest.agencies.find import OWN_FILE, SHIPPED, Agencies
from ingest.agencies.known import known_agencies
from ingest.archive.archive import Archive
from ingest.archive.database_errors import archive_errors
from ingest.assignments.find import find_assignments
from ingest.document import Document

_MARK = "agencies.read"

Progress = Callable[[str, int, int], None]
"""Called with a file's name, how many documents are done and how many there are."""


def is_due(archive: Archive) -> bool:
    """Tell whether documents of the archive were read with another authority file than today's."""
    mark = archive.folder / _MARK
    try:
        known = mark.read_text(encoding="ascii")
    except (OSError, ValueError):
        known = ""
    return known != _fingerprint(archive.folder) and bool(archive.ids())


def begin(archive: Archive) -> None:
    """Remember today's authority file in an archive without documents: what comes in is read with it."""
    if not archive.ids():
        _remember(archive.folder)


def renew(archive: Archive, before: Callable[[str], None] | None = None, progress: Progress | None = None) -> int:
    """Find the agencies of every document anew and store what changed; return how many documents did.

    ``before`` is called with the id of a document just before it changes, so that an index can drop it. Each document
    changes as a whole; a run cut short can be run again.
    """
    agencies = known_agencies(archive.folder).agencies
    changed = 0
    summaries = archive.documents()
    stored: dict[str, frozenset[str]] = {}
    for done, summary in enumerate(summaries, 1):
        old = archive.get(summary.id)
        new = with_agencies(old, agencies)
        if new != old or _newly_named(archive, old, agencies, stored):
            if before is not None:
                before(summary.id)
            archive.reread(new)
            changed += 1
        if progress is not None:
            progress(summary.file_name, done, len(summaries))
    _remember(archive.folder)
    archive.erase()
    return changed


def with_agencies(document: Document, agencies: Agencies) -> Document:
    """Return the document with its assignments found anew."""
    return replace(document, assignments=find_assignments(document, agencies))


def with_own_agencies(document: Document, folder: Path) -> Document:
    """Return a document just read as an archive's office knows the agencies; unchanged where it has no file of its own."""
    if not (folder / OWN_FILE).is_file():
        return document
    return with_agencies(document, known_agencies(folder).agencies)


def _newly_named(archive: Archive, document: Document, agencies: Agencies, stored: dict[str, frozenset[str]]) -> bool:
    """Tell whether the text names an agency that the archive does not know it to name; ``stored`` keeps what was asked."""
    for name in {one.agency.name for one in agencies.find(document.seen_text) if one.agency is not None}:
        if name not in stored:
            stored[name] = archive.names_agency(name)
        if document.id not in stored[name]:
            return True
    return False


def _fingerprint(folder: Path) -> str:
    own = folder / OWN_FILE
    digest = hashlib.sha256(SHIPPED.read_bytes())
    digest.update(own.read_bytes() if own.is_file() else b"")
    return digest.hexdigest()


def _remember(folder: Path) -> None:
    with archive_errors(folder):
        (folder / _MARK).write_text(_fingerprint(folder), encoding="ascii")
