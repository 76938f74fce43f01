"""Committed figures and the comparison with them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

BASELINES = Path(__file__).parent / "baselines"

Table = dict[str, dict[str, float]]
"""What is measured (a system, a file) → measure → figure."""


@dataclass(frozen=True, slots=True)
class Regression:
    """A system that got worse; ``now`` is ``None`` when it is not there any more."""

    system: str
    before: float
    now: float | None
    chance: float


def save(table: Table, path: Path) -> None:
    """Write ``table`` as JSON with sorted keys, so that a change reads as a small diff. Times are left out."""
    kept = {
        system: {name: value for name, value in row.items() if name != "ms"} for system, row in sorted(table.items())
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def load(path: Path) -> Table:
    """Return a saved table, or an empty one when there is none yet."""
    if not path.exists():
        return {}
    table: Table = json.loads(path.read_text(encoding="utf-8"))
    return table


def differences(table: Table, baseline: Table) -> list[tuple[str, str, float, float]]:
    """Return (system, measure, before, now) for every figure that moved by at least 0.0005."""
    return [
        (system, name, baseline[system][name], value)
        for system, row in table.items()
        for name, value in row.items()
        if name in baseline.get(system, {}) and abs(value - baseline[system][name]) >= 0.0005
    ]
