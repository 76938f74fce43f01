"""The record of judged answers: kept, listed, and without the words of documents that are gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.archive.archive import Archive
from ingest.archive.feedback import Judged, Place
from ingest.errors import ArchiveError
from ingest.intake.intake import ingest
from ingest.spans import Span

TEXT = "UBND TỈNH BÌNH LẠC\nSố: 12/UBND-KT\n\n1. Sở Y tế chủ trì rửa bể Xuân Quỳnh trước ngày 30/6/2024.\n"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    files = tmp_path / "files"
    files.mkdir()
    (files / "a.txt").write_text(TEXT, encoding="utf-8")
    archive = Archive.open(tmp_path / "archive", create=True)
    ingest([files], archive)
    return archive


def judged(archive: Archive, verdict: str = "wrong") -> Judged:
    (document,) = archive.ids()
    at = archive.get(document).text.index("Sở Y tế")
    places = (Place(document, Span(at, at + 7)), Place(document, Span(at, at + 7)))
    return Judged(
        "Ai rửa bể?", verdict, "answered", "lead_agency", "Sở Y tế rửa bể Xuân Quỳnh", "", places, (("a", "1"),)
    )


def test_a_judgement_is_kept_as_it_was_given(archive: Archive) -> None:
    first = archive.feedback.add(judged(archive))
    second = archive.feedback.add(Judged("Ai trồng cây?", "right", "not_found", "", "", "đúng là không có"))
    kept = archive.feedback.all()
    assert [one.id for one in kept] == [second, first]
    assert kept[0].note == "đúng là không có"
    assert kept[1].places == judged(archive).places[:1]
    assert kept[1].versions == (("a", "1"),)
    assert kept[1].given_at.endswith("+00:00")


def test_what_is_no_judgement_is_refused_and_nothing_kept(archive: Archive) -> None:
    with pytest.raises(ArchiveError) as refused:
        archive.feedback.add(judged(archive, "hay"))
    assert (refused.value.code, refused.value.detail) == ("bad_verdict", "hay")
    with pytest.raises(ArchiveError) as refused:
        archive.feedback.add(Judged("?", "right", "answered", "", "x", "", (Place("f" * 16, Span(0, 1)),)))
    assert refused.value.code == "not_found"
    assert archive.feedback.all() == ()


def test_with_a_document_go_the_words_that_were_quoted_from_it(archive: Archive) -> None:
    archive.feedback.add(judged(archive))
    (document,) = archive.ids()
    archive.remove(document)
    (kept,) = archive.feedback.all()
    assert (kept.question, kept.verdict, kept.answer, kept.places) == ("Ai rửa bể?", "wrong", None, ())
    archive.close()
    assert "Xuân Quỳnh".encode() not in (archive.folder / "archive.db").read_bytes()


def test_an_archive_of_before_gains_the_record(archive: Archive) -> None:
    with archive.still() as db:
        db.execute("DROP TABLE feedback_places")
        db.execute("DROP TABLE feedback")
    archive.close()
    with Archive.open(archive.folder) as again:
        assert again.feedback.add(judged(again)) == 1
