"""Files that are no document of ours, or carry more than their text, made for the tests: packed, mailed, glued."""

from __future__ import annotations

import struct
import zipfile
from email.message import EmailMessage
from io import BytesIO

SENTENCE = "Ủy ban nhân dân tỉnh Bình Lạc yêu cầu các sở, ngành thực hiện nghiêm kế hoạch đã được phê duyệt."
_SECTOR, _FREE, _END, _TABLE = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def zipped(**members: bytes) -> bytes:
    """Pack files; ``__`` in a name stands for a slash, ``_dot_`` for a dot."""
    return packed({name.replace("__", "/").replace("_dot_", "."): data for name, data in members.items()})


def packed(members: dict[str, bytes], stored: bool = False) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def mail(text: str = SENTENCE, subject: str = "Chuyển công văn", **attachments: bytes) -> bytes:
    """Write a mail with attachments as a mail program saves it."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "vt@binhlac.vn", "vp@binhlac.vn", subject
    message["Message-ID"] = "<1@binhlac.vn>"
    message.set_content(text)
    for name, data in attachments.items():
        message.add_attachment(data, "application", "octet-stream", filename=name.replace("_dot_", "."))
    return message.as_bytes()


def web_archive(page: str, *pictures: bytes) -> bytes:
    """Write what Word calls a single file web page, and browsers a web archive."""
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message.set_content(page, subtype="html", charset="utf-8", cte="quoted-printable")
    message.make_related()
    for picture in pictures:
        message.add_related(picture, "image", "png", cid="<1>")
    return message.as_bytes()


def ole(streams: dict[str, bytes]) -> bytes:
    """Write an OLE compound file of the streams; a slash in a name parts it from the storage above it."""
    tree: dict[str, object] = {}
    for name, data in streams.items():
        *above, last = name.split("/")
        folder = tree
        for part in above:
            folder = folder.setdefault(part, {})  # type: ignore[assignment]
        folder[last] = data
    entries: list[list[object]] = [["Root Entry", 5, _FREE, _FREE, 0, 0]]
    big: list[bytes] = []
    _add(tree, 0, entries, big)
    directory_sectors = -(-len(entries) // 4)
    sectors = 1 + directory_sectors
    table = [_TABLE, *range(2, sectors), _END]
    for entry in entries:
        if isinstance(entry[4], bytes):
            data = entry[4].ljust(max(4096, -(-len(entry[4]) // _SECTOR) * _SECTOR), b"\0")
            entry[4], entry[5] = sectors, len(data)
            count = len(data) // _SECTOR
            table += [*range(sectors + 1, sectors + count), _END]
            sectors += count
            big.append(data)
    assert len(table) <= _SECTOR // 4
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head += bytes(10) + struct.pack("<IIIIIIII", 1, 1, 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<109I", 0, *[_FREE] * 108)
    listed = b"".join(_entry(entry) for entry in entries).ljust(directory_sectors * _SECTOR, b"\0")
    return head + struct.pack("<128I", *table, *[_FREE] * (128 - len(table))) + listed + b"".join(big)


def _add(folder: dict[str, object], parent: int, entries: list[list[object]], big: list[bytes]) -> None:
    before = None
    for name, content in folder.items():
        number = len(entries)
        stored = isinstance(content, bytes)
        entries.append([name, 2 if stored else 1, _FREE, _FREE, content if stored else 0, 0])
        if before is None:
            entries[parent].append(number)
        else:
            entries[before][3] = number
        before = number
        if isinstance(content, dict):
            _add(content, number, entries, big)


def _entry(entry: list[object]) -> bytes:
    name, kind, left, right, start, size, *child = entry
    raw = str(name).encode("utf-16-le") + b"\0\0"
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(raw), kind, 1, left, right, child[0] if child else _FREE)
        + bytes(36)
        + struct.pack("<IQ", start if kind == 2 else _END, size)
    )
