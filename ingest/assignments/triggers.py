"""Whether the words around a list of agencies assign: an order that is meant now, or a subject with a duty."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.agencies.authority import Mention
from ingest.agencies.grammar import CAPITAL
from ingest.assignments.groups import MaskedText
from ingest.assignments.sections import REPORTING
from ingest.document import Span
from ingest.text.document_kinds import kind_names, one_of
from ingest.text.verbs import holds_verb, starts_with_verb, verb_ends

_ORDER = re.compile(
    r"(?<!\w)(?P<order>(?<!bàn )(?<!chuyển )(?<!trao )(?<!hẹn )giao(?: nhiệm vụ| trách nhiệm)?(?: cho)?|yêu cầu|đề nghị|phân công|chỉ đạo|chỉ thị(?: cho)?|ủy quyền(?: cho)?|(?:kiến nghị|đề xuất)(?: với)?)(?: đồng chí)?[ ]*:?[ ]*$",
    re.IGNORECASE,
)
# Before the order: "được giao", "việc giao", "theo đề nghị" are nouns or passives, "trong đó giao" cites.
_NO_ORDER = re.compile(
    r"(?<!\w)(?:được|bị|việc|về|theo|xét|các|những|của|nội dung|văn bản|ý kiến|sự|trong đó(?: có| đã)?|chưa|không|phải|cần|xin|có thể|sẽ|quyền|nếu|khi|trường hợp|để|do|công văn|tờ trình)\s+$",
    re.IGNORECASE,
)
_PAST = re.compile(r"(?<!\w)(?:đã|vừa|từng|mặc dù)(?!\w)", re.IGNORECASE)
_JUST_PAST = re.compile(r"(?<!\w)(?:đã|vừa|từng|mặc dù)(?:[ ,]+\w+){0,6}[ ,]*$", re.IGNORECASE)
# "Đối với các dự án đã được phê duyệt, giao ...": the past belongs to the object in front.
_FRONTED = re.compile(
    r"\W*(?:đối với|để|nhằm|trên cơ sở|căn cứ|về|bên cạnh|ngoài|với|riêng|từ|trong|phục vụ|thực hiện|theo)(?!\w)",
    re.IGNORECASE,
)
# "... đã được sửa đổi, do vậy đề nghị ...": what was done is the reason, not the order.
_NEW_CLAUSE = re.compile(r";|(?<!\w)(?:do vậy|do đó|vì vậy|vì thế|bởi vậy|tuy nhiên)(?!\w)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"đã (?:được|nêu|giao|có|ban hành|đề ra|phê duyệt|ký|cấp|đăng ký|bị)(?!\w)", re.IGNORECASE)
# "Công văn số ... về việc ..., trong đó ...": what another document says.
_CITES = re.compile(
    r"(?:(?<!\w)trong đó|(?<=[\w,] )theo đó)(?!\w)[^;.:]*$"
    rf"|(?<!\w)(?:có|ban hành|tại) {one_of(kind_names('cited'))}(?: số)? \S*\d[^,;.:]*$",
    re.IGNORECASE,
)

_BEFORE_SUBJECT = re.compile(
    r"(?:^|[,;:(]|[-–] )[ ]*(?:(?:đồng thời|riêng|ngoài ra|trong đó|theo đó|sau đó)[ ,:]*)?$", re.IGNORECASE
)
# "Thành phần: Lãnh đạo Sở Y tế chủ trì", "Kính mời: Sở Y tế cử cán bộ dự họp": who takes part.
_GUESTS = re.compile(
    r"\W*(?:thành phần|đối tượng|địa điểm|thời gian|chủ trì|(?:trân trọng )?kính mời|mời)[^:.;]{0,40}:", re.IGNORECASE
)
# "Theo quy định tại Điều 8 Nghị định số 32/2024/NĐ-CP, chủ đầu tư phải ...": what the law says of everybody.
_LAW_SAYS = re.compile(
    rf"\W*(?:cũng )?(?:theo (?:quy định|khoản|điểm|điều)|(?:tại )?(?:khoản|điểm|điều) \w+)(?!\w)[^;]*?(?<!\w){one_of(kind_names('law'))}(?!\w)[^;]*$",
    re.IGNORECASE,
)
_BOUND_BY_LAW = re.compile(
    r"[ ,]*(?:(?:có|chịu) trách nhiệm|phải|được|không được|có quyền|có nghĩa vụ)(?!\w)", re.IGNORECASE
)
# "Ngày 05/3/2024, Sở Y tế tổ chức kiểm tra", "Thời gian qua, ...", "Tại cuộc họp, ...": what was, told in words of doing.
_TELLS_OF = re.compile(
    r"\W*(?:ngày \d+|vừa qua|(?:trong )?thời gian (?:vừa )?qua|(?:trong )?những (?:năm|tháng|ngày) (?:gần đây|qua|vừa qua)|hiện nay|hiện tại|thực tế|qua (?:kiểm tra|rà soát|theo dõi|nắm)"
    rf"|tại (?:cuộc họp|hội nghị|buổi|phiên|công văn|văn bản|{one_of(REPORTING)})|theo (?:báo cáo|phản ánh|thống kê))(?!\w)",
    re.IGNORECASE,
)
# "Trong năm 2023, Sở Y tế kiểm tra 40 nhà thuốc", in a document of 2024.
_YEAR_IN_FRONT = re.compile(
    r"\W*(?:trong )?(?:(?:tháng|quý|6 tháng (?:đầu|cuối)|9 tháng(?: đầu)?) ?\w{0,4} ?)?năm (?P<year>20\d\d)[^;]*,[ ]*$",
    re.IGNORECASE,
)
# "thực hiện chưa nghiêm", "triển khai còn chậm": how it was done, not that it must be; not "rà soát các dự án còn chậm".
_DONE_BADLY = re.compile(
    r"(?: (?!các|những|dự án|hồ sơ|công trình|việc|nội dung|trường hợp|đơn vị|nơi|vụ)\w+){0,3} (?:chưa|còn|không) (?:thực sự |được |thật )?"
    r"(?:nghiêm|tốt|đầy đủ|kịp thời|đúng|hiệu quả|chặt chẽ|quyết liệt|thường xuyên|chậm|hạn chế|lúng túng|thấp|cao|triệt để|đồng bộ|rõ)(?!\w)"
    r"|(?: rất| quá)? (?:chậm(?! (?:nhất|trễ))|muộn(?! nhất)|sơ sài|hời hợt|lúng túng)(?!\w)"
)
_GAP = re.compile(r"[ ,]*")
# "UBND các xã yêu cầu chủ rừng ký cam kết", "UBND các xã phân công cán bộ": to be passed on by those below.
_PASSES_ON = re.compile(r"[ ](?:yêu cầu|phân công|giao nhiệm vụ)(?!\w)")
_CONDITION = re.compile(r"(?<!\w)(?:nếu|trường hợp|khi|để|nhằm|do|vì)[ ]*$", re.IGNORECASE)
# "Phối hợp với Công ty An Phú (đơn vị thi công), chính quyền địa phương ...": the last of a list is no new subject.
_IN_A_LIST = re.compile(
    rf"(?<!\w)(?:[Pp]hối hợp(?: chặt chẽ)?(?: với| cùng)?|gồm|như|gửi|mời):? (?P<items>(?:{CAPITAL}|các |chính quyền )[^,;:]*(?:, (?:{CAPITAL}|các |chính quyền )[^,;:]*)*),[ ]*$"
)

_ADVERBS = (
    r"[ ,]*(?:(?:tiếp tục|khẩn trương|chủ động|tích cực|kịp thời|có trách nhiệm|chịu trách nhiệm(?: chính)?|trực tiếp|phải|cần|được giao(?: nhiệm vụ)?|làm đầu mối(?:,| và)?|là đầu mối(?:,| và)?"
    r"|(?:căn cứ|theo) (?:chức năng,?(?: và)? ?nhiệm vụ|nhiệm vụ|thẩm quyền)(?: được giao)?|là (?:cơ quan|đơn vị)(?: đầu mối| thường trực)?,?)[ ,]+)*"
)
# Chairing a meeting is no task: "chủ trì cuộc họp", "chủ trì tại điểm cầu".
_LEADS = re.compile(
    rf"{_ADVERBS}chủ trì(?!\w)(?![ ]+(?:cuộc|phiên|buổi|hội nghị|họp|tại|khi|lễ|điểm cầu))", re.IGNORECASE
)
_CHAIRS = re.compile(rf"{_ADVERBS}chủ trì(?!\w)", re.IGNORECASE)
_COORDINATES = re.compile(rf"{_ADVERBS}phối hợp(?!\w)", re.IGNORECASE)
_MODAL = re.compile(_ADVERBS, re.IGNORECASE)
# After an ordered agency these words show a noun phrase ("yêu cầu Sở X của tỉnh") or a finished act.
_NO_TASK = re.compile(
    r"[ ]*(?:(?:của|tại|số|ngày|về việc|về|đã|chưa|vẫn|là|được|bị|và|hoặc|như|gồm)(?!\w)|\d|[.;)]|$)", re.IGNORECASE
)
# After a bare subject: what it says, did or is. "báo cáo như sau", "nhận được" report.
_NO_DUTY = re.compile(
    r"[ ,]*(?:đã|đang|vừa|sẽ|còn|chưa|được(?! giao (?:nhiệm vụ )?(?:chủ trì|làm đầu mối))|bị|là|đề nghị|yêu cầu|thông báo|giao|nhận|kính|trân trọng|có ý kiến|có văn bản|có công văn|làm (?:[Tt]ổ|[Tt]rưởng|[Pp]hó|[Cc]hủ tịch|thành viên|ủy viên|[Tt]hư ký)|chỉ thị|phân công|thống nhất|báo cáo (?:như sau|một số|kết quả (?:như|thực hiện)|tình hình)|ban hành (?:công|kế|quyết|văn|chỉ|thông))(?!\w)",
    re.IGNORECASE,
)
# "Ý kiến tham gia của Quý cơ quan đề nghị gửi về ...": who owns the paper must send it.
_OWNER = re.compile(r"^(?:Ý kiến|Văn bản|Báo cáo|Kết quả|Hồ sơ|Danh sách|Thông tin)[^.;:,]{0,60} của[ ]$")
_IS_ASKED_TO_SEND = re.compile(r"[ ](?:đề nghị|xin|vui lòng)(?: được)?(?= (?:gửi|nộp|chuyển))", re.IGNORECASE)
# Firms are told of in passing, and their names go on with verbs ("Công ty TNHH Xây dựng ...").
_FIRM = re.compile(
    r"(?:Tổng )?[Cc]ông ty(?! (?:\w+ ){0,6}?(?:Điện lực|Cấp nước|Cấp thoát nước|Viễn thông|Xăng dầu|Công trình đô thị|Môi trường đô thị|[Tt]h[ủu][yỷ] lợi|Dịch vụ công ích|Xổ số))|Doanh nghiệp|Tập đoàn"
)
# "Việc kiểm tra bếp ăn do Sở Y tế chủ trì thực hiện"
_PASSIVE = re.compile(r"(?:Việc|Công tác|Nhiệm vụ|Nội dung)(?!\w)(?:(?! đã )[^.;:])* do[ ]$")
# What makes a duty of a common noun: "Chủ đầu tư có trách nhiệm", "các đơn vị phải"; "Công ty thực hiện dự án" only tells.
_HAS_DUTY = re.compile(
    r"[ ](?:chủ trì|(?:có|chịu) trách nhiệm|có nhiệm vụ|thực hiện (?:các |những )?(?:chức năng|nhiệm vụ)|cần|phải|phụ trách|trực tiếp|tham dự đầy đủ)(?!\w)",
    re.IGNORECASE,
)
# "Sau khi hoàn thiện, Công ty nộp lại hồ sơ về Sở": what an applicant is to do next.
_MENDED = re.compile(r"\W*sau khi (?:hoàn thiện|hoàn thành|khắc phục|bổ sung|chỉnh sửa)(?!\w)[^;.:]*$", re.IGNORECASE)
_RETURNS = re.compile(r"[ ](?:nộp|gửi|báo cáo|trình)(?! (?:kết quả như|như))(?!\w)")
# "Tổ công tác có nhiệm vụ cụ thể theo Điều 2 Quyết định này." points to tasks; with ", trong đó tập trung:" behind it opens them.
_POINTS_TO_TASKS = re.compile(
    rf"[ ](?:có|thực hiện) (?:các |những )?(?:chức năng|nhiệm vụ)(?:[, ]+(?:và )?(?:quyền hạn|nhiệm vụ|trách nhiệm|cụ thể))* (?:được quy định|(?:theo|như)(?: quy định)?)(?: tại)? (?:khoản|điểm|(?i:điều|{one_of(kind_names('enacting'))}))(?!\w)[^;:]*$"
)
# A numbered item that begins with a common noun tells it what to do: "2. Đơn vị chủ rừng bố trí lực lượng".
_ITEM, _MARKER = re.compile(r"\n[ ]*(?:\d+(?:\.\d+)*|[a-zđ])[.)][ ]*$"), 12
_PERSON_OR_FIRM = re.compile(
    r"(?:(?:Tổng )?[Cc]ông ty|Tập đoàn|[Dd]oanh nghiệp|[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Đđ]/c|Đoàn|[Tt]ổ )"
)
_BRACKETS = re.compile(r"[ ]*\([^()\n]{1,80}\)")
_COLON = re.compile(r"[ ]*(?P<duty>(?:có|chịu) trách nhiệm)?[ ]*:", re.IGNORECASE)
# "Sở Y tế là cơ quan chủ trì (đầu mối, thường trực) ...": no description but a duty.
_IS_LEAD = re.compile(r"[ ](?:là|làm) (?:(?:cơ quan|đơn vị) )?(?:chủ trì|đầu mối|thường trực|tổng hợp)")


def order_before(before: str) -> str | None:
    """Return the verb of ordering at the end of ``before`` (the sentence up to the agencies), as printed, or ``None``."""
    order = _ORDER.search(before)
    return before[order.start("order") :] if order else None


def orders(before: str) -> bool:
    """Tell whether the verb behind ``before`` orders now: not a noun, a passive, a past act, or a citation."""
    if _NO_ORDER.search(before) or _CITES.search(before):
        return False
    clause = _NEW_CLAUSE.split(before)[-1]
    if _JUST_PAST.search(clause) and not _FRONTED.match(clause):
        return False
    past = list(_PAST.finditer(clause))
    if not past:
        return True
    # With words in front the past must be an attribute there ("các dự án đã được duyệt, giao ...").
    return bool(_FRONTED.match(clause)) and all(
        _ATTRIBUTE.match(clause, one.start()) and "," in clause[one.end() :] for one in past
    )


def _blames(low: str, end: int, sentence: Span) -> bool:
    """Tell whether a verb behind the agencies tells how badly it was done."""
    gap = _GAP.match(low, end, sentence.end)
    start = gap.end() if gap else end
    return any(_DONE_BADLY.match(low, behind, sentence.end) for behind in verb_ends(low, start, sentence.end))


# They give tasks in their own papers too, where their commissions get them.
_PARTY_HEAD = re.compile(
    r"(?:(?:Ban Thường vụ|Ban Chấp hành|Thường trực|BTV) )?(?:Đảng bộ tỉnh|(?:Tỉnh|Thành) (?:ủy|uỷ))(?: [^\W\d_]+){0,4}|Bộ Chính trị|Ban Bí thư(?: Trung ương Đảng)?"
)


def above(ground: MaskedText, members: Sequence[Mention]) -> bool:
    """Tell whether all of the agencies stand above the issuer: they are asked, never told in passing."""
    return all(
        (
            mention.agency is not None
            and mention.agency.kind in ground.superiors
            and not mention.printed.startswith("Văn phòng")
        )
        or _PARTY_HEAD.fullmatch(mention.printed) is not None
        for mention in members
    )


def is_subject(ground: MaskedText, members: Sequence[Mention], before: str, end: int, sentence: Span) -> bool:
    """Tell whether agencies without an order before them are told to act: "Sở Y tế chủ trì", "..., Công an tỉnh tăng cường"."""
    plain = ground.plain
    if _OWNER.search(before) and _IS_ASKED_TO_SEND.match(plain, end, sentence.end):
        return True
    if _PASSIVE.match(before) and _LEADS.match(plain, end, sentence.end):
        return True
    if not _BEFORE_SUBJECT.search(before) or _CONDITION.search(before) or _GUESTS.match(plain, sentence.start):
        return False
    if (year := _YEAR_IN_FRONT.match(before)) and ground.year is not None and int(year["year"]) < ground.year:
        return False
    if _TELLS_OF.match(before) or _blames(ground.low, end, sentence):
        return False
    if points_to_tasks(plain[end : sentence.end]):
        return False
    if _LAW_SAYS.match(before) and _BOUND_BY_LAW.match(plain, end, sentence.end):
        return False
    listed = _IN_A_LIST.search(before)
    if listed and not holds_verb(listed["items"]):
        return False
    if _NO_DUTY.match(plain, end, sentence.end) and not _IS_LEAD.match(plain, end, sentence.end):
        below = all(mention.common or mention.agency is None for mention in members) and not before.strip(" -–+")
        firm = members[0].span.start in ground.weak or _FIRM.match(members[0].printed)
        return below and not firm and _PASSES_ON.match(plain, end, sentence.end) is not None
    clause = before.rsplit(";", 1)[-1]
    if _PAST.search(clause) and not _FRONTED.match(clause):
        return False
    if _IS_LEAD.match(plain, end, sentence.end):
        return True
    if (
        members[0].span.start in ground.weak
        and (duty := _COLON.match(plain, end, sentence.end))
        and not before.strip(" -–+")
    ):
        return starts_with_verb(ground.low, _skip_blanks(plain, duty.end()))
    if members[0].span.start in ground.weak or _FIRM.match(members[0].printed):
        item = not before.strip() and _ITEM.search(plain[max(0, sentence.start - _MARKER) : sentence.start]) is not None
        told = item and not _PERSON_OR_FIRM.match(members[0].printed) and _verb_behind(ground, end, sentence)
        told = told or (_MENDED.match(before) is not None and _RETURNS.match(plain, end, sentence.end) is not None)
        return told or _HAS_DUTY.match(plain, end, sentence.end) is not None
    leads = _LEADS.match(plain, end, sentence.end) is not None
    if above(ground, members):
        return leads and members[0].agency is not None and members[0].agency.kind == "ministry"
    if leads or _COORDINATES.match(plain, end, sentence.end):
        return True
    if _CHAIRS.match(plain, end, sentence.end):
        return False
    if colon := _COLON.match(plain, end, sentence.end):
        # "Sở Y tế: Tăng cường kiểm tra" assigns, "Lãnh đạo các cơ quan: Viện Kiểm sát, ..." lists.
        behind = _skip_blanks(plain, colon.end())
        named = not all(mention.common for mention in members)
        return bool(colon["duty"]) or (named and not before.strip(" -–+") and starts_with_verb(ground.low, behind))
    return _verb_behind(ground, end, sentence)


def points_to_tasks(behind: str) -> bool:
    """Tell whether the words behind an agency, up to the end of what it must do, only say where its tasks are laid down."""
    return _POINTS_TO_TASKS.match(behind) is not None


def _skip_blanks(plain: str, position: int) -> int:
    while position < len(plain) and plain[position] == " ":
        position += 1
    return position


def role_behind(ground: MaskedText, end: int, sentence: Span) -> tuple[str, int]:
    """Return the role the words behind the agencies give, and where the words that give it end."""
    leads = _LEADS.match(ground.plain, end, sentence.end)
    if leads:
        return "lead", leads.end()
    coordinates = _COORDINATES.match(ground.plain, end, sentence.end)
    if coordinates:
        return "coordinate", coordinates.end() - len("phối hợp")
    if asked := _IS_ASKED_TO_SEND.match(ground.plain, end, sentence.end):
        return "assigned", asked.end()
    return "assigned", end


def has_task(ground: MaskedText, members: Sequence[Mention], end: int, sentence: Span) -> bool:
    """Tell whether something to do follows ordered agencies: anything but a noun phrase.

    Behind a comma, or an agency whose name was only guessed from its form, it must be a known verb: else the name may go on.
    """
    if _COLON.match(ground.plain, end, sentence.end):
        return True
    if ground.plain[end : end + 2].lstrip().startswith(","):
        return _verb_behind(ground, end, sentence)
    if _NO_TASK.match(ground.plain, end, sentence.end) and not _IS_LEAD.match(ground.plain, end, sentence.end):
        return False
    last = members[-1]
    if last.agency is not None or last.common or last.span.start in ground.weak:
        return True
    if _LEADS.match(ground.plain, end, sentence.end) or _COORDINATES.match(ground.plain, end, sentence.end):
        return True
    return _verb_behind(ground, end, sentence)


def _verb_behind(ground: MaskedText, end: int, sentence: Span) -> bool:
    """Tell whether duty words or a task verb follow, with or without a comma."""
    modal = _MODAL.match(ground.plain, end, sentence.end)
    at = modal.end() if modal else end
    while at < sentence.end and ground.plain[at] in " ,":
        at += 1
    if at > end and starts_with_verb(ground.low, at):
        return True
    return modal is not None and any(sign.isalpha() for sign in modal.group())


def behind_brackets(ground: MaskedText, end: int, sentence: Span) -> int:
    """Return the place behind brackets that narrow the agency: "Văn phòng (Trung tâm Hành chính công) phối hợp"."""
    brackets = _BRACKETS.match(ground.plain, end, sentence.end)
    return brackets.end() if brackets else end


def fronted(words: str) -> bool:
    """Tell whether ``words`` put an object or a purpose in front: "Đối với ...", "Để ..."."""
    return _FRONTED.match(words) is not None
