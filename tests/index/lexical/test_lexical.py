"""The lexical retriever against its oracle, and what single weights are for."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from index.lexical.fields import Fields, fields_of
from index.lexical.rank_bm25_index import ReferenceIndex
from index.lexical.tantivy_index import LexicalIndex
from index.passages import Passage
from index.retriever import Allowed
from index.store.corpus import CorpusIndex
from ingest.document import Span


def plain(number: int, text: str, **context: object) -> tuple[int, str, Fields]:
    passage = Passage(f"d{number}", Span(0, len(text)), text, "section", 1, **context)  # type: ignore[arg-type]
    return number, passage.document_id, fields_of(passage)


def indexed(entries: list[tuple[int, str, Fields]], folder: Path | None = None) -> LexicalIndex:
    index = LexicalIndex(folder)
    index.apply((), entries)
    return index


def test_it_ranks_as_rank_bm25_does() -> None:
    # Syllables apart from each other, so that there are no pairs, and rare ones, where the two formulas of idf agree in
    # order. Tantivy keeps lengths in one byte, so lengths are equal.
    seeded = random.Random(5)
    words = [f"từ{number}" for number in range(120)]
    entries = [plain(number, ", ".join(seeded.choices(words, k=8))) for number in range(1, 61)]
    ours, oracle = indexed(entries), ReferenceIndex((number, fields) for number, _, fields in entries)
    compared = 0
    for _ in range(40):
        question = ", ".join(seeded.sample(words, 2))
        wanted = oracle.search(question, 60)
        found = dict(ours.search(question, 60))
        assert found.keys() == {number for number, _ in wanted}
        for (one, high), (other, low) in pairwise(wanted):
            if high - low > 0.35:  # closer ones may change places with the formula of idf
                assert found[one] > found[other]
                compared += 1
    assert compared > 20


def test_neighbouring_syllables_count_as_a_pair() -> None:
    index = indexed([plain(1, "kinh lý, tế bào, xã, hội"), plain(2, "kinh tế, xã hội")])
    assert [number for number, _ in index.search("kinh tế xã hội", 2)] == [2, 1]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("sở nôn nghiệp báo cáo", 1),  # a syllable that nobody has is read without its marks
        ("sở nông nghiep", 1),  # a question with half of its marks
        ("nấm rơm", 2),  # marks keep words apart
        ("nam rom", 2),  # and are not needed
    ],
)
def test_marks_matter_where_they_are_and_are_forgiven_where_they_are_not(question: str, first: int) -> None:
    index = indexed([plain(1, "Sở Nông nghiệp báo cáo năm."), plain(2, "Trồng nấm rơm."), plain(3, "Sở Nội vụ.")])
    assert index.search(question, 3)[0][0] == first


def test_own_words_count_more_than_those_beside_and_these_more_than_the_place() -> None:
    same = "Rà soát dự án trên địa bàn."
    index = indexed(
        [
            plain(1, same, section_path=("Đường thủy",)),
            plain(2, same, header="Đường thủy"),
            plain(3, f"{same} Đường thủy"),
            plain(4, same),
        ]
    )
    assert [number for number, _ in index.search("đường thủy", 4)] == [3, 2, 1]


def test_a_note_is_found_by_the_clause_that_marks_it() -> None:
    index = indexed([plain(1, "Kế hoạch số 5/KH-UBND.", anchor="tuyên truyền ngày lễ"), plain(2, "Công văn.")])
    assert [number for number, _ in index.search("tuyên truyền ngày lễ", 2)] == [1]


def test_a_document_number_met_whole_beats_its_parts() -> None:
    index = indexed([plain(1, "số 206, quyết định QĐ, TTg, 206, QĐ, TTg"), plain(2, "theo Quyết định 206/QĐ-TTg")])
    assert index.search("quyết định 206/QĐ-TTg", 2)[0][0] == 2


def test_a_condition_gives_the_same_as_leaving_the_others_out() -> None:
    seeded = random.Random(7)
    words = ["sở", "y", "tế", "báo", "cáo", "dự", "án", "thủy", "lợi", "giao", "thông", "chủ", "trì"]
    entries = [plain(number, " ".join(seeded.choices(words, k=12))) for number in range(1, 201)]
    index = indexed(entries)
    for share in (0.02, 0.3, 0.7, 0.99):
        numbers = [number for number, _, _ in entries if seeded.random() < share] or [1]
        allowed = Allowed(frozenset(f"d{number}" for number in numbers), np.array(numbers, dtype=np.int64))
        wanted = [found for found in index.search("sở y tế chủ trì", 200) if found[0] in set(numbers)][:5]
        assert [n for n, _ in index.search("sở y tế chủ trì", 5, allowed)] == [n for n, _ in wanted]


def test_a_commit_that_fails_changes_nothing(tmp_path: Path) -> None:
    index = indexed([plain(1, "giao thông")], tmp_path)

    def failing() -> object:
        yield plain(2, "thủy lợi")
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        index.apply(["d1"], failing())  # type: ignore[arg-type]
    assert index.numbers() == {1}
    assert LexicalIndex(tmp_path).numbers() == {1}
    index.apply(["d1"], [])  # and the writer is free again
    assert len(index) == 0


@pytest.mark.slow
def test_a_pasted_page_is_a_question_as_well() -> None:
    words = [f"từ{number}" for number in range(3000)]
    index = indexed([plain(1, " ".join(words[:50])), plain(2, "thủy lợi")])
    assert index.search(" ".join([*words[1000:], "thủy lợi"]), 5)[0][0] == 2


@pytest.mark.parametrize("mode", ["lexical", "bm25", "hybrid"])
def test_a_collection_of_texts_is_searched_by_title_and_text(mode: str) -> None:
    corpus = CorpusIndex([("a", "Luật Thủy lợi", "Quản lý đập"), ("b", "", "Luật giao thông"), ("c", "", "")])
    assert corpus.search("thủy lợi đập", 2, mode)[0][0] == "a"
    assert corpus.search("thủy lợi", 2, "vectors") == []
    with pytest.raises(ValueError, match="dowsing"):
        corpus.search("thủy lợi", 2, "dowsing")
