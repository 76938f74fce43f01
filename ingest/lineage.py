"""What became of a body: predecessors and successors with their dates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol


class Dated(Protocol):
    """A body with the days it began and ended and the names before and after it."""

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


@dataclass(frozen=True, slots=True)
class Relative:
    """A body in somebody's lineage; ``relation`` is ``self``, ``predecessor`` or ``successor``.

    ``valid_from`` and ``valid_to`` are inclusive; ``None`` means open or not known.
    """

    name: str
    relation: str
    valid_from: date | None
    valid_to: date | None


def lineage_of(body: Dated, on: date | None, lookup: Callable[[str], Dated | None]) -> tuple[Relative, ...]:
    """Return ``body`` and its relatives, itself first.

    Without a date all predecessors and successors are meant. On a date: predecessors that had ended by then, and
    successors that had begun; so "Sở Nội vụ" of 2024 stays alone, and of mid-2025 reaches back to what it took over.
    """
    found = {body.name: Relative(body.name, "self", body.valid_from, body.valid_to)}

    def visit(one: Dated, relation: str) -> None:
        names = one.predecessors if relation == "predecessor" else one.successors
        for name in names:
            other = lookup(name)
            if other is None or name in found:
                continue
            if on is not None:
                # A successor may be older than the merger it came out of: it inherits when the other one ends.
                handed_over = other.valid_to if relation == "predecessor" else one.valid_to
                if handed_over is None or handed_over >= on:
                    continue
            found[name] = Relative(name, relation, other.valid_from, other.valid_to)
            visit(other, relation)

    visit(body, "predecessor")
    visit(body, "successor")
    return tuple(found.values())
