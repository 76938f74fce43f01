"""The name nearest to a mistyped one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")
# One slip in a name of eight letters or more, two from fifteen: "so non nghiep" is near "so nong nghiep";
# shorter names (so y te, so xd) differ from each other by less.
_ONE_SLIP, _TWO_SLIPS = 8, 15


def nearest(typed: str, names: Mapping[str, T]) -> T | None:
    """Return what the closest name stands for, or ``None`` when none is close or two different ones are equally close."""
    allowed = 0 if len(typed) < _ONE_SLIP else 1 if len(typed) < _TWO_SLIPS else 2
    best: list[T] = []
    best_distance = allowed + 1
    for name, value in names.items():
        if abs(len(name) - len(typed)) > min(allowed, best_distance):
            continue
        away = distance(typed, name, allowed)
        if away < best_distance:
            best, best_distance = [value], away
        elif away == best_distance and away <= allowed and value not in best:
            best.append(value)
    return best[0] if len(best) == 1 else None


def distance(one: str, other: str, limit: int) -> int:
    """Return the Levenshtein distance, or ``limit + 1`` as soon as it must be greater than ``limit``."""
    before = list(range(len(other) + 1))
    for row, sign in enumerate(one, 1):
        now = [row]
        for column, against in enumerate(other, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (sign != against)))
        if min(now) > limit:
            return limit + 1
        before = now
    return min(before[-1], limit + 1)
