"""Gold assignments: tasks noted by hand as spans of documents that lie elsewhere (the rules: ``register/README.md``)."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from eval.gold.gold_span import GoldError
from ingest.assignment import ROLES
from ingest.document import Span
from ingest.text.alignment import Letters

GOLD = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class GoldTask:
    """One task as a clerk would note it; an empty ``lead`` means that the text names nobody.

    ``due`` is ``YYYY-MM-DD``, ``YYYY-MM`` or ``None``; ``kind`` is ``None`` when there is no deadline. ``crc`` is the
    CRC-32 of the task's folded letters and digits, ``letters`` their number, 0 where it was not noted.
    """

    lead: tuple[Span, ...]
    role: str
    coordinators: tuple[Span, ...]
    task: Span
    kind: str | None
    due_words: Span | None
    due: str | None
    scope: Span | None
    optional: bool
    crc: int
    letters: int


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """The tasks of one document, all that stand inside ``extent``; ``None`` stands for the whole document.

    ``source`` is the name, without its ending, of the gold file that opens the document; empty where it came from none.
    """

    file: str
    sha256: str
    split: str
    extent: Span | None
    tasks: tuple[GoldTask, ...]
    source: str = ""


def read_tasks(folder: Path = GOLD) -> tuple[GoldDocument, ...]:
    """Read every ``*.jsonl`` of ``folder``, documents by name. Raises ``GoldError`` naming file and line."""
    heads: dict[str, dict[str, object]] = {}
    tasks: dict[str, list[GoldTask]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                item = json.loads(line)
                heads.setdefault(item["file"], {"source": path.stem}).update(item)
                noted = tasks.setdefault(item["file"], [])
                if "task" in item:
                    noted.append(_task(item))
            except (KeyError, TypeError, ValueError) as problem:
                raise GoldError(f"{path}:{number}: {problem!r}") from problem
    if not heads:
        raise GoldError(f"{folder}: *.jsonl")
    return tuple(
        GoldDocument(
            file=file,
            sha256=str(head["sha256"]),
            split=str(head.get("split") or split_of(file, str(head["sha256"]))),
            extent=_span(head.get("range")),
            tasks=tuple(sorted(tasks[file], key=lambda task: (task.task.start, task.task.end))),
            source=str(head["source"]),
        )
        for file, head in sorted(heads.items())
    )


def split_of(file: str, sha256: str) -> str:
    """Tell whether a document is for developing or held out: seeds are ``dev``, the others fall by CRC-32 of their hash."""
    return "dev" if file.startswith("seeds/") or zlib.crc32(sha256.encode()) % 2 == 0 else "held-out"


def _task(item: dict[str, object]) -> GoldTask:
    deadline = item.get("deadline")
    due: dict[str, object] = deadline if isinstance(deadline, dict) else {}
    task = _span(item["task"])
    if task is None or item["role"] not in ROLES:
        raise ValueError(f"task {item['task']}, role {item['role']}")
    return GoldTask(
        lead=tuple(_spans(item["lead"])),
        role=str(item["role"]),
        coordinators=tuple(_spans(item["coordinators"])),
        task=task,
        kind=str(due["kind"]) if due else None,
        due_words=_span(due.get("span")),
        due=str(due["date"]) if due.get("date") else None,
        scope=_span(item.get("scope")),
        optional=bool(item.get("optional")),
        crc=int(str(item["crc"])),
        letters=int(str(item.get("letters", 0))),
    )


def _span(value: object) -> Span | None:
    return Span(int(value[0]), int(value[1])) if isinstance(value, list) else None


def _spans(values: object) -> Iterator[Span]:
    if not isinstance(values, list):
        raise TypeError(f"not a list of spans: {values!r}")
    yield from (span for span in map(_span, values) if span is not None)


def aligned(gold: GoldDocument, text: str) -> tuple[GoldDocument, tuple[GoldTask, ...]]:
    """Return the gold with its spans where the tasks' letters stand in ``text`` now, and the tasks that are nowhere.

    The other spans of a task move with the task that stood nearest to them.
    """
    moves: list[tuple[int, int]] = []
    here: list[GoldTask] = []
    lost: list[GoldTask] = []
    letters = Letters(text)
    for task in gold.tasks:
        place = letters.find(task.task, task.crc, task.letters)
        if place is None:
            lost.append(task)
        else:
            moves.append((task.task.start, place.start - task.task.start))
            here.append(replace(task, task=place))
    if any(by for _, by in moves):

        def move(span: Span) -> Span:
            by = min(moves, key=lambda known: abs(known[0] - span.start))[1]
            return Span(max(span.start + by, 0), max(span.end + by, 0))

        here = [_moved(task, move) for task in here]
        if gold.extent is not None:
            gold = replace(gold, extent=move(gold.extent))
    return replace(gold, tasks=tuple(here)), tuple(lost)


def _moved(task: GoldTask, move: Callable[[Span], Span]) -> GoldTask:
    return replace(
        task,
        lead=tuple(map(move, task.lead)),
        coordinators=tuple(map(move, task.coordinators)),
        due_words=move(task.due_words) if task.due_words else None,
        scope=move(task.scope) if task.scope else None,
    )
