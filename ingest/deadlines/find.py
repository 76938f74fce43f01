"""When a task is due: hard dates, periods, recurring duties, events, and words that only press.

A date is a deadline only behind words that make it one. "đến hết ngày 30/6 chưa phân bổ" is a criterion, "diễn tập
(tháng 7/2024)" an event that is scheduled: neither is a deadline.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from ingest.assignment import DEADLINE_KINDS, Deadline
from ingest.document import Span, without_marks
from ingest.text.dates import QUARTER, QUARTERS, FoundDate, find_dates

_CLAUSE_END = re.compile(r"[;.:!?](?=\s|$)|\n")

# "trước ngày" · "trước 16 giờ 00 ngày" · "chậm nhất đến hết" · "hoàn thành xong trước" · "thời hạn:" · "hạn cuối là"
_BY = re.compile(
    r"(?<!\w)(?:(?:trước|chậm nhất|muộn nhất|không (?:quá|muộn hơn))(?: là| vào| trong| đến)?(?: hết)?(?: trước)?"
    r"(?: \d{1,2}(?: ?giờ(?: ?\d{1,2}(?: ?phút)?)?| ?[hg] ?\d{0,2}),?)?|(?:thời )?hạn(?: cuối| chót| hoàn thành| nộp| gửi)?(?: là|:| đến)+"
    r"|thời gian (?:hoàn thành|thực hiện|gửi|nộp)(?: là|:| trước)+|hoàn thành(?: xong)?(?: vào| đến(?: hết)?|:)?|(?:xong|gia hạn)(?: đến)?(?: hết)?"
    r"|(?:gửi|nộp|trình|báo cáo)[^;.:,\n]{0,60} (?:chậm nhất|trước)|từ nay (?:cho )?đến(?: hết)?)[ *]*(?:ngày[ *]*)?$",
    re.IGNORECASE,
)
# "quyết định trong tháng 6 năm 2024" · "hoàn thành theo tiến độ trong quý I"; never "đề ra trong năm 2024".
# "vào cuối năm 2024" · "trong tuần đầu tháng 7/2024"
_WITHIN = re.compile(
    r"(?<!\w)(?:(?:ngay )?trong(?: suốt)?|vào(?= (?:cuối|đầu|giữa)))(?: (?:tuần|nửa))?(?: (?:đầu|cuối|giữa))?(?: của)?[ *]*$",
    re.IGNORECASE,
)
_NO_DEED = re.compile(
    r"(?:đề ra|đã nêu|nêu|đã giao|giao|diễn ra|xảy ra|phát sinh|ban hành|tổ chức|dự kiến|trọng tâm|chỉ đạo|đạt được|kết quả)\s+(?:ngay )?trong[ *]*$",
    re.IGNORECASE,
)
_COMPLETES = re.compile(r"(?:hoàn thành|hoàn tất|xong|kết thúc|trình|dứt điểm|báo cáo)[^;.:\n]{0,40}$", re.IGNORECASE)
_AFTER_PERIOD = re.compile(r"[ *]*(?:$|[;,.)/*\n]|và |để |theo |báo cáo|trình|nhằm)", re.IGNORECASE)
# "đến hết ngày 30/6 chưa phân bổ": the state of things on that day.
_CRITERION_AFTER = re.compile(r"[ *,]*(?:mà )?(?:vẫn )?(?:chưa|không|còn|đã|đạt|có|là)(?!\w)", re.IGNORECASE)
_CRITERION_BEFORE = re.compile(
    r"(?<!\w)(?:(?:chưa|không) (?:hoàn thành|nộp|gửi|giải ngân|phân bổ|giao)[^;.:,\n]{0,30}|(?:nhưng|tính|lũy kế|số liệu|từ ngày [^;.]{0,20}|kể từ|nếu|trường hợp)[^;.:\n]{0,20})$",
    re.IGNORECASE,
)

# "trước ngày 15 tháng 12 hằng năm" · "vào ngày 20 của tháng cuối quý"
_EVERY_YEAR = re.compile(
    r"(?:(?:,| và)(?: trước)?(?: ngày)? \d{1,2}(?:/\d{1,2}| tháng \d{1,2}))*[ ](?:hằng|hàng|mỗi) năm(?!\w)",
    re.IGNORECASE,
)
# "đến hết ngày 30/6/2024 đạt tối thiểu 50%": what must be reached by then; "đạt 57,72%" tells what was.
_TARGET_AFTER = re.compile(
    r"[, ]*(?:phấn đấu )?(?:phải |cần |cơ bản |sẽ )*(?:đạt (?:tối thiểu|ít nhất|trên|từ|tỷ lệ|trở lên|100)|hoàn thành|hoàn tất|kết thúc|giải ngân (?:hết|đạt|100))",
    re.IGNORECASE,
)
_TARGET_BEFORE = re.compile(r"(?<!\w)(?:đến|tới)(?: hết)?[ *]*(?:ngày[ *]*)?$", re.IGNORECASE)

_COUNTED = re.compile(r"(?<!\w)(?:tính|lũy kế|số liệu|từ ngày|kể từ)[^;.:\n]{0,20}$", re.IGNORECASE)

# "trong quý I và Quý II" without a year; the last one counts.
_QUARTER = re.compile(
    rf"(?<!\w)(?:trong|hoàn thành|xong)(?: trong)? quý (?P<q>{QUARTER})(?: và quý (?P<r>{QUARTER}))?(?![\w/])(?! ?(?:[-/]|năm) ?\d)",
    re.IGNORECASE,
)
_THIS = re.compile(r"(?<!\w)(?:ngay )?trong (?P<what>tháng|quý|năm) (?:này|nay)(?!\w)", re.IGNORECASE)
_DAYS = re.compile(
    r"(?<!\w)(?:trong (?:vòng|thời (?:hạn|gian))|sau|không quá|chậm nhất(?: là)?(?: sau)?) (?:tối đa )?\d{1,3} (?:ngày|giờ|tháng|tuần)(?: làm việc)?(?!\w)",
    re.IGNORECASE,
)
# "trong tháng còn lại" · "trong những ngày cuối năm"
_REMAINING = re.compile(
    r"(?<!\w)trong (?:những |các )?(?:tháng|quý|ngày|tuần|thời gian) (?:còn lại|cuối (?:năm|tháng|quý))(?: của năm)?(?!\w)",
    re.IGNORECASE,
)
_EVERY = (
    r"(?:(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quý|năm)|\d{1,2} (?:ngày|tuần|tháng)(?: ?/ ?| một |/ ?0?1 ?| mỗi )lần)"
)
_RECURRING = re.compile(
    r"(?<!\w)(?:"
    # "trước ngày 25 hằng tháng" · "ngày 20 của tháng cuối quý"
    r"(?:trước |vào |chậm nhất (?:là )?)?(?:vào )?(?:trước )?ngày \d{1,2} "
    rf"(?:{_EVERY}(?:,? {_EVERY})*|của tháng (?:cuối|đầu|sau|tiếp theo|liền kề)(?: quý| mỗi quý)?)"
    # "định kỳ hằng quý", "định kỳ và đột xuất"; not "định kỳ của"
    rf"|định kỳ(?! của )(?:[ /,]*(?:và |hoặc )?(?:đột xuất|{_EVERY}|quý|6 tháng|năm))*"
    # "báo cáo kết quả hằng tháng, quý, năm"; "Hằng tuần, ..." at the head of a clause
    r"|(?:báo cáo[^;.:\n]{0,60} (?<!ngày \d )(?<!ngày \d\d )|(?:^|(?<=[;.:\n])|(?<=[;.:,] )))"
    rf"(?P<every>{_EVERY}(?:[,;]? (?:quý|6 tháng|06 tháng|năm)(?!\w))*)"
    # "thường xuyên kiểm tra" at the head of a clause, "phải thường xuyên"
    r"|(?:^|(?<=[;.:\n])|(?<=[;.:,] )|(?<=phải )|(?<=cần ))(?P<often>thường xuyên) (?!xuyên))",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"(?<!\w)(?:"
    # "trước, trong và sau Tết"
    r"trước(?:, trong(?: và sau)?| và sau)"
    # "trước khi mưa bão", "trước kỳ họp"; not "trước khi trình ký"
    r"|trước (?:khi(?! (?:trình|ký|gửi|ban hành|phê duyệt|quyết định|thẩm định)(?!\w))"
    r"|kỳ họp|dịp|mùa|thềm|lễ|tết|năm học|giờ|ngày(?= [^\W\d]))"
    # "ngay sau khi", "sau khi hoàn thành"; not "giải thể sau khi"
    r"|ngay (?:sau|khi)(?: khi)?"
    r"|(?<!giải thể )sau khi(?= (?:hoàn thiện|hoàn thành|hoàn tất|kết thúc|khắc phục|chỉnh sửa|nhận được|bổ sung)(?!\w))"
    # "trong thời gian chờ", "khi có yêu cầu", "trong các dịp lễ"
    r"|trong thời gian (?:chưa|chờ)|khi xảy ra|khi (?:có|được) (?:tình huống|yêu cầu|chỉ đạo|phát sinh|thay đổi)"
    r"|(?:trong|vào)(?: các)? (?:dịp|mùa cao điểm)"
    # "theo thời gian quy định tại khoản 2", "đúng thời hạn nêu trên"
    r"|theo (?:đúng )?thời (?:gian|hạn)(?: được| đã)?(?: nêu| quy định| gia hạn| giao| ấn định)?"
    r" tại (?:khoản|mục|điểm|Điều|điều|phần)"
    r"|(?:theo |đúng |theo đúng |tại )(?:thời (?:hạn|gian|điểm)(?:(?:,| và) địa điểm)?) (?:đã )?nêu (?:trên|tại))"
    r"(?!\w)[^;.:,()\n]{0,60}",
    re.IGNORECASE,
)
_SOFT = re.compile(
    r"(?<!\w)(?:khẩn trương|kịp thời"
    # "trong thời gian sớm nhất"; not "sẽ triển khai trong thời gian tới", which promises
    r"|(?<!sẽ triển khai )(?<!sẽ thực hiện )trong thời gian (?:tới|sớm nhất|nhanh nhất)"
    # "bảo đảm đúng tiến độ", "bảo đảm thời gian"
    r"|(?:theo |bảo đảm |đảm bảo )?đúng (?:tiến độ|thời hạn|thời gian (?:quy định|yêu cầu)|hạn)(?!\w)"
    r"|(?:bảo đảm|đảm bảo) (?:tiến độ|thời gian)(?!\w)"
    # "sớm hoàn thành", "triển khai ngay các"; not "từ sớm", "sớm nhất"
    r"|(?<!từ )sớm(?= (?!nhất|muộn|hơn|vụ|từ|mai)[^\W\d_])"
    r"|(?<=[^\W\d_] )ngay(?= (?:các|việc|công tác|tình trạng|những) )|theo thời gian quy định)",
    re.IGNORECASE,
)
_CUE = re.compile(r"(?<!\w)(?:chậm nhất|trước|muộn nhất|hoàn thành|thời hạn|hạn|thời gian)", re.IGNORECASE)


def find_deadlines(text: str, issued_on: date | None = None) -> list[Deadline]:
    """Return the deadlines of ``text`` (NFC) in order, without overlaps; spans are into ``text``.

    A year that is not written is taken from ``issued_on`` (the next such day from then on) and ``inferred`` is set;
    without an issue date ``due`` stays ``None``.
    """
    plain = without_marks(text)
    found: list[Deadline] = []
    for one in find_dates(plain):
        deadline = _dated(plain, one, issued_on)
        if deadline is not None:
            found.append(deadline)
    for candidate in (
        *_undated_periods(plain, issued_on),
        *_recurring(plain),
        *_plain(plain, _EVENT, "event"),
        *_plain(plain, _SOFT, "soft"),
    ):
        if not any(candidate.span.overlaps(known.span) for known in found):
            found.append(candidate)
    return sorted(found, key=lambda deadline: deadline.span)


def strongest(deadlines: Iterable[Deadline]) -> Deadline | None:
    """Return the first of the most binding kind: hard, then period, recurring, event, soft."""
    return min(
        deadlines,
        key=lambda deadline: (DEADLINE_KINDS.index(deadline.kind), deadline.due is None, deadline.span),
        default=None,
    )


def dated(deadlines: Iterable[Deadline]) -> list[Deadline]:
    """Return those that bind to a date or a period with a date."""
    return [deadline for deadline in deadlines if deadline.due is not None]


def _dated(text: str, found: FoundDate, issued_on: date | None) -> Deadline | None:
    start, end = found.span.start, found.span.end
    clause = _clause_start(text, start)
    before = text[clause:start]
    if every := _EVERY_YEAR.match(text, end):
        cue = _BY.search(before)
        return Deadline(Span(clause + cue.start() if cue else start, every.end()), None, "recurring") if cue else None
    if _TARGET_AFTER.match(text, end) and (target := _TARGET_BEFORE.search(before)) and not _COUNTED.search(before):
        due, inferred = due_of(found, issued_on)
        kind = "hard" if found.is_day else "period"
        return Deadline(Span(clause + target.start(), end), due, kind, inferred)
    if _CRITERION_AFTER.match(text, end) or _CRITERION_BEFORE.search(before):
        return None
    by, within = _BY.search(before), _WITHIN.search(before)
    due, inferred = due_of(found, issued_on)
    if by is not None:
        if found.is_day:
            return Deadline(Span(clause + _word_start(before, by.start()), end), due, "hard", inferred)
        if by.group().lower().startswith("trước") and due is not None:
            return Deadline(Span(clause + by.start(), end), day_before(due, found.kind), "hard", inferred)
        return Deadline(Span(clause + by.start(), end), due, "period", inferred)
    if within is None or found.is_day or _NO_DEED.search(before):
        return None
    if found.kind == "year" and not _COMPLETES.search(before):
        return None
    if not _AFTER_PERIOD.match(text, end):
        return None
    return Deadline(Span(clause + within.start(), end), due, "period", inferred)


def due_of(found: FoundDate, issued_on: date | None) -> tuple[str | None, bool]:
    """Return the day or month a date stands for as a deadline, and whether its year was taken from ``issued_on``."""
    value = found.value
    if found.kind == "range":
        return value.split("/")[1], False
    if found.kind in ("day", "month"):
        return value, False
    if found.kind == "quarter":
        return f"{value[:4]}-{int(value[-1]) * 3:02}", False
    if found.kind == "half":
        return f"{value[:4]}-{int(value[-1]) * 6:02}", False
    if found.kind == "year":
        return f"{value}-12", False
    if issued_on is None:
        return None, False
    month = int(value[2:4])
    if found.kind == "month_of_year":
        return f"{issued_on.year + (month < issued_on.month)}-{month:02}", True
    day = int(value[5:7])
    later = (month, day) < (issued_on.month, issued_on.day)
    year = issued_on.year + later
    return f"{year}-{month:02}-{min(day, monthrange(year, month)[1]):02}", True


def day_before(due: str, kind: str) -> str:
    """Return the last day before a period: "trước tháng 6/2025" binds to 31 May."""
    year, month = int(due[:4]), int(due[5:7])
    first = month - {"quarter": 2, "half": 5, "year": 11}.get(kind, 0)
    return (date(year, first, 1) - timedelta(days=1)).isoformat()


def _undated_periods(text: str, issued_on: date | None) -> list[Deadline]:
    found = []
    for match in _QUARTER.finditer(text):
        last = QUARTERS[(match["r"] or match["q"]).lower()]
        due = f"{issued_on.year + (last * 3 < issued_on.month)}-{last * 3:02}" if issued_on else None
        found.append(Deadline(Span(*match.span()), due, "period", issued_on is not None))
    for match in _THIS.finditer(text):
        due = None
        if issued_on:
            last_month = {"tháng": issued_on.month, "quý": (issued_on.month + 2) // 3 * 3, "năm": 12}[
                match["what"].lower()
            ]
            due = f"{issued_on.year}-{last_month:02}"
        found.append(Deadline(Span(*match.span()), due, "period", issued_on is not None))
    for pattern in (_DAYS, _REMAINING):
        found += [Deadline(Span(*match.span()), None, "period") for match in pattern.finditer(text)]
    return found


def _recurring(text: str) -> list[Deadline]:
    found = []
    for match in _RECURRING.finditer(text):
        part = "every" if match["every"] else "often" if match["often"] else 0
        found.append(Deadline(Span(*match.span(part)), None, "recurring"))
    return found


def _plain(text: str, pattern: re.Pattern[str], kind: str) -> list[Deadline]:
    return [
        Deadline(Span(match.start(), match.start() + len(match.group().rstrip())), None, kind)
        for match in pattern.finditer(text)
    ]


def _clause_start(text: str, position: int) -> int:
    start = 0
    for match in _CLAUSE_END.finditer(text, 0, position):
        start = match.end()
    # "Thời hạn: 30/6/2025": the words before the colon make the date a deadline.
    if start and text[start - 1] == ":" and not text[start:position].strip(" *"):
        previous = 0
        for match in _CLAUSE_END.finditer(text, 0, start - 1):
            previous = match.end()
        return previous
    return start


def _word_start(text: str, position: int) -> int:
    """Skip to the cue proper: "gửi về Sở Nội vụ trước ngày" is shown from "trước"."""
    cues = [cue.start() for cue in _CUE.finditer(text, position)]
    return cues[-1] if cues else position
