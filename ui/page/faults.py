"""What the page says when something went wrong."""

from __future__ import annotations

import logging

from index.dense.encoder import EncoderError
from ingest.errors import IngestError
from rag.question.understand import QuestionError
from ui.texts import page as words
from ui.texts.codes import error_text

log = logging.getLogger(__name__)


def fault_text(error: Exception) -> str:
    """Return a sentence for people; an unexpected error is logged in full and told without its insides."""
    if isinstance(error, IngestError | EncoderError | QuestionError):
        return error_text(error.code, error.detail)
    log.error("page request failed", exc_info=error)
    return words.BY_STATUS[500]
