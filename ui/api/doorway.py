"""What no route answers: HEAD where GET works, other methods (405 with ``Allow``), addresses that do not exist (404)."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import URLPath
from starlette.routing import BaseRoute, Match, NoMatchFound
from starlette.types import Receive, Scope, Send

from ui.api.faults import refusal
from ui.texts.page import BY_STATUS

_METHODS = ("DELETE", "GET", "PATCH", "POST", "PUT")


class Doorway(BaseRoute):
    """The last of our own routes: takes what those before it know by another method, and the rest of ``/api/``.

    HEAD is answered by the route of GET; the server leaves the body out. Everything else is refused. Without it the page
    that is mounted behind would answer for addresses of the interface.
    """

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self._routes = tuple(routes)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Take a request that would be served by another method, or whose address is one of the interface."""
        ours = scope["type"] == "http" and (f"{scope['path']}/".startswith("/api/") or bool(self._allowed(scope)))
        return (Match.FULL if ours else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer HEAD, or refuse."""
        allowed = self._allowed(scope)
        if "GET" in allowed:
            if scope["method"] == "HEAD":
                await scope["app"].router({**scope, "method": "GET"}, receive, send)
                return
            allowed = sorted([*allowed, "HEAD"])
        status = 405 if allowed else 404
        headers = {"Allow": ", ".join(allowed)} if allowed else None
        await refusal(status, BY_STATUS[status], headers)(scope, receive, send)

    def url_path_for(self, name: str, /, **path_params: object) -> URLPath:
        """Name nothing: nobody links here."""
        raise NoMatchFound(name, path_params)

    def _allowed(self, scope: Scope) -> list[str]:
        return [
            method
            for method in _METHODS
            if any(route.matches({**scope, "method": method})[0] is Match.FULL for route in self._routes)
        ]
