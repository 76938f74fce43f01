"""Mail and web archives: both are MIME messages. A mail is refused with its attachments named, a web archive is read."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message

from ingest.document import ReadingWarning
from ingest.errors import UnreadableFileError
from ingest.lines import Reading
from ingest.readers.attachments import listed
from ingest.readers.formats.compound_file import CompoundFile, Path

MAX_MESSAGE_BYTES = 64 * 2**20
_HEAD = 65_536
_BLANK = b"\xef\xbb\xbf\r\n"
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60}):")  # "Message-ID: <1@x>"
# Programs write these. A text with "From:", "To:", "Subject:" alone is a mail somebody copied: all of it can be read.
_BY_PROGRAMS = frozenset(
    (b"mime-version", b"message-id", b"received", b"return-path", b"delivered-to", b"dkim-signature", b"x-mailer")
)
_BESIDE = frozenset((b"from", b"to", b"subject", b"date", b"content-type", b"content-transfer-encoding"))
_SENT = ("To", "Cc", "Bcc", "Received", "Delivered-To", "Return-Path", "Message-ID")


def is_message(start: bytes) -> bool:
    """Tell whether a file begins with the header of a MIME message (or of a mailbox of them)."""
    lines = start[:_HEAD].lstrip(_BLANK).splitlines()
    if lines and lines[0].startswith((b"From ", b">From ")):
        lines = lines[1:]
    names = set()
    for line in lines:
        if not line.strip():
            break
        if line[:1] in b" \t":
            continue
        found = _HEADER.match(line)
        if found is None:
            break
        names.add(found[1].lower())
    return bool(names & _BY_PROGRAMS) and bool(names & _BESIDE)


def read_message(data: bytes) -> Reading:
    """Read a page saved as a web archive (MHTML, whatever its name); its pictures and frames are named as not read.

    Raises ``UnreadableFileError``: ``mail_message`` (detail: the attachments) for a mail, ``too_large``, and those of
    ``read_html``.
    """
    if len(data) > MAX_MESSAGE_BYTES:  # too much to look for the attachments in it
        sent = any(name in message_from_bytes(data[:_HEAD].lstrip(_BLANK)) for name in _SENT)
        raise (
            UnreadableFileError("mail_message")
            if sent
            else UnreadableFileError("too_large", f"{MAX_MESSAGE_BYTES // 2**20} MB")
        )
    message = message_from_bytes(data.lstrip(_BLANK))
    parts = [part for part in message.walk() if not part.is_multipart()]
    pages = [part for part in parts if part.get_content_type() == "text/html" and _file_name(part) is None]
    saved = message.get_content_type() in ("multipart/related", "text/html")
    if not saved or not pages or any(name in message for name in _SENT):
        raise UnreadableFileError("mail_message", listed([_name(part) for part in parts if _is_attached(part)]))
    from ingest.readers.html.reader import read_html

    reading = read_html(_bytes(pages[0]))
    pictures = sum(part.get_content_maintype() == "image" for part in parts)
    unread = {"picture": pictures, "frame": len(pages) - 1}
    return reading.with_warnings(
        *(ReadingWarning("unread_parts", f"{kind} × {count}") for kind, count in unread.items() if count)
    )


def _bytes(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _is_attached(part: Message) -> bool:
    return _file_name(part) is not None or part.get_content_maintype() not in ("text", "image", "multipart")


def _file_name(part: Message) -> str | None:
    try:
        return part.get_filename()
    except (ValueError, LookupError, IndexError, TypeError):  # a name written against every rule
        return "?"


def _name(part: Message) -> str:
    name = _file_name(part) or part.get_content_type()
    try:
        return str(make_header(decode_header(name)))
    except (LookupError, ValueError):  # a charset nobody knows
        return name


def outlook_attachments(file: CompoundFile) -> str:
    """Return the attachments of an Outlook message ([MS-OXMSG]): the long file name, else the short one."""
    names = []
    for path in file.names():
        if len(path) == 1 and path[0].startswith("__attach_version1.0_"):
            long, short = ((*path, f"__substg1.0_{tag}001F") for tag in ("3707", "3704"))
            names.append(_utf16(file, long) or _utf16(file, short) or "?")
    return listed(names)


def _utf16(file: CompoundFile, path: Path) -> str:
    return file.read(path, 1024).decode("utf-16-le", "replace").rstrip("\0")
