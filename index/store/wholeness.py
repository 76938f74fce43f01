"""Whether the files of an index are whole: every byte is read, nothing is opened that would mend itself."""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from index.lexical.tantivy_faults import LexicalDamagedError
from index.lexical.tantivy_index import LexicalIndex
from index.lexical.tantivy_segments import damaged_in
from index.seal import sealed
from index.store.damage import SHELF_ERRORS, is_damage
from index.store.lent_copy import lent_copy
from index.store.passage_rows import PASSAGE_COLUMNS, sum_of
from index.store.stores import LEXICAL_VERSIONS, SHELF_FILE, SHELF_VERSIONS, WRITER_LOCK
from index.store.write_lock import only_writer
from ingest.scratch import scratch

_SUMMED = (
    "SELECT id, file_name, kind, number, issuer, issued_on, subject, folded_kind, folded_issuer, sum FROM documents",
    f"SELECT {', '.join(PASSAGE_COLUMNS)}, sum FROM passages",
)


def damaged_files(folder: Path) -> tuple[str, ...]:
    """Return the files of the index in ``folder``, relative to it, that are damaged or missing; empty when all is whole.

    An index that is not there, or of other versions, is not damaged: the next opening makes it. Waits for writers, and
    keeps them waiting; ``TimeoutError`` as ``index.store.write_lock``. On a medium that cannot be written there are none: a copy
    is looked at, with the large files as they are.
    """
    if not folder.is_dir() or not any(file.is_file() and file.name != WRITER_LOCK for file in folder.rglob("*")):
        return ()
    if not os.access(folder, os.W_OK):
        return _damaged_unwritable(folder)
    with only_writer(folder / WRITER_LOCK):
        return tuple(sorted(set(_damaged(folder))))


def _damaged_unwritable(folder: Path) -> tuple[str, ...]:
    try:
        with lent_copy(folder) as copy:
            return tuple(sorted(set(_damaged(copy))))
    except sqlite3.Error as error:  # SQLite copies no damaged database
        if not is_damage(error):
            raise
        return (SHELF_FILE,)


def _damaged(folder: Path) -> Iterator[str]:
    passage_store = folder / SHELF_FILE
    if not passage_store.is_file():
        yield SHELF_FILE
        return
    facts: dict[str, str] = {}
    numbers: frozenset[int] | None = None
    try:
        with closing(sqlite3.connect(f"{passage_store.absolute().as_uri()}?mode=rw", timeout=60, uri=True)) as db:
            if not any((folder / "lexical").glob("*")) and not db.execute("SELECT * FROM sqlite_master").fetchall():
                return  # killed when it was just being made
            facts = dict(db.execute("SELECT name, value FROM facts"))
            if facts.get("shelf") != SHELF_VERSIONS:
                return
            if not _whole(db):
                yield SHELF_FILE
            elif not db.execute("SELECT count(*) FROM pending").fetchone()[0]:
                numbers = frozenset(row[0] for row in db.execute("SELECT number FROM passages"))
    except SHELF_ERRORS as error:
        if not is_damage(error):
            raise
        yield SHELF_FILE
    if facts.get("lexical") == LEXICAL_VERSIONS:
        yield from _damaged_words(folder, str(facts.get("lexical_folder") or facts.get("identity")), numbers)
    yield from (file.name for file in folder.glob("vectors-*.faiss") if not sealed(file))


def _whole(db: sqlite3.Connection) -> bool:
    if [row[0] for row in db.execute("PRAGMA integrity_check(1)")] != ["ok"]:
        return False
    for rows in _SUMMED:
        if any(sum_of(values) != wanted for *values, wanted in db.execute(rows)):
            return False
    return all(zlib.crc32(row) == wanted for row, wanted in db.execute("SELECT row, sum FROM vectors"))


def _damaged_words(folder: Path, name: str, numbers: frozenset[int] | None) -> Iterator[str]:
    """Yield what is wrong with the lexical index called ``name``, which should hold ``numbers`` (unless ``None``)."""
    place = f"lexical/{name}"
    if not numbers and not (folder / place / "meta.json").exists():
        return  # killed when it was just being made: all it is to hold is pending
    with scratch("check") as new:
        empty = new / "lexical"
        LexicalIndex(empty)
        damaged = damaged_in(folder / place, empty)
    yield from (f"{place}/{file}" for file in damaged)
    if damaged:
        return
    try:
        held = LexicalIndex(folder / place).numbers()
    except LexicalDamagedError:
        yield place
    else:
        if numbers is not None and held != numbers:
            yield place
