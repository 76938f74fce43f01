"""Reading a file with recognition of what is a picture: what an import runs where Tesseract is installed."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path

from ingest.document import Document
from ingest.errors import SecretDocumentError
from ingest.ocr.cache import OcrCache
from ingest.ocr.page import Recogniser
from ingest.ocr.recognition import PageRecognition
from ingest.ocr.tesseract import Tesseract
from ingest.reading import read_document


def read_recognised(
    path: Path, file_name: str | None = None, *, cache: str, threads: int = 1, released: Collection[str] = ()
) -> Document:
    """Read a file like ``reading.read_document``, recognising pages without text; ``cache`` is a folder.

    Pages of a document that bears a secrecy mark are not kept.
    """
    engine = _engine()
    if engine is None:
        return read_document(path, file_name, released=released)
    kept = OcrCache(Path(cache), engine.version)
    try:
        return read_document(path, file_name, PageRecognition(Recogniser(engine), kept, threads), released)
    except SecretDocumentError:
        kept.forget_file(path)
        raise


@cache
def _engine() -> Tesseract | None:
    return Tesseract.installed()
