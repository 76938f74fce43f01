"""What is said of the encodings a text was in before it was Unicode."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.document import ReadingWarning
from ingest.text import mojibake


def encoding_warnings(found: Iterable[str]) -> tuple[ReadingWarning, ...]:
    """Return a ``legacy_encoding`` for each detail ("tcvn3, vni") and one ``mojibake_mended`` for all repaired text."""
    told: dict[ReadingWarning, None] = {}
    for names in sorted(found):
        old = ", ".join(name for name in names.split(", ") if name != mojibake.NAME)
        if old:
            told[ReadingWarning("legacy_encoding", old)] = None
    scrambled = any(mojibake.NAME in names.split(", ") for names in found)
    return (*told, *([ReadingWarning("mojibake_mended")] if scrambled else []))
