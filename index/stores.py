"""The three stores of an index and how they are kept in agreement.

The shelf (SQLite) changes first, in a transaction, and notes what the lexical index has yet to follow; the lexical index
follows in one commit; the vectors live in memory and their file is a copy. A kill between these steps leaves work that
the next opening finds and does.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from index.chunks import CHUNKS_VERSION
from index.doorkeeper import only_writer
from index.encoder import Encoder
from index.fields import fields_of, meaning_of
from index.lexical import SCHEMA_VERSION, Entry, LexicalIndex
from index.roster import Roster
from index.shelf import SHELF_VERSION, Shelf
from index.tokens import TOKENS_VERSION
from index.vector_copy import VectorCopy

SHELF_VERSIONS = f"shelf {SHELF_VERSION}, chunks {CHUNKS_VERSION}"
LEXICAL_VERSIONS = f"schema {SCHEMA_VERSION}, tokens {TOKENS_VERSION}"

MOST_GHOSTS = 0.1
"""Deleted passages, as a share of the living, that may still weigh on the frequencies of words. Beyond it the lexical
index is written anew, so that an archive that changes much answers as a fresh index would."""

_DOCUMENTS_AT_ONCE = 64
_ENCODED_AT_ONCE = 1024


class Stores:
    """Shelf, lexical index, vectors and roster in ``folder``. One thread at a time; callers see to that."""

    def __init__(self, folder: Path, encoder: Encoder | None) -> None:
        self._folder = folder
        self.encoder = encoder
        self.shelf = _open_shelf(folder / "passages.db")
        self.lexical = _open_lexical(folder / "lexical")
        self.vectors = VectorCopy(folder / "vectors.faiss", self.shelf, encoder)
        self.roster = Roster(self.shelf)
        self._seen: int | None = None
        self.changes = 0
        """Grows whenever the passages may have changed."""

    def close(self) -> None:
        """Write the copy of the vectors, if it is much out of date, and release the files."""
        self.vectors.save()
        self.shelf.close()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Let no other process write, make the changes to the shelf inside the block all or nothing, and follow them."""
        with self._only_writer():
            if self.shelf.pending():
                self._follow()
            with self.shelf.changing():
                yield
            self._follow()

    def refresh(self) -> None:
        """Take over what another process changed; costs next to nothing when nothing did."""
        revision = self.shelf.revision()
        if revision != self._seen:
            self.lexical.reload()
            self._take_over()
            self._seen = revision

    def mend(self) -> None:
        """Find what does not agree and make it agree; only looks when all is well.

        A shelf of other versions is emptied; a lexical index of other versions, or damaged, is made anew from the shelf;
        vectors of another encoder are dropped and missing ones encoded.
        """
        self.lexical.reload()
        if self._sound():
            self.refresh()
            return
        with self._only_writer():
            self.lexical.reload()
            self._check_versions()
            self._follow()
            if len(self.lexical) != self.shelf.count():
                self._restart_lexical()
                self._follow()
            self._encode_missing()
            self._take_over()
            self.vectors.save()

    def agree(self) -> bool:
        """Tell whether all stores hold exactly the passages of the shelf; looks at every number."""
        numbers = frozenset(self.roster.numbers.tolist())
        return (
            not self.shelf.pending()
            and self.lexical.numbers() == numbers
            and (self.encoder is None or self.vectors.numbers() == numbers)
        )

    def knows_encoder(self) -> bool:
        """Tell whether the vectors on the shelf are of the encoder in use (another process may use another one)."""
        return self.encoder is not None and self.shelf.fact("encoder") == self.encoder.fingerprint

    def _only_writer(self) -> AbstractContextManager[None]:
        return only_writer(self._folder / "writer.lock")

    def _take_over(self) -> None:
        self.roster.read()
        self.vectors.follow()
        self.changes += 1

    def _follow(self) -> None:
        """Let the lexical index and the vectors take over what the shelf notes as pending."""
        pending = self.shelf.pending()
        if len(pending) > _DOCUMENTS_AT_ONCE and self.shelf.documents().issubset(pending):
            # Everything anew, in one commit: many small ones would be merged again and again.
            self.lexical.apply((), self._entries(pending), anew=True)
            with self.shelf.changing():
                self.shelf.settle(pending)
            pending = []
        for start in range(0, len(pending), _DOCUMENTS_AT_ONCE):
            part = pending[start : start + _DOCUMENTS_AT_ONCE]
            self.lexical.apply(part, self._entries(part))
            with self.shelf.changing():
                self.shelf.settle(part)
        if self.lexical.ghosts() > MOST_GHOSTS * len(self.lexical):
            self.lexical.apply((), self._entries(sorted(self.shelf.documents())), anew=True)
        self._take_over()
        self.vectors.save()
        self._seen = self.shelf.revision()

    def _entries(self, document_ids: Iterable[str]) -> Iterator[Entry]:
        for document_id in document_ids:
            for shelved in self.shelf.passages_of(document_id):
                yield shelved.number, document_id, fields_of(shelved.passage)

    def _sound(self) -> bool:
        shelf = self.shelf
        return (
            shelf.fact("shelf") == SHELF_VERSIONS
            and shelf.fact("lexical") == LEXICAL_VERSIONS
            and not shelf.pending()
            and len(self.lexical) == shelf.count()
            and (self.encoder is None or (self.knows_encoder() and shelf.vector_count() == shelf.count()))
        )

    def _check_versions(self) -> None:
        shelf = self.shelf
        with shelf.changing():
            if shelf.fact("shelf") != SHELF_VERSIONS:
                shelf.clear()
                shelf.remember("shelf", SHELF_VERSIONS)
            if self.encoder is not None and not self.knows_encoder():
                shelf.forget_vectors()
                shelf.remember("encoder", self.encoder.fingerprint)
        if shelf.fact("lexical") != LEXICAL_VERSIONS:
            self._restart_lexical()
            with shelf.changing():
                shelf.remember("lexical", LEXICAL_VERSIONS)

    def _restart_lexical(self) -> None:
        """Empty the lexical index and mark everything pending; killed in between, this is found and done again."""
        with self.shelf.changing():
            self.shelf.mark_all_pending()
        shutil.rmtree(self._folder / "lexical", ignore_errors=True)
        self.lexical = _open_lexical(self._folder / "lexical")

    def _encode_missing(self) -> None:
        if self.encoder is None:
            return
        while shelved := self.shelf.without_vector(_ENCODED_AT_ONCE):
            rows = self.encoder.encode_passages([meaning_of(one.passage) for one in shelved])
            with self.shelf.changing():
                self.shelf.put_vectors([one.number for one in shelved], rows)


def _open_shelf(file: Path) -> Shelf:
    try:
        return Shelf(file)
    except sqlite3.OperationalError:  # locked, no space, no permission: the file is not to blame
        raise
    except sqlite3.DatabaseError:
        # Everything here is derived: a damaged file is thrown away and made anew.
        for part in file.parent.glob(f"{file.name}*"):
            part.unlink()
        return Shelf(file)


def _open_lexical(folder: Path) -> LexicalIndex:
    try:
        return LexicalIndex(folder)
    except (ValueError, OSError):
        shutil.rmtree(folder, ignore_errors=True)
        return LexicalIndex(folder)
