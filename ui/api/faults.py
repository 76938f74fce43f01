"""Every refusal of the HTTP interface as ``{"detail": ...}`` in Vietnamese with the right status."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from index.dense.encoder import EncoderError
from index.errors import DamagedIndexError
from ingest.errors import IngestError
from rag.question.understand import QuestionError
from ui.machine_faults import refusal_of
from ui.texts import page as words
from ui.texts.codes import error_text

log = logging.getLogger(__name__)

_STATUS_BY_CODE = {
    "not_found": 404,
    "missing_path": 404,
    "ambiguous": 409,
    "task_not_found": 404,
    "task_ambiguous": 409,
    "changed_meanwhile": 409,
    "archive_busy": 503,
    "no_space": 507,
    "too_large": 413,
    "unknown_format": 415,
    "archive_missing": 503,
    "archive_version": 503,
    "archive_damaged": 503,
    "archive_failing": 503,
    "archive_read_only": 503,
    "archive_moved": 503,
    "no_permission": 503,
    "no_memory": 503,
    "no_temporary_folder": 507,
    "too_many_files": 503,
    "filter_too_long": 422,
    "interrupted": 503,
    "missing_helper": 501,
}


def status_of(error: IngestError) -> int:
    """Return the HTTP status for a refusal of the lower floors; what is wrong with the sent file is 422."""
    return _STATUS_BY_CODE.get(error.code, 422)


def invalid_input_text(errors: Sequence[Mapping[str, Any]]) -> str:
    """Put validation errors into Vietnamese, one sentence each, naming the field and how to mend it.

    >>> invalid_input_text([{"type": "missing", "loc": ("body", "question"), "ctx": {}}])
    'Thiếu trường “question”.'
    """
    sentences = []
    for error in errors:
        field = ".".join(str(part) for part in error["loc"][1:]) or words.BODY_FIELD
        if error["type"] == "json_invalid":
            field = words.BODY_FIELD
        pattern = words.INVALID.get(error["type"], words.INVALID_OTHERWISE)
        known = _Known({"field": field, **error.get("ctx", {})})
        if "expected" in known:  # pydantic's list: "'json', 'csv' or 'ics'"
            known["expected"] = str(known["expected"]).replace(" or ", words.OR)
        sentences.append(pattern.format_map(known))
    return " ".join(dict.fromkeys(sentences))


class _Known(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "?"


def refusal(status: int, detail: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return the one shape all errors have."""
    return JSONResponse({"detail": detail}, status, headers=dict(headers or {}))


def install(app: FastAPI, folder: Path) -> None:
    """Register the handlers of a service over the archive in ``folder``.

    Unexpected failures are logged in full and told without their insides.
    """

    @app.exception_handler(IngestError)
    def refused(request: Request, error: IngestError) -> JSONResponse:
        return refusal(status_of(error), error_text(error.code, error.detail))

    @app.exception_handler(QuestionError)
    def not_a_question(request: Request, error: QuestionError) -> JSONResponse:
        return refusal(422, error_text(error.code, error.detail))

    @app.exception_handler(EncoderError)
    def without_encoder(request: Request, error: EncoderError) -> JSONResponse:
        log.error("the encoder cannot be used: %s", error)
        return refusal(503, error_text(error.code, error.detail))

    @app.exception_handler(DamagedIndexError)
    def with_damaged_index(request: Request, error: DamagedIndexError) -> JSONResponse:
        log.error("the index is damaged: %s", error)
        return refusal(503, error_text(error.code, error.detail))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        status = 400 if any(found["type"] == "json_invalid" for found in error.errors()) else 422
        return refusal(status, invalid_input_text(error.errors()))

    @app.exception_handler(HTTPException)
    def failed(request: Request, error: HTTPException) -> JSONResponse:
        known = words.BY_STATUS.get(error.status_code)
        own = isinstance(error.detail, str) and not error.detail.isascii()
        return refusal(error.status_code, error.detail if own or known is None else known, error.headers)

    @app.exception_handler(OSError)
    @app.exception_handler(MemoryError)
    @app.exception_handler(sqlite3.Error)
    def refused_by_machine(request: Request, error: Exception) -> JSONResponse:
        named = refusal_of(error, folder)
        if named is None:
            return broken(request, error)
        log.error("the machine refused: %s %s: %s", request.method, request.url.path, error)
        return refusal(status_of(named), error_text(named.code, named.detail))

    @app.exception_handler(Exception)
    def broken(request: Request, error: Exception) -> JSONResponse:
        log.error("request failed: %s %s", request.method, request.url.path, exc_info=error)
        return refusal(500, words.BY_STATUS[500])
