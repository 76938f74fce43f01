"""The register: every assignment of every document, as rows of the archive.

A row's key in the database (``tasks.task``) sorts as the register is read: newest document first, undated ones last, then
by number, then in text order. So every list comes out of an index in its order, however it was filtered.
"""

from __future__ import annotations

import json
import re
import sqlite3
from calendar import monthrange
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

from ingest.agencies.grammar import collective_names
from ingest.agencies.reach import Reach
from ingest.archive.catalogue import Summary
from ingest.archive.letter_rows import facts
from ingest.archive.register.identity import TaskWords, ids_of
from ingest.archive.register.standings import NOTHING_SAID, Standing, rejoin, statuses_of
from ingest.assignment import Assignment
from ingest.document import Document, Span, without_marks
from ingest.text.folding import fold, lowered, words_of

# A trigger this near before its task, in the same paragraph, is quoted together with it.
_SAME_SENTENCE = 200
# The key of a row: rank of the day of issue, place of the document within the day, place of the task in the document.
_DAY_BITS, _PLACE_BITS, _POSITION_BITS = 22, 22, 19
_UNDATED = (1 << _DAY_BITS) - 1
HELPS, COORDINATES, ACTS, ACTS_TOGETHER, ISSUES = range(5)
"""What a name is to a task: a coordinator of who leads it, who acts only to coordinate, who acts, one of a collective that
acts, who issued the document."""

TABLES = """
CREATE TABLE tasks (
    task INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    role TEXT NOT NULL, coordinated INTEGER NOT NULL, body TEXT,
    due_last TEXT, due_kind TEXT,
    status TEXT NOT NULL,
    UNIQUE (document_id, position)
);
CREATE INDEX tasks_role ON tasks (role);
CREATE INDEX tasks_coordinated ON tasks (coordinated);
CREATE INDEX tasks_body ON tasks (body);
CREATE INDEX tasks_due ON tasks (due_last);
CREATE INDEX tasks_due_kind ON tasks (due_kind);
CREATE INDEX tasks_status ON tasks (status);
CREATE TABLE task_rows (
    task INTEGER PRIMARY KEY REFERENCES tasks (task) ON DELETE CASCADE,
    json TEXT NOT NULL
);
CREATE TABLE body_names (body INTEGER PRIMARY KEY, folded TEXT NOT NULL UNIQUE);
CREATE TABLE task_bodies (
    body INTEGER NOT NULL, part INTEGER NOT NULL,
    task INTEGER NOT NULL REFERENCES tasks (task) ON DELETE CASCADE,
    PRIMARY KEY (body, part, task)
) WITHOUT ROWID;
CREATE INDEX task_bodies_task ON task_bodies (task);
CREATE VIRTUAL TABLE task_words USING fts5 (
    task, section, task_folded, section_folded, tokenize = 'unicode61 remove_diacritics 0'
)
"""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One assignment with its place: ``document.text[start:end] == quote``.

    ``lead`` is as printed, ``agency`` its canonical name, ``role`` as in ``Assignment``. ``task`` is the task's words on
    one line without footnote marks. ``deadline`` is ``YYYY-MM-DD``, ``YYYY-MM`` or ``None``; ``deadline_text`` its words.
    ``trigger`` are the words that assign, which may stand in a header above the quote. ``id`` stays the same when the
    same bytes are read again; ``standing`` is what staff say of the task.
    """

    document: Summary
    position: int
    lead: str | None
    agency: str | None
    role: str
    common: bool
    coordinators: tuple[str, ...]
    task: str
    trigger: str
    deadline: str | None
    deadline_kind: str | None
    deadline_text: str | None
    section_path: tuple[str, ...]
    page: int
    start: int
    end: int
    quote: str
    form: str = "order"
    confidence: float = 1.0
    inferred: bool = False
    id: str = ""
    standing: Standing = NOTHING_SAID


class AgencyNames(Hashable, Protocol):
    """Knows the agencies a text names and the names an agency goes by."""

    def named_in(self, text: str) -> Collection[str]:
        """Return every name of an agency found in the text, canonical and as printed."""

    def names_of(self, name: str) -> Collection[str]:
        """Return all names of the agency called ``name``; none when it is not known."""

    def reach(self, name: str, during: tuple[date, date] | None) -> Reach:
        """Return whose tasks concern an agency in a period or at any time; see ``ingest.agencies.reach.reach``."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The document that rows come from, as far as their keys need it; ``number`` is the running number alone."""

    id: str
    sha256: str
    issued_on: date | None
    number: str | None
    issuer: str | None


def store_assignments(db: sqlite3.Connection, document: Document, agencies: AgencyNames) -> None:
    """Write the document's assignments; call inside the transaction that adds the document."""
    rows = [_row_of(document, assignment) for assignment in document.assignments]
    acting = [_names(agencies, [name for name in (row["lead"], row["agency"]) if name]) for row in rows]
    helping = [_names(agencies, row["coordinators"]) for row in rows]
    number = document.number.number if document.number else None
    origin = Origin(document.id, document.sha256, document.issued_on, number, document.issuer)
    store_rows(db, origin, rows, acting, helping)


def _names(agencies: AgencyNames, printed: Sequence[str]) -> frozenset[str]:
    return frozenset().union(*(_names_in(agencies, one) for one in printed))


@lru_cache(maxsize=4096)
def _names_in(agencies: AgencyNames, printed: str) -> frozenset[str]:
    """Find the names in a printed one; the same few hundred come again and again."""
    return frozenset({printed, *agencies.named_in(printed)})


