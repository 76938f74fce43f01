"""Where each fact of the letterhead and the signature was read, and how sure the reading is.

The facts are decided elsewhere (``metadata``, ``issuer``, ``ending``); here their words are found again in the one text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Document, Field, Span
from ingest.structure import line_shapes
from ingest.structure.pieces import Paragraph
from ingest.text.folding import fold
from ingest.text.syllables import is_syllable

UNSURE = 0.6
"""Confidence up to which a fact is shown with a word of caution."""
RESPELT = 0.9
IMPLIED = 0.8
MISREAD = 0.6
BY_HAND = 0.75
DIM = 0.8
INTERRUPTED = 0.6
SCATTERED = 0.5

# Which paragraphs of letterhead and ending a fact is read from; the first role that holds its words wins.
_ROLES = {
    "number": ("number",),
    "issuer": ("issuer",),
    "subject": ("subject", "about", "type"),
    "signer": ("name",),
    "signer_title": ("office",),
    "urgency": ("urgency",),
}
_NAMES = ("kind", "number", "issuer", "issued_on", "subject", "signer", "signer_title", "urgency")
_WORD = re.compile(r"[^\W_]+")
# The day in a place and date line: "ngày 18 tháng 6 năm 2024", "ngày 3/4/2020", "ngày18 ..."; not the place before it.
_DAY = re.compile(r"ng[aà]y[\W\d].*\d", re.IGNORECASE)
# "4L026": dirt or a stamp; not "38c", "G7", "UBND2"
_DIRT = re.compile(r"\d[^\W\d_]+\d")

Printed = Sequence[tuple[Paragraph, Span]]


def fields_of(document: Document, paragraphs: Sequence[Paragraph], spans: Sequence[Span]) -> tuple[Field, ...]:
    """Return one field for every known fact, in the order of ``Document``'s attributes.

    ``paragraphs`` and their ``spans`` are those ``document.text`` was composed of. A confidence starts at 1 and is
    multiplied by

    * ``RESPELT`` when the printed words are not the value letter by letter (capitals brought to ordinary spelling, a
      name completed by the body above it, lines put together);
    * ``IMPLIED`` when no printed words state the value: the type of a công văn, or a type known only by its code;
    * ``MISREAD`` when a word of a name or a subject is no Vietnamese syllable, as misread letters leave it;
    * ``INTERRUPTED`` when other words stand between those of the value: lines of the other column, a stamp;
    * ``BY_HAND`` for number and day on a picture: they are stamped or written by hand more often than not;
    * ``DIM`` on a page where recognition was unsure of its words or the text layer is garbled;
    * ``SCATTERED`` when the words of the value could not all be found again where such a value stands.
    """
    printed = list(zip(paragraphs, spans, strict=True))
    found = (_field(name, document, printed) for name in _NAMES if getattr(document, name) is not None)
    return tuple(field for field in found if field is not None)


def is_sure(field: Field) -> bool:
    """Tell whether a fact may be shown as it is; an unsure one is shown with a word of caution."""
    return field.confidence > UNSURE


def _field(name: str, document: Document, printed: Printed) -> Field | None:
    if name == "kind":
        return _kind(document, printed)
    if name == "issued_on":
        return _issued_on(document, printed)
    value = document.number.printed if name == "number" and document.number else str(getattr(document, name))
    places = [[span for paragraph, span in printed if paragraph.role == role] for role in _ROLES[name]]
    text = document.text
    for spans in (*places, [span for group in places for span in group]):
        span = _words_in(text, sorted(spans), value, last=name in ("signer", "issuer"))
        if span is not None:
            return Field(name, span, _confidence(name, document, value, span))
    everywhere = sorted(span for group in places for span in group)
    return Field(name, everywhere[-1], SCATTERED) if everywhere else None


def _confidence(name: str, document: Document, value: str, span: Span) -> float:
    printed = span.of(document.text)
    sure = 1.0 if printed == value else RESPELT
    if name in ("issuer", "subject", "signer") and any(map(_misread, _WORD.findall(printed))):
        sure *= MISREAD
    if not set(_WORD.findall(fold(printed))) <= set(_WORD.findall(fold(value))):
        sure *= INTERRUPTED
    page = document.page_of(span.start)
    if name in ("number", "issued_on") and (document.scanned or page in _told(document, "read_by_ocr")):
        sure *= BY_HAND
    if page in _told(document, "ocr_low_confidence") | _told(document, "garbled_text"):
        sure *= DIM
    return round(sure, 3)


def _told(document: Document, code: str) -> set[int]:
    """Return the pages a warning names, written as ``1-3, 7``."""
    runs = [
        [int(number) for number in run.split("-")]
        for warning in document.warnings
        if warning.code == code
        for run in re.findall(r"\d+(?:-\d+)?", warning.detail)
    ]
    return {page for run in runs for page in range(run[0], run[-1] + 1)}


def _misread(word: str) -> bool:
    """Tell whether a word is neither a syllable nor an abbreviation, a number or a name of another language.

    >>> [_misread(word) for word in ("Uỷ", "UBND", "Covid19", "38c", "Tĩnhh", "4L026")]
    [False, False, False, False, True, True]
    """
    if len(word) < 2 or not word.isalpha() or is_syllable(word):
        return bool(_DIRT.search(word))
    return not word.isascii() and not (word.isupper() and len(word) <= 5)


def _words_in(text: str, spans: Sequence[Span], value: str, last: bool) -> Span | None:
    """Find the words of ``value`` in the stretches: in a row, or, in any order, in the fewest stretches one after another.

    Case, diacritics and signs between the words do not count. With ``last`` the search begins at the end.
    """
    words = _WORD.findall(fold(value))
    if not words or not spans:
        return None
    row = re.compile(r"(?<!\w)" + r"[\W_]+".join(map(re.escape, words)) + r"(?!\w)")
    whole = Span(spans[0].start, spans[-1].end)
    matches = list(row.finditer(fold(whole.of(text))))
    matches = [one for one in matches if any(span.start <= whole.start + one.start() < span.end for span in spans)]
    if matches:
        found = matches[-1 if last else 0]
        return _with_signs(text, Span(whole.start + found.start(), whole.start + found.end()), value)
    wanted = set(words)
    for length in range(1, len(spans) + 1):
        starts = range(len(spans) - length, -1, -1) if last else range(len(spans) - length + 1)
        for start in starts:
            run = Span(spans[start].start, spans[start + length - 1].end)
            if wanted <= set(_WORD.findall(fold(run.of(text)))):
                return run
    return None


def _with_signs(text: str, span: Span, value: str) -> Span:
    """Widen a find to the signs that open and close the value: ``(Lần 2)``."""
    opening = len(value) - len(value.lstrip("\"“(['"))
    closing = len(value) - len(value.rstrip("\"”)]'."))
    start, end = span.start, span.end
    if opening and text[start - opening : start] == value[:opening] and start >= opening:
        start -= opening
    if closing and text[end : end + closing] == value[-closing:]:
        end += closing
    return Span(start, end)


def _kind(document: Document, printed: Printed) -> Field | None:
    assert document.kind is not None
    for paragraph, span in printed:
        if paragraph.role == "type":
            found = _words_in(document.text, [span], document.kind, last=False)
            if found is not None:
                return Field("kind", found, _confidence("kind", document, found.of(document.text), found))
    roles = ("about", "addressees", "number") if document.kind == "công văn" else ("number", "type")
    for role in roles:
        for paragraph, span in printed:
            if paragraph.role == role:
                return Field("kind", _implying(paragraph, span), IMPLIED, inferred=True)
    return None


def _implying(paragraph: Paragraph, span: Span) -> Span:
    """Return the words that imply a type: ``V/v`` or ``Kính gửi`` for a công văn, else the number's code."""
    numbered = line_shapes.number_line(paragraph.text) if paragraph.role == "number" else None
    if numbered is not None:
        return Span(span.start + numbered.start("code"), span.start + numbered.end("code"))
    opening = re.match(r"\W*(?:V\s?/\s?v\b|\w+\s+\w+)", paragraph.text, re.IGNORECASE)
    return Span(span.start, span.start + opening.end()) if opening else span


def _issued_on(document: Document, printed: Printed) -> Field | None:
    assert document.issued_on is not None
    day = document.issued_on
    wanted = [day.day, day.month, day.year]
    lines = [span for paragraph, span in printed if paragraph.role == "place_date"]
    for span in lines:
        found = _DAY.search(span.of(document.text))
        if found and [int(number) for number in re.findall(r"\d+", found[0])][-3:] == wanted:
            where = Span(span.start + found.start(), span.start + found.end())
            return Field("issued_on", where, _confidence("issued_on", document, where.of(document.text), where))
    return Field("issued_on", lines[0], SCATTERED) if lines else None
