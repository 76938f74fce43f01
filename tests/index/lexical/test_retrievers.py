"""One suite for every retriever: tantivy, rank-bm25, vectors, and both retrievers together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directives import HashingEncoder, directive
from index.passages import Hit
from index.store.search_index import SearchIndex
from ingest.filters import Filters

pytestmark = pytest.mark.slow

JUNE = directive(
    "june",
    [
        "Sở Tài chính chủ trì: Tăng cường tiết kiệm chi thường xuyên, chống thất thu thuế.",
        "Sở Văn hóa và Thể thao chủ trì: Tổ chức tuyên truyền kỷ niệm các ngày lễ lớn.",
        "Sở Y tế chủ trì: Phòng, chống ngộ độc thực phẩm theo Chỉ thị số 17/CT-TTg ngày 13 tháng 5 năm 2024.",
    ],
    number="1234/UBND-TH",
)
JANUARY = directive(
    "january",
    [
        "Giao Sở Giao thông vận tải rà soát các cầu yếu trên tuyến đường tỉnh 927.",
        "Công an tỉnh bảo đảm trật tự an toàn giao thông dịp tết, thu 1.520.367.000 đồng tiền phạt.",
    ],
    kind="thông báo",
    number="09/TB-VP",
    issuer="Văn phòng Ủy ban nhân dân tỉnh Bình Lạc",
    issued_on=date(2021, 1, 7),
)
UNDATED = directive("undated", ["Nuôi trồng thủy sản phát triển ổn định."], kind="báo cáo", issued_on=None)


@dataclass(frozen=True)
class Searched:
    """An index asked in one way."""

    index: SearchIndex
    mode: str

    def __call__(self, query: str, filters: Filters | None = None, limit: int = 10) -> tuple[Hit, ...]:
        """Search in the mode under test."""
        return self.index.search(query, filters, limit, self.mode)


@pytest.fixture(params=["lexical", "bm25", "vectors", "hybrid", "hybrid over rank-bm25"])
def searched(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Searched]:
    mode, _, engine = str(request.param).partition(" over ")
    with SearchIndex.open(tmp_path / "index", HashingEncoder(), engine or "tantivy") as index:
        yield Searched(index, mode)


@pytest.fixture
def filled(searched: Searched) -> Searched:
    searched.index.add([JUNE, JANUARY, UNDATED])
    return searched


def test_the_passage_that_says_it_comes_first(filled: Searched) -> None:
    (first, *_) = filled("tuyên truyền ngày lễ")
    assert first.passage.text.startswith("2. Sở Văn hóa và Thể thao")


def test_a_question_without_marks_finds_the_same(filled: Searched) -> None:
    (first, *_) = filled("tuyen truyen ngay le")
    assert first.passage.text.startswith("2. Sở Văn hóa và Thể thao")


def test_the_other_tone_placement_finds_the_same(filled: Searched) -> None:
    (first, *_) = filled("nuôi trồng thuỷ sản")
    assert first.passage.document_id == UNDATED.id


def test_a_hit_slices_back_and_says_where_it_stands(filled: Searched) -> None:
    (first, *_) = filled("ngộ độc thực phẩm")
    assert first.passage.span.of(JUNE.text) == first.passage.text
    assert first.passage.number == "1234/UBND-TH"
    assert first.passage.issued_on == date(2024, 6, 18)
    assert first.passage.section_path == ("3. Sở Y tế chủ trì",)


def test_scores_fall_and_the_limit_holds(filled: Searched) -> None:
    scores = [hit.score for hit in filled("sở chủ trì giao thông", limit=4)]
    assert scores == sorted(scores, reverse=True)
    assert 1 <= len(scores) <= 4


def test_what_is_deleted_is_never_returned(filled: Searched) -> None:
    filled.index.remove([JUNE.id])
    for query in ("tuyên truyền ngày lễ", "ngộ độc thực phẩm", "1234/UBND-TH", "sở y tế"):
        assert all(hit.passage.document_id != JUNE.id for hit in filled(query))


def test_what_is_added_again_is_there_once(filled: Searched) -> None:
    before = filled("tuyên truyền ngày lễ")
    filled.index.add([JUNE])
    after = filled("tuyên truyền ngày lễ")
    assert [hit.passage for hit in after] == [hit.passage for hit in before]


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        (Filters(kind="thong bao"), {JANUARY.id}),  # folded
        (Filters(kind="Thông báo"), {JANUARY.id}),
        (Filters(kind="thông"), set()),  # a kind is whole
        (Filters(issuer="van phong"), {JANUARY.id}),  # an issuer is contained
        (Filters(issued_from=date(2022, 1, 1)), {JUNE.id}),  # without a date: fails
        (Filters(issued_to=date(2021, 1, 7)), {JANUARY.id}),  # inclusive
        (Filters(documents=frozenset({UNDATED.id})), {UNDATED.id}),
        (Filters(documents=frozenset()), set()),
        (Filters(kind="công văn", issued_to=date(2020, 1, 1)), set()),  # all must hold
        (Filters(issuer="%"), set()),  # a sign of the database's own language is just a sign
    ],
)
def test_a_filter_is_applied_before_the_ranking(filled: Searched, filters: Filters, documents: set[str]) -> None:
    hits = filled("sở chủ trì giao thông thủy sản phát triển", filters, limit=1)
    assert {hit.passage.document_id for hit in hits} == documents


def test_an_empty_index_answers_nothing(searched: Searched) -> None:
    assert searched("tuyên truyền ngày lễ") == ()


@pytest.mark.parametrize("query", ["", "   ", "?!", "\n\t", "😀"])
def test_a_query_without_words_answers_nothing(filled: Searched, query: str) -> None:
    assert filled(query) == ()


@pytest.mark.parametrize(
    "query",
    [
        '"tuyên truyền',
        "tuyên AND truyền",
        "tuyên* OR (NOT truyền",
        "text:tuyên truyền^5 ~2",
        "+tuyên -truyền",
        "tuyên [a TO z]",
        "tuyên \\ truyền / {",
        "tuyên\x00truyền",
        "tuyên 😀 truyền",
        "tuyên truyền " * 1000,
    ],
)
def test_signs_of_a_query_language_are_just_signs(filled: Searched, query: str) -> None:
    assert any(hit.passage.text.startswith("2. Sở Văn hóa") for hit in filled(query))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(query=st.text(max_size=200))
def test_no_query_is_refused(filled: Searched, query: str) -> None:
    assert len(filled(query, limit=3)) <= 3


def test_equal_searches_give_equal_answers(filled: Searched) -> None:
    assert filled("sở chủ trì") == filled("sở chủ trì")


@pytest.mark.parametrize(
    ("query", "beginning"),
    [
        ("17/CT-TTg", "3. Sở Y tế"),  # whole
        ("chi thi 17/ct-ttg", "3. Sở Y tế"),  # as typed in a hurry
        ("1.520.367.000", "2. Công an tỉnh"),  # a figure as printed
        ("1520367000", "2. Công an tỉnh"),  # and plain
    ],
)
def test_exact_numbers_are_found_by_words(filled: Searched, query: str, beginning: str) -> None:
    if filled.mode == "vectors":
        pytest.skip("vectors know meanings, not numbers")
    (first, *_) = filled(query)
    assert first.passage.text.startswith(beginning)


@pytest.mark.parametrize("query", ["1234/UBND-TH", "1234/ubnd-th", "cv 1234", "09/TB-VP", "9/TB-VP"])
def test_the_own_number_of_a_document_finds_its_passages(filled: Searched, query: str) -> None:
    if filled.mode == "vectors":
        pytest.skip("vectors know meanings, not numbers")
    (first, *_) = filled(query)
    assert first.passage.document_id == (JUNE.id if "1234" in query else JANUARY.id)
