"""What two documents are to each other: copies, a draft and what became of it, two that bear one number.

Nothing is ever removed for being a copy; the relation is stored, shown, and keeps one text from counting twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ingest.archive.likeness import Fingerprint, likeness

# Measured on 89 real documents: copies of one text (scan and DOCX) are .86 alike and more, a draft and its signed form
# .91, two drafts of one decision .79, letters made from one pattern up to .65.
SAME_NUMBER_SAME_TEXT = 0.5
DRAFT = 0.7
COPY = 0.75
ONE_PATTERN = 0.55
ALIKE_NAMES = 0.6
"""Share of words two subjects or issuers must have in common to be taken for one, misread letters allowed for."""

ONE_SOURCE = frozenset({"same_text", "copy", "draft"})
"""Relations of documents that are one source: what both say was said once."""


@dataclass(frozen=True, slots=True)
class ComparedDocument:
    """What is compared of a document; ``number`` in its normal form, ``issuer`` and ``subject`` folded to words."""

    number: str | None
    issued_on: date | None
    issuer: str
    subject: str
    fingerprint: Fingerprint | None


def kind_of_relation(one: ComparedDocument, other: ComparedDocument) -> tuple[str, float] | None:
    """Return the relation of two documents and how alike their texts are (0..1); ``None`` when they are strangers.

    * ``same_text``: the same words, under one number or under none;
    * ``copy``: nearly the same words, as a scan and its DOCX have them, under one number or under none;
    * ``draft``: nearly the same words, one without number, no other day of issue and no other body or subject;
    * ``same_number``: one number of one body in one year over two texts, which cannot both be right;
    * ``similar``: words from one pattern, of two documents: the monthly letter, the next draft. Kept apart.
    """
    alike = likeness(one.fingerprint, other.fingerprint) if one.fingerprint and other.fingerprint else 0.0
    same_agency = alike_names(one.issuer, other.issuer)
    same_subject = alike_names(one.subject, other.subject)
    dated = one.issued_on is not None and other.issued_on is not None
    days_agree = not dated or one.issued_on == other.issued_on
    if one.number and one.number == other.number and _years_agree(one, other):
        if alike >= SAME_NUMBER_SAME_TEXT and same_agency:
            return ("same_text" if alike == 1.0 else "copy"), alike
        if dated and same_agency:
            return "same_number", alike
    elif not (one.number and other.number) and same_agency and same_subject and days_agree:
        if bool(one.number) != bool(other.number):
            if alike >= DRAFT:
                return "draft", alike
        elif alike >= COPY:
            return ("same_text" if alike == 1.0 else "copy"), alike
    if alike >= COPY or (alike >= ONE_PATTERN and one.subject and same_subject):
        return "similar", alike
    return None


def _years_agree(one: ComparedDocument, other: ComparedDocument) -> bool:
    """Tell whether a number may be one number: registers start again at 1 every year."""
    return one.issued_on is None or other.issued_on is None or one.issued_on.year == other.issued_on.year


def alike_names(one: str, other: str) -> bool:
    """Tell whether two names may be one: an unknown one may be any, a shorter one may be cut short."""
    mine, theirs = set(one.split()), set(other.split())
    if not mine or not theirs or mine <= theirs or theirs <= mine:
        return True
    return len(mine & theirs) >= ALIKE_NAMES * len(mine | theirs)
