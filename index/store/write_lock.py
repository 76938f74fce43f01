"""One writer at a time, across processes; the lock falls with the process that held it."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE_SECONDS = 600.0


@contextmanager
def only_writer(file: Path, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Hold the lock of ``file`` while the block runs; ``TimeoutError`` when another writer keeps it too long."""
    with file.open("a") as handle:
        deadline = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise TimeoutError(f"another process is writing: {file}") from None
                time.sleep(0.02)
        try:
            yield
        finally:
            fcntl.flock(handle, fcntl.LOCK_UN)
