"""The stages of training a static model: pieces, weak pairs, questions. Each writes its result and is skipped when it is there."""

from __future__ import annotations

import json
import logging
import math
import random
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from time import perf_counter

import torch
from tokenizers import Tokenizer

from index.dense.encoder import load_encoder
from index.training.composition import composition
from index.training.contrast import train
from index.training.encoded import Encoded, Pair, encode_pairs
from index.training.model_folder import write_model
from index.training.noise import Noise
from index.training.pieces import learn_pieces
from index.training.pools import PairPool, Sources, hard_negatives, labelled
from index.training.recipe import Recipe
from index.training.shown import Shown, noise_of
from index.training.towers import BagTower
from index.training.weak_pairs import corpora_pairs

log = logging.getLogger(__name__)


def pieces(sources: Sources, run: Path, recipe: Recipe) -> Tokenizer:
    """Return the tokenizer of the run, learning it first when it is not there."""
    path = run / "tokenizer.json"
    if path.exists():
        return Tokenizer.from_file(str(path))
    pairs = corpora_pairs(sources.corpora, recipe.weak.seed)[: recipe.pieces_from]
    return learn_pieces((f"{q} {p[:500]}" for q, p in pairs), path, recipe.syllable_pieces, recipe.superwords)


def weak(sources: Sources, run: Path, recipe: Recipe) -> torch.Tensor:
    """Return the parts of the vectors after the weak pairs, training them first when they are not there."""
    result = run / "weak.pt"
    if result.exists():
        return _loaded(result)
    tokenizer = pieces(sources, run, recipe)
    start = first_weights(tokenizer.get_vocab_size(), recipe.dimensions, recipe.weak.seed)
    if not recipe.weak_share:
        return start
    pairs = _weak_pairs(sources, run, recipe)
    began = perf_counter()
    trained = train(BagTower(start, composition(tokenizer)), pairs, recipe.weak, run / "weak.checkpoint")
    return _kept(result, recipe, trained.parts.detach(), perf_counter() - began)


def questions(sources: Sources, run: Path, recipe: Recipe) -> torch.Tensor:
    """Return the parts of the vectors after the labelled questions, training them first when they are not there."""
    result = run / "questions.pt"
    if result.exists():
        return _loaded(result)
    tokenizer, parts = pieces(sources, run, recipe), weak(sources, run, recipe)
    groups = labelled(sources, recipe.question_share, recipe.left_out)
    noise = noise_of(sources) if recipe.noise else None
    for turn in range(recipe.turns):
        parts = _turn(turn, parts, tokenizer, groups, noise, run, recipe)
    torch.save(parts, result)
    return parts


def _turn(
    turn: int,
    start: torch.Tensor,
    tokenizer: Tokenizer,
    groups: Sequence[PairPool],
    noise: Noise | None,
    run: Path,
    recipe: Recipe,
) -> torch.Tensor:
    """Return the parts after one turn of the question stage; see ``Recipe``."""
    result = run / f"questions-{turn}.pt"
    if result.exists():
        return _loaded(result)
    tower = BagTower(start, composition(tokenizer))
    write_model(run / "miner", tokenizer, tower.vectors())
    hard = hard_negatives(groups, load_encoder(run / "miner"), run / f"negatives-{turn}.json", recipe.questions.hard)
    began = perf_counter()
    schedule = replace(
        recipe.questions,
        passes=recipe.questions.passes / recipe.turns,
        rate=recipe.questions.rate / 2**turn,
        seed=recipe.questions.seed + turn,
    )
    shown = Shown(tokenizer, groups, noise, schedule.seed, hard)
    trained = train(tower, shown, schedule, result.with_suffix(".checkpoint"))
    return _kept(result, recipe, trained.parts.detach(), perf_counter() - began)


def _weak_pairs(sources: Sources, run: Path, recipe: Recipe) -> Encoded:
    kept = run / "weak.npz"
    if kept.exists():
        return Encoded.load(kept)
    pairs = corpora_pairs(sources.corpora, recipe.weak.seed)
    pairs = pairs[: round(recipe.weak_share * len(pairs))]
    log.info("%d weak pairs", len(pairs))
    chance, noise = random.Random(recipe.weak.seed), noise_of(sources) if recipe.noise else None

    def spoilt(pair: Pair, _: int) -> Pair:
        return noise.spoilt(pair, chance) if noise else pair

    encoded = encode_pairs(pieces(sources, run, recipe), pairs, spoilt)
    encoded.save(kept)
    return encoded


def first_weights(vocabulary: int, dimensions: int, seed: int) -> torch.Tensor:
    """Return random start vectors of length about 1."""
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(vocabulary, dimensions, generator=generator) / math.sqrt(dimensions)


def _kept(result: Path, recipe: Recipe, weights: torch.Tensor, seconds: float) -> torch.Tensor:
    """Save the vectors of a stage and note how they were made."""
    torch.save(weights, result)
    line = {"stage": result.stem, "seconds": round(seconds), "vectors": list(weights.shape), "recipe": asdict(recipe)}
    with (result.parent / "log.jsonl").open("a", encoding="utf-8") as out:
        out.write(json.dumps(line) + "\n")
    return weights


def _loaded(result: Path) -> torch.Tensor:
    found: torch.Tensor = torch.load(result, weights_only=True)
    return found
