"""Train a rival over the pieces of a static model: ``python -m eval.encoders.rivals deep|late --corpora DIR --out DIR``."""

from __future__ import annotations

import argparse
import logging
import random
import sys
from dataclasses import replace
from pathlib import Path

import torch

from eval.encoders.rivals.deep import DeepTower
from eval.encoders.rivals.late import LateTower, train_late
from eval.encoders.rivals.model import write_rival
from index.dense.encoder import DEFAULT_MODEL
from index.training import stages
from index.training.contrast import Schedule, train
from index.training.encoded import encode_pairs
from index.training.model_folder import read_model
from index.training.recipe import SEED
from index.training.weak_pairs import corpora_pairs

RATE = 3e-4
DEEP = Schedule(passes=2, batch=256, rate=RATE, seed=SEED, decay=0.01, question=32, passage=96, bucket=16, hard=0)
LATE = Schedule(passes=4, batch=96, rate=1e-3, seed=SEED, question=48, passage=160, hard=0)


def main(arguments: list[str] | None = None) -> int:
    """Train the rival asked for and write its folder; returns 0."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--corpora", type=Path, required=True, help="folder with laws/news .jsonl.xz and wiki.txt.xz")
    shared.add_argument("--questions", type=Path, help="folder with questions.jsonl, passages.jsonl, thesaurus.tsv")
    shared.add_argument("--collection", type=Path, action="append", default=[], help="BEIR-style folder; repeatable")
    shared.add_argument("--start", type=Path, default=DEFAULT_MODEL, help="static model to start from")
    shared.add_argument("--passes", type=float, default=2)
    shared.add_argument("--threads", type=int, default=1)
    shared.add_argument("--out", type=Path, required=True)
    parser = argparse.ArgumentParser(prog="python -m eval.encoders.rivals", description=__doc__)
    commands = parser.add_subparsers(required=True)
    deep = commands.add_parser("deep", parents=[shared], help="a transformer")
    deep.add_argument("--layers", type=int, default=4)
    deep.add_argument("--width", type=int, default=256)
    deep.add_argument("--weak-pairs", type=int, default=15_000)
    deep.set_defaults(
        rival=lambda o, sources: train_deep(sources, o.start, o.out, o.layers, o.width, o.weak_pairs, o.passes)
    )
    late = commands.add_parser("late", parents=[shared], help="late interaction")
    late.set_defaults(rival=lambda o, sources: train_late_interaction(sources, o.start, o.out, o.passes))
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    torch.set_num_threads(options.threads)
    options.rival(options, stages.Sources(options.corpora, options.questions, tuple(options.collection)))
    return 0


def train_deep(
    sources: stages.Sources, start: Path, out: Path, layers: int, width: int, weak_pairs: int, passes: float
) -> None:
    """Train a transformer from the vectors of ``start``: first some weak pairs, then the labelled ones; resumes."""
    tokenizer, weights = read_model(start)
    torch.manual_seed(SEED)
    tower = DeepTower(weights, layers, width)
    noise = stages.noise_of(sources)
    chance = random.Random(SEED)
    if weak_pairs:
        some = corpora_pairs(sources.corpora, SEED)[:weak_pairs]
        encoded = encode_pairs(tokenizer, some, lambda pair, _: noise.spoilt(pair, chance))
        train(tower, encoded, replace(DEEP, passes=1), out / "weak.checkpoint")
    shown = stages.Shown(tokenizer, stages.labelled(sources, 1.0), noise, SEED, [])
    train(tower, shown, replace(DEEP, passes=passes), out / "questions.checkpoint")
    write_rival(out, tokenizer, tower, {"kind": "deep", "layers": layers, "width": width})


def train_late_interaction(sources: stages.Sources, start: Path, out: Path, passes: float) -> None:
    """Train late interaction from the vectors of ``start`` on the labelled pairs."""
    tokenizer, weights = read_model(start)
    shown = stages.Shown(tokenizer, stages.labelled(sources, 1.0), stages.noise_of(sources), SEED, [])
    tower = train_late(LateTower(weights), shown, replace(LATE, passes=passes))
    write_rival(out, tokenizer, tower, {"kind": "late"})


if __name__ == "__main__":
    sys.exit(main())
