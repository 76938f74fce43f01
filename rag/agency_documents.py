"""Which documents name a body under any name it had or has: for search and lists."""

from __future__ import annotations

from datetime import date

from ingest.agencies import Agencies
from ingest.agency_reach import Reach, reach
from ingest.archive import Archive
from ingest.filters import Filters


def documents_naming(archive: Archive, agencies: Agencies, filters: Filters) -> frozenset[str]:
    """Return the ids of documents that name ``filters.agency``, what it came out of, or what it went into.

    The dates of the filters decide which of these count, as a year in a question does. A successor counts in documents
    issued since it took over; bodies that gave or took only a part of the work do not count.
    """
    assert filters.agency is not None
    found = set(archive.names_agency(filters.agency))
    reached = reached_by(agencies, filters)
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


def reached_by(agencies: Agencies, filters: Filters) -> Reach:
    """Return whose documents count for the body of the filters between their dates."""
    assert filters.agency is not None
    days = None
    if filters.issued_from or filters.issued_to:
        days = (filters.issued_from or date.min, filters.issued_to or date.max)
    return reach(filters.agency, agencies, days)
