"""Plain text and Markdown: what the reader keeps, what it takes away, and which encodings it understands."""

import codecs
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import UnreadableFileError
from ingest.readers.plain.columns import apart
from ingest.readers.plain.markdown import without_emphasis
from ingest.readers.plain.reader import lines_of, read_text
from ingest.text.legacy_encodings import decoded, encoding_of_font, modernised

SENTENCE = "Ủy ban nhân dân tỉnh Bình Lạc yêu cầu các sở, ngành thực hiện nghiêm kế hoạch đã được phê duyệt."


@pytest.mark.parametrize(
    "data",
    [
        SENTENCE.encode(),
        codecs.BOM_UTF8 + SENTENCE.encode(),
        codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"),
        SENTENCE.encode("utf-16-le"),  # no byte order mark
        unicodedata.normalize("NFD", SENTENCE).encode(),  # as macOS writes it
    ],
)
def test_every_unicode_encoding_gives_the_same_line(data: bytes) -> None:
    reading = read_text(data)
    assert [line.text for line in reading.lines] == [SENTENCE]
    assert not reading.warnings


def test_windows_1258_with_combining_tones_is_read() -> None:
    # The code page has letters with hats but writes tones as combining marks.
    split = "".join(
        unicodedata.normalize("NFC", letters[0] + "".join(m for m in letters[1:] if m in "\u0302\u0306\u031b"))
        + "".join(m for m in letters[1:] if m not in "\u0302\u0306\u031b")
        for letters in _clusters(unicodedata.normalize("NFD", SENTENCE))
    )
    assert read_text(split.encode("cp1258")).lines[0].text == SENTENCE


def _clusters(text: str) -> list[str]:
    clusters: list[str] = []
    for sign in text:
        if unicodedata.combining(sign) and clusters:
            clusters[-1] += sign
        else:
            clusters.append(sign)
    return clusters


@pytest.mark.parametrize(
    ("raw", "encoding", "expected"),
    [
        # TCVN3 writes ư as the soft hyphen, which no cleaning may delete first
        ("§¬n vÞ chñ tr× ph¶i b¸o c¸o tr\xadíc ngµy 15", "tcvn3", "Đơn vị chủ trì phải báo cáo trước ngày 15"),
        ("Uyû ban nhaân daân tænh yeâu caàu caùc sôû", "vni", "Uỷ ban nhân dân tỉnh yêu cầu các sở"),
    ],
)
def test_legacy_letters_are_recognised_by_trial(raw: str, encoding: str, expected: str) -> None:
    assert decoded(raw, encoding) == expected
    assert modernised(raw) == (expected, encoding)
    reading = read_text(raw.encode("latin-1"))
    assert reading.lines[0].text == expected
    assert [(w.code, w.detail) for w in reading.warnings] == [("legacy_encoding", encoding)]


def test_text_that_is_right_already_is_never_decoded() -> None:
    assert modernised(SENTENCE) == (SENTENCE, None)
    assert modernised("Café à la carte, naïve, Zürich") == ("Café à la carte, naïve, Zürich", None)


def test_fonts_of_the_old_days_name_their_encoding() -> None:
    assert encoding_of_font(".VnTimeH") == "tcvn3"
    assert encoding_of_font("ABCDEF+VNI-Times") == "vni"
    assert encoding_of_font("Times New Roman") is None


def test_a_letter_cut_at_the_end_of_the_file_is_a_warning_and_loses_no_other_letter() -> None:
    reading = read_text(SENTENCE.encode() + "ộ".encode()[:2])
    assert reading.lines[0].text.startswith(SENTENCE)
    assert [w.code for w in reading.warnings] == ["broken_characters"]


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        (["**SỞ Y TẾ", "VĂN PHÒNG**"], ("SỞ Y TẾ", "VĂN PHÒNG")),  # a pair over two lines
        (["- *Y tế*: đạt 87%"], ("- Y tế: đạt 87%",)),
        (["***Riêng Cục Thuế vắng họp.***"], ("Riêng Cục Thuế vắng họp.",)),
        (["** Còn 26 vụ việc, *"], ("** Còn 26 vụ việc, *",)),  # the closing star touches no word: no emphasis
        (["** Còn 26 vụ việc*"], ("* Còn 26 vụ việc",)),  # a bullet inside an italic line
        (["* Lưu: VT"], ("* Lưu: VT",)),  # a bullet
        (["giá trị 3*4*5 và tên*"], ("giá trị 3*4*5 và tên*",)),  # not emphasis: inside a number, or a note sign
        (["(*Rạch Giá*), (*Phú Lạc*)"], ("(Rạch Giá), (Phú Lạc)",)),
        (["“*mục tiêu kép*”"], ("“mục tiêu kép”",)),
        ([r"1\. Giao Sở Tài chính"], ("1. Giao Sở Tài chính",)),
        (["quyết định<sup>12</sup>, số[^3] liệu"], ("quyết định¹², số³ liệu",)),
        (["[^3]: Công văn số 5"], ("³  Công văn số 5",)),
        (["a&nbsp;b &amp; c"], ("a b & c",)),
    ],
)
def test_markdown_signs_go_and_other_stars_stay(raw: list[str], texts: tuple[str, ...]) -> None:
    assert without_emphasis(raw).texts == texts


