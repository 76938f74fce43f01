"""The three stores of an index and how they are kept in agreement.

The passage store (SQLite) changes first, in a transaction, and notes what the lexical index has yet to follow; the lexical index
follows in one commit; the vectors live in memory and their file is a copy. A kill between these steps leaves work that
the next opening finds and does.

The passage store names the folder of the lexical index that follows it. A damaged one is not emptied but left for another, so that
no reader ever stands in a folder that is half gone, and a passage store that another takes the place of brings its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from secrets import token_hex

from index.chunking.cut import CHUNKS_VERSION
from index.dense.encoder import Encoder
from index.lexical.fields import fields_of, meaning_of
from index.lexical.tantivy_faults import LexicalDamagedError
from index.lexical.tantivy_index import SCHEMA_VERSION, LexicalIndex
from index.lexical.tantivy_writing import Entry
from index.store.damage import SHELF_ERRORS
from index.store.passages_db import SHELF_VERSION, PassageStore
from index.store.roster import Roster
from index.store.vector_copy import VectorCopy
from index.store.write_lock import PATIENCE_SECONDS, only_writer
from index.text.tokens import TOKENS_VERSION

SHELF_VERSIONS = f"shelf {SHELF_VERSION}, chunks {CHUNKS_VERSION}"
LEXICAL_VERSIONS = f"schema {SCHEMA_VERSION}, tokens {TOKENS_VERSION}"

SHELF_FILE = "passages.db"
WRITER_LOCK = "writer.lock"

MOST_GHOSTS = 0.1
"""Deleted passages, as a share of the living, that may still weigh on the frequencies of words. Beyond it the lexical
index is written anew, so that an archive that changes much answers as a fresh index would."""

_DOCUMENTS_AT_ONCE = 64
_ENCODED_AT_ONCE = 256  # what a stop loses of an encoding anew: five seconds of it

Encoded = Callable[[int, int], None]
"""Told while passages are encoded anew: how many have a vector, and how many there are."""


class Stores:
    """Shelf, lexical index, vectors and roster in ``folder``. One thread at a time; callers see to that."""

    def __init__(self, folder: Path, encoder: Encoder | None, encoded: Encoded | None = None) -> None:
        self._folder = folder
        self.encoder = encoder
        self._encoded = encoded
        self.changes = 0
        """Grows whenever the passages may have changed."""
        self._open()

    def _open(self) -> None:
        self.passage_store = PassageStore(self._folder / SHELF_FILE)
        self.vectors = VectorCopy(self._folder / "vectors.faiss", self.passage_store, self.encoder)
        self.roster = Roster(self.passage_store)
        self._open_lexical()
        self._seen: int | None = None

    def _open_lexical(self) -> None:
        self._lexical_name = self._wanted_lexical()
        self._lexical_lost = False
        try:
            self.lexical = LexicalIndex(self._lexical_folder)
        except LexicalDamagedError:
            self.lexical, self._lexical_lost = LexicalIndex(), True  # ``mend`` makes another

    def _wanted_lexical(self) -> str:
        return str(self.passage_store.fact("lexical_folder") or self.passage_store.fact("identity"))

    @property
    def _lexical_folder(self) -> Path:
        return self._folder / "lexical" / self._lexical_name

    def close(self) -> None:
        """Write the copy of the vectors, if it is much out of date, and release the files."""
        try:
            self.take_place()
            self.vectors.follow()  # what another process removed must not be written down once more
            self.vectors.save()
        except SHELF_ERRORS:
            pass  # the copy saves time, no more
        finally:
            self.passage_store.close()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Let no other process write, make the changes to the passage store inside the block all or nothing, and follow them."""
        with self.only_writer():
            self.catch_up()
            with self.passage_store.changing():
                yield
            self._follow()

    def catch_up(self) -> None:
        """Do what a killed writer left to be done; for who holds the writer's lock."""
        self.take_place()
        if self.passage_store.pending():
            self._follow()

    def refresh(self) -> None:
        """Take over what another process changed; costs next to nothing when nothing did."""
        if self.replaced():
            self.passage_store.close()
            self._open()
        revision = self.passage_store.revision()
        if revision != self._seen:
            self.take_place()
            self.lexical.reload()
            self._take_over()
            self._seen = revision

    def replaced(self) -> bool:
        """Tell whether the passage store's file is another one by now; ``refresh`` opens it."""
        return self.passage_store.replaced()

    def mend(self) -> None:
        """Find what does not agree and make it agree; only looks when all is well.

        A passage store of other versions is emptied; a lexical index of other versions, or damaged, is made anew from the passage store;
        vectors of another encoder are dropped and missing ones encoded. ``sqlite3.DatabaseError`` when the passage store is damaged.
        """
        self.refresh()
        if self._sound():
            return
        with self.only_writer():
            self.take_place()
            if not self._lexical_lost:
                self.lexical.reload()
            self._check_versions()
            if self._lexical_lost:
                self.restart_lexical()
            self._follow()
            if len(self.lexical) != self.passage_store.count():
                self.restart_lexical()
            self._encode_missing()
            self._take_over()
            self.vectors.save()
            self.clear_away()

    def restart_lexical(self) -> None:
        """Make the lexical index anew from the passage store, in another folder; killed in between, this is done again.

        For who holds the writer's lock.
        """
        with self.passage_store.changing():
            self.passage_store.mark_all_pending()
            self.passage_store.remember("lexical_folder", token_hex(8))
        self._open_lexical()
        self._follow_lexical()
        self.clear_away()

    def clear_away(self) -> None:
        """Remove the folders of lexical indexes that no passage store names any more; for who holds the writer's lock."""
        for other in (self._folder / "lexical").iterdir():
            if other != self._lexical_folder:
                shutil.rmtree(other, ignore_errors=True) if other.is_dir() else other.unlink(missing_ok=True)

    def start_anew(self) -> None:
        """Throw damaged files away, unless another process did so already, and open what is there then."""
        with self.only_writer():
            ours = not self.replaced()
            self.passage_store.close()
            if ours:
                wipe(self._folder)
        self._open()
        self.changes += 1
        self.mend()

    def agree(self) -> bool:
        """Tell whether all stores hold exactly the passages of the passage store; looks at every number."""
        numbers = frozenset(self.roster.numbers.tolist())
        return (
            not self.passage_store.pending()
            and self.lexical.numbers() == numbers
            and (self.encoder is None or self.vectors.numbers() == numbers)
        )

    def knows_encoder(self) -> bool:
        """Tell whether the vectors on the passage store are of the encoder in use (another process may use another one)."""
        return self.encoder is not None and self.passage_store.fact("encoder") == self.encoder.fingerprint

    def only_writer(self, patience: float = PATIENCE_SECONDS) -> AbstractContextManager[None]:
        """Hold the lock that one process has at a time; ``TimeoutError`` as ``index.store.write_lock``."""
        return only_writer(self._folder / WRITER_LOCK, patience)

    def take_place(self) -> bool:
        """Follow the passage store to the lexical index it names; tell whether that is another one than before."""
        if self._wanted_lexical() == self._lexical_name:
            return False
        self._open_lexical()
        # Numbers of another passage store mean other passages.
        self.vectors = VectorCopy(self._folder / "vectors.faiss", self.passage_store, self.encoder)
        self._seen = None
        return True

    def _take_over(self) -> None:
        self.roster.read()
        self.vectors.follow()
        self.changes += 1

    def _follow(self) -> None:
        """Let the lexical index and the vectors take over what the passage store notes as pending."""
        try:
            self._follow_lexical()
        except LexicalDamagedError:
            self.restart_lexical()
        self._take_over()
        self.vectors.save()
        self._seen = self.passage_store.revision()

    def _follow_lexical(self) -> None:
        pending = self.passage_store.pending()
        if len(pending) > _DOCUMENTS_AT_ONCE and self.passage_store.documents().issubset(pending):
            # Everything anew, in one commit: many small ones would be merged again and again.
            self.lexical.apply((), self._entries(pending), anew=True)
            with self.passage_store.changing():
                self.passage_store.settle(pending)
            pending = []
        for start in range(0, len(pending), _DOCUMENTS_AT_ONCE):
            part = pending[start : start + _DOCUMENTS_AT_ONCE]
            self.lexical.apply(part, self._entries(part))
            with self.passage_store.changing():
                self.passage_store.settle(part)
        if self.lexical.ghosts() > MOST_GHOSTS * len(self.lexical):
            self.lexical.apply((), self._entries(sorted(self.passage_store.documents())), anew=True)

    def _entries(self, document_ids: Iterable[str]) -> Iterator[Entry]:
        for document_id in document_ids:
            for stored_passage in self.passage_store.passages_of(document_id):
                yield stored_passage.number, document_id, fields_of(stored_passage.passage)

    def _sound(self) -> bool:
        passage_store = self.passage_store
        return (
            not self._lexical_lost
            and passage_store.fact("shelf") == SHELF_VERSIONS
            and passage_store.fact("lexical") == LEXICAL_VERSIONS
            and not passage_store.pending()
            and len(self.lexical) == passage_store.count()
            and (
                self.encoder is None or (self.knows_encoder() and passage_store.vector_count() == passage_store.count())
            )
        )

    def _check_versions(self) -> None:
        passage_store = self.passage_store
        with passage_store.changing():
            if passage_store.fact("shelf") != SHELF_VERSIONS:
                passage_store.clear()
                passage_store.remember("shelf", SHELF_VERSIONS)
                passage_store.remember("lexical", LEXICAL_VERSIONS)
            if self.encoder is not None and not self.knows_encoder():
                passage_store.forget_vectors()
                passage_store.remember("encoder", self.encoder.fingerprint)
        self.take_place()
        if passage_store.fact("lexical") != LEXICAL_VERSIONS:
            self.restart_lexical()
            with passage_store.changing():
                passage_store.remember("lexical", LEXICAL_VERSIONS)

    def _encode_missing(self) -> None:
        if self.encoder is None:
            return
        while stored_passage := self.passage_store.without_vector(_ENCODED_AT_ONCE):
            rows = self.encoder.encode_passages([meaning_of(one.passage) for one in stored_passage])
            with self.passage_store.changing():
                self.passage_store.put_vectors([one.number for one in stored_passage], rows)
            if self._encoded is not None:
                self._encoded(self.passage_store.vector_count(), self.passage_store.count())


def wipe(folder: Path) -> None:
    """Remove all files of an index; for who holds the writer's lock (``WRITER_LOCK``, which stays).

    The passage store goes first: without one nothing else is believed.
    """
    for beside in ("", "-wal", "-shm", "-journal"):
        (folder / f"{SHELF_FILE}{beside}").unlink(missing_ok=True)
    for copy in folder.glob("vectors*"):
        copy.unlink(missing_ok=True)
    shutil.rmtree(folder / "lexical", ignore_errors=True)
