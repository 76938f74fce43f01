"""A caution with answers that cite a document which another document of the archive replaces, repeals or amends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ingest.archive.archive import Archive
from ingest.archive.citations.told_edges import ToldEdge
from rag.wording import document_phrases
from rag.wording.naming import title

MOST = 3
"""Cautions with one answer; a document's newest change stands for its others of the same kind."""


def cautions(archive: Archive, document_ids: Iterable[str], as_of: date | None) -> tuple[str, ...]:
    """Return a sentence for each change of the documents, in their order; what was issued after ``as_of`` is not told."""
    wanted = list(dict.fromkeys(document_ids))
    replaced = archive.graph.replaced(wanted) if wanted else {}
    told: dict[tuple[str, str, bool], str] = {}
    for document_id in wanted:
        for one in replaced.get(document_id, ()):
            issued = one.document.issued_on
            if as_of is None or issued is None or issued <= as_of:
                told.setdefault((document_id, one.kind, one.part), changed_sentence(one))
    return tuple(told.values())[:MOST]


def changed_sentence(one: ToldEdge) -> str:
    """Say that the target was changed, by whose words and by what."""
    changed = one.target.known
    assert changed is not None
    actor = None
    if one.actor.act is not None:
        known = one.actor.known
        actor = title(known) if known is not None else one.actor.act.printed
    inferred = "inferred" in (one.target.certainty, one.actor.certainty)
    return document_phrases.changed(title(changed), one.kind, one.part, title(one.document), actor, inferred)
