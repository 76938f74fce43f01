"""Who refers to what: the edges of the archive with the documents at their ends, and what is cited but not there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date

from ingest import listing
from ingest.cited_act import CitedAct
from ingest.document import Span
from ingest.edge_store import act_of
from ingest.edge_targets import Resolution, resolve
from ingest.edge_words import CHANGES
from ingest.listing import Summary


@dataclass(frozen=True, slots=True)
class End:
    """One end of an edge: the act as cited (``None`` for the telling document itself) and the documents it may be.

    ``certainty`` as in ``ingest.edge_targets``; with ``ambiguous`` there are several documents, or one that bare digits
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


@dataclass(frozen=True, slots=True)
class MissingAct:
    """An act that is cited and that the archive does not hold, with all its citations' documents, most recent first."""

    printed: str
    normal: str | None
    year: int | None
    title: str | None
    times: int
    documents: tuple[Summary, ...]


@dataclass(slots=True)
class _Look:
    """What was read for one question; the same act and document are looked up once."""

    db: sqlite3.Connection
    summaries: dict[str, Summary | None] = field(default_factory=dict)
    resolved: dict[tuple[object, ...], Resolution] = field(default_factory=dict)

    def summary(self, document_id: str) -> Summary | None:
        if document_id not in self.summaries:
            self.summaries[document_id] = listing.by_column(self.db, "id", document_id)
        return self.summaries[document_id]

    def end(self, act: CitedAct | None, citing: Summary) -> End:
        if act is None:
            return End(None, "itself", (citing,))
        key = (act.normal, act.name, act.issued_on, act.year, act.issuer, act.kind, citing.id)
        found = self.resolved.get(key)
        if found is None:
            found = self.resolved[key] = resolve(self.db, act, citing.id, citing.issued_on)
        ids = (citing.id,) if found.certainty == "itself" else found.ids
        return End(act, found.certainty, tuple(one for one in map(self.summary, ids) if one is not None))


class ReferenceGraph:
    """The edges of an archive; ``reading`` lends the open database."""

    def __init__(self, reading: Callable[[], AbstractContextManager[sqlite3.Connection]]) -> None:
        self.reading = reading

    def told_by(self, document_id: str) -> tuple[ToldEdge, ...]:
        """Return what a document says of the acts it cites, in text order, its own number left out."""
        with self.reading() as db:
            return tuple(one for one in _told(_Look(db), [document_id]) if not _about_itself(one))

    def pointing_to(self, document_id: str) -> tuple[ToldEdge, ...]:
        """Return the edges that end at a document, also those told by others, newest telling document first.

        Where several documents could be meant, the edge is returned for each of them.
        """
        with self.reading() as db:
            summary = listing.by_column(db, "id", document_id)
            tellers = _tellers(db, summary) if summary is not None else ()
            look = _Look(db)
            found = [
                one
                for one in _told(look, tellers)
                if any(end.act is not None and any(held.id == document_id for held in end.documents) for end in (one.actor, one.target))
                and one.document.id != document_id
            ]  # fmt: skip
        return tuple(sorted(found, key=_newest_first))

    def naming(self, normal: str, year: int | None = None, name: str | None = None) -> tuple[ToldEdge, ...]:
        """Return the edges to acts of this number, or of this ``name`` key, held by the archive or not.

        Where ``year`` is given, citations of other years are left out.
        """
        with self.reading() as db:
            rows = db.execute(
                "SELECT document_id FROM cited_acts WHERE normal = ?1 UNION SELECT document_id FROM cited_acts WHERE name = ?2",
                (normal, name),
            ).fetchall()
            found = [
                one
                for one in _told(_Look(db), [row[0] for row in rows])
                if any(_is_act(end.act, normal, name, year) for end in (one.actor, one.target))
            ]
        return tuple(sorted(found, key=_newest_first))

    def missing(self) -> tuple[MissingAct, ...]:
        """Return the acts that are cited and not held, the most often cited first."""
        gathered: dict[tuple[str, int | None], list[tuple[CitedAct, Summary]]] = {}
        with self.reading() as db:
            look = _Look(db)
            for row in db.execute("SELECT * FROM cited_acts ORDER BY document_id, position"):
                act, citing = act_of(row), look.summary(row["document_id"])
                if citing is not None and look.end(act, citing).certainty == "missing":
                    gathered.setdefault((act.normal or act.name or "", act.year), []).append((act, citing))
        missing = [_missing(one) for one in _undated_to_dated(gathered)]
        return tuple(sorted(missing, key=lambda one: (-one.times, one.printed)))

    def replaced(self, among: Iterable[str] | None = None) -> dict[str, tuple[ToldEdge, ...]]:
        """Return, by document id, the edges by which a document of the archive was replaced, repealed or amended.

        Only where the document that is meant is known (exact or inferred), and what changes it is not older. ``among``
        restricts the answer to some documents.
        """
        wanted = None if among is None else frozenset(among)
        found: dict[str, list[ToldEdge]] = {}
        with self.reading() as db:
            look = _Look(db)
            if wanted is None:
                kinds = ", ".join(f"'{kind}'" for kind in CHANGES)
                rows = db.execute(f"SELECT DISTINCT document_id FROM edges WHERE kind IN ({kinds})").fetchall()
                tellers = [row[0] for row in rows]
            else:
                summaries = [one for one in map(look.summary, sorted(wanted)) if one is not None]
                tellers = list(dict.fromkeys(teller for one in summaries for teller in (*_tellers(db, one), one.id)))
            for one in _told(look, tellers, CHANGES):
                changed = one.target.known
                if changed is None or (wanted is not None and changed.id not in wanted):
                    continue
                if one.actor.known is None or one.actor.known.id != changed.id:
                    by = _issued(one.actor)
                    if by is None or changed.issued_on is None or by >= changed.issued_on:
                        found.setdefault(changed.id, []).append(one)
        return {changed: tuple(sorted(edges, key=_newest_first)) for changed, edges in found.items()}


