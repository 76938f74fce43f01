"""The floors of the house: imports go down only, and importing a type loads nothing heavy."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = {"ingest": 0, "index": 1, "rag": 2, "ui": 3, "eval": 3}
FILES = sorted(path for room in FLOORS for path in (ROOT / room).rglob("*.py"))
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


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_import_climbs_to_a_higher_floor(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    assert not {imported for imported in imported_rooms(path) if climbs(room, imported)}


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


@pytest.mark.parametrize("path", [ROOT / room / "__init__.py" for room in FLOORS], ids=lambda path: path.parent.name)
def test_an_init_file_holds_a_docstring_alone(path: Path) -> None:
    body = ast.parse(path.read_text(encoding="utf-8")).body
    assert len(body) == 1
    assert isinstance(body[0], ast.Expr)


@pytest.mark.parametrize(
    "path", [*FILES, *sorted((ROOT / "tests").rglob("*.py"))], ids=lambda p: str(p.relative_to(ROOT))
)
def test_a_file_is_short_and_named_for_the_domain(path: Path) -> None:
    assert path.stem not in VAGUE
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize(
    "module",
    ["ingest.document", "ingest.lines", "ingest.errors", "ingest.filters", "ingest.text.folding", "ingest.archive.archive",
     "index.passages", "rag.answer", "ui.cli", "ui.texts.codes"],
)  # fmt: skip
def test_importing_a_type_or_the_command_line_loads_no_heavy_library(module: str) -> None:
    script = f"import sys, {module}; print(sorted({HEAVY!r} & set(sys.modules)))"
    seen = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "[]"
