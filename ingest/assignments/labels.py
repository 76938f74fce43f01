"""Agencies named behind a label beside their task: "Cơ quan chủ trì: Sở Y tế", "Thời gian hoàn thành: quý II"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.assignment import Deadline
from ingest.assignments.agency_lists import agencies_in
from ingest.assignments.groups import Actor, MaskedText, actors_of, group_at
from ingest.deadlines.cells import deadline_in_cell
from ingest.document import Document, Span

_WHO = r"(?:cơ quan|đơn vị|địa phương|sở,? ngành)(?:,? (?:cơ quan|đơn vị))?"
# "Cơ quan chủ trì:" · "Đơn vị chủ trì thực hiện Đề án là" · "Chủ trì:" · "Cơ quan thực hiện:" · "Trách nhiệm thực hiện:"
# Never inside a sentence: "phối hợp với cơ quan chủ trì".
_LABEL = re.compile(
    rf"(?:^|(?<=[.;,(])[ ]*|(?<=[-–+*])[ ]*)[ *+–-]*(?:"
    rf"(?P<lead>(?:{_WHO} )?chủ trì(?P<deed>[^:;.()]{{0,120}}?))"
    rf"|(?P<partner>(?:{_WHO} )?phối hợp(?: thực hiện)?)"
    rf"|(?P<assigned>{_WHO} (?:tổ chức )?(?:thực hiện|chịu trách nhiệm(?: chính)?|đầu mối|tham mưu)|trách nhiệm thực hiện|phân công thực hiện|thực hiện(?=:))"
    rf"|(?P<time>thời (?:gian|hạn)(?: (?:hoàn thành|thực hiện|trình|báo cáo|bắt đầu|triển khai))*|tiến độ(?: thực hiện| hoàn thành)?)"
    rf"|(?P<other>sản phẩm|kết quả(?: dự kiến)?|kinh phí(?: thực hiện)?|nguồn lực|ghi chú|địa điểm)"
    rf")[ *]*(?P<sign>:|là(?= )(?!:))[ *]*",
    re.IGNORECASE,
)
# "Chủ trì: Lãnh đạo Sở Y tế" is who chairs a meeting.
_CHAIRS = re.compile(r"(?:Lãnh đạo|Đồng chí|đồng chí|Đ/c|Ông|Bà|Giám đốc|Phó|Chủ tịch|Chánh|Trưởng)(?!\w)")
_LEAST_TASK_WORDS = 3


@dataclass(frozen=True, slots=True)
class Labels:
    """What the labels of a paragraph say. ``before`` is the text in front of them; ``deed`` what the label itself names.

    ``actors`` is empty where only partners or a time are given. ``trigger`` covers the label and the agencies behind it.
    """

    before: Span
    actors: tuple[Actor, ...]
    role: str
    trigger: Span | None
    deed: Span | None
    coordinators: tuple[str, ...]
    deadline: Deadline | None


def labels_of(document: Document, ground: MaskedText, content: Span) -> Labels | None:
    """Return the labels of a paragraph, or ``None`` when there are none, or one that is followed by no agency."""
    words, at = content.of(ground.plain), content.start
    found = [match for match in _LABEL.finditer(words) if _is_label(match)]
    if not found:
        return None
    before = Span(at, at + len(words[: found[0].start()].rstrip(" (-–+*")))
    actors: tuple[Actor, ...] = ()
    role, trigger, deed = "lead", None, None
    coordinators: tuple[str, ...] = ()
    deadline = None
    for position, match in enumerate(found):
        end = found[position + 1].start() if position + 1 < len(found) else len(words)
        value = Span(at + match.end(), at + max(match.end(), end))
        if match["lead"] or match["assigned"]:
            named = group_at(ground, value.start, value.end)
            if named is None or actors:
                return None
            actors = actors_of(ground, named)
            if match["lead"] and match["lead"].lower() == "chủ trì" and _CHAIRS.match(actors[0].printed):
                return None
            role = "lead" if match["lead"] else "assigned"
            trigger = Span(at + _first_letter(words, match.start()), named[-1].span.end)
            if match["lead"] and len(match["deed"].split()) > 1:
                deed = Span(at + match.start("deed") + 1, at + match.end("deed"))
        elif match["partner"]:
            coordinators += tuple(agency.printed for agency in agencies_in(ground, value))
        elif match["time"]:
            deadline = deadline or deadline_at(document, value)
    return Labels(before, actors, role, trigger, deed, coordinators, deadline)


def tells_task(plain: str, before: Span) -> bool:
    """Tell whether the words in front of the labels are a task of their own."""
    return len(before.of(plain).split()) >= _LEAST_TASK_WORDS


def _is_label(match: re.Match[str]) -> bool:
    # "là" makes a sentence of what begins with "Cơ quan chủ trì"; the others want their colon.
    return match["sign"] == ":" or (match["lead"] is not None and not match["lead"].lower().startswith("chủ trì"))


def _first_letter(words: str, position: int) -> int:
    while not words[position].isalnum():
        position += 1
    return position


def deadline_at(document: Document, value: Span) -> Deadline | None:
    """Return the deadline that the value of a label or a table cell holds."""
    found = deadline_in_cell(value.of(document.text), document.issued_on)
    if found is None:
        return None
    span = Span(value.start + found.span.start, value.start + found.span.end)
    return Deadline(span, found.due, found.kind, found.inferred)
