"""``tracuu remove``: take a document out of archive and index."""

from __future__ import annotations

import argparse

from ingest.archive.archive import Archive
from ui.terminal.arguments import add_engine, add_shared, text
from ui.terminal.opening import one_document, opened_library
from ui.terminal.printing import print_json
from ui.texts import help as words
from ui.texts import reports as said
from ui.texts.naming import title


def add(commands: argparse._SubParsersAction, name: str, help_text: str) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    parser.needed.add_argument(
        "document", type=text, metavar=words.METAVARS["document"], help=words.ARGUMENTS["document"]
    )
    add_engine(parser)
    add_shared(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Remove one document, named without doubt."""
    with Archive.open(options.archive) as archive:
        summary = one_document(archive, options.document)
    with opened_library(options) as library:
        library.remove(summary.id)
    if options.json:
        print_json({"removed": [{"file": summary.file_name, "document_id": summary.id}]})
    else:
        print(said.REMOVED.format(name=title(summary), file=summary.file_name))
    return 0
