"""``tracuu eval register``: the register of assignments against hand-annotated directives."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from eval import texts
from eval.baselines import BASELINES, Table, differences, load, save
from eval.register import texts as register_texts
from eval.register.gold import GOLD, read_tasks
from eval.register.measure import TOTALS, Absent, MeasuredDocument, measure, table_of
from eval.sample import DOCUMENTS
from ingest.reading import read_document


def add(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    register = commands.add_parser("register", help=texts.REGISTER)
    register.add_argument("--documents", type=Path, default=DOCUMENTS, help=texts.DOCUMENTS)
    register.add_argument("--gold", type=Path, default=GOLD, help=texts.REGISTER_GOLD)
    register.add_argument("--json", action="store_true", help=texts.JSON)
    register.add_argument("--save", action="store_true", help=texts.SAVE)
    register.add_argument("--name", default="register", help=texts.NAME)
    register.add_argument("--verbose", action="store_true", help=texts.REGISTER_VERBOSE)


def run(options: argparse.Namespace) -> int:
    """Measure and print; returns 0. Raises GoldError, IngestError and OSError."""
    table = _table(options)
    path = BASELINES / f"{options.name}.json"
    if options.json:
        print(json.dumps({"name": options.name, "table": table}, ensure_ascii=False))
    else:
        print(texts.table(options.name, table))
        for moved in differences(table, load(path)):
            print(texts.MOVED.format(*moved))
    if options.save:
        save(table, path)
        print(texts.SAVED.format(path=path), file=sys.stderr)
    return 0


def _table(options: argparse.Namespace) -> Table:
    """Measure what is there; say on standard error what is not, and what of the gold a document's text no longer holds."""
    compared: list[MeasuredDocument] = []
    for each in measure(read_tasks(options.gold), options.documents, read_document):
        if isinstance(each, Absent):
            print(register_texts.absent(each), file=sys.stderr)
            continue
        compared.append(each)
        if each.counts["lost"]:
            print(texts.LOST.format(file=each.gold.file, count=each.counts["lost"]), file=sys.stderr)
        if options.verbose and each.gold.split == TOTALS[0]:
            print(register_texts.compared(each), file=sys.stderr)
    if not compared:
        raise FileNotFoundError(options.documents)
    return table_of(compared)
