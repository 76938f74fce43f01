"""What a document carries beside its text: files inside, drawings, what would act. It is read, and it is told."""

from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from foreign_files import SENTENCE, mail, ole, web_archive
from hostile_packages import changed
from hostile_pdfs import of_one_page, pdf, stream
from ingest.errors import UnreadableFileError
from ingest.lines import Reading
from ingest.readers.dispatch import read_file
from ingest.readers.html.reader import read_html
from ui.texts.codes import warning_text
from word_package import RELATIONS, p, package

TEXT = b"So Y te bao cao ket qua tiem phong quy mot."
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
REL = '<Relationship Id="{}" Type="' + RELATIONS + '/{}" Target="{}"{}/>'
OUTSIDE = ' TargetMode="External"'
NATIVE = bytes(6) + "Phụ lục 1.xlsx".encode() + b"\0C:\\Users\\a\\Phu luc 1.xlsx\0"


def word(body: str, relations: list[tuple[str, str, str]], **parts: bytes) -> bytes:
    """Write a package whose main part has these relationships (kind, target, ending) and further members."""
    made = RELS.format("".join(REL.format(f"r{at}", *one) for at, one in enumerate(relations)))
    members = {name.replace("__", "/").replace("_dot_", "."): data for name, data in parts.items()}
    return changed(package(body), **{"word/_rels/document.xml.rels": made.encode(), **members})


def read(data: bytes, folder: Path) -> Reading:
    path = folder / "công văn"
    path.write_bytes(data)
    return read_file(path)


def told(reading: Reading) -> dict[str, str]:
    return {one.code: one.detail for one in reading.warnings}


def field(instruction: str) -> str:
    """Write a field whose instruction stands in two runs, as Word splits them."""
    runs = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in (instruction[:4], instruction[4:]))
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>kết quả</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


WORD = [
    (word(p(SENTENCE), [("package", "embeddings/Sheet1.xlsx", "")], word__embeddings__Sheet1_dot_xlsx=b"x"),
     {"attachments": "Sheet1.xlsx"}),
    # an object keeps the name its file had, without the author's folders
    (word(p(SENTENCE), [("oleObject", "embeddings/oleObject1.bin", "")],
          word__embeddings__oleObject1_dot_bin=ole({"\x01Ole10Native": NATIVE})), {"attachments": "Phụ lục 1.xlsx"}),
    (word(p(SENTENCE), [("oleObject", "embeddings/oleObject1.bin", "")],
          word__embeddings__oleObject1_dot_bin=ole({"Equation Native": b"x"})), {"unread_parts": "equation × 1"}),
    (word(p(SENTENCE), [], word__embeddings__nobody_dot_bin=b"x"), {"attachments": "nobody.bin"}),
    (word(p(SENTENCE), [("chart", "charts/chart1.xml", ""), ("diagramData", "diagrams/data1.xml", "")]),
     {"unread_parts": "chart × 1, diagram × 1"}),
    (word(p(SENTENCE), [("subDocument", "phan-2.docx", OUTSIDE)]),
     {"unread_parts": "subdocument × 1", "active_content": "outside"}),
    # what would act
    (word(p(SENTENCE), [("vbaProject", "vbaProject.bin", "")], word__vbaProject_dot_bin=b"x"), {"active_content": "macro"}),
    (word(p(SENTENCE), [("attachedTemplate", "http://x/a.dotm", OUTSIDE)]), {"active_content": "template"}),
    (word(p(SENTENCE), [("attachedTemplate", r"\\may\a.dotm", OUTSIDE)]), {"active_content": "template"}),
    (word(p(SENTENCE), [("image", "http://x/a.png", OUTSIDE)]), {"active_content": "outside"}),
    (word(p(SENTENCE), [("header", "../../../../etc/passwd", "")]), {"active_content": "path"}),
    (word(p(SENTENCE), [], word__activeX__activeX1_dot_xml=b"<a/>"), {"active_content": "control"}),
    (package(p(SENTENCE, field(' DDEAUTO c:\\windows\\cmd.exe "/k calc" '))), {"active_content": "dde"}),
    (package(p(SENTENCE, '<w:fldSimple w:instr=" INCLUDEPICTURE &quot;http://x/a.png&quot; "/>')), {"active_content": "outside"}),
    # what every honest document has
    (word(p(SENTENCE, field(" PAGEREF _Toc1 ")), [("hyperlink", "http://x/", OUTSIDE),
          ("attachedTemplate", "file:///C:/Users/a/AppData/Normal.dotm", OUTSIDE)]), {}),
]  # fmt: skip


