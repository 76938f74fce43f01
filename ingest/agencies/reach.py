"""Whose tasks concern an agency: its own, those of what it came out of or went into, and the common ones.

``reach`` says which names count, in a period or at any time; ``Reach.share`` says what one row of the register is to
the agency. An agency asked about for a year that it lived through stays alone where it had taken over nothing yet: "Sở Nội
vụ" of 2024 is not Sở Lao động - Thương binh và Xã hội, which it reaches when no year is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ingest.agencies.authority import Agency
from ingest.agencies.find import Agencies
from ingest.agencies.grammar import collective_names
from ingest.agencies.lineage import Relative
from ingest.text.folding import lowered, words_of

ALL = "Các cấp, các ngành"
UNITS = "Các cơ quan, đơn vị, địa phương"
DEPARTMENTS = "Các sở, ban, ngành"
MINISTRIES = "Các bộ, cơ quan ngang bộ"
DISTRICTS = "Ủy ban nhân dân cấp huyện"
COMMUNES = "Ủy ban nhân dân cấp xã"
_OF_PROVINCE = frozenset({"department", "military", "police", "centre", "central branch"})
# UBND phường Tân Lập · Công an xã Hòn Ngang · UBND huyện Vĩnh Sơn · UBND thành phố Bình An
_COMMUNE = re.compile(r" (?:xa|phuong|thi tran|dac khu) \w")
_DISTRICT = re.compile(r" (?:huyen|thi xa|quan|thanh pho|tp) \w")

SHARES = ("own", "coordinate", "earlier", "later", "common")
"""What a row can be to an agency, in the order in which people want to read them."""


class RegisterRow(Protocol):
    """A row of the register, as far as it says who acts; ``ingest.archive.register.rows.TaskRow`` is one."""

    @property
    def lead(self) -> str | None: ...  # noqa: D102
    @property
    def agency(self) -> str | None: ...  # noqa: D102
    @property
    def role(self) -> str: ...  # noqa: D102
    @property
    def common(self) -> bool: ...  # noqa: D102
    @property
    def coordinators(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def task(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Kin:
    """An agency before or after the one asked about; ``since`` is the first day on which the work lay with the later one.

    ``words`` name the part of the work that went over; empty: all of it.
    """

    name: str
    since: date | None = None
    words: tuple[str, ...] = ()

    def concerns(self, task: str) -> bool:
        """Tell whether a task is about the part of the work that went over."""
        said = lowered(task)
        return not self.words or any(
            re.search(rf"(?<!\w){re.escape(lowered(word))}(?!\w)", said) for word in self.words
        )


@dataclass(frozen=True, slots=True)
class Reach:
    """The names whose tasks concern an agency; all are canonical, or the words asked where no authority file has them.

    ``lived`` is false when the period asked about lies before the agency's first day or after its last. ``common`` are the
    collectives it belongs to.
    """

    agency: Agency | None
    own: frozenset[str]
    earlier: tuple[Kin, ...] = ()
    later: tuple[Kin, ...] = ()
    common: frozenset[str] = frozenset()
    lived: bool = True

    def share(self, row: RegisterRow, issued_on: date | None, agencies: Agencies) -> str | None:
        """Return what the row is to the agency, one of ``SHARES``; ``None`` where it does not concern it.

        Tasks of a predecessor are ``earlier``, whoever does that work now: nothing is said to have been assigned to a
        agency that the text does not name.
        """
        acting, helping = _agencies(row.agency, row.lead, agencies), _helpers(row, agencies)
        if self.agency is not None and self.agency.kind == "collective":
            acting |= collective_names(row.lead or "")
        if acting & self.own:
            return "coordinate" if row.role == "coordinate" else "own"
        if helping & self.own:
            return "coordinate"
        for one in self.earlier:
            before = one.since is None or issued_on is None or issued_on < one.since
            if one.name in acting and (before or not one.words) and one.concerns(row.task):
                return "earlier"
        for one in self.later:
            after = one.since is not None and issued_on is not None and issued_on >= one.since
            if one.name in acting and after and one.concerns(row.task):
                return "later"
        if row.common and row.role != "coordinate" and self.common & (acting | collective_names(row.lead or "")):
            return "common"
        return None


def reach(name: str, agencies: Agencies, during: int | tuple[date, date] | None = None) -> Reach:
    """Return whose tasks concern the agency called ``name``, in a year, between two days, or at any time."""
    agency = agencies.named(name)
    if agency is None:
        return Reach(None, frozenset({name}), common=_collectives(name, None))
    days = (date(during, 1, 1), date(during, 12, 31)) if isinstance(during, int) else during
    earlier, later = _kin(agencies, agency, "predecessor"), _kin(agencies, agency, "successor")
    lived = True
    if days is not None:
        first, last = days
        unborn, gone = agency.valid_from is not None and agency.valid_from > last, _ended(agency, first)
        lived = not (unborn or gone)
        if unborn:  # what it came out of did its work then
            earlier = tuple(one for one in earlier if not _ended(agencies.by_name(one.name), first))
        else:
            earlier = tuple(one for one in earlier if one.since is not None and one.since <= last)
        later = tuple(one for one in later if one.since is not None and one.since <= last)
    return Reach(agency, frozenset({agency.name}), earlier, later, _collectives(name, agency), lived)


def heirs(agency: Agency, agencies: Agencies, task: str) -> tuple[Kin, ...]:
    """Return who does an agency's work since it ended, then who took over a part that ``task`` is about.

    Nobody where the agency still has all of its work. Several with the same ``words`` are alternatives: which of them it
    was differs from province to province.
    """
    whole = [one for one in agencies.lineage(agency) if one.relation == "successor" and one.valid_to is None]
    parts = [one for one in agencies.parts(agency) if one.relation == "part successor"]
    found = (*(Kin(one.name, one.since) for one in whole), *(Kin(one.name, one.since, one.words) for one in parts))
    return tuple(one for one in found if one.concerns(task))


def _ended(agency: Agency | None, by: date) -> bool:
    return agency is not None and agency.valid_to is not None and agency.valid_to < by


def _kin(agencies: Agencies, agency: Agency, relation: str) -> tuple[Kin, ...]:
    relatives: tuple[Relative, ...] = (*agencies.lineage(agency), *agencies.parts(agency))
    return tuple(
        Kin(one.name, one.since, one.words) for one in relatives if one.relation in (relation, f"part {relation}")
    )


def _agencies(agency: str | None, lead: str | None, agencies: Agencies) -> frozenset[str]:
    found = {agency} if agency else set()
    if lead:
        found.add(lead)
        found |= {one.agency.name if one.agency else one.printed for one in agencies.find(lead)}
    return frozenset(found)


def _helpers(row: RegisterRow, agencies: Agencies) -> frozenset[str]:
    found = frozenset[str]()
    for printed in row.coordinators:
        found |= _agencies(None, printed, agencies)
    return found


def _collectives(name: str, agency: Agency | None) -> frozenset[str]:
    """Return the collectives an agency belongs to: by its kind, a local one by the words of its name."""
    if agency is not None:
        if agency.kind in _OF_PROVINCE:
            return frozenset({DEPARTMENTS, UNITS, ALL})
        return frozenset({MINISTRIES}) if agency.kind == "ministry" else frozenset()
    words = words_of(name)
    if _COMMUNE.search(words):
        return frozenset({COMMUNES, UNITS, ALL})
    return frozenset({DISTRICTS, UNITS, ALL}) if _DISTRICT.search(words) else frozenset()
