"""The names of agencies as the archive needs them: which a text mentions, which one agency goes by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from ingest.agencies.find import OWN_FILE, Agencies
from ingest.agencies.reach import Reach, reach


@dataclass(frozen=True, slots=True)
class KnownAgencies:
    """Names drawn from the authority file."""

    agencies: Agencies

    def named_in(self, text: str) -> frozenset[str]:
        """Return every name of an agency found in the text, canonical and as printed."""
        found = self.agencies.find(text)
        return frozenset(
            name
            for mention in found
            for name in (mention.printed, mention.agency.name if mention.agency else "")
            if name
        )

    def names_of(self, name: str) -> frozenset[str]:
        """Return all known names of the agency called ``name``; none when it is not in the file."""
        agency = self.agencies.named(name)
        return frozenset((name, agency.name, *agency.names)) if agency else frozenset()

    def reach(self, name: str, during: int | tuple[date, date] | None = None) -> Reach:
        """Return whose tasks concern the agency called ``name``; see ``ingest.agencies.reach.reach``."""
        return reach(name, self.agencies, during)


def known_agencies(folder: Path) -> KnownAgencies:
    """Return the names of the authority file that ships with the program and of the one in an archive's folder.

    The files are read once as long as the archive's own does not change.
    """
    own = folder / OWN_FILE
    try:
        changed = own.stat().st_mtime_ns
    except OSError:
        return _shipped()
    return _with_own(own, changed)


@cache
def _shipped() -> KnownAgencies:
    return KnownAgencies(Agencies.load())


@lru_cache(maxsize=4)
def _with_own(own: Path, changed: int) -> KnownAgencies:
    del changed  # only tells the versions of the file apart
    return KnownAgencies(Agencies.load(own))
