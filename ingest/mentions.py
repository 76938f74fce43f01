"""The names of bodies as the archive needs them: which a text mentions, which one body goes by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from ingest.agencies import Agencies
from ingest.agency_reach import Reach, reach


@dataclass(frozen=True, slots=True)
class KnownAgencies:
    """Names drawn from the authority file."""

    agencies: Agencies

    def named_in(self, text: str) -> frozenset[str]:
        """Return every name of a body found in the text, canonical and as printed."""
        found = self.agencies.find(text)
        return frozenset(
            name
            for mention in found
            for name in (mention.printed, mention.agency.name if mention.agency else "")
            if name
        )

    def names_of(self, name: str) -> frozenset[str]:
        """Return all known names of the body called ``name``; none when it is not in the file."""
        agency = self.agencies.named(name)
        return frozenset((name, agency.name, *agency.names)) if agency else frozenset()

    def reach(self, name: str, during: int | tuple[date, date] | None = None) -> Reach:
        """Return whose tasks concern the body called ``name``; see ``ingest.agency_reach.reach``."""
        return reach(name, self.agencies, during)


@cache
def known_agencies() -> KnownAgencies:
    """Return the names of the authority file that ships with the program; the file is read once."""
    return KnownAgencies(Agencies.load())
