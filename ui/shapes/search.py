"""What ``search`` prints with ``--json`` and returns over HTTP; fields may be added, never renamed or removed."""

from __future__ import annotations

from index.lexical.reasons import Reasons
from index.passages import Passage
from index.query.read import ReadQuestion
from rag.search.find import Find, Findings
from rag.search.stated_filters import Narrowed
from ui.shapes.answers import Shape, day_shape, hit_shape
from ui.shapes.references import changes_shape


def search_shape(query: str, found: Findings, elapsed_ms: float) -> Shape:
    """Return the contract's ``search``; ``understood`` is ``null`` where the words were read as they were typed."""
    return {
        "query": query,
        "understood": found.understood_as,
        "spelled_out": [{"short": short, "full": full} for short, full in found.reading.spelled_out],
        "wordings": wordings_shape(found.reading),
        "conditions": _conditions(found.narrowed),
        "phrases_not_found": list(found.missed),
        "hits": [find_shape(one) for one in found.finds],
        "elapsed_ms": round(elapsed_ms, 1),
    }


def wordings_shape(reading: ReadQuestion) -> list[Shape]:
    """Return the other wordings a question is widened by; ``weight`` beside 1 for the words themselves."""
    return [
        {
            "words": reading.text[reading.words[one.first].start : reading.words[one.last - 1].end],
            "wording": one.wording,
            "list": one.part,
            "weight": round(one.weight, 3),
        }
        for one in reading.alternatives
    ]


def find_shape(found: Find) -> Shape:
    """Return one hit with its neighbours, the stretch of the section above, its copies, and what changed its document."""
    parent = found.around.parent
    shape = hit_shape(found.hit) | {
        "before": _neighbour(found.around.before),
        "after": _neighbour(found.around.after),
        "parent": None
        if parent is None
        else {"section_path": list(found.hit.passage.section_path[:-1]), "start": parent.start, "end": parent.end},
        "copies": [_copy(one) for one in found.copies],
        "changed_by": changes_shape(found.changes),
    }
    if found.reasons is not None:
        shape["why"] = reasons_shape(found.reasons)
    return shape


def reasons_shape(reasons: Reasons) -> Shape:
    """Return why a passage was found; ``place`` is ``text``, ``near`` (header, marked clause) or ``far`` (section, subject)."""
    return {
        "words": [{"typed": one.typed, "read": one.read, "place": one.place} for one in reasons.words],
        "wordings": [
            {"words": one.typed, "wording": one.wording, "list": one.part, "place": one.place}
            for one in reasons.wordings
        ],
        "numbers": list(reasons.numbers),
        "missing": list(reasons.missing),
    }


def _neighbour(passage: Passage | None) -> Shape | None:
    if passage is None:
        return None
    return {
        "section_path": list(passage.section_path),
        "start": passage.span.start,
        "end": passage.span.end,
        "text": passage.text,
    }


def _copy(passage: Passage) -> Shape:
    return {
        "document_id": passage.document_id,
        "file": passage.file_name,
        "number": passage.number,
        "issued_on": day_shape(passage.issued_on),
        "start": passage.span.start,
        "end": passage.span.end,
    }


def _conditions(narrowed: Narrowed) -> Shape:
    return {
        "numbers": list(narrowed.numbers),
        "issuer": narrowed.issuer,
        "periods": [
            {"printed": one.printed, "from": day_shape(one.first), "to": day_shape(one.last)}
            for one in narrowed.periods
        ],
    }
