"""Agencies that no authority file lists, found by how their names are built.

Three forms: a local agency (``UBND phường Tân Lập``), a head word with its own name (``Chi cục Kiểm lâm``, ``Ban Chỉ đạo
389/KG``), and collectives (``các sở, ban, ngành``; ``UBND các huyện, thành phố``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.agencies.provinces import province_named, province_names, provinces
from ingest.text.agency_heads import any_head, heads
from ingest.text.verbs import starts_with_verb

_CAPITALS = "A-Z" + "".join(
    chr(code) for code in (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)) if chr(code).isalpha() and chr(code).isupper()
)
CAPITAL = f"[{_CAPITALS}]"
# Hòn Ngang, Tân Lập, Vĩnh Hòa Hưng: at most four syllables.
PROPER = rf"{CAPITAL}\w*(?:[ ]{CAPITAL}\w*){{0,3}}"
_UNIT = r"(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Hh]uyện(?: đảo)?|[Tt]hành phố|[Tt][Pp]\.?|[Tt]hị xã|[Qq]uận|[Đđ]ặc khu|T[XT]\.?|[HPQX]\.)"
_BODY = any_head("place", "province", "locality")
_PLACE = rf"(?:{PROPER}|\d{{1,2}}(?!\d))"
_PLACES = rf"{PROPER}(?:(?:,[ ]?|[ ]và[ ]){PROPER})*"
# UBND xã Hòn Ngang · Công an TP. Bình An · UBND P. 5 · Huyện ủy Tân Lập · UBND các xã: Hòn Ngang, Tân Lập và Vĩnh Sơn
# Without a place: "giao UBND huyện rà soát", "UBND TP.". Not "UBND xã, phường", which means all of them.
_BARE_UNIT = r"(?:xã|phường|thị trấn|huyện|[Tt]hành phố|TP\.?|thị xã|quận|đặc khu)(?!\w)"
_LOCAL = re.compile(
    rf"(?<!\w)(?:{_BODY} {_UNIT} ?{_PLACE}|{_BODY} {_BARE_UNIT}(?!,? (?:và |hoặc )?{_BARE_UNIT})|{_BODY} các {_UNIT}(?:,? {_UNIT})*:? {_PLACES}|(?:Huyện|Thành|Thị) (?:ủy|uỷ) {PROPER})"
)

_HEAD = re.compile(rf"(?<!\w){any_head('own_name')}(?=[ ])")
_HEAD_WORD = re.compile(rf"(?:{any_head('own_name')}|Giám đốc|Chủ tịch|Thủ trưởng|Chánh|Các|các)(?!\w)")
# Heads whose own name may begin in small letters: "Ban Chỉ đạo phòng, chống thiên tai tỉnh", "Ban Quản lý dự án".
_SMALL_NAMES = heads("own_name", "small")
_STEP = re.compile(r"(?P<sep>,? và |, ?| [-–] ?| )(?P<word>\w+(?:/\w+)?)")
_CLOSERS = ("tỉnh", "huyện", "xã", "phường", "quốc", "trung")
_STOP = re.compile(
    r"(?:đã|đang|sẽ|có|là|của|trên|tại|theo|để|do|về|khi|được|bị|không|với|nhằm|này|nêu|thuộc|cùng|vào|từ|trước|sau|làm|rồi"
    r"|cho|như|gồm|chưa|nếu|thì|mà|bằng|qua|đến|ngày|số|và|hoặc|xem|tự)(?!\w)"
)
# Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh: "đầu tư" belongs to the name.
_PROJECT = re.compile(
    r" (?:các )?[Dd]ự án(?: (?:[Đđ]ầu tư(?: [Xx]ây dựng)?|ĐTXD|ĐT XD))?(?: (?:các )?(?:công trình|chuyên ngành))?(?!\w)"
)
# Ban QLDA đầu tư xây dựng tỉnh · BQLDA các công trình giao thông tỉnh
_SHORT_PROJECT = re.compile(
    r"(?: (?:[Đđ]ầu tư(?: [Xx]ây dựng)?|ĐTXD|ĐT XD)(?: (?:các )?(?:công trình|chuyên ngành))?| (?:các )?(?:công trình|chuyên ngành))(?!\w)"
)
_MOST_WORDS = 16

# A collective: an optional chief, then one or more kinds of agency in the plural, then what narrows them.
_CHIEF = r"(?:Giám đốc|Thủ trưởng|Chủ tịch|Bí thư|[Nn]gười đứng đầu|[Ll]ãnh đạo|Trưởng)(?:, (?:Giám đốc|Thủ trưởng|Chủ tịch))?(?: ?\([^()\n]{3,40}\))?"
_KIND = (
    r"(?:(?:cấp ủy|ban đảng|ban cán sự đảng|đảng đoàn|đảng bộ)(?: trực thuộc(?: (?:Tỉnh|Thành|Huyện) (?:ủy|uỷ))?)?|[Ss]ở|[Bb]an(?! quản lý)|[Nn]gành|[Bb]ộ(?! phận| đội| môn| máy)|[Cc]ấp(?: ủy| chính quyền)?|đoàn thể(?: chính trị ?[-–] ?xã hội)?|hội|hội đoàn thể|[Đđ]ịa phương|[Đđ]ơn vị|chính quyền(?: địa phương)?|[Cc]ơ quan(?: tham mưu(?:,? giúp việc)?(?: của)?(?: (?:Tỉnh|Huyện|Thành) (?:ủy|uỷ))?| chuyên môn| ngang bộ)?"
    r"|(?:(?<=, )|(?<=,)|(?<=và )|(?<=ác )|(?<=ững )|(?<=/)|(?<=; ))tổ chức(?: cơ sở đảng| đảng| chính trị ?[-–] ?xã hội| đoàn thể| hội)?|lực lượng(?: chức năng| vũ trang)?|[Dd]oanh nghiệp(?: [Nn]hà nước)?|chủ đầu tư|tỉnh(?! (?:ủy|uỷ))|huyện(?! (?:ủy|uỷ))|thành phố|thị xã|quận"
    r"|xã|phường|thị trấn|đặc khu|phòng|trường(?: học)?|chi cục|(?:tỉnh|huyện|thành|thị|quận) (?:ủy|uỷ)|đảng (?:ủy|uỷ)(?: trực thuộc(?: (?:Tỉnh|Thành|Huyện) (?:ủy|uỷ))?)?|[Bb]an quản lý(?: dự án| rừng(?: đặc dụng| phòng hộ)*| chợ| di tích)?|hiệp hội)"
)
_NARROWED = (
    r"(?:[ ,]*(?:trực thuộc Trung ương|cấp tỉnh|cấp huyện|cấp xã|(?:có )?liên quan(?: khác)?|trực thuộc(?: tỉnh)?|thuộc (?:tỉnh|[Uu]BND tỉnh|[ỦU]ỷ ban nhân dân tỉnh|Ủy ban nhân dân tỉnh)|của tỉnh|tỉnh|trong tỉnh"
    r"|khác|trên địa bàn(?: tỉnh)?|cấp cơ sở|ven biển|biên giới|miền núi))*"
)
_COMMITTEE = r"(?:UBND|[Uu]BND|[Ủủ]y ban nhân dân|[Uu]ỷ ban nhân dân|[Đđ]ảng ủy|HĐND|[Cc]ông an|[Cc]hính quyền)"
_JOIN = r"(?:, ?| và | & |/|; ?| )(?:các )?"
_LEVEL = r"cấp (?:huyện|xã|cơ sở)"
_COLLECTIVE = re.compile(
    r"(?<!\w)(?:"
    rf"(?P<chief>{_CHIEF} )?(?:"
    # Giám đốc các sở · UBND các huyện, thành phố · Các ban đảng; behind a chief also: Thủ trưởng cơ quan, đơn vị
    rf"(?:(?:{_COMMITTEE} )?(?:[Cc]ác|[Nn]hững) {_KIND}|(?(chief)(?:cơ quan|đơn vị|địa phương)|(?!)))(?:{_JOIN}{_KIND}(?!\w))*{_NARROWED}(?!\w)"
    # UBND cấp xã · Công an địa phương các cấp · UBND xã, phường
    rf"|{_COMMITTEE} (?:(?:{_LEVEL}|địa phương(?: các cấp)?|các cấp)(?!\w)"
    rf"|(?:xã|phường|huyện)(?:(?:, ?| và )(?:xã|phường|thị trấn|thị xã|thành phố|đặc khu))+(?!\w)(?! {CAPITAL}))"
    # sở, ban, ngành · Sở, ngành và địa phương
    rf"|[Ss]ở,? (?:ban,? )?ngành(?:, địa phương| và địa phương)?{_NARROWED}(?!\w))"
    r"|(?:[Nn]hóm )?[Nn]gười đại diện (?:phần )?vốn(?: [Nn]hà nước)?(?: tại các [Dd]oanh nghiệp(?: [Nn]hà nước)?)?(?!\w)"
    r"|[Cc]ơ quan thường trực(?!\w)|[Ll]ực lượng chức năng(?!\w)|[Tt]hành viên UBND tỉnh(?!\w))"
)


# UBND Lào Cai · HĐND thành phố Hà Nội · Công an TP. Hải Phòng; a city of a province is no province: UBND thành phố Huế
# may be either, and stays a local agency.
_OF_PROVINCE = re.compile(
    rf"(?<!\w)(?P<head>Chủ tịch )?(?P<body>{any_head('place', 'province')})"
    rf" (?P<city>[Tt]hành phố |TP\.? ?)?(?P<name>{province_names().pattern})(?!\w)"
)
_CITIES = frozenset(one.name for one in provinces() if one.kind == "thành phố" and one.name != "Huế")


def local_agencies(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Yield (start, end, canonical name) of the agencies that a place tells apart; local ones have no such name."""
    for match in _OF_PROVINCE.finditer(text):
        province = province_named(match["name"])
        if province is not None and (not match["city"] or province.name in _CITIES):
            yield match.start(), match.end(), _agency_of_province(match["body"], head=bool(match["head"]))
    for match in _LOCAL.finditer(text):
        yield match.start(), match.end(), None


