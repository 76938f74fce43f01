"""The faces of the rooms: which files outsiders may import, what a room may lean on, and that nothing leans in circles."""

from __future__ import annotations

import ast
import re
from functools import cache
from graphlib import CycleError, TopologicalSorter
from itertools import takewhile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

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
def parsed(module: str) -> ast.Module:
    return ast.parse(PATHS[module].read_text(encoding="utf-8"))


@cache
def graph() -> dict[str, set[str]]:
    """Return what each module imports of the others; two seconds, hence not while tests are collected."""
    return {name: imported(parsed(name)) - {name} for name in PATHS}


def room_of(module: str) -> str:
    return module if PATHS[module].name == "__init__.py" else module.rpartition(".")[0]


def leaned_on(module: str) -> str:
    """Return what a room's docstring calls a module it imports: its room, or the file where it lies on the bare floor."""
    return module if room_of(module) in FLOORS else room_of(module)


def within(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


@cache
def faces_and_leans() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return for each room which of its files outsiders import, and what it imports from outside."""
    faces: dict[str, set[str]] = {room: set() for room in ROOMS}
    leans: dict[str, set[str]] = {room: set() for room in ROOMS}
    for name, targets in graph().items():
        for target in targets:
            if room_of(target) != target and not within(name, room_of(target)):
                faces[room_of(target)].add(target.rpartition(".")[2])
            if not within(target, room_of(name)):
                leans[room_of(name)].add(leaned_on(target))
    return faces, leans


def field(room: str, name: str) -> set[str]:
    """Return the names that the docstring of a room lists under ``name``."""
    text = ast.get_docstring(parsed(room)) or ""
    found = re.search(rf"^{name}: (.+?)\.(?=\n\S|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"{room}: no line '{name}: ...' in its docstring"
    listed = set(re.split(r",\s+", found[1]))
    return set() if listed == {"nothing"} else listed


@pytest.mark.parametrize("room", ROOMS)
def test_outsiders_import_the_face_of_a_room_alone(room: str) -> None:
    face, reached = field(room, "Face"), faces_and_leans()[0][room]
    assert {"leaks": sorted(reached - face), "needless": sorted(face - reached)} == {"leaks": [], "needless": []}
    assert len(face) <= LONGEST_FACE


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_leans_on_what_it_says(room: str) -> None:
    told, used = field(room, "Imports"), faces_and_leans()[1][room]
    assert {"untold": sorted(used - told), "needless": sorted(told - used)} == {"untold": [], "needless": []}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_what_it_promises_and_where_to_start(room: str) -> None:
    text = ast.get_docstring(parsed(room)) or ""
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
