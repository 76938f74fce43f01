"""The index as a whole: three stores that agree whatever happens, and are made again when they cannot."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from directives import HashingEncoder, directive
from index.store import stores as stores_module
from index.store.search_index import Changes, SearchIndex
from indexed import BY_ID, CORPUS, QUERIES, Answers, answers, calm_answers, opened
from ingest.document import Document

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def wanted(tmp_path: Path) -> Answers:
    return calm_answers(tmp_path / "calm")


def test_synchronise_adds_what_is_missing_and_removes_what_is_extra(folder: Path) -> None:
    with opened(folder) as index:
        assert index.synchronise(BY_ID, BY_ID.__getitem__) == Changes(tuple(sorted(BY_ID)), ())
        assert index.synchronise(BY_ID, BY_ID.__getitem__) == Changes()
        first = CORPUS[0].id
        assert index.synchronise(BY_ID.keys() - {first}, BY_ID.__getitem__) == Changes((), (first,))
        assert index.documents() == BY_ID.keys() - {first}
        assert index.status().consistent


def test_what_was_added_is_there_after_closing_and_opening(folder: Path, wanted: Answers) -> None:
    with opened(folder) as index:
        index.add(CORPUS)
    encoder = HashingEncoder()
    with opened(folder, encoder) as index:
        assert encoder.encoded == 0  # the vectors were kept
        assert answers(index) == wanted


def test_a_deleted_index_rebuilt_gives_the_same_answers(folder: Path, wanted: Answers) -> None:
    with opened(folder) as index:
        index.synchronise(BY_ID, BY_ID.__getitem__)
        assert answers(index) == wanted


def test_a_document_added_again_with_other_text_is_replaced(folder: Path) -> None:
    with opened(folder) as index:
        index.add(CORPUS)
        other = directive("d1", ["Nội dung đã sửa về thủy lợi nội đồng."])
        index.add([other])
        texts = [hit.passage.text for hit in index.search("thủy lợi", limit=50)]
        assert "1. Nội dung đã sửa về thủy lợi nội đồng." in texts
        assert not any("Việc thứ 1" in text for text in texts)
        assert index.status().consistent


def test_deleted_passages_do_not_weigh_on_the_words_of_the_living(folder: Path) -> None:
    passing = [directive(f"p{number}", ["Việc về thủy lợi và giao thông, y tế, giáo dục."]) for number in range(9)]
    with opened(folder) as index:
        index.add([*CORPUS, *passing])
        index.remove(document.id for document in passing)
        once = [(hit.passage, hit.score) for hit in index.search("thủy lợi giao thông", mode="lexical")]
    with opened(folder.with_name("fresh")) as fresh:
        fresh.add(CORPUS)
        assert once == [(hit.passage, hit.score) for hit in fresh.search("thủy lợi giao thông", mode="lexical")]


def test_the_passages_of_a_document_can_be_asked_for(folder: Path) -> None:
    with opened(folder) as index:
        index.add(CORPUS)
        assert [passage.text for passage in index.passages(CORPUS[0].id)] == [
            "1. Việc thứ 1 về thủy lợi giao các sở, ngành và địa phương trên địa bàn tỉnh Bình Lạc thực hiện.",
            "2. Báo cáo thủy lợi hằng tháng về Văn phòng Ủy ban nhân dân tỉnh trước ngày 20 để tổng hợp chung.",
        ]
        assert index.passages("no such id") == ()


def test_a_document_without_passages_is_known_and_not_loaded_again(folder: Path) -> None:
    empty = Document("0" * 16, "0", "empty.txt", "")
    with opened(folder) as index:
        assert index.synchronise([empty.id], lambda _: empty).added == (empty.id,)
        assert index.synchronise([empty.id], lambda _: empty) == Changes()


def test_vectors_of_another_encoder_are_made_anew_and_never_mixed(folder: Path, tmp_path: Path) -> None:
    with opened(folder, HashingEncoder("one")) as index:
        index.add(CORPUS)
    other = HashingEncoder("two")
    with opened(folder, other) as index, opened(tmp_path / "fresh", HashingEncoder("two")) as fresh:
        assert other.encoded == index.status().passages
        fresh.add(CORPUS)
        for query in QUERIES:
            assert [hit.score for hit in index.search(query, mode="vectors")] == pytest.approx(
                [hit.score for hit in fresh.search(query, mode="vectors")]
            )


def test_an_index_open_with_the_old_encoder_puts_no_rows_among_the_new_ones(folder: Path) -> None:
    with opened(folder, HashingEncoder("one")) as old:
        old.add(CORPUS[:2])
        with opened(folder, HashingEncoder("two")) as new:
            old.add(CORPUS[2:])
            assert old.search("thủy lợi", mode="vectors") == ()
            assert old.search("du lịch") != ()  # by words, it goes on
            new.synchronise(BY_ID, BY_ID.__getitem__)
            assert new.status().vectors == new.status().passages
            assert new.search("du lịch", mode="vectors")[0].score > 0


def test_without_an_encoder_words_alone_are_searched_and_vectors_follow_later(folder: Path) -> None:
    with SearchIndex.open(folder, None) as index:
        index.add(CORPUS)
        assert index.search("thủy lợi")[0].passage.document_id == CORPUS[0].id
        assert index.search("thủy lợi", mode="vectors") == ()
        assert index.status().consistent
    with opened(folder) as index:
        assert index.status().vectors == index.status().passages
        assert index.search("thủy lợi", mode="vectors") != ()


@pytest.mark.slow
@pytest.mark.parametrize("version", ["SHELF_VERSIONS", "LEXICAL_VERSIONS"])
def test_an_index_of_another_version_is_made_anew(
    folder: Path, version: str, monkeypatch: pytest.MonkeyPatch, wanted: Answers
) -> None:
    with opened(folder) as index:
        index.add(CORPUS)
    monkeypatch.setattr(stores_module, version, "of tomorrow")
    with opened(folder) as index:
        changes = index.synchronise(BY_ID, BY_ID.__getitem__)
        # The passage store's version is that of the cutting: everything is cut again. Tokens are made from the passage store.
        assert len(changes.added) == (len(CORPUS) if version == "SHELF_VERSIONS" else 0)
        assert answers(index) == wanted


@pytest.mark.parametrize("damaged", ["passages.db", "lexical", "vectors"])
@pytest.mark.parametrize("how", ["gone", "garbage"])
def test_a_damaged_store_is_made_anew(
    folder: Path,
    damaged: str,
    how: str,
    monkeypatch: pytest.MonkeyPatch,
    wanted: Answers,
) -> None:
    monkeypatch.setattr("index.store.vector_copy._AT_LEAST", 1)  # so that there is a file of vectors
    with opened(folder) as index:
        index.add(CORPUS)
    for file in folder.rglob("*"):
        if file.is_file() and damaged in str(file.relative_to(folder)) and not file.name.endswith(".lock"):
            if how == "gone":
                file.unlink()
            else:
                file.write_bytes(b"no such format " * 100)
    with opened(folder) as index:
        index.synchronise(BY_ID, BY_ID.__getitem__)
        assert index.status().consistent
        assert answers(index) == wanted


def test_another_process_is_followed(folder: Path) -> None:
    with opened(folder) as reader, opened(folder) as writer:
        assert reader.search("du lịch") == ()
        writer.add(CORPUS)
        assert reader.search("du lịch")[0].passage.document_id == CORPUS[4].id
        writer.remove([CORPUS[4].id])
        assert all(hit.passage.document_id != CORPUS[4].id for hit in reader.search("du lịch"))
        assert reader.status().consistent


def test_a_lock_on_the_shelf_is_an_error_and_no_damage(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(folder) as index:
        index.add(CORPUS)

    def refused(*_: object, **__: object) -> sqlite3.Connection:
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr(sqlite3, "connect", refused)
    with pytest.raises(sqlite3.OperationalError):
        opened(folder)
    monkeypatch.undo()
    with opened(folder) as index:
        assert index.documents() == BY_ID.keys()


def test_an_unknown_engine_is_refused(folder: Path) -> None:
    with pytest.raises(ValueError, match="lucene"):
        SearchIndex.open(folder, None, engine="lucene")


def test_an_unknown_mode_is_refused(folder: Path) -> None:
    with opened(folder) as index, pytest.raises(ValueError, match="telepathy"):
        index.search("du lịch", mode="telepathy")
