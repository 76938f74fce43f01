"""Pairs (question side, passage side) that teach an encoder which wordings belong together.

Weak pairs come from text alone (a title and its body, a sentence and the rest of its paragraph); labelled pairs from
questions with known passages; an office's own pairs from its archive. Held-out passages (``index.training.split``)
give no labelled pair.
"""

from __future__ import annotations

import csv
import json
import lzma
import random
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from index.chunks import passages_of
from index.training.split import held_out
from ingest.archive import Archive

Pair = tuple[str, str]

PASSAGE_CHARACTERS = 1200  # about 250 syllables: as long as the longest passage of the index
SHORTEST_SIDE = 15

# "Điều 12. Phạm vi điều chỉnh", not "Điều 12 của Luật này"
ARTICLE = re.compile(r"^Điều \d+[a-zđ]?\. ?(?P<heading>[^\n]{5,160})$", re.M)
SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÀ-ỸĐ])")


def _usable(question: str, passage: str) -> bool:
    return len(question) >= SHORTEST_SIDE and len(passage) >= 2 * SHORTEST_SIDE


def news_pairs(path: Path, chance: random.Random) -> Iterator[Pair]:
    """Yield title → body, abstract → body and a sentence of the body → its neighbours from JSON lines with ``title``, ``abstract``, ``body`` (xz)."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            body = item["body"][:PASSAGE_CHARACTERS]
            yield from sentence_pairs([item["body"]], chance)
            for side in ("title", "abstract"):
                if _usable(item.get(side) or "", body):
                    yield item[side], body


def law_pairs(path: Path, chance: random.Random) -> Iterator[Pair]:
    """Yield article heading → article text, and a clause of the article → the rest of it (xz JSON lines).

    The law's title stands before every other heading.
    """
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            text = item["text"]
            if len(text) < 6000:
                yield from sentence_pairs([text.replace("\n", " ")], chance)
            found = list(ARTICLE.finditer(text))
            for at, match in enumerate(found):
                end = found[at + 1].start() if at + 1 < len(found) else len(text)
                body = text[match.end() : min(end, match.end() + PASSAGE_CHARACTERS)].strip()
                heading = match["heading"] if at % 2 else f"{match['heading']} {item['title']}"
                if _usable(heading, body):
                    yield heading, body
                yield from sentence_pairs([body.replace("\n", " ")], chance)


def sentence_pairs(paragraphs: Iterable[str], chance: random.Random) -> Iterator[Pair]:
    """Yield one sentence of a paragraph, two of a long one → its neighbours (inverse cloze, Lee et al. 2019)."""
    for paragraph in paragraphs:
        sentences = SENTENCE_END.split(paragraph.strip())
        if len(sentences) < 3 or len(paragraph) < 200:
            continue
        for picked in chance.sample(range(len(sentences)), 2 if len(sentences) > 5 else 1):
            rest = " ".join(sentences[max(0, picked - 3) : picked] + sentences[picked + 1 : picked + 5])
            if _usable(sentences[picked], rest):
                yield sentences[picked][:300], rest[:PASSAGE_CHARACTERS]


def wiki_pairs(path: Path, chance: random.Random, most: int) -> Iterator[Pair]:
    """Yield at most ``most`` sentence pairs of a plain-text encyclopaedia, one paragraph a line (xz)."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from islice(sentence_pairs(lines, chance), most)


def corpora_pairs(folder: Path, seed: int) -> list[Pair]:
    """Return the weak pairs of every known corpus file under ``folder``, shuffled by ``seed``.

    Raises ``FileNotFoundError`` when the folder holds none of ``laws.jsonl.xz``, ``news.jsonl.xz``, ``wiki.txt.xz``.
    """
    chance = random.Random(seed)
    pairs: list[Pair] = []
    if (folder / "news.jsonl.xz").exists():
        pairs += news_pairs(folder / "news.jsonl.xz", chance)
    if (folder / "laws.jsonl.xz").exists():
        pairs += law_pairs(folder / "laws.jsonl.xz", chance)
    if (folder / "wiki.txt.xz").exists():
        pairs += wiki_pairs(folder / "wiki.txt.xz", chance, most=260_000)
    if not pairs:
        raise FileNotFoundError(f"no laws.jsonl.xz, news.jsonl.xz or wiki.txt.xz in {folder}")
    chance.shuffle(pairs)
    return pairs


def beir_pairs(folder: Path, splits: Iterable[str]) -> Iterator[Pair]:
    """Yield question → passage for the relevant pairs of a BEIR-style folder that are not held out."""
    passages = {
        item["id" if "id" in item else "_id"]: f"{item.get('title') or ''}. {item['text']}".lstrip(". ")
        for item in _json_lines(folder / "corpus.jsonl")
    }
    questions = {item["id" if "id" in item else "_id"]: item["text"] for item in _json_lines(folder / "queries.jsonl")}
    for split in splits:
        relevant: dict[str, list[str]] = {}
        for line in (folder / f"qrels.{split}.tsv").read_text(encoding="utf-8").splitlines():
            question, passage, grade = line.split("\t")
            if grade.isdigit() and int(grade) > 0:
                relevant.setdefault(question, []).append(passage)
        for question, found in relevant.items():
            if not any(held_out(passage) for passage in found):
                for passage in found:
                    yield questions[question], passages[passage][:PASSAGE_CHARACTERS]


def question_pairs(folder: Path) -> Iterator[Pair]:
    """Yield question → passage from ``questions.jsonl`` and ``passages.jsonl``, held-out passages left out."""
    passages = {item["id"]: item["text"] for item in _json_lines(folder / "passages.jsonl")}
    for item in _json_lines(folder / "questions.jsonl"):
        if not held_out(item["passage"]):
            yield item["text"], passages[item["passage"]][:PASSAGE_CHARACTERS]


def thesaurus_pairs(path: Path) -> Iterator[Pair]:
    """Yield everyday wording → administrative wording from a tab-separated thesaurus."""
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            for wording in row["administrative"].split(" | ")[:2]:
                yield row["everyday"], wording


def archive_pairs(folder: Path, seed: int) -> Iterator[Pair]:
    """Yield pairs from an office's own archive.

    Section path → passage, the clause that marks a note → the note, and a sentence → the rest of its passage.
    """
    chance = random.Random(seed)
    with Archive.open(folder) as archive:
        for document_id in sorted(archive.ids()):
            for passage in passages_of(archive.get(document_id)):
                above = " ".join((*passage.section_path, passage.header)).strip()
                if passage.kind == "footnote" and _usable(passage.anchor, passage.text):
                    yield passage.anchor, passage.text
                elif _usable(above, passage.text):
                    yield above, passage.text
                yield from sentence_pairs([passage.text], chance)


def _json_lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
