"""Erasure: nothing of a removed document stays in the archive's database, neither in free pages nor in its log.

Three things keep deleted words: pages and cells that are free (``PRAGMA secure_delete`` overwrites those), the full text
index, which only notes that a row is gone, and copies that SQLite leaves between the cells of a page when it moves rows
from one to another, which no setting overwrites. So behind a removal the index of words is merged and the database
written anew (VACUUM), once for all documents that went, on a connection of its own: others read meanwhile. It takes about
the time of copying the file and as much room; what cannot be done now is noted and done behind the next change.
"""

from __future__ import annotations

import logging
import shutil
import sqlite3
from contextlib import closing

from ingest.archive import originals
from ingest.archive.database import ArchiveFile
from ingest.archive.database_errors import archive_errors
from ingest.archive.erasure_tables import EARLIER
from ingest.archive.schema import FILE_NAME
from ingest.errors import ArchiveError
from ingest.ocr import cache

log = logging.getLogger(__name__)

# Who reads or writes for longer (seconds) is not waited for.
_PATIENCE = 5.0


def erase(file: ArchiveFile, earlier: bool = True) -> bool:
    """Erase what is left of removed documents; tell whether nothing is left. Costs one look when nothing was removed.

    What programs that did not erase removed is erased with it once, unless ``earlier`` is false: that takes its time.
    ``False``, with a line in the log, where the disk is full or another program keeps the file busy: what was removed can
    not be found or shown, but its words are in the file until the next removal or import.
    """
    if file.read_only:
        return False
    with file.reading() as db:
        due = [row[0] for row in db.execute("SELECT document_id FROM unerased")]
    if not due or (due == [EARLIER] and not earlier):
        return not due
    try:
        _sweep_files(file, due)
        with archive_errors(file.folder):
            done = _erased(file, due)
    except ArchiveError as error:
        log.warning("words of removed documents stay in the database for now: %s", error)
        return False
    if not done:
        log.warning("words of removed documents stay in the log of the database while another program reads it")
    return done


def _sweep_files(file: ArchiveFile, due: list[str]) -> None:
    """Remove the original and the recognised pages of documents whose removal was killed halfway."""
    with file.writing() as db:
        wanted = {row[0] for row in db.execute("SELECT sha256 FROM documents")}
        originals.sweep(file.folder, wanted.__contains__)
        for document_id in due:
            for kept in (file.folder / cache.FOLDER).glob(f"{document_id}*") if document_id else ():
                if kept.name not in wanted:
                    shutil.rmtree(kept, ignore_errors=True)


def _erased(file: ArchiveFile, due: list[str]) -> bool:
    path = file.folder / FILE_NAME
    with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as db:
        db.execute("PRAGMA secure_delete = ON")
        db.execute("BEGIN IMMEDIATE")
        db.execute("DELETE FROM body_names WHERE body NOT IN (SELECT body FROM task_bodies)")
        db.execute("INSERT INTO task_words (task_words) VALUES ('optimize')")
        db.execute("COMMIT")
        db.execute("VACUUM")
        if not _emptied(db):
            return False
        db.executemany("DELETE FROM unerased WHERE document_id = ?", [(one,) for one in due])
        return _emptied(db)


def _emptied(db: sqlite3.Connection) -> bool:
    """Bring the log over into the database and cut it to nothing; false while somebody reads what stands in it."""
    return not db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
