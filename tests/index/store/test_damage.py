"""Damaged files of an index: found by the full check, mended by opening and searching, made anew on request."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from command_line import NO_VECTORS, sample_archive
from directives import HashingEncoder
from index.errors import DamagedIndexError
from index.lexical.tantivy_faults import LexicalDamagedError, told_as_damage
from index.store.rebuilding import rebuild
from index.store.wholeness import damaged_files
from index.store.write_lock import only_writer
from indexed import BY_ID, CORPUS, Answers, answers, calm_answers, opened
from ui.api import faults
from ui.cli import main

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a filled index with a file of vectors and deleted passages in a segment."""
    monkeypatch.setattr("index.store.vector_copy._AT_LEAST", 1)
    monkeypatch.setattr("index.store.stores.MOST_GHOSTS", 1.0)
    with opened(tmp_path / "index") as index:
        index.add(CORPUS)
        index.remove([CORPUS[0].id])
    assert list((tmp_path / "index").rglob("*.del"))
    return tmp_path / "index"


@pytest.fixture
def wanted(tmp_path: Path) -> Answers:
    return calm_answers(tmp_path / "calm")


def write(file: Path, content: bytes) -> None:
    # Another file of that name: what this process has mapped into its memory must not shrink.
    file.unlink()
    file.write_bytes(content)


def flipped(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0x10
    write(file, bytes(content))


def gone(file: Path) -> None:
    file.unlink()


def cut(file: Path) -> None:
    write(file, file.read_bytes()[:-40])


def garbage(file: Path) -> None:
    write(file, b"no such format " * 100)


PARTS = ("*.term", "*.idx", "*.pos", "*.fast", "*.fieldnorm", "*.store", "*.del", "meta.json")


@pytest.mark.parametrize("how", [gone, cut, garbage, flipped])
@pytest.mark.parametrize("part", PARTS)
def test_a_damaged_file_of_words_is_found(folder: Path, part: str, how: Callable[[Path], None]) -> None:
    assert damaged_files(folder) == ()
    (file,) = folder.rglob(part)
    how(file)
    assert damaged_files(folder) != ()


@pytest.mark.parametrize("how", [gone, cut, garbage])
def test_a_damaged_shelf_is_found(folder: Path, how: Callable[[Path], None]) -> None:
    how(folder / "passages.db")
    assert damaged_files(folder) == ("passages.db",)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE passages SET text = replace(text, 'giáo', 'giao')",
        "UPDATE passages SET start = start + 1 WHERE number = 5",
        "UPDATE documents SET issuer = 'x'",
        "UPDATE vectors SET row = zeroblob(length(row)) WHERE number = 6",
    ],
)
def test_a_changed_row_is_found_that_sqlite_takes_for_sound(folder: Path, change: str) -> None:
    with closing(sqlite3.connect(folder / "passages.db")) as passage_store, passage_store:
        passage_store.execute(change)
    assert damaged_files(folder) == ("passages.db",)


@pytest.mark.parametrize("how", [cut, garbage, flipped])
def test_a_damaged_copy_of_the_vectors_is_found_and_made_anew(
    folder: Path, how: Callable[[Path], None], wanted: Answers
) -> None:
    (file,) = folder.glob("vectors-*")
    how(file)
    assert damaged_files(folder) == (file.name,)
    with opened(folder) as index:
        index.synchronise(BY_ID, BY_ID.__getitem__)
        assert answers(index) == wanted


def test_an_index_that_is_not_there_is_not_damaged(tmp_path: Path) -> None:
    assert damaged_files(tmp_path / "none") == ()
    (tmp_path / "empty").mkdir()
    assert damaged_files(tmp_path / "empty") == ()


def test_words_that_are_damaged_under_an_open_index_are_made_anew(
    folder: Path, wanted: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(folder) as index:
        index.synchronise(BY_ID, BY_ID.__getitem__)
        lexical = index._stores.lexical

        def damaged(*_: object) -> None:
            raise LexicalDamagedError("flipped")

        monkeypatch.setattr(lexical._searcher, "best", damaged)
        assert answers(index) == wanted
        assert index._stores.lexical is not lexical
        assert index.status().consistent


def test_a_damaged_shelf_under_an_open_index_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(folder) as index:

        def damaged(*_: object) -> None:
            raise sqlite3.DatabaseError("database disk image is malformed")

        monkeypatch.setattr(index._stores.passage_store, "passages", damaged)
        with pytest.raises(DamagedIndexError, match="malformed"):
            index.search("du lịch")


def test_a_damaged_shelf_is_thrown_away_by_opening_which_says_so(folder: Path, wanted: Answers) -> None:
    garbage(folder / "passages.db")
    with opened(folder) as index:
        assert index.rebuilt
        assert index.synchronise(BY_ID, BY_ID.__getitem__).added
        assert answers(index) == wanted
    with opened(folder) as index:
        assert not index.rebuilt


class PanicException(BaseException):
    """Named as the one that a panic in Rust raises, which cannot be imported."""


@pytest.mark.parametrize("error", [PanicException("index out of bounds"), ValueError("corrupted"), OSError("gone")])
def test_what_tantivy_raises_is_one_error(error: BaseException) -> None:
    with pytest.raises(LexicalDamagedError), told_as_damage():
        raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt(), TypeError("ours"), SystemExit(1)])
