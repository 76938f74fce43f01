"""The second pass at lines: which lines it takes, which reading is kept, and that it never costs a page its first one."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from ingest.ocr import tesseract
from ingest.ocr.recognised import OcrWord, PageNotReadError, Strip
from ingest.ocr.second_pass import with_reranking
from ingest.ocr.tesseract import MODEL, MODEL_SHA256, Tesseract

HEIGHT, WIDTH = 1000, 800


def word(text: str, x: float, y: float = 900, confidence: float = 90, width: float = 60) -> OcrWord:
    return OcrWord(text, x, y - 36, x + width, y, y, 50, confidence)


@dataclass
class Reader:
    """Reads every strip as the given words, at the places of the first reading."""

    texts: Sequence[tuple[str, float]]
    seen: list[Strip] = field(default_factory=list)

    def lines(self, strips: Sequence[Strip]) -> list[tuple[OcrWord, ...]]:
        """See ``LineEngine.lines``."""
        self.seen += strips
        return [tuple(word(text, 4 + 80 * at, 40, sure) for at, (text, sure) in enumerate(self.texts)) for _ in strips]


def paper() -> np.ndarray:
    return np.full((HEIGHT, WIDTH), 255, np.uint8)


def body() -> list[OcrWord]:
    """Lines above, sure and whole, so that the one in question is a small share of the page."""
    return [word("các", 100 + 80 * at, 100 + 80 * line) for line in range(8) for at in range(8)]


# First reading, second reading and confidences, what is kept.
CASES = [
    ("quyêt", 90, "quyết", 60, "quyết"),  # no syllable against one
    ("thê", 68, "thể", 50, "thể"),  # a mark more, though less sure: marks get lost
    ("bố", 70, "bô", 95, "bố"),  # a mark fewer, though surer
    ("nỗ", 70, "nổ", 92, "nổ"),  # another mark: the surer one
    ("nổ", 92, "nỗ", 70, "nổ"),
    ("thê", 68, "thể", 20, "thê"),  # a guess
    ("bản", 50, "lân", 70, "bản"),  # other letters, in doubt
    ("bản", 50, "lân", 90, "lân"),
    ("12a", 20, "13a", 95, "12a"),  # digits stay with the first reading
]


@pytest.mark.parametrize(("first", "sure", "second", "surer", "kept"), CASES)
def test_of_two_readings_the_one_with_more_to_say_for_it_is_kept(
    first: str, sure: float, second: str, surer: float, kept: str
) -> None:
    line = [word(first, 100, confidence=sure), word("ngừa", 180, confidence=70)]
    found = with_reranking(paper(), [*body(), *line], Reader([(second, surer), ("ngừa", 96)]))
    assert found[-2].text == kept
    assert (found[-2].x0, found[-2].baseline) == (line[0].x0, line[0].baseline)


def test_what_the_second_look_saw_elsewhere_or_as_one_word_is_not_taken() -> None:
    line = [word("quyêt", 100, confidence=50), word("đinh", 180, confidence=50)]
    one = OcrWord("quyếtđịnh", 4, 0, 144, 40, 40, 50, 96)

    class Merging(Reader):
        def lines(self, strips: Sequence[Strip]) -> list[tuple[OcrWord, ...]]:
            return [(one,) for _ in strips]

    assert with_reranking(paper(), [*body(), *line], Merging([])) == (*body(), *line)


def test_a_line_with_ink_cut_off_above_is_looked_at_and_shown_with_that_ink() -> None:
    picture = paper()
    line = [word("công", 100), word("bô", 180)]
    seen = Reader([])
    with_reranking(picture, [*body(), *line], seen)
    assert not seen.seen, "nothing is in doubt, and no letterhead is on the page"
    picture[855:859, 200:212] = 0
    with_reranking(picture, [*body(), *line], seen)
    (strip,) = seen.seen
    assert strip.grey.count(0) == 4 * 12


def test_lines_close_to_each_other_are_shown_one_by_one() -> None:
    rows = [
        word("quyêt", 100, 900, 50),
        word("đinh", 180, 900, 50),
        word("sô", 100, 945, 50),
        word("mưa", 180, 945, 50),
    ]
    seen = Reader([])
    with_reranking(paper(), [*body(), *body(), *rows], seen)
    assert [strip.height < 60 for strip in seen.seen] == [True, True]


def test_a_page_in_doubt_everywhere_is_not_read_twice() -> None:
    seen = Reader([])
    doubtful = [replace(one, confidence=30) for one in body()]
    with_reranking(paper(), doubtful, seen)
    assert sum(strip.width for strip in seen.seen) <= 0.2 * 8 * WIDTH


def test_a_letterhead_is_looked_at_even_where_nothing_is_in_doubt() -> None:
    motto = [word(text, 400 + 80 * at, 60) for at, text in enumerate(["Độc", "lập", "-", "Tự", "do"])]
    seen = Reader([])
    with_reranking(paper(), [*motto, *body()], seen)
    assert seen.seen


def test_where_the_engine_fails_the_first_reading_stands() -> None:
    class Failing:
        def lines(self, strips: Sequence[Strip]) -> list[tuple[OcrWord, ...]]:
            raise PageNotReadError("TimeoutExpired")

    words = [*body(), word("quyêt", 100, confidence=50)]
    assert with_reranking(paper(), words, Failing()) == tuple(words)


def test_the_shipped_model_is_whole_and_named_in_the_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert all((MODEL.parent / name).is_file() for name in (MODEL.name, "LICENSE.txt", "SOURCE.txt"))
    engine = Tesseract.installed()
    if engine is None:
        pytest.skip("needs Tesseract with Vietnamese")
    assert MODEL_SHA256[:8] in engine.version
    (tmp_path / MODEL.name).write_bytes(MODEL.read_bytes()[:-1])
    monkeypatch.setattr(tesseract, "MODEL", tmp_path / MODEL.name)
    damaged = Tesseract.installed()
    assert damaged is not None
    assert MODEL_SHA256[:8] not in damaged.version
