"""``tracuu tasks``: the register of assignments, on the terminal or as a CSV or Excel file."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from ingest.archive import Archive
from ui import help_texts as words
from ui import report_texts as said
from ui.arguments import add_date, add_shared, ordered, text, to_stderr
from ui.opening import one_document
from ui.printing import document_name, due_day, paragraph, place, print_json, strong
from ui.texts import ROLES


def add(commands: argparse._SubParsersAction, name: str, help_text: str) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    metavars = words.METAVARS
    parser.chosen.add_argument("--agency", type=text, metavar=metavars["text"], help=words.ARGUMENTS["task_agency"])
    parser.chosen.add_argument("--role", choices=tuple(ROLES), help=words.ARGUMENTS["role"])
    add_date(parser, "--due-before", words.ARGUMENTS["due_before"])
    add_date(parser, "--due-after", words.ARGUMENTS["due_after"])
    parser.chosen.add_argument(
        "--document", type=text, metavar=metavars["document"], help=words.ARGUMENTS["task_document"]
    )
    for form in ("csv", "xlsx"):
        parser.chosen.add_argument(f"--{form}", type=Path, metavar=metavars["file"], help=words.ARGUMENTS[form])
    add_shared(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """List the tasks that meet all conditions, newest document first."""
    from ingest.agencies import Agencies
    from ui.json_shapes import tasks_shape

    ordered(options.due_after, options.due_before)
    with Archive.open(options.archive) as archive:
        document = one_document(archive, options.document).id if options.document else None
        rows = archive.assignments(
            agency=options.agency or None,
            role=options.role,
            due_after=options.due_after,
            due_before=options.due_before,
            document=document,
        )
        paged = {row.document.id: row.document.paged for row in rows}
    shape = tasks_shape(rows, Agencies.load(), date.today())
    if options.csv or options.xlsx:
        from ui.task_files import write_csv, write_xlsx

        for path, write in ((options.csv, write_csv), (options.xlsx, write_xlsx)):
            if path:
                write(shape["tasks"], path)
                to_stderr(said.WRITTEN.format(count=len(rows), file=path))
    if options.json:
        print_json(shape)
    elif not (options.csv or options.xlsx):
        _print_tasks(shape["tasks"], paged)
    return 0


def _print_tasks(tasks: list[dict[str, object]], paged: dict[str, bool]) -> None:
    current = None
    for task in tasks:
        if task["document_id"] != current:
            current = task["document_id"]
            issued = date.fromisoformat(str(task["issued_on"])) if task["issued_on"] else None
            kind, number = (str(task[field] or "") or None for field in ("kind", "number"))
            name = document_name(kind, number, issued, str(task["file"]))
            print(f"\n{strong(name)}" if task is not tasks[0] else strong(name))
        lead = str(task["lead"] or said.NO_LEAD)
        if task["lead_now"] and task["lead_now"] != task["agency"]:
            lead += f" ({said.NOW.format(name=task['lead_now'])})"
        role = f" ({ROLES.get(str(task['role']), task['role'])})" if task["lead"] else ""
        print(paragraph(f"{lead}{role}: {task['task']}", 4, "  - "))
        for line in _details(task, paged):
            print(paragraph(line, 6, "      "))
    if tasks:
        print()
    print(said.TASKS.format(count=len(tasks)) if tasks else said.NO_TASKS)


def _details(task: dict[str, object], paged: dict[str, bool]) -> list[str]:
    names, path, page = task["coordinators"], task["section_path"], task["page"]
    assert isinstance(names, list)
    assert isinstance(path, list)
    assert isinstance(page, int)
    # "khẩn trương", "kịp thời" stand in nearly every sentence and bind to no day.
    due = due_day(str(task["deadline"] or "")) or (task["deadline_kind"] != "soft" and task["deadline_text"])
    where = place(path, None, page if paged[str(task["document_id"])] else None)
    lines = [said.WITH.format(names="; ".join(names))] if names else []
    lines += [said.DEADLINE.format(due=due)] if due else []
    return lines + ([where] if where else [])
