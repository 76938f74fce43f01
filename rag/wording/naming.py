"""How documents, days and periods are called in Vietnamese, and how long words of a document are shown."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ingest.archive.catalogue import Summary
from ingest.document import Document, Span, without_marks
from rag.question.periods import Period

SHOWN = 320
"""Characters of a quoted stretch that a sentence shows; the citation always holds all of it."""


def month(number: int) -> str:
    """Return ``01``, ``02``, ``3`` ... ``12`` (Decree 30/2020: a zero before the months 1 and 2 alone)."""
    return f"{number:02}" if number < 3 else str(number)


def day(value: date) -> str:
    """Return ``18/6/2024``, ``07/01/2021`` (Decree 30/2020: a zero before days below 10)."""
    return f"{value.day:02}/{month(value.month)}/{value.year}"


def due(value: str) -> str:
    """Return ``30/9/2024`` for ``2024-09-30`` and ``tháng 6/2024`` for ``2024-06``."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 3:
        return day(date(*parts))
    return f"tháng {month(parts[1])}/{parts[0]}" if len(parts) == 2 else f"năm {parts[0]}"


def next_day(value: date) -> date:
    """Return the day after: a body's successor begins then."""
    return value + timedelta(days=1)


def title(document: Document | Summary) -> str:
    """Name a document: "Công văn số 1088/UBND-TH ngày 18/6/2024", or by kind and subject, or by file name."""
    number = document.number if isinstance(document.number, str) else document.number and document.number.shown
    kind = document.kind or "văn bản"
    kind = kind[:1].upper() + kind[1:]
    if number:
        dated = f" ngày {day(document.issued_on)}" if document.issued_on else ""
        closed = re.sub(r"\s*/\s*", "/", number)  # "1088 /UBND-TH": the gap was left for a stamp
        return f"{kind} số {closed}{dated}"
    if document.subject:
        subject = document.subject if len(document.subject) <= 110 else f"{document.subject[:107].rsplit(' ', 1)[0]}…"
        dated = f" ({day(document.issued_on)})" if document.issued_on else ""
        return f"{kind} “{subject}”{dated}"
    return f"{kind} trong tệp {document.file_name}"


def inside_sentence(name: str) -> str:
    """Write a name as it stands inside a sentence: no capital at its front."""
    return name[:1].lower() + name[1:] if not name[:2].isupper() else name


def period(value: Period) -> str:
    """Name a period by its ends: ``tháng 6/2024``, ``quý I/2021``, ``từ 01/01/2020 đến 30/11/2020``."""
    first, last = value.first, value.last
    year = "" if value.yearless else f"/{first.year}"
    if value.grain == "day" or first == last:
        return f"ngày {first.day:02}/{month(first.month)}{year}"
    if (first.month, first.year) == (last.month, last.year) and first.day == 1:
        return f"tháng {month(first.month)}{year}"
    if value.grain == "quarter":
        return f"quý {('I', 'II', 'III', 'IV')[(first.month - 1) // 3]}{year}"
    if value.grain == "year":
        return f"năm {first.year}"
    if value.grain == "months":
        return f"{last.month} tháng" + ("" if value.yearless else f" năm {first.year}")
    return f"từ {day(first)} đến {day(last)}"


def shortened(words: str) -> str:
    """Return words for a sentence: footnote marks and line ends dropped, cut at a word from ``SHOWN`` characters on."""
    plain = re.sub(r"\s+([,.;:])", r"\1", re.sub(r"\s+", " ", without_marks(words))).strip(" ;,")
    if len(plain) <= SHOWN:
        return plain
    return plain[:SHOWN].rsplit(" ", 1)[0].rstrip(" ,;") + " …"


def around(text: str, sentence: Span, place: Span) -> str:
    """Return the words of a sentence around a place in it: the whole sentence when short, else about ``SHOWN``."""
    if sentence.end - sentence.start <= SHOWN:
        return shortened(sentence.of(text))
    start = max(sentence.start, place.start - SHOWN // 2)
    end = min(sentence.end, place.end + SHOWN // 2)
    while start > sentence.start and not text[start - 1].isspace():
        start += 1
    while end < sentence.end and not text[end].isspace():
        end -= 1
    words = shortened(text[start:end])
    return f"{'… ' if start > sentence.start else ''}{words}{' …' if end < sentence.end else ''}"


def ended(sentence: str) -> str:
    """Close a sentence with a full stop, unless it or the quote at its end is closed already.

    >>> ended("Theo kế hoạch: “phát 20 cuốn sổ”"), ended("Theo kế hoạch: “Phát sổ.”"), ended("Có 2 nguồn:")
    ('Theo kế hoạch: “phát 20 cuốn sổ”.', 'Theo kế hoạch: “Phát sổ.”', 'Có 2 nguồn:')
    """
    return (
        sentence if not sentence or sentence.rstrip("”)").endswith((".", "!", "?", "…", ":", ";")) else f"{sentence}."
    )


def quoted(words: str) -> str:
    """Put words of a document between quotation marks."""
    return f"“{words}”"


def in_document(document: Document) -> str:
    """Say where something stands: ``Theo Công văn số … ngày …``."""
    return f"Theo {inside_sentence(title(document))}"
