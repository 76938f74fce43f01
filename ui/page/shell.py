"""The HTML shell that Gradio serves at ``/``, made Vietnamese, self-contained and fit for a strict script policy.

Gradio offers no argument for the page's language, for the preview tags that point at its own site, or for script
nonces, so the one HTML response is rewritten on its way out. Everything else passes untouched.
"""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# <meta property="og:image" content="https://..."/> and its twitter: siblings, on one line or several
_PREVIEW_TAG = re.compile(r'<meta\s+(?:property="og:|name="twitter:)[^>]*>\s*')
_LANGUAGE = re.compile(r'(<html\s+)lang="en"')
_SCRIPT = re.compile(r"<script(?=[\s>])")
_HEAD_END = "</head>"


def vietnamese_shell(page: str, nonce: str, head: str) -> str:
    """Return the page with ``lang="vi"``, without preview tags, with ``head`` added and every script given ``nonce``.

    >>> vietnamese_shell('<html lang="en"><head></head><script>1</script>', "n1", "<title>x</title>")
    '<html lang="vi"><head><title>x</title></head><script nonce="n1">1</script>'
    """
    page = _LANGUAGE.sub(r'\1lang="vi"', page)
    before, end, after = _PREVIEW_TAG.sub("", page).partition(_HEAD_END)
    return _SCRIPT.sub(f'<script nonce="{nonce}"', before + head + end + after)


class Shell:
    """ASGI layer that rewrites the HTML answer to ``GET /``; see ``vietnamese_shell``."""

    def __init__(self, app: ASGIApp, head: str) -> None:
        self.app = app
        self.head = head

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or scope["path"] != "/" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        chunks: list[bytes] = []

        async def rewriting_send(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                if not Headers(raw=message["headers"]).get("content-type", "").startswith("text/html"):
                    await send(message)
                return
            if start is None or not Headers(raw=start["headers"]).get("content-type", "").startswith("text/html"):
                await send(message)
                return
            chunks.append(message.get("body", b""))
            if message.get("more_body"):
                return
            nonce = scope.get("state", {}).get("nonce", "")
            body = vietnamese_shell(b"".join(chunks).decode(), nonce, self.head).encode()
            headers = MutableHeaders(scope=start)
            headers["content-length"] = str(len(body))
            headers["cache-control"] = "no-store"
            await send(start)
            await send({"type": "http.response.body", "body": body})

        # A compressed body could not be rewritten.
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self.app({**scope, "headers": plain}, receive, rewriting_send)
