"""kill -9 while documents are removed, from outside and at aimed instants: the next opening answers as a fresh index does."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from indexed import BY_ID, CORPUS, Answers, answers, calm_answers, opened
from outside_kills import killed_at

INSTANTS = 60 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 8


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kills") / "index"
    with opened(folder) as index:
        index.add(CORPUS[:2])
        index.add(CORPUS[2:])
    return folder


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    return calm_answers(tmp_path_factory.mktemp("calm"))


def removing(folder: Path) -> None:
    with opened(folder) as index:
        for document in CORPUS:
            index.remove([document.id])


def changes_made_by(filled: Path, folder: Path) -> int:
    """Return a change that the whole work just does not reach."""
    low, high = 1, 4096
    while low < high:
        middle = (low + high) // 2
        if dies_at(filled, folder, middle):
            low = middle + 1
        else:
            high = middle
    return low


def dies_at(filled: Path, folder: Path, change: int) -> bool:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(filled, folder)
    return killed_at(change, folder, lambda: removing(folder))


@pytest.mark.timeout(600)
def test_kills_while_documents_are_removed_leave_an_index_that_opens(
    filled: Path, tmp_path: Path, wanted: Answers
) -> None:
    folder = tmp_path / "index"
    most = changes_made_by(filled, tmp_path / "measured")
    assert most > INSTANTS  # each instant is another one
    killed = 0
    for instant in range(INSTANTS):
        killed += dies_at(filled, folder, 1 + instant * (most - 1) // INSTANTS)
        with opened(folder) as index:
            assert index.status().consistent
            assert index.alarms() == ()
            left = index.documents()
            with opened(tmp_path / f"fresh-{instant}") as fresh:
                fresh.add(document for document in CORPUS if document.id in left)
                assert sorted(map(sorted, answers(index))) == sorted(map(sorted, answers(fresh)))
            index.synchronise(BY_ID, BY_ID.__getitem__)
            assert answers(index) == wanted
    assert killed > INSTANTS // 2
