"""The register answers every filter completely, in its order, counted, and a page of it is a part of the whole."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archived import FewAgencies, assigned, directive
from ingest.archive.archive import Archive
from ingest.archive.register.filters import GROUPINGS, TaskFilters, in_year
from ingest.archive.register.rows import TaskRow
from ingest.assignment import Assignment
from ingest.document import Document

pytestmark = pytest.mark.slow

BODIES = ("Sở Y tế", "Sở Tài chính", "Công an tỉnh", None)
DEEDS = ("rà soát chợ", "kiểm tra đê bao", "cấp phép nạo vét", "rà soát đê bao")


def made(number: int, dice: random.Random) -> tuple[Document, bytes]:
    """Return a directive of up to four tasks."""
    lines: list[str] = []
    chosen: list[tuple[str, str | None, str, str | None, tuple[str, ...]]] = []
    for at in range(dice.randrange(5)):
        lead, deed = dice.choice(BODIES), f"{dice.choice(DEEDS)} số {number}.{at}"
        due = dice.choice((None, "2024-06-30", "2024-07", "2023-12-31"))
        helpers = dice.choice(((), ("Công an tỉnh",)))
        lines.append(f"{lead or 'Khẩn trương'} {deed}.")
        chosen.append((deed, lead, dice.choice(("lead", "assigned")) if lead else "assigned", due, helpers))
    text = f"Công văn {number}.\n" + "\n".join(lines)
    tasks = tuple(
        assigned(text, deed, lead, role, due=due, coordinators=more) for deed, lead, role, due, more in chosen
    )
    issued = dice.choice((None, date(2023, 12, 31), date(2024, 1, 1), date(2024, 6, 1) + timedelta(number % 3)))
    printed = dice.choice((None, f"{dice.randrange(1, 9)}/UBND-TH"))
    issuer = dice.choice(("UBND tỉnh Bình Lạc", "Sở Nội vụ"))
    return directive(text, number=printed, issued_on=issued, issuer=issuer, assignments=tasks)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("register")
    dice = random.Random(7)
    with Archive.open(folder / "kho", create=True, agencies=FewAgencies()) as opened:
        for number in range(60):
            document, original = made(number, dice)
            path = folder / "vb.txt"
            path.write_bytes(original)
            opened.add(document, path, document.id)
        rows = opened.tasks.list().rows
        for row, status in zip(rows[::5], ["doing", "done", "not_applicable"] * 99, strict=False):
            opened.tasks.set(row.id, status)
        yield opened


def meets(row: TaskRow, asked: TaskFilters) -> bool:
    """Tell what the filters promise, said once more in plain words."""
    last = {None: None, 10: row.deadline, 7: "2024-07-31"}[len(row.deadline) if row.deadline else None]
    issued = row.document.issued_on
    return all(
        (
            asked.agency is None or asked.agency in (row.lead, *row.coordinators),
            asked.role is None
            or asked.agency is not None
            or (row.role == asked.role if asked.role != "coordinate" else bool(row.coordinators)),
            asked.due_after is None or (last is not None and last >= asked.due_after.isoformat()),
            asked.due_before is None or (last is not None and last <= asked.due_before.isoformat()),
            asked.document is None or row.document.id == asked.document,
            asked.status is None or row.standing.status == asked.status,
            asked.words is None or all(word in row.task for word in asked.words.split()),
            asked.issued_from is None or (issued is not None and issued >= asked.issued_from),
            asked.issued_to is None or (issued is not None and issued <= asked.issued_to),
            asked.issuer is None or asked.issuer in (row.document.issuer or ""),
            not asked.unled or row.lead is None,
        )
    )


days = st.sampled_from(
    (None, date(2023, 12, 31), date(2024, 1, 1), date(2024, 6, 2), date(2024, 7, 15), date(2025, 1, 1))
)
asked_for = st.builds(
    TaskFilters,
    agency=st.sampled_from((None, "Sở Y tế", "Công an tỉnh")),
    due_after=days,
    due_before=days,
    status=st.sampled_from((None, "todo", "doing", "done")),
    words=st.sampled_from((None, "rà soát", "đê", "nạo chợ")),
    issued_from=days,
    issued_to=days,
    issuer=st.sampled_from((None, "Bình Lạc", "Nội vụ")),
    unled=st.booleans(),
)


@pytest.mark.slow
@given(asked_for, st.sampled_from((None, "lead", "assigned", "coordinate")))
def test_every_task_that_meets_all_conditions_is_listed_and_no_other(
    archive: Archive, asked: TaskFilters, role: str | None
) -> None:
    if asked.agency is None:
        asked = replace(asked, role=role)
    found = archive.tasks.list(asked)
    assert {row.id for row in found.rows} == {row.id for row in archive.tasks.list().rows if meets(row, asked)}
    assert found.count == len(found.rows)
    assert sum(dict(found.share_counts).values()) == (found.count if asked.agency else 0)


@given(asked_for, st.sampled_from((None, *GROUPINGS)), st.integers(0, 40), st.integers(1, 30))
def test_a_page_is_a_part_of_the_whole_and_knows_its_count(
    archive: Archive, asked: TaskFilters, by: str | None, offset: int, limit: int
) -> None:
    whole = archive.tasks.list(asked, by)
    page = archive.tasks.list(asked, by, offset, limit)
    assert page.rows == whole.rows[offset : offset + limit]
    assert page.shares == whole.shares[offset : offset + limit]
    assert (page.count, page.groups, page.share_counts) == (whole.count, whole.groups, whole.share_counts)
    assert sum(group.count for group in page.groups) == (page.count if by else 0)


def test_the_register_reads_newest_document_first_undated_last_in_text_order(archive: Archive) -> None:
    rows = archive.tasks.list().rows
    keys = [
        (row.document.issued_on is None, row.document.issued_on and -row.document.issued_on.toordinal()) for row in rows
    ]
    assert keys == sorted(keys)
    places = {row.document.id: at for at, row in reversed(list(enumerate(rows)))}
    assert [places[row.document.id] + row.position for row in rows] == list(range(len(rows)))


def test_groups_stand_in_their_order(archive: Archive) -> None:
    by_body = archive.tasks.list(by="agency").groups
    assert by_body[-1].key is None  # tasks for which the text names nobody
    assert [group.count for group in by_body[:-1]] == sorted((group.count for group in by_body[:-1]), reverse=True)
    months = [group.key for group in archive.tasks.list(by="month").groups]
    assert months == ["2023-12", "2024-06", "2024-07", None]
    documents = archive.tasks.list(by="document").groups
    assert all(group.document is not None and group.document.id == group.key for group in documents)


def test_words_are_found_with_and_without_their_marks(archive: Archive) -> None:
    count = archive.tasks.list(TaskFilters(words="rà soát")).count
    assert count > 0
    assert archive.tasks.list(TaskFilters(words="ra soat")).count == count  # typed without marks
    assert archive.tasks.list(TaskFilters(words="RÀ SOÁT")).count == count
    assert archive.tasks.list(TaskFilters(words="rã soát")).count == 0  # other marks are other words
    assert archive.tasks.list(TaskFilters(words='"soát rà"')).count == 0  # a phrase has an order
    assert archive.tasks.list(TaskFilters(words="soát rà")).count == count
    assert archive.tasks.list(TaskFilters(section="nhiệm vụ")).count == archive.tasks.list().count


@pytest.mark.slow
@given(st.text(max_size=40))
def test_no_words_break_the_search(archive: Archive, words: str) -> None:
    assert archive.tasks.list(TaskFilters(words=words, section=words, issuer=words)).count >= 0
    assert archive.tasks.list(TaskFilters(agency=words)).count >= 0


DAY = date(2024, 6, 1)
TEXT = (
    "Sở Y tế chủ trì tiêm chủng, phối hợp Sở Tài chính.\nSở Tài chính bố trí kinh phí.\n"
    "Các sở, ban, ngành tiết kiệm điện.\nUBND huyện Vĩnh Sơn đắp đê.\nSở Lao động - Thương binh và Xã hội cứu trợ."
)


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Archive]:
    """Return an archive with the real authority file."""
    tasks: tuple[Assignment, ...] = (
        assigned(TEXT, "tiêm chủng", "Sở Y tế", coordinators=("Sở Tài chính",)),
        assigned(TEXT, "bố trí kinh phí", "Sở Tài chính", "assigned"),
        replace(assigned(TEXT, "tiết kiệm điện", "Các sở, ban, ngành", "assigned"), common=True),
        replace(assigned(TEXT, "đắp đê", "UBND huyện Vĩnh Sơn"), agency=None),
        assigned(TEXT, "cứu trợ", "Sở Lao động - Thương binh và Xã hội"),
    )
    with Archive.open(tmp_path / "kho", create=True) as archive:
        document, original = directive(TEXT, issued_on=DAY, assignments=tasks)
        (tmp_path / "vb.txt").write_bytes(original)
        archive.add(document, tmp_path / "vb.txt", "vb.txt")
        yield archive


# how people write a body, and what they must see: (share, task) in order
ASKED = [
    ("Sở Y tế", [("own", "tiêm chủng"), ("common", "tiết kiệm điện")]),
    ("so y te", [("own", "tiêm chủng"), ("common", "tiết kiệm điện")]),
    ("Giám đốc Sở Y tế", [("own", "tiêm chủng"), ("common", "tiết kiệm điện")]),
    ("STC", [("own", "bố trí kinh phí"), ("coordinate", "tiêm chủng"), ("common", "tiết kiệm điện")]),
    ("Sở LĐTBXH", [("own", "cứu trợ"), ("common", "tiết kiệm điện")]),
    ("Ủy ban nhân dân huyện Vĩnh Sơn", [("own", "đắp đê")]),  # no authority file has it
    ("Sở Vũ trụ", []),
]


@pytest.mark.parametrize(("name", "expected"), ASKED)
def test_a_bodys_own_tasks_come_first_and_the_common_ones_last(
    offices: Archive, name: str, expected: list[tuple[str, str]]
) -> None:
    found = offices.tasks.list(TaskFilters(agency=name))
    assert [(share, row.task) for share, row in zip(found.shares, found.rows, strict=True)] == expected
    assert dict(found.share_counts) == {share: sum(one == share for one, _ in expected) for share, _ in expected}


def test_todays_name_reaches_its_predecessors_but_not_in_a_year_they_lived_side_by_side(offices: Archive) -> None:
    asked = TaskFilters(agency="Sở Nội vụ")
    found = offices.tasks.list(asked)
    assert ("earlier", "cứu trợ") in list(zip(found.shares, (row.task for row in found.rows), strict=True))
    assert "earlier" not in offices.tasks.list(in_year(asked, 2024)).shares


@pytest.mark.slow
def test_documents_of_one_day_and_number_all_keep_their_tasks(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "kho", create=True, agencies=FewAgencies()) as archive:
        for number in range(70):  # more than the chance bits of a place tell apart
            text = f"Sở Y tế kiểm tra {number}."
            document, original = directive(
                text, number="5/UBND-TH", issued_on=DAY, assignments=(assigned(text, f"kiểm tra {number}", "Sở Y tế"),)
            )
            (tmp_path / "vb.txt").write_bytes(original)
            archive.add(document, tmp_path / "vb.txt", str(number))
        assert archive.tasks.list(TaskFilters(agency="Sở Y tế", issued_from=DAY, issued_to=DAY)).count == 70
