"""An office's own file of bodies: how it may be written, what is reported, what it changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.agencies.check import check
from ingest.agencies.file import Fault, read_rows
from ingest.agencies.find import SHIPPED, Agencies
from ingest.archive.archive import Archive
from ingest.intake import agency_renewal
from ingest.intake.intake import ingest

COLUMNS = "canonical,kind,abbreviations,variants,symbols,valid_from,valid_to,predecessors,successors,parts,note"
HARBOUR = "Ban Quản lý Cảng Hòn Ngang"


def faults_of(path: Path) -> list[Fault]:
    rows, faults = read_rows(path)
    return [*faults, *check(rows, read_rows(SHIPPED)[0])]


def written(folder: Path, *lines: str, header: str = COLUMNS) -> Path:
    path = folder / "agencies.csv"
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return path


def test_the_shipped_file_has_no_fault() -> None:
    rows, faults = read_rows(SHIPPED)
    assert faults == []
    assert [fault for fault in check(rows, rows) if fault.grave] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "data",
    [
        f"canonical,kind,abbreviations\n{HARBOUR},department,BQL Cảng\n".encode(),
        f"\ufeffcanonical;kind;abbreviations\r\n{HARBOUR};department;BQL Cảng\r\n".encode(),  # Excel, European
        f"sep=;\r\ncanonical;kind;abbreviations\r\n{HARBOUR};department;BQL Cảng\r\n".encode(),
        f"canonical\tkind\tabbreviations\r\n{HARBOUR}\tdepartment\tBQL Cảng\r\n".encode("utf-16"),  # "Unicode text"
        f"Tên;Loại;Viết tắt\n{HARBOUR};sở, ban, ngành;BQL Cảng\n".encode(),
        f"\n\nTên chính thức,Loại,Chữ viết tắt\n\n  {HARBOUR} ,Sở, BQL Cảng \n".encode(),
    ],
)
def test_a_table_is_read_as_a_spreadsheet_writes_it(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "agencies.csv"
    path.write_bytes(data)
    assert faults_of(path) == []
    body = Agencies.load(path).named("BQL Cảng")
    assert body is not None
    assert (body.name, body.kind) == (HARBOUR, "department")


@pytest.mark.parametrize(
    ("line", "field", "column", "code", "guess"),
    [
        # names that are nobody's; the nearest known one is offered
        (f"{HARBOUR},department,,,,,2025-06-30,,Sở Xây dưng,,", "successors", 9, "unknown_body", "Sở Xây dựng"),
        (f"{HARBOUR},department,,,,,,Sở GTVT,,,", "predecessors", 8, "unknown_body", "Sở Giao thông vận tải"),
        (f"{HARBOUR},department,,,,,,,,Sở Biển (2025-03-01): nuôi biển,", "parts", 10, "unknown_body", ""),
        # days
        (f"{HARBOUR},department,,,,2025-07-01,2025-06-30,,,,", "valid_to", 7, "dates_reversed", ""),
        (f"{HARBOUR},department,,,,31/02/2025,,,,,", "valid_from", 6, "bad_day", ""),
        (f"{HARBOUR},department,,,,tháng 3,,,,,", "valid_from", 6, "bad_day", ""),
        # what two bodies that exist at the same time are both called
        (f"{HARBOUR},department,Sở XD,,,,,,,,", "abbreviations", 3, "name_taken", "Sở Xây dựng"),
        (f"{HARBOUR},department,,,SXD,,,,,,", "symbols", 5, "name_taken", "Sở Xây dựng"),
        # lineage that runs in a circle, or into a body that is gone
        ("Sở Xây dựng,department,,,,,2026-01-01,,Sở Giao thông vận tải,,", "successors", 9, "cycle", ""),
        (f"{HARBOUR},department,,,,,2025-06-30,,{HARBOUR},,", "successors", 9, "cycle", ""),
        (f"{HARBOUR},department,,,,,2026-01-01,,Sở Giao thông vận tải,,", "successors", 9, "successor_gone", ""),
        # parts of the work
        (f"{HARBOUR},department,,,,,,,,Sở Xây dựng,", "parts", 10, "bad_part", ""),
        (f"{HARBOUR},department,,,,,,,,Sở Xây dựng: bến cảng,", "parts", 10, "part_without_day", ""),
        # cells
        (f"{HARBOUR},department,,=HYPERLINK(1),,,,,,,", "variants", 4, "formula", ""),
        (f"@{HARBOUR},department,,,,,,,,,", "canonical", 1, "formula", ""),
        (f"{HARBOUR},vương quốc,,,,,,,,,", "kind", 2, "unknown_kind", ""),
        (",department,BQL Cảng,,,,,,,,", "canonical", 1, "no_name", ""),
        (f"{HARBOUR},department,,,,,,,,,ghi chú,thừa", "", 12, "cell_too_many", ""),
    ],
)
def test_a_fault_is_reported_with_its_place(
    tmp_path: Path, line: str, field: str, column: int, code: str, guess: str
) -> None:
    found = [fault for fault in faults_of(written(tmp_path, line)) if fault.grave]
    assert (2, column, field, code, guess) in [(f.line, f.column, f.field, f.code, f.guess) for f in found]


def test_a_line_of_several_rows_and_line_ends_in_cells_keeps_its_number(tmp_path: Path) -> None:
    path = written(tmp_path, f'{HARBOUR},department,,,,,,,,,"hai', 'dòng"', "Sở Xây dựng,vương quốc,,,,,,,,,")
    assert [(fault.line, fault.code) for fault in faults_of(path)] == [(4, "unknown_kind")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "no_header"),
        ("canonical,kind\nSở Cá,department\n".encode("utf-16-le"), "encoding"),  # no mark that says so
        (b"canonical,kind\nS\xc6 Y t\xd5,department\n", "encoding"),
        (b"ten goi,loai\n", "missing_column"),
        (b"canonical,canonical\n", "column_twice"),
    ],
)
def test_a_file_that_is_no_table_of_bodies_is_reported(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "agencies.csv"
    path.write_bytes(data)
    assert code in [fault.code for fault in faults_of(path)]
    assert Agencies.load(path).named("Sở Y tế") is not None  # what ships is still there


def test_an_own_row_adds_to_the_shipped_one_and_a_dash_empties(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "Sở Xây dựng,,Sở XDBL,,,,,,,,",
        "Sở Du lịch,,-|Sở DLBL,,,,30/6/2026,,Sở Xây dựng,,",
    )
    agencies = Agencies.load(path)
    assert [fault for fault in faults_of(path) if fault.grave] == []
    assert {agencies.named(name) for name in ("Sở XDBL", "Sở XD")} == {agencies.by_name("Sở Xây dựng")}
    tourism, building = agencies.by_name("Sở Du lịch"), agencies.by_name("Sở Xây dựng")
    assert tourism is not None
    assert building is not None
    assert tourism.valid_to == date(2026, 6, 30)
    assert "Sở DL" not in tourism.names
    # the other side is drawn without being written
    assert tourism.name in building.predecessors


def test_a_row_with_a_grave_fault_is_left_out_and_the_others_hold(tmp_path: Path) -> None:
    path = written(tmp_path, "Sở Xây dựng,,Sở XDBL,,,31/02/2025,,,,,", "Sở Du lịch,,Sở DLBL,,,,,,,,")
    agencies = Agencies.load(path)
    assert agencies.named("Sở DLBL") is not None
    assert agencies.named("Sở XDBL") is None


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(data=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: f"{COLUMNS}\n{text}".encode())))
def test_no_file_breaks_the_reader(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "agencies.csv"
    path.write_bytes(data)
    faults_of(path)
    Agencies.load(path)


DIRECTIVE = (
    "Chủ tịch UBND tỉnh yêu cầu:\n\n1. BQLCHN chủ trì nạo vét luồng vào cảng.\n\n2. Sở Y tế chủ trì khám sức khỏe.\n"
)


@pytest.mark.slow
def test_an_edited_file_takes_effect_on_what_is_imported_already(tmp_path: Path) -> None:
    note = tmp_path / "chi-thi.txt"
    note.write_text(DIRECTIVE, encoding="utf-8")
    folder = tmp_path / "kho"
    with Archive.open(folder, create=True) as archive:
        assert len(ingest([note], archive).added) == 1
        assert not agency_renewal.is_due(archive)
        assert HARBOUR not in {row.agency for row in archive.assignments()}
    written(folder, f"{HARBOUR},department,BQLCHN,,,,,,,,")
    with Archive.open(folder) as archive:
        assert agency_renewal.is_due(archive)
        told: list[str] = []
        assert agency_renewal.renew(archive, told.append) == 1
        assert told == list(archive.ids())
        assert HARBOUR in {row.agency for row in archive.assignments()}
        assert archive.names_agency(HARBOUR) == archive.ids()
        # done: nothing more is due, and a second run changes nothing
        assert not agency_renewal.is_due(archive)
        assert agency_renewal.renew(archive) == 0


@pytest.mark.slow
def test_what_comes_in_later_is_read_with_the_office_s_file(tmp_path: Path) -> None:
    note = tmp_path / "chi-thi.txt"
    note.write_text(DIRECTIVE, encoding="utf-8")
    folder = tmp_path / "kho"
    folder.mkdir()
    written(folder, f"{HARBOUR},department,BQLCHN,,,,,,,,")
    with Archive.open(folder, create=True) as archive:
        ingest([note], archive)
        assert HARBOUR in {row.agency for row in archive.assignments()}
        assert not agency_renewal.is_due(archive)
