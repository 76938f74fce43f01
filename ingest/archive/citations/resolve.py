"""Which document of the archive a cited act is: by number, code and year, by agency where several bear one number.

``certainty`` of a resolution:

* ``exact``: number, code and year agree;
* ``inferred``: one document alone fits, but the citation names no year, or another day, or its number is cut short or
  misprinted; whoever shows it says so;
* ``ambiguous``: several fit, or only bare digits do; all are kept, none is chosen;
* ``itself``: the document that cites, under its own number;
* ``missing``: the archive has no such document.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ingest.archive import relations
from ingest.archive.versions import ONE_SOURCE, alike_names
from ingest.references.cited_act import CitedAct
from ingest.text.agency_heads import short_forms
from ingest.text.folding import fold, folded_number, words_of

_COLUMNS = "d.id, d.normal, d.issued_on, d.issuer, d.kind"
_MOST = 50
_SHORT_NAMES = (*((fold(short), fold(full)) for full, short in short_forms()), ("ttg", "thu tuong"))
_LEVELS = frozenset({"tinh", "huyen", "xa", "phuong", "bo", "chinh phu", "so"})


@dataclass(frozen=True, slots=True)
class Resolution:
    """The ids of the documents a cited act may be, the best copy of one text standing for all; see the module."""

    certainty: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Held:
    id: str
    normal: str | None
    issued_on: date | None
    issuer: str | None
    kind: str | None


class Holdings:
    """The archive's documents as citations can name them; each look-up is made once."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self._found: dict[tuple[str, tuple[str, ...]], tuple[_Held, ...]] = {}
        self._linked: dict[tuple[str, ...], frozenset[frozenset[str]]] = {}

    def of_number(self, normal: str) -> tuple[_Held, ...]:
        """Return the documents of one normal number."""
        return self._where("d.number_folded = ? AND d.normal = ?", (folded_number(normal), normal))

    def of_digits(self, digits: str) -> tuple[_Held, ...]:
        """Return the documents whose number starts with these digits, whatever the code."""
        # "/" stands between "-" and "0"
        return self._where("d.number_folded >= ? AND d.number_folded < ?", (f"{digits}-", f"{digits}0"))

    def of_name(self, name: str) -> tuple[_Held, ...]:
        """Return the documents that are cited by this name."""
        return self._where("d.id IN (SELECT document_id FROM edges_read WHERE name = ?)", (name,))

    def linked(self, ids: tuple[str, ...]) -> frozenset[frozenset[str]]:
        """Return the pairs among these documents that are one source."""
        if ids not in self._linked:
            found = relations.pairs(self.db, ONE_SOURCE, ids)
            self._linked[ids] = frozenset(frozenset(pair[:2]) for pair in found)
        return self._linked[ids]

    def _where(self, condition: str, values: tuple[str, ...]) -> tuple[_Held, ...]:
        if (condition, values) not in self._found:
            query = f"SELECT {_COLUMNS} FROM documents d WHERE {condition} ORDER BY d.id LIMIT {_MOST}"
            rows = self.db.execute(query, values).fetchall()
            days = (date.fromisoformat(row["issued_on"]) if row["issued_on"] else None for row in rows)
            self._found[condition, values] = tuple(
                _Held(row["id"], row["normal"], day, row["issuer"], row["kind"])
                for row, day in zip(rows, days, strict=True)
            )
        return self._found[condition, values]


def resolve(held: Holdings, act: CitedAct, citing: str, cited_on: date | None) -> Resolution:
    """Resolve an act that the document ``citing``, issued on ``cited_on``, cites."""
    if act.name is not None:
        return _by_name(held, act, citing)
    if act.normal is None:
        return Resolution("missing")
    fitting = [one for one in held.of_number(act.normal) if _fits(act, one, cited_on)]
    if not fitting:
        return _nearly(held, act, citing)
    on_the_day = [one for one in fitting if one.issued_on is not None and one.issued_on == act.issued_on]
    chosen = _one_of_copies(held, on_the_day or fitting)
    if any(one.id == citing for one in on_the_day or fitting):
        return Resolution("itself")
    if len(chosen) > 1:
        return Resolution("ambiguous", tuple(one.id for one in chosen))
    return Resolution("exact" if _sure(act, chosen[0]) else "inferred", (chosen[0].id,))


def _sure(act: CitedAct, held: _Held) -> bool:
    if act.year is None or held.issued_on is None or held.issued_on.year != act.year:
        # 58/2023/NĐ-CP bears its year: a copy without a day of issue is the same act.
        return bool(re.match(r"[\d.]+/(?:19|20)\d\d/", act.normal or ""))
    return act.issued_on is None or act.issued_on == held.issued_on or _one_register(act)


