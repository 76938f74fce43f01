"""GET and DELETE /api/v1/documents, one document, and its original file."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query
from fastapi.responses import FileResponse
from starlette.types import Message, Receive, Scope, Send

from ingest.errors import ArchiveError
from ingest.filters import Filters
from rag.library import Library
from ui.api.addresses import KEY, REST
from ui.api.faults import refusal
from ui.api.inputs import Day, Key, Words, each_once
from ui.api.lookup import one_document
from ui.api.media_types import ORIGINAL_TYPES, MediaType, media_type_of
from ui.api.refusals import CHANGING, answered, refused_beside
from ui.api.schemas_documents import Document, Documents, Removed
from ui.shapes import documents as document_shapes
from ui.shapes.relations import relatives
from ui.texts.http import ANSWERED, PART, WRONG_RANGES

# A file from outside must not act as a page of this service: nothing in it may run, load or submit.
_INERT = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_BYTES = {"schema": {"type": "string", "format": "binary"}}
_ORIGINAL: dict[int | str, dict[str, Any]] = {
    200: {"description": ANSWERED, "content": dict.fromkeys(sorted(ORIGINAL_TYPES), _BYTES)},
    206: {"description": PART, "content": dict.fromkeys(sorted({*ORIGINAL_TYPES, "multipart/byteranges"}), _BYTES)},
    **refused_beside(404, 409, 416),
}


class _Original(FileResponse):
    """A file, or a part of it; a part that cannot be is refused in the one shape, not in Starlette's plain English."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = False

        async def told(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start" and message["status"] in WRONG_RANGES:
                refused = True
                status = message["status"]
                size = {name.decode(): value.decode() for name, value in message["headers"] if name == b"content-range"}
                await refusal(status, WRONG_RANGES[status], size)(scope, receive, send)
            elif not refused:
                await send(message)

        await super().__call__(scope, receive, told)


def document_routes(library: Library) -> APIRouter:
    """Return the routes that list, show, hand out and remove documents."""
    routes = APIRouter(prefix="/api/v1", tags=["Văn bản"], dependencies=[Depends(each_once)])
    archive = library.archive

    @routes.get("/documents", summary="Danh mục văn bản", response_model=None, responses=answered(Documents))
    def documents(
        kind: Words | None = None,
        issuer: Words | None = None,
        agency: Words | None = None,
        place: Words | None = None,
        issued_from: Annotated[Day | None, Query(alias="from")] = None,
        issued_to: Annotated[Day | None, Query(alias="to")] = None,
        number: Words | None = None,
    ) -> dict[str, Any]:
        with archive.view():
            found = library.summaries(Filters(kind, issuer, agency, issued_from, issued_to, place=place))
            if number:
                wanted = {summary.id for summary in archive.find(number)}
                found = tuple(summary for summary in found if summary.id in wanted)
            return document_shapes.documents_shape(found, relatives(archive))

    # Numbers contain slashes, so the key takes the whole rest of the path; the more exact route stands first.
    @routes.get(
        f"/documents/{{key:{REST}}}/file",
        summary="Tệp gốc, đúng từng byte",
        response_class=FileResponse,
        responses=_ORIGINAL,
    )
    def original(key: Key) -> FileResponse:
        summary = one_document(archive, key)
        path = archive.original(summary.id)
        if not path.is_file():
            raise ArchiveError("archive_damaged", summary.file_name)
        media = media_type_of(path, summary.file_name)
        return _Original(path, media_type=media.name, headers=_file_headers(summary.file_name, media))

    @routes.get(
        f"/documents/{{key:{KEY}}}",
        summary="Một văn bản: toàn văn, mục lục, chú thích",
        response_model=None,
        responses=answered(Document, 404, 409),
    )
    def document(key: Key) -> dict[str, Any]:
        with archive.view():
            return document_shapes.document_shape(archive.get(one_document(archive, key).id), archive)

    @routes.delete(
        f"/documents/{{key:{KEY}}}",
        summary="Xóa văn bản khỏi kho",
        response_model=None,
        responses=answered(Removed, 404, 409, *CHANGING),
    )
    def remove(key: Key) -> dict[str, Any]:
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
