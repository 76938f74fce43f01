"""The vector index and the fusion of both retrievers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from directives import HashingEncoder
from index.dense import vector_index as vectors_module
from index.dense.vector_index import VectorIndex
from index.dense.vector_retriever import VectorRetriever
from index.ranking.fusion import MEANING, fused, normalised, scale_of, standing
from index.ranking.hybrid import HybridRetriever
from index.retriever import Allowed, Ranking


def unit_rows(count: int, dimensions: int = 16, seed: int = 3) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).normal(size=(count, dimensions)).astype(np.float32)
    unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def best(rows: NDArray[np.float32], row: NDArray[np.float32], limit: int) -> list[int]:
    return [int(at) for at in np.argsort(-(rows @ row), kind="stable")[:limit]]


@pytest.mark.parametrize("quantised", [False, True])
def test_the_nearest_are_found_with_their_cosines(quantised: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = unit_rows(600)
    if quantised:
        monkeypatch.setattr(vectors_module, "QUANTISED_FROM", 500)

    def exact(numbers: Sequence[int]) -> NDArray[np.float32]:
        return rows[list(numbers)]

    index = VectorIndex(16, exact)
    for start in range(0, 600, 100):
        index.put(range(start, start + 100), rows[start : start + 100])
    for row in unit_rows(10, seed=9):
        found = index.search(row, 5)
        exactly = [float(rows[number] @ row) for number, _ in found]
        # Half floats: only what differs in the fourth digit may change places.
        assert exactly == pytest.approx([float(rows[number] @ row) for number in best(rows, row, 5)], abs=5e-4)
        assert [score for _, score in found] == pytest.approx(exactly, abs=1e-6 if quantised else 5e-4)


def test_what_is_put_again_is_there_once_and_what_is_removed_is_gone() -> None:
    rows = unit_rows(4)
    index = VectorIndex(16)
    index.put([1, 2, 3], rows[:3])
    index.put([2], rows[3:])
    assert sorted(index.numbers().tolist()) == [1, 2, 3]
    assert index.scores(rows[3], [2, 99]) == {2: pytest.approx(1.0, abs=5e-4)}
    index.remove([2, 99])
    assert [number for number, _ in index.search(rows[3], 5)] != []
    assert 2 not in dict(index.search(rows[3], 5))


def test_only_allowed_numbers_are_searched() -> None:
    rows = unit_rows(50)
    index = VectorIndex(16)
    index.put(range(1, 51), rows)
    allowed = Allowed(frozenset({"x"}), np.array([3, 17, 50], dtype=np.int64))
    assert {number for number, _ in index.search(rows[0], 10, allowed)} == {3, 17, 50}


def test_a_saved_index_is_read_back_and_a_damaged_one_refused(tmp_path: Path) -> None:
    rows = unit_rows(5)
    index = VectorIndex(16)
    index.put(range(5), rows)
    index.save(tmp_path / "v.faiss")
    assert VectorIndex.load(tmp_path / "v.faiss").search(rows[2], 3) == index.search(rows[2], 3)
    assert [file.name for file in tmp_path.iterdir()] == ["v.faiss"]
    (tmp_path / "v.faiss").write_bytes(b"garbage")
    for name in ("v.faiss", "absent.faiss"):
        with pytest.raises(ValueError, match="not a vector index"):
            VectorIndex.load(tmp_path / name)


QUESTION = "ai lo chỗ ở"


def test_the_fused_score_is_the_sum_of_words_and_weighted_meaning_over_the_highest_possible() -> None:
    words, meanings = {1: 8.0, 2: 4.0}, {1: 0.2, 2: 0.6, 3: 0.4}
    scale, apart = scale_of(QUESTION, 100), standing(meanings)
    assert apart == pytest.approx({1: 0.0, 2: 1 + 1.5**0.5, 3: 1.0})
    top = 8.0 / scale + MEANING * apart[2]
    expected = {1: 8.0 / scale / top, 2: (4.0 / scale + MEANING * apart[2]) / top, 3: MEANING / top}
    assert dict(fused(QUESTION, words, meanings, 100, 10)) == pytest.approx(expected)


@given(st.floats(0.1, 0.9), st.floats(-0.5, 0.5))
def test_the_level_of_an_encoders_cosines_does_not_count(stretched: float, moved: float) -> None:
    words, meanings = {1: 8.0, 2: 4.0, 4: 3.0}, {1: 0.2, 2: 0.6, 3: 0.4, 4: -0.9}
    other = {number: moved + stretched * cosine for number, cosine in meanings.items()}
    ranked = dict(fused(QUESTION, words, meanings, 100, 10))
    assert dict(fused(QUESTION, words, other, 100, 10)) == pytest.approx(ranked, abs=1e-6)


def test_meaning_turns_a_doubtful_ranking_and_leaves_a_sure_one() -> None:
    meanings = {1: 0.1, 2: 0.9, **dict.fromkeys(range(3, 9), 0.2)}
    asked = "ai lo chỗ ở mới cho bà con"
    assert fused(asked, {1: 90.0, 2: 50.0}, meanings, 1000, 1)[0][0] == 1
    assert fused(asked, {1: 6.0, 2: 5.0}, meanings, 1000, 1)[0][0] == 2


def test_one_leg_alone_decides_alone() -> None:
    assert fused(QUESTION, {1: 8.0, 2: 2.0}, {}, 50, 10) == [(1, 1.0), (2, 0.25)]
    assert [number for number, _ in fused(QUESTION, {}, {1: 0.1, 2: 0.5}, 50, 10)] == [2, 1]
    assert fused(QUESTION, {1: -2.0, 2: -1.0}, {}, 50, 10) == [(2, 1.0), (1, 0.0)]
    assert fused(QUESTION, {}, {}, 50, 10) == []


@pytest.mark.parametrize("same", [0.0, 0.4])
def test_an_encoder_that_finds_everything_alike_leaves_the_order_of_the_words(same: float) -> None:
    words = {1: 5.0, 2: 9.0, 3: 7.0}
    assert [one for one, _ in fused(QUESTION, words, dict.fromkeys(words, same), 50, 10)] == [2, 3, 1]


_SCORES = st.dictionaries(st.integers(1, 30), st.floats(-5, 50, allow_nan=False), max_size=20)


_COSINES = st.dictionaries(st.integers(1, 30), st.floats(-1, 1, allow_nan=False), max_size=20)


@given(_SCORES, _COSINES, st.integers(1, 8))
def test_fused_scores_lie_in_the_unit_interval_and_fall(
    words: dict[int, float], meanings: dict[int, float], limit: int
) -> None:
    found = fused(QUESTION, words, meanings, 100, limit)
    assert len(found) == min(limit, len({*words, *meanings}))
    assert all(-1e-9 <= score <= 1 + 1e-9 for _, score in found)
    assert found == sorted(found, key=lambda item: (-item[1], item[0]))


@given(_SCORES)
def test_normalising_keeps_the_order(scores: dict[int, float]) -> None:
    mapped = normalised(scores)
    for one in mapped:
        for other in mapped:
            if scores[one] > scores[other]:
                assert mapped[one] >= mapped[other]


class FixedWords:
    """A lexical retriever that always finds the same."""

    def __init__(self, ranking: Ranking) -> None:
        self.ranking = ranking

    def search(self, question: str, limit: int, allowed: Allowed | None = None) -> Ranking:
        """Return the ranking whatever is asked."""
        return self.ranking[:limit]


def test_a_question_for_a_number_is_left_to_the_words_and_meaning_helps_when_words_fail() -> None:
    encoder = HashingEncoder()
    index = VectorIndex(encoder.dimensions)
    index.put([1, 2], encoder.encode_passages(["công văn", "công văn 1088"]))
    retriever = VectorRetriever(encoder, index)
    assert [n for n, _ in HybridRetriever(FixedWords([(1, 3.0)]), retriever).search("công văn 1088", 5)] == [1]
    assert [n for n, _ in HybridRetriever(FixedWords([]), retriever).search("công văn 1088", 5)] == [2, 1]
    assert {n for n, _ in HybridRetriever(FixedWords([(1, 3.0)]), retriever).search("công văn gì đó", 5)} == {1, 2}
