"""The register as files for a spreadsheet."""

import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from command_line import archive_with_tasks, tracuu


@pytest.fixture
def registered(tmp_path: Path) -> Path:
    return archive_with_tasks(tmp_path / "kho")


@pytest.mark.slow
def test_a_csv_has_no_cell_that_acts_as_a_formula(registered: Path, tmp_path: Path) -> None:
    path = tmp_path / "viec.csv"
    assert tracuu("tasks", "--csv", path, folder=registered).returncode == 0
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")  # Excel reads UTF-8 only with it
    assert "'=HYPERLINK" in content.decode("utf-8-sig")
    assert not re.search(r'(^|[,;])"?[=+\-@\t]', content.decode("utf-8-sig"), re.M)


@pytest.mark.slow
def test_a_workbook_has_real_dates_a_frozen_header_and_no_formula(registered: Path, tmp_path: Path) -> None:
    path = tmp_path / "viec.xlsx"
    assert tracuu("tasks", "--xlsx", path, folder=registered).returncode == 0
    sheet = load_workbook(path).worksheets[0]
    assert sheet.freeze_panes == "A2"
    header = [cell.value for cell in sheet[1]]
    rows = [dict(zip(header, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert [row["Thời hạn"].is_date for row in rows] == [False, True]
    assert rows[1]["Thời hạn"].value.date() == date(2024, 6, 30)
    assert rows[0]["Thời hạn"].value == "tháng 7/2024"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
