"""The page's door: nobody reads a file of the server through Gradio, and no event brings what no box can hold."""

from __future__ import annotations

import asyncio
import json
import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from gradio.context import LocalContext
from gradio.exceptions import InvalidPathError

from served import filled, gradio_app, serving
from ui.page.allowlist import LARGEST_EVENT, EventError, checked_event

pytestmark = pytest.mark.slow

VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.I)
HIDDEN = "mật khẩu của máy chủ: hoa-phượng-đỏ"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("gate"))


@pytest.fixture(scope="module")
def client(archive: Path) -> Iterator[httpx.Client]:
    with serving(archive) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of the server that is none of the visitor's business."""
    path = tmp_path_factory.mktemp("rieng") / "bi-mat.txt"
    path.write_text(HIDDEN, encoding="utf-8")
    return path


def events(client: httpx.Client) -> list[dict[str, Any]]:
    """Return the events that the page offers to everybody who opens it."""
    config = re.search(r"window\.gradio_config = (\{.*?\});</script>", client.get("/").text, re.S)
    assert config
    return [event for event in json.loads(config[1])["dependencies"] if event["backend_fn"]]


def claims(path: str) -> list[Any]:
    """Return values that say they are the file at ``path``, as Gradio's own components send them and nested."""
    file = {"path": path, "meta": {"_type": "gradio.FileData"}}
    stream = {**file, "is_stream": True, "orig_name": "a.txt", "mime_type": "text/plain", "size": 1}
    return [file, stream, [file], {"value": file}, [[{"a": [file]}]], {"text": "", "files": [file]}]


def told(client: httpx.Client, number: int, data: list[Any], event_data: object = None) -> str:
    """Send an event; return everything that comes back, and the files that it offers."""
    sent: dict[str, Any] = {
        "fn_index": number,
        "session_hash": uuid4().hex,
        "trigger_id": None,
        "data": data,
        "event_data": event_data,
    }
    answer = client.post("/gradio_api/queue/join", json=sent)
    text = answer.text
    assert answer.status_code < 500, text
    if answer.status_code == 200:
        with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": sent["session_hash"]}) as stream:
            for line in stream.iter_lines():
                text += line
                if "close_stream" in line or "unexpected_error" in line:
                    break
    for path in set(re.findall(r'"(?:path|url)": ?"([^"]+)"', text)):
        for address in (f"/gradio_api/file={path}", path if path.startswith("/") else f"/{path}"):
            with suppress(httpx.HTTPError):
                text += client.get(address).text
    return text


def test_no_event_of_the_page_hands_out_a_file_or_removes_one(
    client: httpx.Client, archive: Path, outside: Path
) -> None:
    cache = Path(os.environ["GRADIO_TEMP_DIR"])
    before = sorted(path.name for path in archive.rglob("*"))
    paths = (str(outside), str(archive / "archive.db"), str(archive / "x.txt"), "http://127.0.0.1:9/a.txt")
    tried: list[tuple[int, list[Any]]] = []
    for event in events(client):
        boxes = len(event["inputs"])
        tried += [(event["id"], [claim] * boxes) for path in paths for claim in claims(path)]
        for position in range(boxes):  # one false box among honest ones
            tried.append((event["id"], [claims(str(outside))[0] if position == box else "" for box in range(boxes)]))
    assert len(tried) > 100
    with ThreadPoolExecutor(8) as pool:
        for (number, data), text in zip(tried, pool.map(lambda one: told(client, *one), tried), strict=True):
            assert HIDDEN not in text, (number, data)
            assert "SQLite format" not in text, (number, data)
    copies = [path for path in cache.rglob("*") if path.is_file() and path.stat().st_size]
    assert copies == []
    assert outside.read_text(encoding="utf-8") == HIDDEN
    assert sorted(path.name for path in archive.rglob("*")) == before


