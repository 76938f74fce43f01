"""The words that tell what a document is to the act it cites, and those that take the meaning away again."""

from __future__ import annotations

import re

from ingest.references.cited_act import DATED, KIND_WORDS
from ingest.text.document_kinds import kind_names, one_of

CHANGES = ("replaces", "repeals", "amends")
"""The kinds of edge after which the act that is cited no longer stands as it was."""
KINDS = (*CHANGES, "basis", "carries_out", "follows_up", "attached", "answers", "mentions")

# "điểm b khoản 2 Điều 5", "một số điều của", "Phụ lục II": the change touches a part alone.
PART = re.compile(
    r"(?<!\w)(?:một số|một phần|(?:điều|khoản|điểm|mục|chương|phụ lục|đoạn|tiết|phần|dòng)\s*(?:\d|[ivx]+\b|[a-zđ]\b)|cụm từ|nội dung)"
)
_PROVISION = r"(?:(?:điều|khoản|điểm|mục|chương|phần|phụ lục|tiết|đoạn|biểu|mẫu|dòng)(?:\s(?:số\s)?(?:\d[\w.]*|[ivxa-zđ]{1,4}))?(?!\w))"
_STEP = (
    rf"(?:\(|“|và|hoặc|toàn bộ|một phần|một số|các|những|nội dung|tinh thần|tên|quy định(?=\s(?:của|tại))|của|tại|trong|vào|cho|theo|"
    rf"ban hành kèm theo|kèm theo|(?:được|đã được)\s(?:công nhận|phê duyệt|ban hành|quy định)|nêu tại|cụm từ|văn bản|"
    rf"{_PROVISION}|{KIND_WORDS}|số\s?:?|luật số)"
)
# Between the word and the number stand only the kind, a provision and small words: "thay thế [Quyết định số] 12/QĐ-UBND".
# Possessive: some steps can be read in two ways, and a long run of them must not be tried in all.
DIRECT = re.compile(rf"[\s,]*+(?>{_STEP}[\s,]*+)*+")
# "thực hiện [chỉ đạo của Chủ tịch UBND tỉnh tại Công văn số]", "xét [đề nghị của Giám đốc Sở Y tế tại Tờ trình số]"
_VIA = re.compile(
    rf"\s*(?:các |những )?(?:ý kiến|chỉ đạo|nội dung|nhiệm vụ|kết luận|yêu cầu|đề nghị|đề xuất|phân công|chủ trương|kiến nghị|thông báo|"
    rf"quy định|thẩm quyền|giải pháp|chỉ tiêu|mục tiêu|của|hồ sơ|báo cáo)(?!\w)[^;:.\n]{{0,160}}?(?<!\w)(?:tại|theo|trong|kèm)\s{DIRECT.pattern}"
)
# "thực hiện [Kế hoạch phòng, chống thiên tai của tỉnh số] 45/KH-UBND": the name between kind and number
_NAMED = re.compile(rf"\s*(?:các\s)?{KIND_WORDS}\s(?:(?!{KIND_WORDS}\s)[^;:.\n]){{0,140}}?(?:\(|,)?\s*(?:số\s?:?\s*)?")
# "sửa đổi [Quy định về quản lý chợ ban hành kèm theo Quyết định số] 12/2020/QĐ-UBND"
_ANNEX = re.compile(
    rf"[^;:\n]{{0,220}}?(?<!\w)(?:ban hành kèm theo|kèm theo|ban hành theo|ban hành tại|công nhận tại|công nhận theo|phê duyệt tại|phê duyệt theo|"
    rf"quy định tại)\s{DIRECT.pattern}"
)
_ANNEX_START = re.compile(
    rf"\s*(?:toàn bộ |các |một số |nội dung |của |tại |{_PROVISION}[\s,]*|và )*{KIND_WORDS}(?!\w)"
)

# ", Sở Y tế từ chối ...": a new subject does something; what follows is no object of the word before.
_MAIN_CLAUSE = re.compile(
    r",\s[^,]{3,70}\s(?:từ chối|đề nghị|ban hành|yêu cầu|báo cáo|thông báo|có ý kiến|xác định|nhận thấy|kính|đã|trình|hướng dẫn|thống nhất|giao)(?!\w)"
)
_ROUTES = {"direct": (DIRECT,), "wide": (DIRECT, _VIA, _NAMED), "name": (DIRECT, _VIA), "change": (DIRECT,)}


def leads_to(route: str, between: str) -> bool:
    """Tell whether ``between``, the lower-case words from a trigger to a reference, make it the trigger's object."""
    if any(pattern.fullmatch(between) for pattern in _ROUTES[route]) and not _MAIN_CLAUSE.search(between):
        return True
    return route == "change" and bool(_ANNEX_START.match(between) and _ANNEX.fullmatch(between))


