"""An archive on a medium that cannot be written answers like any other, and says so when it is to be changed."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import older_archives
from command_line import NO_VECTORS, SAMPLES, archive_with_tasks, sample_archive
from ingest.archive.archive import Archive
from mounted import read_only
from rag.library import Library
from ui.cli import main

pytestmark = pytest.mark.slow

ASKING = [
    ["search", "nước sạch", *NO_VECTORS],
    ["search", "nước sạch"],  # with vectors, which the index there does not have
    ["ask", "Sở nào chủ trì cấp nước?", *NO_VECTORS],
    ["show", "1276/UBND-KT"],
    ["documents"],
    ["documents", "--place", "Bình Lạc"],
    ["tasks", "--by", "agency"],
    ["references"],
    ["references", "--missing"],
    ["status", *NO_VECTORS],
    ["status", "--full", *NO_VECTORS],
    ["agencies", "--find", "Sở Y tế"],
]
CHANGING = [
    ["ingest", str(SAMPLES[0]), *NO_VECTORS],
    ["remove", "1276/UBND-KT", *NO_VECTORS],
    ["agencies", "--apply", *NO_VECTORS],
]


def outcome(capsys: pytest.CaptureFixture[str], folder: Path, arguments: list[str]) -> tuple[int, Any]:
    capsys.readouterr()
    status = main([*arguments, "--archive", str(folder), "--json"])
    return status, json.loads(capsys.readouterr().out)


def without_times(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {name: without_times(one) for name, one in value.items() if name not in ("elapsed_ms", "archive")}
    return [without_times(one) for one in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_archive(tmp_path_factory.mktemp("ghi") / "kho")


@pytest.fixture
def disc(written: Path, tmp_path: Path) -> Iterator[Path]:
    with read_only(written, tmp_path / "đĩa") as folder:
        yield folder


def state_of(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in sorted(folder.rglob("*"))}


@pytest.mark.parametrize("asked", ASKING, ids=[" ".join(one[:2]) for one in ASKING])
def test_what_only_reads_answers_as_ever(
    written: Path, disc: Path, asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = state_of(written)
    status, told = outcome(capsys, disc, asked)
    assert status == 0
    assert state_of(written) == before
    assert not list(Path(tempfile.gettempdir()).glob("tracuu-index-*"))
    assert without_times(told) == without_times(outcome(capsys, written, asked)[1])


@pytest.mark.parametrize("asked", CHANGING, ids=[one[0] for one in CHANGING])
def test_what_changes_is_refused_by_name(disc: Path, asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    status, told = outcome(capsys, disc, asked)
    assert status == 1
    assert told["code"] == "archive_read_only"
    assert "chỉ đọc" in told["detail"]
    assert str(disc) in told["detail"]


def test_what_staff_say_is_refused_too(disc: Path, capsys: pytest.CaptureFixture[str]) -> None:
    task = outcome(capsys, disc, ["tasks"])[1]["tasks"][0]["id"]
    status, told = outcome(capsys, disc, ["tasks", "--set", task, "--status", "xong"])
    assert (status, told["code"]) == (1, "archive_read_only")


def test_a_new_archive_on_such_a_medium_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "trống").mkdir()
    with read_only(tmp_path / "trống", tmp_path / "đĩa") as disc:
        for folder in (disc, disc / "kho"):
            status, told = outcome(capsys, folder, ["ingest", str(SAMPLES[0]), *NO_VECTORS])
            assert (status, told["code"]) == (1, "archive_read_only")
        assert outcome(capsys, disc / "kho", ["search", "nước"])[1]["code"] == "archive_missing"


def test_what_a_killed_program_left_beside_the_database_counts(written: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kho"
    with Archive.open(written) as archive:
        count = len(archive.ids())
    changing = (
        "import os, sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute('PRAGMA wal_autocheckpoint = 0');"
        "db.execute('PRAGMA foreign_keys = ON'); db.execute('DELETE FROM documents WHERE rowid = 1'); db.commit();"
        "os._exit(9)"
    )
    shutil.copytree(written, folder)
    subprocess.run([sys.executable, "-c", changing, str(folder / "archive.db")], check=False)
    assert (folder / "archive.db-wal").stat().st_size
    for without in ((), ("archive.db-shm",)):  # copied to the disc without the file that only helps to read
        for name in without:
            (folder / name).unlink()
        with read_only(folder, tmp_path / "đĩa") as disc, Archive.open(disc) as archive:
            assert archive.read_only
            assert len(archive.ids()) == count - 1


def test_an_archive_that_somebody_else_is_writing_is_read_as_it_is_now(written: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kho"
    shutil.copytree(written, folder)
    with (
        Library.open(folder, encoder="") as writing,
        read_only(folder, tmp_path / "đĩa") as disc,
        Library.open(disc, encoder="") as library,
    ):
        assert library.archive.read_only
        assert len(library.search("nước")) > 0
        for document_id in writing.archive.ids():
            writing.remove(document_id)
        assert library.archive.ids() == frozenset()
        assert library.search("nước") == ()


def test_without_an_index_one_is_made_elsewhere(
    written: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "kho"
    shutil.copytree(written, folder, ignore=shutil.ignore_patterns("index"))
    asked = ["search", "nước sạch", *NO_VECTORS]
    with read_only(folder, tmp_path / "đĩa") as disc:
        found, as_ever = (outcome(capsys, where, asked)[1]["hits"] for where in (disc, written))
        assert [hit["text"] for hit in found] == [hit["text"] for hit in as_ever] != []
    assert not (folder / "index").exists()


def test_an_archive_of_an_older_version_is_read_through_a_copy(tmp_path: Path) -> None:
    folder = archive_with_tasks(tmp_path / "kho")
    older_archives.take_back(folder, 1)
    with read_only(folder, tmp_path / "đĩa") as disc, Archive.open(disc) as archive:
        read = [archive.get(document_id) for document_id in sorted(archive.ids())]
        assert read
        assert archive.tasks.list().count
    with Archive.open(folder) as archive:
        assert [archive.get(document_id) for document_id in sorted(archive.ids())] == read


def test_the_service_answers_and_takes_nothing_in(disc: Path) -> None:
    from ui.app import create_app

    with TestClient(create_app(disc, encoder=""), base_url="http://127.0.0.1") as client:
        assert client.get("/healthz").json()["documents"] == len(SAMPLES)
        assert client.post("/api/v1/search", json={"query": "nước sạch"}).json()["hits"]
        assert client.post("/api/v1/ask", json={"question": "Sở nào chủ trì cấp nước?"}).status_code == 200
        for address in ("documents", "tasks", "references", "documents/1276/UBND-KT", "documents/1276/UBND-KT/file"):
            assert client.get(f"/api/v1/{address}").status_code == 200
        task = client.get("/api/v1/tasks").json()["tasks"][0]["id"]
        refused = [
            client.post("/api/v1/documents", files={"files": ("vb.txt", b"Noi dung.")}),
            client.delete("/api/v1/documents/1276/UBND-KT"),
            client.patch(f"/api/v1/tasks/{task}", json={"status": "xong"}),
        ]
        assert [answer.status_code for answer in refused] == [503] * 3
        assert all("chỉ đọc" in answer.json()["detail"] for answer in refused)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write what nobody may")
def test_a_folder_that_may_not_be_written_is_read(
    written: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "kho"
    shutil.copytree(written, folder)
    paths = [folder, *folder.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert outcome(capsys, folder, ["search", "nước sạch", *NO_VECTORS])[0] == 0
        assert outcome(capsys, folder, ["remove", "1276/UBND-KT"])[1]["code"] == "archive_read_only"
    finally:
        for path in paths:
            path.chmod(0o755)


def test_damage_on_such_a_medium_is_called_damage(written: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kho"
    shutil.copytree(written, folder)
    with closing(sqlite3.connect(folder / "archive.db")) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file = folder / "archive.db"
    file.write_bytes(file.read_bytes()[:8192] + b"\xa5" * (file.stat().st_size - 8192))
    with read_only(folder, tmp_path / "đĩa") as disc:
        assert main(["documents", "--archive", str(disc)]) == 1