def test_what_an_event_says_of_its_trigger_hands_out_no_file(client: httpx.Client, outside: Path) -> None:
    for event in events(client):
        for claim in claims(str(outside))[:3]:
            data = [None] * len(event["inputs"])
            assert HIDDEN not in told(client, event["id"], data, event_data=claim)


def test_gradio_itself_checks_paths_too(archive: Path, outside: Path) -> None:
    # Should a claim ever pass the gate: Gradio skips this check where has_launched is False.
    page = gradio_app(archive).get_blocks()
    tried = 0
    for event in page.fns.values():
        for position, block in enumerate(event.inputs):
            if block.stateful:
                continue
            for path in (outside, archive / "archive.db"):
                data: list[Any] = [None] * len(event.inputs)
                data[position] = claims(str(path))[0]
                LocalContext.blocks.set(page)
                with pytest.raises(InvalidPathError):
                    asyncio.run(page.preprocess_data(event, data, None))
                tried += 1
    assert tried > 50


GOOD = {"fn_index": 3, "session_hash": "2n025s0w1lc", "trigger_id": 5, "data": ["x", None]}
REFUSED: list[tuple[Any, int]] = [
    # what is sent over that of an honest event, status
    ({"fn_index": 999}, 404),
    ({"fn_index": -1}, 404),
    ({"fn_index": True}, 404),
    ({"fn_index": "3"}, 404),
    ({"fn_index": None}, 404),
    ({"fn_index": [3]}, 404),
    ({"fn_index": 10**30}, 404),
    ({"session_hash": None}, 422),
    ({"session_hash": ""}, 422),
    ({"session_hash": "../x"}, 422),
    ({"session_hash": "a" * 65}, 422),
    ({"session_hash": {"a": 1}}, 422),
    ({"data": None}, 422),
    ({"data": "xy"}, 422),
    ({"data": {"0": "x", "1": "y"}}, 422),
    ({"data": ["x"]}, 422),
    ({"data": ["x", "y", "z"]}, 422),
    ({"data": ["x", ["y"]]}, 422),
    ({"data": ["x", {"path": "/etc/passwd"}]}, 422),
    ({"data": ["x", "\ud800"]}, 422),
    ({"data": ["x", float("nan")]}, 422),
    ({"trigger_id": "5"}, 422),
    ({"trigger_id": {"a": 1}}, 422),
]


@pytest.mark.parametrize(("change", "status"), REFUSED)
def test_an_event_that_no_box_can_have_sent_is_refused(change: dict[str, Any], status: int) -> None:
    with pytest.raises(EventError) as refused:
        checked_event(json.dumps({**GOOD, **change}).encode(), {3: 2})
    assert refused.value.status == status


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b"7", b'"x"', b"\xff", b"[" * 100_000, b'{"fn_index":1' + b"1" * 5000 + b"}"]
)
def test_what_is_no_event_is_refused(body: bytes) -> None:
    with pytest.raises(EventError):
        checked_event(body, {3: 2})


def test_gradio_gets_nothing_but_what_was_checked() -> None:
    sent = {**GOOD, "event_data": claims("/etc/passwd")[0], "batched": True, "oauth_token": "x", "simple_format": True}
    assert json.loads(checked_event(json.dumps(sent).encode(), {3: 2})) == {**GOOD, "event_data": None}


def test_wrong_events_are_told_so(client: httpx.Client) -> None:
    for body in (b"{", b"", b'{"fn_index":999,"session_hash":"a","data":[]}', b'{"data":"\xff"}'):
        for kind in ("application/json", "text/plain", ""):
            answer = client.post("/gradio_api/queue/join", content=body, headers={"content-type": kind})
            assert 400 <= answer.status_code < 500
            assert VIETNAMESE.search(answer.json()["detail"])
    large = client.post("/gradio_api/queue/join", json={**GOOD, "data": ["x" * LARGEST_EVENT]})
    assert large.status_code == 413