# (kind, route, trigger). Every place where one stands is tried, the nearest to the reference first.
TRIGGERS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("replaces", "change", re.compile(r"(?<!\w)thay thế(?: cho)?(?! bởi| bằng)(?!\w)|(?<!\w)thay cho(?!\w)")),
    ("repeals", "change", re.compile(r"(?<!\w)(?:bãi bỏ|hủy bỏ|thu hồi và hủy bỏ|thu hồi)(?!\w)")),
    (
        "amends",
        "change",
        re.compile(
            r"(?<!\w)(?:sửa đổi(?:(?:,| và)? bổ sung)?|bổ sung|(?<!phạm vi )(?<!đối tượng )điều chỉnh(?:(?:,| và)? bổ sung)?|đính chính)(?!\w)"
        ),
    ),
    # "Căn cứ", "Trên cơ sở"; not "các sở căn cứ Kế hoạch số 5 ..." (see NO_BASIS_BEFORE)
    ("basis", "wide", re.compile(r"(?<!\w)(?:căn cứ(?: vào| theo)?|trên cơ sở)(?!\w)")),
    (
        "carries_out",
        "wide",
        re.compile(
            r"(?<!\w)(?:(?:triển khai|tổ chức)(?: triển khai)? thực hiện|thực hiện|triển khai|thi hành|chấp hành|quán triệt|cụ thể hóa)"
            r"(?:,? (?:thực hiện|nghiêm túc|nghiêm|tốt|có hiệu quả|hiệu quả|đồng bộ|đầy đủ|kịp thời|đúng|quyết liệt))*(?!\w)"
        ),
    ),
    ("follows_up", "wide", re.compile(r"(?<!\w)(?:tiếp theo|tiếp nối)(?!\w)")),
    ("attached", "direct", re.compile(r"(?<!\w)(?:ban hành kèm theo|đính kèm theo|kèm theo|đính kèm)(?!\w)")),
    (
        "answers",
        "wide",
        re.compile(
            r"(?<!\w)(?:phúc đáp|trả lời|hồi đáp|(?:có |đã )?nhận được|xét|theo(?=\s(?:đề nghị|đề xuất)))(?!\w)"
        ),
    ),
)
# "gửi kèm theo Báo cáo số 5": the other way round, what is cited is attached to this document.
SENT_ALONG = re.compile(r"(?<!\w)(?:gửi|xin gửi|trình)\s$")

# Right before the word, at most this far: a wish, a plan, a denial, a condition, a report.
_PLANNED = (
    r"không|chưa|đề nghị|đề xuất|kiến nghị|xem xét|dự thảo|dự kiến|tham mưu|trình|nghiên cứu|rà soát|xây dựng|góp ý|lấy ý kiến|ý kiến|"
    r"cần|phải|sẽ|nếu|trường hợp|đang|hồ sơ|thẩm định|soạn thảo|chủ trương|cho phép|yêu cầu|giao|có thể|sau khi|để|nhằm|chờ|thay vì|"
    r"thẩm tra|phối hợp|chuẩn bị|khi"
)
PLANNED = re.compile(rf"(?<!\w)(?:{_PLANNED})(?!\w)")
# A report on what was done with the act, or the rules about it, is no doing of it.
REPORTED = re.compile(
    r"(?<!\w)(?:đã(?: được)?(?: tổ chức| tập trung| chỉ đạo| nghiêm túc)?|kết quả|tình hình|sơ kết|tổng kết|đánh giá|quá trình|sau \d+ (?:năm|tháng)|"
    r"\d+ năm|năm (?:đầu|đầu tiên|cuối|thứ \w+)|hiệu lực|không|chưa|biện pháp|hướng dẫn|chi tiết|việc|đang|tiến độ|công tác|kiểm tra|giám sát|chậm|được)\s(?:\w+\s){0,1}$"
)
# "đã triển khai ba việc [thực hiện Nghị quyết 5]": a report; "Chương trình của Tỉnh ủy [thực hiện Nghị quyết 5]": another act does it.
DONE_BEFORE = re.compile(rf"(?<!\w)đã(?!\w)|(?<!\w){KIND_WORDS}(?!\w)(?:(?!{KIND_WORDS}(?!\w))[^,;:.()\n])*$")
# ", Ủy ban nhân dân xã đã lập quỹ": behind the act, inside a section, the sentence goes on as a report
DONE_BEHIND = re.compile(r"[^.\n]*?(?<!\w)đã(?!\w)")
# A word right before "căn cứ" is its subject ("các sở căn cứ"), but for these.
NO_BASIS_BEFORE = re.compile(r"(?<!\bvà)(?<!\bkhi)(?<!\bthì)(?<=[^\W\d_])\s$")
# "Giao Sở Y tế, căn cứ Luật ..., hướng dẫn": what others are told to go by is no basis of the document.
TOLD_OTHERS = re.compile(r"(?<!\w)(?:giao|yêu cầu|đề nghị|chủ trì|chỉ đạo|phối hợp)(?!\w)")
NOT_ANSWERED = re.compile(r"(?<!\w)(?:chưa|không|sẽ|đề nghị|yêu cầu|để|phải|đã)\s(?:có\s|được\s)?$")

