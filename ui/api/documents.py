"""GET and DELETE /api/v1/documents, one document, and its original file."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse

from ingest.errors import ArchiveError
from ingest.filters import Filters
from rag.library import Library
from ui import document_shapes
from ui.api.lookup import one_document
from ui.media_types import MediaType, media_type_of
from ui.relation_shapes import relatives

# A file from outside must not act as a page of this service: nothing in it may run, load or submit.
_INERT = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def document_routes(library: Library) -> APIRouter:
    """Return the routes that list, show, hand out and remove documents."""
    routes = APIRouter(prefix="/api/v1")
    archive = library.archive

    @routes.get("/documents", tags=["Văn bản"], summary="Danh mục văn bản")
    def documents(
        kind: str | None = None,
        issuer: str | None = None,
        agency: str | None = None,
        place: str | None = None,
        issued_from: Annotated[date | None, Query(alias="from")] = None,
        issued_to: Annotated[date | None, Query(alias="to")] = None,
        number: str | None = None,
    ) -> dict[str, Any]:
        with archive.view():
            found = library.summaries(Filters(kind, issuer, agency, issued_from, issued_to, place=place))
            if number:
                wanted = {summary.id for summary in archive.find(number)}
                found = tuple(summary for summary in found if summary.id in wanted)
            return document_shapes.documents_shape(found, relatives(archive))

    # Numbers contain slashes, so the key takes the whole rest of the path; the more exact route stands first.
    @routes.get("/documents/{key:path}/file", tags=["Văn bản"], summary="Tệp gốc, đúng từng byte")
    def original(key: str) -> FileResponse:
        summary = one_document(archive, key)
        path = archive.original(summary.id)
        if not path.is_file():
            raise ArchiveError("archive_damaged", summary.file_name)
        media = media_type_of(path, summary.file_name)
        return FileResponse(path, media_type=media.name, headers=_file_headers(summary.file_name, media))

    @routes.get("/documents/{key:path}", tags=["Văn bản"], summary="Một văn bản: toàn văn, mục lục, chú thích")
    def document(key: str) -> dict[str, Any]:
        with archive.view():
            return document_shapes.document_shape(archive.get(one_document(archive, key).id), archive)

    @routes.delete("/documents/{key:path}", tags=["Văn bản"], summary="Xóa văn bản khỏi kho")
    def remove(key: str) -> dict[str, Any]:
        summary = one_document(archive, key)
        library.remove(summary.id)
        return {"removed": [{"file": summary.file_name, "document_id": summary.id}]}

    return routes


def _file_headers(file_name: str, media: MediaType) -> dict[str, str]:
    plain = "".join(sign if sign.isascii() and sign.isprintable() and sign not in '"\\' else "_" for sign in file_name)
    disposition = f"{'inline' if media.shown else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name, safe='')}"
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    if media.name != "application/pdf":  # the PDF viewer of the browser does not start in a sandbox
        headers["Content-Security-Policy"] = _INERT
    return headers
