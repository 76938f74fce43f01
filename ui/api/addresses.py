"""Parts of addresses that end where a more exact address begins, so that each address knows its own methods alone."""

from __future__ import annotations

from starlette.convertors import Convertor, register_url_convertor


class _Rest(Convertor[str]):
    """All that follows, slashes and line breaks included: Starlette's ``path`` leaves an address with a break to others."""

    regex = "(?s:.*)"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


class _Key(_Rest):
    """A document's key: numbers have slashes in them. ``88/UBND/file`` is the original of ``88/UBND``."""

    regex = r"(?s:(?!.+/file\Z).*)"


class _TaskId(_Rest):
    """A task's id; ``orphans`` is an address of its own."""

    regex = "(?!orphans$)[^/]+"


REST, KEY, TASK_ID = "rest", "document_key", "task_id"
register_url_convertor(REST, _Rest())
register_url_convertor(KEY, _Key())
register_url_convertor(TASK_ID, _TaskId())
