"""A copy of an index whose own folder cannot be written: searching wants lock files, and mending a place to write to."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ingest.archive.database_reading import SQLITE_HEADER, connect_to_read
from ingest.scratch import scratch

# Notes that are written anew in place; all other files are only ever made, read and removed.
_COPIED = frozenset({".json"})
_LEFT_OUT = (".lock", "-wal", "-shm", ".part")


@contextmanager
def lent_copy(folder: Path) -> Iterator[Path]:
    """Lend a folder that stands for the index in ``folder``, to be opened like any other; it goes with the block.

    Databases are copied as they are at one moment, large files are linked and not read; without an index it is empty, and
    opening it makes one. What does not agree, since somebody else wrote meanwhile, is mended there.
    """
    with scratch("index") as place:
        for path in sorted(folder.rglob("*")):
            copy = place / path.relative_to(folder)
            if path.is_dir():
                copy.mkdir(parents=True, exist_ok=True)
            elif not path.name.endswith(_LEFT_OUT):
                _lend(path, copy)
        yield place


def _lend(path: Path, copy: Path) -> None:
    if path.suffix in _COPIED:
        shutil.copyfile(path, copy)
    elif _is_database(path):
        with closing(connect_to_read(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    else:
        copy.symlink_to(path.absolute())


def _is_database(path: Path) -> bool:
    with path.open("rb") as opened:
        return opened.read(len(SQLITE_HEADER)) == SQLITE_HEADER
