"""What must hold for every assignment of every document."""

from __future__ import annotations

from ingest.assignment import Assignment
from ingest.document import Document


def assert_sound(document: Document, one: Assignment) -> None:
    for span in (one.task, one.trigger, one.section):
        assert span.end <= len(document.text)
    assert one.task.of(document.text).strip()
    assert one.lead is None or one.lead in one.trigger.of(document.text)
    assert one.role in ("lead", "assigned", "joint", "coordinate")
    if one.deadline is not None:
        assert one.deadline.span.of(document.text).strip()
    for partner in one.coordinators:
        assert partner in document.text
