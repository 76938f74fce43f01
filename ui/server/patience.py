"""How long the service waits for a slow client, and the layer that waits for bodies; heads and readers: ``patient_protocol``.

uvicorn knows one of these times, that of an idle connection between two requests. Without the others a few hundred
clients that send a byte now and then, or ask and never read, keep every connection for themselves.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.api.faults import refusal
from ui.texts import http as words


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds, and bytes a second. What a poor line of today does passes ten times over.

    ``head``: from the opening of a connection, or the first byte of a further request, to the end of its head.
    ``body``: waiting for a body in all, besides the time that what has come may take at ``slowest`` bytes a second.
    ``reader``: that nothing of an answer is taken. ``linger``: that a refused client may go on sending before it is cut off.
    ``connections``: open at once; of the 1024 files that a process may have, half are left to the archive and to uploads.
    """

    head: float = 20.0
    body: float = 30.0
    slowest: int = 4096
    reader: float = 60.0
    linger: float = 2.0
    connections: int = 500


class SlowAgencies:
    """ASGI layer: a body that comes too slowly is refused with 408, and its connection closed.

    Only the time spent waiting for the client counts, not what the service does with the bytes meanwhile.
    """

    def __init__(self, app: ASGIApp, patience: Patience) -> None:
        self.app = app
        self.patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        clock = asyncio.get_running_loop().time
        waited, received = 0.0, 0
        whole = started = late = False

        async def patient_receive() -> Message:
            nonlocal waited, received, whole, late
            if whole:  # what may come now is the news that the client left, and that is waited for
                return await receive()
            left = self.patience.body + received / self.patience.slowest - waited
            since = clock()
            try:
                async with asyncio.timeout(max(left, 0)):
                    message = await receive()
            except TimeoutError:
                late = True
                if not started:
                    await refusal(408, words.TOO_SLOW, {"Connection": "close"})(scope, receive, send)
                return {"type": "http.disconnect"}
            waited += clock() - since
            received += len(message.get("body", b""))
            whole = not message.get("more_body", False)
            return message

        async def send_in_time(message: Message) -> None:
            nonlocal started
            if not late:  # the framework reports a body that broke off as 400; the reason was told already
                started = True
                await send(message)

        await self.app(scope, patient_receive, send_in_time)
