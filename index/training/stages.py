"""The stages of training a static model: pieces, weak pairs, questions. Each writes its result and is skipped when it is there."""

from __future__ import annotations

import json
import logging
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from time import perf_counter

import torch
from tokenizers import Tokenizer

from index.dense.encoder import load_encoder
from index.training.archive_pairs import archive_pairs
from index.training.composition import composition
from index.training.contrast import train
from index.training.encoded import Encoded, Known, Pair, encode_pairs
from index.training.hand_questions import hand_pairs
from index.training.labelled_pairs import beir_pairs, beir_passages, question_pairs, thesaurus_pairs, training_splits
from index.training.model_folder import write_model
from index.training.negatives import mined
from index.training.noise import Noise
from index.training.pieces import learn_pieces
from index.training.recipe import Recipe
from index.training.rewording import Rewordings, agency_swaps, thesaurus_swaps
from index.training.split import trained_on
from index.training.towers import BagTower
from index.training.weak_pairs import corpora_pairs
from ingest.archive.archive import Archive
from ingest.document import Document

log = logging.getLogger(__name__)

SHARE_SEED = 11
QUESTION_COPIES = 2  # questions in staff's wording count twice: they are what the encoder is for


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the training text is: corpora, the folder of staff's questions, BEIR-style collections, archives of directives."""

    corpora: Path
    questions: Path | None
    collections: tuple[Path, ...]
    archives: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class PairPool:
    """Labelled pairs over one pool of passages, from which their hard negatives are drawn."""

    pairs: tuple[Pair, ...]
    pool: tuple[str, ...] = ()


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
    hard = _negatives(groups, tokenizer, tower.vectors(), run / f"negatives-{turn}.json", recipe.questions.hard)
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


class Shown:
    """The labelled pairs as each pass sees them: always the same pairs in the same order, spoilt anew."""

    def __init__(
        self,
        tokenizer: Tokenizer,
        groups: Sequence[PairPool],
        noise: Noise | None,
        seed: int,
        hard: Sequence[Sequence[str]],
    ) -> None:
        self._tokenizer, self._noise, self._seed, self._hard = tokenizer, noise, seed, hard
        self._known: Known = {}
        self._pairs = [pair for group in groups for pair in group.pairs]

    def __call__(self, number: int) -> Encoded:
        """Return the pairs of pass ``number``."""
        chance = random.Random(self._seed * 1009 + number)
        noise = self._noise

        def spoilt(pair: Pair, _: int) -> Pair:
            return noise.spoilt(pair, chance) if noise else pair

        return encode_pairs(self._tokenizer, self._pairs, spoilt, self._hard, self._known)


def labelled(sources: Sources, share: float, left_out: int | None = None) -> list[PairPool]:
    """Return every labelled pair that may be trained on, each with the pool its hard negatives come from.

    The structure of directives stands with the labelled pairs: among half a million weak ones it would not be heard.
    """
    groups: list[PairPool] = []
    for folder in sources.collections:
        pairs = tuple(beir_pairs(folder, training_splits(folder), left_out))
        groups.append(
            PairPool(pairs, tuple(t for name, t in beir_passages(folder).items() if trained_on(name, left_out)))
        )
    if sources.questions is not None:
        staff = tuple(question_pairs(sources.questions, left_out))
        groups.append(_staff_group(staff))
    groups.append(_staff_group(tuple(hand_pairs(sources.corpora, left_out=left_out))))
    groups = [PairPool(_share(group.pairs, share), group.pool) for group in groups]
    if sources.questions is not None:
        groups.append(PairPool(tuple(thesaurus_pairs(sources.questions / "thesaurus.tsv"))))
    groups += [PairPool(tuple(archive_pairs(_documents(folder), SHARE_SEED))) for folder in sources.archives]
    return groups


def _documents(folder: Path) -> Iterator[Document]:
    with Archive.open(folder) as archive:
        yield from (archive.get(one) for one in sorted(archive.ids()))


def _staff_group(pairs: tuple[Pair, ...]) -> PairPool:
    return PairPool(pairs * QUESTION_COPIES, tuple(dict.fromkeys(passage for _, passage in pairs)))


def _share(pairs: tuple[Pair, ...], share: float) -> tuple[Pair, ...]:
    """Return the pairs of a share of the passages, whole passages at a time."""
    if share >= 1:
        return pairs
    passages = sorted({passage for _, passage in pairs})
    kept = set(random.Random(SHARE_SEED).sample(passages, round(share * len(passages))))
    return tuple(pair for pair in pairs if pair[1] in kept)


def _negatives(
    groups: Sequence[PairPool], tokenizer: Tokenizer, weights: torch.Tensor, kept: Path, each: int
) -> list[list[str]]:
    """Return hard negatives for the pairs of all groups in order, mined with the hybrid of these vectors."""
    if not each:
        return []
    if kept.exists():
        found: list[list[str]] = json.loads(kept.read_text(encoding="utf-8"))
        return found
    miner = kept.parent / "miner"
    write_model(miner, tokenizer, weights)
    encoder = load_encoder(miner)
    found = []
    for group in groups:
        found += mined(group.pairs, group.pool, encoder, SHARE_SEED, each) if group.pool else [[] for _ in group.pairs]
    kept.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return found


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


def noise_of(sources: Sources) -> Noise:
    """Return how pairs are spoilt in training, with the wordings of the thesaurus where there is one."""
    swaps = list(agency_swaps())
    if sources.questions is not None:
        swaps += thesaurus_swaps(sources.questions / "thesaurus.tsv")
    return Noise(Rewordings(swaps))


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
