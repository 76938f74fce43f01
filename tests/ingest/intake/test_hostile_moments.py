"""Files that change while they are imported: gone, grown, closed, replaced; and names no system can hold."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from archived import FewAgencies
from ingest.archive.archive import Archive
from ingest.archive.originals import sha256_of
from ingest.document import Document
from ingest.intake import gathering, intake
from ingest.intake.intake import IntakeReport, ingest

pytestmark = pytest.mark.slow


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "kho", create=True, agencies=FewAgencies()) as opened:
        yield opened


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "den"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(f"Văn bản {name}.")
    return folder


def fates(report: IntakeReport) -> dict[str, str]:
    failed = {entry.file_name: entry.code for entry in report.failed}
    return failed | {entry.file_name: "added" for entry in report.added}


def kept(archive: Archive) -> set[str]:
    return {path.name for path in (archive.folder / "originals").rglob("*") if path.is_file()}


def is_whole(archive: Archive) -> bool:
    return kept(archive) == {archive.summary(one).sha256 for one in archive.ids()}


def test_a_file_that_goes_before_it_is_read_is_missing(archive: Archive, inbox: Path) -> None:
    def take(document: Document) -> None:
        if document.file_name == "a.txt":
            (inbox / "c.txt").unlink()  # b is being read meanwhile

    report = ingest([inbox], archive, on_document=take, reader="archived:read_note", workers=1)
    assert fates(report) == {"a.txt": "added", "b.txt": "added", "c.txt": "missing_path"}
    assert is_whole(archive)


@pytest.mark.slow
def test_a_file_that_goes_before_it_is_looked_at_is_missing(
    archive: Archive, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gather_and_lose(paths: list[Path]) -> gathering.Gathered:
        found = gathering.gather(paths)
        (inbox / "b.txt").unlink()
        return found

    monkeypatch.setattr(intake, "gather", gather_and_lose)
    report = ingest([inbox], archive, reader="archived:read_note", workers=1)
    assert fates(report) == {"a.txt": "added", "b.txt": "missing_path", "c.txt": "added"}


@pytest.mark.slow
def test_a_file_that_grows_while_it_is_read_is_not_kept_in_any_state(archive: Archive, inbox: Path) -> None:
    (inbox / "b.txt").write_text("LỚN lên mãi.")
    report = ingest([inbox], archive, reader="wild_readers:act", workers=1)
    assert fates(report) == {"a.txt": "added", "b.txt": "file_changed", "c.txt": "added"}
    assert is_whole(archive)
    # once it has come to rest it is read
    (inbox / "b.txt").write_text("Văn bản b, xong.")
    assert fates(ingest([inbox], archive, reader="wild_readers:act", workers=1)) == {"b.txt": "added"}
    assert sha256_of(inbox / "b.txt") in kept(archive)


@pytest.mark.slow
def test_a_file_that_may_not_be_read_says_so(archive: Archive, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # simulated, because root may read everything
    def closed(path: Path) -> str:
        if path.name == "b.txt":
            raise PermissionError(13, "closed")
        return sha256_of(path)

    monkeypatch.setattr(intake, "sha256_of", closed)
    report = ingest([inbox], archive, reader="archived:read_note", workers=1)
    assert fates(report) == {"a.txt": "added", "b.txt": "no_permission", "c.txt": "added"}


@pytest.mark.slow
def test_a_folder_that_may_not_be_opened_costs_itself(
    archive: Archive, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox / "đóng").mkdir()
    (inbox / "đóng" / "d.txt").write_text("Không ai thấy.")
    scan = os.scandir

    def closed(path: object) -> object:
        if isinstance(path, Path) and path.name == "đóng":
            raise PermissionError(13, "closed")
        return scan(path)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", closed)
    report = ingest([inbox], archive, reader="archived:read_note", workers=1)
    assert fates(report) == {"a.txt": "added", "b.txt": "added", "c.txt": "added", "đóng": "no_permission"}


@pytest.mark.parametrize("name", ["x" * 300, "ê" * 300, "a/" * 3000 + "b"])
def test_a_name_longer_than_any_system_takes_is_a_missing_file(archive: Archive, inbox: Path, name: str) -> None:
    report = ingest([inbox / name, inbox / "a.txt"], archive, reader="archived:read_note", workers=1)
    assert list(fates(report).values()).count("missing_path") == 1
    assert fates(report)["a.txt"] == "added"
