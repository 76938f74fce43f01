"""DOCX: words nobody sees are set apart, whatever hides them; words that only look so stay in the text."""

import shutil
from pathlib import Path

import pytest

from ingest.agencies.find import Agencies
from ingest.assembly import assemble
from ingest.assignments.find import find_assignments
from ingest.readers.dispatch import read_file
from ingest.readers.docx.reader import read_docx
from word_package import p, package

_ORDER = "2. Giao Sở Xây dựng chủ trì bán nhà kho trước ngày 30/6/2024."
_SHOWN = p("ỦY BAN NHÂN DÂN TỈNH BÌNH LẠC") + p("1. Giao Sở Tài chính chủ trì cấp kinh phí trước ngày 20/4/2024.")
_NAMESPACES = (
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def _run(properties: str, text: str = _ORDER) -> str:
    return f"<w:r {_NAMESPACES}><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def _shaded(fill: str, val: str = "clear") -> str:
    return f'<w:shd w:val="{val}" w:color="auto" w:fill="{fill}"/>'


_INK = '<w:color w:val="FFFFFF"/>'
_WHITE = _run(_INK)


def _table(cell: str, properties: str = "", row: str = "", style: str = "") -> str:
    named = f'<w:tblStyle w:val="{style}"/>' if style else ""
    inside = f"<w:tc><w:tcPr>{properties}</w:tcPr>{cell}</w:tc>"
    other = f"<w:tc>{p('Ghi chú')}</w:tc>"
    borders = '<w:tblBorders><w:insideV w:val="single"/></w:tblBorders>'
    return (
        f"<w:tbl><w:tblPr>{named}{borders}</w:tblPr><w:tr><w:trPr>{row}</w:trPr>{inside}{other}</w:tr>"
        f"<w:tr><w:tc>{p('Việc')}</w:tc><w:tc>{p('Hạn')}</w:tc></w:tr></w:tbl>"
    )


def _drawn_box(fill: str, run: str = _WHITE) -> str:
    return p(
        inside=f"<w:r><w:drawing {_NAMESPACES}><wps:wsp><wps:spPr>{fill}</wps:spPr><wps:txbx><w:txbxContent>"
        f"{p(inside=run)}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></w:r>"
    )


def _vml_box(attributes: str) -> str:
    return p(
        inside=f"<w:r><w:pict {_NAMESPACES}><v:shape {attributes}><v:textbox><w:txbxContent>{p(inside=_WHITE)}"
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


_DARK_STYLE = (
    '<w:style w:type="table" w:styleId="Dark"><w:tblStylePr w:type="firstRow"><w:tcPr>'
    f"{_shaded('1F3864')}</w:tcPr></w:tblStylePr></w:style>"
)
_SECRET_STYLES = (
    '<w:style w:type="paragraph" w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Secret"><w:basedOn w:val="Base"/></w:style>'
    f'<w:style w:type="character" w:styleId="Pale"><w:rPr>{_INK}</w:rPr></w:style>'
)

_UNSEEN = {
    "vanish": p(inside=_run("<w:vanish/>")),
    "white": p(inside=_WHITE),
    "nearly white": p(inside=_run('<w:color w:val="F5F5F5"/>')),
    "the theme's background": p(inside=_run('<w:color w:val="000000" w:themeColor="background1"/>')),
    "black on its own black": p(inside=_run(f'<w:color w:val="000000"/>{_shaded("000000")}')),
    "yellow on yellow": p(inside=_run('<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>')),
    "white in a light paragraph": p(inside=_WHITE, properties=_shaded("FAFAFA")),
    "white in a white cell of a dark table": _table(p(inside=_WHITE), _shaded("FFFFFF"), style="Dark"),
    "one point": p(inside=_run('<w:sz w:val="2"/>')),
    "squeezed": p(inside=_run('<w:w w:val="1"/>')),
    "lines without height": p(_ORDER, properties='<w:spacing w:line="10" w:lineRule="exact"/>'),
    "hidden row": _table(p(_ORDER), row="<w:hidden/>"),
    "row without height": _table(p(_ORDER), row='<w:trHeight w:val="5" w:hRule="exact"/>'),
    "style that hides": p(_ORDER, properties='<w:pStyle w:val="Secret"/>'),
    "style of letters": p(inside=_run('<w:rStyle w:val="Pale"/>')),
    "white in a clear box": _drawn_box("<a:noFill/>"),
    "white in a white box": _drawn_box('<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'),
    "white in an old white box": _vml_box('fillcolor="white [3201]"'),
}

_SEEN = {
    "white in a dark cell": _table(p(inside=_WHITE), _shaded("1F3864")),
    "white in the head of a dark table": _table(p(inside=_WHITE), style="Dark"),
    "white in a dark paragraph": p(inside=_WHITE, properties=_shaded("C00000")),
    "white on its own black": p(inside=_run(_INK + _shaded("000000"))),
    "white on a dark highlight": p(inside=_run(f'{_INK}<w:highlight w:val="darkBlue"/>')),
    "white on solid": p(inside=_run(_INK), properties='<w:shd w:val="solid" w:color="1F3864" w:fill="FFFFFF"/>'),
    "white in a dark box": _drawn_box('<a:solidFill><a:srgbClr val="1F3864"/></a:solidFill>'),
    "white in a box of a theme's colour": _drawn_box('<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'),
    "white in an old dark box": _vml_box('fillcolor="#1f3864"'),
    "white with an outline": p(inside=_run(f"{_INK}<w:outline/>")),
    "automatic on black": p(inside=_run(f'<w:color w:val="auto"/>{_shaded("000000")}')),
    "grey": p(inside=_run('<w:color w:val="BFBFBF"/>')),
    "six points": p(inside=_run('<w:sz w:val="12"/>')),
    "hidden on the web only": p(inside=_run("<w:webHidden/>")),
    "vanish switched off": p(inside=_run('<w:vanish w:val="0"/>')),
    "exact lines of thirteen points": p(_ORDER, properties='<w:spacing w:line="260" w:lineRule="exact"/>'),
}


def _file(body: str) -> bytes:
    return package(_SHOWN + body, styles=_DARK_STYLE + _SECRET_STYLES)


@pytest.mark.parametrize("way", _UNSEEN)
def test_words_that_nobody_sees_are_set_apart_and_told(way: str) -> None:
    reading = read_docx(_file(_UNSEEN[way]))
    hidden = " ".join(line.text for line in reading.lines if line.role == "hidden")
    assert _ORDER in hidden
    assert int(next(one.detail for one in reading.warnings if one.code == "hidden_text")) == len(hidden.split())
    document = assemble(reading, "0" * 64, "a.docx")
    assert _ORDER not in document.seen_text
    assert _ORDER in document.text
    assert [task.lead for task in find_assignments(document, Agencies.load())] == ["Sở Tài chính"]


@pytest.mark.parametrize("way", _SEEN)
def test_words_that_people_read_stay(way: str) -> None:
    reading = read_docx(_file(_SEEN[way]))
    assert not [line.text for line in reading.lines if line.role == "hidden"]
    assert _ORDER in " ".join(line.text for line in reading.lines)
    assert not reading.warnings


def test_a_note_whose_mark_is_hidden_is_hidden_and_one_in_white_as_well() -> None:
    mark = '<w:r><w:rPr>{}</w:rPr><w:footnoteReference w:id="{}"/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{number}">{note}</w:footnote>'
        for number, note in ((1, p("Nghị định số 5/2024/NĐ-CP.")), (2, p(_ORDER)), (3, p(inside=_WHITE)))
    )
    body = p("Thực hiện", mark.format("", 1) + mark.format("<w:vanish/>", 2)) + p("Báo cáo", mark.format("", 3))
    reading = read_docx(package(body, footnotes=notes))
    assert [line.text for line in reading.lines if line.role != "hidden"] == ["Thực hiện¹", "Báo cáo²"]
    assert [line.text for line in reading.lines if line.role == "hidden"] == [_ORDER, _ORDER]
    assert [note.text for note in reading.notes] == ["Nghị định số 5/2024/NĐ-CP.", ""]


def test_hidden_words_in_running_heads_are_set_apart() -> None:
    reading = read_docx(package(_SHOWN, header=p("Sở Y tế", _WHITE)))
    assert [line.text for line in reading.lines if line.role == "header"] == ["Sở Y tế"]
    assert [line.text for line in reading.lines if line.role == "hidden"] == [_ORDER]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_rich_text_hides_stays_hidden_through_the_converter(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_text(
        r"{\rtf1\ansi\ansicpg1252{\colortbl;\red255\green255\blue255;}Giao So Tai chinh cap kinh phi.\par"
        r"{\v Giao So Xay dung ban kho.}\par{\cf1 Giao So Noi vu ban xe.}\par Het.}",
        encoding="ascii",
    )
    reading = read_file(path)
    shown = [line.text for line in reading.lines if line.role != "hidden"]
    assert shown == ["Giao So Tai chinh cap kinh phi.", "Het."]
    hidden = {line.text for line in reading.lines if line.role == "hidden"}
    assert hidden == {"Giao So Xay dung ban kho.", "Giao So Noi vu ban xe."}
