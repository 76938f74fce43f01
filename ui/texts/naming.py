"""How a document, a date and a place in a text are named to people, the same way in every view."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import quote, urlencode

from ui.texts import page as words

_GAP = re.compile(r"\s*/\s*")


def capitalised(text: str) -> str:
    """Return the text with its first letter large and the rest as it is."""
    return text[:1].upper() + text[1:]


def document_title(kind: str | None, number: str | None, file: str) -> str:
    """Name a document by kind and number, by what is known of these, or by its file.

    >>> document_title("công văn", "88 /UBND-TH", "a.pdf"), document_title(None, None, "a.pdf")
    ('Công văn số 88/UBND-TH', 'a.pdf')
    """
    shown = capitalised(kind.lower()) if kind else ""
    if number:
        # "1088 /UBND-TH": a gap left for a number that was stamped in
        return f"{shown or words.DOCUMENT} số {_GAP.sub('/', number)}"
    return f"{shown} ({file})" if shown else file


def long_date(day: date | None) -> str:
    """Write a date as the documents do; days and months below the 10th and March have two digits (Decree 30/2020).

    >>> long_date(date(2024, 6, 18)), long_date(date(2021, 1, 7))
    ('ngày 18 tháng 6 năm 2024', 'ngày 07 tháng 01 năm 2021')
    """
    if day is None:
        return words.UNKNOWN_DATE
    return f"ngày {day.day:02d} tháng {_month(day.month)} năm {day.year}"


def _month(number: int) -> str:
    return f"{number:02d}" if number < 3 else str(number)


def short_date(due: str | date | None) -> str:
    """Write ``YYYY-MM-DD``, ``YYYY-MM`` or a date the way it is read here; anything else stays as it is.

    >>> short_date("2024-06-18"), short_date("2021-01-07"), short_date("2024-06"), short_date(None)
    ('18/6/2024', '07/01/2021', 'tháng 6/2024', '')
    """
    if due is None:
        return ""
    parts = str(due).split("-")
    if not all(part.isdigit() for part in parts):
        return str(due)
    if len(parts) == 3:
        return f"{int(parts[2]):02d}/{_month(int(parts[1]))}/{parts[0]}"
    return f"tháng {_month(int(parts[1]))}/{parts[0]}" if len(parts) == 2 else f"năm {parts[0]}"


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
