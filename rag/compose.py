"""Choose the composer for a question; when it finds nothing, let the next best reading of the question try."""

from __future__ import annotations

from collections.abc import Callable

from rag.composers.agency_tasks import agency_tasks
from rag.composers.comparison import comparison
from rag.composers.coordinators import coordinators
from rag.composers.deadline import deadline
from rag.composers.figure import figure
from rag.composers.lead_agency import lead_agency
from rag.composers.lineage import lineage
from rag.composers.listing import listing
from rag.composers.metadata import metadata
from rag.composers.negative import negative
from rag.composers.reference import reference
from rag.composers.topic import topic
from rag.draft import Draft
from rag.evidence import Desk

_COMPOSERS: dict[str, Callable[[Desk], Draft]] = {
    "lead_agency": lead_agency,
    "coordinators": coordinators,
    "agency_tasks": agency_tasks,
    "deadline": deadline,
    "figure": figure,
    "reference": reference,
    "metadata": metadata,
    "topic": topic,
    "list": listing,
    "comparison": comparison,
    "lineage": lineage,
    "negative": negative,
}


def compose(desk: Desk) -> Draft:
    """Return the draft of an answer."""
    return _COMPOSERS[desk.question.kind](desk)
