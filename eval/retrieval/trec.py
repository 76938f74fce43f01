"""TREC run files: ``query Q0 passage rank score tag``, one line per retrieved passage."""

from __future__ import annotations

from pathlib import Path

Run = dict[str, list[tuple[str, float]]]


def write_run(path: Path, run: Run, tag: str) -> None:
    """Write ``run`` (query → passages with scores, best first); blanks inside identifiers become underscores."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as out:
        for query, ranked in run.items():
            for rank, (passage, score) in enumerate(ranked, 1):
                out.write(f"{_word(query)} Q0 {_word(passage)} {rank} {score:.6f} {tag}\n")


def _word(identifier: str) -> str:
    return "_".join(identifier.split())