def store_rows(
    db: sqlite3.Connection,
    origin: Origin,
    rows: Sequence[Row],
    acting: Sequence[Collection[str]],
    helping: Sequence[Collection[str]],
) -> None:
    """Write rows in text order with the names of who acts and who helps; call inside a transaction."""
    if not rows:
        return
    wordings = [wording_of(row) for row in rows]
    ids = rejoin(db, origin.sha256, ids_of(origin.sha256, wordings), wordings)
    statuses = statuses_of(db, origin.sha256)
    first = _free_key(db, origin, len(rows))
    agencies: dict[str, int] = {}
    for position, (row, actors, helpers) in enumerate(zip(rows, acting, helping, strict=True)):
        key, due = first + position, last_day(row["deadline"])
        agency = row["agency"] or row["lead"]
        status = statuses.get(ids[position], "todo")
        db.execute(
            "INSERT INTO tasks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(key, ids[position], origin.id, position),
                *(row["role"], row["role"] == "coordinate" or bool(row["coordinators"])),
                *(agency, due, row["deadline_kind"], status),
            ),
        )
        kept = json.dumps(row, ensure_ascii=True, separators=(",", ":"))
        db.execute("INSERT INTO task_rows VALUES (?, ?)", (key, kept))
        part = COORDINATES if row["role"] == "coordinate" else ACTS_TOGETHER if row["common"] else ACTS
        together = collective_names(row["lead"] or "") if row["common"] else ()
        parts = {(name, part) for name in (*actors, *together)} | {(name, HELPS) for name in helpers}
        parts |= {(origin.issuer, ISSUES)} if origin.issuer else set()
        db.executemany(
            "INSERT OR IGNORE INTO task_bodies VALUES (?, ?, ?)",
            sorted((_agency_of(db, words_of(name), agencies), part, key) for name, part in parts if words_of(name)),
        )
        task, section = lowered(row["task"]), lowered("\n".join(row["section_path"]))
        db.execute(
            "INSERT INTO task_words (rowid, task, section, task_folded, section_folded) VALUES (?, ?, ?, ?, ?)",
            (key, task, section, fold(task), fold(section)),
        )


def wording_of(row: Row) -> TaskWords:
    """Return how a stored row is worded."""
    return TaskWords(row["quote"], row["task"], row["lead"])


def forget(db: sqlite3.Connection, document_id: str) -> None:
    """Take a document's words out of the register; call before its row goes, the rest goes with the row."""
    db.execute("DELETE FROM task_words WHERE rowid IN (SELECT task FROM tasks WHERE document_id = ?)", (document_id,))


def first_key(issued_on: date | None) -> int:
    """Return the lowest key a task of a document of this day may have; later days have lower keys."""
    rank = _UNDATED if issued_on is None else _UNDATED - issued_on.toordinal()
    return rank << _PLACE_BITS + _POSITION_BITS


def _free_key(db: sqlite3.Connection, origin: Origin, count: int) -> int:
    """Return the first of ``count`` free keys: by number within the day, documents without one wherever there is room."""
    chance, digits = int(origin.sha256[:8], 16), origin.number or ""
    if digits.isdecimal():
        place = min(int(digits), (1 << _PLACE_BITS - 5) - 1) << 5 | chance & 31
    else:
        place = chance & (1 << _PLACE_BITS) - 1
    key = first_key(origin.issued_on) + (place << _POSITION_BITS)
    taken = "SELECT 1 FROM tasks WHERE task BETWEEN ? AND ? LIMIT 1"
    while db.execute(taken, (key, key + count - 1)).fetchone():
        key += 1 << _POSITION_BITS
    return key


def _agency_of(db: sqlite3.Connection, folded: str, known: dict[str, int]) -> int:
    if folded not in known:
        db.execute("INSERT OR IGNORE INTO body_names (folded) VALUES (?)", (folded,))
        row = db.execute("SELECT body FROM body_names WHERE folded = ?", (folded,)).fetchone()
        known[folded] = int(row[0])
    return known[folded]


def _row_of(document: Document, assignment: Assignment) -> Row:
    text, deadline = document.text, assignment.deadline
    place = _quoted(text, assignment)
    letter = document.bearing(assignment.task.start)
    return {
        **({} if letter is document else {"letter": facts(letter)}),
        "lead": assignment.lead,
        "agency": assignment.agency,
        "role": assignment.role,
        "common": assignment.common,
        "coordinators": list(assignment.coordinators),
        "task": _on_one_line(assignment.task.of(text)),
        "trigger": _on_one_line(assignment.trigger.of(text)),
        "deadline": deadline.due if deadline else None,
        "deadline_kind": deadline.kind if deadline else None,
        "deadline_text": _on_one_line(deadline.span.of(text)) if deadline else None,
        "section_path": list(document.section_path(assignment.task.start)),
        "page": document.page_of(place.start),
        "start": place.start,
        "end": place.end,
        "quote": place.of(text),
        "form": assignment.form,
        "confidence": assignment.confidence,
        "inferred": assignment.inferred,
    }


def _quoted(text: str, assignment: Assignment) -> Span:
    """Return the task's span, stretched to the words that assign it where both stand in one paragraph."""
    task, trigger = assignment.task, assignment.trigger
    between = text[min(task.end, trigger.end) : max(task.start, trigger.start)]
    if "\n" in between or len(between) > _SAME_SENTENCE:
        return task
    return Span(min(task.start, trigger.start), max(task.end, trigger.end))


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", without_marks(text)).replace(" ,", ",").replace(" .", ".").replace(" ;", ";").strip()


def last_day(due: str | None) -> str | None:
    """Return the last day of a due date (``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY``): a month is due on its last day."""
    if due is None or not (found := re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", due)):
        return None
    year, month, day = found.groups()
    month = month or "12"
    return due if day else f"{year}-{month}-{monthrange(int(year), int(month))[1]:02}"
