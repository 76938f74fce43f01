"""Sentences of a paragraph and what they are: an imperative, a title, terms added to the task before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ingest.agencies.grammar import CAPITAL
from ingest.assignment import Deadline
from ingest.deadlines.find import dated, strongest
from ingest.document import Span
from ingest.text.folding import fold
from ingest.text.verbs import TASK_VERBS, verb_end

# A sentence ends at . ! ? … before a capital: not in "TP. Bình An", "1.520.367", "Đ/c", "v.v., ".
_END = re.compile(
    rf"(?<![ (](?:TP|Tp|TX|TT|Th|TS|BS))(?<![ (][A-Z])(?:\.\.\.|[.!?…])[”\"’)\]]*[ ]+(?=[“\"(]?(?:{CAPITAL}))"
)
_CUT = re.compile(rf";[ ]|{_END.pattern}")
# "Về phòng chống dịch, tiếp tục ...", "Trong quý II, hoàn thành ...": words in front of the imperative.
_IN_FRONT = re.compile(
    r"(?:(?!(?:thời gian|địa điểm|thành phần|kinh phí|nội dung|hình thức|số lượng|đối tượng|kết quả|ghi chú|chủ trì|lưu ý|mục đích|hồ sơ|cụ thể|trong đó)\b)[^:.;,]{3,60}:[ ])?(?:(?:về|đối với|trong|nhằm|cùng với)(?!\w)(?:(?! (?:được|để|khi|nếu|đã|là|có) )[^,:;.]){3,80}[,:][ ]*)?(?:tuyệt đối |không |luôn |thường xuyên |nghiêm túc )*"
)
# "Đầy mạnh", "Thương xuyên": a letter's mark misread; two syllables at the head of a paragraph leave no doubt.
_MISREAD = re.compile(r"[^\W\d_]+ [^\W\d_]+(?!\w)")
_FOLDED_VERBS = frozenset(fold(verb) for verb in TASK_VERBS if verb.count(" ") == 1)
# Verbs of the list that open no task of their own at the head of a paragraph.
_NO_OPENING = re.compile(
    r"(?:căn cứ|trên cơ sở|dự báo|theo (?!dõi)\w+|phải|cần|đồng thời|yêu cầu|đề nghị|giao|thống nhất|thông báo|phê duyệt|quy định|ban hành kèm|đánh giá cao|ghi nhận|biểu dương|hoan nghênh|nhất trí|đồng ý|chia sẻ với|cảm ơn)(?!\w)"
)
# "Xây dựng nông thôn mới là nhiệm vụ lâu dài": the verb is what is spoken of.
_IS_SAID_OF = re.compile(
    r"[^.,;:]{0,100}? là (?:một |những |các )?(?:trong những )?(?:nhiệm vụ|việc|yêu cầu|trách nhiệm|nội dung|giải pháp|động lực|điều kiện|cơ sở|chủ trương|khâu|yếu tố)"
)
_TERMS = re.compile(
    r"(?:hoàn thành|thời hạn|thời gian|kết quả|báo cáo kết quả|báo cáo|định kỳ|trường hợp|trong quá trình|chậm nhất|quá trình (?:thực hiện|triển khai)|(?:những |các )?(?:nội dung|vấn đề) (?:vượt|phát sinh|vướng mắc))(?!\w)"
)
# "Đề nghị bổ sung hồ sơ", "..., do đó yêu cầu làm rõ ..."; not "theo đề nghị", "việc đề nghị".
_ASKED = re.compile(
    r"(?:^|(?<=[.!?;,:)–-] )|(?<=\n)|(?<=do đó )|(?<=do vậy )|(?<=vì vậy )|(?<=\w )(?<!theo )(?<!việc )(?<!các )(?=đề nghị gửi ))(?P<order>đề nghị|yêu cầu)[ ]+"
)
_OFFER = re.compile(r"(?<!\w)(?:nếu|trường hợp|vướng mắc|khó khăn)(?!\w)")
_LINK = re.compile(
    r"(?:đồng thời|ngoài ra|bên cạnh đó|song song với đó|cùng với đó|qua đó|trên cơ sở đó|từ đó|sau đó|theo đó)[ ,]+(?:phải |cần )?"
)
# "quy hoạch đất, yêu cầu bảo vệ rừng": behind a comma a noun, unless words in front led up to it.
_LED_UP = re.compile(
    r"\W*(?:đối với|để|nhằm|trên cơ sở|căn cứ|về|bên cạnh|ngoài|qua|do(?! đó| vậy)|vì(?! vậy| thế)|trường hợp|sau khi|khi|nếu|riêng|tuy nhiên)(?!\w)"
)
_EXPLAINS = re.compile(
    r"\W*(?:lý do|nguyên nhân|thực tế|thực trạng|ví dụ|ghi chú|kinh phí|nguồn kinh phí|địa điểm|thành phần|số lượng|đối tượng)[^:.,;]{0,20}:"
)
_CASE = re.compile(r"khi (?:có|được|xảy ra)(?!\w)", re.IGNORECASE)
# Under an agency's header: "Trường hợp phát hiện sai phạm, kịp thời lập biên bản", "Kiến nghị Giám đốc Sở ...".
_ASKS_OTHERS = re.compile(r"\W*(?:kiến nghị|đề xuất|yêu cầu)(?=[, ]+\w)")
_CASE_TOLD = re.compile(r"\W*trường hợp (?P<case>[^.;:]{1,161})")
_LEAST_CASE = 3
# Up to two words stand between the comma and the verb.
_BEHIND_COMMA = re.compile(r", (?P<first>(?:[^\W\d_]+ )?)(?P<second>(?:[^\W\d_]+ )?)")
_IN_CASE = re.compile(r"(?:Trường hợp|Nếu|Đối với trường hợp)(?!\w)")
_TITLE_WORDS = 25
_LONGEST_SENTENCE = 3_000  # characters; the longest of a collection of real directives has 2,191


def sentences_of(plain: str, span: Span) -> list[Span]:
    """Return the sentences of ``span``; together they cover it but for blanks between them.

    What goes on for longer than any sentence does is cut at a comma or blank: a text without full stops must not cost
    the square of its length.
    """
    found: list[Span] = []
    start = span.start
    for end in _END.finditer(plain, span.start, span.end):
        found += _cut(plain, Span(start, end.start() + len(end.group().rstrip(" "))))
        start = end.end()
    if start < span.end:
        found += _cut(plain, Span(start, span.end))
    return found


def _cut(plain: str, span: Span) -> list[Span]:
    found: list[Span] = []
    start = span.start
    while span.end - start > _LONGEST_SENTENCE:
        limit = start + _LONGEST_SENTENCE
        at = max(plain.rfind(sign, start, limit) for sign in ";,")
        at = at if at > start else plain.rfind(" ", start, limit)
        end = at + 1 if at > start else limit
        found.append(Span(start, end))
        start = end
    return [*found, Span(start, span.end)]


def imperative(low: str, span: Span) -> Span | None:
    """Return the verb of ordering that opens ``span`` (of text in small letters), behind words in front, or ``None``."""
    start = span.start
    while start < span.end and not low[start].isalnum():
        start += 1
    if _NO_OPENING.match(low, start):
        return None
    end = verb_end(low, start)
    if end is None and (slip := _MISREAD.match(low, start)) and fold(slip.group()) in _FOLDED_VERBS:
        end = slip.end()
    if end is None and (front := _IN_FRONT.match(low, start, span.end)):
        start = front.end()
        end = verb_end(low, start)
    if end is None or _IS_SAID_OF.match(low, end, span.end):
        return None
    # "Chủ trì: Lãnh đạo Sở" and "Thành phần:" are titles of a list.
    if end > span.end or low[end : end + 2].lstrip().startswith(":"):
        return None
    return Span(start, end)


def opens_with_verb(low: str, span: Span) -> bool:
    """Tell whether a paragraph under an agency's heading goes on with what it must do: "Căn cứ Kế hoạch này, xây dựng ..."."""
    start = span.start
    while start < span.end and not low[start].isalnum():
        start += 1
    end = verb_end(low, start, span.end)
    return end is not None and not low[end : end + 2].lstrip().startswith(":")


