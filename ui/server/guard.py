"""What stands between the network and the service: who may call, how much they may send, what browsers may do.

Written as plain ASGI so that it also covers the mounted Gradio application, and so that streamed answers stay streamed.
"""

from __future__ import annotations

import ipaddress
import json
import secrets
import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.texts import page as words

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# Gradio compiles the (constant) template of its HTML component with Function(), hence 'unsafe-eval'; scripts in the
# page itself carry the nonce of their response, so markup that slipped into a text could not run.
_PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)


def allowed_host(host: str, extra: Iterable[str] = ()) -> bool:
    """Tell whether a ``Host`` header names this machine: an address, localhost, its own name, or one of ``extra``.

    A foreign name that resolves here (DNS rebinding) would let another site read the archive through a visitor's
    browser; an address cannot be rebound.
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    machine = socket.gethostname().lower()
    if name in {"localhost", machine, f"{machine}.local", *(known.lower() for known in extra)}:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def same_origin(headers: Headers) -> bool:
    """Tell whether a browser sent this from our own page; programs that send neither header pass."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host", "")


class TooMuchError(Exception):
    """A body grew past the limit while it was being read."""


class Guard:
    """ASGI layer: checks host, origin and size of each request and adds the security headers to each response.

    Refusals are ``{"detail": ...}`` in Vietnamese: 400 for a foreign host, 403 for a foreign origin, 413 for a body
    above ``max_bytes``. ``scope["state"]["nonce"]`` is the script nonce of the response.
    """

    def __init__(self, app: ASGIApp, max_bytes: int, hosts: tuple[str, ...] = ()) -> None:
        self.app = app
        self.max_bytes = max_bytes
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce

        async def guarded_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(MutableHeaders(scope=message), nonce)
            await send(message)

        if not allowed_host(headers.get("host", ""), self.hosts):
            await _refuse(guarded_send, 400, words.FOREIGN_HOST)
            return
        if scope["method"] not in SAFE_METHODS and not same_origin(headers):
            await _refuse(guarded_send, 403, words.FOREIGN_ORIGIN)
            return
        too_much = words.TOO_LARGE.format(limit=self.max_bytes // 2**20)
        declared = headers.get("content-length", "0")
        if declared.isdigit() and int(declared) > self.max_bytes:
            await _refuse(guarded_send, 413, too_much)
            return
        received = 0
        refused = False

        async def counted_receive() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self.max_bytes:
                raise TooMuchError
            return message

        async def honest_send(message: Message) -> None:
            # The framework reports a body that broke off as 400; the reason is known here.
            nonlocal refused
            if received <= self.max_bytes:
                await guarded_send(message)
            elif not refused:
                refused = True
                await _refuse(guarded_send, 413, too_much)

        try:
            await self.app(scope, counted_receive, honest_send)
        except TooMuchError:
            if not refused:
                await _refuse(guarded_send, 413, too_much)


def _add_headers(headers: MutableHeaders, nonce: str) -> None:
    headers.setdefault("Content-Security-Policy", _PAGE_POLICY.format(nonce=nonce))
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("X-Frame-Options", "SAMEORIGIN")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")


async def _refuse(send: Send, status: int, detail: str) -> None:
    body = json.dumps({"detail": detail}, ensure_ascii=False).encode()
    head = [(b"content-type", b"application/json; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body})
