"""A body named in a text."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.agencies.authority import Agency
from ingest.spans import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named in a text; ``printed == text[span]``. ``common`` marks collectives (các sở, ban, ngành)."""

    span: Span
    agency: Agency | None
    printed: str
    common: bool = False
