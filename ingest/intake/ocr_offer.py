"""Which reader an import uses: with recognition where Tesseract is installed; loads neither of them."""

from __future__ import annotations

import json
from pathlib import Path

from ingest.ocr.cache import FOLDER
from ingest.ocr.tesseract import Tesseract

_READER = "ingest.intake.ocr_reading:read_recognised"
# A page takes up to a hundred megabytes while it is read, and all threads share the memory limit of one process.
_MOST_THREADS = 8


def reader_with_ocr(archive: Path, files: int, cores: int) -> str | None:
    """Return the reader for ``files`` files of an archive folder, as ``reading_worker`` takes it; None without Tesseract.

    Cores that files leave free read the pages of one file side by side.
    """
    if Tesseract.installed() is None:
        return None
    threads = max(1, min(_MOST_THREADS, cores // max(1, files)))
    settings = json.dumps({"cache": str(archive / FOLDER), "threads": threads})
    return f"{_READER} {settings}"
