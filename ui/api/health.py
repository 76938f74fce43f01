"""GET /healthz: whether the server answers and the archive it opened is still there."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from ingest.archive.archive import Archive
from ingest.archive.schema import FILE_NAME
from ingest.errors import ArchiveError
from rag.library import Library
from ui.api.faults import refusal
from ui.api.refusals import answered
from ui.api.schemas import Health
from ui.texts import page as words
from ui.texts.codes import error_text

log = logging.getLogger(__name__)


def health_routes(library: Library) -> APIRouter:
    """Return the route; 503 names what has become of the archive: gone, unreadable, damaged, another one in its place.

    An open database answers on when its file has been deleted, so the archive is opened anew each time.
    """
    routes = APIRouter(tags=["Máy chủ"])
    place = library.archive.folder / FILE_NAME
    served = _identity(library)

    @routes.get("/healthz", summary="Máy chủ và kho còn sống", response_model=None, responses=answered(Health, 503))
    def health() -> dict[str, Any] | JSONResponse:
        try:
            with Archive.open(library.archive.folder) as found:
                documents = len(found.ids())
            same = _identity(library) == served
        except (ArchiveError, OSError) as error:
            log.error("the archive cannot be used: %s", error)
            code = error.code if isinstance(error, ArchiveError) else "archive_missing"
            lost = code == "archive_missing"
            return refusal(503, words.ARCHIVE_GONE if lost else error_text(code, place.name))
        if not same:
            log.error("another archive lies where the served one was: %s", place)
            return refusal(503, words.ARCHIVE_REPLACED)
        return {"status": "ok", "documents": documents}

    return routes


def _identity(library: Library) -> tuple[int, int]:
    found = (library.archive.folder / FILE_NAME).stat()
    return found.st_dev, found.st_ino
