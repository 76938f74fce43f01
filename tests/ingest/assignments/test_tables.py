"""Tables of tasks in any wording and order, with merged cells, ditto marks, several leads in a cell and page breaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assembled import SHA
from assembled import rows as table
from assignment_soundness import assert_sound
from ingest.agencies.find import Agencies
from ingest.assembly import assemble
from ingest.assignment import Assignment
from ingest.assignments.find import find_assignments
from ingest.document import Document
from ingest.lines import Line, Reading

AGENCIES = Agencies.load()

Row = tuple[str | None, str, tuple[str, ...], str, str | None]


def found_in(document: Document) -> list[Assignment]:
    dated = replace(document, issued_on=date(2024, 3, 12))
    found = find_assignments(dated, AGENCIES)
    for one in found:
        assert_sound(dated, one)
    return list(found)


def read(*cells: tuple[str, ...]) -> list[Row]:
    document = table(*cells)
    return [
        (one.lead, one.role, one.coordinators, one.task.of(document.text), one.deadline.due if one.deadline else None)
        for one in found_in(document)
    ]


TABLES: list[tuple[str, list[tuple[str, ...]], list[Row]]] = [
    (
        "the usual order",
        [
            ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"),
            ("1", "Lập bản đồ ngập", "Sở Xây dựng", "Sở Tài chính; UBND các huyện", "30/6/2024"),
        ],
        [("Sở Xây dựng", "lead", ("Sở Tài chính", "UBND các huyện"), "Lập bản đồ ngập", "2024-06-30")],
    ),
    (
        "another order and other words",
        [
            ("Thời gian hoàn thành", "Đơn vị phối hợp", "Đơn vị chủ trì", "Nội dung công việc", "Sản phẩm"),
            ("Quý II/2024", "Công an tỉnh", "Sở Y tế", "Kiểm tra bếp ăn", "Báo cáo"),
        ],
        [("Sở Y tế", "lead", ("Công an tỉnh",), "Kiểm tra bếp ăn", "2024-06")],
    ),
    (
        "titles in two rows",
        [
            ("TT", "Nội dung", "Phân công", "", "Thời gian"),
            ("", "", "Chủ trì", "Phối hợp", ""),
            ("1", "Thả cá giống", "Sở Công Thương", "Hội Nông dân tỉnh", "Tháng 5/2024"),
        ],
        [("Sở Công Thương", "lead", ("Hội Nông dân tỉnh",), "Thả cá giống", "2024-05")],
    ),
    (
        "no word chủ trì",
        [
            ("Nhiệm vụ", "Đơn vị thực hiện"),
            ("Rà soát biên chế", "Sở Nội vụ"),
            ("Kiểm kê đất công", "Sở Tài chính, Sở Xây dựng"),
        ],
        [
            ("Sở Nội vụ", "assigned", (), "Rà soát biên chế", None),
            ("Sở Tài chính", "joint", (), "Kiểm kê đất công", None),
            ("Sở Xây dựng", "joint", (), "Kiểm kê đất công", None),
        ],
    ),
    (
        "persons",
        [
            ("TT", "Nhiệm vụ thực hiện", "Người thực hiện"),
            ("1", "Soạn đề thi", "Trần Văn An Nguyễn Thị Bình Minh"),
        ],
        [
            ("Trần Văn An", "joint", (), "Soạn đề thi", None),
            ("Nguyễn Thị Bình Minh", "joint", (), "Soạn đề thi", None),
        ],
    ),
    (
        "several leads in a cell",
        [
            ("Nhiệm vụ", "Cơ quan chủ trì"),
            ("Trực Tết", "- Sở Y tế - Công an tỉnh"),
        ],
        [
            ("Sở Y tế", "lead", (), "Trực Tết", None),
            ("Công an tỉnh", "lead", (), "Trực Tết", None),
        ],
    ),
    (
        "who leads and who helps in one cell",
        [
            ("Nhiệm vụ", "Cơ quan chủ trì, phối hợp", "Thời hạn"),
            ("Dạy bơi", "Chủ trì: Sở Giáo dục và Đào tạo. Phối hợp: Tỉnh đoàn", "31/8/2024"),
        ],
        [("Sở Giáo dục và Đào tạo", "lead", ("Tỉnh đoàn",), "Dạy bơi", "2024-08-31")],
    ),
    (
        "ditto marks and merged cells",
        [
            ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"),
            ("1", "Đo mặn", "Sở Công Thương", "Sở Tài chính", "30/4/2024"),
            ("2", "Nạo vét kênh", "nt", "-nt-", "31/5/2024"),
            ("3", "Đắp đập", "", "", "30/6/2024"),
            ("4", "Vớt bèo", "Như trên", "", ""),
        ],
        [
            ("Sở Công Thương", "lead", ("Sở Tài chính",), "Đo mặn", "2024-04-30"),
            ("Sở Công Thương", "lead", ("Sở Tài chính",), "Nạo vét kênh", "2024-05-31"),
            ("Sở Công Thương", "lead", ("Sở Tài chính",), "Đắp đập", "2024-06-30"),
            ("Sở Công Thương", "lead", ("Sở Tài chính",), "Vớt bèo", None),
        ],
    ),
    (
        "a row that heads a group hands nothing down",
        [
            ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"),
            ("I", "LĨNH VỰC Y TẾ", "", ""),
            ("1", "Tiêm phòng", "Sở Y tế", "30/4/2024"),
            ("II", "LĨNH VỰC NỘI VỤ", "", ""),
            ("1", "Thi tuyển", "", "31/5/2024"),
        ],
        [("Sở Y tế", "lead", (), "Tiêm phòng", "2024-04-30")],
    ),
    (
        "the target belongs to the task",
        [
            ("TT", "Nhiệm vụ", "Chỉ tiêu", "Đơn vị chủ trì"),
            ("1", "Trồng rừng", "300 ha", "Sở Công Thương"),
        ],
        [("Sở Công Thương", "lead", (), "Trồng rừng | 300 ha", None)],
    ),
    (
        "a deadline in the task where no column has one",
        [
            ("Nhiệm vụ", "Cơ quan chủ trì"),
            ("Trình đề án trước ngày 30/9/2024", "Sở Nội vụ"),
        ],
        [("Sở Nội vụ", "lead", (), "Trình đề án trước ngày 30/9/2024", "2024-09-30")],
    ),
    (
        "names the authority file lacks stay whole",
        [
            ("Nhiệm vụ", "Cơ quan chủ trì"),
            ("Gác bến", "Cảng vụ Hàng hải Bình Lạc"),
        ],
        [("Cảng vụ Hàng hải Bình Lạc", "lead", (), "Gác bến", None)],
    ),
    # --- tables that assign nothing ---
    ("a list of who has reported", [("Đơn vị", "Đã gửi"), ("Sở Y tế", "X")], []),
    ("figures", [("Chỉ tiêu", "Đơn vị tính", "Năm 2023"), ("Lúa", "tấn", "120")], []),
    ("participants", [("TT", "Họ tên", "Chức vụ", "Điện thoại"), ("1", "Trần Văn An", "Phó Giám đốc", "0290")], []),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "cells", "expected"), TABLES, ids=[kind for kind, _, _ in TABLES])
def test_a_table_is_read_by_its_titles(kind: str, cells: list[tuple[str, ...]], expected: list[Row]) -> None:
    assert read(*cells) == expected


def test_what_is_taken_from_the_row_above_says_so_and_is_less_sure() -> None:
    document = table(
        ("TT", "Nhiệm vụ", "Cơ quan chủ trì"),
        ("1", "Đo mặn", "Sở Công Thương"),
        ("2", "Nạo vét kênh", "nt"),
    )
    first, second = found_in(document)
    assert (first.form, first.inferred) == ("table", False)
    assert (second.form, second.inferred) == ("carried", True)
    assert second.confidence < first.confidence
    assert second.trigger == first.trigger


def test_a_report_of_results_is_no_plan() -> None:
    document = replace(
        table(
            ("Nhiệm vụ", "Cơ quan chủ trì", "Kết quả thực hiện"),
            ("Tiêm phòng", "Sở Y tế", "Hoàn thành"),
        ),
        kind="báo cáo",
    )
    assert found_in(document) == []


@pytest.mark.parametrize(
    ("second", "leads"),
    [
        ([("Đắp đập", "Sở Xây dựng"), ("Vớt bèo", "Sở Y tế")], ["Sở Công Thương", "Sở Xây dựng", "Sở Y tế"]),
        # as many columns, but another table
        ([("Họ tên", "Chức vụ"), ("Trần Văn An", "Phó Giám đốc")], ["Sở Công Thương"]),
    ],
)
def test_a_table_that_goes_on_without_titles_keeps_those_of_the_page_before(
    second: list[tuple[str, ...]], leads: list[str]
) -> None:
    first = [("Nhiệm vụ", "Cơ quan chủ trì"), ("Đo mặn", "Sở Công Thương")]
    lines = [
        Line(" | ".join(row), page, gap_before=at == 0, whole=True, role="row", cells=row)
        for page, rows in ((1, first), (2, second))
        for at, row in enumerate(rows)
    ]
    document = assemble(Reading(tuple(lines)), SHA, "a.docx")
    assert len(document.tables) == 2
    assert [one.lead for one in found_in(document)] == leads
