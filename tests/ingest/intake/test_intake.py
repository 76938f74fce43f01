"""Importing: what becomes of each file, and an archive that is whole whatever happens."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from archived import FewAgencies
from ingest.archive.archive import Archive
from ingest.archive.originals import sha256_of
from ingest.document import Document
from ingest.intake.intake import Entry, IntakeReport, ingest

READER = "archived:read_note"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "kho", create=True, agencies=FewAgencies()) as opened:
        yield opened


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "den"
    folder.mkdir()
    return folder


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)


def run(archive: Archive, *paths: Path, seconds: float = 60.0) -> IntakeReport:
    return ingest(paths, archive, reader=READER, workers=1, seconds=seconds)


def files(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.file_name for entry in entries]


def codes(entries: tuple[Entry, ...]) -> dict[str, str]:
    return {entry.file_name: entry.code for entry in entries}


def kept_files(archive: Archive) -> set[str]:
    return {path.name for path in (archive.folder / "originals").rglob("*") if path.is_file()}


def test_the_same_import_twice_changes_nothing(archive: Archive, inbox: Path) -> None:
    write(inbox, a="Một.", b="Hai.")
    assert files(run(archive, inbox).added) == ["a.txt", "b.txt"]
    before = archive.revision()
    again = run(archive, inbox)
    assert files(again.unchanged) == ["a.txt", "b.txt"]
    assert (again.added, again.updated, again.failed) == ((), (), ())
    assert archive.revision() == before


@pytest.mark.slow
def test_two_files_of_the_same_bytes_are_one_document(archive: Archive, inbox: Path) -> None:
    write(inbox, a="Một.", b="Một.")
    report = run(archive, inbox)
    assert (files(report.added), files(report.unchanged)) == (["a.txt"], ["b.txt"])
    assert len(archive.ids()) == 1


@pytest.mark.slow
def test_new_bytes_at_a_known_path_replace_the_old_version(archive: Archive, inbox: Path) -> None:
    write(inbox, a="Bản một.")
    old = run(archive, inbox).added[0].document_id
    write(inbox, a="Bản hai.")
    report = run(archive, inbox)
    assert [(entry.file_name, entry.replaced) for entry in report.updated] == [("a.txt", old)]
    assert archive.ids() == {report.updated[0].document_id}
    assert kept_files(archive) == {sha256_of(inbox / "a.txt")}


@pytest.mark.slow
def test_a_version_still_found_elsewhere_is_kept(archive: Archive, inbox: Path) -> None:
    write(inbox, a="Bản một.", b="Bản một.")
    run(archive, inbox)
    write(inbox, a="Bản hai.")
    report = run(archive, inbox)
    assert (files(report.updated), report.updated[0].replaced) == (["a.txt"], None)
    assert len(archive.ids()) == 2


@pytest.mark.slow
def test_a_path_that_takes_over_known_bytes_lets_its_old_version_go(archive: Archive, inbox: Path) -> None:
    write(inbox, a="Một.", b="Hai.")
    run(archive, inbox)
    write(inbox, b="Một.")
    report = run(archive, inbox)
    assert (files(report.unchanged), files(report.updated)) == (["a.txt"], ["b.txt"])
    assert len(archive.ids()) == 1


@pytest.mark.slow
def test_a_version_that_cannot_be_read_leaves_the_old_one(archive: Archive, inbox: Path) -> None:
    write(inbox, a="Bản một.")
    run(archive, inbox)
    write(inbox, a="HỎNG")
    assert codes(run(archive, inbox).failed) == {"a.txt": "broken_file"}
    assert len(archive.ids()) == 1


def test_a_secret_document_leaves_no_trace(archive: Archive, inbox: Path) -> None:
    write(inbox, a="MẬT\nNội dung không được lưu.")
    report = run(archive, inbox)
    assert codes(report.quarantined) == {"a.txt": "secret_mark"}
    assert archive.ids() == frozenset()
    assert kept_files(archive) == set()
    for path in archive.folder.rglob("*"):
        assert not path.is_file() or "không được lưu".encode() not in path.read_bytes()


@pytest.mark.slow
def test_each_failure_is_reported_and_the_others_go_on(archive: Archive, inbox: Path) -> None:
    write(inbox, a="Một.", b="", c="HỎNG", d="CHẾT", e="Hai.")
    report = run(archive, inbox / "khong-co.pdf", inbox, Path("/dev/null"), Path("a\0b"))
    assert files(report.added) == ["a.txt", "e.txt"]
    assert codes(report.failed) == {
        "khong-co.pdf": "missing_path",
        "null": "not_a_file",
        "a?b": "missing_path",  # a name is shown without controls
        "b.txt": "empty_file",
        "c.txt": "broken_file",
        "d.txt": "broken_file",  # its reader crashed
    }


@pytest.mark.slow
def test_a_file_that_never_ends_costs_itself_alone(archive: Archive, inbox: Path) -> None:
    write(inbox, a="TREO", b="Một.")
    report = run(archive, inbox, seconds=1.0)
    assert codes(report.failed) == {"a.txt": "timeout"}
    assert files(report.added) == ["b.txt"]


@pytest.mark.slow
def test_folders_are_opened_without_hidden_files_loops_or_archives(archive: Archive, inbox: Path) -> None:
    deep = inbox / "2024" / "quý 2"
    deep.mkdir(parents=True)
    write(deep, a="Một.")
    write(inbox, b="Hai.")
    for name in (".hidden.txt", "~$b.docx", "Thumbs.db"):
        (inbox / name).write_text("không đọc")
    (inbox / ".git").mkdir()
    write(inbox / ".git", c="không đọc")
    (deep / "loop").symlink_to(inbox)
    (inbox / "link.txt").symlink_to(inbox / "b.txt")
    (inbox / "broken.txt").symlink_to(inbox / "nowhere")
    os.mkfifo(inbox / "pipe.txt")
    report = run(archive, inbox.parent)  # the archive itself lies in there too
    assert sorted(files(report.added)) == ["a.txt", "b.txt"]
    assert run(archive, inbox.parent).added == ()


def test_an_empty_folder_is_said_to_be_empty(archive: Archive, inbox: Path) -> None:
    assert codes(run(archive, inbox).failed) == {"den": "empty_folder"}


def test_a_name_that_is_no_unicode_is_shown_and_stored(archive: Archive, inbox: Path) -> None:
    (inbox / os.fsdecode(b"b\xe1o c\xe1o.txt")).write_text("Một.")
    assert files(run(archive, inbox).added) == ["b?o c?o.txt"]


@pytest.mark.slow
def test_progress_counts_every_file_once(archive: Archive, inbox: Path) -> None:
    write(inbox, a="Một.", b="MẬT", c="HỎNG")
    seen: list[tuple[str, int, int]] = []
    ingest([inbox, inbox / "d"], archive, lambda *step: seen.append(step), reader=READER, workers=2)
    assert [(done, total) for _, done, total in seen] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert {name for name, _, _ in seen} == {"a.txt", "b.txt", "c.txt", "d"}


@pytest.mark.slow
def test_each_stored_document_is_handed_on_once_stored(archive: Archive, inbox: Path) -> None:
    write(inbox, a="Một.", b="MẬT")
    stored: list[Document] = []

    def take(document: Document) -> None:
        assert archive.get(document.id) == document
        stored.append(document)

    ingest([inbox], archive, on_document=take, reader=READER, workers=1)
    ingest([inbox], archive, on_document=take, reader=READER, workers=1)
    assert [document.file_name for document in stored] == ["a.txt"]


@pytest.mark.slow
def test_ctrl_c_keeps_what_was_stored_and_says_so(archive: Archive, inbox: Path) -> None:
    write(inbox, **{f"f{number:02}": f"Văn bản {number}." for number in range(12)})

    def interrupt(_: str, done: int, total: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    report = ingest([inbox], archive, interrupt, reader=READER, workers=2)
    assert report.interrupted
    assert len(report.added) == len(archive.ids()) == 5
    assert len(run(archive, inbox).added) == 7


# An import in a process of its own that can be killed; it prints a line when it has begun to store.
IMPORT = """
import sys
from pathlib import Path
from archived import FewAgencies
from ingest.archive.archive import Archive
from ingest.intake.intake import ingest
with Archive.open(Path(sys.argv[1]), create=True, agencies=FewAgencies()) as archive:
    print("begun", flush=True)
    ingest([Path(sys.argv[2])], archive, reader="archived:read_note", workers=2)
