"""Every refusal of SQLite and the disk has its own name; only what a check of the file shows is called damage."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archived import FewAgencies, directive
from ingest.archive.archive import Archive
from ingest.archive.database_errors import archive_errors, code_of, is_damaged
from ingest.archive.register.filters import TaskFilters
from ingest.errors import ArchiveError
from ingest.filters import Filters
from mounted import mounted
from ui.api.faults import status_of
from ui.texts.codes import ERRORS, error_text

pytestmark = pytest.mark.slow

LONG = 60_000


def filled(folder: Path, count: int = 12) -> Path:
    with Archive.open(folder, create=True, agencies=FewAgencies()) as archive:
        for position in range(count):
            document, original = directive(
                f"Văn bản {position}. " + "Sở Y tế kiểm tra kho. " * 40, number=f"{position}/UBND-TH"
            )
            path = folder.parent / f"{position}.txt"
            path.write_bytes(original)
            archive.add(document, path, str(path))
    return folder


def refusal(act: object, *arguments: object) -> str:
    assert callable(act)
    with pytest.raises(ArchiveError) as refused:
        act(*arguments)
    return refused.value.code


def read_through(folder: Path) -> int:
    """Read all that an archive holds; return the number of its documents."""
    with Archive.open(folder, agencies=FewAgencies()) as archive:
        archive.tasks.list()
        archive.references_to("9/KH-UBND")
        return len([archive.get(summary.id) for summary in archive.documents()])


@pytest.mark.parametrize(
    ("result", "message", "code"),
    [
        (sqlite3.SQLITE_FULL, "database or disk is full", "no_space"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "database is locked", "archive_busy"),
        (sqlite3.SQLITE_LOCKED_SHAREDCACHE, "database table is locked", "archive_busy"),
        (sqlite3.SQLITE_PROTOCOL, "locking protocol", "archive_busy"),
        (sqlite3.SQLITE_IOERR_READ, "disk I/O error", "archive_failing"),
        (sqlite3.SQLITE_IOERR_WRITE, "disk I/O error", "archive_failing"),
        (sqlite3.SQLITE_IOERR_FSYNC, "disk I/O error", "archive_failing"),
        (sqlite3.SQLITE_IOERR_NOMEM, "disk I/O error", "no_memory"),
        (sqlite3.SQLITE_READONLY, "attempt to write a readonly database", "archive_read_only"),
        (sqlite3.SQLITE_READONLY_RECOVERY, "attempt to write a readonly database", "archive_read_only"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "attempt to write a readonly database", "archive_moved"),
        (sqlite3.SQLITE_CANTOPEN, "unable to open database file", "archive_failing"),
        (sqlite3.SQLITE_INTERRUPT, "interrupted", "interrupted"),
        (sqlite3.SQLITE_NOMEM, "out of memory", "no_memory"),
        (sqlite3.SQLITE_TOOBIG, "string or blob too big", "too_large"),
        (sqlite3.SQLITE_RANGE, "column index out of range", "filter_too_long"),
        (sqlite3.SQLITE_ERROR, "too many SQL variables", "filter_too_long"),
        (sqlite3.SQLITE_ERROR, "Expression tree is too large (maximum depth 1000)", "filter_too_long"),
        (sqlite3.SQLITE_ERROR, "LIKE or GLOB pattern too complex", "filter_too_long"),
        # SQLite says so of a sound file: a reading went wrong, the file did not
        (sqlite3.SQLITE_CORRUPT, "database disk image is malformed", "archive_failing"),
        (sqlite3.SQLITE_CORRUPT_VTAB, "database disk image is malformed", "archive_failing"),
        (sqlite3.SQLITE_NOTADB, "file is not a database", "archive_failing"),
    ],
)
def test_each_refusal_of_a_sound_archive_has_its_own_name(tmp_path: Path, result: int, message: str, code: str) -> None:
    folder = filled(tmp_path / "kho", 2)
    error = sqlite3.OperationalError(message)
    error.sqlite_errorcode = result
    with pytest.raises(ArchiveError) as refused, archive_errors(folder):
        raise error
    assert refused.value.code == code
    assert code in ERRORS
    assert status_of(refused.value) in ({"too_large": 413, "no_space": 507, "filter_too_long": 422}.get(code, 503),)
    assert str(folder) in error_text(code, str(folder)) or "{detail}" not in ERRORS[code]


def test_a_mistake_of_the_program_is_not_blamed_on_the_archive(tmp_path: Path) -> None:
    folder = filled(tmp_path / "kho", 1)
    with pytest.raises(sqlite3.OperationalError), archive_errors(folder), closing(sqlite3.connect(":memory:")) as db:
        db.execute("SELECT nothing FROM nowhere")


def test_damage_is_said_where_a_check_shows_it(tmp_path: Path) -> None:
    folder = filled(tmp_path / "kho", 30)
    file = folder / "archive.db"
    assert not is_damaged(file)
    whole = file.read_bytes()
    page = 4096
    middle = whole[: 2 * page] + b"\xa5" * (len(whole) - 6 * page) + whole[len(whole) - 4 * page :]
    file.write_bytes(middle)
    assert refusal(read_through, folder) == "archive_damaged"


def test_damaged_tables_of_words_are_damage_too(tmp_path: Path) -> None:
    folder = filled(tmp_path / "kho", 3)
    with closing(sqlite3.connect(folder / "archive.db")) as db:
        db.execute("UPDATE task_words_data SET block = x'00ff00ff00ff' WHERE id > 1")
        db.execute("DELETE FROM task_words_content")
        db.execute("INSERT INTO task_words_content VALUES (7, 'việc', 'mục', 'viec', 'muc')")
        db.commit()
    assert is_damaged(folder / "archive.db")


def test_a_full_disk_is_called_full_and_takes_nothing_away(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=3m", "tmpfs") as disk:
        folder = filled(disk / "kho", 3)
        (disk / "ballast").write_bytes(b"\0" * (os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize - 40_000))
        document, original = directive("Văn bản dài. " * 40_000)
        path = tmp_path / "dài.txt"
        path.write_bytes(original)
        with Archive.open(folder, agencies=FewAgencies()) as archive:
            assert refusal(archive.add, document, path, str(path)) == "no_space"
            assert len(archive.documents()) == 3
            (disk / "ballast").unlink()
            archive.add(document, path, str(path))
        with Archive.open(folder) as archive:
            assert archive.database_report() == ()
            assert len(archive.documents()) == 4


def test_an_archive_on_a_disk_without_any_room_is_not_called_damaged(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=2m", "tmpfs") as disk:
        folder = filled(disk / "kho", 2)
        with suppress(OSError), (disk / "ballast").open("wb", buffering=0) as ballast:
            while True:
                ballast.write(b"\0" * 4096)
        assert os.statvfs(disk).f_bavail == 0
        try:
            told = str(read_through(folder))
        except ArchiveError as refused:  # SQLite may want some pages beside the file even to read it
            told = refused.code
        assert told in ("2", "no_space")


def test_a_database_that_may_not_grow_is_full(tmp_path: Path) -> None:
    folder = filled(tmp_path / "kho", 2)
    document, original = directive("Một. " * 90_000 + " ".join(map(str, range(40_000))))
    (tmp_path / "a.txt").write_bytes(original)
    with Archive.open(folder, agencies=FewAgencies()) as archive:
        archive._db.execute("PRAGMA max_page_count = 1")  # SQLite reads it as: no more pages than there are
        assert refusal(archive.add, document, tmp_path / "a.txt", "a") == "no_space"
        assert len(archive.documents()) == 2


def test_a_limit_on_the_size_of_files_is_no_damage(tmp_path: Path) -> None:
    folder = filled(tmp_path / "kho", 2)
    child = os.fork()
    if child == 0:  # the limit holds for the whole process and cannot be taken back
        status = 3
        try:
            with Archive.open(folder, agencies=FewAgencies()) as archive:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
                archive.tasks._file.db.execute("PRAGMA cache_size = 1")
                with archive._file.change() as db:
                    db.execute(
                        "CREATE TABLE much AS SELECT hex(randomblob(3000)) x FROM json_each('[1,2,3,4,5,6,7,8,9]')"
                    )
        except ArchiveError as refused:
            status = 0 if refused.code in ("archive_failing", "no_space") else 4
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    with Archive.open(folder) as archive:
        assert archive.database_report() == ()


def test_an_archive_that_goes_while_it_is_open_is_said_to_have_moved(tmp_path: Path) -> None:
    folder = filled(tmp_path / "kho", 1)
    with Archive.open(folder, agencies=FewAgencies()) as archive:
        folder.rename(tmp_path / "đâu đó")
        document, original = directive("Hai.")
        (tmp_path / "hai.txt").write_bytes(original)
        assert refusal(archive.add, document, tmp_path / "hai.txt", "hai") == "archive_moved"
        assert not folder.exists()


def test_too_many_open_files_are_named(tmp_path: Path) -> None:
    folder = filled(tmp_path / "kho", 1)
    script = (
        "import os, resource, sys; from pathlib import Path; from ingest.archive.archive import Archive;"
        "from ingest.errors import ArchiveError;"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40)); held = [];\n"
        "try:\n  while True: held.append(os.open('/dev/null', os.O_RDONLY))\nexcept OSError: pass\n"
        "try: Archive.open(Path(sys.argv[1]))\nexcept ArchiveError as refused: print(refused.code)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "too_many_files"


LONG_TEXTS = {
    "one word": "a" * LONG,
    "words": " ".join(f"từ{position}" for position in range(LONG // 6)),
    "signs of patterns": "%_*?[" * (LONG // 5),
    "phrases": '"a b" ' * (LONG // 6),
    "numbers": "1/" * (LONG // 2),
    "names": ", ".join(f"Sở {position}" for position in range(LONG // 9)),
}


def conditions(name: str, text: str) -> dict[str, Any]:
    return {name: text}


@pytest.mark.parametrize("text", LONG_TEXTS.values(), ids=LONG_TEXTS)
def test_a_condition_of_any_length_is_answered(tmp_path: Path, text: str) -> None:
    with Archive.open(filled(tmp_path / "kho", 2), agencies=FewAgencies()) as archive:
        for name in ("kind", "issuer", "agency"):
            assert archive.documents(replace(Filters(), **conditions(name, text))) == ()
        for name in ("agency", "role", "document", "deadline_kind", "status", "words", "section", "issuer"):
            assert archive.tasks.list(replace(TaskFilters(), **conditions(name, text))).count == 0
        assert archive.find(text) == ()
        assert refusal(archive.tasks.task, text) == "task_not_found"
        assert archive.references_to(text) == ()
        assert archive.names_agency(text) == frozenset()
        assert archive.graph.naming(text) == ()


def test_many_documents_in_a_condition_are_answered(tmp_path: Path) -> None:
    with Archive.open(filled(tmp_path / "kho", 3), agencies=FewAgencies()) as archive:
        many = frozenset(f"{position:016x}" for position in range(300_000)) | archive.ids()
        assert len(archive.documents(Filters(documents=many))) == 3
        assert archive.related_pairs(["same_text"], many) == ()
        assert archive.graph.replaced(list(archive.ids())) == {}


@pytest.mark.parametrize("offset", [2**63 - 1, 2**63, 2**64, 10**30])
def test_a_page_behind_all_counting_is_empty(tmp_path: Path, offset: int) -> None:
    with Archive.open(filled(tmp_path / "kho", 1), agencies=FewAgencies()) as archive:
        for by in (None, "agency"):
            assert archive.tasks.list(TaskFilters(), by, offset, offset).rows == ()


def test_text_that_is_no_unicode_is_refused_by_name(tmp_path: Path) -> None:
    with Archive.open(filled(tmp_path / "kho", 1), agencies=FewAgencies()) as archive:
        assert refusal(archive.find, "b\udce1o") == "bad_characters"
        assert refusal(archive.tasks.task, "b\udce1o") == "bad_characters"
    assert error_text("bad_characters")
    assert code_of(ValueError("another error"), tmp_path) is None


def test_file_names_with_signs_of_patterns_are_found_as_they_are(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "kho", create=True, agencies=FewAgencies()) as archive:
        for name in ("kế_hoạch.txt", "kế hoạch.txt", "100% xong.txt", "a.b.txt"):
            document, original = directive(f"Nội dung của {name}", file_name=name)
            (tmp_path / "x.txt").write_bytes(original)
            archive.add(document, tmp_path / "x.txt", name)
        found = {
            key: [one.file_name for one in archive.find(key)] for key in ("Kế_hoạch", "100% xong", "kế%", "a", "a.b")
        }
    assert found == {
        "Kế_hoạch": ["kế_hoạch.txt"],
        "100% xong": ["100% xong.txt"],
        "kế%": [],
        "a": [],
        "a.b": ["a.b.txt"],
    }
