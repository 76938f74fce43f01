"""Every file is read in a process of its own limits: what it does there costs that file alone."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archived import FewAgencies
from ingest.archive.archive import Archive
from ingest.errors import ArchiveError
from ingest.intake.intake import IntakeReport, ingest
from ingest.intake.pool import Limits, read_all
from ingest.intake.worker import file_name_of

pytestmark = pytest.mark.slow

READER = "wild_readers:act"
MEMORY = 300 << 20


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "kho", create=True, agencies=FewAgencies()) as opened:
        yield opened


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "den"
    folder.mkdir()
    return folder


def run(archive: Archive, inbox: Path, seconds: float = 30.0, **texts: str) -> IntakeReport:
    for name, text in texts.items():
        (inbox / f"{name}.txt").write_text(text)
    return ingest([inbox], archive, reader=READER, workers=1, seconds=seconds, memory=MEMORY)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_each_way_to_fail_has_its_code_and_costs_that_file_alone(archive: Archive, inbox: Path) -> None:
    report = run(
        archive,
        inbox,
        a="NGỐN",
        b="Một.",
        c="VỠ 160",  # dies near the limit: of memory, whatever it says
        d="VỠ 1",  # dies far from the limit: a crash
        e="GIẾT",
        f="Hai.",
    )
    assert {entry.file_name: (entry.code, entry.detail) for entry in report.failed} == {
        "a.txt": ("out_of_memory", ""),
        "c.txt": ("out_of_memory", ""),
        "d.txt": ("broken_file", "crash"),
        "e.txt": ("out_of_memory", ""),
    }
    assert [entry.file_name for entry in report.added] == ["b.txt", "f.txt"]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="there is no /proc to find the children of a process")
def test_programs_a_reader_started_end_with_it_and_its_copies_go(archive: Archive, inbox: Path, tmp_path: Path) -> None:
    child, folder = tmp_path / "child", tmp_path / "folder"
    report = run(archive, inbox, 1.0, a=f"CON {child}", b=f"TẠM {folder}", c="Một.")
    assert [entry.code for entry in report.failed] == ["timeout", "timeout"]
    assert [entry.file_name for entry in report.added] == ["c.txt"]
    assert not alive(int(child.read_text().split()[0]))
    assert not Path(folder.read_text()).exists()


def test_pages_that_keep_coming_give_a_file_more_time_and_are_told(archive: Archive, inbox: Path) -> None:
    (inbox / "a.txt").write_text("TRANG 8")
    told: list[tuple[str, int, int]] = []
    report = ingest(
        [inbox],
        archive,
        reader=READER,
        workers=1,
        seconds=1.2,  # the eight pages take 2.4 seconds
        on_page=lambda *step: told.append(step),
    )
    assert [entry.file_name for entry in report.added] == ["a.txt"]
    assert told[-1] == ("a.txt", 8, 8)


def test_a_reader_reaches_no_network(archive: Archive, inbox: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        run(archive, inbox, a=f"MẠNG {server.getsockname()[1]}")
    (found,) = archive.ids()
    if archive.get(found).text == "tới nơi":
        pytest.skip("this system gives a process no network of its own")
    assert archive.get(found).text == "không tới"


def test_readers_that_cannot_be_loaded_are_said_and_not_tried_for_ever(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACUU_WILD_IMPORT", "fails")
    (inbox / "a.txt").write_text("Một.")
    with pytest.raises(RuntimeError):
        list(read_all([inbox / "a.txt"], "wild_readers:fall_over", 1, Limits(30.0, MEMORY)))


IMPORT = """
import sys
from pathlib import Path
from archived import FewAgencies
from ingest.archive.archive import Archive
from ingest.intake.intake import ingest
with Archive.open(Path(sys.argv[1]), create=True, agencies=FewAgencies()) as archive:
    ingest([Path(sys.argv[2])], archive, reader="wild_readers:act", workers=1)
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="there is no /proc to look for processes in")
def test_readers_and_their_programs_end_when_the_importer_is_killed(tmp_path: Path, inbox: Path) -> None:
    child = tmp_path / "child"
    (inbox / "a.txt").write_text(f"CON {child}")
    command = [sys.executable, "-c", IMPORT, str(tmp_path / "kho"), str(inbox)]
    importer = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)})
    _wait_until(lambda: child.exists() and child.read_text() != "")
    importer.send_signal(signal.SIGKILL)
    importer.wait()
    pid, folder = child.read_text().split()
    _wait_until(lambda: not alive(int(pid)))
    assert not Path(folder).exists()


def _wait_until(happens: object) -> None:
    assert callable(happens)
    for _ in range(600):
        if happens():
            return
        time.sleep(0.05)
    pytest.fail("it never happened")


def test_an_archive_that_another_program_holds_is_said_to_be_busy(
    archive: Archive, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox / "a.txt").write_text("Một.")
    hold = (
        "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "db.execute('BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", hold, str(archive.folder / "archive.db")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        archive._db.execute("PRAGMA busy_timeout = 200")
        with pytest.raises(ArchiveError) as refused:
            run(archive, inbox)
        assert refused.value.code == "archive_busy"
        assert holder.stdin is not None
        holder.stdin.close()
    assert [entry.file_name for entry in run(archive, inbox).added] == ["a.txt"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("ke\u0302\u0301 hoạch.txt", "kế hoạch.txt"),
        ("hai\ndòng\x1b[31m.txt", "hai?dòng?[31m.txt"),  # would colour the terminal
        ("hoá đơn\u202efdp.exe", "hoá đơn?fdp.exe"),  # would read "hoá đơnexe.pdf"
        (os.fsdecode(b"b\xe1o.txt"), "b?o.txt"),
        ("=1+1 “📄”.txt", "=1+1 “📄”.txt"),
    ],
)
def test_a_name_is_shown_on_one_line_in_the_order_it_is_written(name: str, shown: str) -> None:
    assert file_name_of(Path(name)) == shown
