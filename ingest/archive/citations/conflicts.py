"""Two citations of one act that cannot both be right: another day, or another title, under the same number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from ingest.archive import catalogue
from ingest.archive.catalogue import Summary
from ingest.archive.citations.graph import ReferenceGraph
from ingest.archive.citations.resolve import same_agency
from ingest.archive.citations.store import act_of
from ingest.references.cited_act import CitedAct
from ingest.text.folding import fold, words_of

# One register for the whole country: number, code and year name one act. UBND and HĐND stand in every province.
_NATIONAL = re.compile(r"(?:TTG|[/-]CP|QH\d*|TW|VPCP|[/-]B[A-ZĐ]{1,7}(?:-[A-ZĐ]+)?)$")
_FEWEST_WORDS = 5
_SAME_TITLE = 0.75
_OTHER_TITLE = 0.15


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two citations of number ``normal`` at odds; ``kind`` is ``day`` or ``title``. Each with the document it stands in."""

    normal: str
    kind: str
    one: CitedAct
    one_in: Summary
    other: CitedAct
    other_in: Summary


def conflicts(graph: ReferenceGraph) -> tuple[Conflict, ...]:
    """Return the conflicts of the archive, each pair of readings once.

    A day is at odds within one year and one issuing agency; across years only where the titles agree, since registers
    start again every year. Where both citations give one day, titles without common words are at odds.
    """
    found: list[Conflict] = []
    with graph.reading() as db:
        rows = db.execute(
            "SELECT * FROM cited_acts WHERE normal IS NOT NULL ORDER BY normal, document_id, position"
        ).fetchall()
        groups: dict[str, list[tuple[CitedAct, str]]] = {}
        for row in rows:
            groups.setdefault(row["normal"], []).append((act_of(row), row["document_id"]))
        for normal, cited in groups.items():
            for (one, one_in), (other, other_in) in combinations(_readings(cited), 2):
                kind = at_odds(one, other, same_document=one_in == other_in)
                if kind is None:
                    continue
                places = [catalogue.by_column(db, "id", each) for each in (one_in, other_in)]
                if places[0] is not None and places[1] is not None:
                    found.append(Conflict(normal, kind, one, places[0], other, places[1]))
    return tuple(found)


def _readings(cited: Iterable[tuple[CitedAct, str]]) -> list[tuple[CitedAct, str]]:
    """Keep each reading (day and title) of a number once for each document."""
    kept: dict[tuple[object, ...], tuple[CitedAct, str]] = {}
    for act, document_id in cited:
        kept.setdefault((document_id, act.issued_on, words_of(act.title)), (act, document_id))
    return list(kept.values())


def at_odds(one: CitedAct, other: CitedAct, *, same_document: bool) -> str | None:
    """Return how two citations of one number contradict each other: ``day``, ``title`` or not at all."""
    if one.issued_on is None or other.issued_on is None:
        return None
    alike = _titles_alike(one.title, other.title)
    if one.issued_on == other.issued_on:
        return (
            "title"
            if alike is not None and alike <= _OTHER_TITLE and _same_register(one, other, same_document)
            else None
        )
    year_in_number = bool(re.match(r"[\d.]+/(?:19|20)\d\d/", one.normal or ""))
    if one.issued_on.year == other.issued_on.year or year_in_number:
        return "day" if _same_register(one, other, same_document) and (alike is None or alike > _OTHER_TITLE) else None
    return "day" if alike is not None and alike >= _SAME_TITLE else None


def _same_register(one: CitedAct, other: CitedAct, same_document: bool) -> bool:
    if _NATIONAL.search((one.normal or "").upper()):
        return True
    if one.issuer and other.issuer:
        return same_agency(one.issuer, other.issuer)
    return same_document


def _titles_alike(one: str | None, other: str | None) -> float | None:
    """Return the share of the shorter title's words that the other has; ``None`` where one is missing or too short."""
    mine, theirs = ({*re.findall(r"\w{2,}", fold(title or ""))} for title in (one, other))
    if min(len(mine), len(theirs)) < _FEWEST_WORDS:
        return None
    return len(mine & theirs) / min(len(mine), len(theirs))
