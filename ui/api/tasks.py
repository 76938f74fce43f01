"""/api/v1/tasks: the register, as JSON or a file, and what staff say of single tasks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Header, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from ingest.archive.archive import Archive
from ingest.archive.register.filters import TaskFilters, in_year
from ingest.archive.register.standings import LONGEST_AUTHOR, LONGEST_NOTE
from ingest.errors import ArchiveError
from rag.library import Library
from ui.api.addresses import TASK_ID
from ui.api.inputs import Day, Offset, Rows, StatusTyped, Version, Words, Year, each_once
from ui.api.lookup import one_document
from ui.api.refusals import CHANGING, answered
from ui.api.schemas_tasks import Forgotten, Orphans, Task, Tasks
from ui.shapes import answers
from ui.texts.tasks import status_typed, told

Role = Literal["lead", "assigned", "joint", "coordinate"]
DeadlineKind = Literal["hard", "period", "recurring", "event", "soft"]
TaskId = Annotated[str, Path(max_length=40, description="Mã nhiệm vụ, hoặc ít nhất bốn ký tự đầu của mã")]


class StandingChange(BaseModel):
    """What to change of a task; fields that are left out stay. ``version`` is the one the author had seen."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"status": "xong", "note": "đã gửi báo cáo"}],
            "anyOf": [{"required": [field], "properties": {field: {"type": "string"}}} for field in ("status", "note")],
        },
    )
    status: StatusTyped | None = None
    note: str | None = Field(None, max_length=LONGEST_NOTE)
    author: str = Field("", max_length=LONGEST_AUTHOR)
    version: Version | None = None


def asked_for(
    agency: Words | None = None,
    role: Role | None = None,
    due_before: Day | None = None,
    due_after: Day | None = None,
    document: Words | None = None,
    deadline: DeadlineKind | None = None,
    status: StatusTyped | None = None,
    words: Words | None = None,
    section: Words | None = None,
    year: Year | None = None,
    issued_from: Annotated[Day | None, Query(alias="from")] = None,
    issued_to: Annotated[Day | None, Query(alias="to")] = None,
    issuer: Words | None = None,
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
    routes = APIRouter(prefix="/api/v1/tasks", tags=["Nhiệm vụ"], dependencies=[Depends(each_once)])
    archive = library.archive

    @routes.get(
        "", summary="Sổ nhiệm vụ: ai, việc gì, thời hạn; JSON hoặc tệp", response_model=None, responses=_list_or_file()
    )
    def tasks(
        asked: Annotated[TaskFilters, Depends(asked_for)],
        by: Literal["agency", "document", "month"] | None = None,
        offset: Offset = 0,
        limit: Rows | None = None,
        form: Annotated[Literal["json", "csv", "xlsx", "ics"], Query(alias="format")] = "json",
        sheets: bool = False,
    ) -> dict[str, Any] | Response:
        with archive.view():
            filters, words = _resolved(archive, asked)
            found = archive.tasks.list(filters, by, offset, limit)
        shape = answers.tasks_shape(found, library.agencies, today(), by, offset, limit)
        if form != "json":
            return _file(form, shape, words, sheets)
        return {**shape, "orphans": len(archive.tasks.orphans())}

    @routes.get(
        "/orphans",
        summary="Ghi chú mồ côi: nhiệm vụ không còn được tìm thấy trong kho",
        response_model=None,
        responses=answered(Orphans),
    )
    def orphans() -> dict[str, Any]:
        return answers.orphans_shape(archive.tasks.orphans())

    @routes.delete(
        "/orphans/{task_id}",
        summary="Xóa hẳn một ghi chú mồ côi",
        response_model=None,
        responses=answered(Forgotten, 404, *CHANGING),
    )
    def forget(task_id: TaskId) -> dict[str, Any]:
        archive.tasks.forget(task_id)
        return {"forgotten": task_id}

    @routes.get(
        f"/{{task_id:{TASK_ID}}}", summary="Một nhiệm vụ", response_model=None, responses=answered(Task, 404, 409)
    )
    def task(task_id: TaskId, response: Response) -> dict[str, Any]:
        return _one(task_id, response)

    @routes.patch(
        f"/{{task_id:{TASK_ID}}}",
        summary="Ghi trạng thái, ghi chú cho một nhiệm vụ",
        response_model=None,
        responses=answered(Task, 404, 409, *CHANGING),
    )
    def change(
        task_id: TaskId,
        agency: StandingChange,
        response: Response,
        if_match: Annotated[Words | None, Header()] = None,
    ) -> dict[str, Any]:
        if agency.status is None and agency.note is None:
            raise ArchiveError("nothing_to_set")
        code = status_typed(agency.status) if agency.status is not None else None
        if agency.status is not None and code is None:
            raise ArchiveError("bad_status", agency.status)
        seen = agency.version if agency.version is not None else _version_in(if_match)
        whole = archive.tasks.task(task_id).id
        archive.tasks.set(whole, code, agency.note, agency.author, seen)
        return _one(whole, response)

    def _one(task_id: str, response: Response) -> dict[str, Any]:
        row = archive.tasks.task(task_id)
        response.headers["ETag"] = f'"{row.standing.version}"'
        return answers.task_shape(row, library.agencies, today())

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


def _list_or_file() -> dict[int | str, dict[str, Any]]:
    from ui.exports.export import MEDIA_TYPES

    described = answered(Tasks, 404, 409)
    a_file = {"schema": {"type": "string", "format": "binary"}}
    files = {kind.partition(";")[0]: a_file for kind in MEDIA_TYPES.values()}
    return described | {200: described[200] | {"content": files}}


def _file(form: str, shape: dict[str, Any], words: list[tuple[str, str]], sheets: bool) -> Response:
    from ui.exports.export import MEDIA_TYPES, export

    headers = {"Content-Disposition": f'attachment; filename="nhiem-vu.{form}"', "X-Content-Type-Options": "nosniff"}
    return Response(export(form, shape, words, sheets).content, media_type=MEDIA_TYPES[form], headers=headers)
