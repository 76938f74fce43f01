"""``tracuu agencies``: finding bodies, checking an office's own file, applying it to what is imported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import NO_VECTORS
from ui.cli import main
from ui.texts.agencies import _FAULTS

ROOT = Path(__file__).parents[3]
NOTE = "Chủ tịch UBND tỉnh yêu cầu:\n\n1. BQLCHN chủ trì nạo vét luồng vào cảng.\n"
GOOD = "canonical;kind;abbreviations\nBan Quản lý Cảng Hòn Ngang;department;BQLCHN\n"
BAD = "canonical,kind,abbreviations,valid_from,successors\nSở Biển,department,Sở XD,31/02/2025,Sở Xây dưng\n"


def test_a_body_is_found_with_its_lineage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agencies", "--find", "sldtbxh", "--archive", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Sở Lao động - Thương binh và Xã hội")
    assert "đến hết 28/02/2025" in told
    assert "nay là: Sở Nội vụ" in told
    assert "chuyển cho Sở Y tế (từ 01/3/2025): trẻ em" in told


def test_every_fault_of_a_row_is_told_with_its_place_and_way_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bo-sung.csv"
    path.write_text(BAD, encoding="utf-8")
    assert main(["agencies", "--check", str(path)]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "dòng 2, cột 4 (valid_from): Ngày “31/02/2025” không hợp lệ. Hãy viết" in told
    assert "dòng 2, cột 3 (abbreviations): “Sở XD” cũng là tên của Sở Xây dựng" in told
    assert "Có phải “Sở Xây dựng”?" in told
    assert "3 lỗi" in told


def test_the_json_of_a_check_is_one_value(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bo-sung.csv"
    path.write_text(BAD, encoding="utf-8")
    assert main(["agencies", "--check", str(path), "--json"]) == 1
    shape = json.loads(capsys.readouterr().out)
    assert {fault["code"] for fault in shape["faults"] if fault["grave"]} == {"bad_day", "name_taken", "unknown_body"}
    assert all(fault["message"] and fault["line"] == 2 for fault in shape["faults"])
    assert (shape["rows"], shape["bodies"]) == (0, [])


def test_a_sound_file_and_an_absent_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bo-sung.csv"
    path.write_text(GOOD, encoding="utf-8-sig")
    assert main(["agencies", "--check", str(path)]) == 0
    assert "Không có lỗi: 1 dòng dùng được." in capsys.readouterr().out
    assert main(["agencies", "--check", str(tmp_path / "khong-co.csv")]) == 2
    assert main(["agencies", "--archive", str(tmp_path)]) == 0
    assert main(["agencies", "--apply", "--archive", str(tmp_path / "khong-co"), *NO_VECTORS]) == 2


@pytest.mark.slow
def test_a_changed_list_is_noticed_and_applied(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note, folder = tmp_path / "chi-thi.txt", tmp_path / "kho"
    note.write_text(NOTE, encoding="utf-8")
    shared = ["--archive", str(folder), *NO_VECTORS]
    assert main(["ingest", str(note), *shared]) == 0
    assert "--apply" not in capsys.readouterr().err
    (folder / "agencies.csv").write_text(GOOD, encoding="utf-8-sig")
    assert main(["ingest", str(note), *shared]) == 0
    assert "tracuu agencies --apply" in capsys.readouterr().err
    assert main(["agencies", "--apply", *shared]) == 0
    assert "1 văn bản thay đổi" in capsys.readouterr().out
    assert main(["tasks", "--agency", "Ban Quản lý Cảng Hòn Ngang", "--archive", str(folder), "--json"]) == 0
    tasks = json.loads(capsys.readouterr().out)["tasks"]
    assert [task["agency"] for task in tasks] == ["Ban Quản lý Cảng Hòn Ngang"]
    assert main(["search", "luồng cảng", "--agency", "BQLCHN", *shared, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["hits"]
    assert main(["agencies", *shared]) == 0
    assert "--apply" not in capsys.readouterr().err


def test_every_fault_a_check_can_raise_has_a_sentence() -> None:
    source = "".join(
        (ROOT / "ingest" / "agencies" / f"{name}.py").read_text(encoding="utf-8") for name in ("file", "check")
    )
    assert [code for code in _FAULTS if f'"{code}"' not in source] == ["unreadable"]


def test_the_template_of_the_guide_is_sound(tmp_path: Path) -> None:
    guide = (ROOT / "ui" / "huong-dan.md").read_text(encoding="utf-8")
    template = guide.split("```csv\n", 1)[1].split("```", 1)[0]
    path = tmp_path / "agencies.csv"
    path.write_text(template, encoding="utf-8")
    assert main(["agencies", "--check", str(path)]) == 0
