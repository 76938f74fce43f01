"""What replaced, repealed or amended a document: answered from the graph, each with its words."""

from __future__ import annotations

from ingest.references.edge_words import CHANGES
from rag.composers.cautions import changed_sentence
from rag.composers.edge_lines import edge_line, naming_edges, visible
from rag.draft import Draft
from rag.evidence.desk import Desk
from rag.wording import phrases


def replacing(desk: Desk) -> Draft | None:
    """Compose "văn bản nào thay thế công văn 12?", "kế hoạch 45 còn áp dụng không?"; ``None`` where the graph is silent."""
    summaries = [one for one in desk.numbered if desk.may_refer(one.id)]
    if not summaries:
        edges = [one for one in naming_edges(desk) if one.kind in CHANGES and one.target.act is not None]
        lines = [edge_line(desk, one) for one in visible(desk, edges)]
        return Draft("lineage", "answered", sentences=tuple(lines), notes=(phrases.NOT_IN_FORCE,)) if lines else None
    replaced = desk.library.archive.graph.replaced([one.id for one in summaries])
    lines = [
        edge_line(desk, one, changed_sentence(one))
        for summary in summaries
        for one in visible(desk, replaced.get(summary.id, ()))
    ]
    return Draft("lineage", "answered", sentences=tuple(lines), notes=(phrases.NOT_IN_FORCE,)) if lines else None
