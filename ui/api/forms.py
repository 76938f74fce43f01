"""Forms with files: how much one may carry, told in Vietnamese."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette._utils import AwaitableOrContextManager
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from ui.texts.http import FORM_FAULTS

MOST_FILES = 20
"""Files of one request. The sender waits until all of them are read, a second for a common one, two minutes for the worst;
and each keeps a file open, of the 1024 a process may have."""
MOST_FIELDS = 20
"""Fields of one request that are no files; the interface knows a handful."""
LARGEST_FIELD = 64 * 2**10
"""Bytes of such a field: a few sentences."""


class _BoundedRequest(Request):
    def form(self, **limits: object) -> AwaitableOrContextManager[FormData]:
        return super().form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=LARGEST_FIELD)


class FormRoute(APIRoute):
    """A route whose form is within the limits: 422 for too many files, 413 for other excess, 400 for what is no form."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler, which reads the form by our limits instead of Starlette's."""
        handler = super().get_route_handler()

        async def bounded(request: Request) -> Response:
            try:
                return await handler(_BoundedRequest(request.scope, request.receive))
            except HTTPException as error:
                raise _told(error) from error

        return bounded


def _told(error: HTTPException) -> HTTPException:
    for beginning, (status, sentence) in FORM_FAULTS.items():
        if str(error.detail).startswith(beginning):
            detail = sentence.format(files=MOST_FILES, fields=MOST_FIELDS, size=LARGEST_FIELD // 2**10)
            return HTTPException(status, detail)
    return error