def _agency_of_province(printed: str, *, head: bool) -> str | None:
    if printed == "Công an":
        return "Công an tỉnh"
    if printed in ("HĐND", "Hội đồng nhân dân"):
        return None if head else "Hội đồng nhân dân tỉnh"
    return "Chủ tịch Ủy ban nhân dân tỉnh" if head else "Ủy ban nhân dân tỉnh"


def collectives(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Yield (start, end, canonical name of the collective or None)."""
    for match in _COLLECTIVE.finditer(text):
        yield match.start(), match.end(), _collective_name(match.group().lower())


def collective_names(printed: str) -> frozenset[str]:
    """Return the canonical names of all collectives that printed words name.

    >>> sorted(collective_names("Giám đốc các sở, Chủ tịch UBND cấp huyện"))
    ['Các sở, ban, ngành', 'Ủy ban nhân dân cấp huyện']
    """
    low = printed.lower()
    if _LOCALITIES.fullmatch(low.strip()):
        return frozenset({"Ủy ban nhân dân cấp huyện", "Ủy ban nhân dân cấp xã"})
    found = {_collective_name(low[start:end]) for start, end, _ in collectives(printed)}
    # "Giám đốc các sở, Chủ tịch UBND các huyện": one stretch, several collectives.
    found |= {name for words, name in _WITHIN if words.search(low)}
    return frozenset(name for name in found if name)


# The committees of the localities are of two levels, and no departments: "UBND các địa phương", "chính quyền địa phương".
_LOCALITIES = re.compile(
    r"(?:chủ tịch |lãnh đạo )?(?:ubnd|[ủu][ỷy] ban nhân dân|chính quyền|công an) (?:các )?địa phương(?: các cấp)?"
    r"(?: (?:có )?liên quan| trên địa bàn(?: tỉnh)?| trong tỉnh)*"
)
_WITHIN = (
    (re.compile(r"các sở|sở,? (?:ban,? )?ngành|(?:các|ban,) ngành"), "Các sở, ban, ngành"),
    (re.compile(r"cấp huyện|các huyện(?! (?:ủy|uỷ))|các thành phố"), "Ủy ban nhân dân cấp huyện"),
    (re.compile(r"cấp xã|các xã|các phường"), "Ủy ban nhân dân cấp xã"),
    (re.compile(r"địa phương|(?:các|cơ quan,) (?:đơn vị|cơ quan)"), "Các cơ quan, đơn vị, địa phương"),
    (re.compile(r"các cấp"), "Các cấp, các ngành"),
    (re.compile(r"các bộ(?! phận| đội| môn| máy)"), "Các bộ, cơ quan ngang bộ"),
)


def _collective_name(printed: str) -> str | None:
    committee = re.search(r"ubnd|[ủu][ỷy] ban nhân dân|chính quyền|chủ tịch", printed)
    if "thường trực" in printed:
        return None
    if "sở" in printed:
        return "Các sở, ban, ngành"
    if re.search(
        r"cấp huyện|các huyện(?! (?:ủy|uỷ))|các thành phố|(?:dân|ubnd) (?:huyện|thị xã|thành phố),? (?:và )?", printed
    ):
        return "Ủy ban nhân dân cấp huyện" if committee or "cấp" not in printed else None
    if re.search(r"cấp xã|các xã|các phường|(?:dân|ubnd) xã, phường", printed):
        return "Ủy ban nhân dân cấp xã" if committee or "cấp" not in printed else None
    if re.search(r"các bộ(?! phận| đội| môn| máy)", printed):
        return "Các bộ, cơ quan ngang bộ"
    if "các cấp" in printed:
        return "Các cấp, các ngành"
    if re.search(r"địa phương|đơn vị|cơ quan", printed):
        return None if _LOCALITIES.fullmatch(printed) else "Các cơ quan, đơn vị, địa phương"
    return None


def named_agencies(text: str, lowered_text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches that begin with a head word and go on with a name of their own."""
    at = 0
    while head := _HEAD.search(text, at):
        end = _name_end(text, lowered_text, head)
        if end is None:
            at = head.end()
        else:
            yield head.start(), end
            at = end


def _name_end(text: str, lowered_text: str, head: re.Match[str]) -> int | None:
    small = head.group() in _SMALL_NAMES
    project = (_SHORT_PROJECT if head.group().endswith("QLDA") else _PROJECT).match(text, head.end()) if small else None
    end, at, words, capital_end, verb_first = None, head.end(), 0, None, False
    if project:
        end = at = project.end()
    while words < _MOST_WORDS and (step := _STEP.match(text, at)):
        word, begin = step["word"], step.start("word")
        capital = word[0].isupper() or word[0].isdigit()
        if step["sep"] != " " and not _goes_on(text, lowered_text, step, capital=capital):
            break
        if _HEAD_WORD.match(text, begin):
            break
        if not capital:
            if end is None and not small:
                return None
            if _STOP.match(lowered_text, begin):
                break
            # "Ban Chỉ đạo thực hiện ... tỉnh" is a name; "Ban Chỉ đạo triển khai ..." without a close is a clause.
            if starts_with_verb(lowered_text, begin):
                if not small or words:
                    break
                verb_first = True
        elif capital_end is None or capital_end == at:
            capital_end = step.end()
        words += 1
        at = end = step.end()
        if not capital and word in _CLOSERS:
            place = re.compile(rf" {PROPER}").match(text, at)
            tail = re.compile(r" gia| ương").match(text, at)
            if tail:
                return tail.end()
            return place.end() if place and word in ("tỉnh", "huyện", "xã", "phường") else at
    if verb_first:
        return head.end()
    if words >= _MOST_WORDS:
        return capital_end
    return end


def _goes_on(text: str, lowered_text: str, step: re.Match[str], *, capital: bool) -> bool:
    """Tell whether a name goes on behind a comma, dash or ``và``.

    Yes: "Chăn nuôi và Thú y", "Đầu tư, Thương mại và Du lịch", "phòng, chống". No: "Chi cục Kiểm lâm, Công an huyện".
    """
    begin = step.start("word")
    if capital:
        if "," not in step["sep"]:
            return _HEAD_WORD.match(text, begin) is None
        listed = re.compile(rf"{CAPITAL}\w*(?: \w+){{0,2}} và {CAPITAL}").match(text, begin)
        return listed is not None and _HEAD_WORD.match(text, begin) is None
    if step["word"] == "chống":
        return True
    if "và" in step["sep"]:
        ahead = re.compile(r"(?: ?[^\W\d_]+){1,6}? (?:tỉnh|huyện|quốc gia|thành phố)(?!\w)").match(lowered_text, begin)
        return (ahead is not None and not starts_with_verb(lowered_text, begin)) or lowered_text.startswith(
            "tìm kiếm cứu nạn", begin
        )
    return False
