"""Parts of addresses that end where a more exact address begins, so that each address knows its own methods alone."""

from __future__ import annotations

from starlette.convertors import Convertor, register_url_convertor


class _Key(Convertor[str]):
    """A document's key: numbers have slashes in them. ``88/UBND/file`` is the original of ``88/UBND``."""

    regex = "(?!.+/file$).*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


class _TaskId(_Key):
    """A task's id; ``orphans`` is an address of its own."""

    regex = "(?!orphans$)[^/]+"


KEY, TASK_ID = "document_key", "task_id"
register_url_convertor(KEY, _Key())
register_url_convertor(TASK_ID, _TaskId())
