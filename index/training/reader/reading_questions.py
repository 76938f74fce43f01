"""Questions on texts from public sets, with the words that answer them: what teaches the reader to read."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from index.dense.encoder import Encoder
from index.reader.rows import Text
from index.training.held_text import HeldText
from index.training.pretrained.reading_sets import is_held, xz_lines
from index.training.reader.groups import Asked, Source, grouped

SETS = {
    "viquad1": 1500,
    "mailong25": 1600,
    "uit_reg_wiki": 700,
    "alqac": 600,
    "zalo2021_legal": 1500,
    "zalo2019_wiki": 1600,
    "vinewsqa": 500,
    "vi_multispan": 300,
    "squad2_dev_translated": 700,
}
"""Set → questions taken at most. Those that nothing answers are in zalo2019_wiki, mailong25 and squad2_dev_translated."""

LONGEST = 900
"""Characters of a text: about what the reader sees of one. Of a longer one the stretch around the answer is taken."""


def reading_sources(folder: Path, held: HeldText, encoder: Encoder | None, seed: int) -> list[Source]:
    """Return the groups of every set that is in ``folder``; held-out texts give none."""
    sources = []
    for name, most in SETS.items():
        path = folder / f"{name}.jsonl.xz"
        if path.exists():
            asked = [one for one in asked_in(path) if not is_held(one.text.words, held)]
            chance = random.Random(f"{seed} {name}")
            if len(asked) > most:
                asked = chance.sample(asked, most)
            pool = dict.fromkeys(one.text for one in asked)
            sources.append(Source(name, grouped(asked, pool, encoder, seed)))
    return sources


def asked_in(path: Path) -> Iterator[Asked]:
    """Yield the questions of a set with the stretch of text they are asked about; those whose answer is unknown in a long text are left out."""
    for item in xz_lines(path):
        question, passage, title = str(item["question"]), str(item["passage"]), str(item.get("title") or "")
        answers = item.get("answers") or []
        spans = [
            (int(one["start"]), int(one["start"]) + len(str(one["text"])))
            for one in (answers if isinstance(answers, list) else [])
        ]
        if len(passage) > LONGEST and item["answerable"] and not spans:
            continue
        first = _stretch(passage, spans)
        words = passage[first : first + LONGEST]
        # Several stretches (lists told apart) are read as one when they lie close.
        span = (min(start for start, _ in spans) - first, max(end for _, end in spans) - first) if spans else None
        if span and not 0 <= span[0] < span[1] <= len(words):
            continue
        title = "" if title == question else title
        yield Asked(question, Text(words, title), bool(item["answerable"]), span)


def _stretch(passage: str, spans: list[tuple[int, int]]) -> int:
    """Return where the stretch that is read begins: at a blank, with the answer about in its middle."""
    if len(passage) <= LONGEST or not spans:
        return 0
    start = max(0, min(spans[0][0] - LONGEST // 2, len(passage) - LONGEST))
    return 0 if start == 0 else passage.find(" ", start) + 1
