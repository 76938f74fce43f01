"""The register of an open archive: tasks listed, counted and grouped, and what staff say of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ingest.agencies.reach import Reach
from ingest.archive.catalogue import COLUMNS, summary_of
from ingest.archive.database import ArchiveFile
from ingest.archive.letter_rows import bearing
from ingest.archive.register import standings
from ingest.archive.register.filters import TaskFilters
from ingest.archive.register.lookup import AgencySought, FoundTasks, TaskGroup, find
from ingest.archive.register.rows import AgencyNames, TaskRow
from ingest.archive.register.standings import NOTHING_SAID, Orphan, Standing
from ingest.errors import ArchiveError

_SHORTEST_ID = 4
# A range and no GLOB: the index serves it, nothing in it is a pattern, and it may be of any length.
_BEGINNING = "SELECT task, id FROM tasks WHERE id >= ? AND id < ? || char(1114111) LIMIT 9"


@dataclass(frozen=True, slots=True)
class Tasks:
    """A page of the register. ``count`` is how many tasks meet the conditions, ``rows`` those of the page.

    ``shares`` (one for each row) says what the row is to the agency asked for: ``own``, ``coordinate``, ``earlier``,
    ``later`` or ``common``; ``None`` when none was. ``share_counts`` counts them over all pages. ``groups`` are all
    groups in the order of the rows, with their counts.
    """

    rows: tuple[TaskRow, ...]
    count: int
    shares: tuple[str | None, ...] = ()
    share_counts: tuple[tuple[str, int], ...] = ()
    groups: tuple[TaskGroup, ...] = ()


class TaskRegister:
    """The tasks of an archive; may be shared between threads."""

    def __init__(self, file: ArchiveFile, names: Callable[[], AgencyNames]) -> None:
        self._file = file
        self._names = names

    def list(
        self, filters: TaskFilters | None = None, by: str | None = None, offset: int = 0, limit: int | None = None
    ) -> Tasks:
        """List the tasks that meet all conditions, ``limit`` at most from ``offset`` on.

        Order: what concerns the agency asked for most closely first, then by group (``task_filters.GROUPINGS``), then
        newest document first, in text order.
        """
        filters = filters or TaskFilters()
        asked = self._asked(filters)
        with self._file.reading() as db:
            found = find(db, filters, asked, by, offset, limit)
            return _page(db, found, _with_documents(db, found.groups) if by == "document" else found.groups)

    def named(self, filters: TaskFilters) -> tuple[TaskRow, ...]:
        """List the tasks that name the agency asked for, as the one who acts or helps, newest document first."""
        asked = None
        if filters.agency:
            names = frozenset(self._names().names_of(filters.agency))
            asked = AgencySought(Reach(None, frozenset({filters.agency})), names)
        with self._file.reading() as db:
            found = find(db, filters, asked)
            return _rows(db, sorted(key for key, _ in found.page))

    def task(self, task_id: str) -> TaskRow:
        """Return the task with this id, or the only one whose id begins so (4 signs or more).

        Raises ArchiveError ``task_not_found`` or ``task_ambiguous``.
        """
        wanted = task_id.strip().lower()
        with self._file.reading() as db:
            rows = db.execute("SELECT task, id FROM tasks WHERE id = ?", (wanted,)).fetchall()
            if not rows and len(wanted) >= _SHORTEST_ID and wanted.isalnum():
                rows = db.execute(_BEGINNING, (wanted, wanted)).fetchall()
            if len(rows) != 1:
                detail = ", ".join(row["id"] for row in rows) or task_id
                raise ArchiveError("task_ambiguous" if rows else "task_not_found", detail)
            return _rows(db, [rows[0]["task"]])[0]

    def set(
        self,
        task_id: str,
        status: str | None = None,
        note: str | None = None,
        author: str = "",
        version: int | None = None,
    ) -> Standing:
        """Change what staff say of a task; see ``standings.set_standing``. Two writers take turns."""
        with self._file.writing() as db:
            return standings.set_standing(db, task_id, status, note, author, version)

    def orphans(self) -> tuple[Orphan, ...]:
        """List what was said of tasks that are in the register no more."""
        with self._file.reading() as db:
            return standings.orphans(db)

    def forget(self, task_id: str) -> None:
        """Strike out an orphan; raises ArchiveError ``task_not_found``."""
        with self._file.writing() as db:
            standings.forget(db, task_id)

    def agencies(self) -> tuple[tuple[str, int], ...]:
        """Return who acts, as the register groups them, with the number of tasks, those with most first."""
        with self._file.reading() as db:
            rows = db.execute(
                "SELECT body, count(*) AS many FROM tasks WHERE body IS NOT NULL GROUP BY body ORDER BY many DESC, body"
            )
            return tuple((row["body"], row["many"]) for row in rows)

    def _asked(self, filters: TaskFilters) -> AgencySought | None:
        if not filters.agency:
            return None
        names = self._names()
        return AgencySought(names.reach(filters.agency, filters.during), frozenset(names.names_of(filters.agency)))


def _page(db: sqlite3.Connection, found: FoundTasks, groups: tuple[TaskGroup, ...]) -> Tasks:
    rows = dict(zip(*_keyed(db, [key for key, _ in found.page]), strict=True))
    return Tasks(
        tuple(rows[key] for key, _ in found.page),
        found.count,
        tuple(share for _, share in found.page),
        tuple(found.shares.items()),
        groups,
    )


def _with_documents(db: sqlite3.Connection, groups: tuple[TaskGroup, ...]) -> tuple[TaskGroup, ...]:
    ids = json.dumps([group.key for group in groups])
    rows = db.execute(f"SELECT {COLUMNS} FROM documents d WHERE d.id IN (SELECT value FROM json_each(?))", (ids,))
    known = {row["id"]: summary_of(row) for row in rows}
    return tuple(replace(group, document=known[group.key]) for group in groups if group.key)


def _rows(db: sqlite3.Connection, keys: list[int]) -> tuple[TaskRow, ...]:
    return _keyed(db, keys)[1]


def _keyed(db: sqlite3.Connection, keys: Iterable[int]) -> tuple[tuple[int, ...], tuple[TaskRow, ...]]:
    """Return the keys that are in the register, in ascending order, and their rows."""
    rows = db.execute(
        f"SELECT t.task, t.id AS task_id, t.position, r.json, {COLUMNS},"
        " s.status, s.note, s.author, s.changed_at, s.version"
        " FROM tasks t JOIN task_rows r ON r.task = t.task JOIN documents d ON d.id = t.document_id"
        " LEFT JOIN standings s ON s.id = t.id"
        " WHERE t.task IN (SELECT value FROM json_each(?)) ORDER BY t.task",
        (json.dumps(list(keys)),),
    ).fetchall()
    return tuple(row["task"] for row in rows), tuple(_task_of(row) for row in rows)


def _task_of(row: sqlite3.Row) -> TaskRow:
    kept = json.loads(row["json"])
    kept["coordinators"] = tuple(kept["coordinators"])
    kept["section_path"] = tuple(kept["section_path"])
    standing = NOTHING_SAID
    if row["version"] is not None:
        standing = Standing(row["status"], row["note"], row["author"], row["changed_at"], row["version"])
    document, letter = summary_of(row), kept.pop("letter", None)
    document = document if letter is None else bearing(document, letter)
    return TaskRow(document=document, position=row["position"], id=row["task_id"], standing=standing, **kept)