def test_what_is_not_tantivys_passes(error: BaseException) -> None:
    with pytest.raises(type(error)), told_as_damage():
        raise error


def test_a_full_disk_is_no_damage() -> None:
    with pytest.raises(OSError, match="28"), told_as_damage():
        raise ValueError("An IO error occurred: 'No space left on device (os error 28)'")


# Made anew


@pytest.mark.parametrize("before", ["sound", "absent", "garbage shelf", "empty shelf", "no words", "garbage words"])
def test_an_index_is_built_anew_whatever_is_there(tmp_path: Path, before: str, wanted: Answers) -> None:
    folder = tmp_path / "index"
    if before != "absent":
        with opened(folder) as index:
            index.add(CORPUS[1:3])
        if before.endswith("shelf"):
            (folder / "passages.db").write_bytes(b"garbage" * 999 if before.startswith("garbage") else b"")
        for file in (folder / "lexical").rglob("*.*") if before.endswith("words") else ():
            file.unlink() if before.startswith("no") else write(file, b"garbage")
    made = rebuild(folder, HashingEncoder(), BY_ID.keys, BY_ID.__getitem__)
    assert (made.documents, made.consistent) == (len(CORPUS), True)
    assert damaged_files(folder) == ()
    assert not (folder / "building").exists()
    assert len(list((folder / "lexical").iterdir())) == 1
    with opened(folder) as index:
        assert not index.rebuilt
        assert index.synchronise(BY_ID, BY_ID.__getitem__).added == ()
        assert answers(index) == wanted


def test_who_has_the_old_index_open_goes_on_and_takes_the_new_one_over(tmp_path: Path, wanted: Answers) -> None:
    folder = tmp_path / "index"
    with opened(folder) as server:
        server.add(CORPUS[:2])
        server.add(CORPUS[2:])
        assert answers(server) == wanted
        rebuild(folder, HashingEncoder(), BY_ID.keys, BY_ID.__getitem__)
        assert answers(server) == wanted
        server.remove([CORPUS[0].id])
        server.purge()
        assert server.documents() == BY_ID.keys() - {CORPUS[0].id}
        assert server.status().consistent
    with opened(folder) as index:
        assert index.documents() == BY_ID.keys() - {CORPUS[0].id}


def test_an_index_deleted_under_an_open_one_is_noticed(tmp_path: Path, wanted: Answers) -> None:
    folder = tmp_path / "index"
    with opened(folder) as server:
        server.synchronise(BY_ID, BY_ID.__getitem__)
        assert not server.replaced()
        for file in folder.rglob("*.*"):
            file.unlink()
        assert server.replaced()
        server.synchronise(BY_ID, BY_ID.__getitem__)
        assert answers(server) == wanted


# On the command line and over HTTP


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file() and "index" not in file.parts}


@pytest.mark.parametrize("part", ["*.idx", "passages.db"])
def test_the_full_check_tells_the_damage_and_the_way_out(
    tmp_path: Path, part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = sample_archive(tmp_path / "kho")
    shared = ["--archive", str(archive), *NO_VECTORS]
    before = contents(archive)
    assert main(["status", "--full", *shared]) == 0
    (file,) = (archive / "index").rglob(part)
    garbage(file)
    capsys.readouterr()
    assert main(["status", "--full", "--json", *shared]) == 1
    told = capsys.readouterr().out
    assert '"index_damaged"' in told
    assert "tracuu reindex" in told
    assert file.name in told
    assert main(["reindex", *shared]) == 0
    assert main(["status", "--full", *shared]) == 0
    assert contents(archive) == before


def test_reindex_prints_one_value_and_waits_for_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = sample_archive(tmp_path / "kho")
    command = ["reindex", "--json", "--archive", str(archive), *NO_VECTORS]
    capsys.readouterr()
    assert main(command) == 0
    assert json.loads(capsys.readouterr().out)["documents"] == 2
    with only_writer(archive / "index" / "reindex.lock"):
        assert main(command) == 1
    assert json.loads(capsys.readouterr().out)["code"] == "archive_busy"


def test_a_search_over_a_damaged_shelf_says_that_it_was_made_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = sample_archive(tmp_path / "kho")
    garbage(archive / "index" / "passages.db")
    capsys.readouterr()
    assert main(["search", "tỉnh", "--json", "--archive", str(archive), *NO_VECTORS]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["hits"]
    assert "đã được lập lại" in told.err


def test_a_damaged_index_is_503_and_names_the_way_out(tmp_path: Path) -> None:
    app = FastAPI()
    faults.install(app, tmp_path)

    @app.get("/ask")
    def ask() -> None:
        raise DamagedIndexError("flipped")

    told = TestClient(app).get("/ask")
    assert told.status_code == 503
    assert "tracuu reindex" in told.json()["detail"]
