"""Words on the terminal: how long lines are broken, how quotes are shown, what stands out."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap

_WIDEST = 100
_LONGEST_QUOTE = 700


def quoted(text: str) -> str:
    """Put a quote on one line in quotation marks; a very long one is cut, which the dots say."""
    line = re.sub(r"\s+", " ", text).strip()
    if len(line) > _LONGEST_QUOTE:
        line = line[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return f"“{line}”"


def paragraph(text: str, indent: int = 0, first: str = "") -> str:
    """Break a text to the terminal's width; ``first`` stands before the first line, the others are indented."""
    width = min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST)
    lines = []
    for position, line in enumerate(text.split("\n")):
        start = first if position == 0 else " " * indent
        lines.append(
            textwrap.fill(
                line,
                max(width, 40),
                initial_indent=start,
                subsequent_indent=" " * indent,
                break_long_words=False,
                break_on_hyphens=False,
            )
        )
    return "\n".join(lines)


def strong(text: str) -> str:
    """Make the text stand out where the terminal can (not in files, not with NO_COLOR)."""
    if sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb":
        return f"\033[1m{text}\033[0m"
    return text


def print_json(value: object) -> None:
    """Print one JSON value on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2))
