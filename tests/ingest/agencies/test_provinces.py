"""The provinces before and since July 2025, against the lists of administrative units where these are at hand."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from ingest.agencies.provinces import merged_into, province_in, province_named, provinces, successor_of
from ingest.text.folding import lowered

UNITS = Path(__file__).parents[4] / "shared" / "resources"


def names_on(day: date) -> set[str]:
    return {
        lowered(one.name)
        for one in provinces()
        if (one.valid_from is None or one.valid_from <= day) and (one.valid_to is None or one.valid_to >= day)
    }


def bare(name: str) -> str:
    return lowered(re.sub(r"^(?:Tỉnh|Thành phố) ", "", name))


@pytest.mark.skipif(not UNITS.is_dir(), reason="the lists of administrative units are not at hand")
def test_the_provinces_are_those_of_the_lists() -> None:
    before = json.loads((UNITS / "units_before_2025.json").read_text(encoding="utf-8"))
    since = json.loads((UNITS / "units_2025.json").read_text(encoding="utf-8"))
    assert names_on(date(2024, 12, 1)) == {bare(name) for name in before["provinces"]}
    assert names_on(date(2025, 7, 1)) == {bare(name) for name in since}


def test_63_became_34_and_every_one_that_ended_went_into_one_that_lives() -> None:
    assert (len(names_on(date(2024, 12, 1))), len(names_on(date(2025, 7, 1)))) == (63, 34)
    for one in provinces():
        heir = successor_of(one)
        assert (heir is None) == (one.valid_to is None), one.name
        assert heir is None or heir.valid_to is None, one.name
    merged = [len(merged_into(one)) for one in provinces() if one.valid_to is None and merged_into(one)]
    assert (len(merged), sum(merged)) == (24, 30)  # 23 mergers of 29 provinces, and Huế


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Tỉnh Kiên Giang nay là tỉnh nào?", "Kiên Giang"),
        ("tinh ba ria - vung tau nay la gi", "Bà Rịa - Vũng Tàu"),
        ("Hoà Bình nhập vào tỉnh nào", "Hòa Bình"),
        ("TP.HCM gồm những tỉnh nào", "Hồ Chí Minh"),
        ("vì hòa bình của nhân loại", None),  # words, not the province
        ("long an nay ra sao", None),  # without its kind and in small letters it may be anything
    ],
)
def test_a_province_is_found_in_a_question(question: str, name: str | None) -> None:
    found = province_in(question)
    assert (found.name if found else None) == name


def test_a_name_is_known_with_and_without_its_kind() -> None:
    assert province_named("tỉnh Lào Cai") == province_named("Lào Cai") == province_named("LÀO CAI")
    assert province_named("Bình Lạc") is None
