"""The sample archive and where questions and documents stand by default."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rag.library import Library

SAMPLE_FILES = Path(__file__).parents[1] / "ingest" / "sample" / "files"
SAMPLE_QUESTIONS = Path(__file__).parent / "questions" / "sample.jsonl"
DOCUMENTS = Path(__file__).parents[2] / "shared"
TODAY = date(2025, 12, 31)  # relative dates in the sample questions are meant from this day


def sample_library(scratch: Path, encoder: str | None = None) -> Library:
    """Build the sample archive in ``scratch`` and return it open."""
    library = Library.open(scratch / "archive", encoder=encoder, create=True)
    library.ingest([SAMPLE_FILES])
    return library
