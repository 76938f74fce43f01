"""The process that reads files for an import: ``python -m ingest.reading_worker FD MODULE:FUNCTION SECONDS``.

It takes paths from the connection on file descriptor FD and answers each with ``(document, code, detail)``. Whatever a
file does to it (a crash in a library, an endless loop, all memory) costs that file alone.
"""

from __future__ import annotations

import importlib
import logging
import os
import signal
import sys
import unicodedata
import warnings
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

from ingest.document import Document
from ingest.errors import IngestError


class Reader(Protocol):
    """Reads one file, like ``ingest.reading.read_document``."""

    def __call__(self, path: Path, file_name: str | None = None) -> Document:
        """Return the document; raises IngestError."""


Outcome = tuple[Document | None, str, str]
"""The document, or a code and its detail."""


def file_name_of(path: Path) -> str:
    """Return the name to show: NFC (macOS stores NFD), with bytes that are no UTF-8 as question marks."""
    return unicodedata.normalize("NFC", path.name.encode("utf-8", "replace").decode("utf-8"))


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
        return None, "too_large", ""
    except Exception as error:
        return None, "broken_file", type(error).__name__


def main(descriptor: int, reader: str, seconds: int) -> None:
    """Answer paths until the other side hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the importer's business
    logging.disable(logging.CRITICAL)  # what matters is in the document's warnings
    warnings.simplefilter("ignore")
    with suppress(OSError):  # when memory runs out this process goes first, not the importer
        Path("/proc/self/oom_score_adj").write_text("500")
    module, _, function = reader.partition(":")
    read = getattr(importlib.import_module(module), function)
    with Connection(descriptor) as connection, suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.send(None)  # ready
        while True:
            path = Path(os.fsdecode(connection.recv()))
            signal.alarm(seconds)  # ends this process even where the importer was killed and nobody waits
            outcome = outcome_of(read, path)
            signal.alarm(0)
            connection.send(outcome)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
