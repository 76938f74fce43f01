"""How far the reading of a file has come: readers say each page they have done, whoever reads the file may listen.

A context variable, so that no reader between the two needs to know: a scan takes a second a page, and both the person
at the terminal and the time limit of the import want to see that it moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[int, int], None]
"""Called with how many pages are done and how many the file has."""

_listener: ContextVar[Listener | None] = ContextVar("page_listener", default=None)


def page_done(done: int, total: int) -> None:
    """Say that ``done`` of ``total`` pages are read; does nothing when nobody listens in this thread."""
    listener = _listener.get()
    if listener is not None:
        listener(done, total)


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """Let ``listener`` hear the pages done inside the ``with`` block, in this thread."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
