"""The values of the outside contract that are about references: edges, missing acts, conflicts, changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from ingest.archive.archive import Archive
from ingest.archive.catalogue import Summary
from ingest.archive.citations.conflicts import Conflict
from ingest.archive.citations.graph import MissingAct
from ingest.archive.citations.told_edges import End, ToldEdge
from ingest.document import Document, Span
from ingest.references.cited_act import CitedAct
from ui.shapes.answers import Shape, day_shape
from ui.texts.naming import title
from ui.texts.references import changed_text

_FARTHEST = 400


def edges_shape(edges: Sequence[ToldEdge], archive: Archive) -> Shape:
    """Return edges with their words, each a slice of the telling document's text: ``text[start:end] == quote``."""
    shown: list[Shape] = []
    for document_id, told in groupby(edges, key=lambda one: one.document.id):
        document = archive.get(document_id)
        shown += [edge_shape(one, document) for one in told]
    return {"edges": shown, "count": len(shown)}


def edge_shape(one: ToldEdge, document: Document) -> Shape:
    """Return one edge; ``actor`` and ``target`` are ``None`` where the telling document itself stands."""
    span = quoted_span(one)
    return {
        "document_id": one.document.id,
        "file": one.document.file_name,
        "kind": one.document.kind,
        "number": one.document.number,
        "issued_on": day_shape(one.document.issued_on),
        "relation": one.kind,
        "part": one.part,
        "actor": end_shape(one.actor),
        "target": end_shape(one.target),
        "section_path": list(document.section_path(span.start)),
        "page": document.page_of(span.start),
        "paged": document.paged,
        "start": span.start,
        "end": span.end,
        "quote": span.of(document.text),
    }


def quoted_span(one: ToldEdge) -> Span:
    """Return the words from the trigger to the act; the act alone where the trigger stands elsewhere."""
    act = one.cited.span
    if one.actor.act is not None and one.target.act is not None:
        ends = (one.actor.act.span, act)
        act = Span(min(end.start for end in ends), max(end.end for end in ends))
    if (
        one.words.start < one.words.end
        and act.start - one.words.end <= _FARTHEST
        and one.words.start - act.end <= _FARTHEST
    ):
        return Span(min(act.start, one.words.start), max(act.end, one.words.end))
    return one.cited.span


def end_shape(end: End) -> Shape | None:
    """Return an act as cited and the documents of the archive it may be."""
    if end.act is None:
        return None
    return act_shape(end.act) | {
        "certainty": end.certainty,
        "documents": [
            {"document_id": one.id, "file": one.file_name, "number": one.number, "issued_on": day_shape(one.issued_on)}
            for one in end.documents
        ],
    }


def act_shape(act: CitedAct) -> Shape:
    """Return an act as its citation gives it."""
    return {
        "printed": act.printed,
        "normal": act.normal,
        "date": day_shape(act.issued_on),
        "year": act.year,
        "issuer": act.issuer,
        "title": act.title,
    }


def missing_shape(missing: Sequence[MissingAct]) -> Shape:
    """Return the acts that are cited and not held."""
    return {
        "missing": [
            {
                "printed": one.printed,
                "normal": one.normal,
                "year": one.year,
                "title": one.title,
                "times": one.times,
                "documents": [_named(document) for document in one.documents],
            }
            for one in missing
        ],
        "count": len(missing),
    }


def conflicts_shape(found: Sequence[Conflict]) -> Shape:
    """Return citations at odds, each with both places."""
    return {
        "conflicts": [
            {
                "normal": one.normal,
                "about": one.kind,
                "places": [
                    _named(document) | act_shape(act) | {"start": act.span.start, "end": act.span.end}
                    for act, document in ((one.one, one.one_in), (one.other, one.other_in))
                ],
            }
            for one in found
        ],
        "count": len(found),
    }


def changes_shape(edges: Sequence[ToldEdge]) -> list[Shape]:
    """Return what changed a document, each with its sentence; see ``ReferenceGraph.replaced``."""
    return [
        {
            "relation": one.kind,
            "part": one.part,
            "by": _named(one.actor.known) if one.actor.known else None,
            "by_printed": one.actor.act.printed if one.actor.act else one.document.number,
            "told_by": _named(one.document),
            "inferred": "inferred" in (one.target.certainty, one.actor.certainty),
            "start": quoted_span(one).start,
            "end": quoted_span(one).end,
            "message": change_text(one),
        }
        for one in edges
    ]


def change_text(one: ToldEdge) -> str:
    """Say by whose words a document is changed, and by what."""
    actor = None
    if one.actor.act is not None:
        known = one.actor.known
        actor = title(known) if known else one.actor.act.printed
    inferred = "inferred" in (one.target.certainty, one.actor.certainty)
    return changed_text(one.kind, one.part, _inside(title(one.document)), _inside(actor) if actor else None, inferred)


def _inside(name: str) -> str:
    return name[:1].lower() + name[1:]


def changed_of(archive: Archive, document_id: str) -> tuple[ToldEdge, ...]:
    """Return the edges by which one document was replaced, repealed or amended."""
    return archive.graph.replaced([document_id]).get(document_id, ())


def replaced_shape(replaced: Mapping[str, Sequence[ToldEdge]], archive: Archive) -> list[Shape]:
    """Return every document that was changed, with what changed it."""
    return [
        _named(archive.summary(changed)) | {"changed_by": changes_shape(edges)} for changed, edges in replaced.items()
    ]


def _named(document: Summary) -> Shape:
    return {
        "document_id": document.id,
        "file": document.file_name,
        "kind": document.kind,
        "number": document.number,
        "issued_on": day_shape(document.issued_on),
    }
