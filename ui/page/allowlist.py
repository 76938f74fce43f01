"""The door to Gradio: the few addresses the page uses, and events that say nothing but what its boxes can say.

Gradio serves far more than a page needs: files, uploads, a proxy, direct calls of every function. Of all that only what
stands here is reached, so an address that a later version adds is closed until somebody opens it (see the test). An
event is read here, checked and written anew: what Gradio parses is what was checked.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.api.faults import refusal
from ui.texts import page as words

if TYPE_CHECKING:
    import gradio as gr

FILES = ("/assets/", "/static/")
PAGES = frozenset({"/", "/theme.css", "/manifest.json", "/favicon.ico", "/gradio_api/app_id"})
HEARTBEAT = "/gradio_api/heartbeat/"
STREAM = "/gradio_api/queue/data"
EVENTS = "/gradio_api/queue/join"

# Fourteen boxes, the longest of 2000 letters of three bytes each, and room for what JSON adds.
LARGEST_EVENT = 128 * 2**10
_LONGEST_ADDRESS = 250  # bytes; file systems stop at 255 for a name, and Gradio breaks on it
# Gradio's script makes them up: "2n025s0w1lc"
_SESSION = re.compile(r"[0-9A-Za-z_-]{1,64}")

Value = str | int | float | bool | None


class EventError(Exception):
    """An event that the page cannot have sent; ``status`` is the HTTP status, the text is for people."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


def checked_event(body: bytes, inputs: Mapping[int, int]) -> bytes:
    """Return the event in ``body`` as Gradio gets it; ``inputs`` tells the number of values each event takes.

    A value is what a box holds: text, a number, a tick, nothing. An object or a list is refused, since Gradio takes an
    object with a path or an address in it for a file to be fetched. What else was sent is left out. Raises EventError.
    """
    try:
        sent = json.loads(body)
        number, session, values = sent["fn_index"], sent["session_hash"], sent["data"]
        trigger = sent.get("trigger_id")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise EventError(422, words.BAD_EVENT) from None
    if type(number) is not int or number not in inputs:
        raise EventError(404, words.UNKNOWN_EVENT)
    if (
        not (isinstance(session, str) and _SESSION.fullmatch(session))
        or not isinstance(values, list)
        or len(values) != inputs[number]
        or not all(isinstance(value, Value) for value in values)
        or type(trigger) not in (int, type(None))
    ):
        raise EventError(422, words.BAD_EVENT)
    event = {"data": values, "fn_index": number, "trigger_id": trigger, "session_hash": session, "event_data": None}
    try:
        return json.dumps(event, ensure_ascii=False, allow_nan=False).encode()
    except ValueError:  # half of a surrogate pair, a number that is none
        raise EventError(422, words.BAD_EVENT) from None


class PageAllowlist:
    """ASGI layer in front of Gradio; refuses as the HTTP interface does: ``{"detail": ...}`` in Vietnamese.

    404 for an address the page does not use, an event or a session that is not there; 405 for another method; 413 and
    422 for an event that no box can have sent. Streams end as soon as ``stopping`` is set. ``inputs`` is that of
    ``checked_event``; ``has_session`` tells whether a session has sent an event.
    """

    def __init__(
        self,
        app: ASGIApp,
        inputs: Callable[[], Mapping[int, int]],
        has_session: Callable[[str], bool],
        stopping: asyncio.Event,
    ) -> None:
        self.app = app
        self.inputs = inputs
        self.has_session = has_session
        self.stopping = stopping

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        path: str = scope["path"]
        methods = _methods(path)
        if scope["method"] not in methods:
            status = 405 if methods else 404
            await refusal(status, words.BY_STATUS[status], {"Allow": ", ".join(methods)})(scope, receive, send)
        elif path == EVENTS:
            await self._take_event(scope, receive, send)
        elif path == STREAM or path.startswith(HEARTBEAT):
            await self._stream(scope, receive, send)
        else:
            # Queries name links, pages and parts of Gradio that are not used here.
            await self.app({**scope, "query_string": b""}, receive, send)

    async def _take_event(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = checked_event(await _body(receive), self.inputs())
        except EventError as error:
            await refusal(error.status, str(error))(scope, receive, send)
            return
        kept = [pair for pair in scope["headers"] if pair[0] not in (b"content-type", b"content-length")]
        headers = [*kept, (b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def again() -> Message:
            return waiting.pop() if waiting else await receive()

        await self.app({**scope, "headers": headers, "query_string": b""}, again, send)

    async def _stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == STREAM:
            query = parse_qs(scope["query_string"].decode("latin-1"))
            known = self.has_session(query.get("session_hash", [""])[0])
        else:
            known = _SESSION.fullmatch(scope["path"].removeprefix(HEARTBEAT)) is not None
        if not known:
            await refusal(404, words.UNKNOWN_SESSION)(scope, receive, send)
            return
        open_ended = False

        async def noting_send(message: Message) -> None:
            nonlocal open_ended
            open_ended = message["type"] == "http.response.start" or bool(message.get("more_body"))
            await send(message)

        serving = asyncio.ensure_future(self.app(scope, receive, noting_send))
        stopped = asyncio.ensure_future(self.stopping.wait())
        try:
            await asyncio.wait({serving, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if serving.done():
                await serving
                return
        finally:
            stopped.cancel()
            serving.cancel()
        with suppress(asyncio.CancelledError):
            await serving
        if open_ended:
            await send({"type": "http.response.body", "body": b"", "more_body": False})


def _methods(path: str) -> tuple[str, ...]:
    """Return the methods that the page uses at an address; none where it uses nothing."""
    if path == EVENTS:
        return ("POST",)
    if path == STREAM or path.startswith(HEARTBEAT):
        return ("GET",)
    used = path in PAGES or path.startswith(FILES)
    return ("GET", "HEAD") if used and path.isprintable() and len(path.encode()) <= _LONGEST_ADDRESS else ()


async def _body(receive: Receive) -> bytes:
    """Return the whole body; raises EventError when it is larger than any event."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > LARGEST_EVENT:
            raise EventError(413, words.LARGE_EVENT)
        if not message.get("more_body"):
            return bytes(body)


def page_events(page: gr.Blocks) -> Callable[[], Mapping[int, int]]:
    """Return a reader of a page's events: their numbers with how many values each takes."""
    return lambda: {number: len(event.inputs) for number, event in page.fns.items()}


def page_sessions(page: gr.Blocks) -> Callable[[str], bool]:
    """Return the test whether a session has sent an event to the page's queue."""
    return lambda session: session in page._queue.pending_messages_per_session
