"""The register on the terminal: tasks under their shares, groups and documents, each with what is known of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from rag.wording.naming import due_day, short_day
from ui.terminal.printing import paragraph, strong
from ui.texts import reports as said
from ui.texts.codes import ROLES, SHARES
from ui.texts.naming import name_of, place_in_line

Task = dict[str, Any]


def print_tasks(shape: Task, paged: dict[str, bool]) -> None:
    """Print a ``tasks`` value; ``paged`` tells by document whether it has pages of its own."""
    tasks = shape["tasks"]
    counts, groups = shape["counts"], iter(shape.get("groups", ()))
    share: str | None = None
    document = ""
    left = 0
    for task in tasks:
        if task["share"] not in (None, share):
            share, document = task["share"], ""
            _print_heading(_counted(SHARES[share], counts[share]).upper(), first=task is tasks[0])
        if "groups" in shape and left == 0:
            group = next(groups)
            left, document = group["count"], ""
            _print_heading(_counted(group["label"], left), first=task is tasks[0] and share is None)
        left -= 1
        if task["document_id"] != document:
            document = task["document_id"]
            name = name_of(task)
            if shape.get("by") != "document":
                _print_heading(name, first=task is tasks[0] and share is None and "groups" not in shape)
        _print_task(task, paged[document])
    if not tasks:
        print(said.NO_TASKS)
        return
    print()
    parts = [f"{SHARES[name].lower()}: {count}" for name, count in counts.items()]
    print(said.TASKS.format(count=shape["count"]) + (f" ({'; '.join(parts)})" if parts else ""))


def _print_heading(words: str, first: bool) -> None:
    print(("" if first else "\n") + strong(words))


def _counted(name: str, count: int) -> str:
    return said.COUNTED.format(name=name, count=count)


def _print_task(task: Task, paged: bool) -> None:
    lead = task["lead"] or said.NO_LEAD
    if task["lead_now"] and task["lead_now"] != task["agency"]:
        lead += f" ({said.NOW.format(name=task['lead_now'])})"
    role = f" ({ROLES.get(task['role'], task['role'])})" if task["lead"] else ""
    print(paragraph(f"{lead}{role}: {task['task']}", 4, "  - "))
    for line in _details(task, paged):
        print(paragraph(line, 6, "      "))


def _details(task: Task, paged: bool) -> list[str]:
    # "khẩn trương", "kịp thời" stand in nearly every sentence and bind to no day.
    due = due_day(task["deadline"]) or (task["deadline_kind"] != "soft" and task["deadline_text"])
    lines = [said.WITH.format(names="; ".join(task["coordinators"]))] if task["coordinators"] else []
    lines += [said.DEADLINE.format(due=due)] if due else []
    where = place_in_line(task["section_path"], None, task["page"] if paged else None)
    lines += [where] if where else []
    return [*lines, *_standing(task), said.TASK_ID.format(id=task["id"])]


def _standing(task: Task) -> list[str]:
    if not task["version"]:
        return []
    day = short_day(date.fromisoformat(task["changed_at"][:10]))
    said_by = said.BY.format(author=task["author"] or said.UNKNOWN, day=day)
    lines = [f"{said.STATUS_LINE.format(status=task['status_text'])} {said_by}"]
    return [*lines, said.NOTE_LINE.format(note=task["note"])] if task["note"] else lines


def print_orphans(orphans: list[Task]) -> None:
    """Print the notes whose tasks are in the register no more."""
    for orphan in orphans:
        lead = orphan["lead"] or said.NO_LEAD
        print(paragraph(f"{lead}: {orphan['task']}", 4, "  - "))
        name = orphan["number"] or orphan["file"]
        gone = "" if orphan["document_id"] else f" ({said.GONE_DOCUMENT})"
        for line in (f"{name}{gone}", *_standing(orphan), said.TASK_ID.format(id=orphan["id"])):
            print(paragraph(line, 6, "      "))
    print(said.ORPHANS.format(count=len(orphans)) if orphans else said.NO_ORPHANS)
