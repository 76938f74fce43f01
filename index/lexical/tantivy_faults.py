"""What tantivy says of a damaged folder, as one error: it raises ValueError, OSError, or panics beyond ``Exception``."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import tantivy

# "... IoError: Os { code: 28, kind: StorageFull, ..." and "... (os error 28)"
_NUMBER = re.compile(r"os error (\d+)|\bcode: (\d+)")
_NOT_TO_BLAME = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.ENOMEM}
)
"""Errors of the machine: throwing the folder away would not mend them."""


class LexicalDamagedError(Exception):
    """The files of the lexical index are not what they should be; it can be made anew from the passage store."""


@contextmanager
def told_as_damage() -> Iterator[None]:
    """Raise LexicalDamagedError for what tantivy raises inside the block; OSError where the machine is to blame."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit, LexicalDamagedError):
        raise
    except BaseException as error:
        # A Rust panic arrives as pyo3_runtime.PanicException, which cannot be imported and is no Exception.
        panicked = type(error).__name__ == "PanicException"
        if not panicked and not isinstance(error, (ValueError, OSError, RuntimeError)):
            raise
        found = _NUMBER.search(str(error))
        number = int(found[1] or found[2]) if found else 0
        if number in _NOT_TO_BLAME:
            raise OSError(number, str(error)) from error
        raise LexicalDamagedError(str(error)) from error


class GuardedSearcher:
    """A tantivy searcher that raises LexicalDamagedError where its files are damaged."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher
        self.num_docs = int(searcher.num_docs)

    def doc_freq(self, field: str, token: str) -> int:
        """Return in how many passages a token of a field stands, deleted ones that are still there included."""
        # No context manager: a question asks this hundreds of times.
        try:
            return int(self._searcher.doc_freq(field, token))
        except BaseException:
            with told_as_damage():
                raise

    def best(self, query: tantivy.Query, limit: int) -> list[tuple[float, tantivy.DocAddress]]:
        """Return the ``limit`` best (score, address)."""
        with told_as_damage():
            found: Any = self._searcher.search(query, limit, count=False).hits
            return list(found)

    def numbers(self, addresses: list[tantivy.DocAddress]) -> list[int]:
        """Return the passage numbers at these addresses."""
        with told_as_damage():
            return [int(value or 0) for value in self._searcher.fast_field_values("passage", addresses)]

    def placed(self) -> list[tuple[int, int]]:
        """Return (place of its segment, number) of every living passage."""
        addresses = [address for _, address in self.best(tantivy.Query.all_query(), max(1, self.num_docs))]
        return list(zip((address.segment_ord for address in addresses), self.numbers(addresses), strict=True))

    def stored(self, address: tantivy.DocAddress, field: str) -> str:
        """Return a stored field of the passage at an address."""
        with told_as_damage():
            return str(self._searcher.doc(address)[field][0])
