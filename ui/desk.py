"""The reading desk: one thread that owns the library, at which requests take their turn."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from ingest.archive import Archive
    from rag.library import Library

T = TypeVar("T")


class Desk:
    """Runs work on one library, one piece at a time, always on the same thread.

    SQLite connections belong to the thread that opened them, and the index has a single writer: one owner keeps both
    simple. Before each piece of work the library is refreshed, so changes made by another process are seen.
    ``open_library`` errors are raised by the constructor; errors of the work are raised by ``run``.
    """

    def __init__(self, open_library: Callable[[], Library]) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="library")
        try:
            self._library = self._thread.submit(open_library).result()
        except BaseException:
            self._thread.shutdown()
            raise

    @property
    def archive(self) -> Archive:
        """The library's archive, for reading; it may be shared between threads, and is always up to date."""
        return self._library.archive

    def run(self, work: Callable[[Library], T]) -> T:
        """Return ``work(library)``; never call it from inside a piece of work."""
        return self._thread.submit(self._fresh, work).result()

    def _fresh(self, work: Callable[[Library], T]) -> T:
        self._library.refresh()
        return work(self._library)

    def close(self) -> None:
        """Wait for work under way and close the library."""
        self._thread.submit(self._library.__exit__, None, None, None).result()
        self._thread.shutdown()
