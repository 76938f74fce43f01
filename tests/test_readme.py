"""The README and the user guide promise commands: each one exists, and each command is described."""

from __future__ import annotations

import argparse
import re
import shlex
from pathlib import Path

import pytest

from ui.cli import parser

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "ui" / "huong-dan.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```\n(.*?)^```", re.M | re.S)

# Names of arguments as a reader would fill them in.
FILLED = {
    "PATH...": "kho-van-ban",
    "DOCUMENT": "13/TB-VP",
    "...": "",
    "ĐƯỜNG-DẪN-THƯ-MỤC": "van-ban",
    "SỐ-HIỆU": "13/TB-VP",
}


def shown_commands(text: str) -> list[str]:
    lines = [line.partition("#")[0].strip() for block in BLOCK.findall(text) for line in block.splitlines()]
    return [line for line in lines if line.startswith("tracuu ")]


def own_commands(text: str) -> list[str]:
    """Leave out what is handed over to the measuring room."""
    return [line for line in shown_commands(text) if not line.startswith("tracuu eval")]


def subcommands() -> set[str]:
    action = next(one for one in parser()._actions if isinstance(one, argparse._SubParsersAction))
    return set(action.choices)


@pytest.mark.parametrize("command", own_commands(README) + own_commands(GUIDE))
def test_a_command_that_is_shown_is_understood(command: str) -> None:
    words = [FILLED.get(word, word) for word in shlex.split(command)[1:]]
    assert parser().parse_args([word for word in words if word]).command == words[0]


def test_enough_commands_are_shown_for_the_test_above_to_mean_something() -> None:
    assert len(shown_commands(README)) >= 8
    assert len(shown_commands(GUIDE)) >= 4


def test_every_command_is_in_the_table_of_the_readme_and_nothing_else() -> None:
    described = set(re.findall(r"^\| `tracuu (\w+)", README, re.M))
    assert described == subcommands()


def test_every_measuring_command_that_is_shown_is_understood() -> None:
    from eval.__main__ import _parser

    shown = [shlex.split(line) for line in shown_commands(README) if line.startswith("tracuu eval")]
    assert len(shown) >= 3
    for words in shown:
        assert _parser().parse_args(words[2:]).command == words[2]


def test_every_make_target_that_is_shown_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    shown = set(re.findall(r"\bmake ([a-z]+)\b", README))
    assert {"demo", "test"} <= shown <= targets


def test_every_file_that_is_named_exists() -> None:
    named = set(re.findall(r"`((?:ingest|index|rag|ui|eval|tests)/[\w/.-]+)`", README))
    assert len(named) >= 8
    assert not {name for name in named if not (ROOT / name).exists()}
