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


def short_day(value: date) -> str:
    """Return ``18/6/2024``, ``07/01/2021`` (Decree 30/2020: a zero before days below 10)."""
    return f"{value.day:02}/{month(value.month)}/{value.year}"


def due_day(due: str | None) -> str:
    """Write ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY`` for people; other words stay, nothing is empty.

    >>> due_day("2024-09-30"), due_day("2024-06"), due_day("2024"), due_day("hằng tháng"), due_day(None)
    ('30/9/2024', 'tháng 6/2024', 'năm 2024', 'hằng tháng', '')
    """
    if not due or not all(part.isdigit() for part in due.split("-")):
        return due or ""
    parts = [int(part) for part in due.split("-")]
    if len(parts) == 3:
        return short_day(date(*parts))
    return f"tháng {month(parts[1])}/{parts[0]}" if len(parts) == 2 else f"năm {parts[0]}"


def capitalised(text: str) -> str:
    """Return the text with its first letter large and the rest as it is."""
    return text[:1].upper() + text[1:]


def closed(number: str) -> str:
    """Return a document's number without the gaps that were left for stamps.

    >>> closed("1088 /UBND-TH"), closed("36 - CV/TU")
    ('1088/UBND-TH', '36-CV/TU')
    """
    return re.sub(r"\s*([/-])\s*", r"\1", number)


def next_day(value: date) -> date:
    """Return the day after: an agency's successor begins then."""
    return value + timedelta(days=1)


def title(document: Document | Summary) -> str:
    """Name a document: "Công văn số 1088/UBND-TH ngày 18/6/2024", or by kind and subject, or by file name."""
    number = document.number if isinstance(document.number, str) else document.number and document.number.shown
    kind = capitalised(document.kind or "văn bản")
    if number:
        dated = f" ngày {short_day(document.issued_on)}" if document.issued_on else ""
        return f"{kind} số {closed(number)}{dated}"
    if document.subject:
        subject = document.subject if len(document.subject) <= 110 else f"{document.subject[:107].rsplit(' ', 1)[0]}…"
        dated = f" ({short_day(document.issued_on)})" if document.issued_on else ""
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
    return f"từ {short_day(first)} đến {short_day(last)}"


def shortened(words: str, longest: int = SHOWN) -> str:
    """Return words for a sentence: footnote marks and line ends dropped, cut at a word from ``longest`` characters on."""
    plain = re.sub(r"\s+([,.;:])", r"\1", re.sub(r"\s+", " ", without_marks(words))).strip(" ;,")
    if len(plain) <= longest:
        return plain
    return plain[:longest].rsplit(" ", 1)[0].rstrip(" ,;") + " …"


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
