"""Acts cited by their name alone: Luật Đất đai năm 2024, Bộ luật Lao động, Nghị quyết Đại hội XI Đảng bộ tỉnh.

Found, not resolved: the name as printed, with the year or day behind it. A name with its number behind it
(``Luật Đất đai số 31/2024/QH15``) is the number's business and is not returned here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.document import Span
from ingest.text.document_kinds import kind_names, one_of
from ingest.text.folding import lowered

_LAWS = Path(__file__).parents[1] / "data" / "laws.txt"
# "Luật Đất đai", "Bộ luật Dân sự", "Bộ Luật hình sự"; not "pháp luật", "Khoa Luật", "Công ty Luật", "dự thảo Luật"
_TITLED = {form for name in kind_names("titled") for form in (name.capitalize(), name.title())}
_LAW = re.compile(rf"(?<!\w){one_of(_TITLED)} (?=\S)")
_NO_LAW_BEFORE = re.compile(
    r"(?:dự (?:thảo|án)(?: các)?|xây dựng|khoa|đại học|trường|viện|công ty|phòng|tạp chí|ngành|cử nhân|thạc sĩ|tiến sĩ|"
    r"hội|đoàn)\s$"
)
# A name that the list does not know: a capital, then words up to a sign or a word that no name holds.
_UNLISTED = re.compile(r"[A-ZĐÀ-Ỹ]\w*(?:\s(?!\d)[^\W\d_]+){0,7}")
_NOT_IN_NAME = re.compile(
    r"\s(?:năm|ngày|số|được|có|thì|để|tại|theo|trong|của|cho|này|đã|do|với|đối|từ|là|hiện|bởi|trên|nhằm|nêu|gồm|các|những|"
    r"khóa|khoá|quy định|sửa đổi|và văn bản|và các|và quy|về|như|khi|nếu|phải|không|chưa|tổ chức thực|hướng dẫn|còn)(?!\w).*$"
)
# "Luật sửa đổi, bổ sung một số điều của Luật Nhà ở và Luật Đất đai", "... của 11 luật về an ninh mạng"
_AMENDING = re.compile(
    r"sửa đổi,? bổ sung (?:một số )?(?:điều|nội dung)(?: và (?:bãi bỏ|thay thế) [^,;.]{1,30})? (?:của )?"
)
_OF_SEVERAL = re.compile(
    r"(?:các |\d{1,2} )luật[^,;.:()\n]{0,80}?(?=,|;|\.|:|\(|\)|\n|$|\s(?:năm|ngày|số|được|có)(?!\w))"
)
_AND_LAW = re.compile(r"(?:,\s|\svà\s|;\s)(?=Luật\s|Bộ luật\s)")
# Behind a name: " năm 2013", " 2024", " (sửa đổi) năm 2013", " ngày 19 tháng 6 năm 2015"
_YEAR_BEHIND = re.compile(r"(?:\s?\(sửa đổi\))?,?\s(?:năm\s)?(?P<year>(?:19|20)\d\d)(?![\d/])")
_NUMBER_BEHIND = re.compile(r"[\s,]*(?:(?:ban hành )?số:?\s*)?\d{1,5}\s?/")
# Congress and plenum resolutions of the Party; at least a congress's number or "Đảng" must be said.
# "Nghị quyết Đại hội XIII của Đảng", "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XI"; not "Nghị quyết Đại hội cổ đông"
_CONGRESS = re.compile(
    r"Nghị quyết\s(?:của\s)?[Đđ]ại hội(?:\s(?:[Đđ]ại hội|[Đđ]ại biểu|[Đđ]ảng viên|toàn quốc|lần thứ|thứ|[IVXL]+|của|"
    r"Đảng bộ|Đảng|đảng bộ|tỉnh|huyện|thành phố|thị xã|xã|phường|khối)(?!\w))+"
)
_PLENUM = re.compile(
    r"Nghị quyết\s(?:của\s)?(?:Hội nghị\s(?:lần thứ\s[\wÀ-ỹ]+,?\s)?(?:của\s)?)?(?:Ban Chấp hành\s)?Trung ương(?:\sĐảng)?"
    r"(?:\slần thứ)?(?:\s(?:\d{1,2}|[IVX]+|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))?[\s,]*\(?kh[óo][áa]?\s?[IVX]+\)?"
)
# "Hiến pháp năm 2013", "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam"; not "tuân thủ Hiến pháp và pháp luật"
_CONSTITUTION = re.compile(
    r"Hiến pháp(?=\s(?:năm\s)?(?:19|20)\d\d|\snước Cộng h)(?:\snước Cộng h(?:òa|oà) xã hội chủ nghĩa Việt Nam)?"
)
_SAYS_WHICH = re.compile(r"\b[IVXL]+\b|Đảng")


@dataclass(frozen=True, slots=True)
class NamedAct:
    """An act cited by name: ``span`` holds name and year as printed, ``year`` is ``None`` where none stands there."""

    span: Span
    year: int | None


def find_named_acts(text: str) -> tuple[NamedAct, ...]:
    """Return the acts that ``text`` (without footnote marks) names without a number, in order, never overlapping."""
    found: list[NamedAct] = []
    end = 0
    for start, stop in sorted({*_laws(text), *_others(text)}):
        if start < end:
            continue
        year = _YEAR_BEHIND.match(text, stop)
        if year:
            stop = year.end()
        if _NUMBER_BEHIND.match(text, stop):
            continue
        end = stop
        found.append(NamedAct(Span(start, stop), int(year["year"]) if year else None))
    return tuple(found)


def name_key(name: str) -> str:
    """Return what two mentions of one act have in common: case, tone placement and blanks do not matter.

    >>> name_key("Luật Hoá  chất") == name_key("Luật hóa chất")
    True
    """
    return " ".join(re.findall(r"\w+", lowered(_YEAR_BEHIND.sub("", f"{name}"))))


def _others(text: str) -> list[tuple[int, int]]:
    found = [match.span() for pattern in (_PLENUM, _CONSTITUTION) for match in pattern.finditer(text)]
    for match in _CONGRESS.finditer(text):
        name = re.sub(r"(?:\s(?:của|lần thứ|thứ))+$", "", match[0])
        if _SAYS_WHICH.search(name):
            found.append((match.start(), match.start() + len(name)))
    return found


def _laws(text: str) -> list[tuple[int, int]]:
    low = lowered(text)
    found = []
    for match in _LAW.finditer(text):
        if _NO_LAW_BEFORE.search(low, max(0, match.start() - 24), match.start()):
            continue
        end = _end_of_name(text, low, match.end())
        if end is not None:
            found.append((match.start(), end))
    return found


def _end_of_name(text: str, low: str, at: int) -> int | None:
    amending = _AMENDING.match(low, at)
    if amending:
        return _end_of_amended(text, low, amending.end())
    listed = _listed().match(low, at)
    if listed:
        return listed.end()
    unlisted = _UNLISTED.match(text, at)
    if unlisted is None:
        return None
    name = _NOT_IN_NAME.sub("", unlisted[0])
    if name.split(" ")[0] in ("TNHH", "Sư", "Gia"):
        return None
    return at + len(name)


def _end_of_amended(text: str, low: str, at: int) -> int | None:
    """Return the end of the list of laws that an amending law names."""
    several = _OF_SEVERAL.match(low, at)
    if several:
        return several.end()
    end = None
    while law := _LAW.match(text, at):
        inner = _end_of_name(text, low, law.end())
        if inner is None:
            break
        end = inner
        joint = _AND_LAW.match(text, inner)
        if joint is None:
            break
        at = joint.end()
    return end


@cache
def _listed() -> re.Pattern[str]:
    lines = _LAWS.read_text(encoding="utf-8").splitlines()
    names = sorted((lowered(line) for line in lines if line and not line.startswith("#")), key=len, reverse=True)
    # "Phòng chống tham nhũng" is written without the comma of the title as often as with it.
    return re.compile(rf"(?:{'|'.join(re.escape(name).replace(',', ',?') for name in names)})(?!\w)")
