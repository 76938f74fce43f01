"""What is wrong with an office's rows beside the shipped ones: names, days, lineage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ingest.agencies.authority import day_of, merged, part_of
from ingest.agencies.file import AgencyRow, Fault
from ingest.text.edit_distance import nearest
from ingest.text.folding import fold, lowered, words_of

_NAMES = ("canonical", "abbreviations", "variants")
# Words that many names have: a variant that shares only these with its name is looked at.
_FORMAL = frozenset(
    re.findall(r"\w+", "tinh va so ban bo cuc phong hoi trung tam uy nhan dan chi cong khu cac viet nam co quan")
)


def check(own: Sequence[AgencyRow], shipped: Sequence[AgencyRow]) -> list[Fault]:
    """Return the faults of ``own`` rows when they are laid over ``shipped``, in order of line and column."""
    whole = {row.cells["canonical"]: row for row in merged(shipped, own)}
    after = _successors(whole)
    taken = _taken(whole.values())
    faults: list[Fault] = []
    for row in own:
        full = whole[row.cells["canonical"]]
        faults += _days(row, full)
        faults += _lineage(row, full, whole)
        faults += _names(row, full, taken)
        if _cycle(row.cells["canonical"], after):
            column = "successors" if row.cells["successors"] else "predecessors"
            faults.append(row.fault(column, "cycle", row.cells["canonical"]))
    return sorted(faults, key=lambda fault: (fault.line, fault.column, fault.code, fault.detail))


def usable(own: Sequence[AgencyRow], faults: Iterable[Fault]) -> list[AgencyRow]:
    """Return the ``own`` rows without a grave fault among the ``faults`` of their form and of ``check``."""
    bad = {fault.line for fault in faults if fault.grave}
    return [row for row in own if row.line not in bad]


def _days(row: AgencyRow, full: AgencyRow) -> Iterator[Fault]:
    first, last = day_of(full.cells["valid_from"]), day_of(full.cells["valid_to"])
    if first and last and first > last:
        column = "valid_to" if row.cells["valid_to"] else "valid_from"
        yield row.fault(column, "dates_reversed", f"{first} > {last}")


def _lineage(row: AgencyRow, full: AgencyRow, whole: Mapping[str, AgencyRow]) -> Iterator[Fault]:
    name, last = row.cells["canonical"], day_of(full.cells["valid_to"])
    for column in ("predecessors", "successors"):
        for other in row.listed(column):
            if other == "-":
                continue
            if other == name:
                yield row.fault(column, "cycle", other)
            elif other not in whole:
                yield row.fault(column, "unknown_body", other, _guess(other, whole))
            else:
                yield from _ends(row, column, full, whole[other])
    for cell in row.listed("parts"):
        part = part_of(cell) if cell != "-" else None
        if part is None:
            if cell != "-":
                yield row.fault("parts", "bad_part", cell)
        elif part.successor not in whole:
            yield row.fault("parts", "unknown_body", part.successor, _guess(part.successor, whole))
        elif part.since is None and last is None:
            yield row.fault("parts", "part_without_day", part.successor)


def _ends(row: AgencyRow, column: str, full: AgencyRow, other: AgencyRow) -> Iterator[Fault]:
    """Hold that an agency that was taken over has a last day, and that its successor lives on after it."""
    old, new = (full, other) if column == "successors" else (other, full)
    ended, new_ended = day_of(old.cells["valid_to"]), day_of(new.cells["valid_to"])
    if ended is None:
        yield row.fault(column, "no_last_day", old.cells["canonical"], grave=False)
    elif new_ended is not None and new_ended <= ended:
        yield row.fault(column, "successor_gone", new.cells["canonical"])


def _guess(name: str, whole: Mapping[str, AgencyRow]) -> str:
    return nearest(fold(name), {fold(known): known for known in whole}) or next(
        (known for known, row in whole.items() if words_of(name) in {words_of(one) for one in _all_names(row)}), ""
    )


def _all_names(row: AgencyRow) -> tuple[str, ...]:
    return (row.cells["canonical"], *row.listed("abbreviations"), *row.listed("variants"))


def _taken(rows: Iterable[AgencyRow]) -> dict[str, list[AgencyRow]]:
    found: dict[str, list[AgencyRow]] = {}
    for row in rows:
        for name in dict.fromkeys(lowered(one) for one in _all_names(row)):
            found.setdefault(name, []).append(row)
        for symbol in row.listed("symbols"):
            found.setdefault(f"symbol {fold(symbol)}", []).append(row)
    return found


def _names(row: AgencyRow, full: AgencyRow, taken: Mapping[str, list[AgencyRow]]) -> Iterator[Fault]:
    for column in (*_NAMES, "symbols"):
        cells = (row.cells["canonical"],) if column == "canonical" else row.listed(column)
        for name in cells:
            key = f"symbol {fold(name)}" if column == "symbols" else lowered(name)
            for other in taken.get(key, ()):
                if other.cells["canonical"] != full.cells["canonical"] and _together(full, other):
                    yield row.fault(column, "name_taken", name, other.cells["canonical"])
            if column in ("abbreviations", "variants") and name != "-" and not _alike(name, row.cells["canonical"]):
                yield row.fault(column, "unlike", name, grave=False)


def _together(one: AgencyRow, other: AgencyRow) -> bool:
    """Tell whether two agencies exist on the same day; ends that are not known are open."""

    def begun(row: AgencyRow) -> date:
        return day_of(row.cells["valid_from"]) or date.min

    def ended(row: AgencyRow) -> date:
        return day_of(row.cells["valid_to"]) or date.max

    return begun(one) <= ended(other) and begun(other) <= ended(one)


def _alike(name: str, canonical: str) -> bool:
    """Tell whether a short or other form has a word or the first letters of the name: "Sở TN&MT", "Tỉnh đoàn"."""
    words, others = (set(re.findall(r"\w+", fold(one))) for one in (canonical, name))
    if others <= words or (others & words) - _FORMAL:
        return True
    initials = "".join(word[0] for word in re.findall(r"\w+", fold(canonical)))
    short = fold("".join(re.findall(r"[A-ZĐ]", "".join(re.findall(r"\w*[A-ZĐ]\w*[A-ZĐ]\w*", name)))))
    return bool(short) and len(set(short) & set(initials)) * 2 >= len(set(short))


def _successors(whole: Mapping[str, AgencyRow]) -> dict[str, set[str]]:
    after = {name: set(row.listed("successors")) for name, row in whole.items()}
    for name, row in whole.items():
        for other in row.listed("predecessors"):
            after.setdefault(other, set()).add(name)
    return after


def _cycle(name: str, after: Mapping[str, set[str]]) -> bool:
    waiting, seen = list(after.get(name, ())), set[str]()
    while waiting:
        one = waiting.pop()
        if one == name:
            return True
        if one not in seen:
            seen.add(one)
            waiting += after.get(one, ())
    return False
