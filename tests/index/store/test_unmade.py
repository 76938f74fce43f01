"""A kill between the passage store's word for a lexical index and its making is no damage: the next opening makes it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index.store.wholeness import damaged_files
from indexed import CORPUS, answers, opened


@pytest.mark.slow
def test_a_lexical_index_that_was_to_be_made_is_not_missing(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    with opened(folder):
        pass
    shutil.rmtree(folder / "lexical")
    (folder / "lexical" / "0").mkdir(parents=True)  # what a killed predecessor left
    assert damaged_files(folder) == ()
    with opened(folder) as index, opened(tmp_path / "fresh") as fresh:
        index.add(CORPUS)
        fresh.add(CORPUS)
        assert answers(index) == answers(fresh)


def test_a_lexical_index_that_held_passages_is_missed(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    with opened(folder) as index:
        index.add(CORPUS)
    shutil.rmtree(folder / "lexical")
    (folder / "lexical" / "0").mkdir(parents=True)
    assert damaged_files(folder)
