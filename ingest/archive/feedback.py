"""What people say of answers: right, wrong or incomplete, with the question, the answer and the places it cited.

An answer holds words of documents. When a document that it cites goes, the answer's words go with it; question, verdict and note are the
user's own and stay.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime

from ingest.errors import ArchiveError
from ingest.spans import Span

TABLES = """
CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY,
    given_at TEXT NOT NULL, verdict TEXT NOT NULL, note TEXT NOT NULL,
    question TEXT NOT NULL, status TEXT NOT NULL, kind TEXT NOT NULL, answer TEXT, versions TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS feedback_places (
    feedback_id INTEGER NOT NULL REFERENCES feedback (id) ON DELETE CASCADE,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    start INTEGER NOT NULL, stop INTEGER NOT NULL,
    PRIMARY KEY (feedback_id, document_id, start, stop)
);
CREATE INDEX IF NOT EXISTS feedback_places_document ON feedback_places (document_id)
"""
VERDICTS = ("right", "wrong", "incomplete")
_Transaction = Callable[[], AbstractContextManager[sqlite3.Connection]]


@dataclass(frozen=True, slots=True)
class Place:
    """Words that an answer cited."""

    document_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer as somebody judged it. ``answer`` is ``None`` once a document that it quoted is gone.

    ``verdict`` is one of ``VERDICTS``; ``status`` and ``kind`` are the answer's; ``versions`` name the program and models that gave it.
    """

    question: str
    verdict: str
    status: str
    kind: str
    answer: str | None
    note: str = ""
    places: tuple[Place, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    id: int = 0
    given_at: str = ""


class FeedbackRecord:
    """The archive's record of judged answers."""

    def __init__(self, reading: _Transaction, writing: _Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def add(self, judged: Judged) -> int:
        """Record a judgement and return its number; raises ArchiveError ``bad_verdict``, and ``not_found`` for a cited document that is not there."""
        if judged.verdict not in VERDICTS:
            raise ArchiveError("bad_verdict", judged.verdict)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._writing() as db:
            for place in judged.places:
                if db.execute("SELECT 1 FROM documents WHERE id = ?", (place.document_id,)).fetchone() is None:
                    raise ArchiveError("not_found", place.document_id)
            versions = json.dumps(dict(judged.versions), ensure_ascii=False)
            row = (
                now,
                judged.verdict,
                judged.note,
                judged.question,
                judged.status,
                judged.kind,
                judged.answer,
                versions,
            )
            number = db.execute(
                "INSERT INTO feedback (given_at, verdict, note, question, status, kind, answer, versions)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            ).lastrowid
            db.executemany(
                "INSERT OR IGNORE INTO feedback_places VALUES (?, ?, ?, ?)",
                [(number, one.document_id, one.span.start, one.span.end) for one in judged.places],
            )
        return int(number or 0)

    def all(self) -> tuple[Judged, ...]:
        """Return every judgement, the latest first."""
        with self._reading() as db:
            places: dict[int, list[Place]] = {}
            for row in db.execute("SELECT feedback_id, document_id, start, stop FROM feedback_places ORDER BY rowid"):
                places.setdefault(row[0], []).append(Place(row[1], Span(row[2], row[3])))
            rows: Sequence[sqlite3.Row] = db.execute("SELECT * FROM feedback ORDER BY id DESC").fetchall()
        return tuple(
            Judged(
                row["question"],
                row["verdict"],
                row["status"],
                row["kind"],
                row["answer"],
                row["note"],
                tuple(places.get(row["id"], ())),
                tuple(json.loads(row["versions"]).items()),
                row["id"],
                row["given_at"],
            )
            for row in rows
        )


def forget(db: sqlite3.Connection, document_id: str) -> None:
    """Drop the words of answers that cite a document; call in the transaction that removes it, before its row goes."""
    cited = "SELECT feedback_id FROM feedback_places WHERE document_id = ?"
    db.execute(f"UPDATE feedback SET answer = NULL WHERE id IN ({cited})", (document_id,))
