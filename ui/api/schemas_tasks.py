"""The values of the register, described for OpenAPI; see ``ui.api.schemas``."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ui.api.schemas import Described, Named, Place


class Standing(Described):
    """What staff said of a task; ``version`` 0 means nothing yet."""

    status: Literal["todo", "doing", "done", "not_applicable"]
    status_text: str
    note: str
    author: str
    changed_at: str | None
    version: int = Field(ge=0)


class Task(Standing, Place, Named):
    """One assignment of the register."""

    id: str
    lead: str | None
    lead_now: str | None
    agency: str | None
    role: Literal["lead", "assigned", "joint", "coordinate"]
    common: bool
    share: Literal["own", "coordinate", "earlier", "later", "common"] | None
    coordinators: list[str]
    task: str
    trigger: str
    deadline: str | None
    deadline_text: str | None
    deadline_kind: str | None
    form: str | None
    confidence: float
    inferred: bool
    kind: str | None
    issuer: str | None
    section_path: list[str]
    page: int | None
    quote: str


class Group(Described):
    """One part of a grouped list."""

    share: str | None
    key: str | None
    label: str
    count: int = Field(ge=0)


class Tasks(Described):
    """A page of the register; ``count`` is of all pages."""

    tasks: list[Task]
    count: int = Field(ge=0)
    counts: dict[str, int]
    offset: int = Field(ge=0)
    limit: int | None
    orphans: int = Field(ge=0)
    by: str | None = None
    groups: list[Group] | None = None


class Orphan(Standing):
    """A note whose task is in the register no more."""

    id: str
    task: str
    lead: str | None
    quote: str
    document_id: str | None
    file: str
    number: str | None


class Orphans(Described):
    """All orphans, the last changed first."""

    orphans: list[Orphan]
    count: int = Field(ge=0)


class Forgotten(Described):
    """That an orphan was struck out."""

    forgotten: str
