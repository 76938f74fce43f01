"""What stands around the name of an agency: the head before it, the place behind it, the words that make it no name."""

from __future__ import annotations

import re

from ingest.agencies.grammar import CAPITAL

# Kinds whose names are also written with a small first letter ("sở Tài chính"); others ("thuế tỉnh") are then words.
_SMALL_INITIAL = frozenset({"department", "ministry", "government", "council", "police", "party", "central", "office"})
# "cơ sở y tế", "cán bộ y tế", "toàn bộ", "đường bộ", "chi bộ", "sơ bộ": no department, no ministry.
_NOT_BEFORE = re.compile(
    r"(?<!\w)(?:cơ|trụ|xứ|công|cán|toàn|nội|đồng|tiến|bản|chi|đảng|đường|thủy|sơ|cục|nam|bắc|trung|đi|tản"
    r"|co|tru|xu|cong|can|toan|noi|dong|tien|ban|dang|duong|thuy|so|cuc|bac)[ ]$"
)
_NOT_BEFORE_REACH = 7
# Nam Bộ, Bắc Bộ, Trung Bộ: regions, with a capital.
_REGION = re.compile(r"(?<!\w)(?:nam|bắc|trung)[ ]$")
# Giám đốc Sở Y tế · GĐ Sở Y tế · Chánh Thanh tra tỉnh · Phó Cục trưởng Cục Thuế · Chủ tịch UBND xã Hòn Ngang
_HEAD = re.compile(
    r"(?:(?:[Cc]ác )?(?:[Đđ]ồng chí|[Đđ]/c) )?(?:Phó |Quyền |Q\. ?)?(?:(?:Tổng )?[Gg]iám đốc|P?GĐ|[Cc]hủ tịch|P?CT|[Tt]hủ trưởng|[Cc]hánh án|[Cc]hánh"
    r"|[Cc]hi cục trưởng|[Cc]ục trưởng|[Tt]rưởng [Bb]an|[Tt]rưởng|[Bb]ộ trưởng|[Cc]hỉ huy trưởng|[Vv]iện trưởng|[Bb]í thư"
    r"|[Hh]iệu trưởng|[Ll]ãnh đạo|[Nn]gười đứng đầu|[Cc]hủ nhiệm)(?: \([^()\n]{3,40}\))? $"
)
_HEAD_REACH = 60
_PROVINCE = re.compile(rf"[ ]tỉnh(?:[ ]{CAPITAL}\w*(?:(?: | - ){CAPITAL}\w*){{0,3}})?")
_PLACE = re.compile(rf"(?:[ ]{CAPITAL}\w*){{2,3}}(?!\w)")
_PROVINCE_NAME = re.compile(rf"[ ]{CAPITAL}\w*(?:(?: | - ){CAPITAL}\w*){{0,3}}")
_WITHOUT_PLACE = frozenset({"office", "ministry", "central", "collective"})


def other_word_before(folded_or_low: str, start: int) -> bool:
    """Tell whether the word before makes ``sở`` or ``bộ`` part of another word: cơ sở, cán bộ, đường bộ."""
    return bool(_NOT_BEFORE.search(folded_or_low, max(0, start - _NOT_BEFORE_REACH), start))


def region_before(low: str, start: int) -> bool:
    """Tell whether ``Bộ`` is the second word of a region's name: Nam Bộ, Bắc Bộ, Trung Bộ."""
    return low.startswith("bộ", start) and bool(_REGION.search(low, max(0, start - _NOT_BEFORE_REACH), start))


def may_be_small(kind: str) -> bool:
    """Tell whether names of this kind are also written with a small first letter."""
    return kind in _SMALL_INITIAL


def with_head(plain: str, start: int, floor: int) -> int:
    """Return where the mention begins: at the head ("Giám đốc Sở Y tế") where one stands before the name."""
    head = _HEAD.search(plain, max(floor, start - _HEAD_REACH), start)
    if head is None or (head.start() and plain[head.start() - 1].isalnum()):
        return start
    return head.start()


def with_place(plain: str, start: int, end: int, kind: str) -> int:
    """Take the name of the province into the mention: "Sở Y tế tỉnh Bình Lạc", "Công an tỉnh Bình Lạc"."""
    printed = plain[start:end]
    if kind in _WITHOUT_PLACE or printed.isupper():
        return end
    if printed.endswith("tỉnh"):
        place = _PROVINCE_NAME.match(plain, end)
    else:
        place = _PROVINCE.match(plain, end) or (
            None if _HEAD.search(plain, max(0, start - _HEAD_REACH), start) else _PLACE.match(plain, end)
        )
    return place.end() if place else end