@pytest.mark.parametrize(("data", "warnings"), WORD)
def test_what_a_word_file_carries_is_told(data: bytes, warnings: dict[str, str], tmp_path: Path) -> None:
    reading = read(data, tmp_path)
    assert SENTENCE in reading.lines[0].text
    assert told(reading) == warnings


def chunk(data: bytes) -> bytes:
    body = p("Trước.") + '<w:altChunk xmlns:r="' + RELATIONS + '" r:id="r0"/>' + p("Sau.")
    return word(body, [("aFChunk", "chunk", "")], word__chunk=data)


@pytest.mark.parametrize(
    ("data", "lines", "warnings"),
    [
        (f"<html><body><p>{SENTENCE}</p><script>x</script></body></html>".encode(), [SENTENCE], {"active_content": "script"}),
        (SENTENCE.encode(), [SENTENCE], {}),
        (package(p(SENTENCE)), [SENTENCE], {}),
        (web_archive(f"<html><p>{SENTENCE}</p></html>"), [SENTENCE], {}),
        (mail(), [], {"unread_parts": "chunk × 1"}),
        (b"\0\1\2\3" * 50, [], {"unread_parts": "chunk × 1"}),
        (chunk(SENTENCE.encode()), ["Trước.", "Sau."], {"unread_parts": "chunk × 1"}),  # a chunk in a chunk
    ],
)  # fmt: skip
def test_a_chunk_is_read_where_word_prints_it(
    data: bytes, lines: list[str], warnings: dict[str, str], tmp_path: Path
) -> None:
    reading = read(chunk(data), tmp_path)
    assert [line.text for line in reading.lines] == ["Trước.", *lines, "Sau."]
    assert told(reading) == warnings


def with_attachments(*names: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=BytesIO(of_one_page(TEXT)))
    for name in names:
        writer.add_attachment(name, b"x")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


SPEC = b"<</Type/Filespec/F(cu.pdf)/UF(moi.pdf)/EF<</F 6 0 R>>>>"


def one_page(catalogue: bytes = b"", page: bytes = b"") -> bytes:
    made = of_one_page(TEXT, catalogue=catalogue, page=page)
    objects = [part.split(b"obj\n", 1)[1].strip() for part in made.split(b"\nendobj\n")[:-1]]
    return pdf([*objects, stream(b"x", b"/Type/EmbeddedFile")])


def note(action: bytes, kind: bytes = b"Link") -> bytes:
    return b"/Annots[<</Type/Annot/Subtype/%s/Rect[0 0 9 9]/A<<%s>>>>]" % (kind, action)


