"""Questions on directives of an archive: written by hand (evidence noted by place), and made from its register of tasks."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from index.chunking.cut import passages_of
from index.passages import Passage
from index.reader.rows import Text, text_of
from index.training.hand_questions import FOLDER
from index.training.labelled_pairs import json_lines
from index.training.reader.groups import Asked
from ingest.assignment import Assignment
from ingest.document import Document
from ingest.spans import Span
from ingest.text.alignment import Letters

ANSWERS, NEAR_MISSES = FOLDER / "directive_answers.jsonl", FOLDER / "directive_near_misses.jsonl"
TASK_WORDS = 14
"""Words of a task that a made question repeats."""
MADE_OF_ONE = 6
"""Questions made from one document at most, so that long ones do not drown the others."""

_LEAD = ("Cơ quan nào chủ trì {task}?", "Ai được giao {task}?", "Đơn vị nào lo việc {task}?", "sở nào {task}")
_BESIDE = ("{lead} phối hợp với ai để {task}?", "Cơ quan nào phối hợp {task}?")
_DUE = ("Khi nào phải xong việc {task}?", "Hạn {task} là bao giờ?", "{task} trước ngày nào?")


def noted_asked(questions: Path, documents: Mapping[str, Document]) -> Iterator[Asked]:
    """Yield the questions of a JSON-lines file whose evidence stands in ``documents`` (by SHA-256), and near misses beside them.

    Those kept for measuring are left out. Words that answer are marked in ``directive_answers.jsonl``, also for a question's twins.
    """
    found = {document.sha256: Letters(document.text) for document in documents.values()}
    marked = {item["id"]: item for item in json_lines(ANSWERS)}
    beside: dict[str, list[str]] = {}
    for item in json_lines(NEAR_MISSES):
        beside.setdefault(item["beside"], []).append(item["text"])
    for item in json_lines(questions):
        evidence: Sequence[dict[str, str]] = item["evidence"]  # type: ignore[assignment]
        if item["split"] != "dev" or not evidence or evidence[0]["sha256"] not in documents:
            continue
        document = documents[evidence[0]["sha256"]]
        place = _noted(found[document.sha256], evidence[0])
        passage = place and holding(passages_of(document), place)
        if passage:
            text = text_of(passage)
            mark = marked.get(item.get("twin") or item["id"])
            answer = mark and _noted(found[document.sha256], mark)
            yield Asked(item["question"], text, True, _place(text, answer.of(document.text)) if answer else None)
            yield from (Asked(one, text, False) for one in beside.get(item["id"], ()))


def _noted(letters: Letters, item: Mapping[str, str]) -> Span | None:
    return letters.find(Span(int(item["start"]), int(item["end"])), int(item["crc"]), int(item.get("letters", 0)))


def made_asked(documents: Iterable[Document], seed: int) -> Iterator[Asked]:
    """Yield questions for who leads, who helps and when it is due, made from the tasks of each document, with the words that answer."""
    for document in documents:
        chance = random.Random(f"{seed} {document.sha256}")
        passages = passages_of(document)
        made = [one for task in document.assignments for one in _made(document, passages, task, chance)]
        yield from chance.sample(made, min(MADE_OF_ONE, len(made)))


def _made(document: Document, passages: Sequence[Passage], task: Assignment, chance: random.Random) -> Iterator[Asked]:
    passage = holding(passages, task.task)
    words = " ".join(task.task.of(document.text).split()[:TASK_WORDS]).rstrip(".,;:")
    if passage is None or len(words.split()) < TASK_WORDS // 2 or task.common:
        return
    asked = words[:1].lower() + words[1:]
    text = text_of(passage)
    wanted = [(task.lead, _LEAD), (task.coordinators[0] if task.coordinators else None, _BESIDE)]
    found = [(_place(text, name), forms) for name, forms in wanted if name]
    if task.deadline and passage.span.contains(task.deadline.span):
        found.append((_within(passage, text, task.deadline.span), _DUE))
    for span, forms in found:
        if span:
            question = chance.choice(forms).format(task=asked, lead=task.lead or "Ai")
            yield Asked(question, text, True, span)


def _place(text: Text, name: str) -> tuple[int, int] | None:
    at = text.words.find(name)
    return (at, at + len(name)) if at >= 0 else None


def _within(passage: Passage, text: Text, place: Span) -> tuple[int, int]:
    """Return where ``place`` of the document is in the words that are read of ``passage``."""
    return place.start - passage.span.start + text.before, place.end - passage.span.start + text.before


def holding(passages: Iterable[Passage], place: Span) -> Passage | None:
    """Return the passage that holds most of ``place``, of equal ones the shortest; ``None`` where none holds any."""
    sharing = [(min(one.span.end, place.end) - max(one.span.start, place.start), one) for one in passages]
    best = max(sharing, key=lambda pair: (pair[0], pair[1].span.start - pair[1].span.end), default=None)
    return best[1] if best and best[0] > 0 else None
