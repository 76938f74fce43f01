"""Slow and crowding clients over a real socket: each is told so in time, and whoever is merely slow is served."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from ui.server.patience import Patience, SlowAgencies
from ui.server.patient_protocol import LONGEST_HEAD, patient

pytestmark = pytest.mark.slow

SHORT = Patience(head=0.4, body=0.4, slowest=1000, reader=0.4, linger=0.5)
GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
LARGE = 64 * 2**20


async def count(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def stream(request: Request) -> Response:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(LARGE // 2**16):
            yield b"x" * 2**16

    return StreamingResponse(pieces())


@contextmanager
def served(patience: Patience = SHORT, idle: int = 5) -> Iterator[tuple[str, int]]:
    app = SlowAgencies(
        Starlette(routes=[Route("/", count, methods=["GET", "POST"]), Route("/large", stream)]), patience
    )
    with socket.create_server(("127.0.0.1", 0)) as door:
        config = uvicorn.Config(app, log_level="critical", timeout_keep_alive=idle, **patient(patience))
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield door.getsockname()
        server.should_exit = True
        thread.join(10)
        assert not thread.is_alive(), "a client kept the server from ending"


@pytest.fixture(scope="module")
def place() -> Iterator[tuple[str, int]]:
    with served() as place:
        yield place


def connected(place: tuple[str, int]) -> socket.socket:
    return socket.create_connection(place, timeout=10)


def everything(client: socket.socket) -> bytes:
    """Read until the server closes; a test hangs into the time-out of the socket where it does not."""
    read = b""
    while piece := client.recv(2**16):
        read += piece
    return read


def dripped(client: socket.socket, piece: bytes) -> int:
    """Send a piece twenty times a second; return how many went before the server hung up."""
    for sent in range(100):
        try:
            client.sendall(piece)
        except OSError:  # reset or broken, as the system has it
            return sent
        time.sleep(0.05)
    return 100


def refusal(answer: bytes) -> tuple[int, str]:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"connection: close" in head.lower()
    told = json.loads(body)
    assert set(told) == {"detail"}
    return int(head.split()[1]), told["detail"]


@pytest.mark.parametrize("begun", [b"", b"G", b"GET / HTTP/1.1\r\n", GET[:-2], GET[:-2] + b"X-A: "], ids=repr)
def test_a_head_that_does_not_end_is_refused(place: tuple[str, int], begun: bytes) -> None:
    with connected(place) as client:
        client.sendall(begun)
        assert refusal(everything(client))[0] == 408


def test_a_head_that_comes_byte_by_byte_is_refused_although_something_always_comes(place: tuple[str, int]) -> None:
    with connected(place) as client:
        answer = b""
        client.settimeout(0.05)
        for at in range(200):
            try:
                client.sendall(b"G" if at == 0 else b"a")
                answer = client.recv(4096)
                break
            except TimeoutError:
                continue
        assert b" 408 " in answer


def test_the_head_of_a_second_request_is_waited_for_as_long(place: tuple[str, int]) -> None:
    with connected(place) as client:
        client.sendall(GET)
        assert b" 200 " in client.recv(4096)
        client.sendall(GET[:20])
        assert refusal(everything(client))[0] == 408


@pytest.mark.parametrize("body", [b"", b"abc"])
def test_a_body_that_does_not_come_is_refused(place: tuple[str, int], body: bytes) -> None:
    with connected(place) as client:
        client.sendall(POST % 10 + body)
        status, detail = refusal(everything(client))
    assert status == 408
    assert "chậm" in detail


def test_a_body_that_drips_is_refused_and_one_at_a_fair_pace_is_not(place: tuple[str, int]) -> None:
    with connected(place) as client:
        client.sendall(POST % 1000)
        assert dripped(client, b"x") < 50
    with connected(place) as client:
        client.sendall(POST % 2000)
        for _ in range(10):  # 0.6 seconds, longer than a body may stay away
            client.sendall(b"x" * 200)
            time.sleep(0.06)
        assert client.recv(4096).endswith(b"2000")


def test_a_reader_that_takes_nothing_is_cut_off(place: tuple[str, int]) -> None:
    with connected(place) as client:
        client.sendall(GET.replace(b"/ ", b"/large ", 1))
        time.sleep(1.2)
        read = 0
        try:
            while piece := client.recv(2**20):
                read += len(piece)
        except ConnectionResetError:
            pass
    assert read < LARGE


def test_a_reader_that_is_slow_but_reads_gets_everything(place: tuple[str, int]) -> None:
    with connected(place) as client:
        client.sendall(GET.replace(b"/ ", b"/large ", 1).replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        read = len(client.recv(2**20))
        for _ in range(6):
            time.sleep(0.1)
            read += len(client.recv(2**20))
        while piece := client.recv(2**22):
            read += len(piece)
    assert read > LARGE


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20, 400),
        (b"GET  / HTTP/1.1\r\n\r\n", 400),
        (b"GET /\xff HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        (b"GET /?a=" + b"x" * 3 * LONGEST_HEAD, 431),
        (b"GET / HTTP/1.1\r\nX-A: " + b"x" * 3 * LONGEST_HEAD, 431),
    ],
    ids=["TLS", "two spaces", "no ASCII", "no length", "no chunk", "address", "header"],
)
def test_what_is_no_request_is_refused_in_the_one_shape(place: tuple[str, int], sent: bytes, status: int) -> None:
    with connected(place) as client:
        client.sendall(sent)
        assert refusal(everything(client))[0] == status


def test_a_crowd_is_turned_away_and_let_in_again_when_there_is_room() -> None:
    with served(replace(SHORT, head=5, connections=3)) as place:
        inside = [connected(place) for _ in range(3)]
        time.sleep(0.1)
        with connected(place) as client:
            assert refusal(everything(client))[0] == 503
        for client in inside:
            client.close()
        time.sleep(0.1)
        with connected(place) as client:
            client.sendall(GET)
            assert b" 200 " in client.recv(4096)


def test_a_body_sent_on_after_the_answer_is_cut_off() -> None:
    async def early(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("enough", 413)(scope, receive, send)

    with socket.create_server(("127.0.0.1", 0)) as door:
        server = uvicorn.Server(uvicorn.Config(early, log_level="critical", lifespan="off", **patient(SHORT)))
        thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[door])), daemon=True)
        thread.start()
        with connected(door.getsockname()) as client:
            client.sendall(POST % 2**30 + b"x")
            assert b" 413 " in client.recv(4096)
            assert dripped(client, b"x" * 100) < 50
        server.should_exit = True
        thread.join(10)
