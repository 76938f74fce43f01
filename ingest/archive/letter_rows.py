"""The archive's table of further letters: a file that holds several is found by the number of each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from unicodedata import normalize

from ingest.archive.catalogue import COLUMNS, Summary, summary_of
from ingest.document import Document, Letter
from ingest.text.folding import folded_number

TABLES = """
CREATE TABLE IF NOT EXISTS letters (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    number_folded TEXT NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (document_id, position)
);
CREATE INDEX IF NOT EXISTS letters_number ON letters (number_folded);
"""


def store_letters(db: sqlite3.Connection, document: Document) -> None:
    """Write the further letters of a document; call inside the transaction that adds it."""
    for position, letter in enumerate(document.letters):
        folded = folded_number(letter.number.normal) if letter.number else ""
        db.execute(
            "INSERT INTO letters VALUES (?, ?, ?, ?)", (document.id, position, folded, json.dumps(facts(letter)))
        )


def find(db: sqlite3.Connection, key: str) -> tuple[Summary, ...]:
    """Return the files that hold a further letter of this number, or else of one that begins so ("97", "cv 97").

    Each with that letter's facts.
    """
    number = folded_number(normalize("NFC", key))
    if not number:
        return ()
    for test in ("l.number_folded = ?1", "substr(l.number_folded, 1, length(?1) + 1) IN (?1 || '/', ?1 || '-')"):
        rows = db.execute(
            f"SELECT l.facts, {COLUMNS} FROM letters l JOIN documents d ON d.id = l.document_id"
            f" WHERE {test} ORDER BY d.id, l.position",
            (number,),
        ).fetchall()
        if rows:
            return tuple(bearing(summary_of(row), json.loads(row["facts"])) for row in rows)
    return ()


def facts(letter: Letter | Document) -> dict[str, str | None]:
    """Return what a summary says of a letter, as JSON has it."""
    return {
        "kind": letter.kind,
        "number": letter.number.shown if letter.number else None,
        "normal": letter.number.normal if letter.number else None,
        "issuer": letter.issuer,
        "issued_on": letter.issued_on.isoformat() if letter.issued_on else None,
        "subject": letter.subject,
        "signer": letter.signer,
        "signer_title": letter.signer_title,
        "urgency": letter.urgency,
    }


def bearing(document: Summary, stated: Mapping[str, Any]) -> Summary:
    """Return the summary with the ``facts`` of a further letter of its file."""
    day = stated["issued_on"]
    return replace(document, **{**stated, "issued_on": date.fromisoformat(day) if day else None})
