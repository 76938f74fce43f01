"""Who refers to a document, what it refers to, and what replaced it: answered from the graph, each with its words."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.archive.catalogue import Summary
from ingest.archive.citations.told_edges import End, ToldEdge
from ingest.text.document_kinds import kind_names, one_of
from rag.composers.edge_lines import asked_place, edge_line, naming_edges, visible
from rag.draft import Draft
from rag.evidence.desk import Desk
from rag.question.cues import cue
from rag.wording import document_phrases, naming
from rag.wording.naming import title

# (kinds of edge, the words that ask for them); the first that stands in the question holds.
_ASKED: tuple[tuple[tuple[str, ...], str], ...] = (
    (("replaces", "repeals"), r"(?:thay thế|bãi bỏ|hủy bỏ)"),
    (("amends",), r"(?:sửa đổi|bổ sung|điều chỉnh|đính chính)"),
    (("basis",), r"(?:căn cứ|cơ sở pháp lý|dựa (?:trên|vào|theo))"),
    (("carries_out",), r"(?:thực hiện|triển khai|thi hành|cụ thể hóa)"),
    (("answers",), r"(?:trả lời|phúc đáp|giải quyết)"),
    (("follows_up",), r"(?:tiếp theo|tiếp nối)"),
    (("attached",), r"(?:kèm theo|đính kèm)"),
    ((), r"(?:nhắc(?: đến| tới)?|viện dẫn|trích dẫn|dẫn chiếu|dẫn(?: đến| tới| lại)?|đề cập(?: đến| tới)?|liên quan đến|nói đến)"),
)  # fmt: skip
_WHICH = rf"{one_of((*kind_names('referring'), 'cv', 'qđ'))}\s(?:nào|gì)"
_CUES = tuple((kinds, cue(rf"\b{words}\b")) for kinds, words in _ASKED)
_WHICH_CUE = cue(rf"\b{_WHICH}\b|\b(?:vào|trên)\s(?:đâu|cái gì)\b|\bnhững gì\b")
MOST_WORDS = 3
"""Places quoted from one document that refers again and again."""


def referring(desk: Desk) -> Draft | None:
    """Compose "những văn bản nào nhắc đến 9/KH-UBND?", "kế hoạch 9 căn cứ vào đâu?"; ``None`` for other questions.

    The words before and behind the number tell the direction: which documents do something with it, or it with which.
    """
    low = desk.question.asked.lowered
    which = _WHICH_CUE.search(low)
    place = asked_place(desk)
    if which is None or place is None:
        return None
    verb = next(((kinds, match) for kinds, one in _CUES if (match := one.search(low)) is not None), None)
    if verb is None:
        return None
    kinds, match = verb
    if which.start() < match.start() < place.start:
        return _pointing(desk, kinds)
    if place.start < match.start() and match.start() < which.end():
        return _told(desk, kinds, desk.numbered)
    return None


def _pointing(desk: Desk, kinds: tuple[str, ...]) -> Draft:
    """List the documents that refer to the one that is asked about."""
    graph = desk.library.archive.graph
    held = desk.numbered
    edges = [one for summary in held for one in graph.pointing_to(summary.id)] if held else list(naming_edges(desk))
    wanted = [one for one in visible(desk, edges) if _acts_on(one, held, kinds)]
    asked = _name(desk, held)
    if not wanted:
        return Draft("reference", "not_found", opening=document_phrases.nobody_refers(asked))
    by_document: dict[str, list[ToldEdge]] = {}
    for one in wanted:
        by_document.setdefault(one.document.id, []).append(one)
    items = [edge_line(desk, one) for told in by_document.values() for one in _told_once(told)]
    opening = document_phrases.referring(len(by_document), asked)
    return Draft("reference", "answered", opening=opening, items=tuple(items))


def _acts_on(one: ToldEdge, held: Sequence[Summary], kinds: tuple[str, ...]) -> bool:
    if kinds and one.kind not in kinds:
        return False
    ids = {summary.id for summary in held}
    return one.target.act is not None and (not held or any(each.id in ids for each in one.target.documents))


def _told_once(told: list[ToldEdge]) -> list[ToldEdge]:
    """Keep what tells most: mere mentions give way, and each kind is quoted a few times at most."""
    telling = [one for one in told if one.kind != "mentions"] or told
    return telling[:MOST_WORDS]


def _told(desk: Desk, kinds: tuple[str, ...], asked: Sequence[Summary]) -> Draft | None:
    """List what the documents that are asked about refer to."""
    held = [one for one in asked if desk.may_refer(one.id)]
    if not held:
        return None
    edges = [
        one
        for summary in held
        for one in desk.library.archive.graph.told_by(summary.id)
        if (not kinds or one.kind in kinds) and one.actor.act is None
    ]
    first = {_key(one.target): one for one in reversed(edges)}
    kept = [one for one in edges if first[_key(one.target)] is one]
    if not kept:
        opening = document_phrases.refers_to_nothing(_name(desk, held))
        return Draft("reference", "not_found", opening=opening)
    opening = document_phrases.refers_to(_name(desk, held), len(kept))
    return Draft("reference", "answered", opening=opening, items=tuple(edge_line(desk, one) for one in kept))


def _key(end: End) -> tuple[object, ...]:
    act = end.act
    return (act.normal, act.name) if act is not None else ()


def _name(desk: Desk, held: Sequence[Summary]) -> str:
    if len(held) == 1:
        return naming.inside_sentence(title(held[0]))
    place = asked_place(desk)
    return place.of(desk.question.asked.text) if place else ""
