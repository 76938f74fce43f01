"""The values of questions and searches, described for OpenAPI; the values are made in ``ui.shapes.answers`` and beside it.

Every model allows further fields, as the contract does.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Day = str
"""``YYYY-MM-DD``."""


class Described(BaseModel):
    """A JSON object of the interface."""

    model_config = ConfigDict(extra="allow")


class Health(Described):
    """That the service and its archive are alive."""

    status: Literal["ok"]
    documents: int = Field(ge=0)


class Place(Described):
    """A stretch of a document's text: ``text[start:end]``."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Named(Described):
    """A document as others name it."""

    document_id: str
    file: str
    number: str | None
    issued_on: Day | None


class Citation(Place, Named):
    """Where the words of an answer stand; ``quote`` is the slice of the document."""

    kind: str | None
    issuer: str | None
    section_path: list[str]
    footnote: str | None
    page: int
    quote: str
    paged: bool
    subject: str | None


class Item(Described):
    """One line of an answer; ``citations`` are positions in the answer's ``citations``."""

    text: str
    citations: list[int]
    group: str | None
    lead: str | None
    role: str | None
    deadline: str | None


class Answer(Described):
    """An answer in the words of the documents, each with its citation."""

    question: str
    understood: str | None
    status: Literal["answered", "partial", "not_found"]
    kind: str
    answer: str
    items: list[Item]
    citations: list[Citation]
    notes: list[str]
    searched: dict[str, Any]
    elapsed_ms: float
    rephrased: str | None


class Neighbour(Place):
    """The passage before or after a hit."""

    section_path: list[str]
    text: str


class Parent(Place):
    """The section a hit stands in."""

    section_path: list[str]


class Copy(Place, Named):
    """The same passage in another document."""


class Titled(Named):
    """The same with its kind."""

    kind: str | None


class Change(Place):
    """By what a document was replaced, repealed or amended, and who says so."""

    relation: str
    part: bool
    by: Titled | None
    by_printed: str
    told_by: Titled
    inferred: bool
    message: str


class Hit(Place, Named):
    """A passage that was found."""

    kind: str | None
    issuer: str | None
    section_path: list[str]
    footnote: str | None
    page: int
    text: str
    score: float
    legs: dict[str, float]
    before: Neighbour | None
    after: Neighbour | None
    parent: Parent | None
    copies: list[Copy]
    changed_by: list[Change]
    why: dict[str, Any] | None = None


class Found(Described):
    """What a search found, and as what its words were read."""

    query: str
    understood: str | None
    spelled_out: list[dict[str, Any]]
    wordings: list[dict[str, Any]]
    conditions: dict[str, Any]
    phrases_not_found: list[str]
    hits: list[Hit]
    elapsed_ms: float


class FeedbackGiven(Described):
    """The number of a recorded judgement."""

    id: int


class Judged(Described):
    """An answer as somebody judged it; ``answer`` is null once a document that it quoted is gone."""

    id: int
    given_at: str
    verdict: Literal["right", "wrong", "incomplete"]
    note: str
    question: str
    status: Literal["answered", "partial", "not_found"]
    kind: str
    answer: str | None
    citations: list[dict[str, Any]]
    versions: dict[str, str]


class Feedback(Described):
    """All judgements, the latest first."""

    feedback: list[Judged]
    count: int
