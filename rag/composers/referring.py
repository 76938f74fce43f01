"""Who refers to a document, what it refers to, and what replaced it: answered from the graph, each with its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.archive.catalogue import Summary
from ingest.archive.citations.told_edges import End, ToldEdge
from ingest.document import Document, Span
from ingest.references.edge_words import CHANGES
from ingest.references.named_acts import find_named_acts, name_key
from ingest.references.numbers import normal_number, parse_number
from ingest.text.document_kinds import kind_names, one_of
from rag.composers.cautions import changed_sentence
from rag.draft import Draft, DraftLine, Evidence
from rag.evidence.clauses import sentence_at, trimmed
from rag.evidence.desk import Desk
from rag.evidence.places import anchor_sentence, note_holding
from rag.question.cues import cue
from rag.wording import document_phrases, naming, phrases
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
    place = _asked_place(desk)
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


def replacing(desk: Desk) -> Draft | None:
    """Compose "văn bản nào thay thế công văn 12?", "kế hoạch 45 còn áp dụng không?"; ``None`` where the graph is silent."""
    summaries = [one for one in desk.numbered if desk.may_refer(one.id)]
    if not summaries:
        edges = [one for one in _by_key(desk) if one.kind in CHANGES and one.target.act is not None]
        lines = [_line(desk, one) for one in _visible(desk, edges)]
        return Draft("lineage", "answered", sentences=tuple(lines), notes=(phrases.NOT_IN_FORCE,)) if lines else None
    replaced = desk.library.archive.graph.replaced([one.id for one in summaries])
    lines = [
        _line(desk, one, changed_sentence(one))
        for summary in summaries
        for one in _visible(desk, replaced.get(summary.id, ()))
    ]
    return Draft("lineage", "answered", sentences=tuple(lines), notes=(phrases.NOT_IN_FORCE,)) if lines else None


def _asked_place(desk: Desk) -> Span | None:
    """Return where the question names the document: by number, or an act by its name."""
    if desk.question.numbers:
        return desk.question.numbers[0].span
    named = find_named_acts(desk.question.asked.text)
    return named[0].span if named else None


def _by_key(desk: Desk) -> tuple[ToldEdge, ...]:
    graph = desk.library.archive.graph
    found: list[ToldEdge] = []
    for number in desk.question.numbers:
        if parse_number(number.key) is not None:
            found += graph.naming(normal_number(number.key))
    for act in find_named_acts(desk.question.asked.text):
        found += graph.naming("", act.year, name_key(act.span.of(desk.question.asked.text)))
    return tuple(found)


def _visible(desk: Desk, edges: Iterable[ToldEdge]) -> list[ToldEdge]:
    return [one for one in edges if desk.may_refer(one.document.id)]


def _pointing(desk: Desk, kinds: tuple[str, ...]) -> Draft:
    """List the documents that refer to the one that is asked about."""
    graph = desk.library.archive.graph
    held = desk.numbered
    edges = [one for summary in held for one in graph.pointing_to(summary.id)] if held else list(_by_key(desk))
    wanted = [one for one in _visible(desk, edges) if _acts_on(one, held, kinds)]
    asked = _name(desk, held)
    if not wanted:
        return Draft("reference", "not_found", opening=document_phrases.nobody_refers(asked))
    by_document: dict[str, list[ToldEdge]] = {}
    for one in wanted:
        by_document.setdefault(one.document.id, []).append(one)
    items = [_line(desk, one) for told in by_document.values() for one in _told_once(told)]
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
    return Draft("reference", "answered", opening=opening, items=tuple(_line(desk, one) for one in kept))


def _key(end: End) -> tuple[object, ...]:
    act = end.act
    return (act.normal, act.name) if act is not None else ()


def _name(desk: Desk, held: Sequence[Summary]) -> str:
    if len(held) == 1:
        return naming.inside_sentence(title(held[0]))
    place = _asked_place(desk)
    return place.of(desk.question.asked.text) if place else ""


def _line(desk: Desk, one: ToldEdge, said: str = "") -> DraftLine:
    """Return the edge with the sentence it stands in; for a footnote, with the sentence that marks it."""
    document = desk.library.document(one.document.id)
    span = one.cited.span
    sentence = trimmed(document, _sentence(document, span))
    words = naming.around(document.text, sentence, span)
    evidence = [Evidence(document, sentence)]
    note = note_holding(document, span)
    if note is not None:
        evidence.append(Evidence(document, trimmed(document, anchor_sentence(document, note))))
    actor = one.actor.act.printed if one.actor.act is not None else None
    text = document_phrases.edge(document, one.kind, one.part, actor, words)
    return DraftLine(f"{said} {text}".strip(), tuple(evidence), (words.strip("… "),))


def _sentence(document: Document, span: Span) -> Span:
    note = note_holding(document, span)
    sentence = sentence_at(document.text, span.start)
    return Span(max(sentence.start, note.span.start), min(sentence.end, note.span.end)) if note else sentence
