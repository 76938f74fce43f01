"""The index after kills: whatever the instant, the next opening finds whole documents and three stores that agree."""

from __future__ import annotations

import multiprocessing
import os
from dataclasses import replace
from pathlib import Path

import pytest

from index.lexical.tantivy_index import LexicalIndex
from index.store import search_index as store_module
from index.store.passages_db import PassageStore
from index.store.vector_copy import VectorCopy
from indexed import BY_ID, CORPUS, Answers, answers, calm_answers, opened

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def wanted(tmp_path: Path) -> Answers:
    return calm_answers(tmp_path / "calm")


class Killed(BaseException):
    """Stands for kill -9 inside the process under test."""


# Where an add or a remove can be cut short: (what is called there, the call after which the process dies).
_INSTANTS = [
    (PassageStore, "put"),
    (PassageStore, "drop"),
    (LexicalIndex, "apply"),
    (PassageStore, "settle"),
    (VectorCopy, "follow"),
    (VectorCopy, "save"),
]


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
@pytest.mark.parametrize(("owner", "name"), _INSTANTS, ids=[f"{owner.__name__}.{name}" for owner, name in _INSTANTS])
def test_an_add_cut_short_anywhere_is_whole_or_absent_and_mended(
    folder: Path,
    owner: type,
    name: str,
    before: bool,
    monkeypatch: pytest.MonkeyPatch,
    wanted: Answers,
) -> None:
    with opened(folder) as index:
        index.add(CORPUS[:2])
    victim = opened(folder)
    original = getattr(owner, name)

    def cut(*arguments: object, **named: object) -> object:
        if not before:
            original(*arguments, **named)
        raise Killed

    monkeypatch.setattr(owner, name, cut)
    with pytest.raises(Killed):
        victim.add([replace(CORPUS[0]), *CORPUS[2:]])
    monkeypatch.undo()
    victim._stores.passage_store.close()  # what the kernel would do
    with opened(folder) as index:
        assert index.status().consistent
        assert index.documents() in (frozenset(one.id for one in CORPUS[:2]), frozenset(BY_ID))
        index.synchronise(BY_ID, BY_ID.__getitem__)
        assert index.status().consistent
        assert answers(index) == wanted


def _add_and_die(folder: Path, instant: int) -> None:
    """Run in a process of its own: die for good at the ``instant``-th statement or commit."""
    counted = 0
    original = PassageStore.settle, LexicalIndex.apply, VectorCopy.save

    def dying(call: object) -> object:
        def step(*arguments: object, **named: object) -> object:
            nonlocal counted
            counted += 1
            if counted == instant:
                os._exit(9)
            return call(*arguments, **named)  # type: ignore[operator]

        return step

    PassageStore.settle, LexicalIndex.apply, VectorCopy.save = map(dying, original)  # type: ignore[assignment,method-assign]
    store_module._BATCH = 1
    index = opened(folder)
    index.add(CORPUS)
    index.remove([CORPUS[0].id])
    os._exit(0)


@pytest.mark.parametrize("instant", range(1, 19, 3))
def test_a_killed_process_leaves_nothing_that_the_next_cannot_mend(folder: Path, instant: int, wanted: Answers) -> None:
    process = multiprocessing.get_context("fork").Process(target=_add_and_die, args=(folder, instant))
    process.start()
    process.join(60)
    assert process.exitcode in (0, 9)
    with opened(folder) as index:
        assert index.status().consistent
        index.synchronise(BY_ID, BY_ID.__getitem__)
        assert index.status().consistent
        assert [[hit[:2] for hit in found] for found in answers(index)] == [
            [hit[:2] for hit in found] for found in wanted
        ]