# From a cited act to the next word: its date, its issuer, its title; then it is the cited act that acts.
_OF_BODY = r"(?:\s*,?\s*(?:của|do)\s[^,;.:\n()]{2,90}?(?:\sban hành)?)"
TITLE_OF_ACT = re.compile(
    rf"{DATED}?{_OF_BODY}?{DATED}?\s*[,(]?\s*(?:(?:về việc|v/v|về|để|phê duyệt|ban hành|quy định|công bố|thông qua)(?:\s(?:ban hành|phê duyệt|việc))?)?"
    rf"(?:\s(?:{one_of(kind_names('enacting'))}|kế hoạch))?(?:\s*(?:đã )?có hiệu lực[^;.]{{0,60}}(?:và|,))?\s*"
)
BARE_ACT = re.compile(rf"{DATED}?{_OF_BODY}?{DATED}?[\s,(]*")
FREE_TITLE = re.compile(
    rf"{DATED}?{_OF_BODY}?{DATED}?(?:\s*,?\s*(?:về|v/v|quy định|phê duyệt|ban hành|công bố|hướng dẫn)[^;.\n]{{0,260}}?)?[\s,(]*"
)
# "đã được sửa đổi, bổ sung bởi", "được thay thế bằng", "(sửa đổi, bổ sung tại"
PASSIVE = re.compile(
    r"(?<!\w)(?P<become>(?:(?:nay|đã|được|bị|có)\s)*)(?P<done>thay thế|bãi bỏ|hủy bỏ|sửa đổi(?:(?:,| và)? bổ sung)?|bổ sung|điều chỉnh(?:(?:,| và)? bổ sung)?|"
    r"đính chính)(?:\s(?:một số|một phần|các)?\s?(?:điều|khoản|nội dung)?[^;:.()\n]{0,30}?)?\s(?:bởi|bằng|tại|theo)(?!\w)"
)
KIND_OF_DONE = (("thay thế", "replaces"), ("bãi bỏ", "repeals"), ("hủy bỏ", "repeals"))
# "hết hiệu lực", "không còn hiệu lực", "bị bãi bỏ" behind the acts that end
ENDS = re.compile(
    r"(?P<before>[^;.\n]{0,240}?)(?<!\w)(?P<words>(?P<past>đã\s)?(?:hết hiệu lực|không còn hiệu lực|chấm dứt hiệu lực|bị bãi bỏ|được bãi bỏ|bị thay thế|được thay thế))"
    r"(?P<after>[^;\n]{0,160})"
)
THIS_ACT = re.compile(rf"(?<!\w){KIND_WORDS}\snày(?!\w)")
IN_FORCE = re.compile(r"(?<!\w)có hiệu lực(?!\w)")
# "Bãi bỏ các Quyết định sau đây:", "Các văn bản sau đây hết hiệu lực kể từ ngày ...:"
HEADER = re.compile(
    r"(?P<words>thay thế|bãi bỏ|hủy bỏ|hết hiệu lực|căn cứ)(?!\w)(?:[^:\n]{0,120})(?:sau|sau đây|dưới đây)?[^:\n]{0,60}:\s*$"
)
ITEM = re.compile(rf"\s*(?:[-+*–•]|\(?[\da-zđ]{{1,3}}[.)]|\d+(?:\.\d+)+\.?)?\s*{KIND_WORDS}\s")
MARKER = re.compile(r"\s*(?:điều\s\d+\w?\.|[-+*–•]|\(?(?:\d{1,2}|[a-zđ]|[ivx]{1,4})[.)]|\d+(?:\.\d+)+\.?)?\s*")
ENACTING = frozenset(kind_names("enacting"))
"""Kinds of document whose sentences act by being said: "Điều 1. Bãi bỏ Quyết định số ..."."""

# Between two acts of one list: " ngày ... của ... về việc ... và Quyết định số ", "; Nghị định số "
LIST = re.compile(
    rf"(?P<title>[^;\n]*?)(?P<sign>;|,|(?<!\w)và(?!\w)|(?<!\w)hoặc(?!\w))\s*(?:và\s)?(?:các\s)?(?={DIRECT.pattern}$)"
)
