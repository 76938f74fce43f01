"""The authority file: what each body is called, when it existed, what came before and after it.

``ingest/data/agencies.csv`` was compiled for this project from public facts (names of offices, the reorganisations of
March and July 2025) and holds for any province; where a day is approximate its note says so.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.agency_names import mixed_forms, spellings
from ingest.lineage import Part

# Sở Y tế (2025-03-01): trẻ em; bảo trợ xã hội
_PART = re.compile(r"(?P<to>[^(:]+?)\s*(?:\((?P<since>[\d-]+)\))?\s*:\s*(?P<words>.+)")


@dataclass(frozen=True, slots=True)
class Agency:
    """A body of the authority file; ``valid_to`` is its last day, ``None`` where it still exists or nobody knows.

    ``successors`` took over the body whole, ``parts`` went elsewhere. ``forms`` are spellings built of the name ("Sở Lao
    động - TB&XH"), for finding only.
    """

    name: str
    kind: str
    names: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    forms: tuple[str, ...] = ()


def read_authority(path: Path) -> tuple[list[Agency], dict[str, str]]:
    """Return the bodies of a CSV file and the issuer symbols (``STC``) with the name each stands for.

    Names come with their short and long forms; lists in a cell are separated by ``|``. Raises ``KeyError`` for a missing
    column and ``ValueError`` for a malformed day.
    """
    bodies: list[Agency] = []
    symbols: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            listed = [row["canonical"], *_cells(row["abbreviations"]), *_cells(row["variants"])]
            names = dict.fromkeys(spelling for name in listed for spelling in (name, *sorted(spellings(name))))
            bodies.append(
                Agency(
                    row["canonical"],
                    row["kind"],
                    tuple(names),
                    _day(row["valid_from"]),
                    _day(row["valid_to"]),
                    _cells(row["predecessors"]),
                    _cells(row["successors"]),
                    tuple(_part(cell) for cell in _cells(row.get("parts"))),
                    tuple(sorted(mixed_forms(row["canonical"]) - set(names))),
                )
            )
            symbols.update(dict.fromkeys(_cells(row["symbols"]), row["canonical"]))
    return bodies, symbols


def _cells(value: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (value or "").split("|") if part.strip())


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _part(cell: str) -> Part:
    """Read ``Sở Y tế (2025-03-01): trẻ em; bảo trợ xã hội``; raises ``ValueError`` where it is none."""
    found = _PART.fullmatch(cell)
    if found is None:
        raise ValueError(cell)
    words = tuple(word.strip() for word in found["words"].split(";") if word.strip())
    return Part(found["to"], words, _day(found["since"]))
