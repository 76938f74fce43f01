"""``tracuu ingest``: files and folders go into the archive, and what became of each is told."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from ingest.archive.releases import Release, asked
from ingest.errors import ArchiveError
from ingest.intake.gathering import gather
from ingest.intake.intake import IntakeReport, refused_only
from ingest.text.printable import printable
from ui.terminal.arguments import WrongUsageError, add_engine, add_shared, text, to_stderr
from ui.terminal.opening import opened_library
from ui.terminal.printing import paragraph, print_json
from ui.texts import help as words
from ui.texts import reports as said
from ui.texts.agencies import DUE
from ui.texts.codes import error_text, warning_text

_MOST_NAMED = 50
_NAME_SHOWN = 40


def add(commands: argparse._SubParsersAction, name: str, help_text: str) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    parser.needed.add_argument(
        "paths", type=Path, nargs="+", metavar=words.METAVARS["paths"], help=words.ARGUMENTS["paths"]
    )
    parser.chosen.add_argument("--release", type=text, metavar="SHA256", help=words.ARGUMENTS["release"])
    parser.chosen.add_argument("--author", type=text, metavar=words.METAVARS["text"], help=words.ARGUMENTS["releaser"])
    add_engine(parser)
    add_shared(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Import; status 1 when anything did not come in."""
    from ingest.intake.agency_renewal import is_due
    from ui.shapes.answers import report_shape
    from ui.shapes.relations import duplicates_of

    duplicates: tuple[dict[str, object], ...] = ()
    release = _release(options)
    gathered = gather(options.paths)
    if gathered.files:
        with opened_library(options, create=True) as library:
            bar = Bar(len(gathered.files) + len(gathered.refused))
            report = library.ingest(options.paths, bar, bar.page, release)
            bar.close()
            duplicates = duplicates_of(report, library.archive)
            if is_due(library.archive):
                to_stderr(DUE)
    else:
        report = refused_only(gathered)  # no archive is made for nothing
    if options.json:
        print_json(report_shape(report, duplicates))
    else:
        print_report(report)
        print_duplicates(duplicates)
    return 1 if report.failed or report.quarantined or report.interrupted else 0


def _release(options: argparse.Namespace) -> Release | None:
    """Return the release asked for; raises WrongUsageError for half of one, and for more than one file."""
    try:
        release = asked(options.release, options.author)
    except ArchiveError as error:
        raise WrongUsageError(error.code, error.detail) from error
    if release is not None and (len(options.paths) != 1 or options.paths[0].is_dir()):
        raise WrongUsageError("release_one_file")
    return release


class Bar:
    """Shows an import's progress where ``stream`` (standard error) is a terminal: file, page, rate and time left."""

    def __init__(self, total: int | None = None, stream: TextIO | None = None) -> None:
        from tqdm import tqdm

        self._bar = tqdm(
            desc=said.PROGRESS,
            total=total,
            unit=said.FILES,
            bar_format=said.BAR,
            file=stream,
            disable=None,
            leave=False,
        )

    def __call__(self, file: str, done: int, total: int) -> None:
        """Move on to ``done`` of ``total``, naming the file."""
        self._bar.total = total
        self._bar.set_postfix_str(file[:_NAME_SHOWN], refresh=False)
        self._bar.update(done - self._bar.n)
        if done == total and not self._bar.disable:
            self.close()
            to_stderr(said.REINDEXING)

    def page(self, file: str, done: int, total: int) -> None:
        """Name the file that is being read and how far it has come."""
        self._bar.set_postfix_str(said.AT_PAGE.format(file=file[:_NAME_SHOWN], page=done, count=total))

    def close(self) -> None:
        """Take the bar away, where an interrupt left it."""
        self._bar.close()


def print_report(report: IntakeReport) -> None:
    """Print counts, then every file that did not come in with its reason, then what readers had to say."""
    from ui.shapes.answers import refusal_text

    counted = False
    for fate, sentence in said.FATES.items():
        entries = getattr(report, fate)
        if not entries:
            continue
        counted = True
        print(sentence.format(count=len(entries)) + (":" if fate in ("quarantined", "failed") else "."))
        if fate in ("quarantined", "failed"):
            for entry in entries:
                print(paragraph(f"{printable(entry.path)}: {refusal_text(entry)}", 4, "  - "))
    warned = [entry for entry in (*report.added, *report.updated) if entry.warnings]
    if warned:
        print(f"{said.WARNINGS}:")
    for entry in warned[:_MOST_NAMED]:
        told = dict.fromkeys(warning_text(one.code, one.detail) for one in entry.warnings)
        print(paragraph(f"{entry.file_name}: {'; '.join(one[:1].lower() + one[1:] for one in told)}", 4, "  - "))
    if len(warned) > _MOST_NAMED:
        print(f"  {said.MORE.format(count=len(warned) - _MOST_NAMED)}")
    if report.interrupted:
        print(error_text("interrupted"))
    elif not counted:
        print(said.NOTHING)


def print_duplicates(duplicates: Sequence[dict[str, object]]) -> None:
    """Print which files have their like in the archive."""
    if duplicates:
        print(f"{said.DUPLICATES} ({len(duplicates)}):")
    for one in duplicates[:_MOST_NAMED]:
        print(paragraph(f"{one['file']}: {one['message']}", 4, "  - "))
    if len(duplicates) > _MOST_NAMED:
        print(f"  {said.MORE.format(count=len(duplicates) - _MOST_NAMED)}")
