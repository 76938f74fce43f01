"""Attributes that are no numbers cost themselves, not the document."""

import pytest

from ingest.readers.docx.reader import read_docx
from ingest.readers.html.reader import read_html
from ingest.text.repair import repaired
from word_package import p, package

NO_NUMBERS = ["", "²", "-7", "1e9", "nan", "inf", "9" * 5000, "x", "999999999"]


@pytest.mark.parametrize("value", NO_NUMBERS)
def test_a_word_attribute_that_is_no_number_leaves_the_text(value: str) -> None:
    numbered = f'<w:numPr><w:ilvl w:val="{value}"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="{value}"/>'
    looks = f'<w:ind w:left="{value}" w:firstLine="{value}"/>'
    run = f'<w:r><w:rPr><w:sz w:val="{value}"/><w:position w:val="{value}"/></w:rPr><w:t> báo cáo</w:t></w:r>'
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{value}"/></w:tcPr>{p("Sở Y tế")}</w:tc><w:tc>{p("X")}</w:tc>'
    levels = (
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="{value}"><w:start w:val="{value}"/><w:lvlText w:val="%1."/></w:lvl>'
        f'</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="{value}"><w:startOverride '
        f'w:val="{value}"/></w:lvlOverride></w:num>'
    )
    body = p("Giao Sở", run, numbered + looks) + f"<w:tbl><w:tr>{cell}</w:tr><w:tr>{cell}</w:tr></w:tbl>"
    reading = read_docx(package(body, numbering=levels))
    words = " ".join(line.text for line in reading.lines)
    assert "Giao Sở báo cáo" in words
    assert "Sở Y tế" in words
    assert len(reading.lines) <= 5
    assert all(len(line.text) < 300 for line in reading.lines)


@pytest.mark.parametrize("value", NO_NUMBERS)
def test_a_column_span_that_is_no_number_is_one_column(value: str) -> None:
    page = f'<table><tr><td colspan="{value}">Sở Y tế</td><td>X</td></tr><tr><td>Sở Nội vụ</td><td>Y</td></tr></table>'
    assert [line.cells for line in read_html(page.encode()).lines][1] == ("Sở Nội vụ", "Y")


def test_half_a_sign_is_shown_as_one_that_could_not_be_read() -> None:
    # a surrogate can be stored in no encoding, so one in a file name or a symbol would stop the index
    symbol = '<w:r><w:sym w:font="Symbol" w:char="D83D"/></w:r>'
    assert read_docx(package(p("Báo cáo ", symbol))).lines[0].text == "Báo cáo \ufffd"
    assert repaired("a\ud83d\ude00b\udfff").encode() == "a\ufffd\ufffdb\ufffd".encode()
