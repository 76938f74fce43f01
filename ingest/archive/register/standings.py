"""What staff say of tasks: how far they are and a note, kept apart from what was read out of the documents.

A standing belongs to the bytes of a document and to a task's id, not to a row of the register: it stays when the
document is read again, removed and added again, or brought in anew. When a reading no longer has the task, the standing
is an orphan: it is listed with the words it was about, until somebody strikes it out.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ingest.archive.register.filters import STATUSES
from ingest.archive.register.identity import TaskWords, same_task
from ingest.errors import ArchiveError

TABLES = """
CREATE TABLE standings (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    status TEXT NOT NULL, note TEXT NOT NULL, author TEXT NOT NULL, changed_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    quote TEXT NOT NULL, task TEXT NOT NULL, lead TEXT,
    file_name TEXT NOT NULL, number TEXT
);
CREATE INDEX standings_sha256 ON standings (sha256)
"""
LONGEST_NOTE, LONGEST_AUTHOR = 4000, 200


@dataclass(frozen=True, slots=True)
class Standing:
    """What was last said of a task; ``changed_at`` is an ISO time in UTC, ``version`` grows by one with each change."""

    status: str = STATUSES[0]
    note: str = ""
    author: str = ""
    changed_at: str = ""
    version: int = 0


NOTHING_SAID = Standing()


@dataclass(frozen=True, slots=True)
class Orphan:
    """A standing whose task is in no reading any more; ``document_id`` is ``None`` when the document left the archive."""

    id: str
    standing: Standing
    task: str
    lead: str | None
    quote: str
    file_name: str
    number: str | None
    document_id: str | None


def set_standing(
    db: sqlite3.Connection,
    task_id: str,
    status: str | None,
    note: str | None,
    author: str,
    version: int | None,
) -> Standing:
    """Change what is given of a task's standing; ``None`` leaves a field as it is. Call inside a transaction.

    ``version`` is the one the author had seen. Raises ArchiveError ``task_not_found``; ``changed_meanwhile`` (detail: who and
    when) when somebody changed it since; ``bad_status``; ``note_too_long``. Nothing is changed then.
    """
    if status is not None and status not in STATUSES:
        raise ArchiveError("bad_status", status)
    if len(note or "") > LONGEST_NOTE or len(author) > LONGEST_AUTHOR:
        raise ArchiveError("note_too_long", str(LONGEST_NOTE))
    here = db.execute(
        "SELECT t.task, d.sha256, d.file_name, d.number, json_extract(r.json, '$.quote') AS quote,"
        " json_extract(r.json, '$.task') AS words, json_extract(r.json, '$.lead') AS lead FROM tasks t"
        " JOIN task_rows r ON r.task = t.task JOIN documents d ON d.id = t.document_id WHERE t.id = ?",
        (task_id,),
    ).fetchone()
    if here is None:
        raise ArchiveError("task_not_found", task_id)
    old = standing_of(db, task_id)
    if version is not None and version != old.version:
        raise ArchiveError("changed_meanwhile", f"{old.author or '?'}, {old.changed_at[:16].replace('T', ' ')} UTC")
    new = Standing(
        old.status if status is None else status,
        old.note if note is None else note.strip(),
        author.strip(),
        datetime.now(UTC).isoformat(timespec="seconds"),
        old.version + 1,
    )
    db.execute(
        "INSERT OR REPLACE INTO standings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(task_id, here["sha256"], new.status, new.note, new.author, new.changed_at, new.version),
            *(here["quote"], here["words"], here["lead"], here["file_name"], here["number"]),
        ),
    )
    db.execute("UPDATE tasks SET status = ? WHERE task = ?", (new.status, here["task"]))
    return new


def standing_of(db: sqlite3.Connection, task_id: str) -> Standing:
    """Return what is said of a task; the empty standing where nothing was."""
    row = db.execute("SELECT * FROM standings WHERE id = ?", (task_id,)).fetchone()
    return _standing(row) if row else NOTHING_SAID


def _standing(row: sqlite3.Row) -> Standing:
    return Standing(row["status"], row["note"], row["author"], row["changed_at"], row["version"])


def rejoin(db: sqlite3.Connection, sha256: str, ids: Sequence[str], wordings: Sequence[TaskWords]) -> list[str]:
    """Return the ids of a document's tasks, those with a standing under its id although they are worded otherwise now."""
    found = list(ids)
    for task_id, at in _matches(db, sha256, ids, wordings).items():
        found[at] = task_id
    return found


def follow(
    db: sqlite3.Connection, old_sha256: str, sha256: str, ids: Sequence[str], wordings: Sequence[TaskWords]
) -> None:
    """Let standings go over from a version of a file to the tasks of the next, whose ids are ``ids``, where they are the same."""
    for old, at in _matches(db, old_sha256, ids, wordings).items():
        if standing_of(db, ids[at]) == NOTHING_SAID:
            db.execute("UPDATE standings SET id = ?, sha256 = ? WHERE id = ?", (ids[at], sha256, old))
            db.execute(
                "UPDATE tasks SET status = (SELECT status FROM standings WHERE id = ?1) WHERE id = ?1", (ids[at],)
            )


def _matches(db: sqlite3.Connection, sha256: str, ids: Sequence[str], wordings: Sequence[TaskWords]) -> dict[str, int]:
    """Return the place in ``ids`` of the task that each standing of these bytes without a task must be about."""
    rows = db.execute("SELECT id, quote, task, lead FROM standings WHERE sha256 = ? ORDER BY id", (sha256,)).fetchall()
    kept = {row["id"] for row in rows}
    free = [at for at, one in enumerate(ids) if one not in kept]
    found: dict[str, int] = {}
    for row in rows:
        if row["id"] not in ids:
            match = same_task(TaskWords(row["quote"], row["task"], row["lead"]), [wordings[at] for at in free])
            if match is not None:
                found[row["id"]] = free[match]
    # two notes that would be one task's stay orphans: nobody can tell whose it is
    taken = list(found.values())
    return {task_id: at for task_id, at in found.items() if taken.count(at) == 1}


def statuses_of(db: sqlite3.Connection, sha256: str) -> dict[str, str]:
    """Return the status by id of the tasks of these bytes that have a standing."""
    return {row[0]: row[1] for row in db.execute("SELECT id, status FROM standings WHERE sha256 = ?", (sha256,))}


def orphans(db: sqlite3.Connection) -> tuple[Orphan, ...]:
    """List the standings without a task, the last changed first."""
    rows = db.execute(
        "SELECT s.*, d.id AS document_id FROM standings s LEFT JOIN documents d ON d.sha256 = s.sha256"
        " WHERE NOT EXISTS (SELECT 1 FROM tasks t WHERE t.id = s.id) ORDER BY s.changed_at DESC, s.id"
    )
    return tuple(
        Orphan(
            row["id"],
            _standing(row),
            row["task"],
            row["lead"],
            row["quote"],
            row["file_name"],
            row["number"],
            row["document_id"],
        )
        for row in rows
    )


def forget(db: sqlite3.Connection, task_id: str) -> None:
    """Strike out an orphan; raises ArchiveError ``task_not_found`` when there is none by this id. Call inside a transaction."""
    gone = db.execute(
        "DELETE FROM standings WHERE id = ? AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.id = standings.id)",
        (task_id,),
    )
    if not gone.rowcount:
        raise ArchiveError("task_not_found", task_id)
