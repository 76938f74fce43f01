"""``tracuu tasks``: what is asked for is listed under its heading and counted; what staff say is kept and shown."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from command_line import archive_with_tasks
from ui.cli import main
from ui.exports.csv_file import harmless
from ui.exports.workbook import xlsx_of
from ui.texts.tasks import status_typed

pytestmark = pytest.mark.slow

Shape = dict[str, object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return archive_with_tasks(tmp_path / "kho")


def run(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str | Path) -> tuple[int, str, str]:
    """Return exit status, standard output and standard error of the command."""
    status = main(["tasks", *map(str, arguments), "--archive", str(folder)])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_own_tasks_stand_first_under_their_heading(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    status, out, _ = run(capsys, folder, "--agency", "cong an tinh")
    assert status == 0
    assert out.startswith("VIỆC PHỐI HỢP: 1\n")
    assert "1 nhiệm vụ (việc phối hợp: 1)" in out


@pytest.mark.parametrize(
    ("by", "headings"),
    [
        ("agency", ["Sở Tài chính: 1", "Văn bản không nêu cơ quan: 1"]),
        ("document", ["Công văn 8/UBND-TH ngày 01/6/2024: 2"]),
        ("month", ["Tháng 6/2024: 1", "Tháng 7/2024: 1"]),
    ],
)
def test_groups_have_headings_with_their_counts(
    capsys: pytest.CaptureFixture[str], folder: Path, by: str, headings: list[str]
) -> None:
    _, out, _ = run(capsys, folder, "--by", by)
    assert [line for line in out.splitlines() if line in headings] == headings


def test_status_and_note_are_set_by_id_and_shown(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (task,) = json.loads(run(capsys, folder, "--words", "kinh phí", "--json")[1])["tasks"]
    status, out, err = run(
        capsys, folder, "--set", task["id"][:5], "--status", "dang lam", "--note", "Chờ họp.", "--author", "Lê An"
    )
    assert (status, out) == (0, "")
    assert err == "Đã ghi: bố trí kinh phí – đang làm\n"
    _, out, _ = run(capsys, folder, "--status", "đang làm")
    assert "trạng thái: đang làm (Lê An, " in out
    assert "ghi chú: Chờ họp." in out
    changed = json.loads(run(capsys, folder, "--set", task["id"], "--note", "", "--json")[1])
    assert (changed["status"], changed["note"], changed["version"]) == ("doing", "", 2)
    assert run(capsys, folder, "--forget", task["id"])[0] == 1  # only orphans are struck out
    assert "Không có ghi chú mồ côi." in run(capsys, folder, "--orphans")[1]


WRONG = [
    # arguments, exit status, what the message names
    (["--status", "gần xong"], 2, "chưa làm"),
    (["--year", "24"], 2, "2024"),
    (["--year", "2024", "--from", "2024-01-01"], 2, "year"),
    (["--note", "gì đó"], 2, "--set"),
    (["--set", "zzzzzz", "--status", "xong"], 1, "zzzzzz"),
    (["--set", "zzzzzz"], 2, "trạng thái"),
    (["--from", "2024-02-01", "--to", "2024-01-01"], 2, "2024-02-01"),
    (["--csv", "/khong/co/viec.csv"], 1, "viec.csv"),
]


@pytest.mark.parametrize(("arguments", "status", "named"), WRONG)
def test_wrong_usage_is_told_in_vietnamese(
    capsys: pytest.CaptureFixture[str], folder: Path, arguments: list[str], status: int, named: str
) -> None:
    code, _, err = run(capsys, folder, *arguments)
    assert code == status
    assert named in err


def test_a_workbook_tells_what_was_asked_and_has_a_sheet_for_each_group(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "viec.xlsx"
    status, _, err = run(capsys, folder, "--due-before", "2024-12-31", "--by", "month", "--xlsx", path, "--sheets")
    assert (status, err) == (0, f"Đã ghi 2 nhiệm vụ vào {path}\n")
    book = load_workbook(path)
    assert book.sheetnames == ["Tháng 6 2024", "Tháng 7 2024", "Bộ lọc"]
    told = {row[0].value: row[1].value for row in book["Bộ lọc"].iter_rows()}
    assert told["Hạn đến ngày"] == "31/12/2024"
    assert told["Tổng số nhiệm vụ"] == 2
    assert told["Trạng thái: chưa làm"] == 2
    assert told["Tháng 6/2024"] == 1


def test_a_calendar_counts_what_it_cannot_hold(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "han.ics"
    _, _, err = run(capsys, folder, "--ics", path)
    assert err == f"Đã ghi 2 nhiệm vụ vào {path}\n"
    assert path.read_bytes().count(b"BEGIN:VEVENT") == 2


# words from a document, and the cell they become
CELLS = [
    ("=1+1", "'=1+1"),
    ("+84", "'+84"),
    ("-2", "'-2"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"),
    (" =1", "' =1"),
    ("＝1", "'＝1"),  # the wide sign that some spreadsheets take for the narrow one
    ("Sở Y tế = một sở", "Sở Y tế = một sở"),
    ("a\x00b", "ab"),
]


@pytest.mark.parametrize(("words", "cell"), CELLS)
def test_no_cell_acts_as_a_formula(words: str, cell: str) -> None:
    assert harmless(words) == cell


def test_sheets_are_named_as_spreadsheets_allow(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tasks = json.loads(run(capsys, folder, "--json")[1])["tasks"]
    names = ["Sở A/B: [C]?", "sở a b   c", "x" * 40, "x" * 40, "'", "History", "Bộ lọc"]
    path = tmp_path / "viec.xlsx"

    path.write_bytes(xlsx_of(tasks * 4, [], date(2024, 7, 1), [(name, 1) for name in names], apart=True))
    titles = load_workbook(path).sheetnames
    assert len({title.casefold() for title in titles}) == len(names) + 1
    assert all(0 < len(title) <= 31 and not set(title) & set("[]:*?/\\") for title in titles)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("xong", "done"), ("Đang  làm", "doing"), ("khong ap dung", "not_applicable"), ("todo", "todo"), ("", None)],
)
def test_a_status_is_understood_as_people_type_it(typed: str, code: str | None) -> None:
    assert status_typed(typed) == code
