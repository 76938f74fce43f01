"""Document numbers as people type them: any case, no diacritics, parts missing ("cv 1088", "524/qd-ubnd")."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.document import DocumentNumber, Span
from ingest.references.numbers import normal_number, parse_number
from ingest.text.document_kinds import TYPES, kinds_for, one_of
from ingest.text.folding import fold
from ingest.text.lookalikes import in_western_signs

# Folded code → the spelling of Appendix III. HD and DA stay as typed: HĐ and ĐA are other types.
_SPELT = {fold(code): code for code in TYPES if code not in ("HĐ", "ĐA", "CTR", "TTR", "QĐi")} | {
    "ubnd": "UBND", "hdnd": "HĐND", "ttg": "TTg", "cp": "CP", "vpcp": "VPCP", "bcd": "BCĐ", "bcsd": "BCSĐ", "tw": "TW",
    "tu": "TU", "vp": "VP", "mttq": "MTTQ", "ctubnd": "CTUBND",
}  # fmt: skip
_TYPE_WORDS = (
    {fold(name): code for code, name in TYPES.items() if code not in ("CTR", "TTR", "QĐi")}
    | {fold(form): kind.codes[0] for kind in kinds_for("asked") for form in kind.typed if kind.codes}
    | {"van ban": "", "vb": "", "so": ""}
)
_TYPED = re.compile(
    r"(?<![\w/.,-])(?P<number>\d{1,5}|\d{1,3}\.\d{1,2}|\d{1,2}\.\d{3}|(?=[oli]*\d)[\doli]{2,5})\s*(?P<rest>(?:/\s*(?:19|20)\d\d\s*)?/\s*[a-z][a-z0-9&]*(?:\s?[-–]\s?[a-z][a-z0-9&]*){0,3}|-\s?[a-z]{1,4}\s?/\s?[a-z][a-z0-9-]*)(?![\w/])"
)
_NAMED = re.compile(
    rf"(?<!\w)(?P<type>{one_of(_TYPE_WORDS)})\s*(?:so\s*:?\s*)?(?P<number>\d{{1,5}})(?P<years>\s*nam\b)?(?![\w/.,%-]|\s*(?:thang\b|ngay\b|%|/|nam\b))"
)
# "công văn số 1230/mđv-atmt": behind such words a code that nobody knows is one all the same
_CALLED = re.compile(rf"(?<!\w){one_of(_TYPE_WORDS)}\s*(?:so\s*:?\s*)?$")
_LIKE_DIGITS = str.maketrans("oli", "011")
_YEARS = range(1990, 2100)


def find_loose(text: str) -> list[tuple[Span, DocumentNumber]]:
    """Return the document numbers a question names, in order.

    A number with its code comes back whole (``524/qd-ubnd`` → ``524/QĐ-UBND``). A number behind a type word alone comes
    back partial: ``cv 1088`` has the normal form ``1088``, an empty code, and the type it was called by as ``kind``.
    """
    folded = fold(in_western_signs(text))
    found: list[tuple[Span, DocumentNumber]] = []
    for match in _TYPED.finditer(folded):
        span = Span(match.start(), match.end())
        number = parse_loose(span.of(text))
        if number is None and _CALLED.search(folded, 0, match.start()):
            number = parse_loose(f"Số {span.of(text)}")
        if number is not None:
            found.append((span, number))
    for match in _NAMED.finditer(folded):
        span = Span(match.start("number"), match.end("number"))
        value = int(match["number"])
        # "kế hoạch 5 năm", "kế hoạch 2024": a length and a year
        if (match["years"] and value <= 10) or (value in _YEARS and "so" not in match[0]):
            continue
        if not any(span.overlaps(other) for other, _ in found):
            digits = match["number"].lstrip("0") or "0"
            kind = _TYPE_WORDS[match["type"]] or None
            found.append((span, DocumentNumber(match["number"], digits, digits, "", kind)))
    return sorted(found, key=lambda one: one[0])


def parse_loose(text: str) -> DocumentNumber | None:
    """Read one typed number with its code, whatever its case and diacritics; ``None`` for anything else.

    >>> number = parse_loose("1088/ubnd-th")
    >>> number and number.normal
    '1088/UBND-TH'
    """
    strict = parse_number(text)
    if strict is not None:
        return strict
    called = re.match(r"\s*[Ss]ố\s*:?\s*", text)
    typed = text[called.end() :] if called else text
    folded = fold(in_western_signs(typed.strip()))
    match = _TYPED.fullmatch(folded)
    if match is None:
        return None
    # "1o88/ubnd-th": letters typed for the digits they look like
    folded = match["number"].translate(_LIKE_DIGITS) + folded[match.end("number") :]
    parts = [_SPELT.get(part, part.upper()) for part in re.split(r"([/\-–&])", re.sub(r"\s", "", folded)) if part]
    whole = "".join(parts)
    parsed = parse_number(f"Số {whole}" if called else whole)
    return replace(parsed, printed=typed.strip(), normal=normal_number(whole)) if parsed else None
