"""Readers that behave as hostile files make real ones behave; each is named ``wild_readers:<function>`` to the pool."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from archived import directive
from ingest.document import Document
from ingest.page_progress import page_done


def act(path: Path, file_name: str | None = None) -> Document:
    """Do what the file's first word says, then read the rest as one paragraph."""
    text = path.read_text()
    word, _, rest = text.partition(" ")
    if word == "NGỐN":  # takes all memory, politely: Python notices
        hoard = [bytearray(1 << 24) for _ in range(1 << 20)]
        assert hoard
    elif word == "VỠ":  # takes memory and dies of it as a C library does
        hoard = [bytearray(b"\x01") * (1 << 20) for _ in range(int(rest))]
        os.abort()
    elif word == "GIẾT":  # what the system does to the process that takes too much
        os.kill(os.getpid(), signal.SIGKILL)
    elif word == "CON":  # starts a program of its own session, as LibreOffice is started, and hangs
        child = subprocess.Popen(["sleep", "600"], start_new_session=True)
        Path(rest).write_text(f"{child.pid} {tempfile.gettempdir()}")
        time.sleep(600)
    elif word == "TẠM":  # leaves a copy behind and hangs
        Path(tempfile.mkdtemp(), "copy").write_text("x")
        Path(rest).write_text(tempfile.gettempdir())
        time.sleep(600)
    elif word == "TRANG":  # one page after the other, each within the limit, all together beyond it
        for page in range(8):
            time.sleep(0.3)
            page_done(page + 1, 8)
    elif word == "LỚN":  # grows as soon as it was read
        document, _ = directive(text, file_name=file_name or path.name)
        document = replace(document, sha256=_sha(path))
        path.write_text(text + " Thêm nữa.")
        return document
    elif word == "MẠNG":  # calls out
        try:
            socket.create_connection(("127.0.0.1", int(rest)), 2).close()
            text = "tới nơi"
        except OSError:
            text = "không tới"
    document, _ = directive(text, file_name=file_name or path.name)
    return replace(document, sha256=_sha(path))


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fall_over(path: Path, file_name: str | None = None) -> Document:
    """Never reached: the module that holds it may not be imported."""
    raise AssertionError


if os.environ.get("TRACUU_WILD_IMPORT") == "fails":
    raise ImportError("as when the installation is broken")
