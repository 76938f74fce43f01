"""The question to the clerk about a doubtful mark, and the release by command line and HTTP."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from command_line import NO_VECTORS
from doubtful import DOUBTFUL, SECRET, written
from served import filled, serving
from ui.cli import main


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, Any]:
    status = main([*map(str, arguments), "--json"])
    return status, json.loads(capsys.readouterr().out or "null")


@pytest.mark.slow
def test_the_command_line_asks_releases_and_shows_who_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, sha256 = written(tmp_path, "kh.txt", DOUBTFUL)
    archive = ["--archive", str(tmp_path / "kho"), *NO_VECTORS]
    status, report = run(capsys, "ingest", path, *archive)
    (entry,) = report["quarantined"]
    assert status == 1
    assert (entry["doubt"], entry["sha256"]) == (True, sha256)
    assert "“MÂT” trong phần chữ, trang 1" in entry["reason"]
    assert entry["reason"].endswith(f"--release {sha256} --author TÊN_NGƯỜI_QUYẾT_ĐỊNH")
    status, report = run(capsys, "ingest", path, "--release", sha256, "--author", "Lê Văn Bình", *archive)
    assert (status, len(report["added"])) == (0, 1)
    status, shown = run(capsys, "show", "kh.txt", "--archive", tmp_path / "kho")
    assert any("Lê Văn Bình" in warning["message"] for warning in shown["warnings"])
    assert run(capsys, "status", *archive)[1]["released"] == 1


@pytest.mark.parametrize(
    "given", [["--release", "ab" * 32], ["--author", "Bình"], ["--release", "abc", "--author", "B"]]
)
def test_half_a_release_is_wrong_usage(tmp_path: Path, given: list[str]) -> None:
    path, _ = written(tmp_path, "kh.txt", DOUBTFUL)
    assert main(["ingest", str(path), *given, "--archive", str(tmp_path / "kho")]) == 2
    assert not (tmp_path / "kho").exists()


def test_a_folder_cannot_be_released(tmp_path: Path) -> None:
    _, sha256 = written(tmp_path, "kh.txt", DOUBTFUL)
    given = ["ingest", str(tmp_path), "--release", sha256, "--author", "Bình", "--archive", str(tmp_path / "kho")]
    assert main(given) == 2


@pytest.mark.slow
def test_http_asks_releases_and_refuses(tmp_path: Path) -> None:
    path, sha256 = written(tmp_path, "kh.txt", DOUBTFUL)
    secret, secret_hash = written(tmp_path, "mat.txt", SECRET)
    with serving(filled(tmp_path / "served")) as address, httpx.Client(base_url=address, timeout=60) as client:

        def sent(file: Path, **form: str) -> httpx.Response:
            return client.post("/api/v1/documents", files={"files": (file.name, file.read_bytes())}, data=form)

        (entry,) = sent(path).json()["quarantined"]
        assert (entry["doubt"], entry["sha256"]) == (True, sha256)
        half = sent(path, release=sha256)
        assert half.status_code == 422
        assert "author" in half.json()["detail"]
        assert sent(path, release=sha256, author="Lê Văn Bình").status_code == 201
        refused = sent(secret, release=secret_hash, author="Lê Văn Bình")
        assert refused.status_code == 422
        (entry,) = refused.json()["quarantined"]
        assert entry["code"] == "release_refused"
        assert "doubt" not in entry
        two = {"release": sha256, "author": "Bình"}
        files = [("files", (path.name, path.read_bytes())), ("files", (secret.name, secret.read_bytes()))]
        assert client.post("/api/v1/documents", files=files, data=two).status_code == 422
