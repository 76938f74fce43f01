"""The speed measurement measures what it says: every stage, on an archive of the size asked for. No figure is asserted."""

from __future__ import annotations

from pathlib import Path

import pytest

from directives import HashingEncoder
from eval.speed.made_passages import SECTIONS, made_documents
from eval.speed.search import clauses_of, measure_search
from index.chunking.cut import passages_of
from index.passages import Passage
from ingest.document import Span

CLAUSES = [f"giao Sở Thủy lợi nạo vét kênh thứ {n} ở huyện Tân Lập trước mùa mưa và báo cáo kết quả" for n in range(30)]


def test_a_made_archive_is_the_same_every_time_and_has_one_passage_a_section() -> None:
    first, second = (list(made_documents(CLAUSES, 3)) for _ in range(2))
    assert first == second
    assert len({document.id for document in first}) == 3
    assert [len(passages_of(document)) for document in first] == [SECTIONS] * 3


def test_clauses_come_from_the_words_of_passages_each_once() -> None:
    text = f"1. {CLAUSES[0]}; {CLAUSES[1]}.\n{CLAUSES[0]}"
    assert clauses_of([Passage("a", Span(0, len(text)), text, "section", 1)]) == CLAUSES[:2]


@pytest.mark.slow
def test_every_stage_and_the_visibility_of_changes_are_measured(tmp_path: Path) -> None:
    questions = ["nạo vét kênh", "bao cao ket qua", "Tân Lập"]
    table = measure_search(tmp_path, CLAUSES, 60, questions, HashingEncoder())
    assert table["passages"]["count"] == 60.0
    stages = {
        "lexical",
        "encode",
        "vectors",
        "fusion",
        "search without re-ranker",
        "search with re-ranker",
        "re-rank",
        "add and find",
        "remove and miss",
        "rank-bm25",
    }
    assert stages <= table.keys()
    stages -= {"re-rank"}  # a difference of two times
    assert all(0 <= table[stage]["p50"] <= table[stage]["p95"] for stage in stages)
