"""Which documents a search or a listing is restricted to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that all must hold; ``None`` and empty mean no condition.

    ``kind`` (``công văn``) and ``issuer`` compare folded (no case, no diacritics; issuer: contains). ``agency`` is a
    agency named anywhere in the document, by any of its known names. Dates are inclusive; a document without a date
    fails a date condition. ``documents`` restricts to these ids. ``place`` is a province, district, commune or town that the
    document names anywhere; only who has the index can resolve it (into ``documents``).
    """

    kind: str | None = None
    issuer: str | None = None
    agency: str | None = None
    issued_from: date | None = None
    issued_to: date | None = None
    documents: frozenset[str] | None = None
    place: str | None = None

    @property
    def empty(self) -> bool:
        """True when nothing is restricted."""
        return self == Filters()
