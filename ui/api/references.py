"""GET /api/v1/references: who refers to what, missing acts, citations at odds."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends

from rag.library import Library
from ui.api.inputs import Words, each_once
from ui.api.lookup import one_document
from ui.api.refusals import answered
from ui.api.schemas_documents import References
from ui.shapes.reference_listing import references_shape


def referring_routes(library: Library) -> APIRouter:
    """Return the route; of several conditions the first of ``missing``, ``conflicts``, ``to``, ``document`` holds."""
    routes = APIRouter(prefix="/api/v1", tags=["Văn bản"], dependencies=[Depends(each_once)])
    archive = library.archive

    @routes.get(
        "/references",
        summary="Quan hệ viện dẫn: căn cứ, thực hiện, thay thế; văn bản thiếu; mâu thuẫn",
        response_model=None,
        responses=answered(References, 404, 409),
    )
    def references(
        to: Words | None = None, document: Words | None = None, missing: bool = False, conflicts: bool = False
    ) -> dict[str, Any]:
        with archive.view():
            chosen = one_document(archive, document).id if document and not (missing or conflicts or to) else None
            return references_shape(archive, to=to, document=chosen, missing=missing, conflicting=conflicts)

    return routes
