"""The commands of the reader: ``reader`` trains it, ``export-reader`` writes what ships."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from index.dense.encoder import load_encoder
from index.training.pools import Sources
from index.training.pretrained import recipe
from index.training.reader.export import write_reader
from index.training.reader.groups import read_sources, write_sources
from index.training.reader.sources import sources_of
from index.training.reader.stage import GENRE, GENRE_SOURCES, SCHEDULE, train_reader
from index.training.shown import noise_of

log = logging.getLogger(__name__)


def add_commands(
    commands: argparse._SubParsersAction,  # type: ignore[type-arg]
    shared: argparse.ArgumentParser,
    sources: argparse.ArgumentParser,
    given: Callable[[argparse.Namespace], Sources],
) -> None:
    """Describe them; ``sources`` are the arguments that name training text."""
    reader = commands.add_parser("reader", parents=[sources], help="train the reader from an encoder, in two stages")
    reader.add_argument("--start", type=Path, required=True, help="folder of the encoder to start from")
    reader.add_argument(
        "--directive-questions", type=Path, action="append", default=[], help="JSON lines with evidence; repeatable"
    )
    reader.add_argument("--passes", type=float, default=SCHEDULE.passes)
    reader.add_argument("--genre-passes", type=float, default=GENRE.passes, help="of the second stage")
    reader.set_defaults(stage=lambda options: _train(options, given(options)))
    export = commands.add_parser("export-reader", parents=[shared], help="write a trained reader as ONNX")
    export.add_argument("--start", type=Path, required=True, help="folder of the encoder it was trained from")
    export.add_argument("--trained", type=Path, required=True, help="folder of the last stage: RUN/reader-genre")
    export.add_argument("--out", type=Path, required=True)
    export.set_defaults(stage=lambda options: write_reader(options.start, options.trained, options.out))


def _train(options: argparse.Namespace, sources: Sources) -> None:
    kept = options.run / "reader-groups.jsonl.xz"
    if not kept.exists():
        encoder = load_encoder(options.start)
        write_sources(sources_of(sources, options.directive_questions, encoder, recipe.SEED), kept)
    found = read_sources(kept)
    noise = recipe.noise(noise_of(sources))
    schedule = replace(SCHEDULE, passes=options.passes)
    first = train_reader(options.start, found, noise, options.run / "reader", schedule)
    own = [one for one in found if one.name in GENRE_SOURCES]
    genre = replace(GENRE, passes=options.genre_passes)
    log.info("%s", train_reader(options.start, own, noise, options.run / "reader-genre", genre, first))
