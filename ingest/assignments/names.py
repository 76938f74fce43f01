"""Names of agencies as a directive prints them, where the authority file and the form of names know only a part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.agencies.authority import Mention
from ingest.agencies.grammar import CAPITAL
from ingest.document import Span
from ingest.text.agency_heads import any_head

# "Đảng ủy Công an tỉnh", "Đảng đoàn HĐND tỉnh", "Ban Giám hiệu Trường Chính trị": the committee inside an agency.
_COMMITTEE = re.compile(
    r"(?<!\w)(?:Đảng đoàn|Đảng (?:ủy|uỷ|bộ)|Chi bộ|Ban [Cc]án sự đảng|Ban Thường vụ|Ban Chấp hành|Thường trực|Ban Giám đốc|Ban Giám hiệu|Ban Lãnh đạo|(?:Tổng )?[Cc]ông ty|Cơ quan Cảnh sát điều tra|Chánh) $"
)
_COMMITTEE_REACH = 28
# "Ban quản lý Khu kinh tế Hòa Bình và các KCN Bình Lạc"
_ZONES = re.compile(
    rf" và (?:các )?(?:KCN|KKT|CCN|[Kk]hu công nghiệp|[Kk]hu kinh tế|[Cc]ụm công nghiệp)(?!\w)(?: (?:trên địa bàn )?(?:tỉnh(?: {CAPITAL}\w*)*|{CAPITAL}\w*(?: {CAPITAL}\w*)*))?"
)
# "Phòng Kinh tế các huyện", "Trạm Y tế các xã": one kind of agency in many places.
_IN_PLACES = re.compile(rf"{any_head('list', offices=False)}(?!\w)")
_PLACES = re.compile(
    r"các (?:huyện|xã|phường|thị trấn|thành phố|thị xã|địa phương|cấp)(?:(?:, | và )(?:huyện|thị xã|thành phố|xã|phường|thị trấn|đặc khu))*$"
)
# "các bộ, ngành Trung ương"
_OF_THE_CENTRE = re.compile(r" (?:ở )?[Tt]rung ương(?!\w)")


def completed(plain: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the mentions with what belongs to their names; they keep their order and do not overlap."""
    held: Mention | None = None
    for one in mentions:
        one = _wider(plain, one, held.span.end if held else 0)
        if held is not None and _of_places(plain, held, one):
            held = Mention(
                Span(held.span.start, one.span.end), None, plain[held.span.start : one.span.end], common=True
            )
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


def _of_places(plain: str, agency: Mention, places: Mention) -> bool:
    return (
        not agency.common
        and plain[agency.span.end : places.span.start] == " "
        and _IN_PLACES.match(agency.printed) is not None
        and _PLACES.match(places.printed) is not None
    )


def _wider(plain: str, one: Mention, floor: int) -> Mention:
    start, end, agency = one.span.start, one.span.end, one.agency
    committee = _COMMITTEE.search(plain, max(floor, start - _COMMITTEE_REACH), start)
    if committee is not None and not one.common:
        start, agency = committee.start(), None
    if one.printed.lower().startswith("ban quản lý khu"):
        zones = _ZONES.match(plain, end)
        end = zones.end() if zones else end
    elif one.common and one.printed.lower().endswith(("bộ", "ngành")):
        centre = _OF_THE_CENTRE.match(plain, end)
        end = centre.end() if centre else end
    if (start, end) == (one.span.start, one.span.end):
        return one
    return Mention(Span(start, end), agency, plain[start:end], common=one.common)
