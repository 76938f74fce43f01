"""The vector index in memory and its copy on disk, both following the passage store."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from index.dense.encoder import Encoder
from index.dense.vector_index import VectorIndex
from index.dense.vector_retriever import VectorRetriever
from index.store.passages_db import PassageStore

SAVED_AFTER = 0.05
"""The copy is written when this share of it is out of date (at least 1,000 rows): reading the rest from the passage store is
cheaper than writing a large file for every document."""
_AT_LEAST = 1000
_AT_ONCE = 20_000


class VectorCopy:
    """Holds what the passage store holds, after ``follow``; without an encoder, nothing.

    The copy is read only when it was made with the encoder in use; numbers are never given twice, so a row that is held
    under a number of the passage store is that passage's row.
    """

    def __init__(self, file: Path, passage_store: PassageStore, encoder: Encoder | None) -> None:
        self._file = file
        self._passage_store = passage_store
        self._encoder = encoder
        self._index: VectorIndex | None = None
        self._made_with: str | None = None
        self._unsaved = 0

    def __len__(self) -> int:
        return 0 if self._index is None else len(self._index)

    def numbers(self) -> frozenset[int]:
        """Return the numbers of all passages held."""
        return frozenset() if self._index is None else frozenset(self._index.numbers().tolist())

    def retriever(self) -> VectorRetriever | None:
        """Return the vector retriever, or None without an encoder or without rows."""
        return None if self._index is None or self._encoder is None else VectorRetriever(self._encoder, self._index)

    def follow(self) -> None:
        """Add the rows that the passage store has and this has not; drop the rows that it no longer has."""
        if self._encoder is None:
            return
        fingerprint = self._passage_store.fact("encoder")
        if fingerprint != self._encoder.fingerprint:
            # Another process is using another encoder on this archive: its rows mean nothing to this one.
            self._index = None
            return
        wanted = self._passage_store.vector_numbers()
        if self._made_with != fingerprint:
            self._index, self._made_with = self._read(fingerprint), fingerprint
        held = self._index.numbers() if self._index is not None else wanted[:0]
        missing = wanted[~np.isin(wanted, held, assume_unique=True)]
        extra = held[~np.isin(held, wanted, assume_unique=True)]
        if self._index is not None:
            self._index.remove(extra)
        for start in range(0, len(missing), _AT_ONCE):
            part = missing[start : start + _AT_ONCE]
            rows = self._passage_store.vectors(part.tolist())
            if self._index is None:
                self._index = VectorIndex(rows.shape[1], self._passage_store.vectors)
            self._index.put(part, rows)
        self._unsaved += len(missing) + len(extra)

    def save(self) -> None:
        """Write the copy if it is much out of date."""
        if self._index is None or self._made_with is None:
            return
        if self._unsaved < max(_AT_LEAST, SAVED_AFTER * len(self)):
            return
        for old in self._file.parent.glob(f"{self._file.stem}-*{self._file.suffix}"):
            if old != self._named(self._made_with):
                old.unlink(missing_ok=True)
        self._index.save(self._named(self._made_with))
        self._unsaved = 0

    def purge(self) -> None:
        """Leave no row of a removed passage on the disk."""
        kept = self._named(self._made_with) if self._index is not None and self._made_with is not None else None
        for file in self._file.parent.glob(f"{self._file.stem}-*"):
            if file != kept:
                file.unlink(missing_ok=True)
        if self._index is not None and kept is not None and self._unsaved and kept.exists():
            self._index.save(kept)
            self._unsaved = 0

    def _named(self, fingerprint: str) -> Path:
        fingerprint = f"{fingerprint}-{self._passage_store.fact('identity')}"
        safe = "".join(sign if sign.isalnum() else "-" for sign in fingerprint)
        return self._file.with_name(f"{self._file.stem}-{safe}{self._file.suffix}")

    def _read(self, fingerprint: str) -> VectorIndex | None:
        try:
            return VectorIndex.load(self._named(fingerprint), self._passage_store.vectors)
        except ValueError:
            return None
