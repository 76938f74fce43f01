"""``tracuu status``: what the archive holds, which programs are missing, whether everything fits together."""

from __future__ import annotations

import argparse
import shutil

from ingest.archive.archive import Archive
from ingest.archive.consistency import problems_of
from ingest.errors import ArchiveError
from ingest.ocr.tesseract import Tesseract
from ui.terminal.arguments import add_engine, add_shared
from ui.terminal.opening import opened_library
from ui.terminal.printing import paragraph, print_json
from ui.texts import help as words
from ui.texts import reports as said
from ui.version import installed_version

_HARMLESS = frozenset({"orphan"})  # what a killed import left: nothing is lost, the next one removes it
Facts = dict[str, object]


def add(commands: argparse._SubParsersAction, name: str, help_text: str) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    parser.chosen.add_argument("--full", action="store_true", help=words.ARGUMENTS["full"])
    add_engine(parser)
    add_shared(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the state; status 1 when the check finds something wrong."""
    with Archive.open(options.archive) as archive:
        problems = [(problem.code, problem.detail) for problem in problems_of(archive, options.full)]
        summaries = archive.documents()
        revision = archive.revision()
        waiting = len(archive.waiting_for_ocr())
        released = archive.releases.count()
    facts: Facts = {
        "archive": str(options.archive),
        "program": installed_version() or said.UNKNOWN,
        "documents": len(summaries),
        "pages": sum(summary.page_count for summary in summaries if summary.paged),
        "footnotes": sum(summary.footnotes for summary in summaries),
        "tasks": sum(summary.tasks for summary in summaries),
        "undated": sum(summary.issued_on is None for summary in summaries),
        "warned": sum(summary.warnings > 0 for summary in summaries),
        "waiting": waiting,
        "released": released,
    }
    damaged = _damaged_files(options) if options.full else []
    problems += damaged
    if damaged:  # opening it would mend or stumble over what was to be told
        facts |= {"passages": None, "engine": options.engine, "encoder": None, "versions": None}
    else:
        with opened_library(options) as library:
            index = library.index.status()
            problems += [(code, "") for code in library.index.alarms()]
        facts |= {
            "passages": index.passages,
            "engine": index.engine,
            "encoder": index.encoder or said.UNKNOWN,
            "versions": index.versions,
        }
        if not index.consistent or index.documents != len(summaries):
            problems.append(("index", str(options.archive / "index")))
    # Tesseract is of no use without its Vietnamese data.
    present = {"tesseract": Tesseract.installed() is not None, "soffice": shutil.which("soffice") is not None}
    helpers = {name: present[name] for name in said.HELPERS}
    told = [
        {"code": code, "detail": detail, "message": said.PROBLEMS[code].format(detail=detail)}
        for code, detail in problems
    ]
    if options.json:
        print_json({**facts, "revision": revision, "helpers": helpers, "problems": told})
    else:
        _print(facts, helpers, [problem["message"] for problem in told])
    return 1 if any(code not in _HARMLESS for code, _ in problems) else 0


def _damaged_files(options: argparse.Namespace) -> list[tuple[str, str]]:
    from index.store.wholeness import damaged_files

    folder = options.archive / "index"
    try:
        return [("index_damaged", str(folder / name)) for name in damaged_files(folder)]
    except TimeoutError as error:
        raise ArchiveError("archive_busy", str(folder)) from error


def _print(facts: Facts, helpers: dict[str, bool], problems: list[str]) -> None:
    for name, value in facts.items():
        print(f"{said.STATUS[name]}: {said.UNKNOWN if value is None else value}")
    for name, present in helpers.items():
        sentence = said.HELPER_PRESENT if present else said.HELPER_MISSING
        print(sentence.format(name=name, use=said.HELPERS[name]))
    for problem in problems:
        print(paragraph(problem, 2, "! "))
    if not problems:
        print(said.SOUND)
