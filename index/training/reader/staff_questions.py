"""Questions in staff's wording with marked answers, and near misses on the same passages: what teaches the reader this genre.

``questions/answers.jsonl`` marks answers as characters of the passage, ``questions/near_misses.jsonl`` holds for each passage a question
that it seems to answer and does not; both were written for this project.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from index.reader.rows import Text
from index.training.hand_questions import FOLDER, hand_passages, hand_questions
from index.training.labelled_pairs import json_lines
from index.training.reader.groups import Asked
from index.training.split import trained_on

ANSWERS, NEAR_MISSES = FOLDER / "answers.jsonl", FOLDER / "near_misses.jsonl"


def staff_asked(questions: Path, texts: Mapping[str, Text], left_out: int | None) -> Iterator[Asked]:
    """Yield the questions of the folder ``questions``; ``texts`` gives passages with their place, by id."""
    items = list(json_lines(questions / "questions.jsonl"))
    yield from _asked(((item["id"], item["passage"], item["text"]) for item in items), texts, left_out)


def hand_asked(corpora: Path, left_out: int | None) -> Iterator[Asked]:
    """Yield the questions that are part of the project, those whose passage is found again in ``corpora``."""
    texts = {name: Text(words) for name, words in hand_passages(corpora).items()}
    yield from _asked(((one.id, one.passage, one.text) for one in hand_questions()), texts, left_out)


def staff_texts(questions: Path) -> dict[str, Text]:
    """Return the passages of the folder ``questions`` by id."""
    return {item["id"]: Text(item["text"]) for item in json_lines(questions / "passages.jsonl")}


def _asked(
    questions: Iterable[tuple[str, str, str]], texts: Mapping[str, Text], left_out: int | None
) -> Iterator[Asked]:
    marked = {item["id"]: item for item in json_lines(ANSWERS)}
    for name, passage, question in questions:
        answer = marked.get(name)
        if passage not in texts or not trained_on(passage, left_out) or answer is None or not answer["end"]:
            continue
        yield Asked(question, texts[passage], True, (int(answer["start"]), int(answer["end"])))
    for item in json_lines(NEAR_MISSES):
        if item["passage"] in texts and trained_on(item["passage"], left_out):
            yield Asked(item["text"], texts[item["passage"]], False)
