"""``tracuu tasks``: the register of assignments, on the terminal or as a file, and what staff say of single tasks."""

from __future__ import annotations

import argparse
import getpass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.archive.archive import Archive
from ingest.archive.register.filters import GROUPINGS, TaskFilters, in_year
from ingest.assignment import DEADLINE_KINDS, ROLES
from ui.terminal.arguments import Parser, WrongUsageError, add_date, add_shared, ordered, text, to_stderr, year
from ui.terminal.opening import one_document
from ui.terminal.printing import print_json
from ui.texts import help as words
from ui.texts import reports as said
from ui.texts.codes import STATUSES, error_text
from ui.texts.tasks import status_typed, told

if TYPE_CHECKING:
    from ingest.agencies.find import Agencies
    from ui.shapes.answers import Shape


def add(commands: argparse._SubParsersAction, name: str, help_text: str) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    _add_filters(parser)
    chosen, metavars, helps = parser.chosen, words.METAVARS, words.ARGUMENTS
    chosen.add_argument("--by", choices=GROUPINGS, help=helps["by"])
    for form in ("csv", "xlsx", "ics"):
        chosen.add_argument(f"--{form}", type=Path, metavar=metavars["file"], help=helps[form])
    chosen.add_argument("--sheets", action="store_true", help=helps["sheets"])
    chosen.add_argument("--set", type=text, metavar=metavars["task"], dest="task", help=helps["set"])
    chosen.add_argument("--note", type=text, metavar=metavars["text"], help=helps["note"])
    chosen.add_argument("--author", type=text, metavar=metavars["text"], help=helps["author"])
    chosen.add_argument("--orphans", action="store_true", help=helps["orphans"])
    chosen.add_argument("--forget", type=text, metavar=metavars["task"], help=helps["forget"])
    add_shared(parser)
    parser.set_defaults(run=run)


def _add_filters(parser: Parser) -> None:
    chosen, metavars, helps = parser.chosen, words.METAVARS, words.ARGUMENTS
    chosen.add_argument("--agency", type=text, metavar=metavars["text"], help=helps["task_agency"])
    chosen.add_argument("--role", choices=ROLES, help=helps["role"])
    add_date(parser, "--due-before", helps["due_before"])
    add_date(parser, "--due-after", helps["due_after"])
    chosen.add_argument("--deadline", choices=DEADLINE_KINDS, help=helps["deadline_kind"])
    chosen.add_argument("--document", type=text, metavar=metavars["document"], help=helps["task_document"])
    chosen.add_argument("--status", type=_status, metavar="|".join(STATUSES.values()), help=helps["status"])
    for name in ("words", "section", "issuer"):
        chosen.add_argument(f"--{name}", type=text, metavar=metavars["text"], help=helps[name])
    chosen.add_argument("--year", type=year, metavar=metavars["year"], help=helps["year"])
    for name in ("from", "to"):
        add_date(parser, f"--{name}", helps[name], f"issued_{name}")
    chosen.add_argument("--lead-missing", action="store_true", help=helps["lead_missing"])


def _status(value: str) -> str:
    code = status_typed(text(value))
    if code is None:
        raise argparse.ArgumentTypeError(error_text("bad_status", value))
    return code


def filters_of(options: argparse.Namespace, archive: Archive) -> TaskFilters:
    """Return the conditions given; raises WrongUsageError for a range that ends before it begins, and ArchiveError."""
    ordered(options.due_after, options.due_before)
    ordered(options.issued_from, options.issued_to)
    filters = TaskFilters(
        agency=options.agency or None,
        role=options.role,
        due_after=options.due_after,
        due_before=options.due_before,
        document=one_document(archive, options.document).id if options.document else None,
        deadline_kind=options.deadline,
        status=options.status,
        words=options.words or None,
        section=options.section or None,
        issued_from=options.issued_from,
        issued_to=options.issued_to,
        issuer=options.issuer or None,
        unled=options.lead_missing,
    )
    return in_year(filters, options.year) if options.year else filters


def run(options: argparse.Namespace) -> int:
    """List the tasks that meet all conditions, or change what is said of one."""
    if options.year and (options.issued_from or options.issued_to):
        raise WrongUsageError("year_and_days")
    if options.task is None and (options.note is not None or options.author is not None):
        raise WrongUsageError("note_without_task")
    with Archive.open(options.archive) as archive:
        if options.task is not None:
            return _set(options, archive)
        if options.forget is not None:
            archive.tasks.forget(options.forget)
            to_stderr(said.FORGOTTEN.format(id=options.forget))
            return 0
        if options.orphans:
            return _orphans(options, archive)
        return _list(options, archive)


def _set(options: argparse.Namespace, archive: Archive) -> int:
    from ui.shapes.answers import task_shape

    if options.status is None and options.note is None:
        raise WrongUsageError("nothing_to_set")
    row = archive.tasks.task(options.task)
    author = options.author if options.author is not None else _user()
    archive.tasks.set(row.id, options.status, options.note, author)
    shape = task_shape(archive.tasks.task(row.id), _agencies(archive), date.today())
    if options.json:
        print_json(shape)
    else:
        to_stderr(said.SET_DONE.format(task=shape["task"], status=shape["status_text"]))
    return 0


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _agencies(archive: Archive) -> Agencies:
    from ingest.agencies.find import Agencies

    return Agencies.for_archive(archive.folder)


def _orphans(options: argparse.Namespace, archive: Archive) -> int:
    from ui.shapes.answers import orphans_shape
    from ui.terminal.tasks import print_orphans

    shape = orphans_shape(archive.tasks.orphans())
    if options.json:
        print_json(shape)
    else:
        print_orphans(shape["orphans"])
    return 0


def _list(options: argparse.Namespace, archive: Archive) -> int:
    from ui.shapes.answers import tasks_shape
    from ui.terminal.tasks import print_tasks

    with archive.view():
        filters = filters_of(options, archive)
        tasks = archive.tasks.list(filters, options.by)
        orphans = len(archive.tasks.orphans())
        document = archive.summary(filters.document) if filters.document else None
    shape = {**tasks_shape(tasks, _agencies(archive), date.today(), options.by), "orphans": orphans}
    files = [path for path in (options.csv, options.xlsx, options.ics) if path]
    if files:
        _write(options, shape, told(filters, document))
    if options.json:
        print_json(shape)
    elif not files:
        print_tasks(shape, {row.document.id: row.document.paged for row in tasks.rows})
    if orphans and not options.json:
        to_stderr(said.ORPHAN_COUNT.format(count=orphans))
    return 0


def _write(options: argparse.Namespace, shape: Shape, filters: list[tuple[str, str]]) -> None:
    from ui.exports.csv_file import put_file
    from ui.exports.export import export

    for form in ("csv", "xlsx", "ics"):
        path = getattr(options, form)
        if path:
            made = export(form, shape, filters, options.sheets)
            put_file(path, made.content)
            to_stderr(said.WRITTEN.format(count=made.count, file=path))
            if made.message:
                to_stderr(made.message)
