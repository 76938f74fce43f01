"""The values of the contract: names of bodies as of a day, and what JSON cannot hold."""

import json
from datetime import date

import pytest

from ingest.agencies.find import Agencies
from rag.answer import Answer, Citation, Item
from ui.shapes.answers import answer_shape, name_now

AGENCIES = Agencies.load()
BEFORE, AFTER = date(2024, 12, 31), date(2025, 12, 31)


@pytest.mark.parametrize(
    ("name", "day", "now"),
    [
        ("Sở Y tế", AFTER, "Sở Y tế"),  # never reorganised
        ("Sở Kế hoạch và Đầu tư", BEFORE, "Sở Kế hoạch và Đầu tư"),  # not yet
        ("Sở Kế hoạch và Đầu tư", AFTER, "Sở Tài chính"),  # merged in 2025
        ("Sở Chưa Từng Có", AFTER, None),  # never guessed
        (None, AFTER, None),
    ],
)
def test_a_body_is_called_what_it_is_called_that_day(name: str | None, day: date, now: str | None) -> None:
    assert name_now(name, AGENCIES, day) == now


def test_an_answer_is_json_whatever_it_says_about_its_search() -> None:
    citation = Citation("a" * 16, "a.txt", None, None, None, date(2024, 6, 18), ("I. Mục",), "3", 1, 0, 2, "Sở")
    answer = Answer(
        question="Ai?",
        status="answered",
        kind="lead_agency",
        answer="Sở Y tế.",
        items=(Item("Rà soát", (0,), lead="Sở Y tế"),),
        citations=(citation,),
        searched={"from": date(2024, 1, 1), "documents": frozenset({"b", "a"}), "periods": ({"due": None},)},
    )
    shape = json.loads(json.dumps(answer_shape(answer)))
    assert shape["searched"] == {"from": "2024-01-01", "documents": ["a", "b"], "periods": [{"due": None}]}
    assert shape["citations"][0]["issued_on"] == "2024-06-18"
    assert shape["items"][0]["citations"] == [0]
