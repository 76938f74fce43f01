"""The command line: its contract for scripts, its words for people, its answers to bad input."""

import json
import os
import re
import signal
import subprocess
import sys
from argparse import Action
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from archived import FewAgencies, assigned, directive

from ingest.archive import Archive
from ingest.originals import FOLDER, place_of
from ui import help_texts
from ui.cli import main, parser
from ui.commands.demo import sample_folder

ROOT = Path(__file__).parents[1]
SAMPLES = [sample_folder() / name for name in ("02-1276-UBND-KT.txt", "09-1893-UBND-KGVX.txt")]
NO_VECTORS = ["--encoder", ""]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of two sample directives; tests only read it."""
    kept = tmp_path_factory.mktemp("kho") / "a"
    assert main(["ingest", *map(str, SAMPLES), "--archive", str(kept), *NO_VECTORS]) == 0
    return kept


@pytest.fixture
def registered(tmp_path: Path) -> Path:
    """Return an archive with two tasks, one of them meant to act as a formula."""
    text = '=HYPERLINK("http://x") do Sở Y tế thực hiện.\nSở Tài chính bố trí kinh phí.'
    tasks = (
        assigned(text, '=HYPERLINK("http://x")', None, "assigned", due="2024-07"),
        assigned(text, "bố trí kinh phí", "Sở Tài chính", due="2024-06-30", coordinators=("Công an tỉnh",)),
    )
    document, original = directive(
        text, number="8/UBND-TH", kind="công văn", issued_on=date(2024, 6, 1), assignments=tasks
    )
    (tmp_path / "vb.txt").write_bytes(original)
    with Archive.open(tmp_path / "kho", create=True, agencies=FewAgencies()) as archive:
        archive.add(document, tmp_path / "vb.txt", "vb.txt")
    return tmp_path / "kho"


def tracuu(*arguments: str | Path, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program as a user does."""
    given = [sys.executable, "-m", "ui.cli", *map(str, arguments)]
    given += ["--archive", str(folder)] if folder else []
    return subprocess.run(given, cwd=ROOT, capture_output=True, text=True, check=False)


def value_of(run: subprocess.CompletedProcess[str]) -> Any:  # noqa: ANN401
    """Return the one JSON value on standard output; anything else there fails."""
    return json.loads(run.stdout)


# Help


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


# The contract: keys, exit status, one JSON value


CITATION = {
    "document_id", "file", "kind", "number", "issuer", "issued_on", "section_path", "footnote", "page", "start", "end", "quote",
}  # fmt: skip


def test_ingest_reports_every_file(tmp_path: Path) -> None:
    broken = tmp_path / "hong.pdf"
    broken.write_bytes(b"%PDF-1.4\nkhong phai pdf")
    run = tracuu("ingest", SAMPLES[0], broken, "--json", *NO_VECTORS, folder=tmp_path / "kho")
    report = value_of(run)
    assert run.returncode == 1
    assert {"added", "unchanged", "updated", "quarantined", "failed"} <= set(report)
    assert [entry["file"] for entry in report["added"]] == [SAMPLES[0].name]
    assert {"file", "document_id"} <= set(report["added"][0])
    assert [entry["file"] for entry in report["failed"]] == ["hong.pdf"]
    assert "hỏng" in report["failed"][0]["reason"]
    again = value_of(tracuu("ingest", SAMPLES[0], "--json", *NO_VECTORS, folder=tmp_path / "kho"))
    assert (again["added"], [entry["file"] for entry in again["unchanged"]]) == ([], [SAMPLES[0].name])


def test_show_gives_the_whole_document(folder: Path) -> None:
    shown = value_of(tracuu("show", "1276/UBND-KT", "--json", folder=folder))
    assert {
        "document_id", "file", "sha256", "kind", "number", "issuer", "issued_on", "subject", "signer", "signer_title",
        "urgency", "pages", "scanned", "text", "sections", "footnotes", "tables", "references", "recipients", "warnings",
    } <= set(shown)  # fmt: skip
    assert (shown["issued_on"], shown["urgency"]) == ("2019-10-08", "KHẨN")
    for note in shown["footnotes"]:
        assert shown["text"][note["start"] : note["end"]] == note["text"]
        assert set(note) >= {"mark", "anchor_start", "anchor_end"}
    for section in shown["sections"]:
        assert set(section) >= {"label", "heading", "level", "path", "start", "end"}
    for reference in shown["references"]:
        assert set(reference) >= {"printed", "normal", "date", "start", "end"}


