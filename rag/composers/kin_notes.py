"""Notes on whose tasks are told for an agency: its own, or those of what it came out of or went over to."""

from __future__ import annotations

from ingest.agencies.authority import Agency
from rag.composers.duties import Duty
from rag.composers.holdings import Held, asked_days, reach_of
from rag.evidence.desk import Desk
from rag.question.agencies import AskedAgency
from rag.wording import lineage_phrases, phrases


def kin_notes(desk: Desk, agency: AskedAgency, found: list[tuple[Held, Duty]]) -> tuple[str, ...]:
    """Say how the name was understood, that the agency did not exist then, and what became of parts of its work."""
    notes = []
    if agency != desk.question.agencies[0]:
        notes.append(phrases.understood_as(agency.printed, agency.name))
    reached = reach_of(desk, agency)
    if not reached.lived and reached.agency is not None:
        notes += _absent(reached.agency, desk)
    shares = {(held.share, held.assignment.agency) for held, _ in found}
    for kin in reached.earlier:
        if ("predecessor", kin.name) in shares:
            notes.append(
                lineage_phrases.part_came(agency.name, kin.name, kin.since, kin.words)
                if kin.words
                else phrases.now_named(kin.name, agency.name, kin.since)
            )
    for kin in reached.later:
        if ("successor", kin.name) in shares:
            notes.append(
                lineage_phrases.part_passed(agency.name, (kin.name,), kin.since, kin.words)
                if kin.words
                else phrases.now_named(agency.name, kin.name, kin.since)
            )
    if notes and any(share in ("predecessor", "successor") for share, _ in shares):
        notes.append(phrases.lineage_source())
    return tuple(dict.fromkeys(notes))


def _absent(agency: Agency, desk: Desk) -> list[str]:
    """Say that the agency did not exist in the time asked about, and since or until when it did."""
    days = asked_days(desk)
    if days is not None and agency.valid_from is not None and agency.valid_from > days[1]:
        return [lineage_phrases.not_yet(agency.name, agency.valid_from)]
    return [lineage_phrases.no_longer(agency.name, agency.valid_to)] if agency.valid_to is not None else []
