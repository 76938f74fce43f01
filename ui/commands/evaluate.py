"""``tracuu eval``: hands over to the measuring room, a program of its own (``python -m eval``)."""

from __future__ import annotations

import argparse
import subprocess
import sys

from ui.terminal.arguments import wants_json


def add(commands: argparse._SubParsersAction, name: str, help_text: str) -> None:  # type: ignore[type-arg]
    """Describe the command; with a prefix nobody types, everything after its name is passed on as it is."""
    parser = commands.add_parser(name, help=help_text, own_options=False, prefix_chars="\0")
    parser.add_argument("rest", nargs="*")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run it and return its exit status."""
    given = ["--json"] if options.json and not wants_json(options.rest) else []
    return subprocess.run([sys.executable, "-m", "eval", *options.rest, *given], check=False).returncode
