"""Measuring the register of assignments against gold tasks: who leads, in what role, with whom, by when, how far a header reaches."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.baselines import Table
from eval.register.gold import GoldDocument, GoldTask, aligned
from eval.register.matching import Matching, agency_words, match, same_agency, same_task, wanted_of
from ingest.assignment import Assignment
from ingest.document import Document
from ingest.errors import IngestError

TOTALS = ("dev", "held-out", "all")
_LEAST_SCOPE = 0.5


@dataclass(frozen=True, slots=True)
class MeasuredDocument:
    """One document compared: its matching, the counts that come of it, and how many gold tasks its text no longer holds."""

    gold: GoldDocument
    text: str
    matching: Matching
    counts: Counter[str]


@dataclass(frozen=True, slots=True)
class Absent:
    """A gold document that could not be compared; ``reason`` is ``absent``, ``other`` (not the same file) or an error's text."""

    file: str
    reason: str


def measure(
    golds: Iterable[GoldDocument], documents: Path, read: Callable[[Path], Document]
) -> Iterator[MeasuredDocument | Absent]:
    """Compare every gold document with what ``read`` finds in its original below ``documents``."""
    for gold in golds:
        path = documents / gold.file
        if not path.is_file():
            yield Absent(gold.file, "absent")
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() != gold.sha256:
            yield Absent(gold.file, "other")
            continue
        try:
            document = read(path)
        except IngestError as problem:
            yield Absent(gold.file, str(problem))
            continue
        yield compare(gold, document.text, document.assignments)


def compare(gold: GoldDocument, text: str, found: Sequence[Assignment]) -> MeasuredDocument:
    """Compare the rows found in ``text`` with the gold; rows outside its extent and rows of optional tasks do not count."""
    gold, lost = aligned(gold, text)
    wanted = [task for task in gold.tasks if not task.optional]
    rows = [row for row in found if gold.extent is None or gold.extent.start <= row.task.start < gold.extent.end]
    first = match(wanted_of(wanted, text), rows)
    optional = [task for task in gold.tasks if task.optional]
    excused = match(wanted_of(optional, text), first.spurious)
    kept = {id(row) for row in excused.spurious}
    matching = match(wanted_of(wanted, text), [row for row in rows if row not in first.spurious or id(row) in kept])
    counts = _counts(matching, wanted, text)
    counts["lost"] = len(lost)
    counts["wanted"] += sum(max(len(task.lead), 1) for task in lost if not task.optional)
    return MeasuredDocument(gold, text, matching, counts)


def table_of(measured: Sequence[MeasuredDocument]) -> Table:
    """Return the figures of every document, of the two splits, of each gold file and of all; an empty ratio is left out.

    The gold files stand apart only where there are several.
    """
    table: Table = {each.gold.file: figures(each.counts) for each in measured}
    sources = sorted({each.gold.source for each in measured} - {""})
    for total in (*(sources if len(sources) > 1 else ()), *TOTALS):
        counts: Counter[str] = Counter()
        for each in measured:
            if total in ("all", each.gold.split, each.gold.source):
                counts.update(each.counts)
        table[total] = figures(counts)
    return table


def figures(counts: Counter[str]) -> dict[str, float]:
    """Return counts and ratios: ``p r f1`` of (lead, task), ``f1_one`` with each surplus part as an error, then the fields.

    ``lead_p lead_r`` count only rows and tasks that name an agency. ``due_*`` are deadlines with firm words; ``soft_f1`` are
    those that only press. ``role`` and ``scope`` are shares of the tasks found.
    """
    right = counts["right"]
    row: dict[str, float] = {name: counts[name] for name in ("wanted", "rows", "parts", "lost")}
    row |= _ratios("", right + counts["covered"], counts["wanted"], right, counts["rows"] - counts["parts"])
    one = _ratios("", right, counts["wanted"], right, counts["rows"])
    row |= {"f1_one": one["f1"]} if "f1" in one else {}
    named = _ratios(
        "lead_", counts["named right"] + counts["covered"], counts["named"], counts["named right"], counts["named rows"]
    )
    row |= {name: value for name, value in named.items() if name != "lead_f1"}
    row |= _share("role", counts["role right"], counts["role"])
    for name, key in (("coord_", "coordinator"), ("due_", "firm"), ("soft_", "soft")):
        hit = counts[f"{key} right"]
        ratios = _ratios(name, hit, counts[key], hit, counts[f"{key} found"])
        row |= {"soft_f1": ratios["soft_f1"]} if name == "soft_" and "soft_f1" in ratios else {}
        row |= ratios if name != "soft_" else {}
    return row | _share("scope", counts["scope right"], counts["scope"])


