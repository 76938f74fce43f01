"""Who refers to what: the edges of the archive with the documents at their ends, and what is cited but not there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from functools import partial

from ingest.archive import catalogue
from ingest.archive.catalogue import Summary
from ingest.archive.citations.resolve import Holdings
from ingest.archive.citations.store import act_of
from ingest.archive.citations.told_edges import End, Look, ToldEdge, told_edges
from ingest.references.cited_act import CitedAct
from ingest.references.edge_words import CHANGES
from ingest.text.folding import folded_number


@dataclass(frozen=True, slots=True)
class MissingAct:
    """An act that is cited and that the archive does not hold, with all its citations' documents, most recent first."""

    printed: str
    normal: str | None
    year: int | None
    title: str | None
    times: int
    documents: tuple[Summary, ...]


class ReferenceGraph:
    """The edges of an archive; ``reading`` lends the open database."""

    def __init__(self, reading: Callable[[], AbstractContextManager[sqlite3.Connection]]) -> None:
        self.reading = reading

    def told_by(self, document_id: str) -> tuple[ToldEdge, ...]:
        """Return what a document says of the acts it cites, in text order, its own number left out."""
        with self.reading() as db:
            return tuple(one for one in told_edges(Look(db, Holdings(db)), [document_id]) if not _about_itself(one))

    def pointing_to(self, document_id: str) -> tuple[ToldEdge, ...]:
        """Return the edges that end at a document, also those told by others, newest telling document first.

        Where several documents could be meant, the edge is returned for each of them.
        """
        with self.reading() as db:
            summary = catalogue.by_column(db, "id", document_id)
            tellers = _tellers(db, summary) if summary is not None else ()
            look = Look(db, Holdings(db))
            found = [
                one
                for one in told_edges(look, tellers, meaning=_may_mean(db, summary) if summary is not None else None)
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
            meant = partial(_is_act, normal=normal, name=name, year=year)
            found = told_edges(Look(db, Holdings(db)), [row[0] for row in rows], meaning=meant)
        return tuple(sorted(found, key=_newest_first))

    def missing(self) -> tuple[MissingAct, ...]:
        """Return the acts that are cited and not held, the most often cited first."""
        gathered: dict[tuple[str, int | None], list[tuple[CitedAct, Summary]]] = {}
        with self.reading() as db:
            look = Look(db, Holdings(db))
            for row in db.execute("SELECT * FROM cited_acts ORDER BY document_id, position").fetchall():
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
            look = Look(db, Holdings(db))
            kinds = ", ".join(f"'{kind}'" for kind in CHANGES)
            changing = {row[0] for row in db.execute(f"SELECT DISTINCT document_id FROM edges WHERE kind IN ({kinds})")}
            if wanted is not None:
                summaries = [one for one in map(look.summary, sorted(wanted)) if one is not None]
                changing &= {teller for one in summaries for teller in (*_tellers(db, one), one.id)}
            tellers = sorted(changing)
            for one in told_edges(look, tellers, CHANGES):
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


def _digits(normal: str) -> str:
    return folded_number(normal).replace("-", "/").split("/")[0]


def _may_mean(db: sqlite3.Connection, summary: Summary) -> Callable[[CitedAct], bool]:
    """Return a quick test for the acts that may be this document, before any of them is resolved."""
    row = db.execute("SELECT name FROM edges_read WHERE document_id = ?", (summary.id,)).fetchone()
    digits, name = _digits(summary.normal or ""), row[0] if row else None

    def may(act: CitedAct) -> bool:
        return act.name == name if act.name is not None else _digits(act.normal or "") == digits

    return may


def _tellers(db: sqlite3.Connection, summary: Summary) -> tuple[str, ...]:
    """Return the documents whose citations may mean this one: by number, by bare or misprinted number, by name."""
    digits = _digits(summary.normal or "")
    day = summary.issued_on.isoformat() if summary.issued_on else None
    rows = db.execute(
        "SELECT document_id FROM cited_acts WHERE normal = ?1 "
        "UNION SELECT document_id FROM cited_acts WHERE digits = ?2 AND ?2 <> '' AND (issued_on IS NULL OR issued_on = ?3) "
        "UNION SELECT c.document_id FROM cited_acts c JOIN edges_read r ON r.name = c.name WHERE r.document_id = ?4",
        (summary.normal, digits, day, summary.id),
    )
    return tuple(row[0] for row in rows)


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
