"""The passage store: passages, their vectors and what is still to be done, in one SQLite file.

It is the one store of the index that is changed in transactions. The lexical index and the vector file follow it and
can be made from it alone; ``pending`` names the documents the lexical index has yet to take over.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.passages import Passage
from index.store.passage_rows import (
    PASSAGE,
    PASSAGE_COLUMNS,
    StoredPassage,
    facts_of,
    passage_of,
    path_of,
    row_of,
    sum_of,
)
from ingest.archive.database_log import keep_log
from ingest.document import Span
from ingest.filters import Filters
from ingest.text.folding import fold

SHELF_VERSION = 2
"""Grows when the tables below change; a passage store of another version is emptied and filled anew."""

_TABLES = (
    "CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY, file_name TEXT NOT NULL, kind TEXT, number TEXT, issuer TEXT, issued_on TEXT, subject TEXT,
    folded_kind TEXT, folded_issuer TEXT, sum INTEGER NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS passages (
    number INTEGER PRIMARY KEY AUTOINCREMENT, document TEXT NOT NULL REFERENCES documents (id),
    start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL, kind TEXT NOT NULL, page INTEGER NOT NULL,
    footnote TEXT, section_path TEXT NOT NULL, header TEXT NOT NULL, anchor TEXT NOT NULL, letter TEXT, sum INTEGER NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS passages_of ON passages (document)",
    "CREATE TABLE IF NOT EXISTS vectors (number INTEGER PRIMARY KEY, row BLOB NOT NULL, sum INTEGER NOT NULL)",
    "CREATE INDEX IF NOT EXISTS vectored ON vectors (number)",
    "CREATE TABLE IF NOT EXISTS pending (document TEXT PRIMARY KEY)",
)
_AT_ONCE = 500  # numbers in one question to SQLite
# The hundred candidates of a question stand on a hundred pages: read through the map, not one by one.
_MAPPED = 1 << 31
_PATIENCE = 60.0  # seconds a writer waits for another
_UNPURGED = "unpurged"  # the fact that is there from a removal until nothing of what was removed is left


class PassageStore:
    """Passages in ``file``. One connection; callers see to it that one thread uses it at a time.

    ``sqlite3.DatabaseError`` when the file is damaged.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._db = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            keep_log(self._db, _PATIENCE)
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute("PRAGMA secure_delete = ON")
            self._db.execute(f"PRAGMA mmap_size = {_MAPPED}")
            if not self._made():
                with self.changing():
                    self._make()
        except BaseException:
            self._db.close()
            raise
        self._number = file_number(file)

    def close(self) -> None:
        """Release the file."""
        self._db.close()

    def replaced(self) -> bool:
        """Tell whether another file stands in the place of this one by now, or none."""
        return self.number_on_disk() != self._number

    def number_on_disk(self) -> int:
        """Return the inode of the file that has the name of this one at present; 0 when there is none."""
        return file_number(self._file)

    def _made(self) -> bool:
        found = self._db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'facts'").fetchone()[0]
        return bool(found) and self.fact("identity") is not None

    def _make(self) -> None:
        for table in _TABLES:
            self._db.execute(table)
        # Numbers start at 1 on every new passage store; files that follow another passage store must not be taken for followers of this.
        self._db.execute("INSERT OR IGNORE INTO facts VALUES ('identity', lower(hex(randomblob(8))))")

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Make all changes inside the block, or none of them."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def revision(self) -> int:
        """Return a value that differs after another connection has changed the file."""
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def fact(self, name: str) -> str | None:
        """Return a remembered value (a version, the encoder's fingerprint)."""
        row = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def remember(self, name: str, value: str) -> None:
        """Keep a value under ``name``."""
        self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def documents(self) -> frozenset[str]:
        """Return the ids of all documents on the passage store."""
        return frozenset(row[0] for row in self._db.execute("SELECT id FROM documents"))

    def count(self) -> int:
        """Return how many passages there are."""
        return int(self._db.execute("SELECT count(*) FROM passages").fetchone()[0])

    def vector_count(self) -> int:
        """Return how many passages have a vector."""
        return int(self._db.execute("SELECT count(number) FROM vectors INDEXED BY vectored").fetchone()[0])

    def put(self, document_id: str, passages: Sequence[Passage], rows: NDArray[np.float32] | None) -> None:
        """Store the passages of one document, replacing what it had; marks it pending."""
        self.drop([document_id])
        first = passages[0] if passages else Passage(document_id, Span(0, 0), "", "head", 1)
        facts = facts_of(first)
        folded = fold(first.document_kind or ""), fold(first.issuer or "")
        about = (document_id, first.file_name, *facts, *folded)
        self._db.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*about, sum_of(about)))
        numbers = []
        for passage in passages:
            row = row_of(passage, facts)
            added = self._db.execute(
                f"INSERT INTO passages ({', '.join(PASSAGE_COLUMNS)}, sum) VALUES ({'?, ' * len(row)}?)",
                (*row, sum_of(row)),
            )
            numbers.append(int(added.lastrowid or 0))
        if rows is not None:
            self.put_vectors(numbers, rows)

    def drop(self, document_ids: Iterable[str]) -> None:
        """Forget these documents and mark them pending; unknown ids are only marked."""
        for document_id in document_ids:
            self._db.execute(
                "DELETE FROM vectors WHERE number IN (SELECT number FROM passages WHERE document = ?)", (document_id,)
            )
            self._db.execute("DELETE FROM passages WHERE document = ?", (document_id,))
            if self._db.execute("DELETE FROM documents WHERE id = ?", (document_id,)).rowcount:
                self.remember(_UNPURGED, "")
            self._db.execute("INSERT OR IGNORE INTO pending VALUES (?)", (document_id,))

    def pending(self) -> list[str]:
        """Return the documents that the lexical index has yet to follow."""
        return [row[0] for row in self._db.execute("SELECT document FROM pending ORDER BY document")]

    def mark_all_pending(self) -> None:
        """Have the lexical index follow every document anew."""
        self._db.execute("INSERT OR IGNORE INTO pending SELECT id FROM documents")

    def settle(self, document_ids: Iterable[str]) -> None:
        """Mark these documents as followed."""
        self._db.executemany("DELETE FROM pending WHERE document = ?", ((one,) for one in document_ids))

    def passages(self, numbers: Sequence[int]) -> dict[int, Passage]:
        """Return the passages with these numbers, those that are still on the passage store."""
        found: dict[int, Passage] = {}
        for start in range(0, len(numbers), _AT_ONCE):
            part = numbers[start : start + _AT_ONCE]
            marks = ",".join("?" * len(part))
            for row in self._db.execute(f"{PASSAGE} WHERE p.number IN ({marks})", tuple(part)):
                found[row[0]] = passage_of(row)
        return found

    def passages_of(self, document_id: str) -> list[StoredPassage]:
        """Return the passages of one document in the order of their making."""
        rows = self._db.execute(f"{PASSAGE} WHERE p.document = ? ORDER BY p.number", (document_id,))
        return [StoredPassage(row[0], passage_of(row)) for row in rows]

    def outline_of(self, document_id: str) -> list[tuple[int, int, int, str, tuple[str, ...]]]:
        """Return (number, start, end, kind, section path) of the passages of one document, in the order of their making."""
        rows = self._db.execute(
            "SELECT number, start, end, kind, section_path FROM passages WHERE document = ? ORDER BY number",
            (document_id,),
        )
        return [(row[0], row[1], row[2], row[3], path_of(row[4])) for row in rows]

    def ranges(self) -> list[tuple[str, int, int]]:
        """Return (document, first number, last number) of every document that has passages, by first number.

        A document's passages are put in one transaction, so its numbers follow each other without a gap.
        """
        rows = self._db.execute("SELECT document, min(number), max(number) FROM passages GROUP BY document ORDER BY 2")
        return [(row[0], row[1], row[2]) for row in rows]

    def fitting(self, filters: Filters) -> frozenset[str]:
        """Return the documents that meet every condition of ``filters`` but ``agency``, which the archive resolves."""
        conditions, values = ["1"], []
        for condition, value in (
            ("folded_kind = ?", fold(filters.kind) if filters.kind else None),
            ("instr(folded_issuer, ?) > 0", fold(filters.issuer) if filters.issuer else None),
            ("issued_on >= ?", filters.issued_from and filters.issued_from.isoformat()),
            ("issued_on <= ?", filters.issued_to and filters.issued_to.isoformat()),
        ):
            if value:
                conditions.append(condition)
                values.append(value)
        rows = self._db.execute(f"SELECT id FROM documents WHERE {' AND '.join(conditions)}", values)
        found = frozenset(row[0] for row in rows)
        return found if filters.documents is None else found & filters.documents

    def vector_numbers(self) -> NDArray[np.int64]:
        """Return the numbers of all passages that have a vector, ascending."""
        # By the narrow index: the table itself would be read through with all its rows.
        rows = self._db.execute("SELECT number FROM vectors INDEXED BY vectored ORDER BY number").fetchall()
        return np.array([row[0] for row in rows], dtype=np.int64)

    def vectors(self, numbers: Sequence[int]) -> NDArray[np.float32]:
        """Return the rows of these passages in this order; zeros where there is none."""
        found: dict[int, bytes] = {}
        for start in range(0, len(numbers), _AT_ONCE):
            part = [int(number) for number in numbers[start : start + _AT_ONCE]]
            marks = ",".join("?" * len(part))
            found.update(self._db.execute(f"SELECT number, row FROM vectors WHERE number IN ({marks})", part))
        width = max((len(row) for row in found.values()), default=0)
        empty = bytes(width)
        joined = b"".join(found.get(int(number), empty) for number in numbers)
        return np.frombuffer(joined, dtype=np.float32).reshape(len(numbers), width // 4)

    def without_vector(self, limit: int) -> list[StoredPassage]:
        """Return up to ``limit`` passages that have no vector yet."""
        rows = self._db.execute(
            f"{PASSAGE} LEFT JOIN vectors v ON v.number = p.number WHERE v.number IS NULL ORDER BY p.number LIMIT ?",
            (limit,),
        )
        return [StoredPassage(row[0], passage_of(row)) for row in rows]

    def put_vectors(self, numbers: Sequence[int], rows: NDArray[np.float32]) -> None:
        """Store vectors for passages that are on the passage store."""
        self._db.executemany(
            "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
            ((number, kept := row.tobytes(), zlib.crc32(kept)) for number, row in zip(numbers, rows, strict=True)),
        )

    def forget_vectors(self) -> None:
        """Drop every vector (they were made by another encoder)."""
        self._db.execute("DELETE FROM vectors")

    def clear(self) -> None:
        """Empty the passage store and make it another one: what followed it before follows it no longer."""
        for table in ("vectors", "passages", "documents", "pending", "facts"):
            self._db.execute(f"DROP TABLE IF EXISTS {table}")
        self._make()
        self.remember(_UNPURGED, "")

    def unpurged(self) -> bool:
        """Tell whether text of removed documents may still lie in the files of the index."""
        return self.fact(_UNPURGED) is not None

    def purge(self) -> None:
        """Leave nothing of removed rows in the file or beside it, and note that all is purged; outside ``changing``.

        Deleted rows are overwritten as they go; but SQLite moves rows between pages, and their old places keep a copy.
        Where another process is just reading the log, it is left for the next time.
        """
        # A connection of its own: others go on reading through theirs.
        with closing(sqlite3.connect(self._file, timeout=_PATIENCE, isolation_level=None)) as db:
            db.execute("PRAGMA secure_delete = ON")
            db.execute("VACUUM")
            busy = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            if not busy:
                db.execute("DELETE FROM facts WHERE name = ?", (_UNPURGED,))


def file_number(file: Path) -> int:
    """Return the inode of a file, which another file of that name does not have; 0 when there is none."""
    try:
        return file.stat().st_ino
    except FileNotFoundError:
        return 0
