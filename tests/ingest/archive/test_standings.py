"""What staff say of a task stays with the task, whatever becomes of the reading; two writers lose nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archived import FewAgencies, assigned, directive
from ingest.archive.archive import Archive
from ingest.archive.register.filters import TaskFilters
from ingest.archive.register.identity import ID_LENGTH, TaskWords, ids_of, letters, same_task
from ingest.archive.register.standings import LONGEST_NOTE
from ingest.document import Document
from ingest.errors import ArchiveError

TEXT = (
    "Sở Y tế chủ trì, phối hợp Công an tỉnh rà soát các chợ Bến Gỗ và Lạc Khê trước 30/6/2024.\n"
    "Sở Tài chính bố trí kinh phí cho việc này trong tháng 7 năm 2024.\n"
    "Công an tỉnh tuần tra địa bàn."
)


def read(text: str = TEXT, *words: str) -> tuple[Document, bytes]:
    """Return the directive as a program reads it that finds the tasks ``words``."""
    chosen = words or ("rà soát các chợ Bến Gỗ và Lạc Khê", "bố trí kinh phí cho việc này", "tuần tra địa bàn")
    leads = {"rà": "Sở Y tế", "bố": "Sở Tài chính", "tuần": "Công an tỉnh"}
    tasks = tuple(assigned(text, one, leads.get(one.split()[0], "Sở Y tế")) for one in chosen)
    return directive(text, number="7/UBND-VX", issued_on=date(2024, 6, 1), assignments=tasks)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "kho", create=True, agencies=FewAgencies()) as opened:
        yield opened


def put(archive: Archive, made: tuple[Document, bytes], source: str = "vb.txt") -> Document:
    document, original = made
    path = archive.folder.parent / "vb.txt"
    path.write_bytes(original)
    old = archive.by_source(source)
    if old is not None and old.id != document.id:
        archive.replace(old.id, document, path, source)
    else:
        archive.add(document, path, source)
    return document


def id_of(archive: Archive, words: str) -> str:
    (row,) = archive.tasks.list(TaskFilters(words=words)).rows
    return row.id


def code_of(act: object, *arguments: object, **named: object) -> str:
    with pytest.raises(ArchiveError) as refused:
        act(*arguments, **named)  # type: ignore[operator]
    return refused.value.code


def test_a_task_starts_undone_and_takes_status_and_note(archive: Archive) -> None:
    put(archive, read())
    task = id_of(archive, "rà soát")
    assert archive.tasks.task(task).standing.status == "todo"
    archive.tasks.set(task, "doing", "Đã họp hai lần.", "Lê An")
    kept = archive.tasks.task(task).standing
    assert (kept.status, kept.note, kept.author, kept.version) == ("doing", "Đã họp hai lần.", "Lê An", 1)
    archive.tasks.set(task, "done")
    assert archive.tasks.task(task).standing.note == "Đã họp hai lần."  # what is not given stays
    assert [row.id for row in archive.tasks.list(TaskFilters(status="done")).rows] == [task]
    assert archive.tasks.list(TaskFilters(status="todo")).count == 2


def test_a_standing_survives_the_same_file_removed_and_added_again(archive: Archive) -> None:
    document = put(archive, read())
    task = id_of(archive, "tuần tra")
    archive.tasks.set(task, "done", "Xong ngày 12/7.")
    archive.remove(document.id)
    (orphan,) = archive.tasks.orphans()
    assert (orphan.id, orphan.document_id, orphan.task) == (task, None, "tuần tra địa bàn")
    put(archive, read())
    assert archive.tasks.orphans() == ()
    assert archive.tasks.task(task).standing.note == "Xong ngày 12/7."
    assert archive.tasks.list(TaskFilters(status="done")).count == 1


# how a newer program reads the first task, and whether its note stays with it
NEWER = [
    (("rà soát các chợ Bến Gỗ và Lạc Khê trước 30/6/2024", "tuần tra địa bàn"), True),  # a longer task
    (("rà soát các chợ Bến Gỗ", "tuần tra địa bàn"), True),  # a shorter one
    (("tuần tra địa bàn", "rà soát các chợ Bến Gỗ và Lạc Khê"), True),  # in another order
    (("tuần tra địa bàn",), False),  # not at all
    (("bố trí kinh phí cho việc này",), False),  # another body's instead
]


@pytest.mark.parametrize(("words", "kept"), NEWER)
def test_a_standing_goes_with_its_task_when_a_newer_program_reads_it(
    archive: Archive, words: tuple[str, ...], kept: bool
) -> None:
    put(archive, read())
    task = id_of(archive, "rà soát")
    archive.tasks.set(task, "doing", "Đang làm.")
    archive.reread(read(TEXT, *words)[0])
    if kept:
        assert id_of(archive, "rà soát") == task
        assert archive.tasks.task(task).standing.note == "Đang làm."
        assert archive.tasks.orphans() == ()
    else:
        (orphan,) = archive.tasks.orphans()
        assert orphan.standing.note == "Đang làm."
        assert orphan.document_id is not None
        assert archive.tasks.list(TaskFilters(status="doing")).count == 0
    archive.reread(read()[0])  # and the task comes back
    assert archive.tasks.task(task).standing.note == "Đang làm."
    assert archive.tasks.orphans() == ()


def test_moved_offsets_and_letters_read_better_change_nothing(archive: Archive) -> None:
    document, _ = put(archive, read()), None
    task = id_of(archive, "rà soát")
    archive.tasks.set(task, "doing", "Đang làm.")
    better = "ỦY BAN NHÂN DÂN TỈNH BÌNH LẠC\n" + TEXT.replace("rà soát các chợ", "RÀ  SOÁT  các chợ").lower()
    moved = read(better.replace("sở y tế", "Sở Y tế").replace("công an tỉnh", "Công an tỉnh"),
                 "rà  soát  các chợ bến gỗ và lạc khê")[0]  # fmt: skip
    archive.reread(replace(moved, id=document.id, sha256=document.sha256))
    assert archive.tasks.task(task).standing.note == "Đang làm."


def test_a_new_version_of_a_file_takes_the_notes_over(archive: Archive) -> None:
    put(archive, read())
    for words, note in (("rà soát", "Một."), ("tuần tra", "Hai.")):
        archive.tasks.set(id_of(archive, words), "doing", note)
    put(archive, read(TEXT.replace("tuần tra địa bàn", "trực ban cả đêm") + " Hết.",
                      "rà soát các chợ Bến Gỗ và Lạc Khê", "bố trí kinh phí cho việc này"))  # fmt: skip
    assert archive.tasks.task(id_of(archive, "rà soát")).standing.note == "Một."
    assert archive.tasks.list(TaskFilters(status="doing")).count == 1
    assert [orphan.standing.note for orphan in archive.tasks.orphans()] == ["Hai."]


def test_an_orphan_goes_only_when_somebody_strikes_it_out(archive: Archive) -> None:
    put(archive, read())
    task = id_of(archive, "tuần tra")
    archive.tasks.set(task, note="Nhớ.")
    assert code_of(archive.tasks.forget, task) == "task_not_found"  # it is no orphan
    archive.reread(read(TEXT, "bố trí kinh phí cho việc này")[0])
    archive.tasks.forget(task)
    assert archive.tasks.orphans() == ()


def test_who_saw_an_older_note_is_refused_and_changes_nothing(archive: Archive) -> None:
    put(archive, read())
    task = id_of(archive, "tuần tra")
    assert archive.tasks.set(task, "doing", version=0).version == 1
    assert code_of(archive.tasks.set, task, "done", version=0) == "changed_meanwhile"
    assert archive.tasks.task(task).standing.status == "doing"
    assert archive.tasks.set(task, "done", version=1).version == 2


def test_wrong_input_is_refused_by_name(archive: Archive) -> None:
    put(archive, read())
    task = id_of(archive, "tuần tra")
    assert code_of(archive.tasks.set, task, "xong rồi") == "bad_status"
    assert code_of(archive.tasks.set, task, note="x" * (LONGEST_NOTE + 1)) == "note_too_long"
    assert code_of(archive.tasks.set, "0" * ID_LENGTH, "done") == "task_not_found"
    assert code_of(archive.tasks.task, "zz") == "task_not_found"
    assert archive.tasks.task(task[:6].upper()).id == task  # the beginning of an id is enough


def test_writers_that_check_what_they_saw_lose_no_line(archive: Archive) -> None:
    put(archive, read())
    task = id_of(archive, "tuần tra")
    failures: list[BaseException] = []

    def write(name: str) -> None:
        try:
            with Archive.open(archive.folder, agencies=FewAgencies()) as mine:  # as another program would
                for line in range(5):
                    while True:
                        seen = mine.tasks.task(task).standing
                        try:
                            note = f"{seen.note}\n{name}{line}"
                            mine.tasks.set(task, note=note, author=name, version=seen.version)
                            break
                        except ArchiveError as error:
                            assert error.code == "changed_meanwhile"  # noqa: PT017
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    lines = archive.tasks.task(task).standing.note.split()
    assert sorted(lines) == sorted(f"{name}{line}" for name in "abc" for line in range(5))


SAME = TaskWords("giao Sở Y tế rà soát các chợ đầu mối", "rà soát các chợ đầu mối", "Sở Y tế")


@pytest.mark.parametrize(
    ("new", "found"),
    [
        ([SAME], 0),
        ([replace(SAME, quote="rà soát các chợ đầu mối")], 0),  # the quote no longer has who gives it
        ([replace(SAME, lead="Giám đốc Sở Y tế")], 0),
        ([replace(SAME, lead=None)], 0),
        ([replace(SAME, lead="Sở Công Thương")], None),  # another body's task
        ([SAME, SAME], None),  # two that it may be
        ([TaskWords("họp giao ban", "họp giao ban", "Sở Y tế"), SAME], 1),
        ([TaskWords("giao Sở Y tế rà xoát các chợ đâu mối", "rà xoát các chợ đâu mối", "Sở Y tế")], 0),  # misread
        ([TaskWords("giao Sở Y tế tiêm chủng cho trẻ em vùng xa", "tiêm chủng cho trẻ em vùng xa", "Sở Y tế")], None),
        ([], None),
    ],
)
def test_a_task_is_found_again_where_only_one_can_be_meant(new: list[TaskWords], found: int | None) -> None:
    assert same_task(SAME, new) == found


TYPED = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyạảãếệồừ 0123456789,.-¹²", max_size=30)


@given(st.lists(TYPED, min_size=1, max_size=8), st.text("0123456789abcdef", min_size=64, max_size=64))
def test_ids_are_all_different_and_do_not_depend_on_offsets_or_marks(texts: list[str], sha256: str) -> None:
    wordings = [TaskWords(text, text, None) for text in texts]
    ids = ids_of(sha256, wordings)
    assert len(set(ids)) == len(texts)
    assert all(len(one) == ID_LENGTH and one.isalnum() for one in ids)
    assert ids == ids_of(sha256, [replace(one, quote=f"  {letters(one.quote).upper()}. ") for one in wordings])
