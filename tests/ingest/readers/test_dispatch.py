"""Every file gives a reading or a refusal with a code; the content decides the format, not the name."""

import shutil
import unicodedata
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordDocument
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import UnreadableFileError
from ingest.readers import dispatch
from ingest.readers.dispatch import read_file
from ingest.readers.word_binary import read_through_soffice


def docx(text: str = "Kế hoạch của Sở Y tế") -> bytes:
    out = BytesIO()
    document = WordDocument()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def pdf() -> bytes:
    out = BytesIO()
    canvas = Canvas(out)
    canvas.drawString(100, 700, "Ke hoach cua So Y te nam nay")
    canvas.save()
    return out.getvalue()


def zipped(**members: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


WORD, PDF = docx(), pdf()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b" \r\n\t\n", "empty_file"),
        (b"\x00" * 500, "empty_file"),
        (b"GIF89a" + bytes(range(256)), "picture_format"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "broken_file"),
        (bytes(range(256)) * 4, "unknown_format"),
        (zipped(**{"a.txt": b"x"}), "packed_files"),
        (zipped(**{"a.txt": b"x"})[:-30], "broken_file"),
        (zipped(**{"[Content_Types].xml": b"<T/>", "word/other.xml": b"<a/>"}), "broken_file"),
        (zipped(**{"[Content_Types].xml": b"<T/>", "word/document.xml": b"no xml"}), "broken_file"),
        (docx()[:1500], "broken_file"),
        (b"%PDF-1.7\nnothing else", "broken_file"),
        (pdf()[:200], "broken_file"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted_file"),
        (OLE + "Workbook".encode("utf-16-le"), "spreadsheet"),
        (b"<html><body><script>x</script></body></html>", "no_text"),
    ],
    # bytes that hold the time would name the tests otherwise in each worker
    ids=lambda value: value if isinstance(value, str) else "data",
)
def test_what_cannot_be_read_is_refused_with_its_code(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "tệp.pdf"
    path.write_bytes(data)
    with pytest.raises(UnreadableFileError) as refusal:
        read_file(path)
    assert refusal.value.code == code


def test_a_missing_path_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as refusal:
        read_file(tmp_path / "không có.txt")
    assert refusal.value.code == "missing_path"
    with pytest.raises(UnreadableFileError) as refusal:
        read_file(tmp_path)
    assert refusal.value.code == "unknown_format"


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.docx", "a"])
def test_the_name_does_not_matter(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    for data in (docx(), pdf(), "Kế hoạch".encode(), "<html><p>Kế hoạch</p></html>".encode()):
        path.write_bytes(data)
        assert read_file(path).lines


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "MAX_UNPACKED_BYTES", 100_000)
    path = tmp_path / "bomb.docx"
    path.write_bytes(zipped(**{"[Content_Types].xml": b"<T/>", "word/document.xml": b" " * 1_000_000}))
    with pytest.raises(UnreadableFileError) as refusal:
        read_file(path)
    assert refusal.value.code == "too_large"


@pytest.mark.slow
@given(st.binary(max_size=300), st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", OLE, b"<html>", b"\xff\xfe"]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_give_a_reading_or_a_refusal(tmp_path: Path, tail: bytes, head: bytes) -> None:
    _reads_or_refuses(tmp_path / "bytes", head + tail)


@pytest.mark.slow
@given(st.integers(0, 10**6), st.integers(0, 255), st.booleans())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_document_gives_a_reading_or_a_refusal(tmp_path: Path, at: int, byte: int, word: bool) -> None:
    data = bytearray(WORD if word else PDF)
    data[at % len(data)] = byte
    _reads_or_refuses(tmp_path / "damaged", bytes(data))
    _reads_or_refuses(tmp_path / "cut", bytes(data[: at % len(data)]))


def _reads_or_refuses(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    try:
        reading = read_file(path)
    except UnreadableFileError:
        return
    for line in reading.lines:
        assert unicodedata.is_normalized("NFC", line.text)
        assert "\n" not in line.text
        assert 1 <= line.page <= reading.page_count


def test_without_libreoffice_old_files_name_the_missing_helper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableFileError) as refusal:
        read_through_soffice(b"{\\rtf1 x}", "rtf")
    assert (refusal.value.code, refusal.value.detail) == ("missing_helper", "soffice")


def test_a_conversion_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(UnreadableFileError) as refusal:
        read_through_soffice(b"{\\rtf1 x}", "rtf", time_limit=0.3)
    assert refusal.value.code == "timeout"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_rich_text_is_read_through_libreoffice(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(rb"{\rtf1\ansi {\b THONG BAO}\par Giao S\u7903? Y t\u7871? ch\u7911? tr\u236?.\par}")
    assert [(line.text, line.bold) for line in read_file(path).lines] == [
        ("THONG BAO", True),
        ("Giao Sở Y tế chủ trì.", False),
    ]


REAL = Path(__file__).parents[3].parent / "shared" / "real" / "files"


@pytest.mark.slow
@pytest.mark.skipif(not REAL.is_dir(), reason="the real documents are not here")
def test_every_real_document_is_read_or_refused() -> None:
    for path in sorted(REAL.iterdir()):
        if path.suffix == ".doc" and shutil.which("soffice") is None:
            continue
        reading = read_file(path)
        assert reading.lines or reading.scanned


OF_ENDING = {
    (".pdf",): PDF,
    (".docx",): WORD,
    (".doc",): OLE + "WordDocument".encode("utf-16-le"),
    (".odt",): b"",  # see below
    (".rtf",): b"{\\rtf1 a}",
    (".xml",): b'<?xml version="1.0"?><w xmlns="http://schemas.microsoft.com/office/word/2003/wordml"/>',
    (".txt", ".md"): b"Ke hoach",
    (".html", ".htm"): b"<html><p>Ke hoach</p></html>",
    (".png",): b"\x89PNG\r\n\x1a\n",
    (".jpg", ".jpeg"): b"\xff\xd8\xff",
    (".tif", ".tiff"): b"II*\0",
}


def test_every_ending_that_people_are_offered_has_a_reader_and_every_reader_an_ending() -> None:
    assert sorted(ending for endings in OF_ENDING for ending in endings) == sorted(dispatch.ENDINGS)
    for endings, data in OF_ENDING.items():
        if endings == (".odt",):
            packed = BytesIO()
            with zipfile.ZipFile(packed, "w") as archive:
                archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            data = packed.getvalue()
        assert callable(dispatch._reader(data, None)), endings
