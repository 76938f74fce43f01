"""The agencies a directive speaks to: those the authority file and their form give, and those a letter calls by a common noun.

"Đề nghị Công ty", "yêu cầu chủ đầu tư", "Quý cơ quan" name nobody outside their letter, so they count only where an order
or a duty stands beside them; a collective takes in the words that narrow it ("các đơn vị sử dụng hóa chất").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.agencies.authority import Mention
from ingest.agencies.find import Agencies
from ingest.agencies.grammar import CAPITAL
from ingest.assignments.names import completed
from ingest.document import Span
from ingest.text.agency_heads import any_head
from ingest.text.verbs import TO_VERB, TO_WORD, over_verbs_marked, starts_with_verb, verbs_marked

_NAME = rf"{CAPITAL}\w*(?: {CAPITAL}\w*){{1,4}}"
_POST = r"(?:(?:Phó )?(?:Chủ tịch|Giám đốc|Bí thư|Trưởng [Bb]an|Trưởng phòng|Chánh Văn phòng|Chánh Thanh tra)(?: (?:[Tt]hường trực|UBND|HĐND|Tỉnh ủy|Sở|tỉnh|huyện|xã))* )?"
_TITLE = rf"(?:Phó|Trưởng|Chủ tịch|Giám đốc|Ủy viên|Thành viên|Thư ký|Tổ trưởng|Bí thư|Chánh|Chuyên viên|Cục trưởng|Vụ trưởng)(?:{TO_WORD}[^\W\d_]+){{0,12}}\)?"
_QUY = rf"(?i:{any_head('field')}|cơ quan|đơn vị|doanh nghiệp|địa phương)"
_ACTIVITY = r"(?:hoạt động|kinh doanh|sản xuất|sử dụng|bảo quản|vận chuyển|chế biến|tàng trữ|tồn trữ|lưu trữ|khai thác|vận tải|nuôi|xuất khẩu|nhập khẩu|mua bán)"
# Verbs inside the names of firms: "Công ty TNHH Xuất nhập khẩu Hòa Bình".
_TRADES = r"(?:nhập|xuất) khẩu|đầu tư xây dựng"
_COMMON_NOUN = over_verbs_marked(
    rf"(?<!\w)(?:Quý {_QUY}(?:(?:, | và |/){_QUY})*(?!\w)|[Cc]ác (?:chủ (?:rừng|cơ sở|phương tiện|hồ(?: chứa)?|hộ)|nhà (?:đầu tư|thầu)|cơ sở(?: (?:y tế|giáo dục|khám bệnh, chữa bệnh|khám chữa bệnh|đào tạo|lưu trú|dịch vụ|cai nghiện|tôn giáo)(?: công lập| tư nhân)?| ?(?={TO_VERB}| {_ACTIVITY})))(?!\w)|[Cc]hủ đầu tư(?: (?:xây dựng|hạ tầng|dự án|cụm công nghiệp|khu công nghiệp))*(?!\w)|[Nn]hà (?:đầu tư|thầu)(?!\w)"
    rf"|[Cc]ông ty(?: (?:[Cc]ổ phần|[Tt]rách nhiệm hữu hạn|TNHH|CP)(?:,? (?!các )\w+){{1,14}}?(?={TO_VERB}(?!{_TRADES})| và các |, các |(?: |:)*(?:\n|$)))?(?!\w)|[Cc]hi nhánh(?: số \d+)?(?: [-–] Công ty(?: (?!các )\w+){{1,16}}?(?={TO_VERB}(?!{_TRADES})))?(?!\w)|(?:[Dd]oanh nghiệp|[Cc]ơ sở(?= (?:nêu trên|có tên trên|được kiểm tra)))(?: (?:nêu trên|có tên trên|được kiểm tra))?(?!\w)|địa phương(?!\w)|(?:các )?cơ quan(?: nhà nước)? có thẩm quyền(?!\w)|cơ quan, đơn vị(?: (?:có )?liên quan| nêu trên)?(?!\w)|đơn vị (?:có )?liên quan(?!\w)|(?:cơ quan|đơn vị) (?:chủ trì )?(?:soạn thảo|trình|chủ trì|lập quy hoạch)(?!\w)|[Đđ]ơn vị(?: tư vấn| thi công| chủ rừng)?(?: (?:nêu trên|có tên trên|được kiểm tra|trên(?={TO_VERB})))?(?!\w)"
    rf"|phòng {CAPITAL}\w*(?: \w+){{0,5}}?(?={TO_VERB})|(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à)[.:]? {_POST}{_NAME}(?:(?:,| ?[-–]| ?\() ?{_TITLE})?|[Tt]ổ (?:trưởng|công tác|giúp việc)(?!\w)|(?:Ban (?:[Cc]hỉ đạo|[Tt]ổ chức|[Ss]oạn thảo)|Hội đồng)(?= (?:có|chịu) )|Đoàn (?:kiểm tra|thanh tra|công tác)(?!\w)"
    rf"|(?:[Cc]ác )?[Tt]hành viên (?:UBND tỉnh|Ban Chỉ đạo|Tổ công tác|Hội đồng|Đoàn(?: [Kk]iểm tra| công tác)?|Tổ|Ban)(?!\w)|(?:(?<=[Đđ]ề nghị )|(?<=[Yy]êu cầu ))các thành viên(?= và|{TO_VERB}))"
)
# Offices of the issuer's own house: "Trưởng phòng Tổ chức cán bộ theo dõi", "Văn phòng chuẩn bị phòng họp".
_OFFICE = over_verbs_marked(
    rf"(?<!\w)(?:(?:Phó )?(?:Trưởng phòng|Chánh Văn phòng|Chánh Thanh tra)(?:{TO_WORD}\w+){{0,6}}?|Văn phòng|Ban [Qq]uản lý(?: dự án)?|Ngành {CAPITAL}\w*(?: \w+){{0,3}}?|Mặt trận Tổ quốc(?: Việt Nam)?(?: các cấp)?)(?=(?: và các [^,;:.]{{3,40}})?{TO_VERB})"
    r"|(?<!\w)(?:Văn phòng|Thanh tra) (?:Sở|Ban|Bộ|Cục)(?!\w)"
    rf"|(?<!\w)Báo {CAPITAL}\w*(?: {CAPITAL}\w*){{0,3}}(?=,| và |{TO_VERB})"
)
# Many agencies by their heads or their kind: "Hiệu trưởng các trường", "Cấp ủy các cấp", "Cơ quan tài chính các cấp".
_HEADS = over_verbs_marked(
    rf"(?<!\w)(?:(?:Hiệu trưởng|Giám đốc|Trưởng|Chủ nhiệm|Bí thư) các (?!sở|ban|ngành|cơ quan)[^\W\d_]+(?:{TO_WORD}[^\W\d_]+){{0,8}}?(?=,?{TO_VERB}|, | và )"
    r"|Các (?:đồng chí )?Phó (?:Chủ tịch|Giám đốc)(?: (?:UBND|HĐND|Ủy ban nhân dân|Sở)(?: (?:tỉnh|huyện|xã))?)?"
    r"|Người đứng đầu(?:,? (?:và )?(?:cấp ủy|chính quyền|cơ quan|đơn vị|tổ chức|doanh nghiệp))*(?: (?:các cấp|địa phương))?"
    r"|Cấp (?:ủy|uỷ)(?:,? (?:và )?(?:tổ chức đảng|chính quyền))*(?: (?:các cấp|địa phương|cơ sở))?"
    r"|[Pp]hòng chuyên môn(?: cấp huyện| thuộc Sở)?"
    rf"|Cơ quan [^\W\d_]+(?:{TO_WORD}[^\W\d_]+){{0,3}}? (?:các cấp|cấp (?:huyện|xã|tỉnh)))(?!\w)"
)
_UNITS = re.compile(r"[Đđ]ơn vị|[Dd]oanh nghiệp|[Cc]ơ sở")
# What stands before such a noun where it is told to act: an order, an address, or the head of a sentence.
_TOLD = re.compile(
    r"(?:(?<!\w)(?:đề nghị|yêu cầu|giao(?: cho)?|phân công|đối với|với)[ ]|(?:^|\n|[.!?;:,]|[-–+*]|[\da-zđ]\))[ ]*)$",
    re.IGNORECASE,
)
_TOLD_REACH = 16
# "Văn bản góp ý của đơn vị đề nghị gửi về ...": who owns the paper is told to send it.
_SENDS = re.compile(r"[ ](?:đề nghị|xin|vui lòng)(?: được)? (?:gửi|nộp|chuyển)(?!\w)")
# "các đơn vị sử dụng vật liệu nổ", "các tổ chức được giao quản lý rừng": words that narrow a collective.
_NARROWS = over_verbs_marked(
    rf"(?:(?: (?:báo chí|truyền thông|thông tin đại chúng|quản lý nhà nước|chức năng|chuyên môn|có thẩm quyền|được (?:giao|phân công|phân cấp)(?: nhiệm vụ| quản lý| chủ trì| làm)*"
    rf"|{_ACTIVITY}(?:, {_ACTIVITY})*(?: và {_ACTIVITY})?|thuộc|nêu trên|của|trên(?= (?:địa bàn|các|tuyến|lĩnh vực))|trong(?= (?:tỉnh|ngành|khu|vùng|cụm|phạm vi))"
    rf"|tại(?= (?:các|khu|địa bàn|xã|phường|huyện|tỉnh|cụm)))|{TO_WORD}có)"
    rf"(?:{TO_WORD}\w[\w/-]*+(?:(?<=lĩnh vực),)?){{0,16}})(?={TO_VERB}|:)"
)
# "các tổ chức, cá nhân": people beside agencies.
_PEOPLE = re.compile(
    r"(?:(?:, | và )(?:cá nhân|hộ gia đình|hộ kinh doanh|người dân|cơ sở)(?: (?:có )?liên quan)?(?!\w))+"
)
# "Sở Giao thông vận tải - Xây dựng": the file knows the parts and not the whole.
_JOINED = over_verbs_marked(rf" [-–] {CAPITAL}\w*(?: \w+){{0,3}}?(?={TO_VERB})")
# A list of collectives begins anew where a new noun phrase begins: "các sở, ngành, các địa phương"; "các cấp, các ngành" is one word
# for everybody.
_ANEW = re.compile(r"(?<!các cấp)(?:[,;] (?:và )?| và )(?=(?:các|những) )")


# "Yêu cầu các hội: Hội A, Hội B ...": the names behind the colon are who is meant.
_NAMED_BEHIND = re.compile(r"[ ]?:[ ]")


def actors_in(agencies: Agencies, plain: str, low: str) -> tuple[list[Mention], frozenset[int]]:
    """Return every agency a text may speak to, in order without overlaps, and where those start that are common nouns.

    ``low`` is ``plain`` in small letters.
    """
    mentions = completed(plain, (_without_verb(agencies, low, one) for one in agencies.find(plain)))
    marked = verbs_marked(plain)
    known = _without_openers(plain, [part for one in mentions for part in _parts(plain, marked, low, one)])
    found: list[Mention] = []
    weak: set[int] = set()
    at = 0
    for noun, strong in _common_nouns(plain, marked):
        while at < len(known) and known[at].span.start < noun.end:
            found.append(known[at])
            at += 1
        # "Công ty Cổ phần" of "Công ty Cổ phần vận tải Bình Lạc", the office in a person's title
        while (
            found and noun.contains(found[-1].span) and (found[-1].agency is None or found[-1].span.start > noun.start)
        ):
            found.pop()
        before = found[-1].span.end if found else 0
        if before > noun.start or (at < len(known) and known[at].span.overlaps(noun)):
            continue
        several = noun.of(plain).lower().startswith("các ")
        if (several or _UNITS.match(plain, noun.start)) and (narrowed := _NARROWS.match(marked, noun.end)) is not None:
            noun = Span(noun.start, narrowed.end())
            while at < len(known) and known[at].span.start < noun.end:
                at += 1
        found.append(
            Mention(noun, None, noun.of(plain), common=several or _HEADS.match(marked, noun.start) is not None)
        )
        if not several and not strong:
            weak.add(noun.start)
    return sorted([*found, *known[at:]], key=lambda mention: mention.span), frozenset(weak)


def _without_verb(agencies: Agencies, low: str, mention: Mention) -> Mention:
    """Give back the verb a list of places took for its first: "UBND các xã: Chủ động rà soát"."""
    colon = mention.printed.find(":")
    if colon < 0 or not starts_with_verb(low, mention.span.start + colon + 2):
        return mention
    printed = mention.printed[:colon].rstrip()
    span = Span(mention.span.start, mention.span.start + len(printed))
    named = next(iter(agencies.find(printed)), None)
    return Mention(span, named.agency if named else None, printed, named.common if named else mention.common)


def _without_openers(plain: str, mentions: list[Mention]) -> list[Mention]:
    """Leave out collectives that only open a list of at least two names."""
    kept: list[Mention] = []
    for at, one in enumerate(mentions):
        behind = _NAMED_BEHIND.match(plain, one.span.end) if one.common and at + 2 < len(mentions) else None
        if behind is not None and mentions[at + 1].span.start == behind.end():
            between = plain[mentions[at + 1].span.end : mentions[at + 2].span.start]
            if between.strip() in (",", ";", "và") and not mentions[at + 1].common:
                continue
        kept.append(one)
    return kept


def _joins(plain: str, noun: Span) -> bool:
    """Tell whether a collective is the last of a list: "... và các chủ hồ", "... và đơn vị có liên quan"."""
    return noun.of(plain).startswith(("các ", "đơn vị có liên quan", "đơn vị liên quan")) and plain.endswith(
        " và ", 0, noun.start
    )


def _common_nouns(plain: str, marked: str) -> Iterator[tuple[Span, bool]]:
    """Yield where such a noun stands, and whether it names somebody for sure; in order, without overlaps."""
    found = [
        (Span(*noun.span()), strong)
        for pattern, strong in ((_OFFICE, True), (_HEADS, True), (_COMMON_NOUN, False))
        for noun in pattern.finditer(marked)
    ]
    end = 0
    for noun, strong in sorted(found, key=lambda one: (one[0].start, not one[1])):
        told = _TOLD.search(plain, max(0, noun.start - _TOLD_REACH), noun.start)
        owns = plain.endswith("của ", 0, noun.start) and _SENDS.match(plain, noun.end)
        if noun.start >= end and (told or owns or plain.startswith("Quý ", noun.start) or _joins(plain, noun)):
            end = noun.start + len(noun.of(plain).rstrip())
            yield Span(noun.start, end), strong


def _parts(plain: str, marked: str, low: str, mention: Mention) -> Iterator[Mention]:
    if not mention.common:
        joined = _JOINED.match(marked, mention.span.end) if mention.printed.startswith("Sở ") else None
        if joined is not None:
            end = joined.end()
            yield Mention(Span(mention.span.start, end), None, plain[mention.span.start : end])
        else:
            yield mention
        return
    start, end = mention.span.start, mention.span.end
    if low.endswith("các ", 0, start) and plain[start].isupper():  # "các Thành viên UBND tỉnh"
        start -= len("các ")
    people = _PEOPLE.match(low, end)
    end = people.end() if people else end
    narrowed = _NARROWS.match(marked, end)
    if narrowed is not None:
        end = narrowed.end()
    for anew in _ANEW.finditer(plain, mention.span.start, mention.span.end):
        yield Mention(Span(start, anew.start()), mention.agency, plain[start : anew.start()], common=True)
        start = anew.end()
    yield Mention(Span(start, end), mention.agency, plain[start:end], common=True)
