"""Templates hold markup alone: what a page says is said by the text modules, and is there."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

from eval.retrieval import texts
from ui.texts import page

ROOT = Path(__file__).parents[3]
TEMPLATES = sorted(path for room in ("ui", "eval") for path in (ROOT / room).rglob("*.html.j2"))
# {{ words.OUTLINE }}, {% if x %}, <style>...</style>, <h1>
MARKUP = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<style>.*?</style>|<[^>]*>", re.S)
SPOKEN: dict[str, ModuleType] = {"words": page, "said": texts}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_nothing_itself(path: Path) -> None:
    assert not [letter for letter in MARKUP.sub("", path.read_text(encoding="utf-8")) if letter.isalpha()]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_sentence_that_a_template_names_is_there(path: Path) -> None:
    named = re.findall(r"\b(words|said)\.(\w+)", path.read_text(encoding="utf-8"))
    assert not [(module, name) for module, name in named if not hasattr(SPOKEN[module], name)]


def test_there_are_templates() -> None:
    assert {"document.html.j2", "report.html.j2"} <= {path.name for path in TEMPLATES}
