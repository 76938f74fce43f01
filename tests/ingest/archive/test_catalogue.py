"""What an archive holds is found by number, name, filters, body, due date and reference."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from archived import FewAgencies, assigned, directive
from ingest.archive.archive import Archive
from ingest.archive.register.filters import TaskFilters
from ingest.document import Document
from ingest.filters import Filters


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "kho", create=True, agencies=FewAgencies()) as opened:
        yield opened


def put(archive: Archive, made: tuple[Document, bytes]) -> Document:
    document, original = made
    path = archive.folder.parent / f"{document.id}.txt"
    path.write_bytes(original)
    archive.add(document, path, str(path))
    return document


# What people type, and the numbers of the documents that it must find.
FINDS = [
    ("45/UBND-TH", {"45/UBND-TH"}),  # whole
    ("45/ubnd-th", {"45/UBND-TH"}),  # small letters
    ("045 /UBND–TH", {"45/UBND-TH"}),  # leading zero, a space, a long dash
    ("số 7/QD-UBND", {"7/QĐ-UBND"}),  # no diacritics, a word before
    ("cv 45", {"45/UBND-TH", "45/KH-UBND"}),  # part of two numbers: both
    ("45/kh", {"45/KH-UBND"}),  # a number and the first part of its code
    ("45/k", set()),  # half a code is none
    ("145", set()),  # not the end of another number
    ("12", {"12-CT/TU"}),  # Party numbers end at a hyphen
    ("kế hoạch.docx", {"45/KH-UBND"}),  # file name
    ("ke hoach", {"45/KH-UBND"}),  # its stem, no diacritics
    ("tháng 45", set()),  # a sentence is no number
    ("", set()),
    ("%", set()),  # no wildcard
]


@pytest.mark.parametrize(("key", "numbers"), FINDS)
def test_a_document_is_found_by_number_or_file_name(archive: Archive, key: str, numbers: set[str]) -> None:
    put(archive, directive("Một.", number="45/UBND-TH", file_name="cong_van.pdf"))
    put(archive, directive("Hai.", number="45/KH-UBND", file_name="Kế hoạch.docx"))
    put(archive, directive("Ba.", number="7/QĐ-UBND", file_name="b.v2.txt"))
    put(archive, directive("Bốn.", number="12-CT/TU", file_name="c.txt"))
    assert {summary.number for summary in archive.find(key)} == numbers


def test_a_document_is_found_by_its_id_and_the_beginning_of_it(archive: Archive) -> None:
    document = put(archive, directive("Một."))
    for key in (document.id, document.id[:8], document.sha256, document.id.upper()):
        assert [summary.id for summary in archive.find(key)] == [document.id]


def test_a_listing_is_newest_first_and_undated_last(archive: Archive) -> None:
    for text, day in (("cũ", date(2019, 1, 2)), ("không rõ", None), ("mới", date(2024, 6, 18))):
        put(archive, directive(text, file_name=text, issued_on=day))
    assert [summary.file_name for summary in archive.documents()] == ["mới", "cũ", "không rõ"]


# Filters and the files that pass them.
FILTERS = [
    (Filters(), {"a", "b", "c"}),
    (Filters(kind="Cong Van"), {"a"}),  # no diacritics, capitals
    (Filters(issuer="sở y tế"), {"b"}),
    (Filters(issuer="y tế"), {"b"}),  # part of the name
    (Filters(issued_from=date(2024, 1, 1)), {"a"}),  # c has no date and fails
    (Filters(issued_to=date(2023, 5, 5)), {"b"}),  # the day itself passes
    (Filters(agency="Sở Tài chính"), {"a", "b"}),
    (Filters(agency="Sở LĐ-TB&XH"), {"c"}),  # c has only the long name
    (Filters(agency="Công an tỉnh"), set()),
    (Filters(kind="công văn", agency="Sở Tài chính"), {"a"}),  # all must hold
]


@pytest.mark.parametrize(("filters", "files"), FILTERS)
def test_filters_restrict_a_listing(archive: Archive, filters: Filters, files: set[str]) -> None:
    text = "Giao Sở Tài chính."
    put(archive, directive(text, file_name="a", kind="công văn", issued_on=date(2024, 6, 1)))
    put(archive, directive(text + " ", file_name="b", kind="thông báo", issuer="Sở Y tế", issued_on=date(2023, 5, 5)))
    put(archive, directive("Giao Sở Lao động - Thương binh và Xã hội.", file_name="c"))
    assert {summary.file_name for summary in archive.documents(filters)} == files


def test_a_listing_can_be_kept_to_given_documents(archive: Archive) -> None:
    kept = put(archive, directive("Một."))
    put(archive, directive("Hai."))
    found = archive.documents(Filters(documents=frozenset({kept.id})))
    assert [summary.id for summary in found] == [kept.id]


REGISTER = (
    "Sở Y tế chủ trì, phối hợp Công an tỉnh rà soát cơ sở trước 30/6/2024.\n"
    "Sở Tài chính bố trí kinh phí trong tháng 7 năm 2024.\n"
    "Công an tỉnh tuần tra địa bàn.\n"
    "Khẩn trương khắc phục hậu quả."
)


def test_the_register_answers_by_body_role_and_due_date(archive: Archive) -> None:
    tasks = (
        assigned(REGISTER, "rà soát cơ sở", "Sở Y tế", due="2024-06-30", coordinators=("Công an tỉnh",)),
        assigned(REGISTER, "bố trí kinh phí", "Sở Tài chính", "assigned", due="2024-07"),
        assigned(REGISTER, "tuần tra địa bàn", "Công an tỉnh"),
        assigned(REGISTER, "Khẩn trương khắc phục hậu quả", None, "assigned"),
    )
    put(archive, directive(REGISTER, assignments=tasks, issued_on=date(2024, 6, 1)))

    def found(**conditions: object) -> list[str]:
        return [row.task for row in archive.tasks.named(TaskFilters(**conditions))]  # type: ignore[arg-type]

    assert len(found()) == 4
    assert found(agency="Công an tỉnh") == ["rà soát cơ sở", "tuần tra địa bàn"]  # as helper and as lead
    assert found(agency="Công an tỉnh", role="lead") == ["tuần tra địa bàn"]
    assert found(agency="Công an tỉnh", role="coordinate") == ["rà soát cơ sở"]
    assert found(agency="tài chính") == ["bố trí kinh phí"]  # words of a name
    assert found(agency="ài chính") == []  # half a word is none
    assert found(due_before=date(2024, 6, 30)) == ["rà soát cơ sở"]
    assert found(due_after=date(2024, 7, 15)) == ["bố trí kinh phí"]  # a month is due by its last day
    assert found(due_before=date(2024, 7, 30)) == ["rà soát cơ sở"]


def test_a_task_is_quoted_with_the_words_that_assign_it_when_they_share_its_paragraph(archive: Archive) -> None:
    header = "Sở Y tế chủ trì:\n- Lập kế hoạch¹ tiêm chủng;\n"
    document = put(archive, directive(header, assignments=(assigned(header, "Lập kế hoạch¹ tiêm chủng", "Sở Y tế"),)))
    near = put(archive, directive(REGISTER, assignments=(assigned(REGISTER, "tuần tra địa bàn", "Công an tỉnh"),)))
    rows = {row.document.id: row for row in archive.assignments()}
    far, close = rows[document.id], rows[near.id]
    assert (far.quote, far.task, far.trigger) == ("Lập kế hoạch¹ tiêm chủng", "Lập kế hoạch tiêm chủng", "Sở Y tế")
    assert REGISTER[close.start : close.end] == close.quote
    assert far.section_path == ("1. Nhiệm vụ",)


def test_references_are_found_by_the_normal_number(archive: Archive) -> None:
    text = "Căn cứ Quyết định 7/QĐ-UBND và Công văn 8/UBND-TH; bổ sung cho 7/QĐ-UBND."
    document = put(archive, directive(text, refers_to=("7/QĐ-UBND", "8/UBND-TH")))
    places = archive.references_to("7/QĐ-UBND")
    assert [place.span.of(document.text) for place in places] == ["7/QĐ-UBND"]
    assert places[0].document.id == document.id


def test_a_body_is_not_found_in_the_longer_name_of_another(tmp_path: Path) -> None:
    text = "Văn phòng Ủy ban nhân dân tỉnh tổng hợp.\nỦy ban nhân dân tỉnh quyết định.\nGiám đốc Sở Y tế báo cáo."
    tasks = (
        assigned(text, "tổng hợp", "Văn phòng Ủy ban nhân dân tỉnh"),
        assigned(text, "quyết định", "Ủy ban nhân dân tỉnh"),
        assigned(text, "báo cáo", "Giám đốc Sở Y tế"),
    )
    with Archive.open(tmp_path / "kho", create=True) as archive:  # with the real authority file
        put(archive, directive(text, assignments=tasks))
        assert [row.task for row in archive.assignments(agency="UBND tỉnh")] == ["quyết định"]
        assert [row.task for row in archive.assignments(agency="VP UBND tỉnh")] == ["tổng hợp"]
        assert [row.task for row in archive.assignments(agency="so y te")] == ["báo cáo"]  # its head acts for it
