"""What the letterhead says: number, kind, date, subject, urgency."""

from __future__ import annotations

import re
from datetime import date

from ingest.document import DocumentNumber
from ingest.letterhead.find import Taken
from ingest.references.numbers import parse_number
from ingest.structure import line_shapes
from ingest.text.document_kinds import TYPES

_TWO_FIGURES = re.compile(r"\d\s+\d")  # "tháng 5 4": one was stamped over the other, nobody says which holds
# "ĐẾN Ngày..12/4/2026..... Phê duyệt kế hoạch": the dotted lines of an incoming stamp printed beside the subject
_STAMPED = re.compile(r"^.*\.{3,}\W*(?=(?:\w+\W+){3})")
_QUOTES = str.maketrans("“”„", '"""')


def number_of(letterhead: Taken) -> DocumentNumber | None:
    """Return the document's own number; ``None`` for a draft's blank and for handwriting that could not be read."""
    for text in letterhead.texts("number"):
        found = line_shapes.number_line(text)
        if found and re.fullmatch(r"\s*[\dOolI]{1,5}\s*", found["number"]):
            parsed = parse_number(re.sub(r"^[\W_]+", "", text[: found.start("rest")]).replace("⁄", "/"))
            if parsed is not None:
                return parsed
    return None


def kind_of(letterhead: Taken, number: DocumentNumber | None) -> str | None:
    """Return the type of document in lower case: by its printed name, by its number's code, else công văn.

    A công văn prints no type: it is one that has a number or addressees and a ``V/v``, and no type code.
    """
    for text in letterhead.texts("type"):
        named = line_shapes.type_line(text)
        if named:
            return named[0]
    code = number.kind if number else _code_kind(letterhead)
    if code in TYPES:
        return TYPES[code]
    numbered = bool(letterhead.texts("number"))
    about = bool(letterhead.texts("about"))
    addressed = bool(letterhead.texts("addressees"))
    return "công văn" if numbered + about + addressed >= 2 else None


def issued_on_of(letterhead: Taken) -> date | None:
    """Return the date of the place and date line, never any other date of the text."""
    for text in letterhead.texts("place_date"):
        found = line_shapes.place_date(text)
        if not found or any(_TWO_FIGURES.search(found[group]) for group in ("m", "d")):
            continue
        year, month, day = (re.sub(r"\D", "", found[group]) for group in ("y", "m", "d"))
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None


def subject_of(letterhead: Taken) -> str | None:
    """Return the subject without ``V/v``: under the number of a công văn, else below the type's name."""
    parts: list[str] = []
    for text in letterhead.texts("type"):
        named = line_shapes.type_line(text)
        if named and len(named[1].strip(" :.")) > 3:
            parts.append(named[1])
    parts += letterhead.texts("subject")
    subject = " ".join(parts) or next(iter(letterhead.texts("about")), "")
    subject = re.sub(r"^\W*(?:V\s?/\s?v|Về việc|Trích yếu)\s*:?\s*(?=\S)", _keep_about, subject, flags=re.IGNORECASE)
    subject = _STAMPED.sub("", subject).strip(" '_*-–.;")
    if subject.translate(_QUOTES).count('"') % 2:
        subject = subject.strip(" \"“”'_*-–.;")
    return subject or None


def urgency_of(letterhead: Taken) -> str | None:
    """Return the mark of urgency as printed."""
    return next((text.strip(" .!()[]") for text in letterhead.texts("urgency")), None)


def _keep_about(found: re.Match[str]) -> str:
    return found[0] if found[0].lower().startswith("về việc") else ""


def _code_kind(letterhead: Taken) -> str | None:
    for text in letterhead.texts("number"):
        found = line_shapes.number_line(text)
        if found:
            return re.split(r"[-–/\s]", found["code"])[0]
    return None
