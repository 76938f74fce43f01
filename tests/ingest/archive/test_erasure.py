"""Of a removed document nothing is left in the archive's folder: no word, no compressed body, no original."""

import logging
import os
import random
import sqlite3
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

import older_archives
from archived import FewAgencies, assigned, directive
from ingest.archive.archive import Archive
from ingest.archive.serialization import to_json
from ingest.document import Document
from ingest.intake.intake import ingest
from rag.library import Library

pytestmark = pytest.mark.slow

WORDS = ("quạ khoang cổ", "tầm vông vạt nhọn", "khoang co")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "kho", create=True, agencies=FewAgencies()) as opened:
        yield opened


def put(archive: Archive, made: tuple[Document, bytes], source: str | None = None) -> Document:
    document, original = made
    path = archive.folder.parent / f"{document.id}.txt"
    path.write_bytes(original)
    archive.add(document, path, source or f"/nguồn/{document.id}.txt")
    path.unlink()
    return document


def telling(word: str, mark: str, count: int = 3) -> tuple[Document, bytes]:
    """Return a directive whose tasks, number, file name, references and bodies all hold the mark."""
    lines = [f"Sở {mark} {position} thực hiện {word} {mark} lần {position}." for position in range(count)]
    text = "\n".join([*lines, f"Kế hoạch 9{len(mark)}/{mark.upper()}-UBND."])
    tasks = tuple(
        assigned(text, f"thực hiện {word} {mark} lần {position}", f"Sở {mark} {position}") for position in range(count)
    )
    return directive(
        text,
        number=f"7/{mark.upper()}-UBND",
        file_name=f"{mark}.txt",
        issued_on=date(2024, 5, 6),
        refers_to=(f"9{len(mark)}/{mark.upper()}-UBND",),
        assignments=tasks,
    )


def holding(folder: Path, *needles: bytes) -> list[tuple[str, bytes]]:
    """Return where something stands in the bytes of the files of an archive, its index apart, and what."""
    return [
        (str(path.relative_to(folder)), needle)
        for path in folder.rglob("*")
        if path.is_file() and "index" not in path.relative_to(folder).parts
        for content in [path.read_bytes().lower()]
        for needle in needles
        if needle.lower() in content
    ]


def traces_of(document: Document, mark: str) -> list[bytes]:
    """Return what would tell of a document: words, ids, and pieces of its compressed body."""
    body = zlib.compress(to_json(document).encode("utf-8", "surrogatepass"))
    pieces = [body[start : start + 24] for start in range(0, len(body) - 24, 24)]
    return [mark.encode(), document.id.encode(), document.sha256.encode(), *pieces]


def test_nothing_of_a_removed_document_is_left(archive: Archive) -> None:
    for position in range(20):
        put(archive, telling("kiểm tra kho", f"khác{position}"))
    document = put(archive, telling(WORDS[0], "tamvong"))
    kept = archive.folder / "ocr" / document.sha256
    kept.mkdir(parents=True)
    (kept / "1-abc").write_text("tamvong")
    traces = traces_of(document, "tamvong")
    before = {needle for _, needle in holding(archive.folder, *traces, WORDS[0].encode(), WORDS[2].encode())}
    assert before == {*traces, WORDS[0].encode(), WORDS[2].encode()}
    archive.remove(document.id)
    assert holding(archive.folder, *traces, WORDS[0].encode(), WORDS[2].encode()) == []
    assert not any(path.name.startswith(document.sha256) for path in archive.folder.rglob("*"))
    assert archive.database_report() == ()
    assert len(archive.documents()) == 20
    assert archive.tasks.list().count == 60


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_removals_in_any_order_leave_nothing_between_rows_that_moved(archive: Archive, seed: int) -> None:
    chance = random.Random(seed)
    there: list[tuple[str, Document]] = []
    for position in range(50):
        mark = f"m{seed}x{position:03d}q"
        there.append((mark, put(archive, telling("giữ rừng", mark, chance.randint(1, 9)))))
        if chance.random() < 0.35:
            gone_mark, gone = there.pop(chance.randrange(len(there)))
            archive.remove(gone.id)
            assert holding(archive.folder, gone_mark.encode(), gone.id.encode()) == []
    assert {document.id for _, document in there} == archive.ids()


@pytest.mark.slow
def test_a_replaced_version_is_erased_behind_the_import(archive: Archive, tmp_path: Path) -> None:
    inbox = tmp_path / "đến"
    inbox.mkdir()
    (inbox / "vb.txt").write_text(f"Bản một nói về {WORDS[1]}.")
    assert len(ingest([inbox], archive, reader="archived:read_note", workers=1).added) == 1
    (inbox / "vb.txt").write_text("Bản hai không nói nữa.")
    assert len(ingest([inbox], archive, reader="archived:read_note", workers=1).updated) == 1
    assert holding(archive.folder, WORDS[1].encode()) == []


