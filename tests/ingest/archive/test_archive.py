"""The archive keeps whole documents with their originals and finds them again."""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from archived import FewAgencies, assigned, directive
from ingest.archive.archive import Archive
from ingest.archive.originals import OriginalChangedError
from ingest.archive.schema import VERSION
from ingest.document import Document
from ingest.errors import ArchiveError
from ingest.filters import Filters


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "kho", create=True, agencies=FewAgencies()) as opened:
        yield opened


def put(archive: Archive, made: tuple[Document, bytes], source: str | None = None) -> Document:
    document, original = made
    path = archive.folder.parent / f"{document.id}.txt"
    path.write_bytes(original)
    archive.add(document, path, source or str(path))
    return document


def code_of(act: object, *arguments: object) -> str:
    with pytest.raises(ArchiveError) as refused:
        act(*arguments)  # type: ignore[operator]
    return refused.value.code


def test_a_document_comes_back_with_its_original(archive: Archive) -> None:
    document = put(archive, directive("Sở Y tế báo cáo trước ngày 05 hằng tháng.", number="12/UBND-TH"))
    assert archive.get(document.id) == document
    assert archive.original(document.id).read_bytes() == document.text.encode()
    assert archive.ids() == {document.id}


def test_what_is_not_there_is_refused_by_name(archive: Archive) -> None:
    assert code_of(archive.get, "0" * 16) == "not_found"
    assert code_of(archive.original, "0" * 16) == "not_found"
    assert code_of(archive.remove, "0" * 16) == "not_found"


def test_a_removed_document_leaves_nothing(archive: Archive) -> None:
    text = "Giao Sở Y tế thực hiện Kế hoạch 9/KH-UBND."
    task = assigned(text, "thực hiện", "Sở Y tế")
    document = put(archive, directive(text, number="1/UBND-VX", refers_to=("9/KH-UBND",), assignments=(task,)))
    archive.remove(document.id)
    assert archive.ids() == frozenset()
    assert archive.assignments() == ()
    assert archive.references_to("9/KH-UBND") == ()
    assert archive.names_agency("Sở Y tế") == frozenset()
    assert [path for path in (archive.folder / "originals").rglob("*") if path.is_file()] == []


def test_nothing_is_stored_when_the_file_changed_after_it_was_read(archive: Archive, tmp_path: Path) -> None:
    document, _ = directive("Bản đã đọc.")
    path = tmp_path / "vb.txt"
    path.write_text("Bản vừa sửa.")
    with pytest.raises(OriginalChangedError):
        archive.add(document, path, str(path))
    assert archive.ids() == frozenset()
    assert [path for path in (archive.folder / "originals").rglob("*") if path.is_file()] == []


def test_replacing_swaps_the_versions_in_one_step(archive: Archive, tmp_path: Path) -> None:
    old = put(archive, directive("Bản một."), source="/kho/vb.txt")
    new, original = directive("Bản hai.")
    path = tmp_path / "vb.txt"
    path.write_bytes(original)
    assert archive.replace(old.id, new, path, "/kho/vb.txt") is True
    assert archive.ids() == {new.id}
    source = archive.by_source("/kho/vb.txt")
    assert source is not None
    assert source.id == new.id


def test_a_version_that_another_source_still_holds_stays(archive: Archive, tmp_path: Path) -> None:
    old = put(archive, directive("Bản một."), source="/a/vb.txt")
    archive.add_source(old.id, "/b/vb.txt")
    new, original = directive("Bản hai.")
    path = tmp_path / "vb.txt"
    path.write_bytes(original)
    assert archive.replace(old.id, new, path, "/a/vb.txt") is False
    assert archive.ids() == {old.id, new.id}


def test_the_revision_grows_with_each_change_and_only_then(archive: Archive) -> None:
    seen = [archive.revision()]
    document = put(archive, directive("Một."))
    seen.append(archive.revision())
    archive.documents()
    archive.sweep()
    assert archive.revision() == seen[-1]
    archive.remove(document.id)
    seen.append(archive.revision())
    assert seen == sorted(set(seen))


def test_names_that_are_no_unicode_are_stored_readably(archive: Archive) -> None:
    document = put(archive, directive("Một.", file_name="b\udce1o c\udce1o.txt"), source="/x/b\udce1o.txt")
    assert archive.get(document.id).file_name == "b\udce1o c\udce1o.txt"
    assert archive.documents()[0].file_name == r"b\udce1o c\udce1o.txt"
    assert archive.by_source("/x/b\udce1o.txt") is not None


def test_a_folder_without_an_archive_is_named_as_such(tmp_path: Path) -> None:
    assert code_of(Archive.open, tmp_path) == "archive_missing"
    assert code_of(Archive.open, tmp_path / "nowhere") == "archive_missing"
    (tmp_path / "archive.db").touch()  # killed while it was being made
    assert code_of(Archive.open, tmp_path) == "archive_missing"
    Archive.open(tmp_path, create=True).close()
    Archive.open(tmp_path).close()


def test_a_file_in_the_place_of_the_folder_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "kho").write_text("x")
    assert code_of(Archive.open, tmp_path / "kho", True) == "archive_missing"


def test_an_archive_of_another_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    Archive.open(tmp_path, create=True).close()
    with sqlite3.connect(tmp_path / "archive.db") as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()
    before = (tmp_path / "archive.db").read_bytes()
    assert code_of(Archive.open, tmp_path, True) == "archive_version"
    assert (tmp_path / "archive.db").read_bytes() == before


@pytest.mark.parametrize("content", [b"khong phai co so du lieu " * 50, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "archive.db").write_bytes(content)
    assert code_of(Archive.open, tmp_path, True) == "archive_damaged"


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "archive.db") as db:
        db.execute("CREATE TABLE theirs (x)")
    db.close()
    assert code_of(Archive.open, tmp_path, True) == "archive_damaged"


def test_orphans_are_swept_and_documents_are_not(archive: Archive) -> None:
    document = put(archive, directive("Một."))
    folder = archive.folder / "originals" / "ab"
    folder.mkdir(exist_ok=True)
    (folder / ("ab" + "0" * 62)).write_text("không ai nhận")
    (folder / "ab.part").write_text("dở dang")
    assert archive.sweep() == 2
    assert archive.original(document.id).is_file()
    assert archive.sweep() == 0


def test_threads_may_share_an_archive(archive: Archive) -> None:
    made = [directive(f"Văn bản {position}.") for position in range(24)]
    failures: list[BaseException] = []

    def work(part: list[tuple[Document, bytes]]) -> None:
        try:
            for document, original in part:
                put(archive, (document, original))
                assert archive.get(document.id) == document
                archive.documents(Filters(agency="Sở Y tế"))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(made[start::3],)) for start in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(archive.ids()) == 24


def test_two_programs_may_write_the_same_archive(archive: Archive) -> None:
    with Archive.open(archive.folder, agencies=FewAgencies()) as other:
        first = put(archive, directive("Một."))
        second = put(other, directive("Hai."))
        assert archive.ids() == other.ids() == {first.id, second.id}
        assert archive.revision() == other.revision() == 2
