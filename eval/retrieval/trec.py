"""TREC run files: ``query Q0 passage rank score tag``, one line per retrieved passage."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

Run = dict[str, list[tuple[str, float]]]


def write_run(path: Path, run: Run, tag: str) -> None:
    """Write ``run`` (query → passages with scores, best first); blanks inside identifiers become underscores."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as out:
        for query, ranked in run.items():
            for rank, (passage, score) in enumerate(ranked, 1):
                out.write(f"{_word(query)} Q0 {_word(passage)} {rank} {score:.6f} {tag}\n")


def read_run(lines: Iterable[str]) -> Run:
    """Read run lines; passages of a query come back ordered by score, best first.

    Raises ``ValueError`` naming the line when it has not six columns or no numeric score.
    """
    run: Run = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        cells = line.split()
        if len(cells) != 6:
            raise ValueError(f"line {number}: {len(cells)} columns, not 6: query Q0 passage rank score tag")
        try:
            run.setdefault(cells[0], []).append((cells[2], float(cells[4])))
        except ValueError as problem:
            raise ValueError(f"line {number}: no score: {cells[4]}") from problem
    for ranked in run.values():
        ranked.sort(key=lambda entry: -entry[1])
    return run


def _word(identifier: str) -> str:
    return "_".join(identifier.split())
