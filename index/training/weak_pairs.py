"""Pairs from text alone: a title and its body, a heading and its items, a sentence and the rest of its paragraph."""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from index.training.encoded import Pair

PASSAGE_CHARACTERS = 1200  # about 250 syllables: as long as the longest passage of the index
SHORTEST_SIDE = 15
WIKI_PAIRS = 80_000  # general words; the genre is law and news of government
LONGEST_LEAD = 300

# "Điều 12. Phạm vi điều chỉnh", not "Điều 12 của Luật này"
ARTICLE = re.compile(r"^Điều \d+[a-zđ]?\. ?(?P<heading>[^\n]{5,160})$", re.M)
SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÀ-ỸĐ])")
# "a) Kiểm tra việc thu phí;", "- Công an tỉnh;", "2. Hồ sơ gồm"; not "2024 là năm", "(a)"
_AT_A_BLANK = re.compile(rf"\S.{{0,{PASSAGE_CHARACTERS - 2}}}(?=\s|$)|\S{{1,{PASSAGE_CHARACTERS}}}")
ITEM = re.compile(r"(?:[a-zđ]\)|\d{1,2}[.)]|[-+•])\s*(?=\S)")


def usable(question: str, passage: str) -> bool:
    """Tell whether both sides are long enough to mean something."""
    return len(question) >= SHORTEST_SIDE and len(passage) >= 2 * SHORTEST_SIDE


def news_pairs(path: Path, chance: random.Random) -> Iterator[Pair]:
    """Yield title → body, abstract → body and, of every other body, a sentence → its neighbours.

    JSON lines with ``title``, ``abstract``, ``body`` (xz).
    """
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            item = json.loads(line)
            body = item["body"][:PASSAGE_CHARACTERS]
            if number % 2:
                yield from sentence_pairs([item["body"]], chance)
            for side in ("title", "abstract"):
                if usable(item.get(side) or "", body):
                    yield item[side], body


def law_pairs(path: Path, chance: random.Random) -> Iterator[Pair]:
    """Yield pairs of legal texts (xz JSON lines with ``title``, ``text``).

    Article heading → a stretch of its text, a lead-in → one of its items, a clause → its neighbours. The law's title stands
    behind every other heading. Of a text without articles only the last kind.
    """
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            text = item["text"]
            found = list(ARTICLE.finditer(text))
            starts = [*(match.start() for match in found), len(text)]
            for stretch in stretches(text[: starts[0]]):
                yield from sentence_pairs([stretch.replace("\n", " ")], chance)
            for at, match in enumerate(found):
                body = text[match.end() : starts[at + 1]].strip()
                parts = list(stretches(body))
                heading = match["heading"] if at % 2 else f"{match['heading']} {item['title']}"
                yield from ((heading, part) for part in parts[:2] if usable(heading, part))
                yield from item_pairs(match["heading"], body, chance)
                for part in parts:
                    yield from sentence_pairs([part.replace("\n", " ")], chance)


def stretches(text: str) -> Iterator[str]:
    """Yield the lines of ``text`` in stretches of at most ``PASSAGE_CHARACTERS``; a longer line is cut at blanks."""
    part = ""
    for line in text.split("\n"):
        for piece in _AT_A_BLANK.findall(line):
            if part and len(part) + len(piece) >= PASSAGE_CHARACTERS:
                yield part
                part = ""
            part = f"{part}\n{piece}" if part else piece
    if part:
        yield part


def item_pairs(heading: str, body: str, chance: random.Random) -> Iterator[Pair]:
    r"""Yield, for each lead-in of ``body`` (a line that ends in ``:``), itself → one of its items, every other time with ``heading``.

    >>> list(item_pairs("Tổ chức thực hiện", "Sở Y tế có trách nhiệm:\na) Kiểm tra các cơ sở khám bệnh trong quý;", random.Random(1)))
    [('Sở Y tế có trách nhiệm:', 'Kiểm tra các cơ sở khám bệnh trong quý;')]
    """
    lines = [line.strip() for line in body.split("\n")]
    for at, lead in enumerate(lines):
        if not lead.endswith(":") or len(lead) > LONGEST_LEAD:
            continue
        items = []
        for line in lines[at + 1 :]:
            marker = ITEM.match(line)
            if marker is None:
                break
            items.append(line[marker.end() :])
        if items:
            item = chance.choice(items)
            question = lead if chance.random() < 0.5 else f"{heading}. {lead}"
            if usable(question, item):
                yield question, item[:PASSAGE_CHARACTERS]


def sentence_pairs(paragraphs: Iterable[str], chance: random.Random) -> Iterator[Pair]:
    """Yield one sentence of a paragraph, two of a long one → its neighbours (inverse cloze, Lee et al. 2019)."""
    for paragraph in paragraphs:
        sentences = SENTENCE_END.split(paragraph.strip())
        if len(sentences) < 3 or len(paragraph) < 200:
            continue
        for picked in chance.sample(range(len(sentences)), 2 if len(sentences) > 5 else 1):
            rest = " ".join(sentences[max(0, picked - 3) : picked] + sentences[picked + 1 : picked + 5])
            if usable(sentences[picked], rest):
                yield sentences[picked][:300], rest[:PASSAGE_CHARACTERS]


def wiki_pairs(path: Path, chance: random.Random, most: int = WIKI_PAIRS) -> Iterator[Pair]:
    """Yield at most ``most`` sentence pairs of a plain-text encyclopaedia, one paragraph a line (xz)."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from islice(sentence_pairs(lines, chance), most)


def corpora_pairs(folder: Path, seed: int) -> list[Pair]:
    """Return the weak pairs of every known corpus file under ``folder``, shuffled by ``seed``.

    Raises ``FileNotFoundError`` when the folder holds none of ``laws.jsonl.xz``, ``news.jsonl.xz``, ``wiki.txt.xz``.
    """
    chance = random.Random(seed)
    pairs: list[Pair] = []
    for name, read in (("news.jsonl.xz", news_pairs), ("laws.jsonl.xz", law_pairs), ("wiki.txt.xz", wiki_pairs)):
        if (folder / name).exists():
            pairs += read(folder / name, chance)
    if not pairs:
        raise FileNotFoundError(f"no laws.jsonl.xz, news.jsonl.xz or wiki.txt.xz in {folder}")
    chance.shuffle(pairs)
    return pairs
