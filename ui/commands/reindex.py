"""``tracuu reindex``: build the index anew from the archive."""

from __future__ import annotations

import argparse
import time

from ingest.archive.archive import Archive
from ingest.errors import ArchiveError
from ui.commands.ingest import Bar
from ui.terminal.arguments import WrongUsageError, add_engine, add_shared
from ui.terminal.printing import print_json
from ui.texts import reports as said


def add(commands: argparse._SubParsersAction, name: str, help_text: str) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    add_engine(parser)
    add_shared(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build the index anew; a server that has the archive open goes on and takes the new one over."""
    began = time.monotonic()
    with Archive.open(options.archive) as archive:
        from index.dense.encoder import EncoderError
        from rag.reindexing import reindex

        bar = Bar(len(archive.ids()))
        try:
            made = reindex(archive, options.encoder, bar)
        except EncoderError as error:
            raise WrongUsageError(error.code, error.detail) from error
        except TimeoutError as error:
            raise ArchiveError("archive_busy", str(options.archive / "index")) from error
        finally:
            bar.close()
    seconds = time.monotonic() - began
    if options.json:
        print_json({"documents": made.documents, "passages": made.passages, "elapsed_ms": round(seconds * 1000)})
    else:
        print(said.REINDEXED.format(documents=made.documents, passages=made.passages, seconds=f"{seconds:.1f}"))
    return 0
