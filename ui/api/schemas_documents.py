"""The values about documents, files and references, described for OpenAPI; see ``ui.api.schemas``."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from ui.api.refusals import Refusal
from ui.api.schemas import Change, Day, Described, Named, Place


class Related(Described):
    """Another document and what it is to this one."""

    document_id: str
    relation: str


class Line(Named):
    """One line of the list of documents."""

    kind: str | None
    issuer: str | None
    subject: str | None
    signer: str | None
    urgency: str | None
    circulation: str | None
    pages: int | None
    scanned: bool
    footnotes: int
    tasks: int
    warnings: int
    related: list[Related]
    added_at: str


class Documents(Described):
    """The documents of the archive that meet the conditions, newest first."""

    documents: list[Line]
    count: int = Field(ge=0)


class Section(Place):
    """A numbered part of a document."""

    label: str | None
    heading: str
    level: int
    path: list[str]


class Footnote(Place):
    """A note and the sentence that marks it."""

    mark: str
    text: str
    anchor_start: int
    anchor_end: int
    inferred: bool


class Table(Place):
    """A table."""

    header: list[str]
    rows: list[list[str]]


class Reference(Place):
    """Another act as it is printed in a document."""

    printed: str
    normal: str | None
    date: Day | None


class Warned(Described):
    """What could not be read or had to be inferred."""

    code: str
    detail: str
    message: str


class Act(Described):
    """An act as its citation gives it, and the documents of the archive it may be."""

    printed: str
    normal: str | None
    date: Day | None
    year: int | None
    issuer: str | None
    title: str | None
    certainty: str | None
    documents: list[Named]


class Edge(Place, Named):
    """Who refers to what, and in which words."""

    kind: str | None
    relation: str
    part: bool
    actor: Act | None
    target: Act | None
    section_path: list[str]
    page: int
    paged: bool
    quote: str


class Letter(Place):
    """A further letter in the same file."""

    kind: str | None
    number: str | None
    normal: str | None
    issuer: str | None
    issued_on: Day | None
    subject: str | None
    signer: str | None
    signer_title: str | None
    urgency: str | None
    page: int | None


class Document(Named):
    """One document, whole; its facts are those of the first letter in it."""

    sha256: str
    kind: str | None
    normal: str | None
    issuer: str | None
    subject: str | None
    signer: str | None
    signer_title: str | None
    urgency: str | None
    circulation: str | None
    pages: int
    paged: bool
    scanned: bool
    text: str
    hidden: Place | None
    sections: list[Section]
    footnotes: list[Footnote]
    tables: list[Table]
    references: list[Reference]
    assignments: int
    recipients: list[str]
    letters: list[Letter]
    fields: list[dict[str, Any]]
    changed_by: list[Change]
    edges: list[Edge]
    referred_to_by: list[Edge]
    related: list[dict[str, Any]]
    other_names: list[str]
    warnings: list[Warned]


class References(Described):
    """References that meet the condition: ``edges``, ``missing`` acts or ``conflicts``, and ``replaced`` documents."""

    count: int = Field(ge=0)
    edges: list[Edge] | None = None
    missing: list[dict[str, Any]] | None = None
    conflicts: list[dict[str, Any]] | None = None
    replaced: list[dict[str, Any]] | None = None


class Removed(Described):
    """What was taken out of the archive."""

    removed: list[dict[str, str]]


class Stored(Described):
    """A file that is in the archive."""

    file: str
    document_id: str
    warnings: list[Warned]


class Refused(Described):
    """A file that is not in the archive, and why."""

    file: str
    reason: str
    code: str


class Taken(Described):
    """What became of the files that were sent."""

    added: list[Stored]
    unchanged: list[Stored]
    updated: list[Stored]
    quarantined: list[Refused]
    failed: list[Refused]
    duplicates: list[dict[str, Any]]
    interrupted: bool


class NothingTaken(Refusal):
    """A request that was refused, or one of whose files none was taken in; then each with its reason."""

    quarantined: list[Refused] | None = None
    failed: list[Refused] | None = None
