"""The archive: every accepted document, whole, with its original file; the system of record.

One folder: ``archive.db`` (SQLite, WAL) and ``originals/``. A document's text, register and original are stored in one
transaction that holds SQLite's write lock from before the original is copied until the rows are committed. So a kill at
any instant leaves whole documents only, and two importing programs take turns document by document.

An ``Archive`` may be shared between threads.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from ingest.archive import catalogue, letter_rows, originals, relations
from ingest.archive.accession import hand_over, insert, point_source, storable, withdraw
from ingest.archive.catalogue import AgencyCondition, Summary
from ingest.archive.citations import rows as reference_rows
from ingest.archive.citations.graph import ReferenceGraph
from ingest.archive.citations.rows import ReferringPlace
from ingest.archive.database import ArchiveFile
from ingest.archive.erasure import erase
from ingest.archive.feedback import FeedbackRecord
from ingest.archive.register.filters import TaskFilters
from ingest.archive.register.rows import AgencyNames, TaskRow
from ingest.archive.relations import Pair, Relation
from ingest.archive.releases import Releases
from ingest.archive.schema import connect
from ingest.archive.serialization import from_json
from ingest.archive.sweeping import sweep
from ingest.archive.task_register import TaskRegister
from ingest.document import Document
from ingest.errors import ArchiveError
from ingest.filters import Filters


class Archive:
    """An open archive folder; use ``Archive.open`` and close it, or a ``with`` statement. ``tasks`` is its register.

    Inside ``with archive.view():`` all is read from one state; inside ``still()`` nobody else changes it. Do not wait there
    for another lock that a reader of the archive may hold.
    """

    def __init__(self, folder: Path, db: sqlite3.Connection, agencies: AgencyNames | None) -> None:
        self.folder = folder
        self._db = db
        self._file = ArchiveFile(folder, db)
        self._known = agencies
        self.view = self._file.reading
        self.still = self._file.reading if self._file.read_only else self._file.writing
        self.tasks = TaskRegister(self._file, lambda: self._agencies)
        self.releases = Releases(self._file.reading, self._file.writing)
        self.feedback = FeedbackRecord(self._file.reading, self._file.writing)

    @classmethod
    def open(cls, folder: Path, create: bool = False, agencies: AgencyNames | None = None) -> Archive:
        """Open the archive in ``folder``, making an empty one when ``create`` is true and there is none.

        ``agencies`` defaults to the shipped file with the archive's own laid over it. For errors see ``schema.connect``.
        """
        folder = Path(folder)
        return cls(folder, connect(folder, create), agencies)

    @property
    def read_only(self) -> bool:
        """True where the archive's folder cannot be written: every change is then refused as ``archive_read_only``."""
        return self._file.read_only

    def close(self) -> None:
        """Close the file; the archive cannot be used afterwards. Closing twice is harmless."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    # Changes

    def add(self, document: Document, original: Path, source: str) -> None:
        """Store the document and a copy of ``original``, read from ``source``; all or nothing.

        A document already in the archive only gains the source. Raises ``originals.OriginalChangedError`` when the
        file's bytes are not the ones that were read, and ArchiveError (``no_space``, ``archive_busy``).
        """
        self._put(document, original, source, None)

    def replace(self, old_id: str, document: Document, original: Path, source: str) -> bool:
        """Store ``document`` in place of ``old_id``, as one change; see ``add`` for what is raised.

        The old document stays when another source still holds it; the result tells whether it went.
        """
        return self._put(document, original, source, old_id)

    def remove(self, document_id: str) -> None:
        """Remove the document and its original, its words in the database included; raises ArchiveError ``not_found``."""
        summary = self.summary(document_id)
        with self._file.change() as db:
            withdraw(db, document_id)
        self._discard_unwanted(summary.sha256)
        self.erase()

    def erase(self, earlier: bool = True) -> bool:
        """Leave nothing of what was removed or replaced in the archive's files; see ``ingest.archive.erasure.erase``."""
        return erase(self._file, earlier)

    def reread(self, document: Document) -> None:
        """Put a new reading of the same bytes in place of the old one, as one change; its sources stay.

        Raises ArchiveError ``not_found``.
        """
        with self._file.change() as db:
            old = catalogue.by_column(db, "id", document.id)
            if old is None:
                raise ArchiveError("not_found", document.id)
            paths = catalogue.sources(db, document.id)
            withdraw(db, document.id)
            insert(db, document, self._agencies)
            db.execute("UPDATE documents SET added_at = ? WHERE id = ?", (old.added_at, document.id))
            db.executemany("INSERT INTO sources VALUES (?, ?)", [(path, document.id) for path in paths])

    def add_source(self, document_id: str, source: str) -> None:
        """Remember that the document's bytes were also found at ``source``."""
        if self.by_source(source) != self.summary(document_id):
            with self._file.change() as db:
                point_source(db, source, document_id)

    def sweep(self) -> int:
        """Remove what a crash left behind, return how many files; see ``ingest.archive.sweeping.sweep``."""
        return sweep(self._file, self.get)

    # Reading

    def get(self, document_id: str) -> Document:
        """Return the document; raises ArchiveError ``not_found``."""
        with self._file.reading() as db:
            row = db.execute("SELECT json FROM bodies WHERE document_id = ?", (document_id,)).fetchone()
        if row is None:
            raise ArchiveError("not_found", document_id)
        try:
            return from_json(zlib.decompress(row[0]).decode("utf-8", "surrogatepass"))
        except (ValueError, zlib.error) as error:
            raise ArchiveError("archive_damaged", document_id) from error

    def summary(self, document_id: str) -> Summary:
        """Return what a list shows of the document; raises ArchiveError ``not_found``."""
        with self._file.reading() as db:
            found = catalogue.by_column(db, "id", document_id)
        if found is None:
            raise ArchiveError("not_found", document_id)
        return found

    def original(self, document_id: str) -> Path:
        """Return the path of the original's bytes; raises ArchiveError ``not_found``."""
        return originals.place_of(self.folder, self.summary(document_id).sha256)

    def find(self, key: str) -> tuple[Summary, ...]:
        """Return the documents that ``key`` (id, number or part of one, file name) may mean; see ``listing.find``.

        A file of several letters is found by the number of each, with that letter's facts.
        """
        with self._file.reading() as db:
            return (*catalogue.find(db, key), *letter_rows.find(db, key))

    def documents(self, filters: Filters | None = None) -> tuple[Summary, ...]:
        """List the documents that pass the filters, newest first, undated ones last.

        ``ValueError`` for a ``place``, which the index has to resolve.
        """
        filters = filters or Filters()
        if filters.place:
            raise ValueError("a place is resolved by the index")
        wanted = self._wanted(filters.agency) if filters.agency else None
        with self._file.reading() as db:
            return catalogue.documents(db, filters, wanted)

    def assignments(self, *, agency: str | None = None) -> tuple[TaskRow, ...]:
        """List assignments, newest document first: all, or those on which an agency acts, by any of its names; see ``tasks``."""
        return self.tasks.named(TaskFilters(agency))

    def references_to(self, normal: str) -> tuple[ReferringPlace, ...]:
        """List the places that name the legal document with this normal number."""
        with self._file.reading() as db:
            return reference_rows.references_to(db, normal)

    def names_agency(self, name: str) -> frozenset[str]:
        """Return the ids of the documents that name the agency, by any of its known names."""
        wanted = self._wanted(name)
        with self._file.reading() as db:
            return catalogue.naming(db, wanted)

    def by_sha256(self, sha256: str) -> Summary | None:
        """Return the document made from these bytes."""
        with self._file.reading() as db:
            return catalogue.by_column(db, "sha256", sha256)

    def by_source(self, source: str) -> Summary | None:
        """Return the document last read from this path."""
        with self._file.reading() as db:
            return catalogue.by_source(db, storable(source))

    def ids(self) -> frozenset[str]:
        """Return the ids of all documents."""
        with self._file.reading() as db:
            return frozenset(row[0] for row in db.execute("SELECT id FROM documents"))

    def waiting_for_ocr(self) -> tuple[str, ...]:
        """Return the ids of documents with pages that only recognition can read, the first come first."""
        with self._file.reading() as db:
            rows = db.execute(
                "SELECT d.id FROM documents d JOIN waiting_for_ocr w ON w.document_id = d.id ORDER BY d.added_at, d.id"
            )
            return tuple(row[0] for row in rows)

    def relations(self, document_id: str) -> tuple[Relation, ...]:
        """Return copies, drafts and rivals of a document, the most alike first; see ``versions.kind_of_relation``."""
        with self._file.reading() as db:
            return relations.of_document(db, document_id)

    def related_pairs(self, kinds: Iterable[str], among: Iterable[str] | None = None) -> tuple[Pair, ...]:
        """Return all (document, other, kind) of some kinds, or those between some documents; a draft stands first."""
        with self._file.reading() as db:
            return relations.pairs(db, kinds, among)

    @property
    def graph(self) -> ReferenceGraph:
        """What the documents refer to and what refers to them."""
        return ReferenceGraph(self._file.reading)

    def sources(self, document_id: str) -> tuple[str, ...]:
        """Return the paths at which the document's bytes were found, the first first."""
        with self._file.reading() as db:
            return catalogue.sources(db, document_id)

    def revision(self) -> int:
        """Return a number that grows with every change to the archive, by whichever program."""
        with self._file.reading() as db:
            return int(db.execute("SELECT revision FROM state").fetchone()[0])

    def database_report(self) -> tuple[str, ...]:
        """Return what SQLite finds wrong with the file; empty when it is sound."""
        with self._file.reading() as db:
            lines = [str(row[0]) for row in db.execute("PRAGMA quick_check(20)")]
            broken = [f"{row[0]} -> {row[2]}" for row in db.execute("PRAGMA foreign_key_check")]
        return tuple(line for line in lines if line != "ok") + tuple(broken)

    @property
    def _agencies(self) -> AgencyNames:
        if self._known is None:  # listing and showing documents never needs it
            from ingest.agencies.known import known_agencies

            self._known = known_agencies(self.folder)
        return self._known

    def _wanted(self, agency: str) -> AgencyCondition:
        names = self._agencies.names_of(agency)
        return AgencyCondition(frozenset((agency, *names)), known=bool(names))

    def _put(self, document: Document, original: Path, source: str, old_id: str | None) -> bool:
        gone: str | None = None
        with self._file.change() as db:
            if catalogue.by_column(db, "sha256", document.sha256) is None:
                originals.store(self.folder, original, document.sha256)
                insert(db, document, self._agencies)
            point_source(db, source, document.id)
            if old_id is not None and old_id != document.id:
                elsewhere = db.execute("SELECT 1 FROM sources WHERE document_id = ?", (old_id,)).fetchone()
                old = catalogue.by_column(db, "id", old_id)
                if old is not None and elsewhere is None:
                    withdraw(db, old_id)
                    hand_over(db, old.sha256, document.id, document.sha256)
                    gone = old.sha256
        if gone is None:
            return False
        self._discard_unwanted(gone)
        return True

    def _discard_unwanted(self, sha256: str) -> None:
        """Remove an original under the write lock, unless another program has just added it again."""
        with self._file.writing() as db:
            if catalogue.by_column(db, "sha256", sha256) is None:
                originals.discard(self.folder, sha256)
