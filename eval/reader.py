"""Measure the reader on held-out questions of staff: ``python -m eval.reader --questions DIR --corpora DIR``.

Every question is put to the hybrid over all their passages; the first ``LOOKED_AT`` (the right one among them or not) are read. Told by
style: how often the right passage stands first by the search alone, by the reader alone and by both; how well the right
passage of a question is told from the same passage asked a near miss (AUC); and how far the marked answer and the words found
overlap (F1 over words, as SQuAD counts it, and exact matches).
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval.significance import interval
from index.dense.encoder import load_encoder
from index.reader.onnx_reader import READER_FOLDER, OnnxReader
from index.reader.rows import Text
from index.store.corpus import CorpusIndex
from index.training.labelled_pairs import json_lines
from index.training.reader.staff_questions import ANSWERS, NEAR_MISSES, staff_texts
from index.training.split import held_out
from ingest.text.folding import lowered

LOOKED_AT = 12
WEIGHTS = (0.0, 2.0, 4.0, 8.0)
"""What the score of the search may count beside the reader's log-odds."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question: whether the right passage came first by the search and by reader and search (for each weight); its span."""

    passage: str
    style: str
    searched: bool
    read: tuple[bool, ...]
    odds: float
    overlap: float | None
    exact: bool


def measured(texts: Mapping[str, Text], questions: Sequence[Mapping[str, str]], reader: OnnxReader) -> list[Outcome]:
    """Return the outcome of each question over ``texts``."""
    index = CorpusIndex(((name, "", text.words) for name, text in texts.items()), load_encoder())
    marked = {item["id"]: (int(item["start"]), int(item["end"])) for item in json_lines(ANSWERS)}
    outcomes = []
    for item in questions:
        found = index.search(item["text"], LOOKED_AT)
        own = item["passage"]
        read = reader.read(item["text"], [texts[name] for name, _ in found] + [texts[own]])
        ranks = [
            int(np.argmax([one.score + weight * score for one, (_, score) in zip(read, found, strict=False)]))
            for weight in WEIGHTS
        ]
        start, end = marked.get(item["id"], (0, 0))
        right = texts[own].words[start:end]
        given = texts[own].words[read[-1].start : read[-1].end]
        outcomes.append(
            Outcome(
                own,
                item["style"],
                found[0][0] == own,
                tuple(found[rank][0] == own for rank in ranks),
                read[-1].score,
                overlap(given, right) if right else None,
                _words(given) == _words(right),
            )
        )
    return outcomes


def overlap(given: str, right: str) -> float:
    """Return F1 over the words of two answers."""
    mine, theirs = Counter(_words(given)), Counter(_words(right))
    shared = sum((mine & theirs).values())
    return 2 * shared / (sum(mine.values()) + sum(theirs.values())) if shared else 0.0


def told_apart(right: Sequence[float], wrong: Sequence[float]) -> float:
    """Return the area under the ROC curve: how often a right text has the higher score (ties count half)."""
    if not right or not wrong:
        return 0.0
    mine, theirs = np.asarray(right)[:, None], np.asarray(wrong)[None, :]
    return float(((mine > theirs) + 0.5 * (mine == theirs)).mean())


def table(outcomes: Sequence[Outcome], near: Sequence[float]) -> str:
    """Return the figures as Markdown, by style."""
    rows = [
        ("style", "questions", "search", *(f"reader + {w:g} search" for w in WEIGHTS), "near misses", "F1", "exact")
    ]
    rows.append(("---",) * len(rows[0]))
    for style in ("all", *sorted({one.style for one in outcomes})):
        own = [one for one in outcomes if style in ("all", one.style)]
        clusters = [one.passage for one in own]
        spans = [one for one in own if one.overlap is not None]
        firsts = [[float(one.searched) for one in own]]
        firsts += [[float(one.read[at]) for one in own] for at in range(len(WEIGHTS))]
        cells = [_mean(values, clusters) for values in firsts]
        cells.append(f"{told_apart([one.odds for one in own], near):.3f}")
        cells.append(_mean([one.overlap or 0.0 for one in spans], [one.passage for one in spans]))
        cells.append(f"{np.mean([one.exact for one in spans]):.3f}")
        rows.append((style, str(len(own)), *cells))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _mean(values: Sequence[float], clusters: Sequence[str]) -> str:
    low, high = interval(values, clusters)
    return f"{np.mean(values):.3f} [{low:.3f}, {high:.3f}]"


def _words(text: str) -> list[str]:
    return _WORD.findall(lowered(text))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; returns 0."""
    parser = argparse.ArgumentParser(prog="python -m eval.reader", description=__doc__)
    parser.add_argument("--questions", type=Path, required=True, help="folder with questions.jsonl and passages.jsonl")
    parser.add_argument("--reader", type=Path, default=READER_FOLDER)
    options = parser.parse_args(arguments)
    reader, texts = OnnxReader(options.reader), staff_texts(options.questions)
    questions = [item for item in json_lines(options.questions / "questions.jsonl") if held_out(item["passage"])]
    near = [
        reader.read(item["text"], [texts[item["passage"]]])[0].score
        for item in json_lines(NEAR_MISSES)
        if item["passage"] in texts and held_out(item["passage"])
    ]
    print(table(measured(texts, questions, reader), near))
    return 0


if __name__ == "__main__":
    sys.exit(main())
