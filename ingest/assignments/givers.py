"""Who gives the order that stands before a list of agencies: the issuer or nobody in particular, or somebody who is only told of.

"Sở Y tế đề nghị Bộ Y tế hỗ trợ" asks in the letter of Sở Y tế; in anybody else's it tells what Sở Y tế does, and
"giao Sở Y tế tham mưu UBND tỉnh đề nghị Bộ Y tế hỗ trợ" gives one task, to Sở Y tế.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from ingest.agencies.authority import Mention
from ingest.assignments.groups import MaskedText, speaks
from ingest.document import Span

# "trân trọng đề nghị", "kính đề nghị": how those above and beside are asked.
_POLITE = re.compile(r"(?<!\w)(?:(?:trân trọng|kính|cũng|đồng thời|tiếp tục|và|rất|lại)[ ]+)+$", re.IGNORECASE)
_ASKS_KINDLY = re.compile(r"(?<!\w)(?:trân trọng|kính)[ ]+$", re.IGNORECASE)
# These ask only as the issuer's own words: "nghiên cứu, đề xuất UBND tỉnh ban hành" is part of a task.
_PROPOSES = re.compile(r"đề xuất|kiến nghị", re.IGNORECASE)
# "tham mưu UBND tỉnh chỉ đạo các sở": mostly part of a task.
_DIRECTS = re.compile(r"chỉ đạo", re.IGNORECASE)
_ASKED_WITHIN, _POLITE_REACH = 500, 80  # characters
_ASKING = re.compile(r"(?<!\w)(?:đề nghị|kiến nghị|đề xuất|xin)(?!\w)", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:(]|[-–+*] ")
_LINKS = re.compile(
    r"[\W\d]*(?:(?:đồng thời|ngoài ra|bên cạnh đó|theo đó|do đó|do vậy|vì vậy|từ đó|nay|thì|và|sau đó|tuy nhiên|để)[ ,]*)*",
    re.IGNORECASE,
)
_IN_FRONT = re.compile(
    r"\W*(?:đối với|để|nhằm|trên cơ sở|căn cứ|về|bên cạnh|ngoài|với|từ|trong|trước|phục vụ|thực hiện|theo|qua|sau khi|do|vì)(?!\w)",
    re.IGNORECASE,
)
# Whose wishes a text tells of without making them its own.
_OTHERS = re.compile(
    r"(?:các |một số |nhiều )?(?:cử tri|người dân|nhân dân|doanh nghiệp|hộ dân|công ty|tổng công ty|tập đoàn|nhà đầu tư|nhà thầu|chủ đầu tư|đại biểu|bà con)(?!\w)",
    re.IGNORECASE,
)
_FIRM = re.compile(r"(?:Tổng )?[Cc]ông ty|Doanh nghiệp|Tập đoàn")
_CHIEFS = frozenset({"government", "office", "council", "party", "central"})
_UNDER = frozenset({"department", "centre", "military", "police", "central branch", "front", "collective"})
_ORDERED_BEFORE = re.compile(
    r"(?<!\w)(?:giao|yêu cầu|đề nghị|phân công|kiến nghị|đề xuất|chỉ đạo)(?: cho)?[ ]+$", re.IGNORECASE
)


def asks_kindly(before: str) -> bool:
    """Tell whether the words before an order make a polite request of it: "trân trọng", "kính"."""
    return _ASKS_KINDLY.search(before) is not None


def giver_of(ground: MaskedText, sentence: Span, at: int) -> Mention | None:
    """Return the agency whose name ends where the order at ``at`` begins, but for polite words between."""
    start = max(sentence.start, at - _POLITE_REACH)
    before = ground.plain[start:at]
    polite = _POLITE.search(before)
    end = start + len((before[: polite.start()] if polite else before).rstrip())
    position = bisect_left(ground.mentions, at, key=lambda mention: mention.span.start) - 1
    if position < 0:
        return None
    last = ground.mentions[position]
    return last if last.span.end == end and last.span.start >= sentence.start else None


def is_given(ground: MaskedText, sentence: Span, at: int, order: str, *, upwards: bool, under: Span | None) -> bool:
    """Tell whether the order at ``at`` is the document's own.

    ``upwards`` tells that those above are asked, ``under`` is the trigger of the clause before in the same sentence.
    """
    plain = ground.plain
    careful = upwards or _PROPOSES.match(order) is not None or _DIRECTS.match(order) is not None
    if under is not None:
        between = plain[under.end : at]
        if not between.strip() or (careful and ";" not in between):
            return False
    for asked in _ASKING.finditer(
        plain, max(sentence.start, at - _ASKED_WITHIN), at
    ):  # "Sở Y tế đề nghị cho mua xe và giao Sở Tài chính ..."
        asker = giver_of(ground, sentence, asked.start())
        if asker is not None and not _may_give(ground, asker):
            return False
    giver = giver_of(ground, sentence, at)
    if giver is not None:
        front = plain[sentence.start : giver.span.start]
        return (
            _may_give(ground, giver)
            and not (careful and not _begins_clause(front))
            and not _ORDERED_BEFORE.search(front)
        )
    before = plain[sentence.start : at]
    polite = _POLITE.search(before)
    before = before[: polite.start()] if polite else before
    clause = before[max((sign.end() for sign in _CLAUSE.finditer(before)), default=0) :]
    if _OTHERS.match(clause.strip()):
        return False
    if not careful or _LINKS.fullmatch(before):
        return True
    segment = before.rsplit(";", 1)[-1]
    if _LINKS.fullmatch(clause):
        return not _PROPOSES.match(order) or bool(_IN_FRONT.match(segment)) or bool(_LINKS.fullmatch(segment))
    return bool(_IN_FRONT.match(clause)) and not _PROPOSES.match(order)


def _begins_clause(front: str) -> bool:
    clause = front[max((sign.end() for sign in _CLAUSE.finditer(front)), default=0) :]
    return _LINKS.fullmatch(clause) is not None


def _may_give(ground: MaskedText, giver: Mention) -> bool:
    if speaks(ground, giver):
        return True
    if giver.span.start in ground.weak or giver.common or _FIRM.match(giver.printed):
        return False
    if giver.agency is None or ground.issuer is None or giver.agency.kind in _CHIEFS:
        return True
    return giver.agency.kind not in _UNDER
