"""``tracuu encode``: compute the vectors of an archive with another encoder."""

from __future__ import annotations

import argparse

from ingest.archive.archive import Archive
from ui.terminal.arguments import WrongUsageError, add_engine, add_shared
from ui.terminal.opening import opened_library
from ui.terminal.printing import print_json
from ui.texts import reports as said


def add(commands: argparse._SubParsersAction, name: str, help_text: str) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    add_engine(parser)
    add_shared(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Encode what has no vector of the chosen encoder yet.

    The archive remembers the choice before the first passage, so that whatever opens it after a stop goes on.
    """
    from index.dense.choice import remember
    from index.dense.encoder import EncoderError, load_encoder

    Archive.open(options.archive).close()
    if options.encoder:
        try:
            load_encoder(options.encoder).encode_questions([said.ENCODING])  # one that cannot be had is not remembered
        except EncoderError as error:
            raise WrongUsageError(error.code, error.detail) from error
        remember(options.archive, options.encoder)
    with opened_library(options) as library:
        status = library.index.status()
    if options.json:
        print_json({"encoder": status.encoder, "passages": status.passages, "vectors": status.vectors})
    else:
        print(said.ENCODED.format(passages=status.vectors, encoder=status.encoder or said.UNKNOWN))
    return 0
