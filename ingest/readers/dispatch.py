"""Recognise a file by its content and hand it to the reader of its format; the suffix decides nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import UnreadableFileError
from ingest.lines import Reading

if TYPE_CHECKING:
    from ingest.ocr_recognition import Recognition

MAX_FILE_BYTES = 256 * 2**20
MAX_TEXT_BYTES = 32 * 2**20
# A document of a few hundred pages unpacks to some tens of megabytes of XML; a zip bomb to gigabytes.
MAX_UNPACKED_BYTES = 512 * 2**20
MAX_XML_BYTES = 96 * 2**20

_HEAD = 2048
_NEAR_START = 8
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# PNG, JPEG, TIFF of both byte orders
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta", b"<title", b"<div", b"<p>", b"<table")
_OPEN_DOCUMENT_TEXT = b"application/vnd.oasis.opendocument.text"


def read_file(path: Path, recognition: Recognition | None = None) -> Reading:
    """Read a document of any known format into lines; pictures of pages where there is ``recognition``.

    Raises ``UnreadableFileError`` and nothing else, whatever the bytes: its codes are listed there.
    """
    data = _content(path)
    try:
        return _reader(data, recognition)(data)
    except UnreadableFileError:
        raise
    except MemoryError as error:
        raise UnreadableFileError("out_of_memory") from error
    except Exception as error:
        # The libraries behind the readers raise anything at all on damaged bytes.
        raise UnreadableFileError("broken_file", type(error).__name__) from error


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableFileError("unknown_format", path.name)
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise UnreadableFileError("too_large", f"{MAX_FILE_BYTES // 2**20} MB")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFileError("missing_path", str(path)) from error
    except PermissionError as error:
        raise UnreadableFileError("no_permission", str(path)) from error
    except (OSError, ValueError) as error:  # ValueError: a null byte in the path
        raise UnreadableFileError("missing_path", str(path)) from error
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf"):
        raise UnreadableFileError("empty_file")
    return data


def _reader(data: bytes, recognition: Recognition | None) -> Callable[[bytes], Reading]:
    """Return the reader for the bytes; each is imported when it is needed, so text never loads a PDF library."""
    head = data[:_HEAD]
    # Scanners write things before the header; a text that only talks of "%PDF-1.7" has no objects.
    if head.startswith(b"%PDF-") or (b"%PDF-" in head and (b" obj" in data or data.find(b"%PDF-") < _NEAR_START)):
        from ingest.readers.pdf import read_pdf

        return partial(read_pdf, recognition=recognition)
    if head.startswith(_PICTURES):
        from ingest.readers.picture import read_picture

        return partial(read_picture, recognition=recognition)
    if head.startswith(b"PK\x03\x04"):
        return _zip_reader(data, recognition)
    if head.startswith(_OLE):
        return _ole_reader(data, recognition)
    if head.startswith(b"{\\rtf"):
        return _converted("rtf", recognition)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<?xml") and b"schemas.microsoft.com/office/word/2003/wordml" in data[: 4 * _HEAD]:
        return _converted("xml", recognition)
    if start.startswith(_HTML_STARTS) or b"<html" in start or b"<!doctype html" in start:
        from ingest.readers.html import read_html

        return read_html
    if start.startswith(b"<?xml"):
        raise UnreadableFileError("unknown_format", "xml")
    if len(data) > MAX_TEXT_BYTES:
        raise UnreadableFileError("too_large", f"{MAX_TEXT_BYTES // 2**20} MB")
    from ingest.readers.plain_text import read_text

    return read_text


def _zip_reader(data: bytes, recognition: Recognition | None) -> Callable[[bytes], Reading]:
    try:
        members = zipfile.ZipFile(BytesIO(data)).infolist()
    except Exception as error:
        raise UnreadableFileError("broken_file", "zip") from error
    names = {member.filename for member in members}
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES or any(
        member.file_size > MAX_XML_BYTES for member in members if member.filename.endswith((".xml", ".rels"))
    ):
        raise UnreadableFileError("too_large", f"{MAX_UNPACKED_BYTES // 2**20} MB")
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFileError("encrypted_file")
    if any(name.startswith("word/") for name in names) and "[Content_Types].xml" in names:
        from ingest.readers.docx import read_docx

        return partial(read_docx, recognition=recognition)
    if data[30:200].startswith(b"mimetype") and _OPEN_DOCUMENT_TEXT in data[30:200]:
        return _converted("odt", recognition)
    raise UnreadableFileError("unknown_format", "zip")


def _ole_reader(data: bytes, recognition: Recognition | None) -> Callable[[bytes], Reading]:
    """Tell the old Office formats apart by the names of their streams, which stand in the file as UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableFileError("encrypted_file")
    if "WordDocument".encode("utf-16-le") in data:
        return _converted("doc", recognition)
    raise UnreadableFileError("unknown_format")


def _converted(suffix: str, recognition: Recognition | None) -> Callable[[bytes], Reading]:
    from ingest.readers.word_binary import read_through_soffice

    return lambda data: read_through_soffice(data, suffix, recognition=recognition)
