"""The table of kinds of documents, and that no list of them is written anywhere else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.text import document_kinds
from ingest.text.document_kinds import KINDS, TYPES, kind_names, kinds_for, one_of
from ingest.text.folding import fold

ROOT = Path(__file__).parents[3]
FILES = sorted(path for floor in ("ingest", "index", "rag", "ui", "eval") for path in (ROOT / floor).rglob("*.py"))
USES = {use for kind in KINDS for use in kind.uses}
NAMES = {fold(kind.name) for kind in KINDS}
# Verbs, or plans and works of any sort as well: a list of these alone is none of documents.
MEANS_MORE = set(
    map(fold, (
        "văn bản", "thông báo", "báo cáo", "hướng dẫn", "kết luận", "quy định", "quyết định", "chỉ thị", "kế hoạch",
        "chương trình", "phương án", "đề án", "dự án", "quy hoạch", "biên bản", "hợp đồng", "lệnh", "đơn",
    ))
)  # fmt: skip
MOST = 2
MOST_CODES = 5


def test_names_and_codes_are_each_in_one_row() -> None:
    names = [kind.name for kind in KINDS]
    codes = [code for kind in KINDS for code in kind.codes]
    assert len(names) == len(set(names))
    assert len(codes) == len(set(codes)) == len(TYPES)
    assert all(name == name.lower() for name in names)


def test_codes_are_those_of_appendix_iii() -> None:
    asked = {
        "NQ",
        "QĐ",
        "CT",
        "QC",
        "TC",
        "TB",
        "HD",
        "CTr",
        "KH",
        "PA",
        "ĐA",
        "DA",
        "BC",
        "BB",
        "TTr",
        "HĐ",
        "CĐ",
        "GM",
    }
    assert asked <= set(TYPES)
    assert (TYPES["ĐA"], TYPES["DA"], TYPES["HĐ"], TYPES["HD"]) == ("đề án", "dự án", "hợp đồng", "hướng dẫn")


def test_every_use_is_explained_and_used() -> None:
    explained = set(re.findall(r"^(\w+) {2,}\S", document_kinds.__doc__ or "", re.MULTILINE))
    code = "".join(path.read_text(encoding="utf-8") for path in FILES)
    assert explained == USES
    assert all(re.search(rf"(?:kind_names|kinds_for)\(['\"]{use}['\"]\)", code) for use in USES)


def test_a_longer_name_is_read_before_its_beginning() -> None:
    cited = re.compile(one_of(kind_names("cited")))
    for text in ("thông báo kết luận", "thông tư liên tịch", "văn bản hợp nhất", "đơn đề nghị"):
        match = cited.match(text)
        assert match is not None
        assert match[0] == text


def test_typed_forms() -> None:
    forms = {kind.name: kind.typed for kind in kinds_for("asked")}
    assert forms["công văn"] == ("c.văn", "cv")
    assert forms["thông báo kết luận"] == ("tbkl",)
    assert forms["luật"] == ()


def _lists(tree: ast.AST) -> Iterator[list[str]]:
    """Yield the words of every collection and of every group of alternatives in a string, docstrings left out."""
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            yield [text for one in (*node.keys, *node.values) if (text := _text(one))]
        elif isinstance(node, (ast.Set, ast.List, ast.Tuple)):
            yield [text for one in node.elts if (text := _text(one))]
        elif isinstance(node, ast.JoinedStr):
            yield from _alternatives("".join(_text(part) or "~" for part in node.values))
        elif id(node) not in docs | inner:
            yield from _alternatives(_text(node))


def _text(node: ast.AST | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _alternatives(text: str) -> Iterator[list[str]]:
    plain = re.sub(r"\(\?(?:P<\w+>|\w*:)|\\[bW]|\[(\w)\w\]", lambda sign: sign[1] or "(", text.replace(r"\s", " "))
    for group in re.split(r"[()\n]", plain):
        yield group.split("|")


def _lists_kinds(words: list[str]) -> bool:
    """Tell whether a list names kinds of documents: three names of which one means nothing else, or six codes."""
    named = NAMES & {fold(word).strip() for word in words}
    kinds = len(named) > MOST and not named <= MEANS_MORE
    return kinds or len(TYPES.keys() & set(words)) > MOST_CODES


@pytest.mark.slow
def test_no_other_place_lists_kinds_of_documents() -> None:
    lists = {path: _lists(ast.parse(path.read_text(encoding="utf-8"))) for path in FILES}
    found = {str(path): [words for words in every if _lists_kinds(words)] for path, every in lists.items()}
    assert not {path: words for path, words in found.items() if words}, "take them from ingest/data/document_kinds.csv"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('A = {"nghị định", "thông tư", "quyết định"}', True),
        ('A = re.compile(r"^(?:cong van|chi thi|ke hoach) nay")', True),
        ('A = re.compile(r"[Qq]uyết định|[Nn]ghị quyết|[Cc]hỉ thị")', True),
        ('A = re.compile(rf"\\b(?:{b}|công văn|văn bản|thông báo)\\s(?:nào|gì)")', True),
        ('A = {"nq": "nghị quyết", "qd": "quyết định", "tb": "thông báo"}', True),
        ('A = ("NQ", "QĐ", "BC", "KH", "TB", "CV")', True),
        ('A = re.compile(r"(?:hướng dẫn|báo cáo|thông báo|trình)")', False),
        ('A = ("công văn", "thông báo", "sở")', False),
        ('"""Kinds: công văn|chỉ thị|nghị định."""', False),
    ],
)
def test_the_search_tells_lists_of_kinds_from_others(source: str, found: bool) -> None:
    assert any(_lists_kinds(words) for words in _lists(ast.parse(source))) is found
