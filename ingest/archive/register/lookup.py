"""Finding tasks: sets of keys, one for each condition, that are brought together, counted, and cut into pages.

A key (``tasks.task``) sorts as the register is read, so a page needs no sorting and a set of keys is an answer.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from unicodedata import normalize

from ingest.agencies.names import spellings
from ingest.agencies.reach import SHARES, Kin, Reach
from ingest.archive.catalogue import Summary
from ingest.archive.register.filters import TaskFilters
from ingest.archive.register.rows import ACTS, ACTS_TOGETHER, COORDINATES, HELPS, ISSUES, first_key
from ingest.text.folding import fold, lowered, words_of

_LAST_KEY = (1 << 63) - 1
# So many keys are looked up one by one faster than all that meet another condition are fetched.
_FEW = 20_000


@dataclass(frozen=True, slots=True)
class AgencySought:
    """The agency somebody asks for: whose tasks concern it, and all names it goes by; none of an unknown one."""

    reach: Reach
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Part of a list: ``key`` is an agency's name, a document's id or a month ``YYYY-MM``, ``None`` where there is none.

    ``document`` is set where the group is a document's.
    """

    share: str | None
    key: str | None
    count: int
    document: Summary | None = None


@dataclass(frozen=True, slots=True)
class FoundTasks:
    """The keys of a page of tasks with each one's share, and the counts of all tasks that meet the conditions.

    ``shares`` counts by what the tasks are to the agency asked for, empty when none was; ``groups`` all groups in order.
    """

    count: int
    page: tuple[tuple[int, str | None], ...]
    shares: dict[str, int]
    groups: tuple[TaskGroup, ...] = ()


