"""Words of the question are found in the quote as whole syllables, by runs, with or without diacritics."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.document_view.highlighting import matched_words

TABLE = [
    # question, quote, words marked
    ("Sở nào chủ trì tuyên truyền?", "Sở Y tế chủ trì, tuyên truyền sâu rộng", ["chủ trì", "tuyên truyền"]),
    # typed without diacritics: compared without them
    ("so nao chu tri chong han", "Sở Công Thương chủ trì chống hạn", ["chủ trì chống hạn"]),
    # with diacritics tones count: "chu trì" is not "chủ trì"
    ("ai chủ trì", "họ Chu trì hoãn", ["trì"]),
    # tone placement does not count
    ("hoà bình", "vì hòa bình", ["hòa bình"]),
    # numbers count alone, and are not glued to note marks
    ("quyết định 206/QĐ-BL", "theo văn bản 206/QĐ-BL¹⁷ nêu trên", ["206/QĐ-BL"]),
    # "ngày" tells nothing alone, but belongs to "ngày lễ"
    ("tuyen truyen ngay le", "ngày 05 tuyên truyền các ngày lễ", ["tuyên truyền", "ngày lễ"]),
    # an abbreviation counts alone
    ("chỉ số PAPI", "công bố PAPI năm nay", ["PAPI"]),
    # without diacritics "do" may be đô: beside its neighbour of the question it tells, alone it does not
    ("quy hoach do thi", "lập quy hoạch đô thị do Sở Xây dựng", ["quy hoạch đô thị"]),
    # words of asking are never marked on their own
    ("là gì và của ai", "đây là của và cho", []),
]


@pytest.mark.parametrize(("question", "quote", "marked"), TABLE)
def test_the_words_of_the_question_are_marked(question: str, quote: str, marked: list[str]) -> None:
    assert [span.of(quote) for span in matched_words(question, quote)] == marked


@given(st.text(max_size=80), st.text(max_size=200))
def test_spans_are_ordered_disjoint_and_inside_the_quote(question: str, quote: str) -> None:
    spans = matched_words(question, quote)
    assert all(0 <= span.start < span.end <= len(quote) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
