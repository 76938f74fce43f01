"""Train an encoder: ``python -m index.training all --corpora DIR --questions DIR --out DIR`` or ``adapt --archive DIR``.

Every stage writes its result into the run folder and is skipped when that is there already, so that a stopped run goes
on where it was; delete the run folder to begin anew.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import torch
from tokenizers import Tokenizer

from index.training.contrast import Schedule, first_weights, train
from index.training.model_folder import read_model, write_model
from index.training.pairs import (
    Pair,
    archive_pairs,
    beir_pairs,
    corpora_pairs,
    question_pairs,
    thesaurus_pairs,
)
from index.training.pieces import learn_pieces

log = logging.getLogger(__name__)

SEED = 7
PIECES_FROM = 90_000  # weak pairs whose text the vocabulary is learnt from
WEAK = Schedule(passes=3, batch=1024, rate=0.02, seed=SEED)
LABELLED = Schedule(passes=8, batch=512, rate=0.005, seed=SEED)
OWN = Schedule(passes=2, batch=256, rate=0.001, seed=SEED)
OWN_FEWEST_PAIRS = 200  # fewer would only blur the vectors


def main(arguments: list[str] | None = None) -> int:
    """Run the stages asked for; returns 0, or 1 when an input is missing (the message names it)."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    torch.set_num_threads(options.threads)
    stage: Callable[[argparse.Namespace], None] = options.stage
    try:
        stage(options)
    except (FileNotFoundError, ValueError) as problem:
        log.error("%s", problem)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index.training", description=__doc__)
    commands = parser.add_subparsers(required=True)
    whole = commands.add_parser("all", help="pieces, weak pairs, labelled questions, model folder")
    whole.add_argument("--corpora", type=Path, required=True, help="folder with laws/news .jsonl.xz and wiki.txt.xz")
    whole.add_argument("--questions", type=Path, help="folder with questions.jsonl, passages.jsonl, thesaurus.tsv")
    whole.add_argument("--collection", type=Path, action="append", default=[], help="BEIR-style folder; repeatable")
    whole.add_argument("--run", type=Path, default=Path("runs/encoder"), help="folder for checkpoints")
    whole.set_defaults(stage=_all)
    adapt = commands.add_parser("adapt", help="go on training a model with the text of your own archive")
    adapt.add_argument("--archive", type=Path, required=True)
    adapt.add_argument("--model", type=Path, default=Path(__file__).parents[1] / "models" / "default")
    adapt.set_defaults(stage=_adapt)
    for command in (whole, adapt):
        command.add_argument("--out", type=Path, required=True, help="folder of the finished model")
        command.add_argument("--threads", type=int, default=1)
    return parser


def _all(options: argparse.Namespace) -> None:
    run: Path = options.run
    weak: list[Pair] = []
    if not (run / "weak.pt").exists():
        weak = corpora_pairs(options.corpora, SEED)
        log.info("%d weak pairs", len(weak))
    if (run / "tokenizer.json").exists():
        tokenizer = Tokenizer.from_file(str(run / "tokenizer.json"))
    else:
        tokenizer = learn_pieces((f"{q} {p[:500]}" for q, p in islice(weak, PIECES_FROM)), run / "tokenizer.json")
    weights = _stage(run / "weak.pt", lambda: first_weights(tokenizer.get_vocab_size(), SEED), tokenizer, weak, WEAK)
    labelled = _labelled(options)
    if labelled:
        log.info("%d labelled pairs", len(labelled))
        weights = _stage(run / "labelled.pt", lambda: weights, tokenizer, labelled, LABELLED)
    write_model(options.out, tokenizer, weights)
    log.info("model written to %s", options.out)


def _labelled(options: argparse.Namespace) -> list[Pair]:
    pairs: list[Pair] = []
    for folder in options.collection:
        # Development questions stay for measuring even where their passages are not held out.
        splits = [path.name.split(".")[1] for path in sorted(folder.glob("qrels.*.tsv")) if ".dev." not in path.name]
        pairs += beir_pairs(folder, splits)
    if options.questions is not None:
        # Questions in staff's wording count twice: they are what the encoder is for.
        pairs += 2 * list(question_pairs(options.questions))
        pairs += thesaurus_pairs(options.questions / "thesaurus.tsv")
    return pairs


def _adapt(options: argparse.Namespace) -> None:
    tokenizer, weights = read_model(options.model)
    pairs = list(archive_pairs(options.archive, SEED))
    if len(pairs) < OWN_FEWEST_PAIRS:
        raise ValueError(f"{options.archive}: only {len(pairs)} pairs; at least {OWN_FEWEST_PAIRS} are needed to adapt")
    log.info("%d pairs from the archive", len(pairs))
    write_model(options.out, tokenizer, train(weights, tokenizer, pairs, OWN, options.out / "checkpoint.pt"))


def _stage(
    result: Path, start: Callable[[], torch.Tensor], tokenizer: Tokenizer, pairs: list[Pair], schedule: Schedule
) -> torch.Tensor:
    """Return the vectors of a finished stage, training them when they are not there yet."""
    if result.exists():
        found: torch.Tensor = torch.load(result, weights_only=True)
        return found
    trained = train(start(), tokenizer, pairs, schedule, result.with_suffix(".checkpoint"))
    torch.save(trained, result)
    return trained


if __name__ == "__main__":
    sys.exit(main())
