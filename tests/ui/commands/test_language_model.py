"""The options of the language model: read, refused where they cannot be meant, and said by ``tracuu ask`` beside the answer."""

from __future__ import annotations

import argparse
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from served import filled
from ui.cli import main
from ui.terminal.arguments import WrongUsageError
from ui.terminal.language_model import KEY_VARIABLE, language_model


def options(url: str | None, model: str | None, seconds: str = "60") -> argparse.Namespace:
    return argparse.Namespace(llm_url=url, llm_model=model, llm_seconds=seconds)


def test_without_an_address_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert language_model(options(None, None)) is None
    monkeypatch.setenv(KEY_VARIABLE, "k")
    server = language_model(options("http://127.0.0.1:8080/v1", "nhỏ", "5"))
    assert server is not None
    assert (server.url, server.model, server.seconds, server.key) == ("http://127.0.0.1:8080/v1", "nhỏ", 5.0, "k")


@pytest.mark.parametrize(
    ("url", "model", "seconds", "code"),
    [
        ("http://127.0.0.1/v1", None, "60", "llm_incomplete"),
        (None, "nhỏ", "60", "llm_incomplete"),
        ("127.0.0.1:8080", "nhỏ", "60", "bad_llm_url"),
        ("file:///etc/passwd", "nhỏ", "60", "bad_llm_url"),
        ("http://[::1", "nhỏ", "60", "bad_llm_url"),
        ("http://máy:99999/v1", "nhỏ", "60", "bad_llm_url"),
        ("http://127.0.0.1/v1", "nhỏ", "0", "bad_llm_seconds"),
        ("http://127.0.0.1/v1", "nhỏ", "một", "bad_llm_seconds"),
    ],
)
def test_what_cannot_be_meant_is_refused(url: str | None, model: str | None, seconds: str, code: str) -> None:
    with pytest.raises(WrongUsageError) as refused:
        language_model(options(url, model, seconds))
    assert refused.value.code == code


@pytest.mark.slow
def test_an_answer_is_said_anew_beside_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            said = "Sở Y tế chủ trì hướng dẫn người dân trữ nước ngọt [1]. Sở Xây dựng đào giếng [1]."
            data = json.dumps({"choices": [{"message": {"content": said}}]}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    archive = filled(tmp_path)
    url = f"http://127.0.0.1:{server.server_port}/v1"
    asked = ["ask", "Sở nào hướng dẫn người dân trữ nước ngọt?", "--archive", str(archive), "--encoder", ""]
    assert main([*asked, "--llm-url", url, "--llm-model", "nhỏ"]) == 0
    server.shutdown()
    server.server_close()
    printed = capsys.readouterr().out
    assert "Sở Y tế chủ trì hướng dẫn người dân trữ nước ngọt [1]." in " ".join(printed.split())
    assert "Sở Xây dựng" not in printed
    assert "diễn đạt lại bằng mô hình ngôn ngữ" in " ".join(printed.split())
    assert main([*asked, "--llm-url", url]) == 2
    assert "--llm-model" in capsys.readouterr().err
