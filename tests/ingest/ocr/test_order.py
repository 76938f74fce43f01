"""Recognised words keep the recogniser's order; only a letterhead, the closing and a ruled table part its lines."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from drawn_pages import centered, drawn, font_registered, letterhead, paragraph
from ingest.layout.page import lines_of_page
from ingest.layout.pdfium import open_second
from ingest.lines import Line
from ingest.ocr.image import drawn as picture_of
from ingest.ocr.page import Recogniser
from ingest.ocr.recognised import DPI, OcrPage, OcrRule, OcrWord
from ingest.ocr.tesseract import Tesseract, words_of
from ingest.ocr.words import page_words

WIDTH, HEIGHT, SIZE, LETTER, SPACE = 2480, 3508, 50.0, 22.0, 14.0
POINTS = 72 / DPI


def line(
    number: int,
    y: float,
    text: str,
    x: float = 300,
    *,
    gaps: Sequence[float] = (),
    off: Sequence[float] = (),
    degrees: float = 0.0,
    confidence: float = 96,
) -> list[OcrWord]:
    """Make a recognised line: extra ``gaps`` before its words, their baselines ``off`` the line's, all of it slanted."""
    made = []
    for at, word in enumerate(text.split()):
        x += gaps[at] if at < len(gaps) else 0.0
        base = y + (off[at % len(off)] if off else 0.0) + x * math.tan(math.radians(degrees))
        x1 = x + LETTER * len(word)
        made.append(OcrWord(word, x, base - 40, x1, base, base, SIZE, confidence, line=number))
        x = x1 + SPACE
    return made


def read(*lines: list[OcrWord], rules: Sequence[OcrRule] = (), letterhead: bool = False) -> list[Line]:
    page = OcrPage(tuple(word for one in lines for word in one), tuple(rules), WIDTH, HEIGHT)
    return lines_of_page(page_words(page, POINTS, letterhead=letterhead), 1)


def body(*lines: list[OcrWord], rules: Sequence[OcrRule] = ()) -> list[str]:
    return [one.text for one in read(*lines, rules=rules) if one.role != "footer"]


@pytest.mark.parametrize(
    "off",
    [
        (0, 18, 0),  # a mark below the letters, or letters that stand on no line: "ngày", "Công,"
        (18, 0, 18),
        (0, -18, 9),
        (0, 0, 0, 30),  # a raised or lowered end: more than half of the size
        (-22, 22),
    ],
)
def test_a_name_whose_letters_reach_up_and_down_stays_whole(off: tuple[float, ...]) -> None:
    names = "Trường Đại học Công Nghiệp Bình Lạc,"
    text = "tham dự có đại diện các Sở: Tài chính, Lao động"
    assert body(line(1, 500, names, off=off), line(2, 562, text, off=off[::-1])) == [names, text]


@pytest.mark.parametrize("degrees", [-1.5, -1.0, -0.5, 0.5, 1.0, 1.5])
def test_lines_of_a_page_that_is_askew_are_not_mixed(degrees: float) -> None:
    texts = [
        "Thực hiện kế hoạch công tác năm của tỉnh về phát triển rừng và bảo vệ nguồn nước các cơ quan",
        "rà soát lại những việc đã giao trong quý trước và gửi báo cáo về Văn phòng để tổng hợp chung",
        "cho phiên họp thường kỳ, nêu rõ khó khăn, vướng mắc và kiến nghị cách làm của từng địa phương",
    ]
    assert body(*(line(at, 700 + 62 * at, text, degrees=degrees) for at, text in enumerate(texts))) == texts


def test_a_wide_gap_is_no_column() -> None:
    assert body(line(1, 500, "Điều 4. Trách nhiệm của các Sở", gaps=(0, 0, 300), off=(0, 0, 16))) == [
        "Điều 4. Trách nhiệm của các Sở"
    ]


def test_a_list_with_tabs_is_read_row_by_row() -> None:
    rows = ["Huyện An Lạc 12 xã", "Huyện Bình Hòa 9 xã", "Huyện Tân Phú 15 xã"]
    tabs = (0, 0, 0, 260)
    lines = [line(at, 500 + 62 * at, row, gaps=tabs, off=(0, 0, 0, 17)) for at, row in enumerate(rows)]
    assert body(*lines) == rows


def test_lines_beside_each_other_make_one_line_from_left_to_right() -> None:
    right = line(1, 500, "Bình Lạc, ngày 05 tháng 3", x=1300)
    assert body(right, line(2, 506, "Số: 12 của năm", x=300)) == ["Số: 12 của năm Bình Lạc, ngày 05 tháng 3"]


