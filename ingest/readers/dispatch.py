"""Recognise a file by its content and hand it to the reader of its format; the suffix decides nothing."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.document import ReadingWarning
from ingest.errors import UnreadableFileError
from ingest.lines import Reading
from ingest.readers.active_content import active_content, active_in_rtf, told_once
from ingest.readers.formats.compound_file import SIGNATURE
from ingest.readers.formats.ole_formats import binary_word
from ingest.readers.formats.signatures import foreign_format
from ingest.readers.formats.text_kinds import refuse_encoded, text_kind
from ingest.readers.formats.zip_formats import has_odt_macros, has_odt_objects, zip_format
from ingest.readers.language import language_warnings
from ingest.text.mended_signs import gathered, warnings_of

if TYPE_CHECKING:
    from ingest.ocr.recognition import Recognition

# How files of the formats below are usually called, for a person who picks one; what is read is told by the content.
ENDINGS = (
    *(".pdf", ".docx", ".doc", ".odt", ".rtf", ".xml", ".txt", ".md", ".html", ".htm"),
    *(".png", ".jpg", ".jpeg", ".tif", ".tiff"),
)
MAX_FILE_BYTES = 256 * 2**20
MAX_TEXT_BYTES = 32 * 2**20
# A document of a few hundred pages unpacks to some tens of megabytes of XML; a zip bomb to gigabytes.
MAX_UNPACKED_BYTES = 512 * 2**20
MAX_XML_BYTES = 96 * 2**20

_HEAD = 2048
# ISO 32000-1, Annex H: readers accept a header anywhere in the first 1,024 bytes; scanners write things before it.
_JUNK_BEFORE_PDF = 1024
_NEAR_START = 8
_PDF_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")  # 12 0 obj
# PNG, JPEG, TIFF of both byte orders
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")  # the second is an empty one, the third a part of several


def read_file(path: Path, recognition: Recognition | None = None) -> Reading:
    """Read a document of any known format into lines; pictures of pages where there is ``recognition``.

    Raises ``UnreadableFileError`` and nothing else, whatever the bytes: its codes are listed there.
    """
    data = _content(path)
    try:
        with gathered() as mended:
            reading = _reader(data, recognition)(data)
        told = (*reading.warnings, *warnings_of(mended), *language_warnings(reading))
        return replace(reading, warnings=told_once(told))
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
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # a pipe is never opened: it may wait for ever
            raise UnreadableFileError("not_a_file", path.name)
        size = found.st_size
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


def _reader(data: bytes, recognition: Recognition | None, in_chunk: bool = False) -> Callable[[bytes], Reading]:
    """Return the reader for the bytes; each is imported when it is needed, so text never loads a PDF library.

    What stands at the very start decides. Only a file that starts like nothing known may have its PDF header later: a
    mail or a ZIP that holds a PDF is none.
    """
    head = data[:_HEAD]
    if head.startswith(b"%PDF-"):
        return _pdf_reader(recognition)
    if head.startswith(_PICTURES):
        from ingest.readers.picture import read_picture

        return partial(read_picture, recognition=recognition)
    if head.startswith(_ZIPS):
        return _zip_reader(data, recognition, in_chunk)
    if head.startswith(SIGNATURE):
        return _ole_reader(data, recognition)
    if head.startswith(b"{\\rtf"):
        return _converted("rtf", recognition, active_in_rtf(data), b"\\objdata" in data)
    foreign = foreign_format(data)
    if foreign is not None:
        raise UnreadableFileError(*foreign)
    kind = text_kind(data)
    # A text that only talks of "%PDF-1.7" has no objects.
    at = data.find(b"%PDF-", 0, _JUNK_BEFORE_PDF)
    if kind == "text" and at >= 0 and (at < _NEAR_START or _PDF_OBJECT.search(data)):
        return _pdf_reader(recognition)
    return _text_reader(data, kind, recognition)


def _pdf_reader(recognition: Recognition | None) -> Callable[[bytes], Reading]:
    from ingest.readers.pdf.reader import read_pdf

    return partial(read_pdf, recognition=recognition)


def _text_reader(data: bytes, kind: str, recognition: Recognition | None) -> Callable[[bytes], Reading]:
    if kind == "message":
        from ingest.readers.formats.mail import read_message

        return read_message
    if kind in ("xml", "fodt"):
        return _converted(kind, recognition)
    if kind == "html":
        from ingest.readers.html.reader import read_html

        return read_html
    if len(data) > MAX_TEXT_BYTES:
        raise UnreadableFileError("too_large", f"{MAX_TEXT_BYTES // 2**20} MB")
    refuse_encoded(data)
    from ingest.readers.plain.reader import read_text

    return read_text


def _zip_reader(data: bytes, recognition: Recognition | None, in_chunk: bool) -> Callable[[bytes], Reading]:
    kind, members = zip_format(data)
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES or any(
        member.file_size > MAX_XML_BYTES for member in members if member.filename.endswith((".xml", ".rels"))
    ):
        raise UnreadableFileError("too_large", f"{MAX_UNPACKED_BYTES // 2**20} MB")
    if kind == "odt":
        return _converted("odt", recognition, ("macro",) if has_odt_macros(data) else (), has_odt_objects(members))
    from ingest.readers.docx.reader import read_docx

    return partial(read_docx, recognition=recognition, read_chunk=None if in_chunk else _read_chunk)


def _read_chunk(data: bytes) -> Reading:
    """Read a file inside a document; chunks inside it are not read, for a package may hold itself."""
    return _reader(data, None, in_chunk=True)(data)


def _ole_reader(data: bytes, recognition: Recognition | None) -> Callable[[bytes], Reading]:
    found = binary_word(data)
    return _converted("doc", recognition, ("macro",) if found.macros else (), found.objects)


def _converted(
    suffix: str, recognition: Recognition | None, active: tuple[str, ...] = (), objects: bool = False
) -> Callable[[bytes], Reading]:
    """Return the reader through LibreOffice; ``objects`` that the conversion drops are told all the same."""
    from ingest.readers.word_binary import read_through_soffice

    def read(data: bytes) -> Reading:
        reading = read_through_soffice(data, suffix, recognition=recognition)
        told = any(one.code in ("attachments", "unread_parts") for one in reading.warnings)
        lost = (ReadingWarning("attachments", "OLE"),) if objects and not told else ()
        return reading.with_warnings(*lost, *active_content(active))

    return read
