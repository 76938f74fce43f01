"""The command line ``tracuu``: finds the command, turns every refusal into a sentence and an exit status.

Exit status: 0 done, 1 some input failed, 2 wrong usage (the archive that is not there included).
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
import traceback
from io import TextIOWrapper
from pathlib import Path

from index.errors import DamagedIndexError
from ingest.errors import IngestError
from ui.machine_faults import refusal_of
from ui.terminal.arguments import Parser, WrongUsageError, add_shared, to_stderr, wants_json
from ui.texts import help as words
from ui.texts.codes import error_text
from ui.version import installed_version

DEFAULT_ARCHIVE = Path("archive")
DONE, FAILED, WRONG_USAGE = 0, 1, 2
_USAGE_CODES = frozenset({"archive_missing", "filter_too_long", "bad_characters"})


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status; never raises."""
    given = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = argparse.Namespace(archive=DEFAULT_ARCHIVE)
    try:
        options = parser().parse_args(given)
        status = int(options.run(options))
        sys.stdout.flush()
        return status
    except SystemExit as left:  # --help and --version
        return int(left.code or 0)
    except WrongUsageError as wrong:
        return _refuse(wrong.code, wrong.message, WRONG_USAGE, given)
    except IngestError as refused:
        status = WRONG_USAGE if refused.code in _USAGE_CODES else FAILED
        return _refuse(refused.code, error_text(refused.code, refused.detail), status, given)
    except DamagedIndexError as damaged:
        return _refuse(damaged.code, error_text(damaged.code, damaged.detail), FAILED, given)
    except KeyboardInterrupt:
        return _refuse("interrupted", error_text("interrupted"), FAILED, given)
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        named = refusal_of(error, options.archive)
        if named is not None:
            return _refuse(named.code, error_text(named.code, named.detail), FAILED, given)
        if os.environ.get("TRACUU_DEBUG"):
            traceback.print_exc()
        detail = f"{type(error).__name__}: {error}"
        return _refuse("unexpected", error_text("unexpected", detail), FAILED, given)


def parser() -> Parser:
    """Return the parser of all commands; no command's own imports are loaded."""
    whole = Parser(prog="tracuu", description=words.PROGRAM, epilog=words.EPILOG)
    add_shared(whole, default=DEFAULT_ARCHIVE)
    whole.chosen.add_argument(
        "--version", action="version", version=f"tracuu {installed_version() or '?'}", help=words.VERSION
    )
    commands = whole.add_subparsers(
        title=words.COMMANDS_TITLE, dest="command", required=True, metavar=words.METAVARS["command"], prog="tracuu"
    )
    for name, help_text in words.COMMANDS.items():
        command = importlib.import_module(f"ui.commands.{name if name != 'eval' else 'evaluate'}")
        command.add(commands, name, help_text)
    return whole


def _refuse(code: str, message: str, status: int, given: list[str]) -> int:
    """Say the message on standard error; with ``--json`` the one value on standard output says it too."""
    to_stderr(message)
    if wants_json(given):
        print(json.dumps({"detail": message, "code": code}, ensure_ascii=False))
    return status


if __name__ == "__main__":
    sys.exit(main())
