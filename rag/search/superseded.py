"""Hits of documents that others replaced: never before a passage of the successor that answers as well, never hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.hints.agreement import Hints, agreement
from index.passages import Hit
from ingest.archive.citations.told_edges import ToldEdge

ENDING = frozenset({"replaces", "repeals"})
"""The edges that take the whole place of a document; one that is amended still stands."""
ANSWERS = 0.6
"""Share of a hit's score from which its successor's best hit counts as an answer to the same question."""

Changes = Mapping[str, Sequence[ToldEdge]]
"""By document id, the edges by which it was changed; see ``ReferenceGraph.replaced``."""


def successors(changes: Sequence[ToldEdge]) -> frozenset[str]:
    """Return the ids of the documents that took the whole place of one, those that the archive has."""
    known = (one.actor.known for one in changes if one.kind in ENDING and not one.part)
    return frozenset(one.id for one in known if one is not None)


def lowered(hits: Sequence[Hit], changes: Changes, hints: Hints | None = None) -> tuple[Hit, ...]:
    """Put the hits of replaced documents behind the best hit of what replaced them, where both answer.

    All hits stay; a lowered one gets the score of the hit it stands behind. A document whose number or time ``hints`` name
    stands where it stood, unless they name its successor as well.
    """
    meant = _meant(hits, hints)
    after = {
        document: frozenset(one for one in successors(edges) if meant.get(one, 0.0) >= meant.get(document, 0.0))
        for document, edges in changes.items()
    }
    best: dict[str, float] = {}
    for hit in hits:
        best[hit.passage.document_id] = max(best.get(hit.passage.document_id, 0.0), hit.score)
    placed = [(_bounded(hit, hit.passage.document_id, after, best, frozenset()), at) for at, hit in enumerate(hits)]
    order = sorted(placed, key=lambda one: (-one[0][0], one[0][1], one[1]))
    return tuple(hits[at] if score == hits[at].score else replace(hits[at], score=score) for (score, _), at in order)


def _meant(hits: Sequence[Hit], hints: Hints | None) -> dict[str, float]:
    """Return how well the number and the time of each document agree with what a question hints at."""
    if hints is None:
        return {}
    passages = {hit.passage.document_id: hit.passage for hit in hits}
    return {document: agreement(hints, one) for document, one in passages.items()}


def _bounded(
    hit: Hit, document: str, after: Mapping[str, frozenset[str]], best: Mapping[str, float], seen: frozenset[str]
) -> tuple[float, int]:
    """Return the score a hit may have, and how many replacements it stands behind."""
    score, steps = hit.score, 0
    for successor in after.get(document, frozenset()):
        if successor in seen or successor == hit.passage.document_id:
            continue
        above = best.get(successor, 0.0)
        counts = above >= ANSWERS * hit.score
        further, more = _bounded(hit, successor, after, best, seen | {document})
        score = min(score, above if counts else score, further)
        steps = max(steps, int(counts), more + int(counts))
    return score, steps
