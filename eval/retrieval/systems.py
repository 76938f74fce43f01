"""The rows of a table: which rankings are measured, the plainest first. A new one is a line here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

Found = list[tuple[str, float]]
"""Passage names with scores, best first."""


@dataclass(frozen=True, slots=True)
class System:
    """One row. ``mode`` is what the index is asked for, ``without`` the parts of it that are switched off.

    ``lexical`` says that it ranks by words alone.
    """

    name: str
    mode: str
    lexical: bool = False
    without: tuple[str, ...] = ()


SYSTEMS = (
    System("rank-bm25", "bm25", lexical=True),
    System("syllables", "syllables", lexical=True),
    System("bigrams", "lexical", lexical=True),
    System("expansions", "expanded", lexical=True),
    System("encoder", "vectors"),
    System("fusion", "hybrid"),
    System("re-ranker", "reranked"),
)


class Engine(Protocol):
    """An index under measurement. It offers ``modes``, and of its best mode the ``parts`` that can be switched off."""

    modes: frozenset[str]
    parts: tuple[str, ...]

    def search(self, question: str, limit: int, system: System) -> Found:
        """Return at most ``limit`` passages by name, best first."""
        ...

    def alarms(self) -> tuple[str, ...]:
        """Return what is wrong with its retrievers, as codes of ``index.store.alarms``; empty when they are well."""
        ...


def rows(engine: Engine, names: Collection[str] | None = None) -> tuple[System, ...]:
    """Return the systems this engine offers, in order; ``names`` keeps some. What it does not offer is simply absent."""
    return tuple(one for one in SYSTEMS if one.mode in engine.modes and (names is None or one.name in names))


def ablations(engine: Engine) -> tuple[System, ...]:
    """Return the best mode whole, and once without each of its parts."""
    best = rows(engine)[-1]
    whole = System(best.name, best.mode)
    return (whole, *(System(f"{best.name} - {part}", best.mode, without=(part,)) for part in engine.parts))


def pairs(systems: Sequence[System]) -> Iterable[tuple[str, str]]:
    """Yield which rows are compared: each with the row before it, the last also with every row of words alone."""
    named = [(before.name, after.name) for before, after in pairwise(systems)]
    last = [(one.name, systems[-1].name) for one in systems if one.lexical and one is not systems[-1]]
    yield from dict.fromkeys([*named, *last])