def acts_under(low: str, item: Span) -> bool:
    """Tell whether an item under an agency's header says what it does in a case, or what it asks of others."""
    if _ASKS_OTHERS.match(low, item.start, item.end):
        return True
    told = _CASE_TOLD.match(low, item.start, item.end)
    return told is not None and any(
        verb_end(low, start, item.end) is not None
        for comma in _BEHIND_COMMA.finditer(low, told.start("case") + _LEAST_CASE, item.end)
        if comma.start() < told.end()
        for start in {comma.start("first"), comma.end("first"), comma.end("second")}
    )


def asked_of_nobody(low: str, sentence: Span) -> Span | None:
    """Return the order in a sentence that names nobody: "Đề nghị bổ sung hồ sơ", or ``None``.

    An offer to ask back ("nếu có vướng mắc, đề nghị phản ánh") orders nothing.
    """
    orders = _ASKED.finditer(low, sentence.start, sentence.end)
    order = next((one for one in orders if verb_end(low, one.end(), sentence.end) is not None), None)
    if order is None or _OFFER.search(low, sentence.start, order.start()):
        return None
    front = low[sentence.start : order.start("order")]
    if order["order"] == "yêu cầu" and front.endswith(", ") and not _LED_UP.match(front.rsplit(";", 1)[-1]):
        return None
    return Span(*order.span("order"))


