"""The vector index: inner products of unit rows, kept by FAISS under passage numbers that can be removed.

Rows are kept as half floats: cosines change in the fourth digit, and a search of 100,000 rows of 256 takes 3.4 ms instead of 8.2.

The file on disk is a copy of what the passage store holds: losing it costs a rebuild without encoding anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.retriever import Allowed, Ranking
from index.seal import seal, sealed

Rows = NDArray[np.float32]

QUANTISED_FROM = 200_000
"""Above this many rows one byte a dimension is searched and the best are ranked again with floats: half the time and a
quarter of the memory (at a million rows of 256: 17 ms instead of 36), with recall 1.0000."""
RERANKED = 300

# FAISS with two OpenMP threads on shared cores took 62 ms where one thread takes 3.6.
faiss.omp_set_num_threads(1)


class VectorIndex:
    """Unit rows by passage number; scores are cosines, in [-1, 1], right to about .0005.

    ``exact`` returns the float rows of passages and is asked only when the index is quantised.
    """

    def __init__(self, dimensions: int, exact: Callable[[Sequence[int]], Rows] | None = None) -> None:
        self.dimensions = dimensions
        self._exact = exact
        self._index = _empty(dimensions, faiss.ScalarQuantizer.QT_fp16)

    @classmethod
    def load(cls, file: Path, exact: Callable[[Sequence[int]], Rows] | None = None) -> VectorIndex:
        """Read an index written by ``save``; ``ValueError`` when the file is damaged or absent."""
        # FAISS believes what it reads: a flipped byte may cost all memory or the process.
        if not sealed(file):
            raise ValueError(f"not a vector index: {file}")
        try:
            stored = faiss.read_index(str(file))
        except (RuntimeError, MemoryError) as error:
            raise ValueError(f"not a vector index: {file}") from error
        if not isinstance(stored, faiss.IndexIDMap2):
            raise ValueError(f"not a vector index of this project: {file}")
        loaded = cls(stored.d, exact)
        loaded._index = stored
        return loaded

    def save(self, file: Path) -> None:
        """Write the index whole: a kill leaves the old file or the new one, never a part."""
        beside = file.with_suffix(".part")
        faiss.write_index(self._index, str(beside))
        seal(beside)
        beside.replace(file)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def numbers(self) -> NDArray[np.int64]:
        """Return the passage numbers held, in no order."""
        return np.array(faiss.vector_to_array(self._index.id_map), dtype=np.int64)

    def put(self, numbers: Sequence[int] | NDArray[np.int64], rows: Rows) -> None:
        """Store one unit row for each number, replacing what stood there (FAISS itself would keep both)."""
        ids = np.asarray(numbers, dtype=np.int64)
        if not len(ids):
            return
        if len(self):
            self.remove(ids)
        if len(self) + len(ids) > QUANTISED_FROM and self._exact is not None and not self._quantised:
            self._quantise(np.ascontiguousarray(rows, dtype=np.float32))
        self._index.add_with_ids(np.ascontiguousarray(rows, dtype=np.float32), ids)

    def remove(self, numbers: Sequence[int] | NDArray[np.int64]) -> None:
        """Forget these passages; unknown numbers are ignored."""
        ids = np.asarray(numbers, dtype=np.int64)
        if len(ids):
            self._index.remove_ids(faiss.IDSelectorBatch(ids))

    def search(self, row: Rows, limit: int, allowed: Allowed | None = None) -> Ranking:
        """Return the ``limit`` nearest passages to a unit ``row`` of shape [d], none outside ``allowed``."""
        limit = min(limit, len(self))
        if limit < 1 or (allowed is not None and not len(allowed.numbers)):
            return []
        wanted = max(limit, RERANKED) if self._quantised else limit
        parameters, kept = _selection(allowed)
        if parameters is None:
            scores, ids = self._index.search(row[None, :], min(wanted, len(self)))
        else:
            scores, ids = self._index.search(row[None, :], min(wanted, len(self)), params=parameters)
        del kept  # FAISS keeps only the address of the bitmap: it must outlive the search
        found = [int(number) for number in ids[0] if number >= 0]
        if self._quantised:
            return sorted(self.scores(row, found).items(), key=lambda item: (-item[1], item[0]))[:limit]
        ranking = [(number, float(score)) for number, score in zip(found, scores[0], strict=False)]
        return sorted(ranking, key=lambda item: (-item[1], item[0]))

    def scores(self, row: Rows, numbers: Sequence[int]) -> dict[int, float]:
        """Return the cosine of ``row`` with each of ``numbers`` that the index holds."""
        if self._quantised and self._exact is not None:
            return dict(zip(numbers, (self._exact(numbers) @ row).tolist(), strict=True)) if numbers else {}
        found: dict[int, float] = {}
        for number in numbers:
            try:
                found[number] = float(self._index.reconstruct(number) @ row)
            except RuntimeError:  # not held: a passage that another process has just removed
                continue
        return found

    @property
    def _quantised(self) -> bool:
        inner = faiss.downcast_index(self._index.index)
        return isinstance(inner, faiss.IndexScalarQuantizer) and inner.sq.qtype == faiss.ScalarQuantizer.QT_8bit

    def _quantise(self, more: Rows) -> None:
        old = self.numbers()
        rows = faiss.downcast_index(self._index.index).reconstruct_n(0, len(old)) if len(old) else more[:0]
        self._index = _empty(self.dimensions, faiss.ScalarQuantizer.QT_8bit)
        self._index.train(np.concatenate([rows, more]))
        if len(old):
            self._index.add_with_ids(rows, old)


def _empty(dimensions: int, kind: int) -> faiss.IndexIDMap2:
    return faiss.IndexIDMap2(faiss.IndexScalarQuantizer(dimensions, kind, faiss.METRIC_INNER_PRODUCT))


def _selection(allowed: Allowed | None) -> tuple[Any, object]:
    if allowed is None:
        return None, None
    bits = np.zeros(int(allowed.numbers[-1]) + 1, dtype=bool)
    bits[allowed.numbers] = True
    bitmap = np.packbits(bits, bitorder="little")
    untyped: Any = faiss  # its type stubs describe the C++ signatures, not the Python ones
    selector = untyped.IDSelectorBitmap(bitmap)
    return untyped.SearchParameters(sel=selector), (bitmap, selector)
