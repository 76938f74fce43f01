"""Of a document with a secrecy mark nothing is left but the report: no word, no byte, neither in the archive nor beside it."""

import logging
import tempfile
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from served import PLAN
from ui.app import create_app
from ui.cli import main
from word_package import p, package

pytestmark = pytest.mark.slow

WORDS = "phương án tác chiến đồi quạ khoang"
TEXT = PLAN.replace("KẾ HOẠCH\n", "TUYỆT MẬT\n\nKẾ HOẠCH\n", 1).replace("nước sạch", WORDS)


def left(*folders: Path) -> list[str]:
    """Return the files below these folders that hold its words, in any of the ways text is written."""
    needles = [WORDS.encode(), WORDS.encode("utf-16-le"), WORDS.upper().encode(), b"quakhoang"]
    return [
        str(path)
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    ]


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tạm"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def test_the_command_line_leaves_nothing(
    tmp_path: Path, temporary: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox = tmp_path / "đến"
    inbox.mkdir()
    (inbox / "quakhoang.txt").write_text(TEXT)
    (inbox / "kế hoạch.txt").write_text(PLAN)
    with caplog.at_level(logging.DEBUG):
        assert main(["ingest", str(inbox), "--archive", str(tmp_path / "kho"), "--encoder", ""]) == 1
    assert left(tmp_path / "kho", temporary) == []
    assert WORDS not in caplog.text
    assert "quakhoang.txt" in capsys.readouterr().out  # the report is for a person


def test_the_service_leaves_nothing(tmp_path: Path, temporary: Path, caplog: pytest.LogCaptureFixture) -> None:
    with TestClient(create_app(tmp_path / "kho", encoder=""), base_url="http://127.0.0.1") as client:
        files = [
            ("files", ("quakhoang.txt", TEXT.encode())),
            ("files", ("quakhoang.docx", package("".join(map(p, TEXT.split("\n")))))),
        ]
        with caplog.at_level(logging.DEBUG):
            answer = client.post("/api/v1/documents", files=files)
        assert [one["code"] for one in answer.json()["quarantined"]] == ["secret_mark"] * 2
        assert left(tmp_path / "kho", temporary) == []
        assert WORDS not in caplog.text
        assert client.post("/api/v1/search", json={"query": WORDS}).json()["hits"] == []
    assert left(tmp_path / "kho", temporary) == []
