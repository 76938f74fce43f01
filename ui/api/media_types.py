"""The media type under which an original file is handed out, told from its bytes and its name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath

_HEAD_BYTES = 1 << 16
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BY_SUFFIX = {
    ".docx": _WORD,
    ".doc": "application/msword",
    ".html": "text/html",
    ".htm": "text/html",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".rtf": "application/rtf",
}
ORIGINAL_TYPES = frozenset({*_BY_SUFFIX.values(), "application/pdf", "text/plain", "application/octet-stream"})
"""Every type that is handed out."""


@dataclass(frozen=True, slots=True)
class MediaType:
    """A media type; ``shown`` tells that a browser may show it in place, otherwise it is downloaded."""

    name: str
    shown: bool


def media_type_of(path: Path, file_name: str) -> MediaType:
    """Return the type of the file at ``path``, which people know as ``file_name``.

    Only PDF and plain text are shown in place. Text is declared UTF-8 only when it is.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if head.startswith(b"%PDF-"):
        return MediaType("application/pdf", shown=True)
    suffix = PurePath(file_name).suffix.lower()
    if suffix in _BY_SUFFIX:
        return MediaType(_BY_SUFFIX[suffix], shown=False)
    if suffix in (".txt", ".md", ".text") and b"\0" not in head:
        return MediaType("text/plain; charset=utf-8" if _is_utf8(head) else "text/plain", shown=True)
    return MediaType("application/octet-stream", shown=False)


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        # A letter may be cut in two at the end of the part that was read.
        return error.start > len(head) - 4 and len(head) == _HEAD_BYTES
    return True
