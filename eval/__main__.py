"""Command line of the measuring room: ``python -m eval retrieval|answers|...`` (``tracuu eval ...`` hands over to it)."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from eval import texts
from eval.answers import Judgement, judge_all, summary
from eval.baselines import BASELINES, Table, differences, load, save
from eval.encoders import command as encoder_command
from eval.gold.beir import CollectionError
from eval.gold.questions import GoldError, read_gold
from eval.register.gold import GOLD, read_tasks
from eval.register.measure import TOTALS, Absent, MeasuredDocument, measure, table_of
from eval.retrieval import chunking, gate
from eval.retrieval import command as retrieval_command
from eval.sample import DOCUMENTS, SAMPLE_QUESTIONS, TODAY, sample_library
from index.errors import EncoderError
from ingest.errors import IngestError
from ingest.reading import read_document
from rag.library import Library

_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "retrieval": retrieval_command.run,
    "gate": gate.run,
    "chunking": chunking.run,
    "encoders": encoder_command.run,
    "adaptation": encoder_command.run,
}


def main(arguments: list[str] | None = None) -> int:
    """Run one measuring command; returns the exit status: 0 done, 1 an input failed, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        if options.command in _COMMANDS:
            return _COMMANDS[options.command](options)
        table, judgements = _measured(options)
    except (CollectionError, EncoderError, GoldError, IngestError, OSError) as problem:
        print(texts.FAILED.format(problem=problem), file=sys.stderr)
        return 1
    path = BASELINES / f"{options.name}.json"
    if options.json:
        print(json.dumps({"name": options.name, "table": table}, ensure_ascii=False))
    else:
        print(texts.table(options.name, table))
        for judgement in judgements:
            if options.verbose or not judgement.right or judgement.cited is False:
                print(texts.judgement(judgement))
        for moved in differences(table, load(path)):
            print(texts.MOVED.format(*moved))
    if options.save:
        save(table, path)
        print(texts.SAVED.format(path=path), file=sys.stderr)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tracuu eval", description=texts.DESCRIPTION)
    commands = parser.add_subparsers(dest="command", required=True)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--archive", type=Path, help=texts.ARCHIVE)
    shared.add_argument("--questions", type=Path, default=SAMPLE_QUESTIONS, help=texts.QUESTIONS)
    shared.add_argument("--split", choices=("dev", "test"), help=texts.SPLIT)
    shared.add_argument("--encoder", help=texts.ENCODER)
    shared.add_argument("--json", action="store_true", help=texts.JSON)
    shared.add_argument("--save", action="store_true", help=texts.SAVE)
    shared.add_argument("--name", help=texts.NAME)
    retrieval_command.add(commands)
    gate.add(commands)
    chunking.add(commands)
    encoder_command.add_encoders(commands)
    encoder_command.add_adaptation(commands)
    answers = commands.add_parser("answers", parents=[shared], help=texts.ANSWERS)
    answers.add_argument("--today", type=date.fromisoformat, default=TODAY, help=texts.TODAY)
    answers.add_argument("--verbose", action="store_true", help=texts.VERBOSE)
    register = commands.add_parser("register", help=texts.REGISTER)
    register.add_argument("--documents", type=Path, default=DOCUMENTS, help=texts.DOCUMENTS)
    register.add_argument("--gold", type=Path, default=GOLD, help=texts.REGISTER_GOLD)
    register.add_argument("--json", action="store_true", help=texts.JSON)
    register.add_argument("--save", action="store_true", help=texts.SAVE)
    register.add_argument("--name", default="register", help=texts.NAME)
    register.add_argument("--verbose", action="store_true", help=texts.REGISTER_VERBOSE)
    return parser


def _measured(options: argparse.Namespace) -> tuple[Table, tuple[Judgement, ...]]:
    if options.command == "register":
        return _register(options), ()
    return _answers(options)


def _register(options: argparse.Namespace) -> Table:
    """Measure what is there; say on standard error what is not, and what of the gold a document's text no longer holds."""
    compared: list[MeasuredDocument] = []
    for each in measure(read_tasks(options.gold), options.documents, read_document):
        if isinstance(each, Absent):
            print(texts.absent(each), file=sys.stderr)
            continue
        compared.append(each)
        if each.counts["lost"]:
            print(texts.LOST.format(file=each.gold.file, count=each.counts["lost"]), file=sys.stderr)
        if options.verbose and each.gold.split == TOTALS[0]:
            print(texts.compared(each), file=sys.stderr)
    if not compared:
        raise FileNotFoundError(options.documents)
    return table_of(compared)


def _answers(options: argparse.Namespace) -> tuple[Table, tuple[Judgement, ...]]:
    options.name = options.name or _name(options, "answers")
    with tempfile.TemporaryDirectory() as scratch, _library(options, Path(scratch)) as library:
        judgements = judge_all(read_gold(options.questions, options.split), library, options.today)
    table = {"all": summary(judgements)}
    for style in sorted({found.gold.style for found in judgements}):
        table[style] = summary([found for found in judgements if found.gold.style == style])
    return table, judgements


def _name(options: argparse.Namespace, what: str) -> str:
    return "-".join(part for part in (what, options.questions.stem, options.split) if part)


def _library(options: argparse.Namespace, scratch: Path) -> Library:
    """Open the archive that was named, or build the sample archive in ``scratch``."""
    if options.archive is not None:
        return Library.open(options.archive, encoder=options.encoder)
    return sample_library(scratch, options.encoder)


if __name__ == "__main__":
    sys.exit(main())
