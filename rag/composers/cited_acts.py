"""The words by which a text names another document: kind, number, date, issuer."""

from __future__ import annotations

import re

from ingest.document import Reference, Span, without_marks
from ingest.text.document_kinds import TYPES, kind_names
from ingest.text.folding import fold

_KIND_NAMES = (*kind_names("asked"), "thông tư liên tịch")
# By the code in a number: 206/QĐ-TTg is a quyết định.
_CODES = {fold(code): name for code, name in TYPES.items() if name in _KIND_NAMES}
# " ngày 07/6/2024 của Văn phòng Ủy ban nhân dân tỉnh", ", ngày 01-8-2019 của Ban Thường vụ Tỉnh ủy"
_DATE_BEHIND = re.compile(r"\s?,?\s?(?:ban hành )?ngày [\d/.\- ]{1,12}(?:tháng \d{1,2} năm \d{4})?")
_ISSUER_BEHIND = re.compile(
    r"\s?(?:của|do) (?P<body>[A-ZĐỦÀ-Ỹ]\w*(?:[ ,-]{1,2}(?!về |ban hành|quy định|phê duyệt|tại |và về)[^\W\d_]+){0,9})"
)


def act_at(text: str, number: Span, dated: bool) -> Span:
    """Return the stretch from the kind before a number to the date and the issuer behind it."""
    plain = without_marks(text)
    line = plain.rfind("\n", 0, number.start) + 1
    before = plain[max(line, number.start - 40) : number.start]
    start = number.start
    low = fold(before).rstrip()
    stem = re.sub(r"(?:\s?\bso\b\s?:?)$", "", low).rstrip()
    for name in sorted(_KIND_NAMES, key=len, reverse=True):
        if stem.endswith(fold(name)):
            start = number.start - len(before) + len(stem) - len(name)
            break
    end = number.end
    line_end = plain.find("\n", end)
    line_end = len(plain) if line_end < 0 else line_end
    if dated:
        behind = _DATE_BEHIND.match(plain, end, line_end)
        if behind:
            end = behind.end()
            while end > number.end and plain[end - 1] in " ,.;-":
                end -= 1
    issuer = _ISSUER_BEHIND.match(plain, end, line_end)
    if issuer:
        end = issuer.start("body") + len(_cut(issuer["body"]))
    return Span(start, end)


def kind_at(text: str, one: Reference) -> str | None:
    """Return the kind of document a reference means: by the word before it, else by the code of its number."""
    act = act_at(text, one.span, False)
    said = fold(text[act.start : one.span.start])
    for name in sorted(_KIND_NAMES, key=len, reverse=True):
        if said.startswith(fold(name)):
            return name
    if one.number is None:
        return None
    if one.number.kind:
        return _CODES.get(fold(one.number.kind))
    return "công văn"


# The issuer ends before a verb or a joining word in small letters that opens what follows.
_STOP = re.compile(
    r"[ ,](?:về|ban hành|phê duyệt|quy định|tại|theo|để|nhằm|đã|và [^\W\d_]+ [^\W\d_]+ số|được|có|trong|là|thì|cho|giao|sửa|trên)(?= )"
)


def _cut(agency: str) -> str:
    stop = _STOP.search(f"{agency} ")
    return agency[: stop.start()].rstrip(" ,") if stop else agency.rstrip(" ,-")
