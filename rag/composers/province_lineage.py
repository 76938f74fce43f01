"""What became of a province: the mergers of 2025 as facts of the system's own list."""

from __future__ import annotations

from ingest.agencies.provinces import Province, merged_into, province_in, successor_of
from rag.draft import Draft
from rag.evidence.desk import Desk
from rag.wording import lineage_phrases, naming


def province_lineage(desk: Desk) -> Draft:
    """Compose the answer to "Tỉnh Kiên Giang nay là tỉnh nào?"; no document is quoted, so nothing counts as found."""
    province = province_in(desk.question.text)
    if province is None:
        return Draft("lineage", "not_found")
    facts = [_became(province)] if province.successor else []
    facts += [_formed(province)] if merged_into(province) else []
    if not facts:
        return Draft("lineage", "not_found")
    return Draft(
        "lineage",
        "not_found",
        opening=" ".join(facts),
        notes=(lineage_phrases.province_source(),),
    )


def _became(province: Province) -> str:
    heir = successor_of(province)
    assert heir is not None
    assert province.valid_to is not None
    return lineage_phrases.merged_province(province.full_name, heir.full_name, naming.next_day(province.valid_to))


def _formed(province: Province) -> str:
    others = merged_into(province)
    ended = max(one.valid_to for one in others if one.valid_to is not None)
    names = [one.full_name for one in others]
    return lineage_phrases.formed_province(province.full_name, names, naming.next_day(ended))
