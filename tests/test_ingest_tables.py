"""Tables as spans of the text."""

from __future__ import annotations

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
