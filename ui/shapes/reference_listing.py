"""Which references are listed for which condition, the same on the command line and over HTTP."""

from __future__ import annotations

from ingest.archive.archive import Archive
from ingest.archive.citations.conflicts import conflicts
from ingest.archive.citations.told_edges import ToldEdge
from ingest.references.named_acts import name_key
from ingest.references.numbers import normal_number
from ui.shapes.answers import Shape
from ui.shapes.references import conflicts_shape, edges_shape, missing_shape, replaced_shape


def references_shape(
    archive: Archive, *, to: str | None, document: str | None, missing: bool, conflicting: bool
) -> Shape:
    """Return the references that meet the one condition given; without one, those between documents of the archive.

    ``to`` is a document, a number or a name, held by the archive or not; ``document`` an id. Without a condition the
    documents that were replaced, repealed or amended come along.
    """
    if missing:
        return missing_shape(archive.graph.missing())
    if conflicting:
        return conflicts_shape(conflicts(archive.graph))
    if to:
        return edges_shape(referring_to(archive, to), archive)
    if document:
        return edges_shape(archive.graph.told_by(document), archive)
    inside: list[ToldEdge] = []
    for summary in archive.documents():
        inside += [one for one in archive.graph.told_by(summary.id) if one.actor.documents and one.target.documents]
    return edges_shape(inside, archive) | {"replaced": replaced_shape(archive.graph.replaced(), archive)}


def referring_to(archive: Archive, key: str) -> tuple[ToldEdge, ...]:
    """Return the edges to what ``key`` means: documents of the archive, else an act cited by this number or name."""
    found = archive.find(key)
    if found:
        told = [one for summary in found for one in archive.graph.pointing_to(summary.id)]
        return tuple(dict.fromkeys(told))
    return archive.graph.naming(normal_number(key), name=name_key(key))