def test_what_was_read_in_a_gap_of_a_line_stands_there() -> None:
    outer = line(1, 500, "Số: của Ủy ban", gaps=(0, 120))
    assert body(outer, line(2, 503, "12", x=390)) == ["Số: 12 của Ủy ban"]


def test_a_stamp_over_a_line_does_not_come_between_its_words() -> None:
    text = "ban hành quy định về quản lý tài chính dự án đầu tư"
    stamp = "CỔNG THÔNG TIN"
    assert sorted(body(line(1, 500, text), line(2, 508, stamp, x=330))) == sorted([text, stamp])


def test_the_columns_of_a_letterhead_are_read_one_after_the_other() -> None:
    lines = read(
        line(1, 300, "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", gaps=(0, 0, 0, 0, 120), off=(0, 12)),
        line(2, 362, "TỈNH BÌNH LẠC Độc lập - Tự do - Hạnh phúc", gaps=(0, 0, 0, 420)),
        line(3, 460, "Số: 15/KH-UBND Bình Lạc, ngày 5 tháng 3 năm 2024", gaps=(0, 0, 420)),
        line(4, 600, "Thực hiện kế hoạch công tác năm của tỉnh về phát triển rừng và bảo vệ nguồn nước các cơ quan"),
        letterhead=True,
    )
    assert [one.text for one in lines][:6] == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH BÌNH LẠC",
        "Số: 15/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Bình Lạc, ngày 5 tháng 3 năm 2024",
    ]


@pytest.mark.parametrize("first", ["Nơi nhận: TL. CHỦ TỊCH", "16 01 TL. CHỦ TỊCH"], ids=["read", "misread"])
def test_recipients_and_signature_are_read_one_after_the_other(first: str) -> None:
    lines = body(
        line(1, 500, "Thực hiện kế hoạch công tác năm của tỉnh về phát triển rừng và bảo vệ nguồn nước các cơ quan"),
        line(2, 600, first, gaps=(0, 0, 800)),
        line(3, 660, "- Như trên; CHÁNH VĂN PHÒNG", gaps=(0, 0, 0, 700), off=(0, 14)),
        line(4, 722, "- Ủy ban nhân dân tỉnh;"),
        line(5, 784, "- Lưu: VT. Trần Văn Bình", gaps=(0, 0, 0, 760)),
    )
    assert lines[2:] == [
        "- Như trên;",
        "- Ủy ban nhân dân tỉnh;",
        "- Lưu: VT.",
        "TL. CHỦ TỊCH",
        "CHÁNH VĂN PHÒNG",
        "Trần Văn Bình",
    ]


LEFT = [f"cột trái dòng {at} nói về việc rừng" for at in range(6)]
RIGHT = [f"cột phải dòng {at} nói về việc nước" for at in range(6)]
TITLES = ["Phần mở đầu", "Rừng", "Nguồn nước và đất đai", "Y tế", "Việc làm", "Kết luận chung"]
PAGES = ["trang 1", "trang 4", "trang 12", "trang 20", "trang 31", "trang 40"]


@pytest.mark.parametrize(
    ("left", "right", "columns"),
    [
        (LEFT, RIGHT, True),
        (LEFT[:3], RIGHT[:3], False),  # too few: cells, or two labels
        (TITLES, PAGES, False),  # a list and its page numbers, which recognition took for a column
        (LEFT, PAGES, False),
        (TITLES, RIGHT, False),
    ],
)
def test_columns_of_text_that_were_recognised_as_such_stay_apart(
    left: list[str], right: list[str], columns: bool
) -> None:
    head = line(0, 400, "Thực hiện kế hoạch công tác năm của tỉnh về phát triển rừng và bảo vệ nguồn nước các cơ quan")
    lines = [line(1 + at, 500 + 62 * at, text) for at, text in enumerate(left)]
    lines += [line(101 + at, 506 + 62 * at, text, x=1400) for at, text in enumerate(right)]
    in_rows = [f"{one} {other}" for one, other in zip(left, right, strict=True)]
    assert body(head, *lines)[1:] == ([*left, *right] if columns else in_rows)


def test_a_ruled_table_parts_the_lines_that_run_through_it() -> None:
    xs, ys = (280, 900, 1500), (440, 530, 680)
    rules = [OcrRule(xs[0], y, xs[-1], y) for y in ys] + [OcrRule(x, ys[0], x, ys[-1]) for x in xs]
    lines = read(
        line(1, 500, "Nội dung Cơ quan", gaps=(0, 0, 420)),
        line(2, 590, "Rà soát Sở Y", gaps=(0, 0, 440)),
        line(3, 650, "văn bản tế", gaps=(0, 0, 440)),
        rules=rules,
    )
    assert [one.cells for one in lines] == [("Nội dung", "Cơ quan"), ("Rà soát văn bản", "Sở Y tế")]


