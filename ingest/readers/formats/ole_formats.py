"""What an OLE compound file is, by the names of its streams: a Word document, or another program's file."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.errors import UnreadableFileError
from ingest.readers.formats.compound_file import CompoundFile
from ingest.readers.formats.mail import outlook_attachments

# a stream or storage at the root: what program writes it; the first that is there decides
_BY_NAME = (
    ("Workbook", "spreadsheet", "XLS"),
    ("Book", "spreadsheet", "XLS"),
    ("PowerPoint Document", "presentation", "PPT"),
    ("VisioDocument", "other_document", "Visio"),
    ("Quill", "other_document", "Publisher"),
    ("MatOST", "other_document", "Microsoft Works (.wps)"),
    ("HwpSummaryInformation", "other_document", "HWP"),
    ("\x05HwpSummaryInformation", "other_document", "HWP"),
)
_MACROS = frozenset(("Macros", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA"))
# [MS-DOC] 2.5.1: the flags of the document's head stand at byte 10, fEncrypted is its ninth bit.
_FLAGS_AT, _ENCRYPTED = 10, 0x0100


@dataclass(frozen=True, slots=True)
class BinaryWord:
    """What a Word document (.doc) carries: macros, objects of other programs."""

    macros: bool
    objects: bool


def binary_word(data: bytes) -> BinaryWord:
    """Return what a Word document (.doc) carries.

    Raises ``UnreadableFileError`` for everything else in this container: ``encrypted_file``, ``spreadsheet``,
    ``presentation``, ``mail_message`` (detail: the attachments), ``other_document``.
    """
    try:
        file = CompoundFile(data)
    except ValueError:
        return _by_bytes(data)
    paths = file.names()
    top = {path[0] for path in paths if len(path) == 1}
    if "EncryptedPackage" in top:
        raise UnreadableFileError("encrypted_file")
    if "WordDocument" in top:
        head = file.read(("WordDocument",), _FLAGS_AT + 2)
        if int.from_bytes(head[_FLAGS_AT:], "little") & _ENCRYPTED:
            raise UnreadableFileError("encrypted_file")
        macros = any(_MACROS & set(path) for path in paths)
        return BinaryWord(macros, any(path[0] == "ObjectPool" and len(path) > 1 for path in paths))
    if "__properties_version1.0" in top:
        raise UnreadableFileError("mail_message", outlook_attachments(file))
    for name, code, program in _BY_NAME:
        if name in top:
            raise UnreadableFileError(code, program)
    raise UnreadableFileError("other_document", "OLE")


def _by_bytes(data: bytes) -> BinaryWord:
    """Judge a damaged file by the names that stand in it as UTF-16; LibreOffice mends some."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise UnreadableFileError("encrypted_file")
    if holds("WordDocument"):
        return BinaryWord(holds("_VBA_PROJECT"), holds("ObjectPool"))
    for name, code, program in _BY_NAME:
        if holds(name):
            raise UnreadableFileError(code, program)
    raise UnreadableFileError("unknown_format")
