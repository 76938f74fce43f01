"""The faces of the rooms: which files outsiders may import, what a room may lean on, and that nothing leans in circles."""

from __future__ import annotations

import ast
import re
from functools import cache
from graphlib import CycleError, TopologicalSorter
from itertools import takewhile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = ("ingest", "index", "rag", "ui", "eval")
LONGEST_FACE = 16


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


PATHS = {dotted(path): path for floor in FLOORS for path in (ROOT / floor).rglob("*.py")}
ROOMS = sorted(name for name, path in PATHS.items() if path.name == "__init__.py")


def imported(tree: ast.Module) -> set[str]:
    """Return the modules of the house that a file imports, for types alone as well."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            found |= {name if name in PATHS else node.module for name in names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found & PATHS.keys()


@cache
def graph() -> dict[str, set[str]]:
    """Return what each module of the house imports of the others; read once, and not yet when tests are collected."""
    return {name: imported(ast.parse(path.read_text(encoding="utf-8"))) - {name} for name, path in PATHS.items()}


def room_of(module: str) -> str:
    return module if module in ROOMS else module.rpartition(".")[0]


def leaned_on(module: str) -> str:
    """Return what a room's docstring calls a module it imports: its room, or the file where it lies on the bare floor."""
    return module if room_of(module) in FLOORS else room_of(module)


def within(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


def field(room: str, name: str) -> set[str]:
    """Return the names that the docstring of a room lists under ``name``."""
    text = ast.get_docstring(ast.parse(PATHS[room].read_text(encoding="utf-8"))) or ""
    found = re.search(rf"^{name}: (.+?)\.(?=\n\S|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"{room}: no line '{name}: ...' in its docstring"
    listed = set(re.split(r",\s+", found[1]))
    return set() if listed == {"nothing"} else listed


@pytest.mark.parametrize("room", ROOMS)
def test_outsiders_import_the_face_of_a_room_alone(room: str) -> None:
    reached = {
        target.removeprefix(f"{room}.")
        for module, targets in graph().items()
        for target in targets
        if room_of(target) == room and target != room and not within(module, room)
    }
    face = field(room, "Face")
    assert {"leaks": sorted(reached - face), "needless": sorted(face - reached)} == {"leaks": [], "needless": []}
    assert len(face) <= LONGEST_FACE


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_leans_on_what_it_says(room: str) -> None:
    own = [module for module in graph() if room_of(module) == room]
    used = {leaned_on(target) for module in own for target in graph()[module] if not within(target, room)}
    told = field(room, "Imports")
    assert {"untold": sorted(used - told), "needless": sorted(told - used)} == {"untold": [], "needless": []}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_what_it_promises_and_where_to_start(room: str) -> None:
    text = ast.get_docstring(ast.parse(PATHS[room].read_text(encoding="utf-8"))) or ""
    assert re.search(r"^Promises: \S", text, re.MULTILINE)
    assert re.search(r"^Start at: \S", text, re.MULTILINE)


def test_no_file_needs_itself_through_others() -> None:
    TopologicalSorter(graph()).prepare()


def test_no_room_needs_itself_through_others() -> None:
    """On every level the rooms and files that lie side by side are without circles."""
    levels: dict[str, dict[str, set[str]]] = {}
    for module, targets in graph().items():
        for target in targets:
            pairs = zip(module.split("."), target.split("."), strict=False)
            shared = [one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
            mine, theirs = module.split(".")[len(shared) :], target.split(".")[len(shared) :]
            if mine and theirs:
                levels.setdefault(".".join(shared), {}).setdefault(mine[0], set()).add(theirs[0])
    for level in levels.values():
        TopologicalSorter(level).prepare()


def test_a_circle_would_be_seen() -> None:
    with pytest.raises(CycleError):
        TopologicalSorter({"a": {"b"}, "b": {"a"}}).prepare()