def test_raised_digits_of_a_line_are_its_marks() -> None:
    words = line(1, 500, "theo quy định của tỉnh 12 về các việc đã giao", off=(0, 14))
    mark = words[5]
    words[5] = OcrWord("12", mark.x0 - SPACE, 455, mark.x1 - SPACE - 10, 478, 478, 32, 90, True, True, line=1)
    assert body(words) == ["theo quy định của tỉnh¹² về các việc đã giao"]


@pytest.mark.slow
@given(
    some.lists(
        some.tuples(
            some.integers(200, 3000),
            some.lists(some.tuples(some.integers(100, 2300), some.integers(-30, 30)), min_size=1, max_size=8),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_no_word_overtakes_another_of_its_line(page: list[tuple[int, list[tuple[int, int]]]]) -> None:
    """Wherever the boxes lie, over each other and out of order as they may."""
    lines = [
        [
            OcrWord(f"hoa{number}t{at}", x, y + off - 40, x + 110, y + off, y + off, SIZE, 96, line=number)
            for at, (x, off) in enumerate(words)
        ]
        for number, (y, words) in enumerate(page)
    ]
    found = " ".join(one.text for one in read(*lines)).split()
    assert sorted(found) == sorted(word.text for one in lines for word in one)
    for one in lines:
        places = [found.index(word.text) for word in one]
        assert places == sorted(places)


# What is in doubt in a line of print stays there: it is print that was misread. A line that is doubtful throughout,
# strokes, and what stands in a letterhead are left out as before.
DOUBTED = [
    ("Căn cứ Quyết định số 789 /QĐ-UBNDx ngày 12", 1200, False, True),
    ("tại khoản 16 và Điều Nghj của tỉnh ta", 1800, True, True),
    ("tại khoản 16 và Điều _|_ của tỉnh ta", 1200, False, False),
    ("Bình Lạc, ngày {{j tháng 3 năm nay", 500, True, False),
]


@pytest.mark.parametrize(("text", "y", "letterhead", "stays"), DOUBTED)
def test_a_misread_word_in_a_line_of_print_stays_in_its_place(
    text: str, y: float, letterhead: bool, stays: bool
) -> None:
    words = line(1, y, text)
    doubted = next(at for at, word in enumerate(words) if word.text in {"/QĐ-UBNDx", "Nghj", "_|_", "{{j"})
    words[doubted] = OcrWord(words[doubted].text, words[doubted].x0, y - 40, words[doubted].x1, y, y, SIZE, 12, line=1)
    lines = read(words, letterhead=letterhead)
    assert (lines[0].text == text) is stays
    assert any(one.role == "footer" for one in lines) is not stays


def test_the_engine_says_which_line_a_word_stands_in() -> None:
    hocr = "".join(
        f"<span class='ocr_line' title=\"bbox 10 {y} 90 {y + 20}; baseline 0 -2; x_size 20\">"
        f"<span class='ocrx_word' title='bbox 10 {y} 90 {y + 20}; x_wconf 95'>"
        f"<span class='ocrx_cinfo' title='x_bboxes 10 {y} 30 {y + 18}; x_conf 96'>{letter}</span></span></span>"
        for letter, y in (("a", 10), ("b", 40))
    )
    assert [(word.text, word.line) for word in words_of(hocr)] == [("a", 1), ("b", 2)]


@pytest.mark.slow
@pytest.mark.skipif(Tesseract.installed() is None, reason="needs Tesseract with Vietnamese")
@pytest.mark.skipif(not font_registered(), reason="needs a serif font with Vietnamese letters")
def test_a_page_scanned_askew_is_read_in_its_order() -> None:
    rows = (
        "Các Bộ: Công Thương, Khoa học và Công nghệ, Nội vụ, Công an, Tài chính,",
        "Văn hóa, Thể thao và Du lịch, Xây dựng, Y tế rà soát các quy định, gửi",
        "báo cáo về Trường Đại học Công Nghiệp Bình Lạc trước ngày 30 tháng 4.",
    )

    def page(canvas: Canvas) -> None:
        letterhead(canvas)
        paragraph(canvas, 220, *rows)
        centered(canvas, 405, 420, "GIÁM ĐỐC", bold=True)

    with open_second(drawn(page)) as document:
        picture = picture_of(document, 0)
    askew = np.asarray(Image.fromarray(picture).rotate(1.1, Image.Resampling.BICUBIC, fillcolor=255))
    engine = Tesseract.installed()
    assert engine is not None
    lines = lines_of_page(page_words(Recogniser(engine).page(askew), POINTS, letterhead=True), 1)
    found = " ".join(one.text for one in lines).split()
    known = [word for row in rows for word in row.split()]
    assert found[found.index("Các") : found.index("Các") + len(known)] == known
