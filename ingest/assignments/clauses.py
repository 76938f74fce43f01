"""Who is told to do what in one sentence: actors, role, coordinators, the words that assign and the task."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.agencies.authority import Mention
from ingest.assignments.givers import asks_kindly, is_given
from ingest.assignments.groups import Actor, MaskedText, actors_of, group_start, groups_in, readings, speaks
from ingest.assignments.triggers import (
    above,
    behind_brackets,
    fronted,
    has_task,
    is_subject,
    order_before,
    orders,
    role_behind,
)
from ingest.document import Span

_PARTNERS = re.compile(
    r"[ ,;]*(?:(?:và )?(?:tổ chức )?phối hợp(?: chặt chẽ| thường xuyên)?(?:,? (?:cùng với|cùng|với))?|cùng(?: với)?|với)[ ]+",
    re.IGNORECASE,
)
_WITH = re.compile(r"(?<!\w)phối hợp(?: chặt chẽ| thường xuyên)?(?:,? (?:cùng với|cùng|với))?[ ]+", re.IGNORECASE)
_NARROWING = re.compile(
    r"[ ]*(?:\((?:[^()\n]{1,60})\)|(?:có )?liên quan|trên địa bàn(?: tỉnh)?|trong tỉnh|khác)*[ ]*,?[ ]*(?:tổ chức thực hiện(?=:))?",
    re.IGNORECASE,
)
_LEAST_TASK_WORDS = 2


@dataclass(frozen=True, slots=True)
class Clause:
    """One act of assigning inside ``sentence``.

    ``role`` is ``lead``, ``assigned`` or ``coordinate``. ``task`` is what follows the trigger up to the next clause or
    the sentence end; for a clause that opens a scope it may be empty. ``fronted`` tells that words of the sentence stand
    before the trigger; ``ordered`` that a verb of ordering stands in it; ``aside`` that it stands in brackets; ``kindly``
    that those above are asked, or politely.
    """

    actors: tuple[Actor, ...]
    role: str
    coordinators: tuple[str, ...]
    trigger: Span
    task: Span
    sentence: Span
    ordered: bool
    fronted: bool
    aside: bool = False
    kindly: bool = False


def clauses_in(ground: MaskedText, sentence: Span) -> list[Clause]:
    """Return the assigning clauses of ``sentence`` in order; past reports, citations, chairing and quotas give none."""
    found: list[Clause] = []
    groups = groups_in(ground, sentence)
    position = 0
    while position < len(groups):
        clause, used = None, 0
        for members in readings(ground, groups[position]):
            clause, used = _read(
                ground, sentence, members, groups[position + 1 :], found[-1].trigger if found else None
            )
            if clause is not None:
                found.append(clause)
                break
        position += 1 + used
    return _shared_tasks(ground, _with_task_ends(ground, found))


def passes_on(low: str, item: Span, first: Clause) -> bool:
    """Tell whether an item under a header tells its agency to direct others: "- Chỉ đạo các trường tổ chức trực"."""
    return first.trigger.start == item.start and low.startswith("chỉ đạo ", item.start)


def item_role(ground: MaskedText, task: Span) -> tuple[str, tuple[str, ...], int]:
    """Return the role an item under an agency's heading gives it, its partners, and where the task proper begins.

    "Chủ trì, phối hợp với Sở Y tế ..." leads, "Phối hợp với ..." coordinates, anything else is assigned.
    """
    role, trigger_end = role_behind(ground, task.start, task)
    if role == "assigned":
        return role, partners_in(ground, task), task.start
    coordinators, _, _ = _partners(ground, trigger_end, role, task, groups_in(ground, task))
    coordinators = coordinators or partners_in(ground, task)
    return _helping(role, coordinators), coordinators, task.start


def _read(
    ground: MaskedText, sentence: Span, members: list[Mention], later: list[list[Mention]], under: Span | None
) -> tuple[Clause | None, int]:
    """Return the clause in which ``members`` must act, if there is one, and how many later lists it used up."""
    plain, end = ground.plain, behind_brackets(ground, members[-1].span.end, sentence)
    begin = group_start(ground, members, sentence.start)
    before = plain[sentence.start : begin]
    order = order_before(before)
    if order is not None:
        if (
            not orders(before[: -len(order)])
            or not has_task(ground, members, end, sentence)
            or not is_given(ground, sentence, begin - len(order), order, upwards=above(ground, members), under=under)
        ):
            return None, 0
        begin -= len(order)
    elif not is_subject(ground, members, before, end, sentence):
        return None, 0
    if any(speaks(ground, mention) for mention in members):
        return None, 0
    role, trigger_end = role_behind(ground, end, sentence)
    coordinators, task_start, used = _partners(ground, trigger_end, role, sentence, later)
    aside = plain[sentence.start : begin].rstrip().endswith("(")
    closing = plain.find(")", trigger_end, sentence.end) if aside else -1
    task_end = closing if closing >= 0 else sentence.end
    trigger_end = max(task_start if coordinators else trigger_end, end)
    while plain[trigger_end - 1] in " ,;:":
        trigger_end -= 1
    task = _trimmed(plain, Span(min(max(task_start, trigger_end), task_end), task_end))
    clause = Clause(
        actors_of(ground, members),
        role,
        coordinators,
        Span(begin, trigger_end),
        task,
        sentence,
        ordered=order is not None,
        fronted=bool(plain[sentence.start : begin].strip(" -–+")),
        aside=aside,
        kindly=order is not None and (above(ground, members) or asks_kindly(plain[sentence.start : begin])),
    )
    return clause, used


def _partners(
    ground: MaskedText, at: int, role: str, sentence: Span, later: list[list[Mention]]
) -> tuple[tuple[str, ...], int, int]:
    """Return the coordinators behind the trigger, where the task begins, and how many groups they used up."""
    partners = _PARTNERS.match(ground.plain, at, sentence.end) if role != "assigned" else None
    for used, group in enumerate(later, 1):
        # An agency in brackets may stand between: "Văn phòng (Trung tâm Hành chính công) phối hợp với Sở Nội vụ".
        if partners is not None and partners.end() in (group[0].span.start, group_start(ground, group, at)):
            end = group[-1].span.end
            narrowing = _NARROWING.match(ground.plain, end, sentence.end)
            named = tuple(mention.span.of(ground.text) for mention in group)
            return named, narrowing.end() if narrowing else end, used
    return (), at, 0


def _with_task_ends(ground: MaskedText, clauses: list[Clause]) -> list[Clause]:
    """Let each task end before the next clause begins, and name the partners inside a task that names none before."""
    ended: list[Clause] = []
    for position, clause in enumerate(clauses):
        following = clauses[position + 1] if position + 1 < len(clauses) else None
        end = min(following.trigger.start, clause.task.end) if following else clause.task.end
        if following and ";" in (between := ground.plain[clause.task.start : end]):
            # "..., hoàn thành trong tháng; đối với các xã, giao Sở B ...": the object in front is B's.
            cut = between.rindex(";")
            if fronted(between[cut + 1 :]):
                end = clause.task.start + cut
        task = _trimmed(ground.plain, Span(min(clause.task.start, end), end))
        coordinators = clause.coordinators or partners_in(ground, task)
        role = clause.role if ended else _helping(clause.role, coordinators)
        ended.append(replace(clause, task=task, role=role, coordinators=coordinators))
    return ended


def _shared_tasks(ground: MaskedText, clauses: list[Clause]) -> list[Clause]:
    """Join "Sở A chủ trì, Sở B phối hợp ...": B coordinates A's task, which stands behind both."""
    joined: list[Clause] = []
    for clause in clauses:
        before = joined[-1] if joined else None
        bare = before is not None and len(before.task.of(ground.plain).split()) < _LEAST_TASK_WORDS
        if before is not None and bare and clause.role == "coordinate" and not clause.ordered:
            joined[-1] = replace(
                before,
                coordinators=(*before.coordinators, *(actor.printed for actor in clause.actors)),
                trigger=Span(before.trigger.start, clause.trigger.end),
                task=clause.task,
            )
        else:
            joined.append(clause)
    return joined


def _helping(role: str, partners: tuple[str, ...]) -> str:
    """Return the role of an agency that only takes part: it helps somebody who is named, else the task is its own."""
    return "assigned" if role == "coordinate" and not partners else role


def partners_in(ground: MaskedText, task: Span) -> tuple[str, ...]:
    """Return the agencies a task names behind "phối hợp với"."""
    found: list[str] = []
    groups = groups_in(ground, task)
    for partners in _WITH.finditer(ground.plain, task.start, task.end):
        for group in groups:
            if group_start(ground, group, task.start) == partners.end() or group[0].span.start == partners.end():
                found += [mention.span.of(ground.text) for mention in group]
    return tuple(dict.fromkeys(found))


def _trimmed(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in " ,;:.-–\n\t":
        start += 1
    while end > start and text[end - 1] in " ,;:./\n\t":
        end -= 1
    return Span(start, end)
