"""What was removed is in no file of the index: no word, no vector, no short form, in no segment, page or log."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from command_line import tracuu
from directives import HashingEncoder, directive
from index.dense.vector_index import VectorIndex
from index.lexical.tantivy_index import LexicalIndex
from index.lexical.tantivy_segments import segments_in, strays_in
from index.store.search_index import SearchIndex
from indexed import BY_ID, CORPUS, answers, calm_answers, opened
from ingest.document import Document

pytestmark = pytest.mark.slow

NONSENSE = "qzvwkjx"
SECRET = directive(
    "secret", [f"Việc thứ chín về {NONSENSE} (viết tắt là QZVW) giao Sở Nội vụ thực hiện trong quý hai năm nay."]
)
FIELDS = ("text", "folded", "near", "near_folded", "far", "far_folded")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("index.store.vector_copy._AT_LEAST", 1)  # so that there is a file of vectors
    return tmp_path / "index"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def lexical_folders(folder: Path) -> list[Path]:
    return list((folder / "lexical").iterdir())


def assert_nothing_left(folder: Path) -> None:
    for name, content in contents(folder).items():
        assert NONSENSE.encode() not in content, name
        assert SECRET.id.encode() not in content, name
    for lexical in lexical_folders(folder):
        # Term dictionaries are compressed: that no term is left is asked of every segment, and there are no other files.
        assert strays_in(lexical) == []
        assert all(segment.deleted == 0 for segment in segments_in(lexical))
        held = LexicalIndex(lexical)
        assert all(held._frequency(field, NONSENSE) == 0 for field in FIELDS)
        assert held._frequency("document", SECRET.id) == 0
    with closing(sqlite3.connect(folder / "passages.db")) as passage_store:
        numbers = {row[0] for row in passage_store.execute("SELECT number FROM passages")}
        assert {row[0] for row in passage_store.execute("SELECT number FROM vectors")} <= numbers
    for copy in folder.glob("vectors*"):
        assert set(VectorIndex.load(copy).numbers().tolist()) <= numbers


def with_secret(folder: Path) -> SearchIndex:
    index = opened(folder)
    index.add([*CORPUS[:3], SECRET])
    index.add(CORPUS[3:])
    assert any(NONSENSE.encode() in content for content in contents(folder).values())
    (lexical,) = lexical_folders(folder)
    assert LexicalIndex(lexical)._frequency("text", NONSENSE) == 1
    assert index.search(NONSENSE)
    return index


def test_a_purge_leaves_nothing_of_what_was_removed(folder: Path, tmp_path: Path) -> None:
    with with_secret(folder) as index:
        index.remove([SECRET.id])
        index.purge()
        assert_nothing_left(folder)  # also beside an open connection, with its log
        assert index.status().consistent
        assert answers(index) == calm_answers(tmp_path / "calm")
    assert_nothing_left(folder)


def test_a_reader_goes_on_while_its_files_are_purged(folder: Path, tmp_path: Path) -> None:
    with with_secret(folder) as index, opened(folder) as reader:
        assert reader.search(NONSENSE)
        index.remove([SECRET.id])
        index.purge()
        assert_nothing_left(folder)
        assert all(hit.passage.document_id != SECRET.id for hit in reader.search(NONSENSE))
        assert answers(reader) == calm_answers(tmp_path / "calm")
    assert_nothing_left(folder)  # the reader wrote no stale copy when it closed


def test_a_document_read_again_leaves_nothing_of_its_old_text(folder: Path) -> None:
    with with_secret(folder) as index:
        newer = Document(SECRET.id, "1" * 64, SECRET.file_name, "Nội dung mới của văn bản giao Sở Nội vụ.")
        index.add([newer])
        index.purge()
        for name, content in contents(folder).items():
            assert NONSENSE.encode() not in content, name


def test_what_a_kill_kept_from_being_purged_is_purged_by_the_next_opening(folder: Path) -> None:
    with with_secret(folder) as index:
        index.remove([SECRET.id])
    assert any(NONSENSE.encode() in content for content in contents(folder).values()) or any(
        LexicalIndex(one).ghosts() for one in lexical_folders(folder)
    )
    opened(folder).close()
    assert_nothing_left(folder)


def test_another_writer_is_not_waited_for_when_opening(folder: Path) -> None:
    with with_secret(folder) as index:
        index.remove([SECRET.id])
        with index._stores.only_writer(), opened(folder) as other:
            assert other.search(NONSENSE) == index.search(NONSENSE)
    opened(folder).close()
    assert_nothing_left(folder)


@pytest.mark.parametrize("seed", range(3))
def test_rows_that_moved_between_pages_leave_no_copy(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    folder = tmp_path / "index"

    def made(name: str) -> Document:
        words = [f"{name}{number} " * chance.choice([1, 5, 30, 200]) for number in range(chance.randint(1, 20))]
        return directive(name, words, number=f"{name[3:]}/KH-UBND")

    documents = [made(f"doc{number:04}x") for number in range(40)]
    gone = chance.sample(documents, 25)
    with SearchIndex.open(folder, None) as index:
        index.add(documents)
        for document in gone:
            index.remove([document.id])
        index.purge()
        for name, content in contents(folder).items():
            assert not [one.file_name for one in gone if one.file_name[:8].encode() in content], name
            assert not [one.id for one in gone if one.id.encode() in content], name


def test_no_segment_is_written_anew_that_holds_nothing_removed(folder: Path) -> None:
    with with_secret(folder) as index:
        (lexical,) = lexical_folders(folder)
        before = {segment.name for segment in segments_in(lexical)}
        index.remove([SECRET.id])
        index.purge()
        assert len(before & {segment.name for segment in segments_in(lexical)}) == len(before) - 1


@pytest.mark.parametrize(
    "how", [lambda passage_store: passage_store.purge(), lambda passage_store: None], ids=["again", "once"]
)
def test_a_purge_with_nothing_to_do_changes_nothing(folder: Path, how: Callable[[object], None]) -> None:
    with with_secret(folder) as index:
        how(index._stores.passage_store)
        before = contents(folder)
        index.purge()
        assert contents(folder) == before
        assert index.documents() == BY_ID.keys() | {SECRET.id}


def test_the_command_that_removes_leaves_nothing_in_the_folder_of_the_index(tmp_path: Path) -> None:
    archive, source = tmp_path / "kho", tmp_path / "van-ban"
    source.mkdir()
    for document in (*CORPUS, SECRET):
        (source / document.file_name).write_text(document.text, encoding="utf-8")
    assert tracuu("ingest", source, folder=archive).returncode == 0
    index = archive / "index"
    assert any(NONSENSE.encode() in content for content in contents(index).values())
    assert tracuu("remove", SECRET.file_name, folder=archive).returncode == 0
    for name, content in contents(index).items():
        assert NONSENSE.encode() not in content, name
    (lexical,) = lexical_folders(index)
    assert all(LexicalIndex(lexical)._frequency(field, NONSENSE) == 0 for field in FIELDS)
    assert all(segment.deleted == 0 for segment in segments_in(lexical))


def test_rows_of_an_encoder_are_purged_without_it(folder: Path) -> None:
    with with_secret(folder):
        pass
    with SearchIndex.open(folder, None) as index:
        index.remove([SECRET.id])
        index.purge()
    assert_nothing_left(folder)
    with opened(folder, HashingEncoder()) as index:
        assert index.status().consistent
