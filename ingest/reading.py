"""From a file to a document: the one way in."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.agencies.find import Agencies
from ingest.assembly import assemble
from ingest.assignments.find import find_assignments
from ingest.document import Document
from ingest.readers.dispatch import read_file

if TYPE_CHECKING:
    from ingest.ocr.recognition import Recognition


def read_document(
    path: Path,
    file_name: str | None = None,
    recognition: Recognition | None = None,
    released: Collection[str] = (),
) -> Document:
    """Read a file into a document; its id is the first 16 hex digits of the SHA-256 of its bytes.

    ``file_name`` is what people know the file by (default: the path's own name). Pages that are pictures are read where
    there is ``recognition``, else a warning says which they are. Raises ``UnreadableFileError`` when the
    file holds no readable document and ``SecretDocumentError`` when it bears a secrecy mark, or may bear one and its
    SHA-256 is not among ``released``.
    """
    digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    document = assemble(read_file(path, recognition), digest, file_name or path.name, digest in released)
    return replace(document, assignments=find_assignments(document, _agencies()))


@cache
def _agencies() -> Agencies:
    return Agencies.load()
