"""References: the other documents a text names, with the date that follows their number. Found, not resolved."""

from __future__ import annotations

import re
from datetime import date

from ingest.document import Reference, without_marks
from ingest.references.named_acts import find_named_acts
from ingest.references.number_grammar import NAMED_BY
from ingest.references.numbers import find_numbers
from ingest.text.dates import find_dates

# Between a number and its date: "206/QĐ-TTg ngày 28 …", "189/TB-VPCP, ngày 27/4/2024", "(11-CT/TU, ngày …"
_BETWEEN = re.compile(r"[\s,;:.]*(?:ban hành\s+|ký\s+)?(?=ngày\b|\d)", re.IGNORECASE)
# … or the issuer as well: "10-NQ/TW của Bộ Chính trị ngày 10/02/2022"; not "… của Chính phủ. Ngày …" (another sentence),
# "… của Chính phủ về nghỉ lễ ngày …" (what it is about), "… của Chính phủ và Công văn ngày …" (another document)
_NO_NAME = rf"(?:về|tại|theo|để|trình|họp|vào|từ|đến|trước|sau|trong|cho|kèm|của|ngày|{NAMED_BY})\b"
_ISSUER = re.compile(
    rf"\s+của\s+(?:(?!{_NO_NAME})[^\W\d_]+\s+){{0,9}}?(?!{_NO_NAME})[^\W\d_]+(?:\s?,)?\s+(?:ban hành\s+)?(?=ngày\b)",
    re.IGNORECASE,
)


def find_references(text: str) -> tuple[Reference, ...]:
    """Return the references of ``text`` in order, notes included.

    The date of a reference is the one that follows its number, directly or behind its issuer, else ``None``.
    """
    plain = without_marks(text)
    days = {found.span.start: date.fromisoformat(found.value) for found in find_dates(plain) if found.kind == "day"}
    numbers = find_numbers(plain)
    references: list[Reference] = []
    for position, (span, number) in enumerate(numbers):
        issued = _date_behind(plain, span.end, days)
        if issued is None and span.of(text).isdigit():
            # a member of a shared list takes the date behind the list's end
            last = next((later for later, _ in numbers[position + 1 :] if "/" in later.of(text)), None)
            issued = _date_behind(plain, last.end, days) if last else None
        references.append(Reference(span, number, issued))
    for act in find_named_acts(plain):
        if not any(act.span.overlaps(one.span) for one in references):
            references.append(Reference(act.span, None, _date_behind(plain, act.span.end, days)))
    return tuple(sorted(references, key=lambda one: one.span))


def _date_behind(text: str, end: int, days: dict[int, date]) -> date | None:
    between = _BETWEEN.match(text, end) or _ISSUER.match(text, end)
    return days.get(between.end()) if between else None
