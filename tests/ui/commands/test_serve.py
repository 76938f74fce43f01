"""Starting: what is light loads nothing heavy, and the page answers where it says it does."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
import uvicorn

from command_line import ROOT, sample_archive
from rag.library import Library
from ui.cli import main

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of two sample directives; tests only read it."""
    return sample_archive(tmp_path_factory.mktemp("kho") / "a")


LIGHT = """
import sys
from ui.cli import main
assert main(sys.argv[1:]) == 0
heavy = {"torch", "gradio", "sentence_transformers", "faiss", "tantivy", "pypdf", "fastapi", "numpy"} & set(sys.modules)
assert not heavy, heavy
"""


@pytest.mark.parametrize("arguments", [["--help"], ["documents"], ["show", "1276"], ["tasks"]])
def test_listing_and_help_load_nothing_heavy(folder: Path, arguments: list[str]) -> None:
    given = [*arguments, "--archive", str(folder)]
    run = subprocess.run([sys.executable, "-c", LIGHT, *given], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_serve_says_where_answers_and_stops_at_ctrl_c(folder: Path) -> None:
    command = [sys.executable, "-m", "ui.cli", "serve", "--port", "0", "--archive", str(folder)]
    server = subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    )
    try:
        assert server.stderr is not None
        address = None
        for line in server.stderr:
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                address = found.group()
                break
        assert address
        with urlopen(f"{address}/healthz", timeout=60) as response:
            assert response.status == 200
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=60) == 0
    finally:
        server.kill()
        server.communicate()


def test_serve_says_when_the_port_is_taken(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port), "--archive", str(folder)]) == 1
    assert f"127.0.0.1:{port}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "opened_with"),
    [
        ([], (None, "tantivy", None)),
        (["--encoder", "", "--reranker", "mo-hinh", "--engine", "rank-bm25"], ("", "rank-bm25", "mo-hinh")),
    ],
)
@pytest.mark.parametrize("command", ["serve", "demo"])
def test_serve_and_demo_search_with_the_engines_they_were_given(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    arguments: list[str],
    opened_with: tuple[str | None, str, str | None],
) -> None:
    asked = []
    opened = Library.open

    def noting(
        archive: Path,
        encoder: str | None = None,
        create: bool = False,
        engine: str = "tantivy",
        reranker: str | None = None,
        encoded: object = None,
    ) -> Library:
        asked.append((encoder, engine, reranker))
        return opened(archive, "", create, engine)

    monkeypatch.setattr(Library, "open", noting)
    monkeypatch.setattr(uvicorn.Server, "run", lambda server, sockets: None)

    assert main([command, "--port", "0", "--archive", str(folder), *arguments]) == 0
    assert asked
    assert set(asked) == {opened_with}
