"""One row of the register: a task given to somebody, and when it is due."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.spans import Span

ROLES = ("lead", "assigned", "joint", "coordinate")
DEADLINE_KINDS = ("hard", "period", "recurring", "event", "soft")
"""The strongest first."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due.

    ``span`` holds its words. ``due`` is ``YYYY-MM-DD``, ``YYYY-MM`` or ``None`` for a deadline without a date (hằng
    tháng, khẩn trương). ``kind`` is one of ``DEADLINE_KINDS``. ``inferred`` is true
    when the year was taken from the issue date because the words name none.
    """

    span: Span
    due: str | None
    kind: str
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Assignment:
    """A task given to somebody.

    ``lead`` is the agency as printed, or ``None`` when the text names nobody (never guessed). ``agency`` is its canonical
    name from the authority file, or ``None``. ``role`` is one of ``ROLES``.
    ``coordinators`` are as printed. ``task`` is what is to be done, ``trigger`` the words that assign it (they may stand
    in a header far above), ``section`` the smallest section that holds the task. ``common`` is true for collectives
    (các sở, ban, ngành).

    ``form`` tells how the text gives the task, see ``ingest.assignments.forms``. ``scope`` is the stretch over which a
    header's words hold; ``None`` where trigger and task stand in one sentence. ``confidence`` lies in 0..1.
    """

    lead: str | None
    role: str
    coordinators: tuple[str, ...]
    task: Span
    deadline: Deadline | None
    trigger: Span
    section: Span
    agency: str | None = None
    common: bool = False
    form: str = "order"
    scope: Span | None = None
    confidence: float = 1.0

    @property
    def inferred(self) -> bool:
        """True when who must do the task follows from its place in the document and not from a sentence about it."""
        return self.form in ("opening", "carried")
