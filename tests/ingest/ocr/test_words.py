"""What becomes of recognised words, without any engine: pen strokes, dirt, sizes, places, lost note marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ingest.document import SUPERSCRIPTS
from ingest.layout.words import Word
from ingest.lines import Line
from ingest.ocr.handwriting import handwritten
from ingest.ocr.note_marks import with_marks
from ingest.ocr.recognised import OcrPage, OcrWord, stretches
from ingest.ocr.tesseract import words_of
from ingest.ocr.words import is_dirt, page_words, shown

PLAIN = str.maketrans(SUPERSCRIPTS, "0123456789")


def row(y: float, *words: tuple[str, float] | tuple[str, float, float], x: float = 300) -> list[OcrWord]:
    """Make the words of a line of 50 dots: (text, confidence, height of its letters); digits are 40 dots high."""
    made = []
    for text, confidence, *height in words:
        width = 22.0 * len(text)
        tall = height[0] if height else 40.0
        made.append(OcrWord(text, x, y - tall, x + width, y, y, 50.0, confidence))
        x += width + 14
    return made


def letterhead(number: list[OcrWord], day: list[OcrWord]) -> list[OcrWord]:
    return [*number, *day, *row(1900, ("năm", 96), ("2024", 96), ("2025", 95), ("12", 95))]


DATE = row(500, ("Bình", 96), ("Lạc,", 96), ("ngày", 96), ("05", 95), ("tháng", 96), ("3", 97), ("năm", 96), x=1400)


@pytest.mark.parametrize(
    ("number", "date", "guessed"),
    [
        # printed: everything is believed
        (row(500, ("Số:", 96), ("12", 95), ("/QĐ-UBND", 90)), DATE, []),
        # typed into a form, beside the line: unsure, but as high as print
        (row(500, ("Số:", 96), ("12", 45, 38), ("/QĐ-UBND", 90)), DATE, []),
        # a pen: unsure and no digits, or digits too high, even where the engine is sure of them
        (row(500, ("Số:", 96), ("⁄‡6", 24, 52), ("/QĐ-UBND", 90)), DATE, ["⁄‡6"]),
        (row(500, ("Số:", 96), ("22", 82, 54), ("/QĐ-UBND", 90)), DATE, ["22"]),
        # the label itself misread
        (row(500, ("3Ô:", 40), ("94", 60, 58), ("/QĐ-UBND", 42)), DATE, ["94"]),
        # the day
        (
            row(500, ("Số:", 96), ("12", 95), ("/QĐ-UBND", 90)),
            row(500, ("Lạc,", 96), ("ngày", 96), ("22", 82, 54), ("tháng", 96), ("4", 96), ("năm", 96), x=1400),
            ["22"],
        ),
        # no letterhead: what a sentence says is never touched
        (row(500, ("theo", 96), ("Quyết", 96), ("định", 96), ("số", 96), ("94", 20, 58), ("/QĐ-UBND", 42)), DATE, []),
    ],
)
def test_digits_of_a_pen_are_told_from_print(number: list[OcrWord], date: list[OcrWord], guessed: list[str]) -> None:
    words = letterhead(number, date)
    assert [words[at].text for at in sorted(handwritten(words, 3500))] == guessed


@pytest.mark.parametrize(
    ("text", "confidence", "dirt"),
    [
        ("|", 26, True),  # the edge of the sheet
        ("———", 93, False),  # a rule read as dashes is an artifact by its own rule
        ("⁄|Š", 30, True),
        ("wố", 0, True),
        ("nguồn", 10, False),  # a word is a word, however unsure
        ("1744/QĐ-BCT", 5, False),  # and a number in a sentence stays in it
        ("III.", 5, False),
        ("-", 12, False),
        ("TTHC", 20, True),
        ("TTHC", 43, False),
        ("Š", 96, True),
    ],
)
def test_dirt_is_told_from_print(text: str, confidence: float, dirt: bool) -> None:
    assert is_dirt(OcrWord(text, 0, 0, 10, 10, 10, 10, confidence)) is dirt


def test_nothing_recognised_is_lost() -> None:
    words = [
        *letterhead(row(500, ("Số:", 96), ("⁄‡6", 24, 52), ("/QĐ-UBND", 90)), DATE),
        *row(900, ("|", 20), ("ƯBK", 12)),
    ]
    page = OcrPage(tuple(words), (), 2480, 3508)
    read = page_words(page, 0.24, letterhead=True).words
    assert sorted(word.text for word in read) == sorted(word.text for word in words)
    assert {word.text for word in read if word.stamp} == {"⁄‡6", "|", "ƯBK"}


def test_real_text_on_top_of_a_picture_stands_for_what_was_recognised_there() -> None:
    page = OcrPage(tuple(row(500, ("Số:", 96), ("88", 30), ("/QĐ-UBND", 90))), (), 2480, 3508)
    filled = Word("86", 91.0, 101.0, 120.0, 12.0)
    texts = [word.text for word in page_words(page, 0.24, [filled]).words]
    assert texts == ["Số:", "/QĐ-UBND", "86"]


def test_sizes_of_one_font_are_one_size() -> None:
    sizes = [50, 52, 48, 51, 53, 40, 41]
    words = [
        OcrWord("chữ", 100, 90 * at, 150, 90 * at + 40, 90 * at + 40, size, 96) for at, size in enumerate(sizes, 1)
    ]
    read = page_words(OcrPage(tuple(words), (), 2480, 3508), 0.24).words
    assert len({word.size for word in read[:5]}) == 1
    assert len({word.size for word in read[5:]}) == 1
    assert read[5].size < read[0].size


@pytest.mark.parametrize(("quarter", "corner"), [(0, (0, 0)), (1, (100, 0)), (2, (200, 100)), (3, (0, 200))])
def test_a_turned_page_has_its_corner_where_it_was(quarter: int, corner: tuple[float, float]) -> None:
    assert shown(0, 0, OcrPage((), (), 200, 100, quarter=quarter)) == corner


def test_columns_are_stretches_of_their_own() -> None:
    words = [*row(100, ("SỞ", 90), ("Y", 90)), *row(100, ("Độc", 90), ("lập", 90), x=1500), *row(180, ("Số", 90))]
    assert [[words[at].text for at in one] for one in stretches(words)] == [["SỞ", "Y"], ["Độc", "lập"], ["Số"]]


HOCR = """
<span class='ocr_line' id='line_1_1' title="bbox 100 100 400 150; baseline 0 -10; x_size 50; x_descenders 10">
<span class='ocrx_word' id='word_1_1' title='bbox 100 100 300 140; x_wconf 91'>{letters}</span></span>
"""


def letter(sign: str, x: int, top: int, bottom: int) -> str:
    return f"<span class='ocrx_cinfo' title='x_bboxes {x} {top} {x + 18} {bottom}; x_conf 99.1'>{sign}</span>"


def test_small_raised_digits_at_the_end_of_a_word_are_a_mark() -> None:
    letters = [letter(sign, 100 + 20 * at, 105, 140) for at, sign in enumerate("2024")]
    raised = [letter(sign, 182 + 16 * at, 98, 120) for at, sign in enumerate("12")]
    found = words_of(HOCR.format(letters="".join(letters + raised)))
    assert [(word.text, word.raised, word.glued) for word in found] == [("2024", False, False), ("12", True, True)]
    assert found[0].baseline == 140
    assert found[1].baseline == 120


def test_entities_are_letters_and_a_look_alike_slash_is_a_slash() -> None:
    letters = "".join(letter(sign, 100 + 20 * at, 105, 140) for at, sign in enumerate(["A", "&amp;", "B"]))
    assert [word.text for word in words_of(HOCR.format(letters=letters))] == ["A&B"]
    letters = "".join(letter(sign, 100 + 20 * at, 105, 140) for at, sign in enumerate("11⁄KH"))
    assert "".join(word.text for word in words_of(HOCR.format(letters=letters))) == "11/KH"


def lines(*texts: str, notes: tuple[str, ...]) -> list[Line]:
    return [*(Line(text, size=12.5) for text in texts), *(Line(text, size=10.0) for text in notes)]


@pytest.mark.parametrize(
    ("body", "notes", "wanted"),
    [
        # read right
        (
            "chương trình năm 2024¹², gửi",
            ("¹² Quyết định số 45",),
            ["chương trình năm 2024¹², gửi", "¹² Quyết định số 45"],
        ),
        # a digit of the mark was lost, the note's mark was read as plain digits
        (
            "chương trình năm 2024¹, gửi",
            ("12 Quyết định số 45",),
            ["chương trình năm 2024¹², gửi", "¹² Quyết định số 45"],
        ),
        # glued to a word, to a year
        ("của tỉnh7, gửi", ("7 Quyết định", "gồm hai phần"), ["của tỉnh⁷, gửi", "⁷ Quyết định", "gồm hai phần"]),
        ("năm 20247, gửi", ("7Quyết định",), ["năm 2024⁷, gửi", "⁷Quyết định"]),
        # one of two was read
        ("của tỉnh7 và xã⁸.", ("7 Quyết định", "8 Kế hoạch"), ["của tỉnh⁷ và xã⁸.", "⁷ Quyết định", "⁸ Kế hoạch"]),
        # exponents are no marks
        ("rộng 90 m² ở tỉnh3.", ("3 Kế hoạch",), ["rộng 90 m² ở tỉnh³.", "³ Kế hoạch"]),
    ],
)
def test_lost_marks_come_back_by_the_order_of_the_notes(body: str, notes: tuple[str, ...], wanted: list[str]) -> None:
    filler = "một dòng chữ thường của phần nội dung, dài như mọi dòng khác"
    found = with_marks(lines(filler, body, filler, notes=notes))
    assert [found[1].text, *(line.text for line in found[3:])] == wanted


@pytest.mark.parametrize(
    "notes",
    [
        ("12. Quyết định này", "13. Kế hoạch này"),  # a list in small print
        ("12 Quyết định", "14 Kế hoạch"),  # out of order
        ("Nơi nhận:", "- Như trên;"),
    ],
)
def test_small_print_that_is_no_note_changes_nothing(notes: tuple[str, ...]) -> None:
    page = lines("nội dung của tỉnh12, gửi các sở và các huyện", notes=notes)
    assert with_marks(page) == page


@given(
    some.lists(
        some.tuples(some.text("ab12 ³¹².,/(A", max_size=12), some.sampled_from([9.0, 12.0]), some.booleans()),
        max_size=8,
    )
)
def test_marks_change_how_digits_are_written_and_nothing_else(page: list[tuple[str, float, bool]]) -> None:
    given_lines = [Line(text, size=size, role="footer" if stamp else "body") for text, size, stamp in page]
    found = with_marks(given_lines)
    assert [line.role for line in found] == [line.role for line in given_lines]
    letters = [
        "".join(sign for sign in line.text.translate(PLAIN) if not sign.isdigit()) for line in (*given_lines, *found)
    ]
    assert letters[: len(found)] == letters[len(found) :]
