"""Opening the stores of an index whatever state its files are in: everything in them is derived."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from index.damage import is_damage
from index.doorkeeper import only_writer
from index.encoder import Encoder
from index.stores import SHELF_FILE, WRITER_LOCK, Stores, wipe


def opened_stores(folder: Path, encoder: Encoder | None) -> tuple[Stores, bool]:
    """Open the stores in ``folder`` (made when absent) in agreement; and tell whether damage made them empty.

    A damaged shelf is thrown away with all that follows it. ``sqlite3.OperationalError`` where the machine is to blame:
    the file locked, out of reach, the disk full.
    """
    folder.mkdir(parents=True, exist_ok=True)
    met = _number(folder)
    try:
        return _mended(folder, encoder), False
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
    throw_away(folder, met)
    return _mended(folder, encoder), True


def throw_away(folder: Path, met: int) -> None:
    """Remove a damaged index whose shelf is the file ``met``; not one that another process has made in its place."""
    with only_writer(folder / WRITER_LOCK):
        if _number(folder) == met:
            wipe(folder)


def _mended(folder: Path, encoder: Encoder | None) -> Stores:
    stores = Stores(folder, encoder)
    try:
        stores.mend()
    except BaseException:
        stores.shelf.close()
        raise
    return stores


def _number(folder: Path) -> int:
    try:
        return (folder / SHELF_FILE).stat().st_ino
    except FileNotFoundError:
        return 0
