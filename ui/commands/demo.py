"""``tracuu demo``: the sample archive, three questions on the terminal, then the page."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

import ingest.sample
from ingest.archive.schema import is_archive
from ui.commands.ask import print_answer
from ui.commands.ingest import Bar, print_report
from ui.commands.serve import add_address, serve
from ui.terminal.arguments import add_shared, to_stderr
from ui.terminal.opening import opened_library
from ui.terminal.printing import print_json
from ui.texts import help as words
from ui.texts import reports as said

# The sample documents end in 2025; relative dates in the questions are meant from then.
_TODAY = date(2025, 12, 31)


def add(commands: argparse._SubParsersAction, name: str, help_text: str) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    parser.chosen.add_argument("--no-serve", action="store_true", help=words.ARGUMENTS["no_serve"])
    add_address(parser)
    add_shared(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build, ask, serve; an archive that is there already is used as it is."""
    missing = not is_archive(options.archive)
    failed = False
    with opened_library(options, create=missing) as library:
        from rag.ask import ask
        from ui.shapes.answers import answer_shape

        if missing:
            to_stderr(said.DEMO_BUILDING.format(folder=options.archive))
            report = library.ingest([sample_folder()], Bar())
            failed = bool(report.failed)
            if not options.json:
                print_report(report)
        answers = [answer_shape(ask(question, library, _TODAY, limit=3)) for question in said.DEMO_QUESTIONS]
    if options.json:
        print_json({"answers": answers})
    else:
        for answer in answers:
            print("\n" + said.DEMO_ASKED.format(question=answer["question"]))
            print_answer(answer)
    if options.no_serve:
        return 1 if failed else 0
    print(flush=True)
    return serve(options, "127.0.0.1")


def sample_folder() -> Path:
    """Return the folder of the sample documents that ship with the program."""
    return Path(ingest.sample.__file__).parent / "files"
