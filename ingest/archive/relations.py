"""The archive's table of relations between documents, found on arrival by an index over the fingerprints' bands."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from ingest.archive import catalogue
from ingest.archive.catalogue import Summary
from ingest.archive.likeness import Fingerprint, bands, fingerprint
from ingest.archive.versions import ComparedDocument, kind_of_relation
from ingest.document import Document
from ingest.text.folding import folded_number, words_of

TABLES = """
CREATE TABLE fingerprints (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id TEXT NOT NULL UNIQUE REFERENCES documents (id) ON DELETE CASCADE,
    exact TEXT, bins BLOB
);
CREATE INDEX fingerprints_exact ON fingerprints (exact);
CREATE TABLE bands (key INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE TABLE relations (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    other_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    kind TEXT NOT NULL, likeness REAL NOT NULL,
    PRIMARY KEY (document_id, other_id)
);
CREATE INDEX relations_other ON relations (other_id);
"""
# What one arrival may cost however many documents were made from one pattern.
_PER_BAND = 100
_COMPARED = 24
_SIMILAR_KEPT = 5


Pair: TypeAlias = tuple[str, str, str]
"""The ids of two documents and the kind of their relation."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What another document is to this one; ``likeness`` of their texts is in 0..1.

    ``kind`` is one of ``versions.kind_of_relation``, seen from this document: ``draft`` when this one is the draft of
    the other, ``signed`` when the other is the draft of this one.
    """

    kind: str
    other: Summary
    likeness: float


def relate(db: sqlite3.Connection, document: Document) -> None:
    """Store the fingerprint of a document and its relations to all that are there; nothing when they are known.

    Call in the transaction that inserts the document.
    """
    print_ = fingerprint(document)
    cursor = db.execute(
        "INSERT OR IGNORE INTO fingerprints (document_id, exact, bins) VALUES (?, ?, ?)",
        (document.id, print_.exact if print_ else None, print_.bins if print_ else None),
    )
    if not cursor.rowcount:
        return
    here = _candidate(document, print_)
    others = _compared(db, document, print_)
    found = [(other, kind_of_relation(here, there)) for other, there in others]
    related = sorted(((other, *one) for other, one in found if one), key=lambda one: -one[2])
    similar = 0
    for other, kind, alike in related:
        similar += kind == "similar"
        if kind == "similar" and similar > _SIMILAR_KEPT:
            continue
        turned = kind == "draft" and document.number is not None
        pair = (other, document.id) if turned else (document.id, other)
        db.execute("INSERT OR IGNORE INTO relations VALUES (?, ?, ?, ?)", (*pair, kind, alike))
    if print_ is not None:
        db.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", [(key, cursor.lastrowid) for key in bands(print_)])


def forget(db: sqlite3.Connection, document_id: str) -> None:
    """Take a document out of the index of bands; call before its row goes, the rest goes with the row."""
    row = db.execute("SELECT number, exact, bins FROM fingerprints WHERE document_id = ?", (document_id,)).fetchone()
    if row is not None and row["bins"] is not None:
        keys = bands(Fingerprint(row["exact"], row["bins"]))
        db.executemany("DELETE FROM bands WHERE key = ? AND number = ?", [(key, row["number"]) for key in keys])


def unrelated(db: sqlite3.Connection) -> tuple[str, ...]:
    """Return the ids of documents that were stored before relations were."""
    rows = db.execute("SELECT id FROM documents WHERE id NOT IN (SELECT document_id FROM fingerprints) ORDER BY rowid")
    return tuple(row[0] for row in rows)


def of_document(db: sqlite3.Connection, document_id: str) -> tuple[Relation, ...]:
    """Return what other documents are to this one, the most alike first."""
    rows = db.execute(
        "SELECT other_id AS other, kind, likeness FROM relations WHERE document_id = ?1 UNION ALL "
        "SELECT document_id, CASE kind WHEN 'draft' THEN 'signed' ELSE kind END, likeness FROM relations "
        "WHERE other_id = ?1 ORDER BY likeness DESC, other",
        (document_id,),
    ).fetchall()
    others = ((row, catalogue.by_column(db, "id", row["other"])) for row in rows)
    return tuple(Relation(row["kind"], other, row["likeness"]) for row, other in others if other is not None)


def pairs(db: sqlite3.Connection, kinds: Iterable[str], among: Iterable[str] | None = None) -> tuple[Pair, ...]:
    """Return all (document, other, kind) of some kinds, or those between some documents; a draft stands first."""
    query = "SELECT document_id, other_id, kind FROM relations WHERE kind IN (SELECT value FROM json_each(?1))"
    if among is not None:
        some = "(SELECT value FROM json_each(?2))"
        query += f" AND document_id IN {some} AND other_id IN {some}"
    values = [json.dumps(sorted(one)) for one in (kinds, among) if one is not None]
    return tuple((row[0], row[1], row[2]) for row in db.execute(f"{query} ORDER BY 1, 2", values))


def _candidate(document: Document, print_: Fingerprint | None) -> ComparedDocument:
    number = document.number.normal if document.number else None
    return ComparedDocument(number, document.issued_on, words_of(document.issuer), words_of(document.subject), print_)


def _compared(
    db: sqlite3.Connection, document: Document, print_: Fingerprint | None
) -> tuple[tuple[str, ComparedDocument], ...]:
    """Return the documents worth comparing: same words, a band in common, or the same number."""
    numbers: list[int] = []
    if print_ is not None:
        same = "SELECT number FROM fingerprints WHERE exact = ? LIMIT ?"
        numbers += [row[0] for row in db.execute(same, (print_.exact, _COMPARED))]
    if document.number is not None:
        day = document.issued_on
        normal = document.number.normal
        same = (
            "SELECT f.number FROM fingerprints f JOIN documents d ON d.id = f.document_id "
            "WHERE d.number_folded = ?1 AND d.normal = ?2 "
            "AND (?3 IS NULL OR d.issued_on IS NULL OR substr(d.issued_on, 1, 4) = ?3) LIMIT ?4"
        )
        values = (folded_number(normal), normal, str(day.year) if day else None, _COMPARED)
        numbers += [row[0] for row in db.execute(same, values)]
    if print_ is not None:
        shared: Counter[int] = Counter()
        for key in bands(print_):
            newest = "SELECT number FROM bands WHERE key = ? ORDER BY number DESC LIMIT ?"
            shared.update(row[0] for row in db.execute(newest, (key, _PER_BAND)))
        numbers += [number for number, _ in shared.most_common(_COMPARED)]
    found: list[tuple[str, ComparedDocument]] = []
    for number in dict.fromkeys(numbers):
        row = db.execute(
            "SELECT d.id, d.normal, d.issued_on, d.issuer, d.subject, f.exact, f.bins FROM fingerprints f "
            "JOIN documents d ON d.id = f.document_id WHERE f.number = ?",
            (number,),
        ).fetchone()
        if row is not None and row["id"] != document.id:
            day = date.fromisoformat(row["issued_on"]) if row["issued_on"] else None
            theirs = Fingerprint(row["exact"], row["bins"]) if row["bins"] is not None else None
            there = ComparedDocument(row["normal"], day, words_of(row["issuer"]), words_of(row["subject"]), theirs)
            found.append((row["id"], there))
    return tuple(found)
