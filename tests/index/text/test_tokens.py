"""Tokens: what passages and questions are compared by."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.tokens import heads, tokenise, undiacritised


@pytest.mark.parametrize(
    ("text", "syllables"),
    [
        ("Sở Y tế", ("sở", "y", "tế")),
        ("THUỶ SẢN", ("thủy", "sản")),  # one tone placement
        ("kĩ sư, kỹ sư", ("kĩ", "sư", "kĩ", "sư")),  # one spelling of i/y
        ("cánh tay", ("cánh", "tay")),  # tay is not tai
        ("06 người", ("6", "người")),
        ("1.520.367 đồng", ("1520367", "đồng")),
        ("1.234,56", ("1234.56",)),
        ("đạt 0,17% ;", ("đạt", "0.17")),
        ("ngày 20.11.2020", ("ngày", "20", "11", "2020")),
        ("khoản 4 Điều 38c", ("khoản", "4", "điều", "38c")),
        ("tháng 5/2024¹, chỉ đạo", ("tháng", "5", "2024", "chỉ", "đạo")),  # a note mark is no digit
        ("90 m³", ("90", "m³")),  # an exponent is no note mark
        (unicodedata.normalize("NFD", "Sở Tài chính"), ("sở", "tài", "chính")),
        ("", ()),
        ("?!… 😀", ()),
    ],
)
def test_syllables_are_lower_case_with_one_tone_placement_and_one_form_of_figures(
    text: str, syllables: tuple[str, ...]
) -> None:
    assert tokenise(text).syllables == syllables


def test_pairs_do_not_cross_punctuation() -> None:
    assert tokenise("kinh tế - xã hội, quốc phòng").bigrams == ("kinh_tế", "xã_hội", "quốc_phòng")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Quyết định số 206/QĐ-TTg", {"206/qd-ttg", "206/"}),
        ("quyet dinh 206/qd-ttg", {"206/qd-ttg", "206/"}),
        ("Số: 1088 /UBND-TH", {"1088/ubnd-th", "1088/"}),
        ("số 07/KH-UBND", {"7/kh-ubnd", "7/"}),  # leading zeros say nothing
        ("32/2020/QĐ-TTg", {"32/2020/qd-ttg", "32/qd-ttg", "32/"}),
        ("Thông báo 39-TB/TW", {"39-tb/tw", "39/"}),
        ("94/KH-MTTQ-BTT.", {"94/kh-mttq-btt", "94/"}),
        ("202/2025/QH15", {"202/2025/qh15", "202/qh15", "202/"}),
        ("ngày 07 tháng 5 năm 2024", {"7/5/2024", "5/2024"}),
        ("ngay 7 thang 5 nam 2024", {"7/5/2024", "5/2024"}),
        ("ngày 18/6/2024", {"18/6/2024", "6/2024"}),
        ("ngày 01-8-2019", {"1/8/2019", "8/2019"}),
        ("trong tháng 6 năm 2024", {"6/2024"}),
        ("thang 6 2024", {"6/2024"}),
        ("đạt 16/22 chỉ tiêu, 84/94 vụ", set()),
        ("3.525/3.995 tàu", {"3.525", "3.995"}),  # figures as printed, no document number
        ("đạt 1.234,56 tỷ", {"1.234,56"}),
        ("2 lần/năm", set()),
    ],
)
def test_document_numbers_and_dates_are_kept_whole(text: str, wanted: set[str]) -> None:
    assert set(tokenise(text).numbers) == wanted


def test_a_bare_figure_of_a_question_can_be_the_head_of_a_number_but_a_year_cannot() -> None:
    assert heads(tokenise("cv 1088 năm 2024")) == ("1088/",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so nao chu tri", True),
        ("cv 1088", True),
        ("sở nào", False),
        ("dang ky", True),
        ("đang ky", False),  # đ alone is a mark
        ("2024", False),  # nothing to say either way: the main field serves
        ("", False),
    ],
)
def test_a_question_without_marks_is_recognised(text: str, expected: bool) -> None:
    assert undiacritised(text) is expected


@given(st.text())
def test_any_text_gives_tokens_and_the_folded_twin_has_the_same_length(text: str) -> None:
    tokens = tokenise(text)
    assert len(tokens.folded) == len(tokens.syllables)
    assert len(tokens.folded_bigrams) == len(tokens.bigrams)
    assert all(token and not token.isspace() and " " not in token for token in (*tokens.syllables, *tokens.numbers))


@given(st.text(alphabet="sởnàochủtrì đơị0123456789/-.,¹²", max_size=60))
def test_case_and_composition_do_not_matter(text: str) -> None:
    assert tokenise(text.upper()).folded == tokenise(unicodedata.normalize("NFD", text.upper())).folded
