"""What replaced a document stands before it in a search, and the hit says so; nothing is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.passages import Hit, Passage
from ingest.archive.catalogue import Summary
from ingest.archive.citations.told_edges import End, ToldEdge
from ingest.document import Span
from ingest.references.cited_act import CitedAct
from linked_directives import FILES, HEAD
from rag.library import Library
from rag.search.find import find
from rag.search.superseded import Changes, lowered
from ui.page.finds import findings_html
from ui.shapes.search import search_shape
from ui.terminal.search import print_findings

pytestmark = pytest.mark.slow

# Beside those: an amendment, which takes nothing's place.
AMENDING = HEAD.format(number="41/QĐ-UBND", day="ngày 20 tháng 6 năm 2024") + (
    "QUYẾT ĐỊNH\nVề bến đò\n\nĐiều 1. Sửa đổi Điều 1 Quyết định số 40/QĐ-UBND ngày 18/6/2024 của Ủy ban nhân dân tỉnh.\n"
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("replaced")
    (folder / "in").mkdir()
    for name, text in (FILES | {"sua.txt": AMENDING}).items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "archive", encoder="", create=True) as opened:
        opened.ingest([folder / "in"])
        yield opened


def order(library: Library, query: str) -> list[str]:
    return list(dict.fromkeys(one.hit.passage.file_name for one in find(query, library, limit=20).finds))


def test_the_successor_stands_first_and_the_replaced_one_stays(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    # However the ranking judges the two, here it takes the replaced decision for a little better.
    query = "quyết định về giá bến bãi chợ nổi"
    hits = library.index.search(query, limit=20)
    judged = [replace(hit, score=0.9 if hit.passage.file_name == "cu.txt" else 0.8) for hit in hits]
    monkeypatch.setattr(
        library.index, "search", lambda *args, **named: tuple(sorted(judged, key=lambda one: -one.score))
    )

    found = order(library, query)

    assert found.index("moi.txt") < found.index("cu.txt")


def test_a_replaced_document_that_alone_answers_or_is_asked_for_stays_first(library: Library) -> None:
    for query in ('"12.000 đồng"', "15/QĐ-UBND", "giá bến bãi theo quyết định 15", "giá bến bãi chợ nổi năm 2021"):
        assert order(library, query)[0] == "cu.txt", query


def test_the_hit_says_what_changed_its_document_everywhere(
    library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    found = find("giá bến bãi chợ nổi", library, limit=20)
    hits = {one["file"]: one for one in search_shape("x", found, 1.0)["hits"]}

    (change,) = hits["cu.txt"]["changed_by"]
    assert (change["relation"], change["part"], change["by"]["file"]) == ("replaces", False, "moi.txt")
    assert [one["relation"] for one in hits["moi.txt"]["changed_by"]] == ["amends"]
    assert hits["thu.txt"]["changed_by"] == []
    print_findings(found, {}, 0.1)
    assert "quyết định 40/QĐ-UBND ngày 18/6/2024, văn bản này được thay thế" in " ".join(
        capsys.readouterr().out.split()
    )
    assert "văn bản này được thay thế" in findings_html(found, "giá bến bãi", {})


@pytest.mark.slow
def test_what_changed_is_known_anew_when_the_archive_changes(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("changing")
    (folder / "in").mkdir()
    (folder / "in" / "cu.txt").write_text(FILES["cu.txt"], encoding="utf-8")
    with Library.open(folder / "archive", encoder="", create=True) as library:
        library.ingest([folder / "in"])
        (old,) = library.archive.ids()
        assert library.changes([old]) == {}

        (folder / "in" / "moi.txt").write_text(FILES["moi.txt"], encoding="utf-8")
        library.ingest([folder / "in"])

        assert [one.document.file_name for one in library.changes([old])[old]] == ["moi.txt"]


def _hit(document: str, score: float, at: int = 0) -> Hit:
    return Hit(Passage(document, Span(at, at + 1), "x", "section", 1), score)


def _replaced(by: dict[str, str], kind: str = "replaces", part: bool = False) -> Changes:
    def summary(document: str) -> Summary:
        blank = dict.fromkeys(Summary.__slots__)
        return Summary(**{**blank, "id": document})  # type: ignore[arg-type]

    return {
        old: (ToldEdge(kind, part, summary(new), Span(0, 1), End(None, "itself", (summary(new),)), End(ACT, "exact", (summary(old),))),)
        for old, new in by.items()
    }  # fmt: skip


ACT = CitedAct(Span(0, 1), "15/QĐ-UBND", "15/QĐ-UBND", issued_on=date(2021, 3, 5), year=2021)


@pytest.mark.parametrize(
    ("scores", "by", "order"),
    [
        ({"old": 1.0, "new": 0.9}, {"old": "new"}, ["new", "old"]),
        ({"old": 1.0, "new": 0.3}, {"old": "new"}, ["old", "new"]),  # the successor does not speak of it
        ({"old": 1.0, "other": 0.8}, {"old": "new"}, ["old", "other"]),  # the successor is not found
        ({"old": 1.0, "new": 0.9, "newest": 0.8}, {"old": "new", "new": "newest"}, ["newest", "new", "old"]),
    ],
)
def test_a_replaced_document_stands_behind_what_replaced_it(
    scores: dict[str, float], by: dict[str, str], order: list[str]
) -> None:
    found = lowered([_hit(name, score) for name, score in scores.items()], _replaced(by))

    assert [one.passage.document_id for one in found] == order


def test_what_is_amended_or_changed_in_part_keeps_its_place() -> None:
    hits = [_hit("old", 1.0), _hit("new", 0.9)]

    assert lowered(hits, _replaced({"old": "new"}, "amends")) == tuple(hits)
    assert lowered(hits, _replaced({"old": "new"}, part=True)) == tuple(hits)


@given(
    st.lists(st.tuples(st.sampled_from("abcde"), st.floats(0, 1)), max_size=12),
    st.dictionaries(st.sampled_from("abcde"), st.sampled_from("abcde")),
)
def test_no_hit_is_lost_and_the_scores_descend(hits: list[tuple[str, float]], by: dict[str, str]) -> None:
    ranked = [_hit(name, score, at) for at, (name, score) in enumerate(sorted(hits, key=lambda one: -one[1]))]

    found = lowered(ranked, _replaced(by))

    assert sorted(one.passage.span for one in found) == sorted(one.passage.span for one in ranked)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
