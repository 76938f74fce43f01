"""The questions written for this project over passages of the corpora, which are named by place and never distributed."""

from __future__ import annotations

import json
import logging
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from index.training.encoded import Pair
from index.training.labelled_pairs import json_lines
from index.training.split import trained_on
from index.training.weak_pairs import PASSAGE_CHARACTERS

log = logging.getLogger(__name__)

FOLDER = Path(__file__).parent / "questions"
_FILES = {"laws": ("laws.jsonl.xz", "text"), "news": ("news.jsonl.xz", "body")}


@dataclass(frozen=True, slots=True)
class HandQuestion:
    """A question in staff's wording; ``passage`` is the id of the one that answers it."""

    id: str
    passage: str
    style: str
    text: str


def hand_questions(folder: Path = FOLDER) -> tuple[HandQuestion, ...]:
    """Return every question of the folder, of held-out passages as well."""
    return tuple(
        HandQuestion(item["id"], item["passage"], item["style"], item["text"])
        for item in _json_lines(folder / "questions.jsonl")
    )


def hand_passages(corpora: Path, folder: Path = FOLDER) -> dict[str, str]:
    """Return the text of each passage that is found again in ``corpora``, by id.

    What is not found (another edition, no such corpus) is left out, and the log says how many.
    """
    wanted: dict[tuple[str, int], list[dict[str, str]]] = {}
    count = 0
    for item in _json_lines(folder / "passages.jsonl"):
        wanted.setdefault((item["corpus"], int(item["line"])), []).append(item)
        count += 1
    found: dict[str, str] = {}
    for corpus, (name, field) in _FILES.items():
        lines = {line for one, line in wanted if one == corpus}
        for number, text in _texts(corpora / name, field, lines):
            for item in wanted[corpus, number]:
                cut = text[int(item["start"]) : int(item["end"])]
                if crc32(cut.encode()) == int(item["crc"]):
                    found[item["id"]] = cut
    if len(found) < count:
        log.warning("%d of %d passages are not in %s; their questions are left out", count - len(found), count, corpora)
    return found


def hand_pairs(corpora: Path, folder: Path = FOLDER, left_out: int | None = None) -> Iterator[Pair]:
    """Yield question → passage, held-out passages and those of the half ``left_out`` without."""
    passages = hand_passages(corpora, folder)
    for question in hand_questions(folder):
        if question.passage in passages and trained_on(question.passage, left_out):
            yield question.text, passages[question.passage][:PASSAGE_CHARACTERS]


def _texts(file: Path, field: str, numbers: set[int]) -> Iterator[tuple[int, str]]:
    if not file.is_file() or not numbers:
        return
    last = max(numbers)
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number in numbers:
                yield number, str(json.loads(line)[field])
            if number >= last:
                return


def _json_lines(path: Path) -> Iterator[dict[str, str]]:
    return json_lines(path) if path.is_file() else iter(())