def _issued(end: End) -> date | None:
    known = end.known
    if known is not None and known.issued_on is not None:
        return known.issued_on
    return end.act.issued_on if end.act else None


def _about_itself(one: ToldEdge) -> bool:
    """Tell whether a document only names its own number, as the head of its annex does."""
    ends = (one.actor, one.target)
    return all(end.certainty == "itself" for end in ends)


def _is_act(act: CitedAct | None, normal: str, name: str | None, year: int | None) -> bool:
    if act is None or not (act.normal == normal or (name is not None and act.name == name)):
        return False
    return year is None or act.year is None or act.year == year


def _newest_first(one: ToldEdge) -> tuple[bool, int, str, int]:
    day = one.document.issued_on
    return day is None, -day.toordinal() if day else 0, one.document.id, one.cited.span.start


def _tellers(db: sqlite3.Connection, summary: Summary) -> tuple[str, ...]:
    """Return the documents whose citations may mean this one: by number, by bare or misprinted number, by name."""
    digits = listing.folded_number(summary.normal or "").replace("-", "/").split("/")[0]
    day = summary.issued_on.isoformat() if summary.issued_on else None
    rows = db.execute(
        "SELECT document_id FROM cited_acts WHERE normal = ?1 "
        "UNION SELECT document_id FROM cited_acts WHERE digits = ?2 AND ?2 <> '' AND (issued_on IS NULL OR issued_on = ?3) "
        "UNION SELECT c.document_id FROM cited_acts c JOIN edges_read r ON r.name = c.name WHERE r.document_id = ?4",
        (summary.normal, digits, day, summary.id),
    )
    return tuple(row[0] for row in rows)


def _told(look: _Look, document_ids: Iterable[str], kinds: Iterable[str] | None = None) -> list[ToldEdge]:
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
            actor = look.end(None if row["actor"] is None else acts[row["actor"]], citing)
            target = look.end(None if row["target"] is None else acts[row["target"]], citing)
            words = Span(row["start"], row["stop"])
            told.append(ToldEdge(row["kind"], bool(row["part"]), citing, words, actor, target))
    return told


_Cited = list[tuple[CitedAct, Summary]]


def _undated_to_dated(gathered: dict[tuple[str, int | None], _Cited]) -> list[_Cited]:
    """Count citations without a year with those of the one year that is cited, where there is one alone."""
    years: dict[str, list[int]] = {}
    for name, year in gathered:
        if year is not None:
            years.setdefault(name, []).append(year)
    merged: dict[tuple[str, int | None], _Cited] = {}
    for (name, year), cited in gathered.items():
        known = years.get(name, [])
        at = known[0] if year is None and len(known) == 1 else year
        merged.setdefault((name, at), []).extend(cited)
    return list(merged.values())


def _missing(cited: _Cited) -> MissingAct:
    acts = [act for act, _ in cited]
    first = acts[0]
    documents = {citing.id: citing for _, citing in cited}
    newest = sorted(
        documents.values(),
        key=lambda one: (one.issued_on is None, -one.issued_on.toordinal() if one.issued_on else 0, one.id),
    )
    return MissingAct(
        printed=first.printed if first.name else f"{first.kind or 'văn bản'} số {first.printed}",
        normal=first.normal,
        year=next((act.year for act in acts if act.year), None),
        title=next((act.title for act in acts if act.title), None),
        times=len(acts),
        documents=tuple(newest),
    )  # fmt: skip