def _one_register(act: CitedAct) -> bool:
    """Tell whether the code names one agency of the whole country, so that number and year are enough."""
    return bool(re.search(r"(?:TTG|CP|QH\d+|TW|VPCP|/B[A-ZĐ]{1,6}-|-B[A-ZĐ]{1,6})$", (act.normal or "").upper()))


def _fits(act: CitedAct, held: _Held, cited_on: date | None) -> bool:
    if held.issued_on is not None and held.issued_on == act.issued_on:
        return True
    if act.year is not None and held.issued_on is not None and act.year != held.issued_on.year:
        return False
    if act.year is None and cited_on is not None and held.issued_on is not None and held.issued_on > cited_on:
        return False  # nobody cites what is not yet there
    return act.issuer is None or held.issuer is None or same_agency(act.issuer, held.issuer)


@lru_cache(4096)
def same_agency(one: str, other: str) -> bool:
    """Tell whether two names of issuing agencies may be one: "UBND tỉnh" and "Ủy ban nhân dân tỉnh Bình Lạc" may."""
    mine, theirs = (_spelled_out(words_of(name)) for name in (one, other))
    apart = {word for word in mine.split() if word in _LEVELS} ^ {word for word in theirs.split() if word in _LEVELS}
    return alike_names(mine, theirs) and not {"huyen", "xa", "phuong"} & apart


def _spelled_out(words: str) -> str:
    for short, full in _SHORT_NAMES:
        words = words.replace(f" {short} ", f" {full} ")
    return re.sub(r" (?:chu tich|pho chu tich|giam doc|bo truong) ", " ", words)


def _nearly(held: Holdings, act: CitedAct, citing: str) -> Resolution:
    """Look for the one document that a cut or misprinted number can mean; its day or year must agree."""
    alike = [
        one
        for one in held.of_digits(act.digits)
        if one.normal != act.normal and one.id != citing and _code_alike(act, one) and _when_agrees(act, one)
    ]
    chosen = _one_of_copies(held, alike)
    if len(chosen) == 1 and (act.code or act.issued_on or act.year):
        certainty = "inferred" if act.year is not None else "ambiguous"
        return Resolution(certainty, (chosen[0].id,))
    return Resolution("ambiguous", tuple(one.id for one in chosen)) if chosen else Resolution("missing")


def _when_agrees(act: CitedAct, held: _Held) -> bool:
    if act.issued_on is not None:
        return held.issued_on == act.issued_on
    return act.year is None or (held.issued_on is not None and held.issued_on.year == act.year)


def _code_alike(act: CitedAct, held: _Held) -> bool:
    """Tell whether a code may be the other one, cut short or with one sign misread; a bare number fits its kind."""
    theirs = re.sub(r"^\d+[/-](?:(?:19|20)\d\d/)?", "", folded_number(held.normal or ""))
    mine = fold(act.code).replace(" ", "")
    if not mine:
        return act.kind is None or act.kind in ("văn bản", held.kind)
    if mine == theirs or theirs.startswith(f"{mine}-") or mine.startswith(f"{theirs}-"):
        return True
    return len(mine) >= 5 and _one_slip(mine, theirs)


def _one_slip(one: str, other: str) -> bool:
    """Tell whether two codes differ in one sign: changed, missing or too many."""
    if abs(len(one) - len(other)) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[at + 1 :] == other[at + 1 :] or one[at + 1 :] == other[at:] or one[at:] == other[at + 1 :]


def _by_name(held: Holdings, act: CitedAct, citing: str) -> Resolution:
    same = held.of_name(act.name or "")
    fitting = [one for one in same if act.year is None or one.issued_on is None or one.issued_on.year == act.year]
    if any(one.id == citing for one in fitting):
        return Resolution("itself")
    chosen = _one_of_copies(held, fitting)
    if len(chosen) > 1:
        return Resolution("ambiguous", tuple(one.id for one in chosen))
    if not chosen:
        return Resolution("missing")
    known = act.year is not None and chosen[0].issued_on is not None
    return Resolution("exact" if known else "inferred", (chosen[0].id,))


def _one_of_copies(holdings: Holdings, held: Sequence[_Held]) -> list[_Held]:
    """Keep one of several copies of one text: the dated one, else the first by id."""
    if len(held) < 2:
        return list(held)
    linked = holdings.linked(tuple(one.id for one in held))
    kept: list[_Held] = []
    for one in sorted(held, key=lambda one: (one.issued_on is None, one.id)):
        if not any(frozenset((one.id, other.id)) in linked for other in kept):
            kept.append(one)
    return kept
