"""The catalogue: which documents an archive holds, found by filters, number, name, source or reference."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from unicodedata import normalize

from ingest.filters import Filters
from ingest.text.folding import fold, folded_number, words_of


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list shows of a document; ``number`` as printed, ``normal`` for look-up.

    ``sections``, ``footnotes``, ``tasks`` and ``warnings`` are counts, ``added_at`` an ISO time in UTC.
    """

    id: str
    sha256: str
    file_name: str
    kind: str | None
    number: str | None
    normal: str | None
    issuer: str | None
    issued_on: date | None
    subject: str | None
    signer: str | None
    signer_title: str | None
    urgency: str | None
    page_count: int
    paged: bool
    scanned: bool
    sections: int
    footnotes: int
    tasks: int
    warnings: int
    added_at: str
    circulation: str | None = None


COLUMNS = ", ".join(f"d.{name}" for name in Summary.__slots__ if name != "circulation") + (
    ", (SELECT c.mark FROM circulations c WHERE c.document_id = d.id) AS circulation"
)
"""The columns of a summary, for a query that calls the table of documents ``d``."""
_NEWEST_FIRST = "ORDER BY d.issued_on IS NULL, d.issued_on DESC, d.normal, d.file_name, d.id"


@dataclass(frozen=True, slots=True)
class AgencyCondition:
    """An agency somebody asks for: all ``names`` of a known one, or, when ``known`` is false, words of its name."""

    names: frozenset[str]
    known: bool

    def test(self, column: str) -> tuple[str, list[str]]:
        """Return the SQL condition and values that find it in a column of names between bars (``joined_names``).

        A known agency must be one of the names: "UBND tỉnh" is not found in "Văn phòng UBND tỉnh".
        """
        bar = "|" if self.known else ""
        names = [f"{bar}{name}{bar}" for name in sorted({words_of(name) for name in self.names} - {""})]
        return "(" + (" OR ".join(f"instr({column}, ?) > 0" for _ in names) or "0") + ")", names


def joined_names(names: Iterable[str]) -> str:
    """Write folded names between bars, as ``AgencyCondition.test`` searches them.

    >>> joined_names(["Sở Y tế", "Công an tỉnh"])
    '| cong an tinh | so y te |'
    """
    return "|".join(["", *sorted({words_of(name) for name in names} - {""}), ""])


def summary_of(row: sqlite3.Row) -> Summary:
    """Read a row that has all columns of a summary."""
    fields: dict[str, Any] = {name: row[name] for name in Summary.__slots__}
    issued = fields["issued_on"]
    fields["issued_on"] = date.fromisoformat(issued) if issued else None
    fields["paged"], fields["scanned"] = bool(fields["paged"]), bool(fields["scanned"])
    return Summary(**fields)


def documents(db: sqlite3.Connection, filters: Filters, wanted: AgencyCondition | None) -> tuple[Summary, ...]:
    """List the documents that pass the filters, newest first, undated ones last.

    ``wanted`` stands for ``filters.agency``.
    """
    conditions, values = _conditions(filters, wanted)
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    rows = db.execute(f"SELECT {COLUMNS} FROM documents d {where} {_NEWEST_FIRST}", values).fetchall()
    found = [summary_of(row) for row in rows]
    if filters.documents is not None:
        found = [summary for summary in found if summary.id in filters.documents]
    return tuple(found)


def _conditions(filters: Filters, wanted: AgencyCondition | None) -> tuple[list[str], list[str]]:
    conditions: list[str] = []
    values: list[str] = []
    if filters.kind:
        conditions.append("d.kind_folded = ?")
        values.append(words_of(filters.kind))
    if filters.issuer:
        conditions.append("instr(d.issuer_folded, trim(?)) > 0")
        values.append(words_of(filters.issuer))
    if filters.issued_from:
        conditions.append("d.issued_on >= ?")
        values.append(filters.issued_from.isoformat())
    if filters.issued_to:
        conditions.append("d.issued_on <= ?")
        values.append(filters.issued_to.isoformat())
    if wanted is not None:
        test, names = wanted.test("d.bodies_named")
        conditions.append(test)
        values.extend(names)
    return conditions, values


def find(db: sqlite3.Connection, key: str) -> tuple[Summary, ...]:
    """Return the documents ``key`` may mean, from the strictest reading that finds any.

    Readings in order: id; beginning of an id (8 hex digits or more); whole file name; whole number; file name without
    its ending; beginning of a number up to a ``/`` or ``-`` ("1088", "cv 1088"). Case and diacritics never count.
    """
    key = normalize("NFC", key)
    name, number, key_id = fold(key).strip(), folded_number(key), key.strip().lower()
    readings: list[tuple[str, tuple[str, ...]]] = [("d.id = ? OR d.sha256 = ?", (key_id, key_id))]
    if re.fullmatch(r"[0-9a-f]{8,64}", key_id):
        readings.append(("substr(d.sha256, 1, length(?)) = ?", (key_id, key_id)))
    if name:
        readings.append(("d.file_folded = ?", (name,)))
    if number:
        readings.append(("d.number_folded = ?", (number,)))
    if name:
        # Not LIKE: its patterns have a longest length, and signs that mean something.
        stem = "substr(d.file_folded, 1, length(?)) = ? AND instr(substr(d.file_folded, length(?) + 1), '.') = 0"
        readings.append((stem, (f"{name}.", f"{name}.", f"{name}.")))
    if number:
        starts = "substr(d.number_folded, 1, length(?) + 1) IN (? || '/', ? || '-')"
        readings.append((starts, (number, number, number)))
    for condition, values in readings:
        rows = db.execute(f"SELECT {COLUMNS} FROM documents d WHERE {condition} {_NEWEST_FIRST}", values).fetchall()
        if rows:
            return tuple(summary_of(row) for row in rows)
    return ()


def by_column(db: sqlite3.Connection, column: str, value: str) -> Summary | None:
    """Return the one document whose ``id`` or ``sha256`` is ``value``."""
    row = db.execute(f"SELECT {COLUMNS} FROM documents d WHERE d.{column} = ?", (value,)).fetchone()
    return summary_of(row) if row else None


def by_source(db: sqlite3.Connection, path: str) -> Summary | None:
    """Return the document that was read from this source path."""
    row = db.execute(
        f"SELECT {COLUMNS} FROM documents d JOIN sources s ON s.document_id = d.id WHERE s.path = ?", (path,)
    ).fetchone()
    return summary_of(row) if row else None


def sources(db: sqlite3.Connection, document_id: str) -> tuple[str, ...]:
    """Return the paths a document's bytes were read from, the first first."""
    rows = db.execute("SELECT path FROM sources WHERE document_id = ? ORDER BY rowid", (document_id,))
    return tuple(row[0] for row in rows)


def naming(db: sqlite3.Connection, wanted: AgencyCondition) -> frozenset[str]:
    """Return the ids of the documents that name the agency."""
    test, names = wanted.test("d.bodies_named")
    return frozenset(row[0] for row in db.execute(f"SELECT d.id FROM documents d WHERE {test}", names))
