"""The last article of a decision: "Chánh Văn phòng, Giám đốc Sở Y tế, Thủ trưởng các đơn vị chịu trách nhiệm thi hành"."""

from __future__ import annotations

import re

from ingest.assignments.agency_lists import BEGINS_AGENCY, agencies_in
from ingest.assignments.groups import MaskedText
from ingest.assignments.rows import Given
from ingest.document import Span
from ingest.text.document_kinds import kind_names, one_of

_ACT = f"(?i:{one_of(kind_names('cited'))})"
# "chịu trách nhiệm thi hành Quyết định này" · "căn cứ Quyết định thi hành" · "chiếu Quyết định thi hành"
_ENFORCES = re.compile(
    rf"(?:(?:có|chịu) trách nhiệm|căn cứ {_ACT}(?: này)?|chiếu {_ACT}(?: này)?)[ ,]*(?:căn cứ |chiếu )?(?:tổ chức )?(?:triển khai )?"
    rf"(?:thi hành|thực hiện)(?:[ ](?:{_ACT}(?: này)?|\w+ \w+ này))?(?=[ ./;]*(?:$|kể từ|Quyết định này))"
)
# "Các ông (bà): Chánh Văn phòng ...", "Các đồng chí Chánh Văn phòng"
_ADDRESS = re.compile(r"(?:[Cc]ác )?(?:[ÔÔôô]ng|[Đđ]ồng chí|[Bb]à)(?: ?\([^()]{2,6}\)|, bà)?:?[ ]+")
_LEAST_BODIES = 2
_TELLS = re.compile(r"(?<!\w)(?:đã|là|được|và \w+ trách nhiệm)(?!\w)")


def enforcement_of(ground: MaskedText, content: Span, unit: int) -> Given | None:
    """Return the task of a paragraph that tells a list of agencies to carry out the act itself, or ``None``.

    The list may hold agencies of any name; a paragraph with another verb in front is read as usual.
    """
    duty = _ENFORCES.search(ground.plain, content.start, content.end)
    if duty is None:
        return None
    address = _ADDRESS.match(ground.plain, content.start, duty.start())
    subject = Span(address.end() if address else content.start, duty.start())
    agencies = agencies_in(ground, subject)
    if len(agencies) < _LEAST_BODIES or not all(_looks_named(agency.printed) for agency in agencies):
        return None
    if not BEGINS_AGENCY.match(ground.plain, subject.start) or _TELLS.search(ground.low, subject.start, subject.end):
        return None
    return Given(agencies, "joint", (), subject, Span(*duty.span()), "subject", unit)


def _looks_named(printed: str) -> bool:
    return printed[0].isupper() or printed.startswith(("các ", "thủ trưởng", "đơn vị", "cá nhân", "những "))
