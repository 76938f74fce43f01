"""The document a request means."""

from __future__ import annotations

from ingest.archive.archive import Archive
from ingest.archive.catalogue import Summary
from ingest.errors import ArchiveError


def one_document(archive: Archive, key: str) -> Summary:
    """Return the document an id, number or file name means; raises ArchiveError ``not_found`` or ``ambiguous``."""
    found = archive.find(key)
    if not found:
        raise ArchiveError("not_found", key)
    if len(found) > 1:
        raise ArchiveError("ambiguous", ", ".join(f"{each.file_name} ({each.id})" for each in found))
    return found[0]
