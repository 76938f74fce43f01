"""Who refers to what: which document a citation means, what is missing, what was replaced, and in any order of arrival."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archived import FewAgencies
from cited import ISSUER, citing, put
from ingest.archive.archive import Archive
from ingest.archive.citations.conflicts import conflicts
from ingest.document import Document

pytestmark = pytest.mark.slow

OLD = citing("Giá nước chợ nổi.", "15/QĐ-UBND", date(2021, 3, 5))
NEW = citing(
    "Quyết định này thay thế Quyết định số 15/QĐ-UBND ngày 05/3/2021 về giá nước.", "40/QĐ-UBND", date(2024, 6, 18)
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "kho", create=True, agencies=FewAgencies()) as opened:
        yield opened


def meant(archive: Archive, document: Document) -> list[tuple[str, list[str]]]:
    """Return certainty and documents of every act that the document cites."""
    return [
        (one.target.certainty, [held.id for held in one.target.documents]) for one in archive.graph.told_by(document.id)
    ]


# what the archive holds, the words that cite, what they mean: certainty and how many documents
MEANT = [
    # number, code and year agree; the issuer is written in another way
    ([OLD], "Căn cứ Quyết định số 15/QĐ-UBND ngày 05/3/2021 của UBND tỉnh;", ("exact", [OLD.id])),
    ([OLD], "Căn cứ Quyết định số 15/QĐ-UBND năm 2021;", ("exact", [OLD.id])),
    # registers start again every year
    ([OLD], "Căn cứ Quyết định số 15/QĐ-UBND ngày 05/3/2023;", ("missing", [])),
    # no year: the only one there is inferred
    ([OLD], "Căn cứ Quyết định số 15/QĐ-UBND;", ("inferred", [OLD.id])),
    # the same year, another day: the register's number is inferred, the day is a matter of conflicts
    ([OLD], "Căn cứ Quyết định số 15/QĐ-UBND ngày 25/3/2021;", ("inferred", [OLD.id])),
    # another body's register
    ([OLD], "Căn cứ Quyết định số 15/QĐ-UBND ngày 06/5/2021 của Ủy ban nhân dân huyện Châu Sa;", ("missing", [])),
    # cut short, misprinted: only with the day or the year
    ([OLD], "Căn cứ Quyết định số 15/QĐ-UBMD ngày 05/3/2021;", ("inferred", [OLD.id])),
    ([OLD], "Căn cứ Quyết định số 15/QĐ-UBND-KT ngày 05/3/2021;", ("inferred", [OLD.id])),
    ([OLD], "Căn cứ Quyết định số 15/QĐ-UBND-KT ngày 06/3/2021;", ("missing", [])),
]


@pytest.mark.parametrize(("held", "words", "expected"), MEANT)
def test_a_citation_means_the_document_of_its_number_code_and_year(
    archive: Archive, held: list[Document], words: str, expected: tuple[str, list[str]]
) -> None:
    asking = citing(words, "99/UBND-KT", date(2024, 9, 1), kind="công văn")
    put(archive, *held, asking)
    assert meant(archive, asking) == [expected]


def test_what_came_later_is_not_meant_by_a_citation_without_a_day(archive: Archive) -> None:
    asking = citing("Căn cứ Quyết định số 15/QĐ-UBND;", "99/UBND-KT", date(2020, 9, 1))
    put(archive, OLD, asking)
    assert meant(archive, asking) == [("missing", [])]


def test_two_documents_of_one_number_are_both_kept_unless_the_day_or_body_tells(archive: Archive) -> None:
    other = citing("Giá đò ngang.", "15/QĐ-UBND", date(2022, 3, 5))
    district = citing("Chợ phiên.", "15/QĐ-UBND", date(2021, 7, 7), issuer="Ủy ban nhân dân huyện Châu Sa")
    vague = citing("Căn cứ Quyết định số 15/QĐ-UBND;", "99/UBND-KT", date(2024, 9, 1))
    dated = citing("Căn cứ Quyết định số 15/QĐ-UBND ngày 05/3/2022;", "98/UBND-KT", date(2024, 9, 1))
    named = citing(f"Căn cứ Quyết định số 15/QĐ-UBND năm 2021 của {ISSUER};", "97/UBND-KT", date(2024, 9, 1))
    put(archive, OLD, other, district, vague, dated, named)
    assert meant(archive, vague) == [("ambiguous", sorted([OLD.id, other.id, district.id]))]
    assert meant(archive, dated) == [("exact", [other.id])]
    assert meant(archive, named) == [("exact", [OLD.id])]


def test_a_law_is_found_by_its_name_and_year(archive: Archive) -> None:
    law = citing("Điều 1.", None, date(2006, 11, 29), kind="luật", subject="Đê điều", issuer="Quốc hội")
    by_year = citing("Căn cứ Luật Đê điều năm 2006;", "98/UBND-KT", date(2024, 9, 1))
    vague = citing("Căn cứ Luật đê điều;", "97/UBND-KT", date(2024, 9, 1))
    other = citing("Căn cứ Luật Đê điều năm 1999;", "96/UBND-KT", date(2024, 9, 1))
    put(archive, by_year, vague, other, law)
    assert [meant(archive, one) for one in (by_year, vague, other)] == [
        [("exact", [law.id])],
        [("inferred", [law.id])],
        [("missing", [])],
    ]


def test_the_own_number_in_an_annex_is_no_edge(archive: Archive) -> None:
    own = citing("PHỤ LỤC\n(Kèm theo Quyết định số 15/QĐ-UBND ngày 05/3/2021)", "15/QĐ-UBND", date(2021, 3, 5))
    put(archive, own)
    assert archive.graph.told_by(own.id) == ()
    assert archive.graph.missing() == ()


def test_who_refers_to_a_document_is_told_with_kind_and_place(archive: Archive) -> None:
    letter = citing(
        "Thực hiện Quyết định số 15/QĐ-UBND ngày 05/3/2021.", "9/UBND-KT", date(2022, 1, 5), kind="công văn"
    )
    put(archive, NEW, letter, OLD)
    found = archive.graph.pointing_to(OLD.id)
    assert [(one.document.id, one.kind) for one in found] == [(NEW.id, "replaces"), (letter.id, "carries_out")]
    assert [one.words.of(text) for one, text in zip(found, (NEW.text, letter.text), strict=True)] == [
        "thay thế",
        "Thực hiện",
    ]
    assert [one.document.id for one in archive.graph.naming("15/QĐ-UBND", 2021)] == [NEW.id, letter.id]
    assert archive.graph.naming("15/QĐ-UBND", 1999) == ()


def test_a_document_that_a_later_one_replaces_is_known_with_what_replaced_it(archive: Archive) -> None:
    put(archive, NEW, OLD)
    (edge,) = archive.graph.replaced()[OLD.id]
    assert (edge.kind, edge.part, edge.actor.known and edge.actor.known.id) == ("replaces", False, NEW.id)
    assert archive.graph.replaced([OLD.id]) == archive.graph.replaced()
    assert archive.graph.replaced([NEW.id]) == {}


def test_a_third_document_may_tell_of_a_change(archive: Archive) -> None:
    telling = citing(
        "Quyết định số 15/QĐ-UBND ngày 05/3/2021 đã được thay thế bởi Quyết định số 40/QĐ-UBND ngày 18/6/2024.",
        "77/UBND-KT",
        date(2024, 7, 1),
        kind="công văn",
    )
    put(archive, OLD, telling)
    (edge,) = archive.graph.replaced()[OLD.id]
    assert (edge.document.id, edge.actor.certainty, edge.actor.act and edge.actor.act.printed) == (
        telling.id,
        "missing",
        "40/QĐ-UBND",
    )


def test_an_older_document_cannot_have_replaced_a_newer_one(archive: Archive) -> None:
    newer = citing("Giá nước.", "15/QĐ-UBND", date(2025, 3, 5))
    wrong = citing("Quyết định này thay thế Quyết định số 15/QĐ-UBND ngày 05/3/2025.", "1/QĐ-UBND", date(2024, 6, 18))
    put(archive, newer, wrong)
    assert archive.graph.replaced() == {}


def test_missing_acts_are_counted_over_documents_the_undated_with_the_one_year(archive: Archive) -> None:
    one = citing("Căn cứ Nghị quyết số 8/NQ-HĐND ngày 02/3/2024; Luật Đê điều.", "1/QĐ-UBND", date(2024, 6, 1))
    two = citing("Căn cứ Nghị quyết số 8/NQ-HĐND.", "2/QĐ-UBND", date(2024, 6, 2))
    put(archive, one, two)
    assert [(act.printed, act.year, act.times, len(act.documents)) for act in archive.graph.missing()] == [
        ("nghị quyết số 8/NQ-HĐND", 2024, 2, 2),
        ("Luật Đê điều", None, 1, 1),
    ]


CONFLICTS = [
    # (first citation, second citation, how they are at odds)
    ("Quyết định số 12/QĐ-TTg ngày 03/01/2023", "Quyết định số 12/QĐ-TTg ngày 03/11/2023", "day"),
    ("Nghị định số 53/2019/NĐ-CP ngày 17/6/2019", "Nghị định số 53/2019/NĐ-CP ngày 17/6/2020", "day"),
    ("Quyết định số 12/QĐ-TTg ngày 03/01/2023", "Quyết định số 12/QĐ-TTg ngày 03/01/2023", None),
    # a new year, a new number 12; but not where the title is the same
    ("Quyết định số 12/QĐ-TTg ngày 03/01/2023", "Quyết định số 12/QĐ-TTg ngày 09/01/2024", None),
    (
        "Quyết định số 12/QĐ-TTg ngày 03/01/2023 về phát triển chợ nổi vùng hạ lưu",
        "Quyết định số 12/QĐ-TTg ngày 03/01/2024 về phát triển chợ nổi vùng hạ lưu",
        "day",
    ),
    # every province and district has its number 12
    ("Quyết định số 12/QĐ-UBND ngày 03/01/2023", "Quyết định số 12/QĐ-UBND ngày 03/11/2023", None),
    (
        "Quyết định số 12/QĐ-UBND ngày 03/01/2023 của UBND tỉnh Bình Lạc",
        "Quyết định số 12/QĐ-UBND ngày 03/11/2023 của Ủy ban nhân dân tỉnh Bình Lạc",
        "day",
    ),
    (
        "Quyết định số 12/QĐ-TTg ngày 03/01/2023 về phát triển chợ nổi vùng hạ lưu",
        "Quyết định số 12/QĐ-TTg ngày 03/01/2023 phê duyệt quy hoạch sân bay nước mặn",
        "title",
    ),
]


@pytest.mark.parametrize(("one", "other", "kind"), CONFLICTS)
def test_two_citations_of_one_number_that_cannot_both_be_right(
    archive: Archive, one: str, other: str, kind: str | None
) -> None:
    first = citing(f"Căn cứ {one};", "1/UBND-KT", date(2025, 6, 1))
    second = citing(f"Căn cứ {other};\n", "2/UBND-KT", date(2025, 6, 2))
    put(archive, first, second)
    found = conflicts(archive.graph)
    assert [each.kind for each in found] == ([kind] if kind else [])
    for each in found:
        assert {each.one_in.id, each.other_in.id} == {first.id, second.id}


def state(archive: Archive, documents: list[Document]) -> object:
    """Return everything the graph knows, by value."""
    graph = archive.graph
    return (
        [graph.told_by(one.id) and [(e.kind, e.part, e.words, e.actor.act, e.target.act, e.target.certainty, [d.id for d in e.target.documents]) for e in graph.told_by(one.id)] for one in documents],
        [[(e.document.id, e.kind) for e in graph.pointing_to(one.id)] for one in documents],
        {key: [(e.document.id, e.kind) for e in edges] for key, edges in graph.replaced().items()},
        [(act.printed, act.times, [d.id for d in act.documents]) for act in graph.missing()],
    )  # fmt: skip


CIRCLE = [
    OLD,
    NEW,
    citing(
        "Thực hiện Quyết định số 15/QĐ-UBND và Quyết định số 40/QĐ-UBND ngày 18/6/2024.", "3/KH-UBND", date(2024, 7, 1)
    ),
    citing("Giá đò.", "15/QĐ-UBND", date(2022, 1, 1)),
    citing("Bãi bỏ Kế hoạch số 3/KH-UBND năm 2024; xem Luật Đê điều.", "50/QĐ-UBND", date(2025, 1, 1)),
    citing("Đê.", None, date(2006, 11, 29), kind="luật", subject="Đê điều", issuer="Quốc hội"),
    citing("Quyết định số 50/QĐ-UBND ngày 01/01/2025 đã được sửa đổi bởi Quyết định số 51/QĐ-UBND.", "8/BC-UBND", None),
]


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_arrivals_removals_and_returns_changes_nothing(dice: random.Random) -> None:
    with tempfile.TemporaryDirectory() as name:
        with Archive.open(Path(name) / "a", create=True, agencies=FewAgencies()) as straight:
            put(straight, *CIRCLE)
            expected = state(straight, CIRCLE)
        with Archive.open(Path(name) / "b", create=True, agencies=FewAgencies()) as winding:
            order = dice.sample(CIRCLE, len(CIRCLE))
            for document in order:
                put(winding, document)
                if dice.random() < 0.5:
                    gone = dice.choice(order[: order.index(document) + 1])
                    winding.remove(gone.id)
                    put(winding, gone)
            assert state(winding, CIRCLE) == expected


def test_a_removed_document_leaves_no_edges_and_its_citations_become_missing(archive: Archive) -> None:
    put(archive, OLD, NEW)
    archive.remove(OLD.id)
    assert archive.graph.replaced() == {}
    assert [act.normal for act in archive.graph.missing()] == ["15/QĐ-UBND"]
    archive.remove(NEW.id)
    with sqlite3.connect(archive.folder / "archive.db") as db:
        counts = [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("edges", "cited_acts", "edges_read")]  # fmt: skip
    assert counts == [0, 0, 0]


def test_an_archive_from_before_gains_its_edges_at_the_next_import_once(archive: Archive) -> None:
    put(archive, OLD, NEW)
    archive.close()
    with sqlite3.connect(archive.folder / "archive.db") as db:
        for table in ("edges", "cited_acts", "edges_read"):
            db.execute(f"DROP TABLE {table}")
    with Archive.open(archive.folder, agencies=FewAgencies()) as again:
        assert again.graph.replaced() == {}
        again.sweep()
        assert list(again.graph.replaced()) == [OLD.id]
        revision = again.revision()
        again.sweep()
        assert again.revision() == revision