"""
KILLS = int(os.environ.get("TRACUU_KILLS", "3"))
FILES = 40


def start_import(folder: Path, inbox: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", IMPORT, str(folder), str(inbox)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(KILLS))
def test_a_kill_at_any_instant_leaves_whole_documents_only(tmp_path: Path, inbox: Path, seed: int) -> None:
    random = Random(seed)
    sentence = "Giao Sở Y tế, Sở Tài chính rà soát, báo cáo kết quả thực hiện. "
    write(inbox, **{f"f{number:02}": f"Số {number}. " + sentence * random.randint(1, 400) for number in range(FILES)})
    folder = tmp_path / "kho"
    importer = start_import(folder, inbox)
    assert importer.stdout is not None
    assert importer.stdout.readline() == b"begun\n"
    time.sleep(random.uniform(0.0, 0.9))
    importer.send_signal(signal.SIGKILL)
    importer.wait()
    importer.stdout.close()

    with Archive.open(folder, agencies=FewAgencies()) as archive:
        for document_id in archive.ids():
            document = archive.get(document_id)
            original = archive.original(document_id)
            assert sha256_of(original) == document.sha256
            assert original.read_bytes().decode() == document.text
        accepted = archive.ids()
        report = run(archive, inbox)
        assert len(report.unchanged) == len(accepted)
        assert len(report.added) == FILES - len(accepted)
        assert report.failed == ()
        assert archive.ids() >= accepted
        assert kept_files(archive) == {archive.summary(document_id).sha256 for document_id in archive.ids()}
