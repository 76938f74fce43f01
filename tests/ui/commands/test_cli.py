"""The command line's contract: keys, exit status, one JSON value on standard output."""

import re
from pathlib import Path

import pytest

from command_line import NO_VECTORS, SAMPLES, archive_with_tasks, sample_archive, tracuu, value_of
from ingest.archive.originals import FOLDER, place_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of two sample directives; tests only read it."""
    return sample_archive(tmp_path_factory.mktemp("kho") / "a")


@pytest.fixture
def registered(tmp_path: Path) -> Path:
    return archive_with_tasks(tmp_path / "kho")


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
    assert len(re.findall(r"^\[1\] [^“\[]+ —\s+“", run.stdout, re.M)) == 3  # lines are broken to the terminal's width


def test_eval_is_handed_over_with_its_exit_status() -> None:
    assert "retrieval" in tracuu("eval", "--help").stdout
    assert tracuu("eval", "no-such-measure").returncode == 2


def test_the_archive_may_be_named_before_or_after_the_command(folder: Path) -> None:
    before = tracuu("--archive", folder, "--json", "documents")
    after = tracuu("documents", "--json", "--archive", folder)
    assert value_of(before) == value_of(after)
    assert value_of(before)["count"] == 2