def _share(name: str, right: int, of: int) -> dict[str, float]:
    return {name: right / of} if of else {}


def _ratios(prefix: str, recalled: int, wanted: int, right: int, found: int) -> dict[str, float]:
    row = _share(f"{prefix}p", right, found) | _share(f"{prefix}r", recalled, wanted)
    if wanted or found:
        precision, recall = row.get(f"{prefix}p", 0.0), row.get(f"{prefix}r", 0.0)
        row[f"{prefix}f1"] = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return row


def _counts(matching: Matching, wanted: Sequence[GoldTask], text: str) -> Counter[str]:
    pairs = [*matching.right, *matching.misled]
    rows = [*(row for _, row in pairs), *(row for _, row in matching.parts), *matching.spurious]
    spare = {id(row) for _, row in matching.parts}
    counts = Counter(
        {
            "wanted": sum(max(len(task.lead), 1) for task in wanted),
            "rows": len(rows),
            "parts": len(matching.parts),
            "right": len(matching.right),
            "covered": len(matching.covered),
            "named": sum(len(task.lead) for task in wanted),
            "named rows": sum(row.lead is not None and id(row) not in spare for row in rows),
            "named right": sum(want.lead is not None for want, _ in matching.right),
        }
    )
    found: dict[GoldTask, list[Assignment]] = {}
    for want, row in pairs:
        found.setdefault(want.task, []).append(row)
    for task, paired in found.items():
        row = paired[0]
        counts["role"] += 1
        counts["role right"] += row.role == task.role
        _count_coordinators(counts, task, row, text)
        _count_scope(counts, task, row, text)
    for task in wanted:
        mine = [*found.get(task, ()), *(row for owner, row in matching.parts if owner is task)]
        _count_deadlines(counts, task, mine)
    for row in matching.spurious:
        if row.deadline is not None:
            counts["soft found" if row.deadline.kind == "soft" else "firm found"] += 1
    return counts


def _count_coordinators(counts: Counter[str], task: GoldTask, row: Assignment, text: str) -> None:
    """Names count as equal in full or where one holds most of the other; what is split finer counts once."""
    wanted = [span.of(text) for span in task.coordinators]
    hits = [name for name in wanted if any(_meets(name, given) for given in row.coordinators)]
    strangers = [given for given in row.coordinators if not any(_meets(name, given) for name in wanted)]
    counts["coordinator"] += len(wanted)
    counts["coordinator right"] += len(hits)
    counts["coordinator found"] += len(hits) + len(strangers)


def _meets(name: str, given: str) -> bool:
    return same_agency(name, given) or f" {agency_words(given)} " in f" {agency_words(name)} "


def _count_deadlines(counts: Counter[str], task: GoldTask, rows: Sequence[Assignment]) -> None:
    """Count a deadline as right with words in common and the same date; a month given for a day in it is the same."""
    given = list(dict.fromkeys(row.deadline for row in rows if row.deadline is not None))
    key = {None: None, "soft": "soft"}.get(task.kind, "firm")
    if key is not None:
        counts[key] += 1
    hit = False
    for deadline in given:
        words = task.due_words is not None and deadline.span.overlaps(task.due_words)
        right = words and (deadline.kind == "soft") == (key == "soft") and _same_date(task.due, deadline.due)
        if right and hit:
            continue
        if right and key is not None:
            hit = True
            counts[f"{key} right"] += 1
        elif deadline.kind == "soft" and (len(rows) > 1 or key is not None):
            continue  # of several pressing words the gold notes the first, and none beside a firm deadline
        counts["soft found" if deadline.kind == "soft" else "firm found"] += 1


def _same_date(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.startswith(other) or other.startswith(one)


def _count_scope(counts: Counter[str], task: GoldTask, row: Assignment, text: str) -> None:
    """Right where both reach over the same lines; a header within its only paragraph may count as a sentence of its own."""
    if task.scope is None and row.scope is None:
        return
    counts["scope"] += 1
    if task.scope is None or row.scope is None:
        only = task.scope or row.scope
        counts["scope right"] += only is not None and "\n" not in only.of(text).strip()
        return
    counts["scope right"] += same_task(task.scope, row.scope) and min(task.scope.end, row.scope.end) - max(
        task.scope.start, row.scope.start
    ) >= _LEAST_SCOPE * max(task.scope.end - task.scope.start, row.scope.end - row.scope.start)
