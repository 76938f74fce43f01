"""READMEs, CONTRIBUTING and the user guide name commands, files and versions: each exists, and each command is described."""

from __future__ import annotations

import argparse
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from ui.cli import parser

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MEASURING = (ROOT / "eval" / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "ui" / "huong-dan.md").read_text(encoding="utf-8")
ROOMS = ("ingest", "index", "rag", "ui", "eval")
PAGES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.md")) + sorted(ROOT.glob("*.md"))
# Files that the recipes of CONTRIBUTING.md tell to write.
TO_BE_WRITTEN = re.compile(r"abiword|appendices")
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


@pytest.mark.parametrize("text", [README, MEASURING], ids=["README.md", "eval/README.md"])
def test_every_measuring_command_that_is_shown_is_understood(text: str) -> None:
    from eval.__main__ import _parser

    shown = [shlex.split(line) for line in shown_commands(text) if line.startswith("tracuu eval")]
    assert len(shown) >= 3
    for words in shown:
        assert _parser().parse_args(words[2:]).command == words[2]


def test_every_make_target_that_is_shown_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    shown = set(re.findall(r"\bmake ([a-z]+)\b", README))
    assert {"demo", "test"} <= shown <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_is_named_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = {
        name
        for name in re.findall(r"`((?:[\w-]+/)+[\w.-]+\.(?:py|md|txt|csv|tsv|json|jsonl|png)|\w+\.py)`", text)
        if not TO_BE_WRITTEN.search(name)
    }
    linked = set(re.findall(r"\]\(([^)#:]+)\)", text))
    assert not {name for name in linked if not (page.parent / name).exists()}
    assert not {name for name in named if not ((page.parent / name).exists() or (ROOT / name).exists())}


def test_every_package_says_what_is_in_it_and_why() -> None:
    for room in ROOMS:
        assert "## Decisions" in (ROOT / room / "README.md").read_text(encoding="utf-8"), room


def test_the_newest_version_of_the_changelog_is_that_of_the_project() -> None:
    newest = re.search(
        r"^## \[(\d[\d.]*)\] - \d{4}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M
    )
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert newest is not None
    assert newest[1] == project["version"]
