"""/api/v1/tasks: the register, as JSON or a file, and what staff say of single tasks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Header, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from ingest.archive import Archive
from ingest.errors import ArchiveError
from ingest.standings import LONGEST_AUTHOR, LONGEST_NOTE
from ingest.task_filters import TaskFilters, in_year
from rag.library import Library
from ui import json_shapes
from ui.api.lookup import one_document
from ui.task_words import status_typed, told

Role = Literal["lead", "assigned", "joint", "coordinate"]
DeadlineKind = Literal["hard", "period", "recurring", "event", "soft"]
Words = Annotated[str | None, Query(max_length=500)]


class StandingChange(BaseModel):
    """What to change of a task; fields that are left out stay. ``version`` is the one the author had seen."""

    model_config = ConfigDict(extra="forbid")
    status: str | None = None
    note: str | None = Field(None, max_length=LONGEST_NOTE)
    author: str = Field("", max_length=LONGEST_AUTHOR)
    version: int | None = Field(None, ge=0)


def asked_for(
    agency: Words = None,
    role: Role | None = None,
    due_before: date | None = None,
    due_after: date | None = None,
    document: Words = None,
    deadline: DeadlineKind | None = None,
    status: Words = None,
    words: Words = None,
    section: Words = None,
    year: Annotated[int | None, Query(ge=1000, le=2999)] = None,
    issued_from: Annotated[date | None, Query(alias="from")] = None,
    issued_to: Annotated[date | None, Query(alias="to")] = None,
    issuer: Words = None,
    lead_missing: bool = False,
) -> TaskFilters:
    """Return the conditions of a request; ``document`` is still a key. Raises ArchiveError for what cannot be meant."""
    if year is not None and (issued_from or issued_to):
        raise ArchiveError("year_and_days")
    code = status_typed(status) if status else None
    if status and code is None:
        raise ArchiveError("bad_status", status)
    filters = TaskFilters(
        agency=agency,
        role=role,
        due_after=due_after,
        due_before=due_before,
        document=document,
        deadline_kind=deadline,
        status=code,
        words=words,
        section=section,
        issued_from=issued_from,
        issued_to=issued_to,
        issuer=issuer,
        unled=lead_missing,
    )
    return in_year(filters, year) if year is not None else filters


def task_routes(library: Library, today: Callable[[], date]) -> APIRouter:
    """Return the routes of the register."""
    routes = APIRouter(prefix="/api/v1/tasks", tags=["Nhiệm vụ"])
    archive = library.archive

    @routes.get("", summary="Sổ nhiệm vụ: ai, việc gì, thời hạn; JSON hoặc tệp", response_model=None)
    def tasks(
        asked: Annotated[TaskFilters, Depends(asked_for)],
        by: Literal["agency", "document", "month"] | None = None,
        offset: Annotated[int, Query(ge=0)] = 0,
        limit: Annotated[int | None, Query(ge=1, le=100_000)] = None,
        form: Annotated[Literal["json", "csv", "xlsx", "ics"], Query(alias="format")] = "json",
        sheets: bool = False,
    ) -> dict[str, Any] | Response:
        with archive.view():
            filters, words = _resolved(archive, asked)
            found = archive.tasks.list(filters, by, offset, limit)
        shape = json_shapes.tasks_shape(found, library.agencies, today(), by, offset, limit)
        if form != "json":
            return _file(form, shape, words, sheets)
        return {**shape, "orphans": len(archive.tasks.orphans())}

    @routes.get("/orphans", summary="Ghi chú mồ côi: nhiệm vụ không còn được tìm thấy trong kho")
    def orphans() -> dict[str, Any]:
        return json_shapes.orphans_shape(archive.tasks.orphans())

    @routes.delete("/orphans/{task_id}", summary="Xóa hẳn một ghi chú mồ côi")
    def forget(task_id: str) -> dict[str, Any]:
        archive.tasks.forget(task_id)
        return {"forgotten": task_id}

    @routes.get("/{task_id}", summary="Một nhiệm vụ")
    def task(task_id: Annotated[str, Path(max_length=40)], response: Response) -> dict[str, Any]:
        return _one(task_id, response)

    @routes.patch("/{task_id}", summary="Ghi trạng thái, ghi chú cho một nhiệm vụ")
    def change(
        task_id: Annotated[str, Path(max_length=40)],
        body: StandingChange,
        response: Response,
        if_match: Annotated[str | None, Header()] = None,
    ) -> dict[str, Any]:
        if body.status is None and body.note is None:
            raise ArchiveError("nothing_to_set")
        code = status_typed(body.status) if body.status is not None else None
        if body.status is not None and code is None:
            raise ArchiveError("bad_status", body.status)
        seen = body.version if body.version is not None else _version_in(if_match)
        whole = archive.tasks.task(task_id).id
        archive.tasks.set(whole, code, body.note, body.author, seen)
        return _one(whole, response)

    def _one(task_id: str, response: Response) -> dict[str, Any]:
        row = archive.tasks.task(task_id)
        response.headers["ETag"] = f'"{row.standing.version}"'
        return json_shapes.task_shape(row, library.agencies, today())

    return routes


def _version_in(if_match: str | None) -> int | None:
    """Return the version an ``If-Match`` header names, ``None`` for no header or ``*``; any other tag fits nothing."""
    if if_match is None or if_match.strip() == "*":
        return None
    found = re.fullmatch(r'(?:W/)?"?(\d{1,9})"?', if_match.strip())
    return int(found[1]) if found else -1


def _resolved(archive: Archive, asked: TaskFilters) -> tuple[TaskFilters, list[tuple[str, str]]]:
    """Return the conditions with the document's id, and the conditions in words."""
    document = one_document(archive, asked.document) if asked.document else None
    filters = replace(asked, document=document.id if document else None)
    return filters, told(filters, document)


def _file(form: str, shape: dict[str, Any], words: list[tuple[str, str]], sheets: bool) -> Response:
    from ui.task_export import MEDIA_TYPES, export

    headers = {"Content-Disposition": f'attachment; filename="nhiem-vu.{form}"', "X-Content-Type-Options": "nosniff"}
    return Response(export(form, shape, words, sheets).content, media_type=MEDIA_TYPES[form], headers=headers)
