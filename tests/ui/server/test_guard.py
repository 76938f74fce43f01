"""The guard in front of the service: hosts, origins, sizes; and the page's shell made Vietnamese."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from ui.page.shell import vietnamese_shell
from ui.server.guard import Guard, allowed_host, same_origin

HOSTS = [
    ("127.0.0.1:7860", True),
    ("[::1]:7860", True),
    ("192.168.1.20", True),
    ("localhost", True),
    ("tracuu.binhlac.example", False),
    # a name that only looks like an address can be rebound
    ("127.0.0.1.la.example", False),
    ("", False),
    ("[broken", False),
]


@pytest.mark.parametrize(("host", "allowed"), HOSTS)
def test_only_names_of_this_machine_are_served(host: str, allowed: bool) -> None:
    assert allowed_host(host) is allowed


def test_a_further_name_may_be_allowed() -> None:
    assert allowed_host("TraCuu.binhlac.example:80", ["tracuu.binhlac.example"])


ORIGINS = [
    # what a program sends: neither header
    ({}, True),
    ({"origin": "http://127.0.0.1:7860"}, True),
    ({"origin": "http://127.0.0.1:9999"}, False),
    ({"origin": "null"}, False),
    ({"sec-fetch-site": "same-origin"}, True),
    ({"sec-fetch-site": "none"}, True),
    ({"sec-fetch-site": "same-site"}, False),
    ({"sec-fetch-site": "cross-site"}, False),
]


@pytest.mark.parametrize(("headers", "same"), ORIGINS)
def test_only_our_own_page_may_change_things(headers: dict[str, str], same: bool) -> None:
    assert same_origin(Headers({"host": "127.0.0.1:7860", **headers})) is same


def test_a_body_that_grows_past_the_limit_while_it_streams_is_refused() -> None:
    async def count(request: Request) -> PlainTextResponse:
        return PlainTextResponse(str(len(await request.body())))

    async def body(pieces: int) -> AsyncIterator[bytes]:
        for _ in range(pieces):
            yield b"x" * 100

    async def send(pieces: int) -> httpx.Response:
        app = Guard(Starlette(routes=[Route("/", count, methods=["POST"])]), max_bytes=1000)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
            return await client.post("/", content=body(pieces))

    assert asyncio.run(send(10)).text == "1000"
    refused = asyncio.run(send(11))
    assert refused.status_code == 413
    assert "detail" in refused.json()


def test_the_shell_is_vietnamese_without_foreign_previews_and_every_script_has_the_nonce() -> None:
    page = (
        '<html\n\tlang="en"><head><meta property="og:image"\n content="https://elsewhere.example/a.png" />'
        '<meta name="viewport" content="x" /><script type="module" src="a.js"></script></head><script>1</script>'
    )
    shell = vietnamese_shell(page, "abc", "<title>t</title>")
    assert 'lang="vi"' in shell
    assert "elsewhere" not in shell
    assert 'name="viewport"' in shell
    assert shell.count('<script nonce="abc"') == shell.count("<script") == 2
    assert shell.index("<title>t</title>") < shell.index("</head>")
