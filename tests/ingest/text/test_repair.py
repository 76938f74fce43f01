"""Repair of letters and spaces, and the test of a possible syllable."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.repair import repaired
from ingest.text.syllables import is_syllable, valid_share


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("HÐND", "HĐND"),  # Icelandic eth
        ("HĐÐND", "HĐND"),  # letter and look-alike on top of each other
        ("QĐĐC", "QĐĐC"),  # two real letters
        ("THƢƠNG MẠI, ƣu tiên", "THƯƠNG MẠI, ưu tiên"),
        ("số\u00a012/CT\u2011UBND", "số 12/CT-UBND"),
        ("chỉ\u200bđạo\ufeff", "chỉđạo"),
        ("o\u0301\u0302", "ố"),  # tone typed before the hat
        ("ТHÔNG ВÁO", "THÔNG BÁO"),  # Cyrillic Т and В
        ("cА\u0301\u0302p", "cẤp"),  # Cyrillic А with the tone typed before the hat
        ("eА\u0301А", "eÁA"),  # a tone in the middle ends no word
        ("Москва", "Москва"),  # a Cyrillic word stays
        ("10 – 12 “tháng” …", "10 – 12 “tháng” …"),  # dashes and quotes are real signs
        ("năm 2045⁵, 90 m³", "năm 2045⁵, 90 m³"),  # raised digits stay raised
        ("  a \t b  \r\n c", "a b\nc"),
        ("\uf0b7 Sở Y tế", "• Sở Y tế"),
    ],
)
def test_repair_mends_what_only_looks_right(raw: str, expected: str) -> None:
    assert repaired(raw) == expected


@pytest.mark.slow
@given(st.text())
def test_repair_is_idempotent_and_composed(text: str) -> None:
    once = repaired(text)
    assert repaired(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text(alphabet="ĐÐƉđðɖƢƣ oeâă\u0301\u0302\u0306\u0323\u200b\u00ad\u00a0АРа\r\n\t"))
def test_repair_is_idempotent_on_what_it_repairs(text: str) -> None:
    once = repaired(text)
    assert repaired(once) == once


@pytest.mark.parametrize(
    "word", ["nghiêng", "quyết", "gì", "gìn", "giếng", "ủy", "uỷ", "quốc", "khuỷu", "xoong", "NGUYỄN", "Ở", "huỳnh"]
)
def test_syllables_are_accepted(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", ["nhn", "càc", "Uyû", "nghang", "ke\u0301\u0301", "video", "Ñieàu", "", "x" * 50])
def test_other_words_are_not_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_the_share_leaves_out_abbreviations_and_note_marks() -> None:
    assert valid_share("UBND tỉnh¹⁶ và HĐND") == 1.0
    assert valid_share("Uû ban nh©n d©n tØnh") < 0.7
    assert valid_share("12/3 - 45") == 0.0


@pytest.mark.slow
def test_one_word_without_end_is_repaired_in_a_moment() -> None:
    word = "giaothông" * 50_000  # tried at each letter, this takes hours
    assert repaired(word) == word
    assert repaired(f"{word}Т") == f"{word}T"
