"""Secrecy marks of Word documents: text boxes, WordArt, pictures, tabs, running heads; words about secrecy are none."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from PIL import Image

from drawn_pages import font_registered
from ingest.ocr.page import Recogniser
from ingest.ocr.recognition import PageRecognition
from ingest.ocr.tesseract import Tesseract
from ingest.readers.docx.reader import read_docx
from ingest.readers.word_binary import read_through_soffice
from ingest.secrecy.find import Verdict, judge
from stamped_pages import BLACK, RED, stamp

ENGINE = Tesseract.installed()
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
BODY = "Các cơ quan, đơn vị báo cáo kết quả trước ngày 15 hằng tháng để tổng hợp, báo cáo Ủy ban nhân dân tỉnh."


class Letter:
    """A letter that grows: ``number`` is the paragraph of its number, ``first`` the first of its body."""

    def __init__(self) -> None:
        self.document = docx.Document()
        add = self.document.add_paragraph
        add("UBND TỈNH BÌNH LẠC")
        self.number: Paragraph = add("Số: 15/UBND-NC")
        add("Kính gửi: Các sở, ban, ngành.")
        self.first: Paragraph = add(BODY)
        for _ in range(60):
            add(BODY)

    def bytes(self) -> bytes:
        """Return the file."""
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()


def seen(letter: Letter) -> Verdict | None:
    return judge(read_docx(letter.bytes(), PageRecognition(Recogniser(ENGINE)) if ENGINE else None))


def text_box(letter: Letter, text: str) -> None:
    letter.number.add_run()._r.append(
        parse_xml(
            f"<w:pict {nsdecls('w')} {VML}><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
            "</w:txbxContent></v:textbox></v:shape></w:pict>"
        )
    )


def word_art(letter: Letter, text: str) -> None:
    letter.number.add_run()._r.append(
        parse_xml(f'<w:pict {nsdecls("w")} {VML}><v:shape><v:textpath string="{text}"/></v:shape></w:pict>')
    )


def header(letter: Letter, text: str, first: bool = False, foot: bool = False) -> None:
    section = letter.document.sections[0]
    section.different_first_page_header_footer = first
    places = (section.first_page_header, section.first_page_footer) if first else (section.header, section.footer)
    places[foot].paragraphs[0].text = text


def picture(letter: Letter, image: Image.Image, where: str) -> None:
    out = BytesIO()
    image.save(out, "PNG")
    out.seek(0)
    paragraph = letter.document.sections[0].header.paragraphs[0] if where == "header" else letter.number
    paragraph.add_run().add_picture(out, width=Mm(image.width * 25.4 / 300))


WRITTEN: dict[str, Callable[[Letter], object]] = {
    "behind a tab on the number's line": lambda letter: letter.number.add_run("\tTỐI MẬT"),
    "in small letters behind a tab": lambda letter: letter.number.add_run("\t\tMật"),
    "behind a tab on another line": lambda letter: letter.document.paragraphs[0].add_run("\tMẬT"),
    "in a text box": lambda letter: text_box(letter, "TỐI MẬT"),
    "in WordArt": lambda letter: word_art(letter, "TUYỆT MẬT"),
    "in WordArt, small letters": lambda letter: word_art(letter, "Mật"),
    "in a header": lambda letter: header(letter, "MẬT"),
    "in a first page's header": lambda letter: header(letter, "MẬT - HỎA TỐC", first=True),
    "in a footer": lambda letter: header(letter, "Tối mật", foot=True),
    "in a first page's footer": lambda letter: header(letter, "MẬT", first=True, foot=True),
    "at the end": lambda letter: letter.document.add_paragraph("TỐI MẬT"),
}


@pytest.mark.parametrize("where", WRITTEN)
def test_a_mark_in_a_word_document_is_seen(where: str) -> None:
    letter = Letter()
    WRITTEN[where](letter)
    assert seen(letter) is not None


@pytest.mark.slow
@pytest.mark.skipif(ENGINE is None, reason="needs Tesseract with Vietnamese")
@pytest.mark.skipif(not font_registered(), reason="needs a serif font with Vietnamese letters")
@pytest.mark.parametrize("where", ["header", "text"])
@pytest.mark.parametrize(
    "image", [stamp("MẬT", RED, 5), stamp("TỐI MẬT", BLACK), stamp("TUYỆT MẬT", BLACK, boxed=False)]
)
def test_a_picture_in_a_word_document_bears_a_mark(where: str, image: Image.Image) -> None:
    letter = Letter()
    picture(letter, image, where)
    verdict = seen(letter)
    assert verdict is not None
    assert verdict.where == "picture"


def test_without_recognition_a_picture_like_a_stamp_is_told() -> None:
    letter = Letter()
    picture(letter, stamp("MẬT"), "text")
    assert "marks_not_seen" in [one.code for one in read_docx(letter.bytes()).warnings]


def form(letter: Letter) -> None:
    box = f'<w:r {nsdecls("w")}><w:sym w:font="Wingdings" w:char="%s"/></w:r>'
    line = letter.document.paragraphs[0]
    for word, char in (("Độ mật: Mật\t", "F0A8"), ("\tTối mật\t", "F0A8")):
        line.add_run(word)
        line._p.append(parse_xml(box % char))
    line.add_run("\tĐăng lên website:")


@pytest.mark.slow
@pytest.mark.parametrize(
    "write",
    [
        form,
        lambda letter: letter.number.add_run("\tV/v bảo mật"),
        lambda letter: word_art(letter, "NUÔI ONG LẤY MẬT"),
        lambda letter: text_box(letter, "Bảo mật thông tin"),
        lambda letter: header(letter, "Công ty Mật Ong Rừng"),
        lambda letter: picture(letter, stamp("HỎA TỐC"), "text"),
    ],
)
def test_words_about_secrecy_in_a_word_document_are_no_mark(write: Callable[[Letter], object]) -> None:
    letter = Letter()
    write(letter)
    assert seen(letter) is None


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_marks_survive_the_way_through_libreoffice(tmp_path: Path) -> None:
    letter = Letter()
    text_box(letter, "TỐI MẬT")
    source = tmp_path / "vb.docx"
    source.write_bytes(letter.bytes())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    to = ["--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path)]
    subprocess.run(["soffice", "--headless", profile, *to, str(source)], capture_output=True, check=True)
    assert judge(read_through_soffice(source.with_suffix(".doc").read_bytes(), "doc")) is not None
