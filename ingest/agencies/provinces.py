"""The provinces and centrally run cities, before and since the mergers of 1 July 2025.

``ingest/data/provinces.csv`` holds public facts: the names follow the lists of administrative units before and since July
2025 (MIT licence, ``units_before_2025`` and ``units_2025``), the mergers Nghị quyết 202/2025/QH15, Huế Nghị quyết
175/2024/QH15.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ingest.text.folding import fold, lowered

_FILE = Path(__file__).parents[1] / "data" / "provinces.csv"


@dataclass(frozen=True, slots=True)
class Province:
    """A province; ``kind`` is ``tỉnh`` or ``thành phố``, ``successor`` the name it went into, if it did."""

    name: str
    kind: str
    variants: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    successor: str | None

    @property
    def full_name(self) -> str:
        """The name with its kind: ``tỉnh Lào Cai``."""
        return f"{self.kind} {self.name}"


@cache
def provinces() -> tuple[Province, ...]:
    """Return all provinces of the list; the file is read once."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Province(
                row["name"],
                row["kind"],
                tuple(part for part in row["variants"].split("|") if part),
                date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
                date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
                row["successor"] or None,
            )
            for row in csv.DictReader(lines)
        )


def province_named(name: str) -> Province | None:
    """Return the province with this name, with or without its kind, in any case; ``None`` where there is none."""
    low = lowered(name).strip()
    return _by_name().get(low) or _by_name().get(re.sub(r"^(?:tỉnh|thành phố|tp\.?)\s*", "", low))


def merged_into(province: Province) -> tuple[Province, ...]:
    """Return the provinces that went into this one, in the order of the list; itself is not among them."""
    return tuple(one for one in provinces() if one.successor == province.name)


def successor_of(province: Province) -> Province | None:
    """Return the province this one went into."""
    return _by_name().get(lowered(province.successor)) if province.successor else None


@cache
def province_names() -> re.Pattern[str]:
    """Return an expression that matches any name of a province as printed ("Lào Cai", "TP.HCM", "Bà Rịa - Vũng Tàu")."""
    names = sorted((name for one in provinces() for name in (one.name, *one.variants)), key=len, reverse=True)
    return re.compile("|".join(re.escape(name).replace("\\ \\-\\ ", r"\s?[-–]\s?") for name in names))


def province_in(question: str) -> Province | None:
    """Return the first province a question names: as printed, or behind its kind in any case and without diacritics."""
    found = province_names().search(question)
    if found:
        return province_named(found[0])
    typed = _typed_names().search(fold(question))
    return _by_folded()[typed["name"]] if typed else None


@cache
def _by_folded() -> dict[str, Province]:
    return {fold(name): one for one in provinces() for name in (one.name, *one.variants)}


@cache
def _typed_names() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_by_folded(), key=len, reverse=True))
    return re.compile(rf"\b(?:tinh|thanh pho|tp\.?) (?P<name>{names})\b")


@cache
def _by_name() -> dict[str, Province]:
    return {lowered(name): one for one in provinces() for name in (one.name, *one.variants)}
