"""What each import does first: finish what an older version or a killed program left to be done in an archive."""

from __future__ import annotations

from collections.abc import Callable

from ingest.archive import originals, relations
from ingest.archive.citations import store as edge_store
from ingest.archive.database import ArchiveFile
from ingest.document import Document


def sweep(file: ArchiveFile, get: Callable[[str], Document]) -> int:
    """Remove what a crash left behind in ``originals/``; return the number of files removed.

    Documents stored by a version that knew no relations or no edges are related and read for edges here.
    """
    with file.reading() as db:
        strangers = relations.unrelated(db)
    for document_id in strangers:
        with file.change() as db:
            relations.relate(db, get(document_id))
    with file.reading() as db:
        unread = edge_store.unread(db)
    for document_id in unread:
        with file.change() as db:
            edge_store.store_edges(db, get(document_id))
    with file.writing() as db:
        wanted = {row[0] for row in db.execute("SELECT sha256 FROM documents")}
        return originals.sweep(file.folder, wanted.__contains__)
