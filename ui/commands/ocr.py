"""``tracuu ocr``: read the documents that wait for recognition, or those that are named."""

from __future__ import annotations

import argparse

from ingest.archive.archive import Archive
from ingest.intake.intake import IntakeReport
from ui.commands.ingest import Bar, print_report
from ui.terminal.arguments import add_engine, add_shared, text
from ui.terminal.opening import one_document, opened_library
from ui.terminal.printing import print_json
from ui.texts import help as words
from ui.texts import reports as said


def add(commands: argparse._SubParsersAction, name: str, help_text: str) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    parser.needed.add_argument(
        "documents", type=text, nargs="*", metavar=words.METAVARS["document"], help=words.ARGUMENTS["ocr_documents"]
    )
    add_engine(parser)
    add_shared(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read them; status 1 when one could not be read or had to leave the archive."""
    from ui.shapes.answers import report_shape

    with Archive.open(options.archive) as archive:
        named = [one_document(archive, key).id for key in options.documents]
        wanted = tuple(dict.fromkeys(named)) or archive.waiting_for_ocr()
    report = IntakeReport()
    if wanted:
        with opened_library(options) as library:
            bar = Bar(len(wanted))
            report = library.read_waiting(wanted, bar, bar.page)
            bar.close()
            left = len(library.archive.waiting_for_ocr())
    else:
        left = 0
    if options.json:
        print_json({**report_shape(report), "waiting": left})
    elif not wanted:
        print(said.NOTHING_WAITS)
    else:
        print_report(report)
        if left:
            print(said.STILL_WAITING.format(count=left))
    return 1 if report.failed or report.quarantined or report.interrupted else 0
