"""What the reader is shown: a question with the text that answers it, if one does, and texts that do not."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from index.dense.encoder import Encoder
from index.reader.rows import Text
from index.training.negatives import mined

WRONG = 3
"""Wrong texts beside a question: of twelve that are read in earnest most are far easier than those mined."""


@dataclass(frozen=True, slots=True)
class Group:
    """A question; ``right`` answers it (``None``: nothing does), with the characters ``span`` where they are known."""

    question: str
    right: Text | None
    span: tuple[int, int] | None
    wrong: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Groups from one set, under its name."""

    name: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a text of a set: whether it answers, and the characters that do where they are known."""

    question: str
    text: Text
    answers: bool
    span: tuple[int, int] | None = None


def grouped(
    asked: Sequence[Asked], pool: Iterable[Text], encoder: Encoder | None, seed: int, wrong: int = WRONG
) -> tuple[Group, ...]:
    """Return a group for each question that a text answers, and one for each that none does.

    Wrong texts are those the set itself calls wrong for the question, then some that the hybrid of ``encoder`` puts near it
    (``index.training.negatives``), drawn from ``pool``. No text that answers the question is among them.
    """
    pairs = [(one.question, one.text.words) for one in asked if one.answers]
    answered = {question for question, _ in pairs}
    nothing = list(dict.fromkeys(one.question for one in asked if one.question not in answered))
    refused: dict[str, list[Text]] = {}
    for one in asked:
        if not one.answers:
            refused.setdefault(one.question, []).append(one.text)
    # For mining, what a question without an answer was asked about counts as its own: its twins are then no negatives twice.
    sought = [*pairs, *((question, refused[question][0].words) for question in nothing)]
    known = {text.words: text for text in pool}
    near = mined(sought, known, encoder, seed, wrong) if known else [[] for _ in sought]
    groups = []
    for one, found in zip([one for one in asked if one.answers], near, strict=False):
        others = [*refused.get(one.question, ())[:wrong], *(known[words] for words in found)]
        groups.append(Group(one.question, one.text, one.span, tuple(others[:wrong])))
    for question, found in zip(nothing, near[len(pairs) :], strict=True):
        others = [*refused[question][:wrong], *(known[words] for words in found)]
        groups.append(Group(question, None, None, tuple(others[:wrong])))
    return tuple(groups)


def write_sources(sources: Sequence[Source], file: Path) -> None:
    """Write sources as JSON lines (xz), a source each: mining takes a quarter of an hour, and a stopped training goes on with the same."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(".part")
    with lzma.open(beside, "wt", encoding="utf-8", preset=1) as out:
        out.writelines(f"{json.dumps(asdict(one), ensure_ascii=False)}\n" for one in sources)
    beside.replace(file)


def read_sources(file: Path) -> list[Source]:
    """Return what ``write_sources`` wrote; raises OSError and ValueError."""
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines]
    return [Source(one["name"], tuple(_group(group) for group in one["groups"])) for one in items]


def _group(item: dict[str, object]) -> Group:
    right, span, wrong = item["right"], item["span"], item["wrong"]
    return Group(
        str(item["question"]),
        Text(**right) if isinstance(right, dict) else None,
        (span[0], span[1]) if isinstance(span, list) else None,
        tuple(Text(**one) for one in wrong) if isinstance(wrong, list) else (),
    )
