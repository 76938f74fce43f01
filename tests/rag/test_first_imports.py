"""Programs that begin on one new archive at the same moment all end with what they were given in it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.archive.archive import Archive
from rag.library import Library

pytestmark = pytest.mark.slow

ROUNDS = 40 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 4
# A program that waits for the name of an archive, so that all of them begin at once, however long they took to load.
PROGRAM = """
import sys, traceback
from pathlib import Path

import pytest
import index.dense.encoder, index.lexical.tantivy_index, ingest.intake.intake, ingest.agencies.known
from rag.library import Library
inbox = Path(sys.argv[1])
print("ready", flush=True)
for line in sys.stdin:
    try:
        with Library.open(Path(line.strip()), encoder="", create=True) as library:
            if inbox.is_dir():
                from ingest.intake.intake import ingest
                report = ingest([inbox], library.archive, reader="archived:read_note", workers=1)
                library.refresh()
                assert len(report.added) == 4, report
            library.search("thực hiện việc")
        print("done", flush=True)
    except BaseException:
        print(traceback.format_exc().replace(chr(10), " | "), flush=True)
"""


def begun(inbox: Path) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(inbox)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )


def said(program: subprocess.Popen[str], line: str | None = None) -> str:
    """Tell a program the archive, or hear what it says."""
    if line is not None:
        assert program.stdin is not None
        program.stdin.write(f"{line}\n")
        program.stdin.flush()
        return ""
    assert program.stdout is not None
    return program.stdout.readline().strip()


def test_two_first_imports_and_a_first_search_at_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        for position in range(4):
            (tmp_path / name / f"{position}.txt").write_text(f"Sở Y tế thực hiện việc {name}{position}.")
    programs = [begun(tmp_path / name) for name in ("a", "b", "nothing")]
    try:
        assert [said(program) for program in programs] == ["ready"] * 3
        for position in range(ROUNDS):
            folder = tmp_path / f"kho{position}"
            for program in programs:
                said(program, str(folder))
            assert [said(program) for program in programs] == ["done"] * 3
            with Library.open(folder, encoder="") as library:
                assert len(library.archive.ids()) == 8
                assert library.index.documents() == library.archive.ids()
                assert library.archive.database_report() == ()
    finally:
        for program in programs:
            program.kill()
            program.communicate()


def test_an_archive_is_made_by_many_threads_at_once(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    for position in range(ROUNDS):
        folder = tmp_path / f"kho{position}"
        with ThreadPoolExecutor(8) as threads:
            opened = list(threads.map(lambda where: Archive.open(where, create=True), [folder] * 8))
        assert [one.ids() for one in opened] == [frozenset()] * 8
        for one in opened:
            one.close()
