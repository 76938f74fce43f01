"""Command line of the measuring room: ``python -m eval retrieval|answers|...`` (``tracuu eval ...`` hands over to it)."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from eval import texts
from eval.answers import command as answer_command
from eval.encoders import command as encoder_command
from eval.gold.beir import CollectionError
from eval.gold.gold_span import GoldError
from eval.register import command as register_command
from eval.retrieval import chunking, gate
from eval.retrieval import command as retrieval_command
from index.errors import EncoderError
from ingest.errors import IngestError

_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "retrieval": retrieval_command.run,
    "gate": gate.run,
    "chunking": chunking.run,
    "encoders": encoder_command.run,
    "adaptation": encoder_command.run,
    "answers": answer_command.run,
    "register": register_command.run,
}


def main(arguments: list[str] | None = None) -> int:
    """Run one measuring command; returns the exit status: 0 done, 1 an input failed, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        return _COMMANDS[options.command](options)
    except (CollectionError, EncoderError, GoldError, IngestError, OSError) as problem:
        print(texts.FAILED.format(problem=problem), file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tracuu eval", description=texts.DESCRIPTION)
    commands = parser.add_subparsers(dest="command", required=True)
    for add in (
        retrieval_command.add,
        gate.add,
        chunking.add,
        encoder_command.add_encoders,
        encoder_command.add_adaptation,
        answer_command.add,
        register_command.add,
    ):
        add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
