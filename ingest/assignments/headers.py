"""Units that give the paragraphs below them their subject: headers, agencies as headings, addressee sections."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.assignments.clauses import Clause
from ingest.assignments.groups import Actor, MaskedText, actors_of, group_at
from ingest.assignments.sentences import imperative, opens_with_verb
from ingest.assignments.triggers import points_to_tasks
from ingest.assignments.units import Unit
from ingest.document import Span

# "Đối với UBND cấp huyện:", "Trách nhiệm của Sở Y tế", "Nhiệm vụ của các sở, ngành"
_ADDRESSED = re.compile(
    r"(?:đối với|với|trách nhiệm của|nhiệm vụ của|phân công|giao|đề nghị|yêu cầu|(?:kiến nghị|đề xuất)(?: với)?)[ ]+",
    re.IGNORECASE,
)
_TELLS = re.compile(r"phân công|giao|đề nghị|yêu cầu|kiến nghị|đề xuất", re.IGNORECASE)
# What may stand behind the agency in its heading: "chủ trì, phối hợp thực hiện", "có trách nhiệm", ":".
_HEADING_TAIL = re.compile(
    r"[ ]*(?:\([^()\n]{1,60}\)[ ]*)?(?:[-–][ ]*(?:cơ quan|đơn vị) (?:thường trực|chủ trì|đầu mối)[^:.\n]{0,40})?(?P<duty>(?:có|chịu) trách nhiệm|chủ trì,? (?:và )?phối hợp(?: tổ chức)? (?:thực hiện|triển khai)(?: các nhiệm vụ)?(?: sau)?|thực hiện(?: các nhiệm vụ)?(?: sau(?: đây)?)?|tổ chức thực hiện)?[ ]*[:.]?[ ]*$",
    re.IGNORECASE,
)
# "... tập trung thực hiện những nội dung chủ yếu sau đây:" · "... các nhiệm vụ trọng tâm như sau:"
_OPENS_LIST = re.compile(r"(?:như sau|sau đây|sau)[ ]*:?$|:$", re.IGNORECASE)
# "phê duyệt quy hoạch với các nội dung sau:" leads over to what is approved, not to what is to be done.
_APPROVES = re.compile(
    r"(?:(?:quan tâm|sớm|xem xét|thống nhất|cho phép|cho chủ trương|tiếp tục)[ ,]+)*(?:phê duyệt|ban hành|chấp thuận|thông qua|công nhận|thẩm định|quyết định|cho ý kiến|góp ý)(?!\w)[^;]*(?:nội dung|như sau|điểm|thông tin)",
    re.IGNORECASE,
)
_RUNS_IN = re.compile(r"[ ]*(?:\([^()\n]{1,60}\)[ ]*)?(?:(?:có|chịu) trách nhiệm[ ]*)?:[ ]*")
_SHORT_TASK_WORDS = 4
# What only leads over to the list: "..., cụ thể như sau:", "... và thực hiện tốt các nhiệm vụ trọng tâm sau:".
_LEADS_OVER = re.compile(
    r"(?:[,;.]| và|, trong đó|^)?[ ]*(?:(?:trong đó|đồng thời)[ ,]*)?(?:(?:cần |phải )?(?:tập trung|chú trọng|tiếp tục|khẩn trương|quan tâm|nghiêm túc|chủ động|tổ chức|triển khai|thực hiện|làm tốt|lưu ý|phối hợp)[ ,]*)+"
    r"(?:tốt |nghiêm |hiệu quả |ngay )*(?:(?:một số|những|các|nội dung|nhiệm vụ|công việc|giải pháp|công tác|việc|phần việc|yêu cầu|biện pháp|chỉ tiêu|vấn đề|trọng tâm|chủ yếu|cụ thể|cơ bản|trước mắt|và|,)[ ]*)*(?:như )?(?:sau|sau đây|dưới đây)?[ ]*:?$"
    r"|[,;. ]*(?:căn cứ|theo|trên cơ sở) chức năng,?(?: và)?(?: nhiệm vụ)?(?:,? (?:và )?(?:quyền hạn|thẩm quyền))?(?: được giao)?[ ]*:?$"
    r"|[,;. ]*(?:cụ thể|trong đó)?[ ,]*(?:như sau|sau đây)?[ ]*:?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Header:
    """Who must do what stands below: ``role`` is ``lead``, ``assigned``, ``coordinate``, or ``None`` when each item says its own.

    ``depth`` is the header's place in the numbering (see ``Unit.depth``): its scope ends at a number of that depth or
    above. ``form`` is ``heading``, ``header``, or ``opening`` for collectives told in a paragraph without a number.
    ``run_in`` is the text of its own paragraph behind the colon, when there is any. ``over_siblings`` tells that the items
    below go on in its own numbering ("1. Giao Sở A các việc sau:" and "2. ..."): it reigns until one names an agency.
    """

    actors: tuple[Actor, ...]
    role: str | None
    coordinators: tuple[str, ...]
    trigger: Span
    depth: float
    form: str
    run_in: Span | None = None
    over_siblings: bool = False

    @property
    def common(self) -> bool:
        """True when only collectives are named: a header over the whole document, mostly."""
        return all(actor.common for actor in self.actors)


def heading_of(ground: MaskedText, unit: Unit, *, followed: bool) -> Header | None:
    """Return the header a unit is when it names agencies and nothing else, or their tasks behind a colon.

    ``followed`` tells that units lie below it; without them agencies alone are no header.
    """
    start, end = unit.content.start, unit.span.end
    addressed = _ADDRESSED.match(ground.plain, start, end)
    group = group_at(ground, addressed.end() if addressed else start, end)
    if group is None:
        return None
    told = addressed is not None and _TELLS.match(addressed.group()) is not None
    if not told and (run_in := _run_in(ground, unit, group[-1].span.end)) is not None:
        actors = actors_of(ground, group)
        return Header(actors, None, (), Span(start, group[-1].span.end), unit.depth, "heading", run_in)
    tail = _HEADING_TAIL.match(ground.plain, group[-1].span.end, end) if followed else None
    if tail is None or (unit.label is None and ground.plain[start:end].isupper()):
        return None  # capitals without a number are a letterhead
    while ground.plain[end - 1] in " :.":
        end -= 1
    trigger = Span(start, end)
    role = "lead" if (tail["duty"] or "").lower().startswith("chủ trì") else None
    actors = actors_of(ground, group)
    opening = told and unit.level is None and all(actor.common for actor in actors)
    return Header(actors, role, (), trigger, unit.depth, "opening" if opening else "heading")


def _run_in(ground: MaskedText, unit: Unit, end: int) -> Span | None:
    """Return what a numbered unit orders behind its agencies and a colon: "3. Các sở, ngành: Chủ động triển khai ..."."""
    colon = _RUNS_IN.match(ground.plain, end, unit.span.end)
    if colon is None or unit.level is None:
        return None
    run_in = Span(colon.end(), unit.span.end)
    told = imperative(ground.low, run_in) is not None or opens_with_verb(ground.low, run_in)
    return run_in if told else None


def header_of(ground: MaskedText, unit: Unit, clauses: list[Clause], *, followed: bool) -> Header | None:
    """Return the header that the last clause of a unit opens: its words end in a colon, or lead a list below.

    "Sở Y tế chủ trì, phối hợp các sở, ngành:" with the task in the same paragraph or in those below.
    """
    if not clauses:
        return None
    first, last = clauses[0], clauses[-1]
    colon = _colon_behind(ground, first)
    if colon is not None:
        run_in = Span(colon, unit.span.end)
        words = run_in.of(ground.plain).strip()
        if words:
            return _header(first, unit, Span(colon + _blank(ground.plain, colon), unit.span.end))
        if followed:
            return _header(first, unit, None)
    closing = ground.plain[max(unit.span.start, unit.span.end - 16) : unit.span.end].rstrip()
    if not followed or last.sentence.end < unit.span.end - 2 or _APPROVES.match(last.task.of(ground.plain)):
        return None
    task = last.task.of(ground.plain)
    if _OPENS_LIST.search(closing) or (len(task.split()) <= _SHORT_TASK_WORDS and not closing.endswith((".", ";"))):
        return _header(last, unit, None)
    return None


def own_order(ground: MaskedText, header: Header, clauses: list[Clause]) -> Span | None:
    """Return what a header itself orders besides the list below it, if it does.

    "Yêu cầu các sở rà soát quy hoạch và thực hiện các nhiệm vụ sau:" orders a review.
    """
    clause = next((one for one in clauses if one.trigger == header.trigger), None)
    if clause is None:
        return None
    words = clause.task.of(ground.plain)
    leads_over = _LEADS_OVER.search(words)
    end = leads_over.start() if leads_over else len(words)
    kept = words[:end].rstrip(" ,;:.")
    if (
        len(kept.split()) <= _SHORT_TASK_WORDS
        or points_to_tasks(f" {kept}")
        or _names_alone(ground, clause.task.start, len(kept))
    ):
        return None
    return Span(clause.task.start, clause.task.start + len(kept))


def _names_alone(ground: MaskedText, start: int, length: int) -> bool:
    """Tell whether an order only says whom to direct: "chỉ đạo Sở Y tế và các đơn vị liên quan:"."""
    directs = "chỉ đạo "
    if not ground.low.startswith(directs, start):
        return False
    group = group_at(ground, start + len(directs), start + length)
    return group is not None and group[-1].span.end >= start + length


def _header(clause: Clause, unit: Unit, run_in: Span | None) -> Header:
    # "Sở Y tế: Chủ trì ..." names the agency only; what stands behind says the role.
    bare = clause.role == "assigned" and not clause.ordered and unit.content.start == clause.trigger.start
    opening = unit.level is None and run_in is None and all(actor.common for actor in clause.actors)
    return Header(
        clause.actors,
        None if bare else clause.role,
        clause.coordinators,
        clause.trigger,
        unit.depth,
        "opening" if opening else "header",
        run_in,
    )


def _colon_behind(ground: MaskedText, clause: Clause) -> int | None:
    """Return the place behind the colon that closes the trigger, if nothing but the trigger stands before it."""
    match = re.compile(r"[ ]*(?:tổ chức thực hiện|thực hiện|triển khai)?[ ]*:").match(ground.plain, clause.trigger.end)
    return match.end() if match else None


def _blank(text: str, position: int) -> int:
    count = 0
    while position + count < len(text) and text[position + count] == " ":
        count += 1
    return count
