"""Words that people or programs may send: long ones, signs that mean something to a database, ends of the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from ingest.archive.register.filters import TaskFilters
from ingest.errors import ArchiveError
from ingest.filters import Filters
from rag.ask import ask
from rag.library import Library
from rag.question.periods import find_relative
from rag.search.find import find
from served import filled

pytestmark = pytest.mark.slow

LONG = 60_000
KEYS = [
    "x" * LONG,
    "9" * LONG,
    "%" * LONG,
    "sở " * (LONG // 3),
    '"' * LONG,
    "%",
    "_",
    "*",
    "[a",
    "'",
    "\\",
    "\x00",
    "²",
    "88%",
    "8_",
]
# the first and the last day that a calendar holds, and a leap day
DAYS = [date.min, date.max, date(2024, 2, 29)]
RELATIVE = [
    "hôm qua",
    "tuần trước",
    "tuần này",
    "tháng trước",
    "tháng sau",
    "quý sau",
    "năm ngoái",
    "năm kia",
    "năm sau",
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(filled(tmp_path_factory.mktemp("hostile")), encoder="") as library:
        yield library


@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{key[:3]!r} x {len(key)}")
def test_what_names_nothing_finds_nothing(library: Library, key: str) -> None:
    assert library.archive.find(key) == ()
    with pytest.raises(ArchiveError, match="task_not_found"):
        library.archive.tasks.task(key)
    for field in ("issuer", "kind", "agency", "place"):
        filters = Filters(**{field: key})  # type: ignore[arg-type]
        find("nước", library, filters, 5, today=date(2024, 7, 1))
    for field in ("words", "section", "issuer", "agency"):
        library.archive.tasks.list(TaskFilters(**{field: key}), by="agency")  # type: ignore[arg-type]


def test_a_stem_and_an_issuer_are_still_found_by_their_words(library: Library) -> None:
    assert [one.number for one in library.archive.find("cv 88 hạn mặn")] == ["88/UBND-KT"]
    assert library.archive.find("cv 88 hạn") == ()
    assert find("nước", library, Filters(issuer="TỈNH bình lạc"), 5, today=date(2024, 7, 1)).finds
    task = library.archive.tasks.list().rows[0].id
    assert library.archive.tasks.task(task[:6]).id == task


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize("words", RELATIVE)
def test_a_time_beyond_the_calendar_is_no_condition(library: Library, words: str, today: date) -> None:
    assert len(find_relative(words, today)) <= 1
    ask(f"Sở Y tế được giao việc gì {words}?", library, today, as_of=today)
    find(f"nước {words}", library, Filters(), 5, today=today)


@pytest.mark.parametrize(
    "when", ["ngày 29 tháng 2 năm 2023", "29/2 năm 2023", "ngày 29/2 năm ngoái", "31/6 năm 2024", "năm 0000"]
)
def test_days_that_do_not_exist_are_no_fault_of_the_program(library: Library, when: str) -> None:
    ask(f"Việc nào đến hạn {when}?", library, date(2024, 2, 29))
