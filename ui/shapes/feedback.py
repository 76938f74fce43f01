"""Judged answers as values: for the interface, for training, and as questions for ``tracuu eval answers``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ingest.archive.feedback import Judged
from ingest.document import Document
from ingest.errors import ArchiveError
from ingest.text.alignment import noted
from rag.library import Library
from ui.shapes.answers import Shape
from ui.version import installed_version


def versions_of(library: Library) -> tuple[tuple[str, str], ...]:
    """Return what an answer of ``library`` depends on besides its documents."""
    return (("tracuu", installed_version() or "?"), ("encoder", library.index.status().encoder or ""))


def feedback_shape(judged: Sequence[Judged]) -> Shape:
    """Return the contract's ``feedback``, the latest first."""
    return {"feedback": [judged_shape(one) for one in judged], "count": len(judged)}


def judged_shape(one: Judged) -> Shape:
    """Return one judgement; ``answer`` is ``None`` once a document that it quoted is gone."""
    return {
        "id": one.id,
        "given_at": one.given_at,
        "verdict": one.verdict,
        "note": one.note,
        "question": one.question,
        "status": one.status,
        "kind": one.kind,
        "answer": one.answer,
        "citations": [_place(at.document_id, at.span.start, at.span.end) for at in one.places],
        "versions": dict(one.versions),
    }


def training_lines(judged: Sequence[Judged]) -> Iterator[Shape]:
    """Yield a line for each cited place, as ``python -m index.training adapt --feedback`` reads them."""
    for one in judged:
        for at in one.places:
            place = _place(at.document_id, at.span.start, at.span.end)
            yield {"question": one.question, **place, "useful": one.verdict == "right", "verdict": one.verdict}


def gold_lines(judged: Sequence[Judged], document: Callable[[str], Document]) -> Iterator[Shape]:
    """Yield the answers judged right, and refusals judged right, as questions with gold for ``tracuu eval answers``.

    ``document`` returns a document, or raises ArchiveError for one that is gone: then the question stays out.
    """
    for one in judged:
        if one.verdict != "right":
            continue
        try:
            evidence = [noted(document(at.document_id), at.span) for at in one.places]
        except ArchiveError:
            continue
        found = one.status != "not_found"
        if found and not evidence:
            continue
        yield {
            "id": f"f{one.id:05}",
            "question": one.question,
            "kind": one.kind,
            "style": "feedback",
            "status": one.status,
            "answer": [],
            "split": "dev",
            "evidence": evidence if found else [],
        }


def _place(document_id: str, start: int, end: int) -> Shape:
    return {"document_id": document_id, "start": start, "end": end}
