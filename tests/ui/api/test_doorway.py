"""HEAD where GET works, refusals with ``Allow`` where it does not, and no copy of the archive in any cache."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from served import filled, serving

pytestmark = pytest.mark.slow

GOT = [
    *("/", "/healthz", "/docs", "/openapi.json", "/giao-dien/page.css", "/api/v1/tasks", "/api/v1/tasks?format=csv"),
    *("/api/v1/tasks/orphans", "/api/v1/documents", "/api/v1/documents/88", "/api/v1/documents/kh21.txt/file"),
    *("/api/v1/references", "/van-ban/88", "/van-ban/404", "/api/v1/documents/404", "/api/v1/tasks?limit=0"),
]
ALLOWED = [
    ("/api/v1/ask", "POST"),
    ("/api/v1/search", "POST"),
    ("/api/v1/documents", "GET, HEAD, POST"),
    ("/api/v1/documents/88/UBND-KT", "DELETE, GET, HEAD"),
    ("/api/v1/documents/88/UBND-KT/file", "GET, HEAD"),
    ("/api/v1/tasks", "GET, HEAD"),
    ("/api/v1/tasks/orphans", "GET, HEAD"),
    ("/api/v1/tasks/abcd", "GET, HEAD, PATCH"),
    ("/api/v1/tasks/orphans/abcd", "DELETE"),
    ("/van-ban/88", "GET, HEAD"),
    ("/healthz", "GET, HEAD"),
    ("/docs", "GET, HEAD"),
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with (
        serving(filled(tmp_path_factory.mktemp("doorway"))) as address,
        httpx.Client(base_url=address, timeout=120) as client,
    ):
        yield client


@pytest.mark.parametrize("address", GOT)
def test_head_answers_as_get_does_without_the_body(client: httpx.Client, address: str) -> None:
    got, head = client.get(address), client.head(address)
    assert head.status_code == got.status_code
    assert head.content == b""
    changing = {"date", "content-security-policy", "set-cookie"}  # the policy has a nonce
    if address != "/":  # the page is written anew for each visitor
        changing.discard("content-length")
        assert head.headers.get("content-length") == got.headers.get("content-length")
    left_out = changing | {"content-length"}
    assert {name: value for name, value in head.headers.items() if name not in left_out} == {
        name: value for name, value in got.headers.items() if name not in left_out
    }


@pytest.mark.parametrize(("address", "allowed"), ALLOWED)
def test_another_method_is_refused_and_told_which_there_are(client: httpx.Client, address: str, allowed: str) -> None:
    for method in {"PUT", "TRACE", "OPTIONS", "FOO", "DELETE", "PATCH", "GET", "HEAD", "POST"} - set(
        allowed.split(", ")
    ):
        response = client.request(method, address)
        assert (response.status_code, response.headers["allow"]) == (405, allowed), method
        assert response.content == b"" if method == "HEAD" else set(response.json()) == {"detail"}


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "TRACE", "FOO"])
@pytest.mark.parametrize("address", ["/api", "/api/", "/api/v1", "/api/v1/nothing", "/api/v2/tasks"])
def test_an_address_of_the_interface_that_is_none_is_not_found(client: httpx.Client, method: str, address: str) -> None:
    response = client.request(method, address)
    assert response.status_code == 404
    assert "allow" not in response.headers


def test_nothing_of_the_archive_may_be_kept(client: httpx.Client) -> None:
    for address in GOT:
        kept = client.get(address).headers.get("cache-control", "")
        assert (kept == "no-store") is not address.startswith("/giao-dien"), address
    for refused in (
        client.get("/healthz", headers={"host": "la.example"}),
        client.delete("/api/v1/documents/88", headers={"origin": "http://la.example"}),
        client.post("/api/v1/ask", json={"question": "Sở Y tế làm gì?"}),
        client.put("/api/v1/ask"),
    ):
        assert refused.headers["cache-control"] == "no-store"
