"""How a document, a date and a place in a text are named to people, the same way in every view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol
from urllib.parse import quote, urlencode

from ingest.document import without_marks
from rag.wording.naming import capitalised, closed, month, short_day
from ui.texts import page as words
from ui.texts import reports as said

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


def name_of(row: Mapping[str, Any]) -> str:
    """Name the document of a shape that has ``kind``, ``number``, ``issued_on`` and ``file``; see ``document_name``."""
    issued_on = date.fromisoformat(row["issued_on"]) if row["issued_on"] else None
    return document_name(row["kind"], row["number"], issued_on, row["file"])


def document_name(kind: str | None, number: str | None, issued_on: date | None, file: str) -> str:
    """Name a document by what is known of it.

    >>> document_name("công văn", "88 /UBND-TH", date(2024, 6, 8), "a.pdf")
    'Công văn 88/UBND-TH ngày 08/6/2024'
    >>> document_name(None, None, None, "a.pdf")
    'Văn bản a.pdf'
    """
    parts = [capitalised(kind or words.DOCUMENT), closed(number or "") or ("" if kind and issued_on else file)]
    if issued_on:
        parts.append(said.ON_DAY.format(day=short_day(issued_on)))
    return " ".join(part for part in parts if part)


def place_in_line(section_path: Sequence[str], footnote: str | None, page: int | None) -> str:
    """Write where a passage stands: sections from the outside in, then footnote, then page; empty when unknown.

    >>> place_in_line(["II. Nhiệm vụ", "3. Sở Y tế chủ trì"], "4", None)
    'II. Nhiệm vụ > 3. Sở Y tế chủ trì, chú thích 4'
    """
    steps = [" > ".join(_short(step) for step in section_path)] if section_path else []
    if footnote:
        steps.append(said.FOOTNOTE.format(mark=footnote))
    if page is not None:
        steps.append(said.PAGE.format(page=page))
    return ", ".join(steps)


def _short(heading: str) -> str:
    heading = without_marks(heading)
    return heading if len(heading) <= _LONGEST_HEADING else heading[:_LONGEST_HEADING].rsplit(" ", 1)[0] + "…"


def document_title(kind: str | None, number: str | None, file: str) -> str:
    """Name a document by kind and number, by what is known of these, or by its file.

    >>> document_title("công văn", "88 /UBND-TH", "a.pdf"), document_title(None, None, "a.pdf")
    ('Công văn số 88/UBND-TH', 'a.pdf')
    """
    shown = capitalised(kind.lower()) if kind else ""
    if number:
        return f"{shown or words.DOCUMENT} số {closed(number)}"
    return f"{shown} ({file})" if shown else file


def long_date(day: date | None) -> str:
    """Write a date as the documents do; days and months below the 10th and March have two digits (Decree 30/2020).

    >>> long_date(date(2024, 6, 18)), long_date(date(2021, 1, 7))
    ('ngày 18 tháng 6 năm 2024', 'ngày 07 tháng 01 năm 2021')
    """
    if day is None:
        return words.UNKNOWN_DATE
    return f"ngày {day.day:02d} tháng {month(day.month)} năm {day.year}"


def place(section_path: Sequence[str], footnote: str | None, page: int, paged: bool) -> tuple[str, ...]:
    """Return the steps to a passage: sections outermost first, then the note, then the page where pages exist."""
    steps = list(section_path)
    if footnote:
        steps.append(words.FOOTNOTE.format(mark=footnote))
    if paged:
        steps.append(words.PAGE.format(number=page))
    return tuple(steps)


def reading_address(document_id: str, start: int | None = None, end: int | None = None) -> str:
    """Return the address of the document view, at the span ``start..end`` when given."""
    address = f"/van-ban/{quote(document_id, safe='')}"
    if start is None or end is None:
        return address
    return f"{address}?{urlencode({'start': start, 'end': end})}#trich"


def file_address(document_id: str, page: int | None = None) -> str:
    """Return the address of the original file, at a page when given (PDF viewers understand ``#page=``)."""
    address = f"/api/v1/documents/{quote(document_id, safe='')}/file"
    return f"{address}#page={page}" if page else address
