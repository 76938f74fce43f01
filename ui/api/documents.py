"""GET and DELETE /api/v1/documents, one document, its original file, and GET /api/v1/tasks."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse

from ingest.archive import Archive
from ingest.errors import ArchiveError
from ingest.filters import Filters
from ingest.listing import Summary
from rag.library import Library
from ui import document_shapes, json_shapes
from ui.media_types import MediaType, media_type_of
from ui.relation_shapes import relatives

Role = Literal["lead", "assigned", "joint", "coordinate"]
# A file from outside must not act as a page of this service: nothing in it may run, load or submit.
_INERT = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def one_document(archive: Archive, key: str) -> Summary:
    """Return the document an id, number or file name means; raises ArchiveError ``not_found`` or ``ambiguous``."""
    found = archive.find(key)
    if not found:
        raise ArchiveError("not_found", key)
    if len(found) > 1:
        raise ArchiveError("ambiguous", ", ".join(f"{each.file_name} ({each.id})" for each in found))
    return found[0]


def document_routes(library: Library) -> APIRouter:
    """Return the routes that list, show, hand out and remove documents, and list the register."""
    routes = APIRouter(prefix="/api/v1")
    archive = library.archive

    @routes.get("/tasks", tags=["Nhiệm vụ"], summary="Sổ nhiệm vụ: ai, việc gì, thời hạn")
    def tasks(
        agency: str | None = None,
        role: Role | None = None,
        due_before: date | None = None,
        due_after: date | None = None,
        document: str | None = None,
    ) -> dict[str, Any]:
        document_id = one_document(archive, document).id if document else None
        rows = archive.assignments(
            agency=agency, role=role, due_after=due_after, due_before=due_before, document=document_id
        )
        return json_shapes.tasks_shape(rows, library.agencies)

    @routes.get("/documents", tags=["Văn bản"], summary="Danh mục văn bản")
    def documents(
        kind: str | None = None,
        issuer: str | None = None,
        agency: str | None = None,
        issued_from: Annotated[date | None, Query(alias="from")] = None,
        issued_to: Annotated[date | None, Query(alias="to")] = None,
        number: str | None = None,
    ) -> dict[str, Any]:
        found = archive.documents(Filters(kind, issuer, agency, issued_from, issued_to))
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
