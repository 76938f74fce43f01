"""What is copied for a moment goes with its owner: at the end of the work, or at the next start when it was killed."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from ingest.archive.archive import Archive
from ingest.errors import ArchiveError
from ingest.scratch import MARK, scratch, scratch_for_good, sweep
from rag.library import Library

SECRET = "Phương án tuyệt đối không lộ ra ngoài"
# Each holds a copy in a folder of its own and waits; "held" says that it does.
HOLD = (
    "import sys, time; from ingest.scratch import scratch\n"
    "with scratch('upload') as folder:\n"
    "  (folder / 'vb.txt').write_text(sys.argv[1]); print('held', flush=True); time.sleep(600)"
)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a temporary folder of the system that no other test looks into."""
    folder = tmp_path / "tạm"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def holder() -> subprocess.Popen[bytes]:
    held = subprocess.Popen([sys.executable, "-c", HOLD, SECRET], stdout=subprocess.PIPE)
    assert held.stdout is not None
    assert held.stdout.readline() == b"held\n"
    return held


def files_with(words: str, folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


def until(happens: object) -> None:
    assert callable(happens)
    for _ in range(600):
        if happens():
            return
        time.sleep(0.05)
    pytest.fail("it never happened")


def test_a_folder_is_its_owners_alone_and_goes_with_the_block(temporary: Path) -> None:
    with scratch("upload") as folder:
        assert folder.parent == temporary
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        (folder / "vb.txt").write_text(SECRET)
        assert sweep() == 0
        assert folder.is_dir()
    assert list(temporary.iterdir()) == []


def test_what_killed_programs_left_is_swept_and_what_running_ones_use_is_not(temporary: Path) -> None:
    with holder() as killed, holder() as running:
        killed.kill()
        killed.wait()
        assert len(files_with(SECRET, temporary)) == 2
        assert sweep() == 1
        assert len(files_with(SECRET, temporary)) == 1
        assert sweep() == 0
        running.kill()
    assert sweep() == 1
    assert list(temporary.iterdir()) == []


def test_a_folder_for_good_is_kept_while_its_process_lives(temporary: Path) -> None:
    folder = scratch_for_good("page")
    assert sweep() == 0
    assert folder.is_dir()


@pytest.mark.parametrize("name", ["tracuu-upload-abcdefgh", "tracuu-documents", "tracuu-van-ban-2024", "other"])
def test_folders_of_people_are_left_alone(temporary: Path, name: str) -> None:
    (temporary / name).mkdir()
    (temporary / name / "vb.txt").write_text("của tôi")
    assert sweep() == 0
    assert (temporary / name / "vb.txt").is_file()


def test_a_folder_without_its_mark_goes_when_it_is_empty(temporary: Path) -> None:
    (temporary / "tracuu-upload-abcdefgh").mkdir()  # killed between the folder and its mark
    (temporary / "tracuu-empty").mkdir()
    assert sweep() == 1
    assert [path.name for path in temporary.iterdir()] == ["tracuu-empty"]


def test_links_are_not_followed(temporary: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "kho của tôi"
    elsewhere.mkdir()
    (elsewhere / MARK).touch()
    (elsewhere / "vb.txt").write_text("của tôi")
    (temporary / "tracuu-upload-abcdefgh").symlink_to(elsewhere)
    inside = temporary / "tracuu-upload-abcdefgi"
    inside.mkdir()
    (inside / MARK).touch()
    (inside / "vào").symlink_to(elsewhere)
    marked = temporary / "tracuu-upload-abcdefgj"
    marked.mkdir()
    (marked / MARK).symlink_to(elsewhere / "vb.txt")
    assert sweep() == 1
    assert not inside.exists()
    assert (elsewhere / "vb.txt").read_text() == "của tôi"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_folders_of_other_users_are_left_alone(temporary: Path) -> None:
    theirs = temporary / "tracuu-upload-abcdefgh"
    theirs.mkdir()
    (theirs / MARK).touch()
    os.chown(theirs, 65534, 65534)
    assert sweep() == 0
    assert theirs.is_dir()


@pytest.mark.slow
def test_sweeping_while_others_begin_takes_nothing_from_them(temporary: Path) -> None:
    failures: list[BaseException] = []
    done = threading.Event()

    def begin() -> None:
        try:
            for _ in range(200):
                with scratch("upload") as folder:
                    (folder / "vb.txt").write_text("x")
                    assert (folder / "vb.txt").read_text() == "x"
        except BaseException as error:
            failures.append(error)

    sweeping = threading.Thread(target=lambda: [sweep() for _ in iter(lambda: not done.is_set(), False)])
    beginning = [threading.Thread(target=begin) for _ in range(3)]
    sweeping.start()
    for thread in beginning:
        thread.start()
    for thread in beginning:
        thread.join()
    done.set()
    sweeping.join()
    assert failures == []
    assert list(temporary.iterdir()) == []


def test_a_temporary_folder_that_cannot_be_used_is_named(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(temporary / "không có"))
    with pytest.raises(ArchiveError) as refused, scratch("upload"):
        pass
    assert refused.value.code == "no_temporary_folder"


@pytest.mark.slow
def test_a_killed_import_leaves_a_copy_only_until_the_next_start(temporary: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "đến"
    inbox.mkdir()
    (inbox / "mật.txt").write_text(SECRET)
    Archive.open(tmp_path / "kho", create=True).close()
    importing = (
        "import sys; from pathlib import Path; from ingest.archive.archive import Archive; from ingest.intake.intake import ingest\n"
        "ingest([Path(sys.argv[2])], Archive.open(Path(sys.argv[1])), reader='lingering:linger', workers=1)"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", importing, str(tmp_path / "kho"), str(inbox / "mật.txt")]
    with subprocess.Popen(command, env=environment, start_new_session=True) as importer:
        until((inbox / "mật.seen").is_file)
        assert len(files_with(SECRET, temporary)) == 1
        assert sweep() == 0
        os.killpg(importer.pid, signal.SIGKILL)  # the reading process too: nobody is left to clear up
    sweep()
    assert files_with(SECRET, temporary) == []
    assert list(temporary.iterdir()) == []
    assert files_with(SECRET, tmp_path / "kho") == []


def test_every_opening_of_a_library_sweeps(temporary: Path, tmp_path: Path) -> None:
    with holder() as killed:
        killed.kill()
    assert len(files_with(SECRET, temporary)) == 1
    Library.open(tmp_path / "kho", encoder="", create=True).close()
    assert list(temporary.iterdir()) == []
