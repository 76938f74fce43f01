"""A reader that copies its file beside its work and stays with it, as a converter does with a long document."""

from __future__ import annotations

import time
from pathlib import Path

from ingest.document import Document
from ingest.scratch import scratch


def linger(path: Path, file_name: str | None = None) -> Document:
    """Copy the file, say so beside it (``NAME.seen``) and never return."""
    with scratch("convert") as folder:
        (folder / "document.doc").write_bytes(path.read_bytes())
        path.with_suffix(".seen").write_text(str(folder))
        time.sleep(600)
    raise AssertionError("killed long before")
