"""Tables as spans of the text."""

from __future__ import annotations

import pytest

from assembled import rows


def test_a_tables_rows_and_cells_are_spans_of_the_text() -> None:
    document = rows(("TT", "Đơn vị", "Vốn"), ("1", "Sở Y tế", "12"), ("2", "Sở Tư pháp", ""))
    (table,) = document.tables
    assert table.header == ("TT", "Đơn vị", "Vốn")
    assert [[cell.of(document.text) for cell in row.cells] for row in table.rows] == [
        ["1", "Sở Y tế", "12"],
        ["2", "Sở Tư pháp", ""],
    ]


def test_two_lists_side_by_side_are_read_as_one() -> None:
    document = rows(("Xã", "Nộp", "Xã", "Nộp"), ("An Lạc", "X", "Hòa Lạc", ""), ("Tân Lạc", "X", "", ""))
    (table,) = document.tables
    found = [tuple(cell.of(document.text) for cell in row.cells) for row in table.rows]
    assert found == [("An Lạc", "X"), ("Hòa Lạc", ""), ("Tân Lạc", "X")]


HEADERS = [
    # rows of a table, its column titles, how many rows are left
    (
        [("TT", "Loại hình", "Giấy phép", ""), ("", "", "Bộ cấp", "Tỉnh cấp"), ("1", "Khai thác đá", "4", "9")],
        ("TT", "Loại hình", "Giấy phép: Bộ cấp", "Giấy phép: Tỉnh cấp"),
        1,
    ),
    (
        [("TT", "Xã", "Hộ"), ("(1)", "(2)", "(3)"), ("1", "An Lạc", "40")],
        ("TT", "Xã", "Hộ"),
        1,
    ),
    (
        [("TT", "Xã", "Số hộ", "", "Ghi chú"), ("", "", "Nghèo", "Thoát", ""), ("A", "B", "1", "2", "3"), ("1", "An Lạc", "4", "2", "")],
        ("TT", "Xã", "Số hộ: Nghèo", "Số hộ: Thoát", "Ghi chú"),
        1,
    ),
    # The second row is content: a group of rows, a row with an empty cell, a row of figures
    ([("TT", "Xã", "Hộ", ""), ("", "Vùng núi", "", ""), ("1", "An Lạc", "4", "2")], ("TT", "Xã", "Hộ", ""), 2),
    ([("TT", "Xã", "Hộ"), ("", "An Lạc", "nhiều"), ("", "Tân Lạc", "ít")], ("TT", "Xã", "Hộ"), 2),
    ([("TT", "Xã", "Hộ"), ("1", "2", "4"), ("2", "3", "5")], ("TT", "Xã", "Hộ"), 2),
]  # fmt: skip


@pytest.mark.parametrize(("table", "header", "left"), HEADERS)
def test_titles_in_two_rows_are_joined_and_column_numbers_are_no_row(
    table: list[tuple[str, ...]], header: tuple[str, ...], left: int
) -> None:
    (found,) = rows(*table).tables
    assert (found.header, len(found.rows)) == (header, left)
