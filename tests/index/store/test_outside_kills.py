"""kill -9 from outside, at aimed instants of all that writes an index: the next opening answers as a fresh index does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from directives import HashingEncoder
from index.store.rebuilding import rebuild
from index.store.wholeness import damaged_files
from indexed import BY_ID, CORPUS, answers, opened
from outside_kills import changes_of, killed_at

pytestmark = pytest.mark.slow

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"


def filled(folder: Path) -> None:
    with opened(folder) as index:
        index.add(CORPUS[:2])
        index.add(CORPUS[2:])


def empty(folder: Path) -> None:
    folder.mkdir()


def removing(folder: Path) -> None:
    with opened(folder) as index:
        for document in CORPUS:
            index.remove([document.id])
            index.purge()


def removing_some(folder: Path) -> None:
    with opened(folder) as index:
        index.remove([CORPUS[1].id, CORPUS[3].id])
        index.purge()


def adding(folder: Path) -> None:
    with opened(folder) as index:
        for document in CORPUS:
            index.add([document])


def rebuilding(folder: Path) -> None:
    rebuild(folder, HashingEncoder(), BY_ID.keys, BY_ID.__getitem__)


# (what is there, what is done to it, how many kills in the long profile and otherwise)
WORKS: list[tuple[Callable[[Path], None], Callable[[Path], None], int]] = [
    (filled, removing, 60 if LONG else 6),
    (filled, removing_some, 60 if LONG else 6),
    (empty, adding, 60 if LONG else 3),
    (filled, rebuilding, 60 if LONG else 3),
]


@pytest.mark.parametrize(("before", "work", "kills"), WORKS, ids=[work.__name__ for _, work, _ in WORKS])
def test_a_kill_leaves_an_index_that_opens_and_answers_as_a_fresh_one(
    tmp_path: Path, before: Callable[[Path], None], work: Callable[[Path], None], kills: int
) -> None:
    folder = tmp_path / "index"
    before(folder)
    shutil.copytree(folder, tmp_path / "kept")
    most = changes_of(folder, lambda: work(folder))
    killed = 0
    for kill in range(kills):
        shutil.rmtree(folder)
        shutil.copytree(tmp_path / "kept", folder)
        killed += killed_at(1 + kill * (most - 1) // kills, folder, lambda: work(folder))
        assert damaged_files(folder) == ()
        with opened(folder) as index:
            assert index.status().consistent
            left = index.documents()
            with opened(tmp_path / f"fresh-{kill}") as fresh:
                fresh.add(document for document in CORPUS if document.id in left)
                assert answers(index) == answers(fresh)
            index.synchronise(BY_ID, BY_ID.__getitem__)
            assert index.status().consistent
            assert index.documents() == BY_ID.keys()
        assert damaged_files(folder) == ()
    assert killed > kills // 2
