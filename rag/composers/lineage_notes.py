"""Notes on agencies that have changed: under which name the work goes on today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ingest.agencies.find import Agencies
from ingest.agencies.reach import Kin, heirs
from rag.wording import lineage_phrases, phrases


def today_notes(
    named: Iterable[tuple[str | None, str]], agencies: Agencies, as_of: date | None = None
) -> tuple[str, ...]:
    """Say of each (canonical name, task) who does the work now, where that has changed; then where this is known from.

    What came after ``as_of`` is left out. Names stay as printed in the answer: the note says what they are today.
    """
    notes: list[str] = []
    for name, task in named:
        agency = agencies.by_name(name) if name else None
        if name is None or agency is None or agency.kind == "collective":
            continue
        followers = [
            one for one in heirs(agency, agencies, task) if as_of is None or one.since is None or one.since <= as_of
        ]
        notes += _said(name, followers)
    notes = list(dict.fromkeys(notes))
    return (*notes, phrases.lineage_source()) if notes else ()


def _said(name: str, followers: list[Kin]) -> list[str]:
    whole = [one for one in followers if not one.words]
    said = [phrases.now_named(name, one.name, one.since) for one in whole]
    parts: dict[tuple[str, ...], list[Kin]] = {}
    for one in followers:
        if one.words:
            parts.setdefault(one.words, []).append(one)
    said += [
        lineage_phrases.part_passed(name, [one.name for one in same], same[0].since, words)
        for words, same in parts.items()
    ]
    return said