def test_search_gives_hits_that_are_slices_of_the_document(folder: Path) -> None:
    run = tracuu("search", "lúa Đông Xuân", "--limit", "3", "--json", *NO_VECTORS, folder=folder)
    found = value_of(run)
    text = value_of(tracuu("show", "1276", "--json", folder=folder))["text"]
    assert set(found) >= {"query", "hits", "elapsed_ms"}
    assert 0 < len(found["hits"]) <= 3
    for hit in found["hits"]:
        assert set(hit) >= CITATION - {"kind", "issuer", "quote"} | {"text", "score"}
    assert text[found["hits"][0]["start"] : found["hits"][0]["end"]] == found["hits"][0]["text"]


def test_ask_gives_an_answer_with_citations_that_are_in_the_source(folder: Path) -> None:
    question = "Ai chủ trì sản xuất vụ lúa Đông Xuân 2019-2020?"
    run = tracuu("ask", question, "--today", "2020-01-01", "--json", *NO_VECTORS, folder=folder)
    answer = value_of(run)
    assert run.returncode == 0
    assert set(answer) >= {
        "question", "status", "kind", "answer", "items", "citations", "notes", "searched", "elapsed_ms",
    }  # fmt: skip
    text = value_of(tracuu("show", "1276", "--json", folder=folder))["text"]
    assert answer["citations"]
    for citation in answer["citations"]:
        assert set(citation) >= CITATION
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_documents_takes_the_filters_of_search(folder: Path) -> None:
    def numbers(*filters: str) -> list[str]:
        listed = value_of(tracuu("documents", *filters, "--json", folder=folder))
        return [document["number"].replace(" ", "") for document in listed["documents"]]

    assert numbers() == ["1893/UBND-KGVX", "1276/UBND-KT"]  # newest first
    assert numbers("--from", "2022-01-01") == ["1893/UBND-KGVX"]
    assert numbers("--agency", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh") == ["1276/UBND-KT"]
    assert numbers("--kind", "thông báo") == []


def test_tasks_gives_the_register(registered: Path) -> None:
    tasks = value_of(tracuu("tasks", "--json", folder=registered))
    assert tasks["count"] == 2
    assert set(tasks["tasks"][1]) >= {
        "lead", "lead_now", "role", "coordinators", "task", "deadline", "deadline_text", "document_id", "file", "number",
        "issued_on", "section_path", "page", "start", "end", "quote",
    }  # fmt: skip
    helped = value_of(tracuu("tasks", "--agency", "công an tỉnh", "--role", "coordinate", "--json", folder=registered))
    assert [task["task"] for task in helped["tasks"]] == ["bố trí kinh phí"]
    early = value_of(tracuu("tasks", "--due-before", "2024-06-30", "--document", "8", "--json", folder=registered))
    assert [task["deadline"] for task in early["tasks"]] == ["2024-06-30"]


def test_remove_takes_a_document_out_for_good(tmp_path: Path) -> None:
    folder = tmp_path / "kho"
    tracuu("ingest", SAMPLES[0], *NO_VECTORS, folder=folder)
    gone = value_of(tracuu("remove", "1276", "--json", *NO_VECTORS, folder=folder))
    assert [entry["file"] for entry in gone["removed"]] == [SAMPLES[0].name]
    found = tracuu("search", "lúa Đông Xuân", "--json", *NO_VECTORS, folder=folder)
    assert value_of(found)["hits"] == []
    assert tracuu("remove", "1276", *NO_VECTORS, folder=folder).returncode == 1


def test_status_counts_and_finds_a_lost_original(tmp_path: Path) -> None:
    folder = tmp_path / "kho"
    tracuu("ingest", *SAMPLES, *NO_VECTORS, folder=folder)
    sound = tracuu("status", "--full", "--json", *NO_VECTORS, folder=folder)
    assert sound.returncode == 0
    assert value_of(sound)["documents"] == 2
    assert value_of(sound)["problems"] == []
    assert set(value_of(sound)["helpers"]) == {"tesseract", "soffice"}
    originals = sorted(path for path in (folder / FOLDER).rglob("*") if path.is_file())
    originals[0].write_bytes(b"sua doi")
    originals[1].unlink()
    (place_of(folder, "ab" * 32).parent).mkdir(exist_ok=True)
    place_of(folder, "ab" * 32).write_bytes(b"thua")
    broken = tracuu("status", "--full", "--json", *NO_VECTORS, folder=folder)
    assert broken.returncode == 1
    codes = {problem["code"] for problem in value_of(broken)["problems"]}
    assert codes == {"original_changed", "original_missing", "orphan"}


def test_demo_builds_the_sample_archive_and_answers_three_questions(tmp_path: Path) -> None:
    run = tracuu("demo", "--no-serve", folder=tmp_path / "kho")
    assert run.returncode == 0, run.stderr
    assert run.stdout.count("Hỏi: ") == 3
    assert len(re.findall(r"^\[1\] [^“\[]+ — “", run.stdout, re.M)) == 3  # lines are broken to the terminal's width


def test_eval_is_handed_over_with_its_exit_status() -> None:
    assert "retrieval" in tracuu("eval", "--help").stdout
    assert tracuu("eval", "no-such-measure").returncode == 2


def test_the_archive_may_be_named_before_or_after_the_command(folder: Path) -> None:
    before = tracuu("--archive", folder, "--json", "documents")
    after = tracuu("documents", "--json", "--archive", folder)
    assert value_of(before) == value_of(after)
    assert value_of(before)["count"] == 2


# Files for a spreadsheet


def test_a_csv_has_no_cell_that_acts_as_a_formula(registered: Path, tmp_path: Path) -> None:
    path = tmp_path / "viec.csv"
    assert tracuu("tasks", "--csv", path, folder=registered).returncode == 0
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")  # Excel reads UTF-8 only with it
    assert "'=HYPERLINK" in content.decode("utf-8-sig")
    assert not re.search(r'(^|[,;])"?[=+\-@\t]', content.decode("utf-8-sig"), re.M)


def test_a_workbook_has_real_dates_a_frozen_header_and_no_formula(registered: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "viec.xlsx"
    assert tracuu("tasks", "--xlsx", path, folder=registered).returncode == 0
    sheet = load_workbook(path).active
    assert sheet.freeze_panes == "A2"
    header = [cell.value for cell in sheet[1]]
    rows = [dict(zip(header, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert [row["Thời hạn"].is_date for row in rows] == [False, True]
    assert rows[1]["Thời hạn"].value.date() == date(2024, 6, 30)
    assert rows[0]["Thời hạn"].value == "tháng 7/2024"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


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
    assert "khong-co: Không thấy tệp" in capsys.readouterr().out
    assert not (tmp_path / "kho").exists()


def test_an_archive_of_another_version_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import sqlite3

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


def test_a_reader_that_stops_early_is_no_failure(folder: Path) -> None:
    shown = subprocess.run(
        f"{sys.executable} -m ui.cli show 1276 --json --archive {folder} | head -c 1; exit ${{PIPESTATUS[0]}}",
        shell=True, executable="/bin/bash", cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (shown.returncode, shown.stderr) == (0, "")


# Speed of starting, serving


LIGHT = """
import sys
from ui.cli import main
assert main(sys.argv[1:]) == 0
heavy = {"torch", "gradio", "sentence_transformers", "faiss", "tantivy", "pypdf", "fastapi", "numpy"} & set(sys.modules)
assert not heavy, heavy
"""


@pytest.mark.parametrize("arguments", [["--help"], ["documents"], ["show", "1276"], ["tasks"]])
def test_listing_and_help_load_nothing_heavy(folder: Path, arguments: list[str]) -> None:
    given = [*arguments, "--archive", str(folder)]
    run = subprocess.run([sys.executable, "-c", LIGHT, *given], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_serve_says_where_answers_and_stops_at_ctrl_c(folder: Path) -> None:
    command = [sys.executable, "-m", "ui.cli", "serve", "--port", "0", "--archive", str(folder)]
    server = subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    )
    try:
        assert server.stderr is not None
        address = None
        for line in server.stderr:
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                address = found.group()
                break
        assert address
        with urlopen(f"{address}/healthz", timeout=60) as response:
            assert response.status == 200
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=60) == 0
    finally:
        server.kill()
        server.communicate()


def test_serve_says_when_the_port_is_taken(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port), "--archive", str(folder)]) == 1
    assert f"127.0.0.1:{port}" in capsys.readouterr().err
