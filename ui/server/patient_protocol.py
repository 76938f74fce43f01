"""uvicorn's connection with an end to its patience: heads that do not come, answers that are not taken, crowds."""

from __future__ import annotations

import asyncio
import json
import sys
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from ui.server.patience import Patience
from ui.texts import http as words

LONGEST_HEAD = 64 * 2**10
"""Bytes of an address with its headers: every filter at its longest needs a third of it, in percent signs."""


def patient(patience: Patience) -> dict[str, Any]:
    """Return the options of ``uvicorn.Config`` that make a server wait for its clients so long and no longer."""

    class Connection(PatientProtocol):
        limits = patience

    # Nothing here speaks WebSocket; a connection that was handed over would be out of reach.
    return {"http": Connection, "ws": "none", "h11_max_incomplete_event_size": LONGEST_HEAD}


class PatientProtocol(H11Protocol):
    """One connection, ended when its client is too slow; refusals have the shape of the interface.

    408 for a head that does not come, 431 for one without end, 400 for what is no HTTP, 503 in a crowd. Whoever does not
    take an answer is cut off: there is nobody to tell.
    """

    limits = Patience()

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401  (uvicorn's own arguments, passed on)
        super().__init__(*given, **named)
        self._head_due: asyncio.TimerHandle | None = None
        self._end_due: asyncio.TimerHandle | None = None
        self._refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a head, unless there are too many connections already."""
        super().connection_made(transport)
        if len(self.connections) > self.limits.connections:
            self._refuse(503, words.TOO_BUSY)
        else:
            self._head_due = self.loop.call_later(self.limits.head, self._too_slow)

    def data_received(self, data: bytes) -> None:
        """Take bytes; a head must be whole in time from its first byte on."""
        if self._refused:
            return
        super().data_received(data)
        if self._answering() or self.transport.is_closing():
            self._stop_head()
        elif self._head_due is None and not self._refused:
            self._head_due = self.loop.call_later(self.limits.head, self._too_slow)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._stop_head()
        self._stop_end()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Give a reader that does not keep up some time to take something."""
        super().pause_writing()
        self._end_within(self.limits.reader)

    def resume_writing(self) -> None:
        """Go on: the reader took something."""
        self._stop_end()
        super().resume_writing()

    def on_response_complete(self) -> None:
        """Let a connection that closes go in time, too: what is left of its answer may never be taken."""
        super().on_response_complete()
        if self.transport.is_closing():
            self._end_within(self.limits.reader)

    def timeout_keep_alive_handler(self) -> None:
        """Close an idle connection, by force where its last answer is not taken."""
        super().timeout_keep_alive_handler()
        self._end_within(self.limits.reader)

    def send_400_response(self, msg: str) -> None:
        """Refuse what h11 could not read; it knows the status, uvicorn's name for the method does not."""
        hint = getattr(sys.exception(), "error_status_hint", 400)
        if hint == 431:
            self._refuse(431, words.TOO_LONG.format(limit=LONGEST_HEAD // 2**10))
        else:
            self._refuse(400, words.UNREADABLE)

    def _answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _stop_head(self) -> None:
        if self._head_due is not None:
            self._head_due.cancel()
            self._head_due = None

    def _stop_end(self) -> None:
        if self._end_due is not None:
            self._end_due.cancel()
            self._end_due = None

    def _end_within(self, seconds: float) -> None:
        if self._end_due is None:
            self._end_due = self.loop.call_later(seconds, self.transport.abort)

    def _too_slow(self) -> None:
        self._head_due = None
        if self._answering() or self.transport.is_closing():
            return
        if self.cycle is not None and self.cycle.more_body:  # answered long ago, and still sending a body nobody wants
            self.transport.abort()
        else:
            self._refuse(408, words.TOO_SLOW)

    def _refuse(self, status: int, detail: str) -> None:
        """Say why and close: for a moment what comes is thrown away, else the client would lose the answer."""
        self._refused = True
        self._stop_head()
        self.connections.discard(self)
        if self.transport.is_closing():
            return
        if self._answering():
            begun = self.cycle.response_started
            self.cycle.disconnected = True
            self.cycle.message_event.set()
            if begun:
                self.transport.abort()
                return
        body = json.dumps({"detail": detail}, ensure_ascii=False).encode()
        head = (
            f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\ncontent-type: application/json; charset=utf-8\r\n"
            f"content-length: {len(body)}\r\ncache-control: no-store\r\nx-content-type-options: nosniff\r\n"
            "connection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.write_eof()
        self._stop_end()
        self._end_within(self.limits.linger)