def find(
    db: sqlite3.Connection,
    filters: TaskFilters,
    asked: AgencySought | None = None,
    by: str | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> FoundTasks:
    """Return the tasks from ``offset`` on, at most ``limit``; ``asked`` stands for ``filters.agency``.

    In order: by share (own first, common last), then by group when ``by`` is one of ``task_filters.GROUPINGS``, then as
    the register is read.
    """
    offset = min(offset, _LAST_KEY)  # what SQLite can count to
    limit = None if limit is None else min(limit, _LAST_KEY)
    role = None if asked is not None else filters.role
    where, values = _narrow(filters, role)
    sets = _broad(db, filters)
    if not sets and asked is None and by is None:
        count = int(db.execute(f"SELECT count(*) FROM tasks t WHERE {where}", values).fetchone()[0])
        cut = (*values, -1 if limit is None else limit, offset)
        rows = db.execute(f"SELECT t.task FROM tasks t WHERE {where} ORDER BY t.task LIMIT ? OFFSET ?", cut)
        return FoundTasks(count, tuple((row[0], None) for row in rows), {})
    kept = set.intersection(*sorted(sets, key=len)) if sets else None
    if kept is not None and where != "1" and len(kept) <= _FEW:
        few = (json.dumps(list(kept)), *values)
        kept = _keys(db, f"FROM json_each(?) AS one CROSS JOIN tasks t ON t.task = one.value WHERE {where}", few)
    elif where != "1" or (kept is None and asked is None):
        narrow = _keys(db, f"FROM tasks t WHERE {where}", values)
        kept = narrow if kept is None else kept & narrow
    shares: dict[str | None, set[int]] = {}
    if asked is None:
        shares[None] = kept or set()
    else:
        for name, concerned in _shares(db, asked, filters.role).items():
            chosen = concerned if kept is None else concerned & kept
            if chosen:
                shares[name] = chosen
    counts = {share: len(keys) for share, keys in shares.items() if share is not None}
    total = sum(map(len, shares.values()))
    stop = total if limit is None else offset + limit
    groups: list[TaskGroup] = []
    page: list[tuple[int, str | None]] = []
    start = 0
    for share, keys in shares.items():
        first, last = max(offset - start, 0), max(stop - start, 0)
        start += len(keys)
        if by is None:  # what is not on the page need not be sorted
            page += [(key, share) for key in (sorted(keys)[first:last] if first < len(keys) and last else ())]
            continue
        order: list[int] = []
        for title, members in _grouped(db, sorted(keys), by):
            groups.append(TaskGroup(share, title, len(members)))
            order += members
        page += [(key, share) for key in order[first:last]]
    return FoundTasks(total, tuple(page), counts, tuple(groups))


def _keys(db: sqlite3.Connection, source: str, values: Iterable[object], column: str = "t.task") -> set[int]:
    """Return the keys of a source of rows; tens of thousands are common, and come fastest as one text."""
    row = db.execute(f"SELECT json_group_array({column}) {source}", tuple(values)).fetchone()
    return set(json.loads(row[0]))


def _narrow(filters: TaskFilters, role: str | None) -> tuple[str, tuple[object, ...]]:
    """Return the condition on columns of ``tasks`` and its values."""
    conditions: list[str] = []
    values: list[object] = []

    def add(condition: str, *given: object) -> None:
        conditions.append(condition)
        values.extend(given)

    if role == "coordinate":
        add("t.coordinated")
    elif role:
        add("t.role = ?", role)
    if filters.due_after:
        add("t.due_last >= ?", filters.due_after.isoformat())
    if filters.due_before:
        add("t.due_last <= ?", filters.due_before.isoformat())
    if filters.document:
        add("t.document_id = ?", filters.document)
    if filters.deadline_kind:
        add("t.due_kind = ?", filters.deadline_kind)
    if filters.status:
        add("t.status = ?", filters.status)
    if filters.unled:
        add("t.body IS NULL")
    if filters.issued_from or filters.issued_to:
        first = first_key(filters.issued_to) if filters.issued_to else 0
        last = _before(filters.issued_from) if filters.issued_from else first_key(None)  # undated ones fail
        add("t.task BETWEEN ? AND ?", first, last - 1)
    return " AND ".join(conditions) or "1", tuple(values)


def _broad(db: sqlite3.Connection, filters: TaskFilters) -> list[set[int]]:
    """Return the keys that meet the conditions on words and issuer, a set for each."""
    sets = []
    for text, column in ((filters.words, "task"), (filters.section, "section")):
        if text and text.strip():
            sets.append(_with_words(db, text, column))
    if filters.issuer and filters.issuer.strip():
        sets.append(_of_names(db, _like(db, [filters.issuer]), (ISSUES,)))
    return sets


def _with_words(db: sqlite3.Connection, text: str, column: str) -> set[int]:
    """Find words, and phrases in quotation marks; text typed without any diacritics matches all."""
    plain = lowered(normalize("NFC", text))
    if plain == fold(plain):
        column += "_folded"
    # quotation marks of any kind: "..." “...” «...»
    parts = re.findall(r"[\"“”«»]([^\"“”«»]+)[\"“”«»]|([^\"“”«»]+)", plain)
    phrases = [phrase for phrase, _ in parts] + [word for _, loose in parts for word in re.findall(r"\w+", loose)]
    query = " AND ".join(dict.fromkeys(phrase for phrase in map(_phrase, phrases) if phrase))
    return _matching(db, column, query) if query else set()


def _phrase(words: str) -> str:
    """Write words as a phrase of the full text search; nothing in it can act there."""
    found = re.findall(r"[^\W_]+", words)
    return f'"{" ".join(found)}"' if found else ""


def _matching(db: sqlite3.Connection, column: str, query: str) -> set[int]:
    return _keys(db, "FROM task_words WHERE task_words MATCH ?", (f"{column} : ({query})",), "rowid")


def _shares(db: sqlite3.Connection, asked: AgencySought, role: str | None) -> dict[str, set[int]]:
    """Return the keys by what they are to the agency, every key once, in the order of ``SHARES``.

    With a role, the tasks in which somebody acts in that role; those in which it only helps are ``coordinate``.
    """
    reach = asked.reach
    own = _exactly(db, [*asked.names, *reach.own]) if asked.names else _like(db, reach.own)
    acting = _of_names(db, own, (ACTS, ACTS_TOGETHER))
    helping = _of_names(db, own, (COORDINATES, HELPS))
    if role == "coordinate":
        return {"coordinate": helping}
    found = {"own": acting, "coordinate": set() if role else helping, "earlier": set(), "later": set()}
    for kin in reach.earlier:
        old = kin.words and kin.since is not None
        found["earlier"] |= _of_kin(db, kin, _before(kin.since) if old and kin.since else 0, _LAST_KEY)
    for kin in reach.later:
        if kin.since is not None:
            found["later"] |= _of_kin(db, kin, 0, _before(kin.since) - 1)
    found["common"] = _of_names(db, _exactly(db, reach.common), (ACTS_TOGETHER,)) if reach.common else set()
    seen: set[int] = set()
    for share in SHARES:
        found[share] -= seen
        if share != SHARES[-1]:
            seen |= found[share]
    return found


def _before(day: date) -> int:
    """Return the lowest key of documents issued before a day, or on no known day."""
    return first_key(day - timedelta(1)) if day > date.min else first_key(None)


def _of_kin(db: sqlite3.Connection, kin: Kin, first: int, last: int) -> set[int]:
    keys = _of_names(db, _exactly(db, [kin.name]), (COORDINATES, ACTS, ACTS_TOGETHER))
    if kin.words and keys:
        keys &= _matching(db, "task", " OR ".join(_phrase(lowered(word)) for word in kin.words))
    return {key for key in keys if first <= key <= last}


def _exactly(db: sqlite3.Connection, names: Iterable[str]) -> list[int]:
    """Return the numbers of names that are written so, case, marks and commas apart: no "UBND tỉnh" in "VP UBND tỉnh"."""
    folded = json.dumps(sorted({words_of(name) for name in names}))
    rows = db.execute("SELECT body FROM body_names WHERE folded IN (SELECT value FROM json_each(?))", (folded,))
    return [row[0] for row in rows]


def _like(db: sqlite3.Connection, names: Iterable[str]) -> list[int]:
    """Return the numbers of names that hold one of these as whole words, by short or long form."""
    forms = {words_of(form) for name in names for form in spellings(name)} - {""}
    found: set[int] = set()
    for form in forms:
        found |= {row[0] for row in db.execute("SELECT body FROM body_names WHERE instr(folded, ?) > 0", (form,))}
    return sorted(found)


def _of_names(db: sqlite3.Connection, names: Iterable[int], parts: Iterable[int]) -> set[int]:
    agencies, among = (", ".join(map(str, numbers)) for numbers in (names, parts))
    return _keys(db, f"FROM task_bodies t WHERE t.body IN ({agencies}) AND t.part IN ({among})", ())


def _grouped(db: sqlite3.Connection, keys: list[int], by: str) -> list[tuple[str | None, list[int]]]:
    """Return the groups of sorted keys: agencies with most tasks first, documents newest first, months in their order.

    What has no agency or month comes last.
    """
    column = {"agency": "t.body", "document": "t.document_id", "month": "substr(t.due_last, 1, 7)"}[by]
    members: dict[str | None, list[int]] = {}
    rows = db.execute(
        f"SELECT t.task, {column} FROM json_each(?) AS one CROSS JOIN tasks t ON t.task = one.value",
        (json.dumps(keys),),
    )
    for key, name in rows:
        members.setdefault(name, []).append(key)
    groups = list(members.items())
    if by == "agency":
        groups.sort(key=lambda group: (group[0] is None, -len(group[1]), group[0] or ""))
    elif by == "month":
        groups.sort(key=lambda group: (group[0] is None, group[0] or ""))
    return groups
