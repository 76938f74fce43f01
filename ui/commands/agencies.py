"""``tracuu agencies``: the list of agencies, the office's own rows, their faults, and finding agencies anew."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.archive.archive import Archive
from ingest.archive.schema import is_archive
from rag.wording.naming import short_day
from ui.terminal.arguments import WrongUsageError, add_engine, add_shared, text, to_stderr
from ui.terminal.printing import paragraph, print_json, strong
from ui.texts import agencies as said
from ui.texts import help as words

if TYPE_CHECKING:
    from ingest.agencies.authority import Agency
    from ingest.agencies.file import Fault
    from ingest.agencies.find import Agencies


def add(commands: argparse._SubParsersAction, name: str, help_text: str) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    metavars = words.METAVARS
    parser.chosen.add_argument("--check", type=Path, metavar=metavars["file"], help=words.ARGUMENTS["check"])
    parser.chosen.add_argument("--find", type=text, metavar=metavars["text"], help=words.ARGUMENTS["find"])
    parser.chosen.add_argument("--apply", action="store_true", help=words.ARGUMENTS["apply"])
    add_engine(parser)
    add_shared(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check a file, find agencies, find them anew in the archive, or say what the list holds; 1 where rows are faulty."""
    from ingest.agencies.find import OWN_FILE, Agencies
    from ui.shapes.agencies import agency_shape, fault_shape

    own: Path = options.check or options.archive / OWN_FILE
    if options.check and not own.is_file():
        raise WrongUsageError("missing_path")
    count, faults = checked(own) if own.is_file() else (0, [])
    agencies = Agencies.load(own)
    found = matching(agencies, options.find) if options.find else ()
    renewed = _renewed(options) if options.apply else None
    due = renewed is None and _due(options.archive)
    if options.json:
        shape = {
            "file": str(own) if own.is_file() else None,
            "count": len(agencies.agencies),
            "rows": count,
            "faults": [fault_shape(fault) for fault in faults],
            "bodies": [agency_shape(agency, agencies) for agency in found],
            "due": due,
        }
        print_json(shape | ({"changed": renewed[1], "documents": renewed[0]} if renewed else {}))
    else:
        _print_faults(faults, count, told=bool(options.check))
        if options.find:
            _print_agencies(agencies, found, options.find)
        elif not options.check and not options.apply:
            sentence = said.COUNT if own.is_file() else said.SHIPPED_ONLY
            print(sentence.format(count=len(agencies.agencies), own=count, file=own))
        if renewed:
            print(said.RENEWED.format(count=renewed[0], changed=renewed[1]))
        if due:
            to_stderr(said.DUE)
    return 1 if any(fault.grave for fault in faults) else 0


def checked(path: Path) -> tuple[int, list[Fault]]:
    """Return how many rows of an office's file can be used, and all its faults in order."""
    from ingest.agencies.check import check, usable
    from ingest.agencies.file import Fault, read_rows
    from ingest.agencies.find import SHIPPED

    shipped, _ = read_rows(SHIPPED)
    try:
        rows, faults = read_rows(path)
    except OSError:
        return 0, [Fault(0, 0, "", "unreadable", str(path))]
    faults += check(rows, shipped)
    return len(usable(rows, faults)), sorted(faults, key=lambda fault: (fault.line, fault.column))


def matching(agencies: Agencies, asked: str) -> tuple[Agency, ...]:
    """Return the agencies a name may mean: the one it means first, then those with a name that contains its words."""
    from ingest.text.folding import words_of

    meant, said_words = agencies.named(asked), words_of(asked)
    others = [agency for agency in agencies.agencies if any(said_words in words_of(name) for name in agency.names)]
    return tuple(dict.fromkeys((*((meant,) if meant else ()), *others)))


def _due(folder: Path) -> bool:
    from ingest.intake.agency_renewal import is_due

    if not is_archive(folder):
        return False
    with Archive.open(folder) as archive:
        return is_due(archive)


def _renewed(options: argparse.Namespace) -> tuple[int, int]:
    from ui.commands.ingest import Bar
    from ui.terminal.opening import opened_library

    with opened_library(options) as library:
        count = len(library.archive.ids())
        bar = Bar(count)
        changed = library.renew_agencies(bar)
        bar.close()
    return count, changed


def _print_faults(faults: Sequence[Fault], count: int, *, told: bool) -> None:
    for fault in faults:
        mark = "" if fault.grave else f" [{said.LOOK}]"
        print(paragraph(f"{said.place_text(fault)}{mark}: {said.fault_text(fault)}", 4, "  - "))
    wrong = sum(fault.grave for fault in faults)
    if wrong:
        print(said.FAULTY.format(count=wrong, looks=len(faults) - wrong))
    elif told:
        print(said.SOUND.format(count=count))


def _print_agencies(agencies: Agencies, found: Sequence[Agency], asked: str) -> None:
    if not found:
        print(said.NOT_FOUND.format(text=asked))
    for agency in found:
        print(strong(agency.name))
        for line in _lines(agencies, agency):
            print(paragraph(line, 4, "    "))


def _lines(agencies: Agencies, agency: Agency) -> list[str]:
    others = [name for name in agency.names if name != agency.name]
    lines = [said.NAMES.format(names="; ".join(others))] if others else []
    days = [said.SINCE.format(day=short_day(agency.valid_from))] if agency.valid_from else []
    days += [said.UNTIL.format(day=short_day(agency.valid_to))] if agency.valid_to else []
    lines += [", ".join(days)] if days else []
    lines += [said.BEFORE.format(names="; ".join(agency.predecessors))] if agency.predecessors else []
    lines += [said.AFTER.format(names="; ".join(agency.successors))] if agency.successors else []
    for one in agencies.parts(agency):
        sentence = said.PART_TO if one.relation == "part successor" else said.PART_FROM
        day = f" ({said.SINCE.format(day=short_day(one.since))})" if one.since else ""
        lines.append(sentence.format(name=one.name, day=day, words="; ".join(one.words)))
    return lines
