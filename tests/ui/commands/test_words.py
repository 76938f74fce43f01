"""The command line's words: help, results for people, and what bad input is answered with."""

import json
import re
import sqlite3
import subprocess
import sys
from argparse import Action
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from archived import FewAgencies, directive
from command_line import NO_VECTORS, ROOT, archive_with_tasks, sample_archive, tracuu
from ingest.archive.archive import Archive
from ui.cli import main, parser
from ui.texts import help as help_texts

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of two sample directives; tests only read it."""
    return sample_archive(tmp_path_factory.mktemp("kho") / "a")


@pytest.fixture
def registered(tmp_path: Path) -> Path:
    return archive_with_tasks(tmp_path / "kho")


# Help


@pytest.mark.slow
@pytest.mark.parametrize("command", help_texts.COMMANDS)
def test_every_command_has_help_in_vietnamese(command: str) -> None:
    if command == "eval":  # another program, see below
        assert command in tracuu("--help").stdout
        return
    run = tracuu(command, "--help")
    assert run.returncode == 0
    assert run.stdout.startswith("cách dùng: tracuu ")
    assert help_texts.COMMANDS[command].split(":")[0] in run.stdout
    assert not re.search(r"\b(usage|options|show this help|positional)\b", run.stdout)


def test_every_option_of_every_command_is_explained() -> None:
    seen = 0
    for action in _all_actions():
        assert action.help, action.option_strings or action.dest
        seen += 1
    assert seen > 40


def _all_actions() -> Iterator[Action]:
    whole = parser()
    commands = next(action for action in whole._actions if action.dest == "command")
    assert isinstance(commands.choices, dict)
    yield from (action for action in whole._actions if action is not commands)
    for name, command in commands.choices.items():
        yield from (action for action in command._actions if name != "eval")


def test_every_command_of_the_program_is_listed_in_help() -> None:
    files = {path.stem for path in (ROOT / "ui" / "commands").glob("*.py")} - {"__init__"}
    assert {name if name != "eval" else "evaluate" for name in help_texts.COMMANDS} == files


# Words for people


def test_a_listing_reads_as_officials_write(registered: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tasks", "--archive", str(registered)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Công văn 8/UBND-TH ngày 01/6/2024\n")
    assert "Sở Tài chính (chủ trì): bố trí kinh phí" in told
    assert "phối hợp: Công an tỉnh" in told
    assert "thời hạn: 30/6/2024" in told
    assert "Văn bản không nêu cơ quan: " in told


def test_a_document_is_shown_with_outline_and_notes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "1893", "--archive", str(folder)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Công văn 1893/UBND-KGVX ngày 10/8/2022\n")
    assert "Đề mục:" in told
    assert re.search(r"Chú thích \(\d+\):\n  1\. ", told)


# Bad input: what was given, the exit status, and a part of what is said.
WRONG: list[tuple[Sequence[str], int, str]] = [
    ([], 2, "Thiếu: LỆNH"),
    (["serach", "x"], 2, "Có phải “search”"),
    (["ask"], 2, "Thiếu: CÂU_HỎI"),
    (["ask", ""], 2, "Câu hỏi trống"),
    (["ask", "   "], 2, "Câu hỏi trống"),
    (["ask", "???", *NO_VECTORS], 2, "Câu hỏi trống"),
    (["ask", "a" * 2001], 2, "2.000 ký tự"),
    (["search", "\t"], 2, "Từ khóa trống"),
    (["search", "x", "--from", "2024-02-30"], 2, "Ngày “2024-02-30” không hợp lệ"),
    (["search", "x", "--to", "18/6/2024"], 2, "2024-06-18"),  # says how to write it
    (["search", "x", "--from", "2024-02-02", "--to", "2024-02-01"], 2, "2024-02-02 > 2024-02-01"),
    (["search", "x", "--limit", "0"], 2, "từ 1 đến 1000"),
    (["search", "x", "--limit", "²"], 2, "từ 1 đến 1000"),  # a digit that is no number
    (["search", "x", "--engine", "google"], 2, "tantivy"),
    (["tasks", "--role", "boss"], 2, "coordinate"),
    (["tasks", "--document"], 2, "cần một giá trị"),
    (["documents", "--colour", "red"], 2, "--colour"),
    (["serve", "--port", "70000"], 2, "0 đến 65535"),
    (["show", "999/UBND-TH"], 1, "“999/UBND-TH”"),
    (["show", "UBND"], 1, "tracuu documents"),
    (["tasks", "--document", "999"], 1, "“999”"),
    (["tasks", "--csv", "/khong/co/viec.csv"], 1, "/khong/co/viec.csv"),
    (["search", "x", "--encoder", "/khong/co"], 2, "/khong/co"),
]


@pytest.mark.parametrize(("arguments", "status", "words"), WRONG, ids=lambda value: str(value)[:30])
def test_bad_input_is_named_and_mended(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: Sequence[str], status: int, words: str
) -> None:
    given = ["--archive", str(folder), *arguments]
    assert main(given) == status
    told = capsys.readouterr()
    assert words in told.err
    assert (told.out, "Traceback" in told.err) == ("", False)
    assert main(["--json", *given]) == status
    assert words in json.loads(capsys.readouterr().out)["detail"]


def test_a_folder_without_an_archive_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["ask", "x?"], ["search", "x"], ["documents"], ["status"], ["show", "1"], ["serve"]):
        assert main([*arguments, "--archive", str(tmp_path)]) == 2
        assert "tracuu ingest" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_missing_paths_make_no_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", str(tmp_path / "khong-co"), "--archive", str(tmp_path / "kho")]) == 1
    assert "khong-co: Không thấy tệp" in " ".join(capsys.readouterr().out.split())
    assert not (tmp_path / "kho").exists()


def test_an_archive_of_another_version_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Archive.open(tmp_path, create=True).close()
    with sqlite3.connect(tmp_path / "archive.db") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    assert main(["documents", "--archive", str(tmp_path)]) == 1
    assert "phiên bản khác" in capsys.readouterr().err


def test_a_number_that_two_documents_bear_lists_both(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Archive.open(tmp_path, create=True, agencies=FewAgencies()) as archive:
        for text, number in (("Một.", "8/UBND-TH"), ("Hai.", "8/KH-UBND")):
            document, original = directive(text, number=number, file_name=f"{text}txt")
            (tmp_path / "vb.txt").write_bytes(original)
            archive.add(document, tmp_path / "vb.txt", text)
    assert main(["show", "8", "--archive", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert "8/UBND-TH" in told
    assert "8/KH-UBND" in told


@pytest.mark.slow
def test_a_reader_that_stops_early_is_no_failure(folder: Path) -> None:
    shown = subprocess.run(
        f"{sys.executable} -m ui.cli show 1276 --json --archive {folder} | head -c 1; exit ${{PIPESTATUS[0]}}",
        shell=True, executable="/bin/bash", cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (shown.returncode, shown.stderr) == (0, "")
