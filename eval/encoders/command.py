"""Command lines of ``tracuu eval encoders`` and ``tracuu eval adaptation``; torch is loaded only when one of them runs."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from eval.encoders import texts


def add_encoders(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    parser = commands.add_parser("encoders", help=texts.ENCODERS)
    parser.add_argument("--collection", type=Path, action="append", default=[], help=texts.COLLECTION)
    parser.add_argument("--questions", type=Path, help=texts.QUESTIONS)
    parser.add_argument("--corpora", type=Path, help=texts.CORPORA)
    parser.add_argument("--reading", type=Path, help=texts.READING)
    parser.add_argument("--model", action="append", default=[], help=texts.MODEL)
    parser.add_argument("--speed", action="store_true", help=texts.SPEED)
    parser.add_argument("--save", action="store_true", help=texts.SAVE)
    parser.add_argument("--name", default="encoder-table", help=texts.NAME)
    parser.set_defaults(measure=_encoders)


def add_adaptation(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    parser = commands.add_parser("adaptation", help=texts.ADAPTATION)
    parser.add_argument("--archive", type=Path, required=True, help=texts.ADAPTED)
    parser.add_argument("--questions", type=Path, required=True, help=texts.QUESTIONS)
    parser.add_argument("--source", default="real/", help=texts.SOURCE)
    parser.set_defaults(measure=_adaptation)


def run(options: argparse.Namespace) -> int:
    """Measure what the command names; returns its exit status."""
    measure: Callable[[argparse.Namespace], int] = options.measure
    return measure(options)


def _encoders(options: argparse.Namespace) -> int:
    from eval.encoders.compare import run

    return run(options)


def _adaptation(options: argparse.Namespace) -> int:
    from eval.encoders.adaptation import run

    return run(options)
