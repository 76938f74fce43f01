"""UTF-8 read as another encoding and saved so, tones apart from their letters, VISCII: repaired where words prove it."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreign_files import SENTENCE
from ingest.readers.dispatch import read_file
from ingest.readers.docx.reader import read_docx
from ingest.readers.html.reader import read_html
from ingest.readers.plain.reader import read_text
from ingest.text.legacy_encodings import modernised
from ingest.text.mojibake import unscrambled
from word_package import p, package

LINES = (
    SENTENCE,
    "KẾ HOẠCH",
    "Số: 12/KH-UBND",
    "Căn cứ Luật “Tổ chức” – chính quyền địa phương; là cơ quan toàn diện, kịp thời, với những quyết sách",
    "Đơn vị chủ trì phải báo cáo trước ngày 15 hằng tháng.",
)


def scrambled(text: str, code_page: str) -> str:
    """Read the UTF-8 of ``text`` as a code page, bytes it leaves free as controls, as browsers and editors do."""
    return "".join(bytes([byte]).decode(code_page, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("code_page", ["latin-1", "cp1252", "cp1258"])
@pytest.mark.parametrize("line", LINES)
def test_scrambled_lines_are_put_right(line: str, code_page: str) -> None:
    once = scrambled(line, code_page)
    assert unscrambled(once) == line
    assert unscrambled(scrambled(once, code_page)) == line  # saved wrongly twice
    assert unscrambled(unicodedata.normalize("NFC", once)) == line
    if line != "KẾ HOẠCH":
        assert unscrambled(once.replace("\xad", "")) == line  # the soft hyphen lost
    assert unscrambled(once.replace("\xa0", " ")) == line  # the no-break space made a space


@pytest.mark.parametrize(
    "right",
    [
        *LINES,
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "XÃ",
        "VĂN BẢN",
        "mỏ…)",
        "Café à la carte, naïve, Zürich: el niño",
        "§¬n vÞ chñ tr× ph¶i b¸o c¸o Uû ban nh©n d©n tØnh",
        "Uyû ban nhaân daân tænh yeâu caàu",
        "Diện tích 90 m² ± 5 %; « trích » ; Â; Ã",
    ],
)
def test_right_lines_stay(right: str) -> None:
    assert unscrambled(right) == right


@given(st.text(alphabet="abc đươĂÃÂ ạếỏ…“.–\n", max_size=60))
def test_vietnamese_is_never_taken_for_scrambled_text(text: str) -> None:
    whole = f"{SENTENCE}\n{text}"
    assert modernised(whole) == (whole, None)


def warned(reading: object) -> list[tuple[str, str]]:
    return [(one.code, one.detail) for one in reading.warnings]  # type: ignore[attr-defined]


def test_a_file_pasted_together_is_put_right_line_by_line_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{SENTENCE}\n{scrambled(SENTENCE, 'cp1252')}\nXÃ LŨNG", encoding="utf-8")
    reading = read_file(path)
    assert [line.text for line in reading.lines] == [SENTENCE, SENTENCE, "XÃ LŨNG"]
    assert warned(reading) == [("mojibake_mended", "")]


def test_every_reader_of_text_puts_it_right() -> None:
    wrong = scrambled(SENTENCE, "cp1252")
    for reading in (
        read_text(wrong.encode()),
        read_html(f"<html><p>{wrong}</p></html>".encode()),
        read_docx(package(p(wrong))),
    ):
        assert [line.text for line in reading.lines] == [SENTENCE]
        assert warned(reading) == [("mojibake_mended", "")]


def test_what_cannot_be_put_right_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(("".join("?" if sign > "\x7f" else sign for sign in SENTENCE) + "\n") * 4, encoding="utf-8")
    assert warned(read_file(path)) == [("not_vietnamese", "")]
    path.write_text(SENTENCE.replace("Ủ", "\ufffd"), encoding="utf-8")
    assert warned(read_file(path)) == [("broken_characters", "1")]


@pytest.mark.parametrize("font", [".VnTime", "Times New Roman"])
def test_letters_with_their_tones_behind_them_are_unicode(font: str) -> None:
    half = "".join(
        unicodedata.normalize("NFC", base) + tones
        for base, tones in (
            ("".join(s for s in unicodedata.normalize("NFD", sign) if s not in TONES),
             "".join(s for s in unicodedata.normalize("NFD", sign) if s in TONES))
            for sign in "Trần Minh Triết, Nguyễn Thị Hòa"
        )
    )  # fmt: skip
    run = f'<w:r><w:rPr><w:rFonts w:ascii="{font}"/></w:rPr><w:t>{half}</w:t></w:r>'
    reading = read_docx(package(p("", run)))
    assert [line.text for line in reading.lines] == ["Trần Minh Triết, Nguyễn Thị Hòa"]
    assert reading.warnings == ()


TONES = "\u0300\u0301\u0303\u0309\u0323"


def test_viscii_is_read() -> None:
    # "Đổi mới cách làm, báo cáo Ủy ban nhân dân tỉnh trước ngày mười lăm" in the code of RFC 1456
    raw = b"\xd0\xb1i m\xbei c\xe1ch l\xe0m, b\xe1o c\xe1o \x9cy ban nh\xe2n d\xe2n t\xefnh tr\xdf\xbec ng\xe0y m\xdf\xb6i l\xe5m"
    reading = read_text(raw)
    assert reading.lines[0].text == "Đổi mới cách làm, báo cáo Ủy ban nhân dân tỉnh trước ngày mười lăm"
    assert warned(reading) == [("legacy_encoding", "viscii")]
