"""Words on the terminal: how documents are named there, how long lines are broken, what stands out."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from ingest.document import without_marks
from ui.texts import reports as words

_WIDEST = 100
_LONGEST_QUOTE = 700
_LONGEST_HEADING = 70  # a unit without a title is called by its first clause, which the quote repeats


class Named(Protocol):
    """What a document is called by: a summary, a document's record."""

    @property
    def kind(self) -> str | None: ...  # noqa: D102
    @property
    def number(self) -> str | None: ...  # noqa: D102
    @property
    def issued_on(self) -> date | None: ...  # noqa: D102
    @property
    def file_name(self) -> str: ...  # noqa: D102


def title(document: Named) -> str:
    """Name a document in one line; see ``document_name``."""
    return document_name(document.kind, document.number, document.issued_on, document.file_name)


def document_name(kind: str | None, number: str | None, issued_on: date | None, file: str) -> str:
    """Name a document by what is known of it.

    >>> document_name("công văn", "88 /UBND-TH", date(2024, 6, 8), "a.pdf")
    'Công văn 88/UBND-TH ngày 08/6/2024'
    >>> document_name(None, None, None, "a.pdf")
    'Văn bản a.pdf'
    """
    shown = f"{kind[:1].upper()}{kind[1:]}" if kind else words.DOCUMENT
    tidy = re.sub(r"\s*([/-])\s*", r"\1", number or "")  # numbers were stamped into gaps: "88 /UBND-TH"
    parts = [shown, tidy or ("" if kind and issued_on else file)]
    if issued_on:
        parts.append(words.ON_DAY.format(day=short_day(issued_on)))
    return " ".join(part for part in parts if part)


def short_day(day: date) -> str:
    """Write a day as officials do: ``08/6/2024``, ``07/01/2021`` (Decree 30/2020: 0 before days < 10, months < 3)."""
    return f"{day.day:02}/{day.month:02}/{day.year}" if day.month < 3 else f"{day.day:02}/{day.month}/{day.year}"


def due_day(due: str | None) -> str:
    """Write ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY`` for people; empty when there is no date.

    >>> due_day("2024-06-30"), due_day("2024-07"), due_day(None)
    ('30/6/2024', 'tháng 7/2024', '')
    """
    if not due:
        return ""
    parts = due.split("-")
    if len(parts) == 3:
        return short_day(date.fromisoformat(due))
    return words.MONTH.format(month=int(parts[1]), year=parts[0]) if len(parts) == 2 else words.YEAR.format(year=due)


def place(section_path: Sequence[str], footnote: str | None, page: int | None) -> str:
    """Write where a passage stands: sections from the outside in, then footnote, then page; empty when unknown.

    >>> place(["II. Nhiệm vụ", "3. Sở Y tế chủ trì"], "4", None)
    'II. Nhiệm vụ > 3. Sở Y tế chủ trì, chú thích 4'
    """
    steps = [" > ".join(_short(step) for step in section_path)] if section_path else []
    if footnote:
        steps.append(words.FOOTNOTE.format(mark=footnote))
    if page is not None:
        steps.append(words.PAGE.format(page=page))
    return ", ".join(steps)


def _short(heading: str) -> str:
    heading = without_marks(heading)
    return heading if len(heading) <= _LONGEST_HEADING else heading[:_LONGEST_HEADING].rsplit(" ", 1)[0] + "…"


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