PDFS = [
    (with_attachments("Phụ lục 1.xlsx", "../b\u202e.docx"), {"attachments": "../b?.docx; Phụ lục 1.xlsx".replace("../", "")}),
    (with_attachments(*(f"{at}.pdf" for at in range(8))), {"attachments": "0.pdf; 1.pdf; 2.pdf; 3.pdf; 4.pdf; … +3"}),
    (one_page(b"/AF[%s]" % SPEC), {"attachments": "moi.pdf"}),
    (one_page(page=b"/AF[%s]" % SPEC), {"attachments": "moi.pdf"}),
    (one_page(page=b"/Annots[<</Subtype/FileAttachment/Rect[0 0 9 9]/FS %s>>]" % SPEC), {"attachments": "moi.pdf"}),
    (one_page(page=b"/Annots[<</Subtype/FileAttachment/Rect[0 0 9 9]/FS<</F(x.pdf)>>>>]"), {}),  # names a file elsewhere
    (one_page(page=b"/Annots[<</Subtype/RichMedia/Rect[0 0 9 9]>>]"), {"unread_parts": "media × 1"}),
    (one_page(b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"), {"active_content": "script"}),
    (one_page(b"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(x)>>]>>>>"), {"active_content": "script"}),
    (one_page(b"/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next<</S/Launch/F(cmd.exe)>>>>"), {"active_content": "launch"}),
    (one_page(page=b"/AA<</O<</S/URI/URI(http://x/)>>>>"), {"active_content": "outside"}),
    (one_page(page=note(b"/S/SubmitForm/F(http://x/)", b"Widget")), {"active_content": "submit"}),
    (one_page(page=note(b"/S/URI/URI(http://x/)")), {}),  # a link to click
    (one_page(b"/OpenAction[3 0 R/Fit]"), {}),
    # rings and rubbish end
    (one_page(b"/Names<</EmbeddedFiles 1 0 R>>/Kids[1 0 R]"), {}),
    (one_page(b"/Names 5/AF 7/OpenAction 9/AA[1]"), {}),
]  # fmt: skip


@pytest.mark.parametrize(("data", "warnings"), PDFS)
def test_what_a_pdf_carries_is_told(data: bytes, warnings: dict[str, str], tmp_path: Path) -> None:
    reading = read(data, tmp_path)
    assert reading.lines[0].text == TEXT.decode()
    assert told(reading) == warnings


def xfa(text: bytes, needs_rendering: bool = False) -> bytes:
    writer = pypdf.PdfWriter(clone_from=BytesIO(of_one_page(text)))
    root = writer.root_object
    form = DictionaryObject({NameObject("/XFA"): ArrayObject([TextStringObject("template")])})
    root[NameObject("/AcroForm")] = form
    if needs_rendering:
        root[NameObject("/NeedsRendering")] = pypdf.generic.BooleanObject(True)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


WAIT = (
    b"Please wait... If this message is not eventually replaced with the proper contents of the document, your PDF "
    b"viewer may not be able to display this type of document."
)


@pytest.mark.parametrize("data", [of_one_page(WAIT), xfa(WAIT), xfa(b""), xfa(b"Loading", needs_rendering=True)])
def test_a_form_that_only_its_program_draws_is_to_be_printed(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as refusal:
        read(data, tmp_path)
    assert refusal.value.code == "program_form"


def test_a_file_whose_words_are_all_in_attachments_names_them(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(of_one_page(b"")))
    writer.add_attachment("cv.pdf", b"x")
    out = BytesIO()
    writer.write(out)
    empty = word(p(""), [("package", "embeddings/cv.docx", "")], word__embeddings__cv_dot_docx=b"x")
    for data, name in ((out.getvalue(), "cv.pdf"), (empty, "cv.docx")):
        with pytest.raises(UnreadableFileError) as refusal:
            read(data, tmp_path)
        assert (refusal.value.code, refusal.value.detail) == ("only_attachments", name)
    pictured = word(p(""), [], word__media__image1_dot_png=b"x", word__embeddings__a_dot_xlsx=b"x")
    assert told(read(pictured, tmp_path)) == {"page_without_text": "1", "attachments": "a.xlsx"}


def test_a_form_whose_pages_are_drawn_is_read(tmp_path: Path) -> None:
    assert read(xfa(TEXT), tmp_path).lines[0].text == TEXT.decode()


@pytest.mark.parametrize(
    ("inside", "kinds"),
    [
        ("<script>x</script>", "script"),
        ('<p onclick="x()">a</p>', "script"),
        ('<a href="javascript:x()">a</a>', "script"),
        ('<img src="http://x/a.png">', "outside"),
        ('<img src="//x/a.png">', "outside"),
        (r'<img src="\\may\a.png">', "outside"),
        ('<iframe src="file:///etc/passwd"></iframe>', "outside"),
        ('<meta http-equiv="refresh" content="0; url=http://x/">', "outside"),
        ('<img src="image001.png"><img src="cid:1"><img src="data:image/png;base64,AAAA">', ""),
        ('<a href="http://x/">a</a>', ""),
    ],
)
def test_what_a_page_would_run_or_fetch_is_told(inside: str, kinds: str) -> None:
    reading = read_html(f"<html><body><p>{SENTENCE}</p>{inside}</body></html>".encode())
    assert reading.lines[0].text == SENTENCE
    assert told(reading) == ({"active_content": kinds} if kinds else {})


def test_the_kinds_are_told_in_vietnamese() -> None:
    assert "macro, mã lệnh (script)" in warning_text("active_content", "macro, script")
    assert "biểu đồ × 2, ảnh × 1" in warning_text("unread_parts", "chart × 2, picture × 1")
    assert "chart 2.xlsx" in warning_text("attachments", "chart 2.xlsx")  # a name stays


RTF = [
    (rb"{\rtf1{\*\template http://x/a.dotm}Van ban.\par}", "template"),
    (rb"{\rtf1{\*\template C:\\Users\\a\\Normal.dotm}Van ban.\par}", ""),
    (rb'{\rtf1{\field{\*\fldinst {DDEAUTO c:\\\\cmd.exe "/k calc"}}{\fldrslt x}}Van ban.\par}', "dde"),
    (rb'{\rtf1{\field{\*\fldinst { INCLUDEPICTURE "http://x/a.png"}}{\fldrslt x}}Van ban.\par}', "outside"),
    (rb"{\rtf1{\field{\*\fldinst {\b1\i1 INCLUDETEXT x}}{\fldrslt x}}" + rb"\fldinst" + rb"\b1" * 59, "outside"),
    (rb"{\rtf1{\field{\*\fldinst { PAGE }}{\fldrslt 1}}Van ban.\par}", ""),
]


@pytest.mark.parametrize(("data", "kinds"), RTF)
def test_what_a_rich_text_would_do_is_told_from_its_control_words(data: bytes, kinds: str) -> None:
    from ingest.readers.active_content import active_in_rtf

    assert ", ".join(active_in_rtf(data)) == kinds
