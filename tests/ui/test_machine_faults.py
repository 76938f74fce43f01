"""What the machine refuses is told by name with a way out, on the command line and over HTTP, and nothing is lost."""

import json
import os
import sqlite3
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from command_line import NO_VECTORS, SAMPLES, sample_archive
from mounted import mounted
from rag.library import Library
from ui.cli import main
from ui.machine_faults import refusal_of

pytestmark = pytest.mark.slow


def fill(disk: Path, left: int) -> Path:
    ballast = disk / "ballast"
    ballast.write_bytes(b"\0" * max(0, os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize - left))
    return ballast


@pytest.mark.parametrize("left", [0, 60_000, 300_000])
def test_an_import_onto_a_full_disk_says_so_and_can_be_run_again(
    tmp_path: Path, left: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=12m", "tmpfs") as disk:
        folder = disk / "kho"
        Library.open(folder, encoder="", create=True).close()
        ballast = fill(disk, left)
        ingest = ["ingest", *map(str, SAMPLES), "--archive", str(folder), *NO_VECTORS, "--json"]
        capsys.readouterr()
        status = main(ingest)
        told = json.loads(capsys.readouterr().out)
        codes = {told["code"]} if "code" in told else {one["code"] for one in told["failed"]}
        assert status == 1
        assert codes == {"no_space"}
        ballast.unlink()
        assert main(ingest) == 0
        capsys.readouterr()
        assert main(["status", "--full", "--archive", str(folder), *NO_VECTORS]) == 0


def test_a_service_on_a_full_disk_says_so(tmp_path: Path) -> None:
    from ui.app import create_app

    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=12m", "tmpfs") as disk:
        folder = sample_archive(disk / "kho")
        with TestClient(create_app(folder, encoder=""), base_url="http://127.0.0.1") as client:
            ballast = fill(disk, 0)
            task = client.get("/api/v1/tasks").json()["tasks"][0]["id"]
            refused = client.patch(f"/api/v1/tasks/{task}", json={"note": "đã xong " * 200})
            assert refused.status_code == 507
            assert "Hết chỗ" in refused.json()["detail"]
            assert client.post("/api/v1/search", json={"query": "nước"}).status_code == 200
            ballast.unlink()
            assert client.patch(f"/api/v1/tasks/{task}", json={"note": "đã xong"}).status_code == 200


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (TimeoutError("another process is writing"), "archive_busy"),
        (OSError(28, "No space left on device"), "no_space"),
        (OSError(30, "Read-only file system"), "archive_read_only"),
        (PermissionError(13, "Permission denied"), "no_permission"),
        (MemoryError(), "no_memory"),
        (FileNotFoundError(2, "No such file"), None),
        (sqlite3.ProgrammingError("a mistake"), None),
        (KeyError("a mistake"), None),
    ],
)
def test_refusals_of_the_machine_while_the_index_works_have_names(
    tmp_path: Path, error: Exception, code: str | None
) -> None:
    named = refusal_of(error, tmp_path)
    assert (named.code if named else None) == code
