"""What became of an agency: predecessors and successors with their dates, whole or for a part of the work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an agency's work that went to ``successor``: ``words`` name it ("giáo dục nghề nghiệp", "dạy nghề").

    ``since`` is the first day with the new agency; ``None`` stands for the day after the old one's last.
    """

    successor: str
    words: tuple[str, ...]
    since: date | None = None


class Dated(Protocol):
    """An agency with the days it began and ended, the names before and after it, and the parts it gave away."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def valid_from(self) -> date | None: ...  # noqa: D102
    @property
    def valid_to(self) -> date | None: ...  # noqa: D102
    @property
    def predecessors(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def successors(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def parts(self) -> tuple[Part, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Relative:
    """An agency in somebody's lineage.

    ``relation`` is ``self``, ``predecessor`` or ``successor``; ``part predecessor`` or ``part successor`` where only the
    work that ``words`` name went over. ``valid_from`` and ``valid_to`` are inclusive, ``since`` is the first day on which
    the work lay with the later of the two; ``None`` means open or not known.
    """

    name: str
    relation: str
    valid_from: date | None
    valid_to: date | None
    since: date | None = None
    words: tuple[str, ...] = ()


def lineage_of(agency: Dated, on: date | None, lookup: Callable[[str], Dated | None]) -> tuple[Relative, ...]:
    """Return ``agency`` and its relatives, itself first.

    Without a date all predecessors and successors are meant. On a date: predecessors that had ended by then, and
    successors that had begun; so "Sở Nội vụ" of 2024 stays alone, and of mid-2025 reaches back to what it took over.
    """
    found = {agency.name: Relative(agency.name, "self", agency.valid_from, agency.valid_to)}

    def visit(one: Dated, relation: str) -> None:
        names = one.predecessors if relation == "predecessor" else one.successors
        for name in names:
            other = lookup(name)
            if other is None or name in found:
                continue
            # A successor may be older than the merger it came out of: it inherits when the other one ends.
            last = other.valid_to if relation == "predecessor" else one.valid_to
            if on is not None and (last is None or last >= on):
                continue
            found[name] = Relative(name, relation, other.valid_from, other.valid_to, _next(last))
            visit(other, relation)

    visit(agency, "predecessor")
    visit(agency, "successor")
    return tuple(found.values())


def parts_of(
    agency: Dated, on: date | None, agencies: Iterable[Dated], lookup: Callable[[str], Dated | None]
) -> tuple[Relative, ...]:
    """Return the agencies that gave ``agency`` a part of their work, then those it gave a part of its own.

    On a date only parts that had gone over by then.
    """
    given = [
        (other, "part predecessor", part, other)
        for other in agencies
        for part in other.parts
        if part.successor == agency.name
    ]
    given += [(heir, "part successor", part, agency) for part, heir in _heirs(agency, lookup)]
    found = []
    for other, relation, part, giver in given:
        since = part.since or _next(giver.valid_to)
        if on is None or (since is not None and since <= on):
            found.append(Relative(other.name, relation, other.valid_from, other.valid_to, since, part.words))
    return tuple(found)


def _heirs(agency: Dated, lookup: Callable[[str], Dated | None]) -> Iterator[tuple[Part, Dated]]:
    for part in agency.parts:
        heir = lookup(part.successor)
        if heir is not None:
            yield part, heir


def _next(day: date | None) -> date | None:
    return day + timedelta(days=1) if day else None
