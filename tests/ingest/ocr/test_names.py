"""A signer's name that lost its family name under a seal is no name; whole ones stay."""

import pytest

from ingest.ocr.names import cut_names
from ingest.ocr.recognised import OcrPage, OcrWord
from ingest.ocr.words import page_words

WIDTH, HEIGHT = 2480, 3508


def line(text: str, y: float, x: float = 1600) -> list[OcrWord]:
    made = []
    for word in text.split():
        made.append(OcrWord(word, x, y - 40, x + 22 * len(word), y, y, 50.0, 96.0))
        x += 22 * len(word) + 14
    return made


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("Hoàng Văn Bình", True),
        ("Giàng A Sử", True),
        ("Lê Hưng", True),  # two words are a whole name
        ("Chí Bình", False),
        ("Hưàng Chí Bình", False),  # a family name read as what is none
        ("Văn Bình", False),  # a rare family name, but the middle of most names
        ("Văn Hoàng Bình", True),
    ],
)
def test_a_name_begins_with_a_family_name(name: str, left: bool) -> None:
    words = [*line("PHÓ GIÁM ĐỐC", 2000), *line(name, 2400)]
    gone = cut_names(words, WIDTH, HEIGHT)
    assert gone == (frozenset() if left else frozenset(range(3, len(words))))


def test_what_a_seal_left_of_the_family_name_does_not_hide_the_cut() -> None:
    family = OcrWord("tzuang", 1460, 2360, 1590, 2400, 2400, 50, 12)
    rim = OcrWord("NO)", 1540, 2340, 1570, 2360, 2360, 50, 35)  # a syllable, for all one can tell
    page = OcrPage((*line("GIÁM ĐỐC", 2000), family, rim, *line("Chí Bình", 2400)), (), WIDTH, HEIGHT)
    assert {"tzuang", "Chí", "Bình"} <= {word.text for word in page_words(page, 0.24).words if word.stamp}


def test_only_what_stands_below_a_title_is_judged() -> None:
    assert cut_names([*line("KẾ HOẠCH", 2000), *line("Chí Bình", 2400)], WIDTH, HEIGHT) == frozenset()
    assert cut_names([*line("GIÁM ĐỐC", 2000), *line("Chí Bình", 2400, x=300)], WIDTH, HEIGHT) == frozenset()
    assert cut_names([*line("Chí Bình", 1500), *line("GIÁM ĐỐC", 2000)], WIDTH, HEIGHT) == frozenset()
