"""A document in quarantine for a doubtful mark: the clerk releases it, and that is on record; a sure mark stays out."""

from __future__ import annotations

from pathlib import Path

import pytest

from doubtful import DOUBTFUL, SECRET, written
from ingest.archive.archive import Archive
from ingest.archive.releases import Release, asked
from ingest.errors import ArchiveError
from ingest.intake.intake import IntakeReport, ingest
from ingest.intake.ocr_waiting import read_waiting
from served import PLAN

READER = "ingest.reading:read_document"


def imported(path: Path, archive: Archive, release: Release | None = None) -> IntakeReport:
    return ingest([path], archive, reader=READER, workers=1, release=release)


@pytest.mark.slow
def test_a_doubtful_document_is_kept_out_with_its_hash(tmp_path: Path) -> None:
    path, sha256 = written(tmp_path, "kh.txt", DOUBTFUL)
    with Archive.open(tmp_path / "kho", create=True) as archive:
        (entry,) = imported(path, archive).quarantined
        assert (entry.code, entry.detail, entry.sha256) == ("secret_doubt", "MÂT; text; 1", sha256)
        assert not archive.ids()
        assert not archive.releases.count()


@pytest.mark.slow
def test_a_released_one_comes_in_with_a_warning_and_is_asked_for_only_once(tmp_path: Path) -> None:
    path, sha256 = written(tmp_path, "kh.txt", DOUBTFUL)
    with Archive.open(tmp_path / "kho", create=True) as archive:
        (entry,) = imported(path, archive, Release(sha256, "Lê Văn Bình")).added
        record = archive.releases.of(sha256)
        assert record is not None
        assert (record.file_name, record.author, record.seen) == ("kh.txt", "Lê Văn Bình", "MÂT; text; 1")
        (warning,) = [one for one in archive.get(str(entry.document_id)).warnings if one.code.startswith("secret_")]
        assert (warning.code, warning.detail) == ("secret_released", f"Lê Văn Bình; {record.at[:10]}")
        archive.remove(str(entry.document_id))
        assert archive.releases.count() == 1
        again = imported(path, archive).added
        assert [one.document_id for one in again] == [entry.document_id]
        assert archive.releases.of(sha256) == record


@pytest.mark.slow
def test_reading_a_released_document_again_keeps_it(tmp_path: Path) -> None:
    path, sha256 = written(tmp_path, "kh.txt", DOUBTFUL)
    with Archive.open(tmp_path / "kho", create=True) as archive:
        (entry,) = imported(path, archive, Release(sha256, "Lê Văn Bình")).added
        report = read_waiting(archive, [str(entry.document_id)], reader=READER, workers=1)
        assert len(report.unchanged) == 1


@pytest.mark.slow
def test_reading_again_takes_a_document_out_that_now_looks_secret(tmp_path: Path) -> None:
    path, sha256 = written(tmp_path, "kh.txt", DOUBTFUL)
    with Archive.open(tmp_path / "kho", create=True) as archive:
        imported(path, archive, Release(sha256, "Lê Văn Bình"))
        with archive._file.writing() as db:
            db.execute("DELETE FROM releases")
        (entry,) = read_waiting(archive, [sha256[:16]], reader=READER, workers=1).quarantined
        assert (entry.code, entry.sha256) == ("secret_doubt", sha256)
        assert not archive.ids()


@pytest.mark.slow
def test_a_sure_mark_is_not_released(tmp_path: Path) -> None:
    path, sha256 = written(tmp_path, "kh.txt", SECRET)
    with Archive.open(tmp_path / "kho", create=True) as archive:
        (entry,) = imported(path, archive, Release(sha256, "Lê Văn Bình")).quarantined
        assert (entry.code, entry.detail) == ("release_refused", "MẬT")
        assert not archive.ids()
        assert not archive.releases.count()


@pytest.mark.slow
def test_a_release_lets_no_other_file_in(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    _, sha256 = written(folder, "kh.txt", DOUBTFUL)
    written(folder, "kh2.txt", PLAN)
    with Archive.open(tmp_path / "kho", create=True) as archive:
        report = imported(folder, archive, Release(sha256, "Lê Văn Bình"))
        assert [entry.file_name for entry in report.added] == ["kh.txt"]
        assert [entry.code for entry in report.failed] == ["release_other_file"]


@pytest.mark.slow
def test_a_document_without_a_doubt_needs_no_release(tmp_path: Path) -> None:
    path, sha256 = written(tmp_path, "kh.txt", PLAN)
    with Archive.open(tmp_path / "kho", create=True) as archive:
        assert len(imported(path, archive, Release(sha256, "Lê Văn Bình")).added) == 1
        assert not archive.releases.count()


@pytest.mark.parametrize(
    ("sha256", "author", "code"),
    [
        ("ab" * 32, None, "release_incomplete"),
        (None, "Bình", "release_incomplete"),
        ("ab" * 32, "  ", "release_incomplete"),
        ("xyz", "Bình", "release_bad_hash"),
        ("ab" * 32, "B" * 201, "release_bad_author"),
        ("ab" * 32, "B\x1b[2J", "release_bad_author"),
    ],
)
def test_half_a_release_is_refused(sha256: str | None, author: str | None, code: str) -> None:
    with pytest.raises(ArchiveError) as refused:
        asked(sha256, author)
    assert refused.value.code == code


def test_none_is_asked_for_without_either() -> None:
    assert asked(None, "") is None
    assert asked("AB" * 32, "Lê  Văn Bình") == Release("ab" * 32, "Lê Văn Bình")
