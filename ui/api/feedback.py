"""/api/v1/feedback: what people say of answers, taken in and handed out."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from ingest.archive.feedback import Judged, Place
from ingest.spans import Span
from rag.library import Library
from ui.api.inputs import each_once
from ui.api.questions import Typed
from ui.api.refusals import CHANGING, answered
from ui.api.schemas import Feedback, FeedbackGiven
from ui.shapes.feedback import feedback_shape, versions_of

LONGEST_NOTE = 2000
LONGEST_ANSWER = 20_000
MOST_PLACES = 200
LARGEST_PLACE = 2**31

Verdict = Literal["right", "wrong", "incomplete"]
Position = Annotated[int, Field(ge=0, le=LARGEST_PLACE, strict=True)]


class CitedPlace(BaseModel):
    """A citation of the answer; of its fields only these are kept."""

    model_config = ConfigDict(extra="ignore")
    document_id: str = Field(max_length=100)
    start: Position
    end: Position


class Given(BaseModel):
    """A judgement; ``status``, ``kind``, ``answer`` and ``citations`` are those of ``/api/v1/ask``, as they came."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"question": "Hạn nộp báo cáo quý?", "verdict": "incomplete", "note": "thiếu hạn của cấp xã"}]
        },
    )
    question: Typed
    verdict: Verdict
    note: str = Field("", max_length=LONGEST_NOTE)
    status: Literal["answered", "partial", "not_found"] = "not_found"
    kind: str = Field("", max_length=40)
    answer: str = Field("", max_length=LONGEST_ANSWER)
    citations: Annotated[list[CitedPlace], Field(max_length=MOST_PLACES)] = []


def feedback_routes(library: Library) -> APIRouter:
    """Return the routes of feedback."""
    routes = APIRouter(prefix="/api/v1/feedback", tags=["Phản hồi"], dependencies=[Depends(each_once)])
    record = library.archive.feedback

    @routes.post(
        "",
        summary="Ghi nhận xét về một câu trả lời: đúng, sai, chưa đủ",
        status_code=201,
        response_model=None,
        responses=answered(FeedbackGiven, 404, *CHANGING, status=201),
    )
    def give(body: Given) -> dict[str, Any]:
        places = tuple(Place(one.document_id, Span(one.start, max(one.start, one.end))) for one in body.citations)
        number = record.add(
            Judged(
                body.question,
                body.verdict,
                body.status,
                body.kind,
                body.answer,
                body.note,
                places,
                versions_of(library),
            )
        )
        return {"id": number}

    @routes.get("", summary="Các nhận xét đã ghi", response_model=None, responses=answered(Feedback))
    def given() -> dict[str, Any]:
        return feedback_shape(record.all())

    return routes
