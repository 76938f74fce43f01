"""How far the task of a clause reaches: the object in front of it, and the sentences behind that go on with it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from ingest.assignments.clauses import Clause
from ingest.assignments.givers import giver_of
from ingest.assignments.groups import MaskedText
from ingest.assignments.sentences import adds_terms, goes_on
from ingest.document import Span
from ingest.text.agency_heads import any_head

# "Chủ tịch UBND tỉnh yêu cầu ..." has three words in front that are no object.
_LEAST_FRONT_WORDS = 4
_BARE_WORDS = 2  # "thực hiện", "tổ chức thực hiện" say nothing more
# Words in front that are nothing to be done: "Nhận được Công văn này, yêu cầu ...".
_NO_OBJECT = re.compile(
    r"\W*(?:nhận được|trên đây|sau khi|kể từ|trong thời gian (?:chưa|chờ)|(?:để|nhằm) (?:có|đủ)(?: đủ| đầy đủ)? (?:cơ sở|căn cứ|thông tin|số liệu|điều kiện))(?!\w)",
    re.IGNORECASE,
)
_ORDERS_IN_FRONT = re.compile(
    rf"(?<!\w)(?:giao|yêu cầu|đề nghị|phân công) (?:{any_head('place', 'province')}|Ủy ban|Sở|Ban|các) ", re.IGNORECASE
)


def task_of(
    ground: MaskedText,
    content: Span,
    sentences: Sequence[Span],
    by_sentence: Mapping[Span, Sequence[Clause]],
    clause: Clause,
) -> Span:
    """Return the task with what belongs to it: the object in front, the sentences behind that go on with it."""
    if bare := _before_bare(ground, clause):
        return bare
    same = by_sentence[clause.sentence]
    start, end = clause.task.start, clause.task.end
    if clause.aside:
        return clause.task
    if clause.fronted and len(same) == 1 and not _NO_OBJECT.match(ground.plain, clause.sentence.start):
        front = Span(clause.sentence.start, clause.trigger.start).of(ground.plain)
        cut = max(front.rfind("; "), front.rfind(": ")) + 1
        words = front[cut:].lstrip()
        giver = giver_of(ground, clause.sentence, clause.trigger.start)
        own = len(front) - (clause.trigger.start - giver.span.start) if giver else len(front)
        # Another order in front ("Đề nghị Sở A ..., yêu cầu Sở B") is not part of this task, nor is who gives it.
        if len(front[cut:own].split()) >= _LEAST_FRONT_WORDS and not _ORDERS_IN_FRONT.search(words):
            start = clause.trigger.start - len(words)
    if clause is not same[-1]:
        return Span(start, end)
    common = all(actor.common for actor in clause.actors)
    more = clause.sentence.start == content.start and (not clause.fronted or not clause.ordered or common)
    more = more and not clause.task.of(ground.low).startswith("là ")
    behind = bisect_left(sentences, clause.sentence.end, key=lambda one: one.start)
    for position in range(behind, len(sentences)):
        sentence = sentences[position]
        if sentence in by_sentence:
            break
        if not (adds_terms(ground.low, sentence) or (more and goes_on(ground.low, sentence))):
            break
        end = sentence.end
    return Span(start, max(start, end))


def _before_bare(ground: MaskedText, clause: Clause) -> Span | None:
    """Return the words in front of a clause that only says who: "Rà soát trạm y tế (Sở Y tế chủ trì thực hiện)"."""
    passive = ground.low.endswith(" do ", clause.sentence.start, clause.trigger.start)
    if not (clause.aside or passive) or len(clause.task.of(ground.plain).split()) > _BARE_WORDS:
        return None
    end = (
        clause.trigger.start - len("do ")
        if passive
        else ground.plain.rfind("(", clause.sentence.start, clause.trigger.start)
    )
    words = ground.plain[clause.sentence.start : max(end, clause.sentence.start)].rstrip()
    return Span(clause.sentence.start, clause.sentence.start + len(words)) if words else None
