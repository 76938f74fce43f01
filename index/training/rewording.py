"""Swapping wordings in a question: the documents' words for everyday ones, full names for short ones, new agencies for old.

The passage keeps its own words, so that training meets the same distance between question and passage that staff make.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterable, Iterator
from itertools import permutations
from pathlib import Path

import ingest.data
from ingest.text.folding import lowered

AGENCIES = Path(ingest.data.__file__).with_name("agencies.csv")

# Relations of the thesaurus in which one wording may stand for the other; the wider, the causes and the actors may not.
SWAPPED = frozenset({"syn", "north-south", "abbreviation", "place-nickname", "verb", "narrower"})
LONGEST = 9  # syllables of the longest wording looked for
FEWEST_LETTERS = 4  # shorter wordings have too many senses

_WORD = re.compile(r"[^\W_]+")
# "Sở Kế hoạch và Đầu tư", "Lao động - Thương binh", "thể thao, du lịch": what may stand inside one wording
_JOINT = re.compile(r"\s*[-–,&]?\s*")


class Rewordings:
    """Wordings that may stand for each other; the longest one found is swapped."""

    def __init__(self, swaps: Iterable[tuple[str, str]]) -> None:
        self._found: dict[tuple[str, ...], list[str]] = {}
        for wording, other in swaps:
            words = tuple(_WORD.findall(lowered(wording)))
            if (
                0 < len(words) <= LONGEST
                and sum(map(len, words)) >= FEWEST_LETTERS
                and lowered(other) != lowered(wording)
            ):
                self._found.setdefault(words, []).append(other)
        self._starts = {words[0] for words in self._found}

    def swapped(self, text: str, chance: random.Random, share: float) -> str:
        """Return ``text`` with about ``share`` of the known wordings replaced; other text is unchanged."""
        words = list(_WORD.finditer(text))
        low = [lowered(word[0]) for word in words]
        parts: list[str] = []
        at = end = 0
        while at < len(words):
            length = self._longest(text, words, low, at) if low[at] in self._starts else 0
            if length and chance.random() < share:
                parts += [text[end : words[at].start()], chance.choice(self._found[tuple(low[at : at + length])])]
                end = words[at + length - 1].end()
            at += max(1, length)
        return "".join((*parts, text[end:]))

    def _longest(self, text: str, words: list[re.Match[str]], low: list[str], at: int) -> int:
        most = 1
        while most < LONGEST and at + most < len(words):
            if not _JOINT.fullmatch(text, words[at + most - 1].end(), words[at + most].start()):
                break
            most += 1
        return next((size for size in range(most, 0, -1) if tuple(low[at : at + size]) in self._found), 0)


def thesaurus_swaps(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (administrative, everyday) from a tab-separated thesaurus, and abbreviations both ways."""
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["relation"] not in SWAPPED:
                continue
            for wording in row["administrative"].split(" | ")[:2]:
                if " " in wording:
                    yield wording, row["everyday"]
                if row["relation"] == "abbreviation" and not row["everyday"].islower():
                    yield row["everyday"], wording


def agency_swaps(path: Path = AGENCIES) -> Iterator[tuple[str, str]]:
    """Yield each name of an agency with each other name it has, had or has been given since."""
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            names = [row["canonical"]]
            for column in ("abbreviations", "variants", "predecessors", "successors"):
                names += [name for name in row[column].split("|") if name]
            yield from permutations(dict.fromkeys(names), 2)
