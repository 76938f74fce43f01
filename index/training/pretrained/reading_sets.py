"""Pairs from public Vietnamese question sets: JSON lines (xz) of question, passage, ``answerable``; see ``READING_SETS``.

Each set is split by passage like everything else (``index.training.split``): a passage is known by its first words.
"""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Iterator
from pathlib import Path

from index.training.encoded import Pair
from index.training.held_text import HeldText
from index.training.pools import PairPool
from index.training.split import held_out
from index.training.weak_pairs import PASSAGE_CHARACTERS, usable

READING_SETS = {
    "zalo2021_legal": 4000,
    "viquad1": 5000,
    "vinewsqa": 1500,
    "zalo2019_wiki": 2500,
    "mailong25": 1000,
    "uit_reg_wiki": 1200,
    "alqac": 700,
}
"""Set → pairs taken at most. Encyclopaedia and health news teach what a question is; law is the nearest to the genre."""

_NAME = 60  # letters by which a passage is known: sets quote the same text with other ids


def reading_pools(folder: Path, held: HeldText, seed: int) -> list[PairPool]:
    """Return the pairs of every set that is there, each with its passages; of Zalo's legal questions with the whole law corpus.

    A passage that other collections measure on gives none.
    """
    pools = []
    for name, most in READING_SETS.items():
        path = folder / f"{name}.jsonl.xz"
        if not path.exists():
            continue
        pairs = [pair for pair in reading_pairs(path) if usable(*pair) and not is_held(pair[1], held)]
        pool = [passage for _, passage in pairs]
        if name.startswith("zalo2021"):
            pool += law_articles(folder)
        if len(pairs) > most:
            pairs = random.Random(seed).sample(pairs, most)
        pools.append(PairPool(name, tuple(pairs), tuple(dict.fromkeys(pool))))
    return pools


def reading_pairs(path: Path) -> Iterator[Pair]:
    """Yield question → passage for what can be answered."""
    for item in xz_lines(path):
        if item["answerable"]:
            yield str(item["question"]), _around(item)


def statement_pool(folder: Path) -> PairPool:
    """Return clause → a statement that follows from it; beside it statements on the same clause that do not."""
    clauses: dict[str, tuple[list[str], list[str]]] = {}
    for item in xz_lines(folder / "nli_vilegalnli.jsonl.xz"):
        clause = str(item["premise"])
        if not held_out(passage_name(clause)):
            clauses.setdefault(clause, ([], []))[item["label"] != "entailment"].append(str(item["hypothesis"]))
    pairs, hard = [], []
    for clause, (follows, does_not) in clauses.items():
        for statement in follows:
            pairs.append((clause[:PASSAGE_CHARACTERS], statement))
            hard.append(tuple(does_not[:1]))
    return PairPool("statements", tuple(pairs), (), tuple(hard))


def law_articles(folder: Path) -> Iterator[str]:
    """Yield the articles of the law corpus that stands beside Zalo's questions."""
    path = folder / "legal_corpus.jsonl.xz"
    if path.exists():
        for item in xz_lines(path):
            yield str(item["text"])[:PASSAGE_CHARACTERS]


def passage_name(text: str) -> str:
    """Return what a passage is known by when sets are split: its first letters and figures."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())[:_NAME]


def is_held(passage: str, held: HeldText) -> bool:
    """Tell whether a passage is measured on, in its own set or in another one."""
    return held_out(passage_name(passage)) or held.holds(passage)


def _around(item: dict[str, object]) -> str:
    """Return the passage, of a long one the part in which the answer stands."""
    passage, answers = str(item["passage"]), item.get("answers")
    if len(passage) <= PASSAGE_CHARACTERS or not isinstance(answers, list) or not answers:
        return passage[:PASSAGE_CHARACTERS]
    start = max(0, int(answers[0]["start"]) - PASSAGE_CHARACTERS // 2)
    start = 0 if start == 0 else passage.find(" ", start) + 1
    return passage[start : start + PASSAGE_CHARACTERS]


def xz_lines(path: Path) -> Iterator[dict[str, object]]:
    """Yield the objects of an xz file with one JSON object on each line; raises OSError and ValueError."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
