"""Edges as documents tell them, with the documents of the archive at both ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ingest.archive import catalogue
from ingest.archive.catalogue import Summary
from ingest.archive.citations.resolve import Holdings, Resolution, resolve
from ingest.archive.citations.store import act_of
from ingest.document import Span
from ingest.references.cited_act import CitedAct


@dataclass(frozen=True, slots=True)
class End:
    """One end of an edge: the act as cited (``None`` for the telling document itself) and the documents it may be.

    ``certainty`` as in ``ingest.archive.citations.resolve``; with ``ambiguous`` there are several documents, or one that bare digits
    point at.
    """

    act: CitedAct | None
    certainty: str
    documents: tuple[Summary, ...] = ()

    @property
    def known(self) -> Summary | None:
        """The one document it is, exact or inferred."""
        return self.documents[0] if self.documents and self.certainty != "ambiguous" else None


@dataclass(frozen=True, slots=True)
class ToldEdge:
    """An edge as ``document`` tells it at ``words`` (empty for a mere mention); ``kind`` as in ``edge_words.KINDS``."""

    kind: str
    part: bool
    document: Summary
    words: Span
    actor: End
    target: End

    @property
    def cited(self) -> CitedAct:
        """The act whose number or name stands in the telling document: the target's where both ends are cited."""
        act = self.target.act or self.actor.act
        assert act is not None
        return act


@dataclass(slots=True)
class Look:
    """What was read for one question; the same act and document are looked up once."""

    db: sqlite3.Connection
    held: Holdings
    summaries: dict[str, Summary | None] = field(default_factory=dict)
    resolved: dict[tuple[object, ...], Resolution] = field(default_factory=dict)

    def summary(self, document_id: str) -> Summary | None:
        """Return a document's summary; ``None`` when it is not there."""
        if document_id not in self.summaries:
            self.summaries[document_id] = catalogue.by_column(self.db, "id", document_id)
        return self.summaries[document_id]

    def end(self, act: CitedAct | None, citing: Summary) -> End:
        """Resolve one end of an edge that ``citing`` tells."""
        if act is None:
            return End(None, "itself", (citing,))
        key = (act.normal, act.name, act.issued_on, act.year, act.issuer, act.kind, citing.id)
        found = self.resolved.get(key)
        if found is None:
            found = self.resolved[key] = resolve(self.held, act, citing.id, citing.issued_on)
        ids = (citing.id,) if found.certainty == "itself" else found.ids
        return End(act, found.certainty, tuple(one for one in map(self.summary, ids) if one is not None))


def told_edges(
    look: Look,
    document_ids: Iterable[str],
    kinds: Iterable[str] | None = None,
    meaning: Callable[[CitedAct], bool] | None = None,
) -> list[ToldEdge]:
    """Return the edges that documents tell: of some kinds, and with an end that passes ``meaning``."""
    wanted = None if kinds is None else frozenset(kinds)
    told: list[ToldEdge] = []
    for document_id in document_ids:
        citing = look.summary(document_id)
        if citing is None:
            continue
        acts: dict[int, CitedAct] = {}
        for row in look.db.execute("SELECT * FROM cited_acts WHERE document_id = ?", (document_id,)):
            acts[row["position"]] = act_of(row)
        edges = look.db.execute(
            "SELECT * FROM edges WHERE document_id = ? ORDER BY position", (document_id,)
        ).fetchall()
        for row in edges:
            if wanted is not None and row["kind"] not in wanted:
                continue
            ends = [None if row[end] is None else acts[row[end]] for end in ("actor", "target")]
            if meaning is not None and not any(meaning(act) for act in ends if act is not None):
                continue
            actor, target = look.end(ends[0], citing), look.end(ends[1], citing)
            words = Span(row["start"], row["stop"])
            told.append(ToldEdge(row["kind"], bool(row["part"]), citing, words, actor, target))
    return told
