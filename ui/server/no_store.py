"""No copy of the archive stays in browsers and proxies: every answer but those of the page's own files says so."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Files of the program and of Gradio: the same on every installation, nothing of the archive is in them.
_PROGRAM = ("/giao-dien/", "/assets/", "/static/", "/svelte/", "/theme.css", "/favicon.ico")


class NoStore:
    """ASGI layer that adds ``Cache-Control: no-store`` where an answer does not already forbid keeping it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or scope["path"].startswith(_PROGRAM):
            await self.app(scope, receive, send)
            return

        async def marked_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if "no-store" not in headers.get("cache-control", ""):
                    headers["cache-control"] = "no-store"
            await send(message)

        await self.app(scope, receive, marked_send)
