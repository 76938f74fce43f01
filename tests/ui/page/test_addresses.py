"""The addresses of Gradio: each is known, and what the page does not need is closed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import gradio
import httpx
import pytest

from served import filled, gradio_app, serving

pytestmark = pytest.mark.slow

VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.I)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("addresses"))


@pytest.fixture(scope="module")
def client(archive: Path) -> Iterator[httpx.Client]:
    with serving(archive) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


# Every address that Gradio 6.31 serves, and whether the page needs it. A new version of Gradio is tried like this: raise
# the bound in pyproject.toml, run the tests of this file and of test_ui_page.py, and sort what is new in here.
USED = {
    "/",
    "/assets/{path:path}",
    "/favicon.ico",
    "/gradio_api/app_id",
    "/gradio_api/heartbeat/{session_hash}",
    "/gradio_api/queue/data",
    "/gradio_api/queue/join",
    "/manifest.json",
    "/static/{path:path}",
    "/theme.css",
}
CLOSED = {
    "/config",
    "/gradio_api/api/{api_name}",
    "/gradio_api/app_id/",
    "/gradio_api/call/v2/{api_name}",
    "/gradio_api/call/v2/{api_name}/{event_id}",
    "/gradio_api/call/{api_name}",
    "/gradio_api/call/{api_name}/{event_id}",
    "/gradio_api/cancel",
    "/gradio_api/component_server",
    "/gradio_api/custom_component/{id}/{environment}/{type}/{file_name}",
    "/gradio_api/deep_link",
    "/gradio_api/dev/reload",
    "/gradio_api/file/{path:path}",
    "/gradio_api/file={path_or_url:path}",
    "/gradio_api/info",
    "/gradio_api/login_check",
    "/gradio_api/openapi.json",
    "/gradio_api/process_recording",
    "/gradio_api/proxy={url_path:path}",
    "/gradio_api/queue/status",
    "/gradio_api/reset",
    "/gradio_api/run/{api_name}",
    "/gradio_api/runs",
    "/gradio_api/startup-events",
    "/gradio_api/stream/{event_id}",
    "/gradio_api/stream/{event_id}/close",
    "/gradio_api/stream/{session_hash}/{run}/{component_id}/playlist-file",
    "/gradio_api/stream/{session_hash}/{run}/{component_id}/playlist.m3u8",
    "/gradio_api/stream/{session_hash}/{run}/{component_id}/{segment_id}.{ext}",
    "/gradio_api/theme.css",
    "/gradio_api/token",
    "/gradio_api/undo-vibe-edit",
    "/gradio_api/upload",
    "/gradio_api/upload_progress",
    "/gradio_api/user",
    "/gradio_api/vibe-code",
    "/gradio_api/vibe-edit",
    "/gradio_api/vibe-starter-queries",
    "/login",
    "/logout",
    "/monitoring",
    "/monitoring/summary",
    "/monitoring/{key}",
    "/pwa_icon",
    "/pwa_icon/{size}",
    "/robots.txt",
    "/svelte/{path:path}",
}


def addresses(routes: Iterable[object]) -> Iterator[tuple[str, str]]:
    """Walk every address that an application answers, with its methods."""
    for route in routes:
        for method in getattr(route, "methods", None) or ():
            yield method, str(getattr(route, "path", ""))
        below = getattr(route, "routes", None) or getattr(getattr(route, "original_router", None), "routes", None)
        if below:
            yield from addresses(below)


def test_every_address_of_gradio_is_known_and_what_the_page_does_not_need_is_closed(
    client: httpx.Client, archive: Path
) -> None:
    found = sorted(set(addresses(gradio_app(archive).routes)))
    assert len(found) > 50
    known = USED | CLOSED
    assert {path for _, path in found if path not in known and path.removesuffix("/") not in known} == set()
    for method, path in found:
        filled_in = re.sub(r"\{[^}]+\}", "1", path)
        if path in USED:
            continue
        answer = client.request(method, filled_in, json={"data": []} if method == "POST" else None)
        assert answer.status_code == 404, (method, path)
        if method != "HEAD":
            assert VIETNAMESE.search(answer.json()["detail"])


def test_the_gradio_that_was_tested_is_the_gradio_that_is_installed() -> None:
    # What is closed here was looked up in the source of 6.31; another minor version must be tried before it is allowed.
    assert gradio.__version__.startswith("6.31.")
    project = (Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8")
    assert '"gradio>=6.31,<6.32"' in project


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/gradio_api/queue/data", 404),
        ("GET", "/gradio_api/queue/data?session_hash=khong-co", 404),
        ("GET", "/gradio_api/queue/data?session_hash=%00", 404),
        ("GET", "/gradio_api/heartbeat/a/b", 404),
        ("GET", "/gradio_api/heartbeat/", 404),
        ("GET", "/gradio_api/queue/join", 405),
        ("DELETE", "/gradio_api/queue/data", 405),
        ("POST", "/", 405),
        ("GET", "/assets/khong-co.js", 404),
        ("GET", "/assets/%00", 404),
        ("GET", "/assets/%2e%2e/%2e%2e/routes.py", 404),
        ("GET", "/static/" + "a" * 5000, 404),
        ("GET", "/trang-khong-co", 404),
    ],
)
def test_wrong_addresses_are_told_so(client: httpx.Client, method: str, address: str, status: int) -> None:
    answer = client.request(method, address)
    assert answer.status_code in (status, 403)
    assert VIETNAMESE.search(answer.json()["detail"])


def test_a_page_or_a_link_that_is_not_there_is_no_fault_of_the_server(client: httpx.Client) -> None:
    for query in ("?page=khong-co", "?deep_link=../../x", "?deep_link=abc", "?view=api"):
        assert client.get(f"/{query}").status_code == 200
