"""Which found assignment stands for which gold task: one to one, the surest overlap first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from eval.register.gold import GoldTask
from ingest.assignment import Assignment
from ingest.document import Span, without_marks
from ingest.text.folding import fold

_LEAST_OVERLAP = 0.5
_LEAST_SHARED = 0.6
# "Giám đốc Sở Y tế" is Sở Y tế, made answerable in person.
_HEAD = re.compile(r"^(?:(?:chu tich|(?:pho )?giam doc|thu truong|truong|nguoi dung dau|chanh)(?:,| va)? )+")
_SIGNS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class GoldRow:
    """A gold task with one of its leads; ``lead`` is ``None`` when the text names nobody."""

    task: GoldTask
    lead: str | None


@dataclass(frozen=True, slots=True)
class Matching:
    """What came of comparing.

    ``right`` pairs a wanted task and lead with the row that says both. ``covered`` are wanted ones told by a row that
    names several leads at once and is paired already. ``misled`` pairs the right task with a wrong lead. ``parts`` are rows
    that say one more time, with a right lead, what a paired one says in part: a task cut into its sentences, or rows for
    parts of a collective; each stands beside the task it belongs to.
    """

    right: tuple[tuple[GoldRow, Assignment], ...]
    covered: tuple[GoldRow, ...]
    misled: tuple[tuple[GoldRow, Assignment], ...]
    parts: tuple[tuple[GoldTask, Assignment], ...]
    missed: tuple[GoldRow, ...]
    spurious: tuple[Assignment, ...]


def wanted_of(tasks: Iterable[GoldTask], text: str) -> list[GoldRow]:
    """Return every task once for each of its leads, once without a lead when it has none."""
    return [GoldRow(task, lead.of(text) if lead else None) for task in tasks for lead in task.lead or (None,)]


def same_task(one: Span, other: Span) -> bool:
    """Tell whether two spans mean one duty: half of what they cover is shared, or one holds the other's start and 60 % of it."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    if shared <= 0:
        return False
    if shared >= _LEAST_OVERLAP * (max(one.end, other.end) - min(one.start, other.start)):
        return True
    return any(
        outer.start <= inner.start < outer.end and shared >= _LEAST_SHARED * (inner.end - inner.start)
        for outer, inner in ((one, other), (other, one))
    )


def same_agency(one: str | None, other: str | None) -> bool:
    """Tell whether two printed names mean one agency, with its head's title or without; nobody is only nobody."""
    if one is None or other is None:
        return one is other
    first, second = agency_words(one), agency_words(other)
    short, long = sorted((first, second), key=len)
    return first == second or (f" {short} " in f" {long} " and len(short) >= _LEAST_SHARED * len(long))


def agency_words(name: str) -> str:
    """Fold a printed name to bare words, without the title of a head."""
    words = _plain(name)
    return _HEAD.sub("", words) or words


def _plain(name: str) -> str:
    return _SIGNS.sub(" ", fold(without_marks(name)).lower()).strip()


def match(wanted: Sequence[GoldRow], found: Sequence[Assignment]) -> Matching:
    """Pair wanted tasks and found rows greedily by overlap, first where the lead is right, then where only the task is."""
    leads: dict[GoldTask, list[str | None]] = {}
    for want in wanted:
        leads.setdefault(want.task, []).append(want.lead)
    right = _greedy(wanted, found, lambda want, row: _names(row, want, leads[want.task]))
    left, rows = _rest(wanted, found, right)
    covered = tuple(want for want in left if any(_told_at_once(row, want, pair) for pair, row in right))
    left = [want for want in left if want not in covered]
    parts = tuple(_parts(rows, leads))
    rows = [row for row in rows if all(row is not part for _, part in parts)]
    misled = _greedy(left, rows, lambda want, row: True)
    left, rows = _rest(left, rows, misled)
    return Matching(tuple(right), covered, tuple(misled), parts, tuple(left), tuple(rows))


def _names(row: Assignment, want: GoldRow, leads: list[str | None]) -> bool:
    if same_agency(row.lead, want.lead):
        return True
    return len(leads) > 1 and _holds(row.lead, want.lead) and _made_of(row.lead, leads)


def _made_of(name: str | None, leads: list[str | None]) -> bool:
    """Tell whether a printed list of agencies holds wanted agencies and nothing else."""
    left = f" {_plain(name or '')} "
    for lead in sorted((_plain(lead or "") for lead in leads), key=len, reverse=True):
        left = left.replace(f" {lead} ", " ")
    return not left.replace(" va ", " ").strip()


def _holds(outer: str | None, inner: str | None) -> bool:
    return outer is not None and inner is not None and f" {agency_words(inner)} " in f" {agency_words(outer)} "


def _told_at_once(row: Assignment, want: GoldRow, paired: GoldRow) -> bool:
    return paired.task is want.task and not same_agency(row.lead, want.lead) and _holds(row.lead, want.lead)


def _parts(
    rows: Iterable[Assignment], leads: dict[GoldTask, list[str | None]]
) -> Iterable[tuple[GoldTask, Assignment]]:
    """Yield the surplus rows that lie inside a gold task and name an agency of it, or a part of such an agency."""
    for row in rows:
        for task, names in leads.items():
            inside = min(row.task.end, task.task.end) - max(row.task.start, task.task.start)
            if inside >= _LEAST_SHARED * (row.task.end - row.task.start) and any(
                same_agency(row.lead, name) or _holds(name, row.lead) for name in names
            ):
                yield task, row
                break


def _greedy(
    wanted: Sequence[GoldRow], found: Sequence[Assignment], fits: Callable[[GoldRow, Assignment], bool]
) -> list[tuple[GoldRow, Assignment]]:
    pairs = sorted(
        (
            (_union_share(want.task.task, row.task), same_agency(row.lead, want.lead), -first, -second)
            for first, want in enumerate(wanted)
            for second, row in enumerate(found)
            if same_task(want.task.task, row.task) and fits(want, row)
        ),
        reverse=True,
    )
    taken: list[tuple[GoldRow, Assignment]] = []
    used_wanted: set[int] = set()
    used_found: set[int] = set()
    for _, _, first, second in pairs:
        if first not in used_wanted and second not in used_found:
            used_wanted.add(first)
            used_found.add(second)
            taken.append((wanted[-first], found[-second]))
    return taken


def _union_share(one: Span, other: Span) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start))


def _rest(
    wanted: Sequence[GoldRow], found: Sequence[Assignment], pairs: Sequence[tuple[GoldRow, Assignment]]
) -> tuple[list[GoldRow], list[Assignment]]:
    return (
        [want for want in wanted if all(want is not paired for paired, _ in pairs)],
        [row for row in found if all(row is not paired for _, paired in pairs)],
    )
