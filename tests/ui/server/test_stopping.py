"""A running server is told to end: it ends in time, whatever is open, and leaves nothing half done behind."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from command_line import ROOT
from ingest.archive.archive import Archive
from ingest.archive.consistency import problems_of
from served import DROUGHT, filled
from ui.api.forms import MOST_FILES

pytestmark = pytest.mark.slow

PATIENCE = 60.0  # seconds until a test gives up; without an end of the streams a server never ended
# A sender that has stopped in the middle.
STALLED = (
    b"POST /api/v1/documents HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999\r\n"
    b"Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\nContent-Disposition: form-data; name=files"
)
MANY = 8 * MOST_FILES  # files in uploads sent at once: more than are read before they are abandoned


@dataclass
class Running:
    """A server in a process of its own; ``scratch`` is where it writes for a moment."""

    process: subprocess.Popen[str]
    address: str
    scratch: Path

    def leftovers(self) -> list[str]:
        """Return what is left of it: temporary files, and processes that still have its scratch folder."""
        found = [str(path) for path in self.scratch.iterdir()]
        mark = f"TMPDIR={self.scratch}".encode()
        for environ in Path("/proc").glob("[0-9]*/environ"):
            with suppress(OSError):
                if mark in environ.read_bytes() and environ.parent.name != str(os.getpid()):
                    found.append(environ.parent.name)
        return found


def started(command: str, archive: Path, scratch: Path) -> subprocess.Popen[str]:
    """Start ``tracuu serve`` or ``tracuu demo``."""
    scratch.mkdir()
    arguments = [sys.executable, "-m", "ui.cli", command, "--port", "0", "--encoder", "", "--archive", str(archive)]
    environment = os.environ | {"TMPDIR": str(scratch), "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        arguments, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environment
    )


@contextmanager
def running(command: str, archive: Path, scratch: Path) -> Iterator[Running]:
    """Start a server and wait until it tells its address."""
    process = started(command, archive, scratch)
    try:
        assert process.stderr is not None
        address = None
        for line in process.stderr:
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                address = found.group()
                break
        assert address
        threading.Thread(target=process.stderr.read, daemon=True).start()
        httpx.get(f"{address}/healthz", timeout=60)
        yield Running(process, address, scratch)
    finally:
        process.kill()
        process.wait()


class Page:
    """What an open page holds: its heartbeat and the stream of its events, both without end."""

    def __init__(self, address: str) -> None:
        self.ended: list[str] = []
        self.threads: list[threading.Thread] = []
        event = {"fn_index": 0, "session_hash": "trang", "trigger_id": None, "data": ["Sở Y tế làm gì?"]}
        httpx.post(f"{address}/gradio_api/queue/join", json=event, timeout=60).raise_for_status()
        events = f"{address}/gradio_api/queue/data?session_hash=trang"
        httpx.get(events, timeout=60).raise_for_status()  # closes with the answer; a page then opens it anew
        for stream in (f"{address}/gradio_api/heartbeat/trang", events):
            opened = threading.Event()
            self.threads.append(threading.Thread(target=self._listen, args=(stream, opened), daemon=True))
            self.threads[-1].start()
            assert opened.wait(60)

    def _listen(self, address: str, opened: threading.Event) -> None:
        with httpx.stream("GET", address, timeout=60) as stream:
            opened.set()
            for _ in stream.iter_lines():
                pass
        self.ended.append(address)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return filled(tmp_path)


def ended(server: Running) -> int:
    """Wait for the end of a server that was told to end; return its status."""
    return server.process.wait(PATIENCE)


def gone(server: Running) -> None:
    """Wait until nothing is left of the server; killed processes take a moment to go."""
    for _ in range(50):
        if not server.leftovers():
            return
        time.sleep(0.1)
    raise AssertionError(server.leftovers())


@pytest.mark.parametrize(("command", "number"), [("serve", signal.SIGTERM), ("demo", signal.SIGINT)])
def test_a_server_with_an_open_page_ends_when_told_to(
    archive: Path, tmp_path: Path, command: str, number: signal.Signals
) -> None:
    with running(command, archive, tmp_path / "tam") as server:
        page = Page(server.address)
        server.process.send_signal(number)
        assert ended(server) == 0
        for thread in page.threads:
            thread.join(30)
        assert len(page.ended) == 2  # both came to an orderly end
        gone(server)


def test_an_upload_in_flight_is_finished_or_undone_file_by_file(archive: Path, tmp_path: Path) -> None:
    files = [
        ("files", (f"cv{number}.txt", DROUGHT.replace("88/UBND-KT", f"{number}/UBND-KT").encode()))
        for number in range(1000, 1000 + MANY)
    ]
    with running("serve", archive, tmp_path / "tam") as server:
        Page(server.address)
        for first in range(0, MANY, MOST_FILES):
            upload = files[first : first + MOST_FILES]
            threading.Thread(target=_send, args=(server.address, upload), daemon=True).start()
        port = int(server.address.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as slow:
            slow.sendall(STALLED)
            for _ in range(1200):
                if httpx.get(f"{server.address}/healthz", timeout=60).json()["documents"] >= 5:
                    break
                time.sleep(0.05)
            server.process.send_signal(signal.SIGTERM)
            assert ended(server) == 0
        gone(server)
    with Archive.open(archive) as kept:
        ids = kept.ids()
        assert 5 <= len(ids) < 3 + MANY
        assert all(kept.get(one).text for one in ids)
        assert list(problems_of(kept, full=True)) == []


def _send(address: str, files: list[tuple[str, tuple[str, bytes]]]) -> None:
    with suppress(httpx.HTTPError):
        httpx.post(f"{address}/api/v1/documents", files=files, timeout=120)


def test_a_second_signal_ends_it_at_once(archive: Path, tmp_path: Path) -> None:
    with running("serve", archive, tmp_path / "tam") as server:
        port = int(server.address.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as slow:
            slow.sendall(STALLED)
            time.sleep(0.5)
            server.process.send_signal(signal.SIGINT)
            time.sleep(0.5)
            assert server.process.poll() is None
            server.process.send_signal(signal.SIGINT)
            assert ended(server) == 0
        gone(server)


def test_a_server_that_is_still_loading_ends_too(archive: Path, tmp_path: Path) -> None:
    process = started("serve", archive, tmp_path / "tam")
    try:
        while not list((tmp_path / "tam").iterdir()):
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
        gone(Running(process, "", tmp_path / "tam"))
    finally:
        process.kill()
        process.communicate()
