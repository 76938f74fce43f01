"""The authority file: what each agency is called, when it existed, what came before and after it; and an agency named in a text.

``ingest/data/agencies.csv`` was compiled for this project from public facts (names of offices, the reorganisations of
March and July 2025) and holds for any province; where a day is approximate its note says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ingest.agencies.file import EMPTIED, LISTS, AgencyRow
from ingest.agencies.lineage import Part
from ingest.agencies.names import mixed_forms, spellings
from ingest.spans import Span

# Sở Y tế (2025-03-01): trẻ em; bảo trợ xã hội
_PART = re.compile(r"(?P<to>[^(:]+?)\s*(?:\((?P<since>\d{4}-\d\d-\d\d)\))?\s*:\s*(?P<words>[^:]+)")


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency of the authority file; ``valid_to`` is its last day, ``None`` where it still exists or nobody knows.

    ``successors`` took over the agency whole, ``parts`` went elsewhere. ``forms`` are spellings built of the name ("Sở Lao
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


@dataclass(frozen=True, slots=True)
class Mention:
    """An agency named in a text; ``printed == text[span]``. ``common`` marks collectives (các sở, ban, ngành)."""

    span: Span
    agency: Agency | None
    printed: str
    common: bool = False


def agencies_of(rows: Iterable[AgencyRow]) -> tuple[list[Agency], dict[str, str]]:
    """Return the agencies of rows without grave faults, and the issuer symbols (``STC``) with the name each stands for.

    Names come with their short and long forms. An agency named as somebody's successor has it as its predecessor, and the
    reverse, whichever row says so.
    """
    rows = list(rows)
    before: dict[str, list[str]] = {row.cells["canonical"]: list(row.listed("predecessors")) for row in rows}
    after: dict[str, list[str]] = {row.cells["canonical"]: list(row.listed("successors")) for row in rows}
    for name in before:
        for other in after[name]:
            if name not in before.get(other, (name,)):
                before[other].append(name)
        for other in before[name]:
            if name not in after.get(other, (name,)):
                after[other].append(name)
    symbols = {symbol: row.cells["canonical"] for row in rows for symbol in row.listed("symbols")}
    return [_agency(row, before, after) for row in rows], symbols


def _agency(row: AgencyRow, before: dict[str, list[str]], after: dict[str, list[str]]) -> Agency:
    name = row.cells["canonical"]
    listed = [name, *row.listed("abbreviations"), *row.listed("variants")]
    names = dict.fromkeys(spelling for one in listed for spelling in (one, *sorted(spellings(one))))
    return Agency(
        name,
        row.cells["kind"] or "department",
        tuple(names),
        day_of(row.cells["valid_from"]),
        day_of(row.cells["valid_to"]),
        tuple(before[name]),
        tuple(after[name]),
        tuple(part for cell in row.listed("parts") if (part := part_of(cell)) is not None),
        tuple(sorted(mixed_forms(name) - set(names))),
    )


def merged(shipped: Iterable[AgencyRow], own: Iterable[AgencyRow]) -> list[AgencyRow]:
    """Lay an office's rows over the shipped ones.

    A row of the same name adds to the lists and replaces the other cells it fills; ``-`` empties a cell, and as first
    part of a list (``-|Sở VHTT``) replaces it. Other rows are added.
    """
    found = {row.cells["canonical"]: row for row in shipped}
    for row in own:
        name = row.cells["canonical"]
        under = found.get(name)
        cells = {column: _over(column, under.cells[column] if under else "", row.cells[column]) for column in row.cells}
        found[name] = AgencyRow(row.line, cells, row.places)
    return list(found.values())


def _over(column: str, under: str, cell: str) -> str:
    if column not in LISTS:
        return "" if cell == EMPTIED else cell or under
    parts = [part.strip() for part in cell.split("|") if part.strip()]
    if parts[:1] == [EMPTIED]:
        return "|".join(parts[1:])
    return "|".join(dict.fromkeys((*(part for part in under.split("|") if part), *parts)))


def part_of(cell: str) -> Part | None:
    """Read ``Sở Y tế (2025-03-01): trẻ em; bảo trợ xã hội``; ``None`` where it is nothing of the sort."""
    found = _PART.fullmatch(cell)
    if found is None:
        return None
    words = tuple(word.strip() for word in found["words"].split(";") if word.strip())
    try:
        return Part(found["to"], words, day_of(found["since"]))
    except ValueError:
        return None


def day_of(value: str | None) -> date | None:
    """Read ``2025-03-01``; nothing and ``-`` are no day. Raises ``ValueError``."""
    return date.fromisoformat(value) if value and value != EMPTIED else None
