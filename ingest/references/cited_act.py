"""What a text says of an act it cites: kind in front of the number; year, issuer and title behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingest.document import Reference, Span
from ingest.references.named_acts import name_key
from ingest.text.agency_heads import any_head
from ingest.text.document_kinds import kind_names, one_of
from ingest.text.folding import lowered

KIND_WORDS = one_of(kind_names("cited"))
NAMED_KINDS = kind_names("by_name")
"""Kinds of acts that are cited by name, without a number."""
_KIND_BEFORE = re.compile(rf"(?<!\w)(?P<kind>{KIND_WORDS})\s+(?:số\s?:?\s*)?$")
# " ngày 07/6/2024", ", ngày 01-8-2019", " ngày 18 tháng 02 năm 2003", " năm 2023"
DATED = r"(?:\s*,?\s*\(?(?:ban hành\s|ký\s)?(?:ngày\s*[\d\s./-]{1,12}(?:tháng\s*\d{1,2}\s*năm\s*\d{4})?|năm\s\d{4})\)?)"
_DATED = re.compile(DATED)
_YEAR = re.compile(r"\s*,?\s*năm\s(?P<year>(?:19|20)\d\d)(?!\d)")
# " của Ủy ban nhân dân tỉnh Bình Lạc", " do Sở Y tế ban hành"
_ISSUER = re.compile(
    r"\s*,?\s*(?:của|do)\s(?P<issuer>[A-ZĐÀ-Ỹ][\w&]*(?:(?:\s|,\s|\s?[-–]\s?)"
    # words that begin what the act is about or does: "của UBND tỉnh về ...", "do Sở Y tế ban hành"
    r"(?!về\s|V/v|ban hành|quy định|phê duyệt|tại\s"
    # another act: "của Bộ Y tế và QĐ số ...", "và các văn bản"
    r"|và\s(?:[A-ZĐ]\w+\s){1,3}số|và\s(?:các|văn)"
    r"|để\s|theo\s|tăng cường|đề nghị|thẩm định|báo cáo|sửa đổi|hướng dẫn|đã\s|được\s|có\s|trong\s|là\s|cho\s|giao\s|trên\s"
    r"|công bố|thay|bãi|đối|gửi\s)[^\W\d_][\w&]*){0,14})"
)
# " về việc phê duyệt ...", " quy định về ...", " ban hành Kế hoạch ..."
_TITLE = re.compile(
    r"\s*,?\s*(?P<title>(?:về(?: việc)?|v/v|quy định|phê duyệt|ban hành|công bố|hướng dẫn|sửa đổi|tăng cường|triển khai|thành lập)\s[^;.\n()“”]{8,220})",
    re.IGNORECASE,
)
# The issuer ends where the next agency or act begins: "của Bộ Y tế, Sở Y tế ...", "của UBND tỉnh và Quyết định số ..."
_NOT_ISSUER = re.compile(
    rf"(?:,\s(?:{any_head('next')}|các)\b.*|\svà(?:\s(?:Quyết|Nghị|Kế|Công|Thông|Chỉ|Luật)\b.*)?)$"
)


@dataclass(frozen=True, slots=True)
class CitedAct:
    """One reference with the words around it.

    ``normal`` is ``None`` for an act cited by ``name`` (its look-up form) and the other way round. ``digits`` and
    ``code`` are the parts of the number. ``year`` is the year the words state, be it in the number, in the date or alone.
    ``issuer`` and ``title`` are as printed behind it, ``kind`` is lower case; each ``None`` where nothing stands there.
    """

    span: Span
    printed: str
    normal: str | None = None
    name: str | None = None
    digits: str = ""
    code: str = ""
    kind: str | None = None
    issued_on: date | None = None
    year: int | None = None
    issuer: str | None = None
    title: str | None = None


def cited_act(plain: str, one: Reference) -> CitedAct:
    """Read what stands around a reference in ``plain`` (the text without footnote marks)."""
    start, end = one.span.start, one.span.end
    line_start = plain.rfind("\n", 0, start) + 1
    line_end = plain.find("\n", end)
    line_end = len(plain) if line_end < 0 else line_end
    before = _KIND_BEFORE.search(lowered(plain[max(line_start, start - 40) : start]))
    year = one.number.year if one.number else None
    at = end
    if one.number and year is None and one.date is None:
        stated = _YEAR.match(plain, at, line_end)
        year = int(stated["year"]) if stated else None
    dated = _DATED.match(plain, at, line_end)
    at = dated.end() if dated else at
    issuer = _ISSUER.match(plain, at, line_end)
    at = issuer.end() if issuer else at
    title = _TITLE.match(plain, at, line_end)
    words = " ".join(one.span.of(plain).split())
    agency = _NOT_ISSUER.sub("", issuer["issuer"]).rstrip(" ,-") if issuer else None
    about = " ".join(title["title"].split()) if title else None
    if one.number is None:
        named_year = re.search(r"(?:19|20)\d\d$", words)
        year = int(named_year[0]) if named_year else one.date.year if one.date else None
        kind = next((name for name in NAMED_KINDS if lowered(words).startswith(name)), None)
        return CitedAct(one.span, words, name=name_key(words), kind=kind, year=year, issued_on=one.date, issuer=agency)
    number = one.number
    return CitedAct(
        one.span,
        number.shown,
        normal=number.normal,
        digits=number.number,
        code=number.code,
        kind=before["kind"] if before else None,
        year=year or (one.date.year if one.date else None),
        issued_on=one.date,
        issuer=agency,
        title=about,
    )
