"""What repair changed that a person should know: readers tell it while they read, whoever reads the file gathers it.

A context variable, as in ``ingest.page_progress``: repair is done sign by sign deep inside every reader, and only the
file as a whole has a place for warnings.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from ingest.document import ReadingWarning

_MOST_NAMED = 5

_told: ContextVar[dict[str, dict[str, None]] | None] = ContextVar("mended_signs", default=None)


def tell(code: str, what: str = "") -> None:
    """Say that ``what`` was changed; said twice it counts once. Does nothing when nobody gathers in this thread."""
    told = _told.get()
    if told is not None:
        told.setdefault(code, {})[what] = None


@contextmanager
def gathered() -> Iterator[dict[str, dict[str, None]]]:
    """Gather what is told inside the ``with`` block, in this thread: by code, each thing once."""
    told: dict[str, dict[str, None]] = {}
    token = _told.set(told)
    try:
        yield told
    finally:
        _told.reset(token)


def warnings_of(told: dict[str, dict[str, None]]) -> tuple[ReadingWarning, ...]:
    """Return the warnings: ``lookalike_number`` names the numbers, ``direction_marks`` counts, ``mojibake_mended``."""
    numbers, marks = list(told.get("lookalike_number", {})), len(told.get("direction_marks", {}))
    return (
        *lookalikes(numbers),
        *([ReadingWarning("direction_marks", str(marks))] if marks else []),
        *([ReadingWarning("mojibake_mended")] if "mojibake_mended" in told else []),
    )


def lookalikes(numbers: list[str]) -> tuple[ReadingWarning, ...]:
    """Return the one warning that names numbers written with letters that look like others, the first five of them."""
    if not numbers:
        return ()
    more = f", … +{len(numbers) - _MOST_NAMED}" if len(numbers) > _MOST_NAMED else ""
    return (ReadingWarning("lookalike_number", ", ".join(numbers[:_MOST_NAMED]) + more),)
