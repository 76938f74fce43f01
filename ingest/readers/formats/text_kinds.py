"""What kind of text a file of text is, by how it starts: a page, a mail, data of programs, or words to be read."""

from __future__ import annotations

import codecs
import json
import re

from ingest.errors import UnreadableFileError
from ingest.readers.formats.mail import is_message

_HEAD = 8192
_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta", b"<title", b"<div", b"<p>", b"<table")
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# {"so": 12, ...}, [{"so": ...}], ["a", "b"]; not "[1] Sở Y tế", "{...}"
_JSON = re.compile(rb"""\s*[\[{]\s*(?:[\[{]\s*){0,20}"(?:[^"\\]|\\.){0,200}"\s*[:,\]]""")
_MOST_JSON = 65_536
_ASCII_PAIRS = 16  # bytes: eight ASCII signs of UTF-16, such as "<?xml ve"
# A signature's or picture's letters: lines of 60 to 76 signs without a blank, or one line without end.
_ENCODED_RUN = re.compile(rb"[A-Za-z0-9+/=_-]{60,}")
_ENCODED_SHARE = 0.5


def text_kind(data: bytes) -> str:
    """Return ``text``, ``html``, ``message`` (mail or web archive), ``xml`` (Word 2003) or ``fodt`` (OpenDocument).

    Raises ``UnreadableFileError``: ``data_file`` or ``picture_format`` (detail: JSON, XML, SVG).
    """
    head = _as_ascii(data[:_HEAD])
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if is_message(_as_ascii(data[: 8 * _HEAD])):
        return "message"
    if start.startswith(b"<"):
        found = _markup(start)
        if found:
            return found
    elif b"<html" in start[:2048] or b"<!doctype html" in start[:2048]:
        return "html"
    if start[:1] in (b"{", b"[") and (_JSON.match(start) or _is_json(data)):
        raise UnreadableFileError("data_file", "JSON")
    return "text"


def refuse_encoded(data: bytes) -> None:
    """Raise ``UnreadableFileError("encoded_text")`` when most of a text is base64 or the like: it says nothing."""
    encoded = sum(len(run) for run in _ENCODED_RUN.findall(data))
    if encoded > _ENCODED_SHARE * len(data):
        raise UnreadableFileError("encoded_text")


def _markup(start: bytes) -> str:
    if b"schemas.microsoft.com/office/word/2003/wordml" in start:
        return "xml"
    if b"<office:document" in start and b"opendocument.text" in start:
        return "fodt"
    if start.startswith(_HTML_STARTS) or b"<html" in start[:2048] or b"<!doctype html" in start[:2048]:
        return "html"
    if b"<svg" in start[:2048]:
        raise UnreadableFileError("picture_format", "SVG")
    if start.startswith((b"<?xml", b"<rss", b"<feed")) or re.match(rb"<[a-z][\w.:-]*(?:\s[^<>]*)?\sxmlns[:=]", start):
        raise UnreadableFileError("data_file", "XML")
    return ""


def _as_ascii(head: bytes) -> bytes:
    """Return the start of a text of any Unicode encoding so that its ASCII signs can be looked for."""
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(encoding, "ignore").encode()
    for low, encoding in ((1, "utf-16-be"), (0, "utf-16-le")):
        if len(head) >= _ASCII_PAIRS and not any(head[1 - low : _ASCII_PAIRS : 2]) and all(head[low:_ASCII_PAIRS:2]):
            return head.decode(encoding, "ignore").encode()
    return head


def _is_json(data: bytes) -> bool:
    if len(data) > _MOST_JSON:
        return False
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) or any(isinstance(one, dict | list | str) for one in found)
