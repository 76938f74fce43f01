"""Pairs from questions with known passages. Held-out passages, and those of the half ``left_out``, give none (``index.training.split``)."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from index.training.encoded import Pair
from index.training.split import trained_on
from index.training.weak_pairs import PASSAGE_CHARACTERS


def beir_pairs(folder: Path, splits: Iterable[str], left_out: int | None = None) -> Iterator[Pair]:
    """Yield question → passage for the relevant pairs of a BEIR-style folder that are not held out."""
    passages = beir_passages(folder)
    questions = {item["id" if "id" in item else "_id"]: item["text"] for item in json_lines(folder / "queries.jsonl")}
    for split in splits:
        relevant: dict[str, list[str]] = {}
        for line in (folder / f"qrels.{split}.tsv").read_text(encoding="utf-8").splitlines():
            question, passage, grade = line.split("\t")
            if grade.isdigit() and int(grade) > 0:
                relevant.setdefault(question, []).append(passage)
        for question, found in relevant.items():
            if all(trained_on(passage, left_out) for passage in found):
                for passage in found:
                    yield questions[question], passages[passage]


def beir_passages(folder: Path) -> dict[str, str]:
    """Return the passages of a BEIR-style folder by id, title first, cut to ``PASSAGE_CHARACTERS``."""
    return {
        item["id" if "id" in item else "_id"]: f"{item.get('title') or ''}. {item['text']}".lstrip(". ")[
            :PASSAGE_CHARACTERS
        ]
        for item in json_lines(folder / "corpus.jsonl")
    }


def training_splits(folder: Path) -> list[str]:
    """Return the splits of a BEIR-style folder that may be trained on: questions of ``dev`` stay for measuring."""
    return [path.name.split(".")[1] for path in sorted(folder.glob("qrels.*.tsv")) if ".dev." not in path.name]


def question_pairs(folder: Path, left_out: int | None = None) -> Iterator[Pair]:
    """Yield question → passage from ``questions.jsonl`` and ``passages.jsonl``, held-out passages left out."""
    passages = {item["id"]: item["text"] for item in json_lines(folder / "passages.jsonl")}
    for item in json_lines(folder / "questions.jsonl"):
        if trained_on(item["passage"], left_out):
            yield item["text"], passages[item["passage"]][:PASSAGE_CHARACTERS]


def thesaurus_pairs(path: Path) -> Iterator[Pair]:
    """Yield everyday wording → administrative wording from a tab-separated thesaurus."""
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            for wording in row["administrative"].split(" | ")[:2]:
                yield row["everyday"], wording


def json_lines(path: Path) -> Iterator[dict[str, str]]:
    """Yield the objects of a file with one on each line; raises OSError and ValueError."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
