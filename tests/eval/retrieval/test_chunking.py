"""Ways to cut documents: windows cover the text, and exactness of a citation is counted in letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives import HashingEncoder, directive
from eval.gold.evidence import SpanQuestion
from eval.gold.gold_span import GoldSpan
from eval.retrieval.chunking import CUTS, citation, measure_cut
from eval.retrieval.windows import windows_of
from index.passages import Passage
from ingest.document import Span
from ingest.text.alignment import checksum

_PLACES = ("Cầu Đá", "Hòn Ngang", "Bến Gỗ", "Tân Lập", "Gò Dầu", "Mỹ Bình", "An Thới", "Lạc Khê")
DOCUMENT = directive(
    "thủy lợi",
    [f"Sở Thủy lợi nạo vét kênh {place} và gia cố bờ {place} trước mùa mưa lũ năm sau." for place in _PLACES],
)


def question(words: str) -> SpanQuestion:
    start = DOCUMENT.text.index(words)
    span = Span(start, start + len(words))
    evidence = GoldSpan("x", DOCUMENT.sha256, span, checksum(words), 0, False)
    return SpanQuestion("q", f"ai {words}", "plain", "dev", None, (evidence,))


@given(st.integers(1, 60))
def test_windows_cover_every_word_slice_back_and_hold_no_more_than_their_size(size: int) -> None:
    windows = windows_of(DOCUMENT, size)
    covered = {at for one in windows for at in range(one.span.start, one.span.end)}
    assert all(at in covered for at, sign in enumerate(DOCUMENT.text) if not sign.isspace())
    assert all(one.span.of(DOCUMENT.text) == one.text for one in windows)
    assert max(len(one.text.split()) for one in windows) <= size
    assert len({one.span.start for one in windows}) == len(windows)


def test_windows_repeat_a_quarter_of_the_one_before() -> None:
    first, second, *_ = windows_of(DOCUMENT, 20)
    assert first.text.split()[-5:] == second.text.split()[:5]


@pytest.mark.parametrize(
    ("passage", "exact", "whole", "why"),
    [
        ("nạo vét kênh Bến Gỗ", 1.0, True, "the evidence alone"),
        ("kênh Bến Gỗ và gia cố bờ Bến Gỗ", 9 / 23, False, "a part of it among other words; blanks do not count"),
        ("nạo vét kênh Bến Gỗ và gia", 15 / 20, True, "all of it and a little more"),
        ("nạo vét kênh Tân Lập", 0.0, False, "other words"),
    ],
)
def test_a_citation_is_as_exact_as_the_share_of_its_letters_that_are_evidence(
    passage: str, exact: float, whole: bool, why: str
) -> None:
    start = DOCUMENT.text.index(passage)
    cited = Passage(DOCUMENT.id, Span(start, start + len(passage)), passage, "section", 1)
    found = citation(question("nạo vét kênh Bến Gỗ"), cited, {DOCUMENT.sha256: DOCUMENT.id})
    assert found.exact == pytest.approx(exact), why
    assert found.whole is whole


def test_sections_are_cited_more_exactly_than_windows() -> None:
    questions = [question(f"nạo vét kênh {place}") for place in _PLACES]
    table = {name: measure_cut(questions, [DOCUMENT], cut, HashingEncoder()) for name, cut in CUTS.items()}
    assert table["sections"]["recall@5"] == 1.0
    assert table["sections"]["exact"] > 2 * table["windows-200"]["exact"]
    assert table["sections"]["whole"] == 1.0
    assert table["windows-200"]["syllables"] > table["sections"]["syllables"]
