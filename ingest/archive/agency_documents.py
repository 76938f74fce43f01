"""Which documents name an agency under any name it had or has: for search and lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ingest.agencies.find import Agencies
from ingest.agencies.reach import reach
from ingest.archive.archive import Archive
from ingest.filters import Filters


def resolved(archive: Archive, agencies: Agencies, filters: Filters) -> Filters:
    """Return ``filters`` with ``agency`` turned into the documents that name the agency, its predecessors or successors.

    The dates of the filters decide which of these count, as a year in a question does. A successor counts in documents
    issued since it took over; agencies that gave or took only a part of the work do not count.
    """
    if not filters.agency:
        return filters
    found = _naming(archive, agencies, filters.agency, _days(filters))
    documents = found if filters.documents is None else found & filters.documents
    return replace(filters, agency=None, documents=documents)


def also_counted(agencies: Agencies, filters: Filters) -> tuple[str, ...]:
    """Return the predecessors and successors whose documents ``resolved`` counts besides the agency's own."""
    if not filters.agency:
        return ()
    reached = reach(filters.agency, agencies, _days(filters))
    return tuple(one.name for one in (*reached.earlier, *reached.later) if not one.words)


def _naming(archive: Archive, agencies: Agencies, name: str, days: tuple[date, date] | None) -> frozenset[str]:
    found = set(archive.names_agency(name))
    reached = reach(name, agencies, days)
    for one in reached.earlier:
        if not one.words:
            found |= archive.names_agency(one.name)
    for one in reached.later:
        if not one.words and one.since is not None:
            named = archive.names_agency(one.name)
            found |= {
                summary.id for summary in archive.documents(Filters(issued_from=one.since)) if summary.id in named
            }
    return frozenset(found)


def _days(filters: Filters) -> tuple[date, date] | None:
    if not filters.issued_from and not filters.issued_to:
        return None
    return filters.issued_from or date.min, filters.issued_to or date.max
