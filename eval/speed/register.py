"""Speed of the register: ``python -m eval.speed.register [--documents N] [--json] [--save]``; figures are never asserted.

An archive of made directives is filled step by step. At each step: what one more document costs, and how long each
filter takes to count all its tasks and give the first page of them.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from eval import texts
from eval.baselines import BASELINES, Table
from eval.speed.made_directives import directives
from ingest.archive.archive import Archive
from ingest.archive.register.filters import TaskFilters
from ingest.assignment import ROLES

STEPS = (1_000, 10_000, 50_000, 100_000)
PAGE = 50
ROUNDS = 5
_RECENT = 500  # documents over which the cost of one more is taken

AGENCIES = ("Sở Y tế", "so tai chinh", "SXD", "Công an tỉnh", "Sở Lao động - Thương binh và Xã hội", "Sở Nội vụ")
WORDS = ("cống ngăn mặn", "tau ca", '"phần mềm một cửa"', "chuyển đổi số", "Bến Gỗ rà soát", "báo cáo")
YEARS = tuple(range(2008, 2024, 3))


def main(arguments: list[str] | None = None) -> int:
    """Fill an archive and print a row of figures for each step."""
    parser = argparse.ArgumentParser(prog="python -m eval.speed.register", description=texts.REGISTER_SPEED)
    parser.add_argument("--documents", type=int, default=STEPS[-1], help=texts.REGISTER_SPEED_DOCUMENTS)
    parser.add_argument("--scratch", type=Path, help=texts.REGISTER_SPEED_SCRATCH)
    parser.add_argument("--json", action="store_true", help=texts.JSON)
    parser.add_argument("--save", action="store_true", help=texts.SAVE)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        table: Table = {}
        for name, row in measure_register(options.documents, Path(scratch)):
            table[name] = row
            print(texts.table("register", {name: row}), file=sys.stderr, flush=True)
            if options.save:  # the last step takes an hour; what is known is kept
                _save(table)
    print(json.dumps(table) if options.json else texts.table("register", table))
    return 0


def _save(table: Table) -> None:
    path = BASELINES / "register-speed.json"
    rounded = {name: {what: round(value, 1) for what, value in row.items()} for name, row in table.items()}
    path.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
    print(texts.SAVED.format(path=path), file=sys.stderr)


def measure_register(count: int, scratch: Path) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield a row of figures for each step up to ``count`` documents, as soon as it is reached.

    ``tasks`` is how many there are; ``add_ms`` the median cost of one more document, of the last 500, ``add_wall_ms`` the
    same with the waiting for disk and other programs; ``mib`` the size of the database; every other figure the median of
    one filter, over its values and five rounds. Milliseconds are of processor time, which other programs disturb least.
    """
    steps = [step for step in STEPS if step < count] + [count]
    taken: list[tuple[float, float]] = []
    source = scratch / "van-ban.txt"
    with Archive.open(scratch / "archive", create=True) as archive:
        for number, (document, original) in enumerate(directives(count), 1):
            source.write_bytes(original)
            wall, processor = perf_counter(), process_time()
            archive.add(document, source, f"/van-ban/{document.id}")
            taken.append((1000 * (process_time() - processor), 1000 * (perf_counter() - wall)))
            if number in steps:
                recent = taken[-_RECENT:]
                row = {"tasks": float(archive.tasks.list(limit=1).count), "add_ms": median(one for one, _ in recent)}
                row["add_wall_ms"] = median(one for _, one in recent)
                row["mib"] = (archive.folder / "archive.db").stat().st_size / 2**20
                yield f"{number} documents", row | _filters(archive)


def _filters(archive: Archive) -> dict[str, float]:
    documents = [summary.id for summary in archive.documents()[::997][:6]]
    cases: dict[str, Sequence[TaskFilters]] = {
        "all_ms": [TaskFilters()],
        "agency_ms": [TaskFilters(agency=name) for name in AGENCIES],
        "role_ms": [TaskFilters(role=role) for role in ROLES],
        "due_ms": [TaskFilters(due_after=date(y, 3, 1), due_before=date(y, 5, 31)) for y in YEARS],
        "overdue_ms": [TaskFilters(due_before=date(y, 1, 1)) for y in YEARS],
        "document_ms": [TaskFilters(document=document) for document in documents],
        "words_ms": [TaskFilters(words=words) for words in WORDS],
        "issued_ms": [TaskFilters(issued_from=date(y, 1, 1), issued_to=date(y, 12, 31)) for y in YEARS],
        "status_ms": [TaskFilters(status="todo"), TaskFilters(status="done")],
        "unled_ms": [TaskFilters(unled=True)],
        "kind_ms": [TaskFilters(deadline_kind=kind) for kind in ("hard", "recurring")],
        "agency_year_ms": [
            TaskFilters(agency=name, issued_from=date(2019, 1, 1), issued_to=date(2019, 12, 31)) for name in AGENCIES
        ],
        "agency_role_due_ms": [
            TaskFilters(agency=name, role="lead", due_after=date(2015, 1, 1), due_before=date(2016, 12, 31))
            for name in AGENCIES
        ],
        "words_due_ms": [TaskFilters(words=words, due_after=date(2015, 1, 1)) for words in WORDS],
    }
    return {name: _median_ms(archive, filters) for name, filters in cases.items()} | {
        "by_month_ms": _median_ms(archive, [TaskFilters(agency=AGENCIES[0])], "month"),
    }


def _median_ms(archive: Archive, cases: Sequence[TaskFilters], by: str | None = None) -> float:
    """Return the median time of count and first page; the first round is warm-up."""

    def ask(filters: TaskFilters) -> None:
        archive.tasks.list(filters, by, limit=PAGE)

    for filters in cases:
        ask(filters)
    taken = []
    for _ in range(ROUNDS):
        for filters in cases:
            started = process_time()
            ask(filters)
            taken.append(1000 * (process_time() - started))
    return median(taken)


if __name__ == "__main__":
    sys.exit(main())
