"""POST /api/v1/ask and /api/v1/search."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import perf_counter
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from ingest.filters import Filters
from rag.ask import ask
from rag.library import Library
from rag.rephrasing.server import ChatModel
from rag.search.find import find
from ui.api.inputs import Day, Most, Words
from ui.api.refusals import answered
from ui.api.schemas import Answer, Found
from ui.shapes import answers
from ui.shapes.search import search_shape

LONGEST_QUESTION = 2000


def _not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "blank")
    return text


# The pattern says in the description what the validator says in words.
Typed = Annotated[
    str,
    Field(max_length=LONGEST_QUESTION, json_schema_extra={"pattern": r"\S", "minLength": 1}),
    AfterValidator(_not_blank),
]


class Question(BaseModel):
    """A question; ``today`` is the day that "tháng trước" and the like are counted from."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"question": "Sở nào chủ trì phòng, chống hạn mặn?", "limit": 5}]},
    )
    question: Typed
    limit: Most = 10
    today: Day | None = None
    as_of: Day | None = None


class Search(BaseModel):
    """A search; all conditions given must hold, dates are inclusive.

    ``exact`` takes the words as typed; ``why`` adds to each hit what it was found for.
    """

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
        json_schema_extra={
            "examples": [{"query": "giải ngân vốn đầu tư công", "kind": "kế hoạch", "from": "2024-01-01"}]
        },
    )
    query: Typed
    kind: Words | None = None
    issuer: Words | None = None
    agency: Words | None = None
    place: Words | None = None
    issued_from: Day | None = Field(None, alias="from")
    issued_to: Day | None = Field(None, alias="to")
    limit: Most = 10
    today: Day | None = None
    exact: bool = Field(False, strict=True)
    why: bool = Field(False, strict=True)


def question_routes(library: Library, today: Callable[[], date], model: ChatModel | None = None) -> APIRouter:
    """Return the routes that answer and search."""
    routes = APIRouter(prefix="/api/v1", tags=["Hỏi và tìm"])

    @routes.post(
        "/ask",
        summary="Trả lời câu hỏi, kèm trích dẫn nguyên văn",
        response_model=None,
        responses=answered(Answer, 403),
    )
    def answer(body: Question) -> dict[str, Any]:
        day = body.today or today()
        found = ask(body.question, library, day, body.limit, body.as_of, model)
        return answers.answer_shape(found)

    @routes.post("/search", summary="Tìm đoạn văn bản", response_model=None, responses=answered(Found, 403))
    def search(body: Search) -> dict[str, Any]:
        filters = Filters(body.kind, body.issuer, body.agency, body.issued_from, body.issued_to, place=body.place)
        started = perf_counter()
        found = find(
            body.query, library, filters, body.limit, today=body.today or today(), exact=body.exact, why=body.why
        )
        return search_shape(body.query, found, (perf_counter() - started) * 1000)

    return routes
