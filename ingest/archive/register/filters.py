"""Which rows of the register somebody wants to see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

STATUSES = ("todo", "doing", "done", "not_applicable")
"""What staff say of a task; the first is what nobody has said anything about."""

GROUPINGS = ("agency", "document", "month")


@dataclass(frozen=True, slots=True)
class TaskFilters:
    """Conditions that all must hold; ``None``, empty and false mean no condition.

    ``agency`` is an agency by any of its names; what reaches it is said in ``ingest.agencies.reach``. A task meets ``role``
    ``coordinate`` also where somebody helps whoever leads it. Days are inclusive; a task without a due date fails a due
    condition, a document without a date one of issue. A month is due on its last day. ``document`` is an id. ``words``
    must all stand in the task, ``section`` in the titles above it; typed without diacritics they match any marks, words
    in quotation marks must stand together. ``issuer`` is compared folded and may be part of a name. ``unled`` keeps
    tasks for which the text names nobody.
    """

    agency: str | None = None
    role: str | None = None
    due_after: date | None = None
    due_before: date | None = None
    document: str | None = None
    deadline_kind: str | None = None
    status: str | None = None
    words: str | None = None
    section: str | None = None
    issued_from: date | None = None
    issued_to: date | None = None
    issuer: str | None = None
    unled: bool = False

    @property
    def during(self) -> tuple[date, date] | None:
        """The days of issue asked about, when both ends are given: an agency is then the one of that time."""
        return (self.issued_from, self.issued_to) if self.issued_from and self.issued_to else None


def in_year(filters: TaskFilters, year: int) -> TaskFilters:
    """Return the filters for documents issued in a year."""
    return replace(filters, issued_from=date(year, 1, 1), issued_to=date(year, 12, 31))
