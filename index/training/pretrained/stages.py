"""The stages of the pretrained encoder: ``general``, then ``genre``. Each writes a model folder and is skipped when it is there."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from time import perf_counter

from tokenizers import Tokenizer

from index.dense.choice import FAST_NAME
from index.dense.encoder import Encoder, load_encoder
from index.training.contrast import Schedule, train
from index.training.pools import PairPool, Sources, hard_negatives, held_text, labelled
from index.training.pretrained import recipe
from index.training.pretrained.body_folder import WEIGHTS_FILE, write_body, write_merged
from index.training.pretrained.onnx_export import write_onnx
from index.training.pretrained.reading_sets import reading_pools, statement_pool
from index.training.pretrained.tower import BodyTower
from index.training.shown import Shown, noise_of
from index.training.split import FITTED
from index.training.weak_pairs import corpora_pairs

log = logging.getLogger(__name__)

_COPIED = ("staff", "hand", "thesaurus", "structure")


def general(base: Path, sources: Sources, run: Path, schedule: Schedule = recipe.GENERAL) -> Path:
    """Train ``base`` on public question sets and weak pairs; returns the folder of the result.

    Negatives are mined with the hybrid of the fast encoder.
    """
    result = run / "general"
    if not (result / WEIGHTS_FILE).exists():
        _train(base, general_pools(sources), load_encoder(FAST_NAME), result, sources, schedule)
    return result


def genre(base: Path, sources: Sources, run: Path, schedule: Schedule = recipe.GENRE) -> Path:
    """Go on from the first stage with what staff ask, with directives and law; returns the folder of the result.

    The start is the mean of ``base`` and the first stage: public questions repeat the words of their passages, and alone they
    make the encoder forget how else a thing can be said. Negatives are mined with the hybrid of the first stage.
    """
    result, start, miner = run / "genre", run / "merged", run / "miner"
    if not (result / WEIGHTS_FILE).exists():
        first = general(base, sources, run)
        write_merged(start, base, first)
        write_onnx(first, miner)  # through torch it would read a tenth as fast
        _train(start, genre_pools(sources), load_encoder(miner), result, sources, schedule)
    return result


def general_pools(sources: Sources) -> list[PairPool]:
    """Return the pairs of the first stage."""
    if sources.reading is None:
        raise ValueError("--reading DIR is missing: the folder of public question sets")
    pools = reading_pools(sources.reading, held_text(sources), recipe.SEED)
    pools.append(statement_pool(sources.reading))
    pools += [one for one in labelled(sources, 1.0, FITTED) if one.name not in _COPIED]
    weak = corpora_pairs(sources.corpora, recipe.SEED)[: recipe.WEAK_PAIRS]
    return [*pools, PairPool("weak", tuple(weak))]


def genre_pools(sources: Sources) -> list[PairPool]:
    """Return the pairs of the second stage."""
    law = (
        [one for one in reading_pools(sources.reading, held_text(sources), recipe.SEED) if one.name in recipe.LAW]
        if sources.reading
        else []
    )
    # A tenth of the law corpus is enough to mine from: this encoder reads fifty passages a second.
    law = [replace(one, pool=one.pool[:: max(1, len(one.pool) // 6000)]) for one in law]
    return [*law, *(one for one in labelled(sources, 1.0, FITTED) if one.name in (*_COPIED, *recipe.LAW))]


def _train(
    start: Path, pools: Sequence[PairPool], miner: Encoder, result: Path, sources: Sources, schedule: Schedule
) -> None:
    result.parent.mkdir(parents=True, exist_ok=True)
    log.info("%s: %s", result.name, ", ".join(f"{one.name} {len(one.pairs)}" for one in pools))
    hard = hard_negatives(pools, miner, result.with_suffix(".negatives.json"), schedule.hard)
    tokenizer = Tokenizer.from_file(str(start / "tokenizer.json"))
    shown = Shown(tokenizer, pools, recipe.noise(noise_of(sources)), schedule.seed, hard, recipe.PROMPTS)
    began = perf_counter()
    tower = train(BodyTower(start), shown, schedule, result.with_suffix(".checkpoint"))
    write_body(result, start, tower)
    line = {
        "stage": result.name,
        "seconds": round(perf_counter() - began),
        "pairs": {one.name: len(one.pairs) for one in pools},
        "schedule": asdict(schedule),
    }
    with (result.parent / "log.jsonl").open("a", encoding="utf-8") as out:
        out.write(json.dumps(line) + "\n")
