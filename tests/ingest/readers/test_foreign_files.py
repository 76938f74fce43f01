"""Files that are something else than they seem: each has its stated outcome, and its refusal says what to do."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreign_files import SENTENCE, mail, ole, packed, web_archive, zipped
from hostile_pdfs import of_one_page
from ingest.errors import UnreadableFileError
from ingest.lines import Reading
from ingest.readers.dispatch import read_file
from ingest.readers.formats import mail as mail_reader
from ingest.readers.formats.compound_file import CompoundFile
from ingest.readers.formats.mail import is_message
from ingest.readers.formats.ole_formats import binary_word
from ui.texts.codes import error_text, warning_text
from word_package import p, package

PDF = of_one_page(b"So Y te bao cao ket qua tiem phong quy mot.")
TYPES = b'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.%s.main+xml"/></Types>'
BASE64 = b"JVBERi0xLjMKJZOMi54gUmVwb3J0TGFiIEdlbmVyYXRlZCBQREYgZG9jdW1lbnQgKG9wZW5zb3Vy\n"
PAGE = f"<html><body><p>{SENTENCE}</p></body></html>"
# (file, code of the refusal, what its detail must name)
REFUSED = [
    # a ZIP is what its directory says, whatever stands in its members
    (packed({"cv 1.pdf": PDF, "cv 2.pdf": PDF}, stored=True), "packed_files", "ZIP, 2: cv 1.pdf; cv 2.pdf"),
    (packed({f"{at}.pdf": b"x" for at in range(9)}), "packed_files", "ZIP, 9: 0.pdf; 1.pdf; 2.pdf; 3.pdf; 4.pdf; … +4"),
    (packed({"../../a\u202efdp.exe": b"x"}), "packed_files", "ZIP, 1: a?fdp.exe"),
    (packed({}), "packed_files", "ZIP, 0"),
    (
        zipped(**{"[Content_Types]_dot_xml": TYPES % b"spreadsheetml", "xl__workbook_dot_xml": b""}),
        "spreadsheet",
        "XLSX",
    ),
    (zipped(**{"[Content_Types]_dot_xml": b"<T/>", "ppt__a_dot_xml": b""}), "presentation", "PPTX"),
    (packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, stored=True), "spreadsheet", "ODS"),
    (packed({"mimetype": b"application/vnd.oasis.opendocument.presentation"}, stored=True), "presentation", "ODP"),
    (packed({"mimetype": b"application/epub+zip", "META-INF/container.xml": b""}), "other_document", "EPUB"),
    (
        packed(
            {
                "mimetype": b"application/vnd.oasis.opendocument.text",
                "META-INF/manifest.xml": b"<manifest:encryption-data/>",
            },
            stored=True,
        ),
        "encrypted_file",
        "",
    ),
    # other ways to pack
    (b"Rar!\x1a\x07\x01\0" + PDF, "packed_files", "RAR"),
    (b"7z\xbc\xaf\x27\x1c\0\x04" + PDF, "packed_files", "7z"),
    (b"\x1f\x8b\x08\0" + PDF, "packed_files", "gzip"),
    (b"a.pdf".ljust(257, b"\0") + b"ustar\x0000" + bytes(248) + PDF, "packed_files", "tar"),
    (b"MSCF\0\0\0\0" + PDF, "packed_files", "CAB"),
    # mail
    (mail(cv_dot_pdf=PDF, phu_luc_dot_xlsx=b"x"), "mail_message", "cv.pdf; phu_luc.xlsx"),
    (mail(), "mail_message", ""),
    (b"From vt@binhlac.vn Mon Jan  1 00:00:00 2024\n" + mail(a_dot_doc=b"x"), "mail_message", "a.doc"),
    (mail(PAGE).replace(b"text/plain", b"text/html"), "mail_message", ""),
    (mail(cv_dot_pdf=PDF).replace(b"octet-stream", b"pdf").replace(b"base64", b"binary"), "mail_message", "cv.pdf"),
    (b"\x78\x9f\x3e\x22" + bytes(50), "mail_message", "TNEF"),
    # OLE: what stands at the root decides, not what is embedded
    (ole({"Workbook": b"x", "MBD01/WordDocument": b"x"}), "spreadsheet", "XLS"),
    (ole({"PowerPoint Document": b"x"}), "presentation", "PPT"),
    (ole({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), "encrypted_file", ""),
    (ole({"WordDocument": b"\xec\xa5\xc1\0" + bytes(6) + b"\0\x01" + bytes(500)}), "encrypted_file", ""),
    (ole({"MatOST": b"x", "CONTENTS": b"x"}), "other_document", "Microsoft Works (.wps)"),
    (ole({"Something": b"x"}), "other_document", "OLE"),
    (
        ole(
            {
                "__properties_version1.0": b"x",
                "__attach_version1.0_#00000000/__substg1.0_3707001F": "cv 88.pdf".encode("utf-16-le"),
                "__attach_version1.0_#00000001/__substg1.0_3704001F": "PHULUC~1.XLS".encode("utf-16-le"),
            }
        ),
        "mail_message",
        "cv 88.pdf; PHULUC~1.XLS",
    ),
    # pictures of telephones and pages, sound, programs, data
    (b"\0\0\0\x18ftypheic" + bytes(50), "picture_format", "HEIC"),
    (b"\0\0\0\x18ftypavif" + bytes(50), "picture_format", "AVIF"),
    (b"RIFF\x10\0\0\0WEBPVP8 " + bytes(50), "picture_format", "WEBP"),
    (b"BM\x36\x10\0\0\0\0\0\0\x36\0\0\0" + bytes(50), "picture_format", "BMP"),
    (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "picture_format", "SVG"),
    (b"\0\0\0\x18ftypisom" + bytes(50), "sound_or_film", "MP4"),
    (b"MZ\x90\0\x03\0\0\0" + PDF, "program_file", "EXE"),
    (json.dumps({"so": "12/KH-UBND", "noi_dung": SENTENCE}).encode(), "data_file", "JSON"),
    (json.dumps([{"so": 1}, {"so": 2}]).encode("utf-16"), "data_file", "JSON"),
    (b'<?xml version="1.0"?><rss><item>Tin</item></rss>', "data_file", "XML"),
    ('<?xml version="1.0" encoding="utf-16"?><a>Tin</a>'.encode("utf-16"), "data_file", "XML"),
    (b"%!PS-Adobe-3.0\n%%Pages: 1\nshowpage\n", "other_document", "PostScript"),
    (b"\x30\x82\x10\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02" + PDF, "other_document", "PKCS #7"),
    (BASE64 * 40, "encoded_text", ""),
    (b"-----BEGIN PKCS7-----\n" + BASE64 * 10, "encoded_text", ""),
    # what is nothing known
    (bytes(range(256)) * 4, "unknown_format", ""),
    (b"\x00", "empty_file", ""),
]


def read(data: bytes, folder: Path, name: str = "tệp.pdf") -> Reading:
    path = folder / name
    path.write_bytes(data)
    return read_file(path)


@pytest.mark.parametrize(("data", "code", "detail"), REFUSED)
def test_a_file_of_another_kind_is_refused_with_what_it_is(data: bytes, code: str, detail: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as refusal:
        read(data, tmp_path)
    assert refusal.value.code == code
    assert refusal.value.detail == detail


@pytest.mark.parametrize("code", sorted({code for _, code, _ in REFUSED} | {"program_form", "link_outside"}))
def test_each_refusal_says_what_to_do_next(code: str) -> None:
    assert re.search(r"[Hh]ãy ", error_text(code, "X"))
    assert re.search(r"[Hh]ãy ", error_text(code))


# (file, words of the text, codes of the warnings)
READ = [
    (b"\n\r junk of a printer \x1b%-12345X\n" + PDF, "So Y te bao cao ket qua", ()),
    (b"\xef\xbb\xbf" + PDF, "So Y te bao cao ket qua", ()),
    ("Thư của Sở: %PDF-1.7 là tên một định dạng, obj là đối tượng.".encode(), "%PDF-1.7 là tên", ()),
    (f"Văn bản {{1}} [2]: {SENTENCE}".encode(), SENTENCE, ()),
    (f"[1] {SENTENCE}\n{{a}}".encode(), SENTENCE, ()),
    (b"a", "a", ()),
    (f"From: A\nTo: B\nSubject: C\n\n{SENTENCE}".encode(), SENTENCE, ()),  # somebody copied a mail: it is all there
    ("\n".join(f"Sở {at};{SENTENCE}" for at in range(3)).encode(), SENTENCE, ()),  # CSV is text
    (f"def f():\n    return '{SENTENCE}'".encode(), SENTENCE, ()),  # so is source code
    (PAGE.encode("utf-16"), SENTENCE, ()),
    (SENTENCE.encode("utf-32-le"), SENTENCE, ()),
    (SENTENCE.encode("utf-32-be"), SENTENCE, ()),
    (b"MZ la chu viet tat cua mot ten rieng trong van ban.", "MZ la chu viet tat", ()),
    (web_archive(PAGE), SENTENCE, ()),
    (web_archive(PAGE, b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n"), SENTENCE, (("unread_parts", "picture × 2"),)),
    (PDF + packed({"a.txt": b"x"}), "So Y te bao cao ket qua", (("several_files", ""),)),
    (PDF + b"\n" + of_one_page(b"So Xay dung bao cao."), "bao cao", (("several_files", ""),)),
    (("The quick brown fox jumps over the lazy dogs again. " * 8).encode(), "quick", (("not_vietnamese", ""),)),
]


@pytest.mark.parametrize(("data", "words", "warnings"), READ)
def test_a_document_in_odd_clothes_is_read(
    data: bytes, words: str, warnings: tuple[tuple[str, str], ...], tmp_path: Path
) -> None:
    reading = read(data, tmp_path, "công văn.doc")
    assert words in "\n".join(line.text for line in reading.lines)
    assert tuple((one.code, one.detail) for one in reading.warnings) == warnings
    assert all(warning_text(code, detail) for code, detail in warnings)


def test_a_mail_too_large_to_look_into_is_still_a_mail(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(mail_reader, "MAX_MESSAGE_BYTES", 100)
    for data, code in ((mail(a_dot_doc=b"x"), "mail_message"), (web_archive(PAGE), "too_large")):
        with pytest.raises(UnreadableFileError) as refusal:
            read(data, tmp_path)
        assert refusal.value.code == code


@pytest.mark.parametrize("name", ["=?no-such-charset?b?YQ==?=", "\x1b[31m.pdf", "a" * 300 + ".pdf", "..\\\\b.pdf"])
def test_the_name_of_an_attachment_is_bounded_and_harmless(name: str, tmp_path: Path) -> None:
    data = mail(x=b"x").replace(b'"x"', f'"{name}"'.encode())
    with pytest.raises(UnreadableFileError) as refusal:
        read(data, tmp_path)
    assert refusal.value.code == "mail_message"
    assert 0 < len(refusal.value.detail) <= 80
    assert refusal.value.detail.isprintable()
    assert "\\" not in refusal.value.detail


def test_a_template_and_a_document_with_macros_are_documents(tmp_path: Path) -> None:
    data = package(p(SENTENCE))
    reading = read(data, tmp_path, "mẫu.dotx")
    assert [line.text for line in reading.lines] == [SENTENCE]


def test_a_compound_file_gives_its_names_and_streams_of_every_size() -> None:
    file = CompoundFile(ole({"WordDocument": b"abc" * 3000, "Macros/VBA/dir": b"x", "Macros/PROJECT": b"y"}))
    assert set(file.names()) == {
        ("WordDocument",),
        ("Macros",),
        ("Macros", "VBA"),
        ("Macros", "VBA", "dir"),
        ("Macros", "PROJECT"),
    }
    assert file.read(("WordDocument",), 9000) == b"abc" * 3000
    assert file.read(("nowhere",), 10) == b""
    for cut in (b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ole({"A": b"x"})[:600]):
        with pytest.raises(ValueError, match=r"compound|root"):
            CompoundFile(cut)


@pytest.mark.slow
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=40))
def test_a_damaged_compound_file_gives_names_or_a_value_error(changes: list[tuple[int, int]]) -> None:
    data = bytearray(ole({"WordDocument": b"abc" * 3000, "Macros/VBA/dir": b"x"}))
    for at, byte in changes:
        data[at % 2048] = byte  # where the tables are
    try:
        file = CompoundFile(bytes(data))
    except ValueError:
        return
    for name in file.names():
        assert len(file.read(name, 5000)) <= 5000


@pytest.mark.parametrize(
    ("streams", "expected"),
    [
        ({"WordDocument": b"x", "Macros/VBA/dir": b"x"}, True),
        ({"WordDocument": b"x", "ObjectPool/_1/_VBA_PROJECT_CUR/a": b"x"}, True),  # in a workbook inside
        ({"WordDocument": b"x", "ObjectPool/_1/Workbook": b"x"}, False),
    ],
)
def test_macros_of_a_binary_document_are_seen(streams: dict[str, bytes], expected: bool) -> None:
    assert binary_word(ole(streams)).macros is expected
    assert binary_word(ole(streams)).objects is any(name.startswith("ObjectPool") for name in streams)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (b"Received: from a by b\r\nFrom: x\r\n\r\n", True),
        (b"MIME-Version: 1.0\nContent-Type: text/html\n\n", True),
        (b"Message-ID: <1>\n", False),  # nothing beside it
        ("Kính gửi: Sở Y tế\nFrom: x\nReceived: y\n".encode(), False),  # no header line first
        (b"From: x\nTo: y\n\nMIME-Version: 1.0\n", False),  # behind the header
    ],
)
def test_a_mail_is_known_by_what_programs_write_into_its_header(start: bytes, expected: bool) -> None:
    assert is_message(start) is expected
