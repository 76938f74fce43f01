"""The words that begin the name of an agency are written once, and no expression grows into a list of names."""

from __future__ import annotations

import ast
import csv
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.text.folding import fold, lowered

ROOT = Path(__file__).parents[3]
FILES = sorted(path for floor in ("ingest", "index", "rag", "ui") for path in (ROOT / floor).rglob("*.py"))
TABLE = ROOT / "ingest" / "data" / "agency_heads.csv"
MOST_HEADS = 3
LONGEST_PATTERN = 4000
BESIDE = re.compile(r"^\?(?:<?[=!]|:)|\\b|[$^?]|^ | $")  # what stands beside a word in an expression
# What names several heads and is no list of them, with the reason.
OTHER_LISTS = {
    ("ingest/agencies/grammar.py", "_KIND"): "kinds of bodies in the plural, with what narrows them",
    (
        "ingest/agencies/grammar.py",
        "_COMMITTEE",
    ): "committees of many places, in small letters too, no councils written out",
    ("ingest/assignments/actors.py", "_POST"): "where a person holds an office",
    ("ingest/assignments/actors.py", "_OFFICE"): "bodies with an office and an inspectorate of their own",
    ("ingest/assignments/actors.py", "_HEADS"): "where many persons hold an office",
    ("ingest/assignments/actors.py", "_COMMON_NOUN"): "bodies that have members",
    ("ingest/assignments/groups.py", "_OPENER"): "kinds of bodies in the plural",
    ("ingest/assignments/triggers.py", "_PERSON_OR_FIRM"): "who is no authority",
    ("ingest/letterhead/issuer.py", "_SMALL"): "syllables that stay small inside a name",
    ("ingest/letterhead/issuer.py", "_KEPT"): "abbreviations that keep their capitals",
    ("ingest/letterhead/issuer.py", "_CUSTOM"): "words with capitals by custom",
    ("ingest/references/named_acts.py", "_NO_LAW_BEFORE"): "words before the word law that make it no law",
    ("ingest/structure/sections.py", "_CLOSING"): "who speaks in the last words of a letter",
    ("rag/question/kinds.py", "_RULES"): "things that are counted",
    ("index/ranking/features_question.py", "KINDS"): "who is asked for, as the ranking was fitted",
}


def lists(node: ast.AST) -> Iterator[set[str]]:
    """Yield the alternatives of each group of an expression, and the elements of each collection, in small letters."""
    for one in ast.walk(node):
        if isinstance(one, ast.Set | ast.Tuple | ast.List | ast.Dict):
            elements = one.keys if isinstance(one, ast.Dict) else one.elts
            yield {lowered(e.value) for e in elements if isinstance(e, ast.Constant) and isinstance(e.value, str)}
    texts = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    source = re.sub(r"\[(\w)\w*\]", r"\1", lowered("".join(texts)))  # [Ss]ở
    while "(" in source and (groups := re.findall(r"\(([^()]*)\)", source)):
        source = re.sub(r"\([^()]*\)", "", source)
        for group in groups:
            yield {BESIDE.sub("", part) for part in group.split("|")}
    yield {BESIDE.sub("", part) for part in source.split("|")}


def assignments() -> Iterator[tuple[str, str, ast.stmt]]:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign | ast.AnnAssign):
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                yield str(path.relative_to(ROOT)), ast.unparse(target), node


@pytest.mark.slow
def test_no_other_place_lists_the_heads_of_agencies() -> None:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        words = {lowered(row["head"]) for row in csv.DictReader(lines) if not row["office"]}
    known = words | set(map(fold, words))
    found = {
        (path, name): sorted(written & known)
        for path, name, node in assignments()
        for written in lists(node)
        if len(set(map(fold, written & known))) > MOST_HEADS
    }
    assert {place: written for place, written in found.items() if place not in OTHER_LISTS} == {}
    assert found.keys() == OTHER_LISTS.keys()


def compiled(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from compiled(one)
    elif isinstance(value, dict):
        yield from compiled([*value.keys(), *value.values()])


@pytest.mark.slow
def test_no_expression_is_a_list_of_names() -> None:
    modules = [str(path.relative_to(ROOT).with_suffix("")).replace("/", ".") for path in FILES]
    long = {
        f"{module}.{name}": len(pattern.pattern)
        for module in modules
        if not module.endswith(("__init__", "__main__"))
        for name, value in vars(importlib.import_module(module)).items()
        for pattern in compiled(value)
        if len(pattern.pattern) > LONGEST_PATTERN
    }
    assert long == {}
