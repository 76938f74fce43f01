"""What an answer is: sentences, the citations they rest on, and how sure the system is of having one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

ANSWER_KINDS = (
    "lead_agency",
    "coordinators",
    "agency_tasks",
    "deadline",
    "figure",
    "reference",
    "metadata",
    "topic",
    "list",
    "comparison",
    "lineage",
    "negative",
)


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of one document, verified: ``document.text[start:end] == quote``."""

    document_id: str
    file: str
    kind: str | None
    number: str | None
    issuer: str | None
    issued_on: date | None
    section_path: tuple[str, ...]
    footnote: str | None
    page: int
    start: int
    end: int
    quote: str
    paged: bool = False
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list answer; ``citations`` are positions (from 0) in ``Answer.citations``, at least one.

    ``group`` is the heading it stands under (a document, ``Nhiệm vụ chung``), ``lead``, ``role``, ``deadline`` are set
    for tasks.
    """

    text: str
    citations: tuple[int, ...]
    group: str = ""
    lead: str | None = None
    role: str | None = None
    deadline: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer; ``status`` is ``answered``, ``partial`` or ``not_found``.

    ``answer`` is Vietnamese text. With ``not_found`` it says so and ``citations`` may hold the nearest passages, which
    ``notes`` calls by that name. ``searched`` says what was looked through (documents, passages, filters, readings of
    relative dates). ``understood`` is the question with marks put back and typos mended, where that changed it.
    ``rephrased`` are sentences of a language model that the citations carry, marked [1], [2] ...; ``None`` without one.
    """

    question: str
    status: str
    kind: str
    answer: str
    items: tuple[Item, ...] = ()
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    searched: dict[str, object] = field(default_factory=dict)
    elapsed_ms: float = 0.0
    understood: str | None = None
    rephrased: str | None = None