def test_while_another_program_reads_the_removal_holds_and_is_finished_later(
    archive: Archive, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.archive.erasure._PATIENCE", 0.1)
    document = put(archive, telling(WORDS[0], "tamvong"))
    with closing(sqlite3.connect(archive.folder / "archive.db", isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM documents").fetchone()
        with caplog.at_level(logging.WARNING):
            archive.remove(document.id)
        assert "removed documents stay" in caplog.text
        assert archive.ids() == frozenset()
        assert archive.erase() is False
    assert archive.erase() is True
    assert holding(archive.folder, b"tamvong", document.id.encode()) == []


@pytest.mark.parametrize("by", ["import", "opening"])
def test_a_removal_that_was_killed_is_finished_by_the_next_start(archive: Archive, tmp_path: Path, by: str) -> None:
    document = put(archive, telling(WORDS[0], "tamvong"))
    with archive._file.change() as db:  # as far as ``remove`` comes before it is killed
        from ingest.archive.accession import withdraw

        withdraw(db, document.id)
    kept = archive.folder / "ocr" / document.sha256
    kept.mkdir(parents=True)
    (kept / "1-abc").write_text("tamvong")
    if by == "import":
        (tmp_path / "khác.txt").write_text("Một văn bản khác.")
        ingest([tmp_path / "khác.txt"], archive, reader="archived:read_note", workers=1)
    else:
        Library.open(archive.folder, encoder="").close()
    assert holding(archive.folder, b"tamvong", document.id.encode(), document.sha256.encode()) == []


@pytest.mark.slow
def test_what_an_older_program_removed_is_erased_once(tmp_path: Path) -> None:
    folder = tmp_path / "kho"
    with Archive.open(folder, create=True, agencies=FewAgencies()) as archive:
        put(archive, telling("giữ rừng", "conlai"))
        gone = put(archive, telling(WORDS[0], "tamvong"))
        archive.original(gone.id).unlink()
        assert archive.erase() is True
    older_archives.take_back(folder, 3)
    with closing(sqlite3.connect(folder / "archive.db", isolation_level=None)) as db:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA secure_delete = OFF")  # some systems have it on by themselves
        db.execute("DELETE FROM documents WHERE id = ?", (gone.id,))
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert holding(folder, b"tamvong")
    with Archive.open(folder, agencies=FewAgencies()) as archive:
        assert archive.erase(earlier=False) is False
        assert holding(folder, b"tamvong")
        assert archive.erase() is True
        assert [path for path, _ in holding(folder, b"tamvong")] == []
        assert len(archive.documents()) == 1
        changed = (folder / "archive.db").stat().st_mtime_ns
        assert archive.erase() is True
        assert (folder / "archive.db").stat().st_mtime_ns == changed


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["before it is read", "after it is read"])
def test_a_file_whose_document_somebody_removes_meanwhile_comes_in_again(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    path = tmp_path / "vb.txt"
    path.write_text("Sở Y tế thực hiện việc cũ.")
    first = ingest([path], archive, reader="archived:read_note", workers=1).added[0]
    look, seen = archive.by_sha256, 0
    if moment == "after it is read":
        assert first.document_id is not None
        archive.remove(first.document_id)

    def removed_behind_the_look(sha256: str) -> object:
        nonlocal seen
        found = look(sha256)
        seen += 1
        if moment == "after it is read" and seen == 2:
            put(archive, directive("Sở Y tế thực hiện việc cũ."))
            found = look(sha256)
        if found is not None and seen < 3:
            archive.remove(found.id)
        return found

    monkeypatch.setattr(archive, "by_sha256", removed_behind_the_look)
    report = ingest([path], archive, reader="archived:read_note", workers=1)
    assert [(entry.file_name, entry.code) for entry in report.added] == [("vb.txt", "")]
    assert report.failed == ()
    assert archive.ids() == {first.document_id}


@pytest.mark.slow
def test_a_removal_killed_at_any_instant_leaves_the_document_or_nothing_of_it(tmp_path: Path) -> None:
    chance = random.Random(9)
    removing = (
        "import sys; from pathlib import Path; from archived import FewAgencies; from ingest.archive.archive import Archive\n"
        "with Archive.open(Path(sys.argv[1]), agencies=FewAgencies()) as archive:\n"
        "  print('now', flush=True); archive.remove(sys.argv[2])"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    folder, fates = tmp_path / "kho", set()
    for position in range(40 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 4):
        mark = f"tamvong{position:02d}"
        with Archive.open(folder, create=True, agencies=FewAgencies()) as archive:
            document = put(archive, telling(WORDS[0], mark, 9))
        command = [sys.executable, "-c", removing, str(folder), document.id]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as killed:
            assert killed.stdout is not None
            assert killed.stdout.readline() == b"now\n"
            time.sleep(chance.random() * 0.06)
            killed.kill()
        with Library.open(folder, encoder="") as library:
            there = document.id in library.archive.ids()
            fates.add(there)
            assert library.archive.database_report() == ()
            if there:
                assert library.archive.get(document.id) == document
                assert library.archive.original(document.id).read_bytes() == document.text.encode()
                library.remove(document.id)
        assert holding(folder, mark.encode(), document.id.encode(), document.sha256.encode()) == []
    assert fates
