"""Opening the stores of an index whatever state its files are in: everything in them is derived."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from index.dense.encoder import Encoder
from index.store.damage import SHELF_ERRORS, is_damage
from index.store.passages_db import file_number
from index.store.stores import SHELF_FILE, WRITER_LOCK, Encoded, Stores, wipe
from index.store.write_lock import only_writer

BUILDING = "building"
"""The folder, in that of an index, in which another one is built to take its place (``index.store.rebuilding``)."""
REBUILD_LOCK = "reindex.lock"


def opened_stores(folder: Path, encoder: Encoder | None, encoded: Encoded | None = None) -> tuple[Stores, bool]:
    """Open the stores in ``folder`` (made when absent) in agreement; and tell whether damage made them empty.

    A damaged passage store is thrown away with all that follows it. ``sqlite3.OperationalError`` where the machine is to blame:
    the file locked, out of reach, the disk full.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _clear_building(folder)
    met = file_number(folder / SHELF_FILE)
    try:
        return _mended(folder, encoder, encoded), False
    except SHELF_ERRORS as error:
        if not is_damage(error):
            raise
    with only_writer(folder / WRITER_LOCK):
        if file_number(folder / SHELF_FILE) == met:  # no other process has made another one by now
            wipe(folder)
    return _mended(folder, encoder, encoded), True


def _clear_building(folder: Path) -> None:
    """Remove what a killed rebuilding left: it holds words of documents that may be removed since."""
    if (folder / BUILDING).exists():
        with suppress(TimeoutError), only_writer(folder / REBUILD_LOCK, patience=0.0):  # or one is at work there
            shutil.rmtree(folder / BUILDING, ignore_errors=True)


def _mended(folder: Path, encoder: Encoder | None, encoded: Encoded | None) -> Stores:
    stores = Stores(folder, encoder, encoded)
    try:
        stores.mend()
    except BaseException:
        stores.passage_store.close()
        raise
    return stores


def encoded_with(folder: Path) -> str | None:
    """Return the fingerprint of the encoder that the vectors of the index in ``folder`` are of; ``None`` where there are none."""
    file = folder / SHELF_FILE
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as db:
            row = db.execute("SELECT value FROM facts WHERE name = 'encoder'").fetchone()
    except sqlite3.DatabaseError:  # none yet, or damaged: opening it will tell
        return None
    return None if row is None else str(row[0])
