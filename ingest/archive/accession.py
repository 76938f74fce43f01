"""Accession: how one document becomes rows of the archive."""

from __future__ import annotations

import json
import sqlite3
import zlib
from datetime import UTC, datetime
from typing import overload

from ingest.archive import erasure_tables, feedback, letter_rows, relations
from ingest.archive.catalogue import joined_names
from ingest.archive.citations import rows as reference_rows
from ingest.archive.citations import store as edge_store
from ingest.archive.register import rows as register
from ingest.archive.register import standings
from ingest.archive.register.rows import AgencyNames
from ingest.archive.serialization import to_json
from ingest.document import Document
from ingest.text.folding import fold, folded_number, words_of

_WAITING = frozenset({"page_without_text", "garbled_text", "layer_not_compared"})


def insert(db: sqlite3.Connection, document: Document, agencies: AgencyNames) -> None:
    """Write all rows of a document that is not there yet; ``agencies`` names the agencies in it.

    Call inside a transaction: the rows are one whole only when it commits.
    """
    row = {
        "id": document.id,
        "sha256": document.sha256,
        "file_name": storable(document.file_name),
        "kind": document.kind,
        "number": document.number.shown if document.number else None,
        "normal": document.number.normal if document.number else None,
        "issuer": document.issuer,
        "issued_on": document.issued_on.isoformat() if document.issued_on else None,
        "subject": storable(document.subject),
        "signer": document.signer,
        "signer_title": document.signer_title,
        "urgency": document.urgency,
        "page_count": document.page_count,
        "paged": document.paged,
        "scanned": document.scanned,
        "sections": sum(1 for _ in document.walk()),
        "footnotes": len(document.footnotes),
        "tasks": len(document.assignments),
        "warnings": len(document.warnings),
        "added_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "kind_folded": words_of(document.kind),
        "issuer_folded": words_of(document.issuer),
        "number_folded": folded_number(document.number.normal) if document.number else "",
        "file_folded": fold(storable(document.file_name)),
        "bodies_named": joined_names(agencies.named_in(document.seen_text)),
    }
    columns, places = ", ".join(row), ", ".join("?" for _ in row)
    db.execute(f"INSERT INTO documents ({columns}) VALUES ({places})", tuple(row.values()))
    agency = zlib.compress(to_json(document).encode("utf-8", "surrogatepass"))
    db.execute("INSERT INTO bodies VALUES (?, ?)", (document.id, agency))
    register.store_assignments(db, document, agencies)
    letter_rows.store_letters(db, document)
    reference_rows.store_references(db, document)
    relations.relate(db, document)
    edge_store.store_edges(db, document)
    if document.circulation:
        db.execute("INSERT INTO circulations VALUES (?, ?)", (document.id, document.circulation))
    if is_waiting(document):
        db.execute("INSERT INTO waiting_for_ocr VALUES (?)", (document.id,))


def is_waiting(document: Document) -> bool:
    """Tell whether the document has pages that recognition may still read."""
    return any(warning.code in _WAITING for warning in document.warnings)


def withdraw(db: sqlite3.Connection, document_id: str) -> None:
    """Delete all rows of a document; call inside a transaction, and ``ingest.archive.erasure.erase`` some time behind it."""
    erasure_tables.note(db, document_id)
    relations.forget(db, document_id)
    register.forget(db, document_id)
    feedback.forget(db, document_id)
    db.execute("DELETE FROM documents WHERE id = ?", (document_id,))


def hand_over(db: sqlite3.Connection, old_sha256: str, document_id: str, sha256: str) -> None:
    """Let what staff said of the tasks of a file's old version go over to the document that took its place."""
    rows = db.execute(
        "SELECT t.id, r.json FROM tasks t JOIN task_rows r ON r.task = t.task WHERE t.document_id = ? ORDER BY t.task",
        (document_id,),
    ).fetchall()
    wordings = [register.wording_of(json.loads(row["json"])) for row in rows]
    standings.follow(db, old_sha256, sha256, [row["id"] for row in rows], wordings)


def point_source(db: sqlite3.Connection, source: str, document_id: str) -> None:
    """Note that the bytes of a document were read from this path, whatever they were before."""
    db.execute("INSERT OR REPLACE INTO sources VALUES (?, ?)", (storable(source), document_id))


@overload
def storable(text: str) -> str: ...
@overload
def storable(text: None) -> None: ...
def storable(text: str | None) -> str | None:
    """Write lone surrogates, as in file names that are not UTF-8, as escapes: SQLite takes only valid Unicode."""
    return text if text is None else text.encode("utf-8", "backslashreplace").decode("utf-8")
