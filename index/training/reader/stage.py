"""The stage that trains the reader: ``python -m index.training reader``."""

from __future__ import annotations

import json
import logging
import random
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from math import ceil
from pathlib import Path
from time import perf_counter

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import nn

from index.reader.rows import Row, row_of
from index.training.loop import Pace, run
from index.training.noise import Noise
from index.training.reader.groups import Group, Source
from index.training.reader.tower import ReaderTower

log = logging.getLogger(__name__)

WEIGHTS_FILE = "reader.safetensors"


@dataclass(frozen=True, slots=True)
class Schedule:
    """How to train: groups a batch, passes, peak rate of the body, and what each part of the loss counts.

    ``heads`` is how many times faster the two new heads learn; ``bucket`` batches at a time are sorted by length. ``yes_no`` and
    ``span`` weigh the losses beside that of choosing the right text of a group; rows are cut to ``longest`` pieces.
    """

    passes: float = 1.0
    batch: int = 8
    rate: float = 1e-4
    heads: float = 10.0
    decay: float = 0.01
    seed: int = 7
    bucket: int = 8
    yes_no: float = 0.3
    span: float = 0.5
    longest: int = 240


SCHEDULE = Schedule()
GENRE = Schedule(passes=0.8, rate=5e-5, heads=2.0, seed=11, yes_no=1.0)
"""The second stage: gentler, and what counts most is whether a text answers at all."""
GENRE_SOURCES = ("staff", "hand", "directives", "altered")
"""Sources with near misses of this genre, asked about the very passage that they seem to be answered by."""


def train_reader(
    start: Path,
    sources: Sequence[Source],
    noise: Noise | None,
    folder: Path,
    schedule: Schedule = SCHEDULE,
    trained: Path | None = None,
) -> Path:
    """Train a reader from the encoder in ``start``, or from the reader ``trained`` of it, and write it into ``folder``.

    Skipped when it is there. Seeded, resumable.
    """
    result = folder / WEIGHTS_FILE
    if result.exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    log.info("reader: %s", ", ".join(f"{one.name} {len(one.groups)}" for one in sources))
    groups = [group for one in sources for group in one.groups if group.right or group.wrong]
    tokenizer = Tokenizer.from_file(str(start / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tower = trained_tower(start, trained) if trained else ReaderTower(start)
    batches = [batch for number in range(ceil(schedule.passes)) for batch in _batches(groups, schedule, number)]
    batches = batches[: ceil(schedule.passes * len(batches) / ceil(schedule.passes))]
    chance = random.Random(schedule.seed)
    spoilt = [[_spoilt(groups[at].question, noise, chance) for at in batch] for batch in batches]

    def loss_of(at: int) -> torch.Tensor:
        return loss(tower, tokenizer, [groups[one] for one in batches[at]], spoilt[at], schedule)

    began = perf_counter()
    heads = [*tower.answers.parameters(), *tower.edges.parameters()]
    body = [one for one in tower.body.parameters() if one.requires_grad]
    rates: list[dict[str, object]] = [{"params": body}, {"params": heads, "lr": schedule.rate * schedule.heads}]
    identity = [len(groups), len(batches), schedule.seed]
    pace = Pace(schedule.rate, schedule.decay)
    run(tower, len(batches), loss_of, pace, folder / "checkpoint", identity, rates)
    for name in ("tokenizer.json", "config.json"):
        shutil.copyfile(start / name, folder / name)
    line = {
        "stage": folder.name,
        "seconds": round(perf_counter() - began),
        "groups": {one.name: len(one.groups) for one in sources},
        "schedule": asdict(schedule),
    }
    (folder / "log.json").write_text(json.dumps(line) + "\n", encoding="utf-8")
    beside = folder / f"{WEIGHTS_FILE}.part"
    save_file({name: one.detach().to(torch.float16).contiguous() for name, one in tower.state_dict().items()}, beside)
    beside.replace(result)
    return folder


def trained_tower(start: Path, folder: Path) -> ReaderTower:
    """Return the reader that ``train_reader`` wrote into ``folder``, built as from ``start``."""
    tower = ReaderTower(start)
    tower.load_state_dict({name: one.float() for name, one in load_file(folder / WEIGHTS_FILE).items()})
    return tower


def loss(
    tower: ReaderTower, tokenizer: Tokenizer, groups: Sequence[Group], questions: Sequence[str], schedule: Schedule
) -> torch.Tensor:
    """Return the loss of some groups, asked with ``questions``.

    Choosing the right text (softmax over the group), yes or no for each text, and first and last piece of the answer where it is known.
    """
    texts = [[*([one.right] if one.right else []), *one.wrong] for one in groups]
    rows = [
        row_of(tokenizer, asked, text, schedule.longest)
        for asked, some in zip(questions, texts, strict=True)
        for text in some
    ]
    scores, edges = tower(rows)
    chosen, right, spans = [], torch.zeros(len(rows)), []
    at = 0
    for group, some in zip(groups, texts, strict=True):
        if group.right:
            right[at] = 1.0
            chosen.append(-torch.log_softmax(scores[at : at + len(some)], dim=0)[0])
            place = group.span and pieces_of(rows[at], group.span)
            if place:
                first = rows[at].first
                spans.append(
                    nn.functional.cross_entropy(edges[at].T, torch.tensor([first + place[0], first + place[1]]))
                )
        at += len(some)
    total = schedule.yes_no * nn.functional.binary_cross_entropy_with_logits(scores, right)
    for weight, losses in ((1.0, chosen), (schedule.span, spans)):
        if losses:
            total = total + weight * torch.stack(losses).mean()
    return total


def pieces_of(row: Row, span: tuple[int, int]) -> tuple[int, int] | None:
    """Return the first and last piece, counted from ``row.first``, of the characters ``span``; ``None`` when they were cut off."""
    inside = [at for at, (start, end) in enumerate(row.offsets) if start < span[1] and end > span[0]]
    whole = inside and row.offsets[inside[-1]][1] >= span[1]
    return (inside[0], inside[-1]) if whole else None


def _batches(groups: Sequence[Group], schedule: Schedule, number: int) -> list[list[int]]:
    """Return the group numbers of every batch of a pass; texts of a batch are of like length."""
    chance = random.Random(f"{schedule.seed} {number}")
    order = list(range(len(groups)))
    chance.shuffle(order)
    lengths = [sum(len(text.words) for text in (*group.wrong, group.right) if text) for group in groups]
    batches = []
    rest = iter(order)
    while part := list(islice(rest, schedule.batch * schedule.bucket)):
        part.sort(key=lengths.__getitem__)
        batches += [part[start : start + schedule.batch] for start in range(0, len(part), schedule.batch)]
    chance.shuffle(batches)
    return batches


def _spoilt(question: str, noise: Noise | None, chance: random.Random) -> str:
    return noise.spoilt((question, ""), chance)[0] if noise else question
