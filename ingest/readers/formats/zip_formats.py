"""What a ZIP file is, by the names in its directory: a document of ours, another program's, or a bag of files."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from ingest.errors import UnreadableFileError
from ingest.readers.attachments import listed

_MOST_DECLARED_BYTES = 2**20

_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_OPEN_DOCUMENT_KINDS = {
    "spreadsheet": ("spreadsheet", "ODS"),
    "presentation": ("presentation", "ODP"),
    "graphics": ("other_document", "ODG"),
    "chart": ("other_document", "ODC"),
    "formula": ("other_document", "ODF"),
}
# start of a member's name: what program writes it
_BY_MEMBER = (
    ("xl/", "spreadsheet", "XLSX"),
    ("ppt/", "presentation", "PPTX"),
    ("visio/", "other_document", "Visio"),
    ("FixedDocumentSequence.fdseq", "other_document", "XPS"),
    ("META-INF/container.xml", "other_document", "EPUB"),
    ("Index/Document.iwa", "other_document", "Apple iWork"),
    ("index.apxl", "other_document", "Apple iWork"),
    ("AndroidManifest.xml", "program_file", "APK"),
)


def zip_format(data: bytes) -> tuple[str, list[zipfile.ZipInfo]]:
    """Return ``docx`` or ``odt`` and the members of the package.

    Raises ``UnreadableFileError``: ``broken_file``, ``encrypted_file``, and for other formats ``spreadsheet``, ``presentation``, ``other_document``, ``program_file``, ``packed_files`` (detail: how many files, the
    first names). Only the directory is read, and two small members that declare what the file is.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except Exception as error:
        raise UnreadableFileError("broken_file", "zip") from error
    members = archive.infolist()
    names = {member.filename for member in members}
    word = "[Content_Types].xml" in names and (
        any(name.startswith("word/") for name in names)
        or b"wordprocessingml" in _declared(archive, "[Content_Types].xml")
    )
    opened = _open_document_kind(data)
    if word or opened == "text":
        if any(member.flag_bits & 1 for member in members):
            raise UnreadableFileError("encrypted_file")
        if opened == "text" and b"encryption-data" in _declared(archive, "META-INF/manifest.xml"):
            raise UnreadableFileError("encrypted_file")
        return "docx" if word else "odt", members
    if opened:
        raise UnreadableFileError(*_OPEN_DOCUMENT_KINDS.get(opened, ("other_document", "OpenDocument")))
    for start, code, name in _BY_MEMBER:
        if any(member.startswith(start) for member in names):
            raise UnreadableFileError(code, name)
    files = [member.filename for member in members if not member.is_dir()]
    raise UnreadableFileError("packed_files", f"ZIP, {len(files)}: {listed(files)}" if files else "ZIP, 0")


def _open_document_kind(data: bytes) -> str:
    """Return ``text``, ``spreadsheet`` ... for an OpenDocument file: its type stands first and unpacked."""
    if not data.startswith(b"mimetype" + _OPEN_DOCUMENT, 30):
        return ""
    found = re.match(rb"[a-z]+", data[38 + len(_OPEN_DOCUMENT) : 80 + len(_OPEN_DOCUMENT)])
    return found[0].decode() if found else ""


def _declared(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        with archive.open(name) as member:
            return member.read(_MOST_DECLARED_BYTES)
    except Exception:  # missing, damaged, encrypted: it declares nothing
        return b""


def has_odt_objects(members: list[zipfile.ZipInfo]) -> bool:
    """Tell whether an OpenDocument file holds objects of other programs: "Object 1/content.xml", "Object 2" (OLE)."""
    return any(re.match(r"Object \d", member.filename) for member in members)


def has_odt_macros(data: bytes) -> bool:
    """Tell whether an OpenDocument file carries programs: Basic modules or scripts of another language."""
    names = zipfile.ZipFile(BytesIO(data)).namelist()
    return any(
        name.startswith("Scripts/") or (name.startswith("Basic/") and not name.endswith((".xlc", ".xlb", "/")))
        for name in names
        if not name.endswith(("script-lc.xml", "script-lb.xml"))
    )
