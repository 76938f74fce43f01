"""The process that reads files for an import: ``python -m ingest.intake.worker FD MODULE:FUNCTION SECONDS MEMORY``.

It takes paths from the connection on file descriptor FD, says the pages it has read as ``(done, total)`` and answers
each path with ``(document, code, detail)``. Whatever a file does to it (a crash in a library, an endless loop, all
memory) costs that file alone.
"""

from __future__ import annotations

import importlib
import json
import logging
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
import warnings
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn, Protocol

from ingest.document import Document
from ingest.errors import IngestError
from ingest.intake.process_family import adopt_orphans, kill_descendants
from ingest.intake.sandbox import confine
from ingest.page_progress import heard_by
from ingest.scratch import is_scratch
from ingest.text.printable import printable


class Reader(Protocol):
    """Reads one file, like ``ingest.reading.read_document``."""

    def __call__(self, path: Path, file_name: str | None = None) -> Document:
        """Return the document; raises IngestError."""


Outcome = tuple[Document | None, str, str]
"""The document, or a code and its detail."""

Pages = tuple[int, int]
"""How many pages are read and how many the file has."""

# What the process ends with when its file was too much for it; any other status is a crash.
OVERDUE, OUT_OF_MEMORY = 71, 72
# Who died this near the memory limit died of it: a library that doubles a buffer gives up at half of the limit.
_NEAR_LIMIT = 0.4
OWN_FOLDER = "reading"  # the purpose of the temporary folder that is a reading process's alone
_PAGES_EVERY = 0.2  # seconds; a text layer has hundreds of pages a second
_ORPHANED_EVERY = 2.0


def file_name_of(path: Path) -> str:
    """Return the name to show; see ``printable``."""
    return printable(path.name)


def outcome_of(read: Reader, path: Path) -> Outcome:
    """Read one file; every exception becomes a code."""
    try:
        return read(path, file_name_of(path)), "", ""
    except IngestError as error:
        return None, error.code, error.detail
    except FileNotFoundError:
        return None, "missing_path", ""
    except PermissionError:
        return None, "no_permission", ""
    except MemoryError:
        return None, "out_of_memory", ""
    except Exception as error:
        return None, "broken_file", type(error).__name__


def main(descriptor: int, reader: str, seconds: int, memory: int) -> None:
    """Answer paths until the other side hangs up; ends when a file, or one page of it, takes ``seconds``.

    The reading is done by a child: this process only waits, to tell of what the child died (see ``_watch``).
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the importer's business
    child = os.fork()
    if child:
        os.close(descriptor)
        _watch(child, memory)
    logging.disable(logging.CRITICAL)  # what matters is in the document's warnings
    warnings.simplefilter("ignore")
    confine(memory)
    read = _named(reader)
    with Connection(descriptor) as connection, suppress(EOFError, BrokenPipeError, ConnectionResetError):
        teller = _Teller(connection, seconds)
        connection.send(None)  # ready
        while True:
            path = Path(os.fsdecode(connection.recv()))
            signal.alarm(seconds)  # ends this process even where nobody waits and a library never returns
            with heard_by(teller):
                outcome = outcome_of(read, path)
            signal.alarm(0)
            try:
                connection.send(outcome)
            except MemoryError:
                connection.send((None, "out_of_memory", ""))


def _named(reader: str) -> Reader:
    """Return the reader named ``module:function``, or ``module:function {"setting": value}`` with these settings."""
    name, _, settings = reader.partition(" ")
    module, _, function = name.partition(":")
    read: Reader = getattr(importlib.import_module(module), function)
    return partial(read, **json.loads(settings)) if settings else read


def _watch(child: int, memory: int) -> NoReturn:
    """Wait for the child's end and end with a status that tells its cause; leave no program behind that it started.

    Only a small parent can tell how much memory a process took: a child is born with the peak of the one it came from.
    """
    adopt_orphans()
    threading.Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()
    pid = 0
    while pid != child:
        pid, status, usage = os.wait4(-1, 0)
    code = os.waitstatus_to_exitcode(status)
    used = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    kill_descendants(os.getpid())
    if code == -signal.SIGALRM:
        os._exit(OVERDUE)
    # The system kills who takes too much, and libraries abort where they get no more.
    if code == -signal.SIGKILL or (code < 0 and used > _NEAR_LIMIT * memory):
        os._exit(OUT_OF_MEMORY)
    os._exit(1 if code else 0)


class _Teller:
    """Passes the pages done on to the importer, not all of them, and grants the next page its time."""

    def __init__(self, connection: Connection, seconds: int) -> None:
        self._connection = connection
        self._seconds = seconds
        self._told = 0.0

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._told >= _PAGES_EVERY:
            self._told = now
            signal.alarm(self._seconds)
            self._connection.send((done, total))


def _leave_with(importer: int) -> None:
    """End this process, with what it started and the copies it made, when the importer was killed."""
    while os.getppid() == importer:
        time.sleep(_ORPHANED_EVERY)
    kill_descendants(os.getpid())
    folder = Path(tempfile.gettempdir())
    if is_scratch(folder, OWN_FOLDER):
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
