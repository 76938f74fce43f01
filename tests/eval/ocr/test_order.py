"""Moved words: what counts as one, and how far it went. Nothing here needs an engine."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from eval.ocr.order import BLOCK, LINE, PAGE, Plain, figures, moves, plain_words


def page(*lines: tuple[int, int, str]) -> list[Plain]:
    """Make the words of (block, line, text)."""
    return [Plain(word, (block, 1, number)) for block, number, text in lines for word in text.split()]


PLAIN = page((1, 1, "cac so lao dong"), (1, 2, "va tai chinh"), (2, 1, "chu tich"))
CASES = [
    ("các Sở Lao động và Tài chính Chủ tịch", []),
    ("các Sở động Lao và Tài chính Chủ tịch", [LINE]),
    ("các Sở Lao và Tài chính động Chủ tịch", [BLOCK]),
    ("các Chủ Sở Lao động và Tài chính tịch", [PAGE]),
    ("Chủ tịch các Sở Lao động và Tài chính", [PAGE, PAGE]),  # a column read first: nobody's place in its line changed
    ("các Sở Lao vàng Tài chính", []),  # misread and lost words are none
    ("các Sở, Lao – động; và | Tài¹² chính. Chủ tịch", []),  # neither are signs and marks
]


@pytest.mark.parametrize(("read", "reaches"), CASES)
def test_a_move_is_told_by_how_far_the_word_went(read: str, reaches: list[str]) -> None:
    words = [word for word in read.split() if any(map(str.isalnum, word))]
    found, common = moves(words, PLAIN)
    assert [move.reach for move in found] == reaches
    assert common <= len(PLAIN)


def test_a_word_that_stands_twice_is_paired_with_its_neighbours() -> None:
    plain = page((1, 1, "so y te"), (1, 2, "so noi vu"), (2, 1, "bao cao"))
    found, common = moves(["báo", "cáo", "Sở", "Y", "tế", "Sở", "Nội", "vụ"], plain)
    assert (len(found), common) == (2, 8)
    assert {move.there for move in found} == {"te so noi vu bao cao", "so noi vu bao cao"}


@given(some.lists(some.sampled_from("abcd"), max_size=9), some.lists(some.sampled_from("abcd"), max_size=9))
def test_as_few_words_as_possible_are_moved(read: list[str], plain: list[str]) -> None:
    found, common = moves(read, [Plain(word, (1, 1, at)) for at, word in enumerate(plain)])
    longest = [[0] * (len(plain) + 1) for _ in range(len(read) + 1)]
    for a, one in enumerate(read):
        for b, other in enumerate(plain):
            longest[a + 1][b + 1] = longest[a][b] + 1 if one == other else max(longest[a][b + 1], longest[a + 1][b])
    assert common - len(found) == longest[-1][-1]
    assert common == sum(min(read.count(word), plain.count(word)) for word in "abcd")


def test_figures_are_per_thousand_common_words() -> None:
    found, common = moves(["lao", "so", "dong"], page((1, 1, "so lao dong")))
    table = figures([("a.pdf 1", found, common), ("b.pdf 1", [], 997)])
    assert table["all"] == {"words": 1000.0, "moved": 1.0, LINE: 1.0, BLOCK: 0.0, PAGE: 0.0}
    assert table["b.pdf 1"]["moved"] == 0.0


def test_words_of_a_table_of_tesseract_come_in_its_order() -> None:
    rows = [
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
        "4\t1\t2\t1\t3\t0\t1\t1\t9\t9\t-1\t",
        "5\t1\t2\t1\t3\t1\t1\t1\t9\t9\t96.1\tSở",
        "5\t1\t2\t1\t3\t2\t1\t1\t9\t9\t96.1\t–",
        "5\t1\t2\t1\t4\t1\t1\t1\t9\t9\t12.0\tTế;",
    ]
    assert plain_words("\n".join(rows)) == [Plain("so", (2, 1, 3)), Plain("te", (2, 1, 4))]