def test_bold_and_italic_lines_are_noted_when_all_their_words_are() -> None:
    lines = lines_of("**THÔNG BÁO**\n\n**1.** Việc *gấp*\n\n*Nơi nhận:*")
    assert [(line.text, line.bold, line.italic) for line in lines] == [
        ("THÔNG BÁO", True, False),
        ("1. Việc gấp", False, False),
        ("Nơi nhận:", False, True),
    ]


def test_a_pipe_table_becomes_rows_and_keeps_empty_cells() -> None:
    lines = lines_of("Kèm theo:\n| Đơn vị | Đã gửi |\n|--|:--:|\n| **Sở Y tế** | X |\n| Sở Nội vụ | |\n\nHết.")
    assert [(line.role, line.cells, line.gap_before) for line in lines] == [
        ("body", (), True),
        ("row", ("Đơn vị", "Đã gửi"), True),
        ("row", ("Sở Y tế", "X"), False),
        ("row", ("Sở Nội vụ", ""), False),
        ("body", (), True),
    ]
    assert lines[2].text == "Sở Y tế | X"


def test_hash_signs_make_headings() -> None:
    assert [(line.text, line.role) for line in lines_of("## I. TÌNH HÌNH\n#1 không phải")] == [
        ("I. TÌNH HÌNH", "heading"),
        ("#1 không phải", "body"),
    ]


def test_a_form_feed_is_a_page_break_and_the_last_one_adds_no_page() -> None:
    reading = read_text("Trang một\n\fTrang hai\n\f".encode())
    assert [(line.text, line.page) for line in reading.lines] == [("Trang một", 1), ("Trang hai", 2)]
    assert (reading.paged, reading.page_count) == (True, 2)


def test_blank_lines_indents_and_raised_digits_are_kept_as_facts() -> None:
    lines = lines_of("Kế hoạch năm 2024¹⁰\n\n   - Sở Y tế;\n- Lưu: VT.")
    assert [(line.text, line.gap_before, line.indent) for line in lines] == [
        ("Kế hoạch năm 2024¹⁰", True, 0.0),
        ("- Sở Y tế;", True, 3.0),
        ("- Lưu: VT.", False, 0.0),
    ]


@given(st.binary(max_size=400))
def test_any_bytes_give_lines_or_a_refusal(data: bytes) -> None:
    try:
        reading = read_text(data)
    except UnreadableFileError:
        return
    assert all(unicodedata.is_normalized("NFC", line.text) and "\n" not in line.text for line in reading.lines)


@given(st.text(alphabet="ab *\\|#\n<>[^]13ộ", max_size=60))
def test_no_letter_is_lost_to_markdown(text: str) -> None:
    # digits may turn into superscripts and "br" or "b" tags go, so only a letter that is in no tag is counted
    kept = "".join(line.text for line in lines_of(text))
    assert kept.count("ộ") == text.count("ộ")


def test_columns_drawn_with_spaces_are_read_one_after_the_other() -> None:
    raw = "\n".join(
        (
            "   UBND TỈNH BÌNH LẠC            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "       SỞ Y TẾ                        Độc lập - Tự do - Hạnh phúc",
            "    Số:    /SYT-VP                Bình Lạc, ngày    tháng 3 năm 2024",
            "",
            "                        THÔNG BÁO",
            "      Về việc tiêm phòng cho trẻ em trên địa bàn tỉnh năm 2024",
            "",
            "Nơi nhận:                              KT. GIÁM ĐỐC",
            "- Như trên;                           PHÓ GIÁM ĐỐC",
            "- Lưu: VT.",
            "                                      Trần Văn Lạc",
        )
    )
    assert [line.text for line in lines_of(raw)] == [
        "UBND TỈNH BÌNH LẠC",
        "SỞ Y TẾ",
        "Số: /SYT-VP",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Bình Lạc, ngày tháng 3 năm 2024",
        "THÔNG BÁO",
        "Về việc tiêm phòng cho trẻ em trên địa bàn tỉnh năm 2024",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Trần Văn Lạc",
    ]


@given(st.lists(st.text(alphabet="ab \t-", max_size=30), max_size=12), st.integers(0, 11))
def test_no_word_is_lost_to_columns_of_spaces(lines: list[str], at: int) -> None:
    lines.insert(at, "x    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    lines.insert(at, "Nơi nhận:    ký")
    assert sorted(" ".join(apart(lines)).split()) == sorted(" ".join(lines).split())
