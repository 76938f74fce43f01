"""Purging: nothing of a removed document stays in the files of the index, neither its words nor its vectors.

A removal makes a document unfindable in one small commit; its words then still stand in segments, in free pages and in the
log. They are written anew without it, which costs what indexing the passages of those segments costs, all of them in the
worst case. So it is done once behind a batch of removals, while others search, and by the next opening after a kill.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager

from index.lexical.fields import fields_of
from index.lexical.tantivy_faults import LexicalDamagedError
from index.lexical.tantivy_writing import Entry
from index.store.damage import SHELF_ERRORS, is_damage
from index.store.stores import Stores

log = logging.getLogger(__name__)

_AT_ONCE = 256


def purge(stores: Stores, lock: AbstractContextManager[object], patience: float) -> None:
    """Purge what was removed; costs one look when nothing was. Holds ``lock`` only where searches must not come between.

    Waits ``patience`` seconds for another writer. Where the machine refuses (disk full, another process writing) it is
    left to the next opening, and the log says so.
    """
    with lock:
        if not stores.passage_store.unpurged():
            return
    try:
        with stores.only_writer(patience):
            _purge(stores, lock)
    except (OSError, *SHELF_ERRORS) as error:
        if is_damage(error):
            raise
        log.warning("text of removed documents stays in the files of the index for now: %s", error)


def _purge(stores: Stores, lock: AbstractContextManager[object]) -> None:
    with lock:
        stores.catch_up()
        numbers = stores.lexical.beside_ghosts()
    try:
        if numbers:
            stores.lexical.rewrite(numbers, _entries(stores, lock, numbers))
        with lock:
            stores.lexical.reload()
            stores.lexical.sweep()
    except LexicalDamagedError:
        with lock:
            stores.restart_lexical()
    with lock:
        stores.clear_away()
        stores.vectors.purge()
    stores.passage_store.purge()


def _entries(stores: Stores, lock: AbstractContextManager[object], numbers: list[int]) -> Iterator[Entry]:
    for start in range(0, len(numbers), _AT_ONCE):
        with lock:
            passages = stores.passage_store.passages(numbers[start : start + _AT_ONCE])
        for number, passage in sorted(passages.items()):
            yield number, passage.document_id, fields_of(passage)
