"""The floors of the house: imports go down only, and importing a type loads nothing heavy."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = {"ingest": 0, "index": 1, "rag": 2, "ui": 3, "eval": 3}
FILES = sorted(path for room in FLOORS for path in (ROOT / room).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
LONGEST_FILE = 300
VAGUE = {"utils", "helpers", "common", "manager", "misc", "util", "helper"}
HEAVY = {
    "torch",
    "gradio",
    "faiss",
    "sentence_transformers",
    "pypdf",
    "pypdfium2",
    "tantivy",
    "docx",
    "lxml",
    "fastapi",
}
LIGHT = (
    "ingest.document",
    "ingest.lines",
    "ingest.errors",
    "ingest.filters",
    "ingest.text.folding",
    "ingest.archive.archive",
    "index.passages",
    "rag.answer",
    "ui.cli",
    "ui.texts.codes",
)


def imported_rooms(path: Path) -> set[str]:
    rooms: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            rooms.add(node.module.partition(".")[0])
        elif isinstance(node, ast.ImportFrom) and node.level:
            rooms.add(path.relative_to(ROOT).parts[0])
        elif isinstance(node, ast.Import):
            rooms |= {alias.name.partition(".")[0] for alias in node.names}
    return rooms


def climbs(room: str, imported: str) -> bool:
    """Tell whether an import breaks the rule: own room and lower floors only, rooms on one floor are strangers."""
    return imported in FLOORS and imported != room and FLOORS[imported] >= FLOORS[room]


def shown(paths: Iterable[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def test_no_import_climbs_to_a_higher_floor() -> None:
    rooms = {path: path.relative_to(ROOT).parts[0] for path in FILES}
    climbing = [path for path, room in rooms.items() if any(climbs(room, other) for other in imported_rooms(path))]
    assert not shown(climbing)


@pytest.mark.parametrize(
    ("room", "imported", "forbidden"),
    [
        ("ingest", "index", True),
        ("index", "rag", True),
        ("ui", "eval", True),
        ("eval", "ui", True),
        ("rag", "index", False),
        ("index", "index", False),
        ("index", "torch", False),
    ],
)
def test_the_rule_itself_tells_up_from_down(room: str, imported: str, forbidden: bool) -> None:
    assert climbs(room, imported) is forbidden


def test_the_init_file_of_a_floor_holds_a_docstring_alone() -> None:
    bodies = {
        path: ast.parse(path.read_text(encoding="utf-8")).body
        for path in (ROOT / room / "__init__.py" for room in FLOORS)
    }
    assert not shown(path for path, body in bodies.items() if [type(node) for node in body] != [ast.Expr])


def test_a_file_is_short() -> None:
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in (*FILES, *TESTS)}
    assert not shown(path for path, count in lines.items() if count > LONGEST_FILE)


def test_a_file_is_named_for_the_domain() -> None:
    assert not shown(path for path in (*FILES, *TESTS) if path.stem in VAGUE)


def test_importing_a_type_or_the_command_line_loads_no_heavy_library() -> None:
    script = f"""
import importlib, sys
for module in {LIGHT!r}:
    importlib.import_module(module)
    heavy = sorted({HEAVY!r} & set(sys.modules))
    assert not heavy, f"{{module}} loads {{heavy}}"
"""
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert not run.stderr