def explains(low: str, span: Span) -> bool:
    """Tell whether an item under an agency's heading says why, when or with what, and orders nothing."""
    return _EXPLAINS.match(low, span.start, span.end) is not None


def ends_in_colon(plain: str, span: Span) -> bool:
    """Tell whether the paragraph opens a list."""
    return plain[span.start : span.end].rstrip().endswith(":")


def is_title(plain: str, span: Span, *, followed: bool) -> bool:
    """Tell whether a numbered paragraph with others below it is a mere title: short and without a stop."""
    words = plain[span.start : span.end].rstrip()
    return followed and not words.endswith((".", ";", ":", "!", "/")) and len(words.split()) <= _TITLE_WORDS


def adds_terms(low: str, sentence: Span) -> bool:
    """Tell whether a sentence only adds terms to the task before it: when, how to report."""
    return _TERMS.match(low, sentence.start, sentence.end) is not None


def goes_on(low: str, sentence: Span) -> bool:
    """Tell whether a sentence orders more of the agency before it: "Đồng thời, thường xuyên kiểm tra ...", "Kịp thời xử lý ..."."""
    link = _LINK.match(low, sentence.start, sentence.end)
    return imperative(low, Span(link.end(), sentence.end) if link else sentence) is not None


def split_by_deadlines(text: str, task: Span, deadlines: Iterable[Deadline]) -> Iterator[tuple[Span, Deadline | None]]:
    """Yield the parts of ``task`` with one deadline each; ``deadlines`` are found in the task's own text.

    A task is cut between two deadlines with dates, at a semicolon or a sentence end, and around a sentence that waits for
    a case ("... khi có tình huống xảy ra") where the others do not.
    """
    alone = _cases_apart(text, task)
    moved = [
        Deadline(Span(one.span.start + task.start, one.span.end + task.start), one.due, one.kind, one.inferred)
        for one in deadlines
        if not (
            one.kind in ("event", "soft")
            and any(case.start <= one.span.start + task.start < case.end for case in alone)
        )
    ]
    start = task.start
    bound = dated(moved)
    for before, after in pairwise(bound):
        cut = _CUT.search(text, before.span.end, after.span.start)
        if cut is None or before.span.start < start:
            continue
        yield from _by_cases(text, Span(start, cut.start() + 1), moved)
        start = cut.end()
    yield from _by_cases(text, Span(start, task.end), moved)


def _cases_apart(text: str, task: Span) -> list[Span]:
    """Return the sentences behind the first that speak of a case only: what presses there does not bind the whole."""
    return [one for one in sentences_of(text, task)[1:] if _IN_CASE.match(text, one.start)]


def _by_cases(text: str, part: Span, deadlines: list[Deadline]) -> Iterator[tuple[Span, Deadline | None]]:
    """Yield ``part`` whole, or cut around its sentences that are due in a case only."""
    cases = [one for one in deadlines if part.contains(one.span) and _CASE.match(text, one.span.start)]
    start = part.start
    if cases and not any(part.contains(one.span) for one in dated(deadlines)):
        for sentence in sentences_of(text, part):
            if any(sentence.contains(one.span) for one in cases):
                if sentence.start > start:
                    yield _part(text, Span(start, sentence.start), deadlines)
                yield _part(text, sentence, deadlines)
                start = sentence.end
                while start < part.end and text[start].isspace():
                    start += 1
    if start < part.end:
        yield _part(text, Span(start, part.end), deadlines)


def _part(text: str, span: Span, deadlines: list[Deadline]) -> tuple[Span, Deadline | None]:
    end = span.start + len(text[span.start : span.end].rstrip(" ;\n\t"))
    return Span(span.start, end), strongest(one for one in deadlines if span.contains(one.span))
