"""Documents that cite each other, for tests of the graph of references."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from archived import directive
from ingest.archive.archive import Archive
from ingest.document import Document
from ingest.references.find import find_references
from ingest.references.numbers import parse_number

ISSUER = "Ủy ban nhân dân tỉnh Bình Lạc"


def citing(
    text: str,
    number: str | None = None,
    day: date | None = None,
    *,
    kind: str = "quyết định",
    issuer: str | None = ISSUER,
    subject: str = "về việc thử nghiệm",
    file_name: str = "vb.txt",
) -> Document:
    """Return a document whose references are read from ``text``."""
    document, _ = directive(text, kind=kind, issuer=issuer, issued_on=day, file_name=file_name)
    own = parse_number(number) if number else None
    return replace(document, number=own, references=find_references(text), subject=subject)


def put(archive: Archive, *documents: Document) -> None:
    """Store the documents in this order."""
    for document in documents:
        path = archive.folder.parent / f"{document.id}.txt"
        path.write_bytes(document.text.encode())
        archive.add(document, path, f"{document.id}.txt")
