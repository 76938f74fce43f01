"""GET /van-ban/{id}: looks the document and its surroundings up and shows the document view."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from ingest.archive.archive import Archive
from ingest.document import Document, Span
from ingest.errors import ArchiveError
from rag.evidence.one_source import best_of_copies
from rag.library import Library
from ui.api.addresses import REST
from ui.api.faults import status_of
from ui.api.inputs import Key, Words, each_once
from ui.api.lookup import one_document
from ui.api.refusals import refused_beside
from ui.document_view.view import POLICY, ViewContext, missing_page, reading_page
from ui.shapes.references import changed_of
from ui.shapes.relations import other_names
from ui.texts.codes import error_text, warning_text
from ui.texts.http import ANSWERED, REFUSALS, SEE_OTHER
from ui.texts.naming import reading_address

_PAGE = {"text/html": {"schema": {"type": "string"}}}
# What the page itself says is HTML; the archive's refusals may come as both.
_READING: dict[int | str, dict[str, Any]] = {
    **refused_beside(),
    303: {"description": SEE_OTHER},
    404: {"description": REFUSALS[404], "content": _PAGE},
    409: {"description": REFUSALS[409], "content": _PAGE},
    503: {"description": REFUSALS[503], "content": _PAGE},
    200: {"description": ANSWERED, "content": _PAGE},
}


def reading_routes(library: Library) -> APIRouter:
    """Return the route of the document view; an id, a number or a file name leads there."""
    routes = APIRouter(tags=["Văn bản"], dependencies=[Depends(each_once)])
    headers = {"Content-Security-Policy": POLICY}

    @routes.get(
        f"/van-ban/{{key:{REST}}}", summary="Xem văn bản (trang HTML)", response_class=HTMLResponse, responses=_READING
    )
    def read(key: Key, start: Words = "", end: Words = "") -> Response:
        try:
            with library.archive.view():
                summary = one_document(library.archive, key)
                if summary.id != key:
                    return RedirectResponse(reading_address(summary.id), 303)
                document = library.archive.get(key)
                around = surroundings(library.archive, document)
            page = reading_page(document, _cited(start, end), around)
        except ArchiveError as error:
            return HTMLResponse(missing_page(error_text(error.code, error.detail)), status_of(error), headers)
        return HTMLResponse(page, headers=headers)

    return routes


def _cited(start: str, end: str) -> Span | None:
    """Read a span from an address; what is no span is left out, the document is still worth showing."""
    if start.isdecimal() and end.isdecimal() and max(len(start), len(end)) < 10 and int(start) < int(end):
        return Span(int(start), int(end))
    return None


def surroundings(archive: Archive, document: Document) -> ViewContext:
    """Collect what the archive knows around a document: what it names, what names it, what went wrong in reading."""
    addresses: dict[str, str] = {}
    for normal in {reference.number.normal for reference in document.references if reference.number}:
        # A number of another year or issuer is another document: only an unambiguous one becomes a link.
        held = [summary for summary in archive.find(normal) if summary.normal == normal and summary.id != document.id]
        held = best_of_copies(held, archive)
        if len(held) == 1:
            addresses[normal] = reading_address(held[0].id)
    referring = archive.references_to(document.number.normal) if document.number else ()
    warnings = tuple(warning_text(warning.code, warning.detail) for warning in document.warnings)
    return ViewContext(
        addresses,
        referring,
        warnings,
        archive.relations(document.id),
        other_names(archive, document.id, document.file_name),
        changed_of(archive, document.id),
    )
