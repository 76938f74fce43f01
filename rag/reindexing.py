"""Building the index of an archive anew from the archive, whatever state it is in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from index.dense.choice import INDEX_FOLDER
from index.store.rebuilding import rebuild
from index.store.status import IndexStatus
from ingest.archive.archive import Archive
from ingest.document import Document
from rag.library import loaded_encoder

Progress = Callable[[str, int, int], None]
"""Told of each document that is taken over: its file name, which it is, how many there are."""


def reindex(archive: Archive, encoder: str | None, progress: Progress | None) -> IndexStatus:
    """Build the index of ``archive`` anew beside the old one, then put it in its place; the archive is only read.

    ``encoder`` as in ``Library.open``. What has the old index open goes on with it and takes the new one over by itself.
    Raises ArchiveError where a document cannot be read, ``index.dense.encoder.EncoderError``, and ``TimeoutError`` when
    another process is rebuilding the same index.
    """
    model = loaded_encoder(archive.folder, encoder)
    done = 0

    def load(document_id: str) -> Document:
        nonlocal done
        document = archive.get(document_id)
        done += 1
        if progress is not None:
            progress(document.file_name, done, max(done, len(archive.ids())))
        return document

    return rebuild(Path(archive.folder) / INDEX_FOLDER, model, archive.ids, load)
