"""Building an index anew beside the old one, which goes on answering until the new one takes its place at once.

The new passage store is copied over the old one in one transaction and names its own lexical index, which is there by then. So other
processes see either index whole, and a kill leaves the old one.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Collection
from contextlib import closing
from pathlib import Path

from index.dense.encoder import Encoder
from index.store.damage import SHELF_ERRORS, is_damage
from index.store.opening import BUILDING, REBUILD_LOCK
from index.store.search_index import SearchIndex
from index.store.status import IndexStatus
from index.store.stores import SHELF_FILE, WRITER_LOCK
from index.store.write_lock import only_writer
from ingest.document import Document


def rebuild(
    folder: Path, encoder: Encoder | None, ids: Callable[[], Collection[str]], load: Callable[[str], Document]
) -> IndexStatus:
    """Build the index in ``folder`` anew from the documents ``ids`` that ``load`` returns; return its status.

    Whatever is in the folder: nothing, damaged files, an index that others read and write. ``TimeoutError`` when
    another process is doing the same, or keeps writing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with only_writer(folder / REBUILD_LOCK, patience=0.0):
        building = folder / BUILDING
        shutil.rmtree(building, ignore_errors=True)
        try:
            with SearchIndex.open(building, encoder) as made:
                made.synchronise(ids(), load)
                made.synchronise(ids(), load)  # what came and went in the meantime
                made.purge()
                status = made.status()
            with only_writer(folder / WRITER_LOCK):
                _take_place(building, folder)
        finally:
            shutil.rmtree(building, ignore_errors=True)
    return status


def _take_place(building: Path, folder: Path) -> None:
    (folder / "lexical").mkdir(exist_ok=True)
    for made in (building / "lexical").iterdir():
        made.rename(folder / "lexical" / made.name)
    for old in folder.glob("vectors*"):
        old.unlink(missing_ok=True)
    for copy in building.glob("vectors-*.faiss"):
        copy.rename(folder / copy.name)
    _replace(building / SHELF_FILE, folder / SHELF_FILE)
    with closing(sqlite3.connect(folder / SHELF_FILE, timeout=60)) as db:
        facts = dict(db.execute("SELECT name, value FROM facts"))
    named = facts.get("lexical_folder") or facts["identity"]
    for other in (folder / "lexical").iterdir():
        if other.name != named:
            shutil.rmtree(other, ignore_errors=True) if other.is_dir() else other.unlink(missing_ok=True)


def _replace(new: Path, old: Path) -> None:
    """Put the passage store ``new`` in the place of ``old``, under the connections of those who read it where that can be."""
    try:
        with closing(sqlite3.connect(new)) as source, closing(sqlite3.connect(old, timeout=60)) as target:
            source.backup(target)
            target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except SHELF_ERRORS as error:
        if not is_damage(error):
            raise
        for beside in ("-wal", "-shm", "-journal"):
            old.with_name(f"{old.name}{beside}").unlink(missing_ok=True)
        new.replace(old)
