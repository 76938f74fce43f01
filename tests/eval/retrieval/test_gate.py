"""The gate: broken retrievers fail it, noise does not."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.gold.judged import JudgedSet, of_quotes
from eval.gold.questions import read_gold
from eval.retrieval import gate
from eval.retrieval.engines import ArchiveEngine
from eval.retrieval.gate import BASELINE, LEAST_LOSS, Figures, figures, regressions
from eval.retrieval.systems import Engine, Found, System
from eval.sample import SAMPLE_QUESTIONS, sample_library
from index.chunking.cut import passages_of
from index.dense.encoder import load_encoder

pytestmark = pytest.mark.slow

QUESTIONS = [f"q{number}" for number in range(150)]


def made(seed: int, mean: float = 0.8, questions: list[str] = QUESTIONS) -> dict[str, float]:
    dice = random.Random(seed)
    return {name: float(dice.random() < mean) for name in questions}


def changed(old: dict[str, float], lost: int, won: int) -> dict[str, float]:
    """Let so many questions fall from 1 to 0, and so many rise."""
    found = [name for name, value in old.items() if value == 1.0][:lost]
    missed = [name for name, value in old.items() if value == 0.0][:won]
    return {**old, **dict.fromkeys(found, 0.0), **dict.fromkeys(missed, 1.0)}


@pytest.mark.parametrize(
    ("lost", "won", "fails", "why"),
    [
        (0, 0, False, "nothing moved"),
        (1, 0, False, "one question: less than the least loss"),
        (3, 0, False, "three questions may fall by chance"),
        (12, 0, True, "twelve that fall and none that rises"),
        (14, 11, False, "a fall of three among many that moved is noise"),
        (0, 12, False, "a gain"),
    ],
)
def test_a_fall_beyond_noise_fails_and_noise_does_not(lost: int, won: int, fails: bool, why: str) -> None:
    old = made(1)
    assert bool(regressions({"fusion": old}, {"fusion": changed(old, lost, won)})) is fails, why


def test_a_sure_but_tiny_fall_passes() -> None:
    old = made(2)
    slightly = {name: value - LEAST_LOSS / 2 for name, value in old.items()}
    assert regressions({"fusion": old}, {"fusion": slightly}) == []


def test_a_system_that_is_gone_and_questions_that_are_gone_fail() -> None:
    old = made(3)
    (gone,) = regressions({"fusion": old, "encoder": old}, {"fusion": old})
    assert (gone.system, gone.now) == ("encoder", None)
    fewer = {name: value for name, value in old.items() if int(name[1:]) > 40}
    assert [one.system for one in regressions({"fusion": old}, {"fusion": fewer})] == ["fusion"]


class Broken:
    """An engine of which one mode returns the wrong end of its ranking."""

    def __init__(self, engine: Engine, mode: str) -> None:
        self.modes = engine.modes
        self.parts = engine.parts
        self._engine = engine
        self._mode = mode

    def search(self, question: str, limit: int, system: System) -> Found:
        """Rank as the engine does, or the other way round."""
        found = self._engine.search(question, limit, system)
        return found[::-1] if system.mode == self._mode else found

    def alarms(self) -> tuple[str, ...]:
        """Tell of nothing: the figures alone must do."""
        return ()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[JudgedSet, Engine, Figures]]:
    with sample_library(tmp_path_factory.mktemp("sample")) as library:
        documents = [library.document(document_id) for document_id in sorted(library.archive.ids())]
        judged = of_quotes("sample", read_gold(SAMPLE_QUESTIONS), documents, passages_of)
        engine = ArchiveEngine(library, load_encoder())
        yield judged, engine, figures(judged, engine)


@pytest.mark.parametrize(("mode", "system"), [("lexical", "bigrams"), ("vectors", "encoder"), ("hybrid", "fusion")])
def test_a_broken_leg_fails_the_gate(sample: tuple[JudgedSet, Engine, Figures], mode: str, system: str) -> None:
    judged, engine, before = sample
    worse = regressions(before, figures(judged, Broken(engine, mode)))
    assert [one.system for one in worse] == [system]


def test_what_is_unchanged_passes_and_every_committed_question_is_still_asked(
    sample: tuple[JudgedSet, Engine, Figures],
) -> None:
    judged, engine, before = sample
    assert figures(judged, engine) == before
    assert engine.alarms() == ()
    committed: Figures = json.loads(BASELINE.read_text(encoding="utf-8"))
    assert committed.keys() <= before.keys()
    for system, values in committed.items():
        assert values.keys() == before[system].keys()


def test_without_a_baseline_the_gate_is_shut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from eval.__main__ import main

    monkeypatch.setattr(gate, "read_gold", lambda path: read_gold(path)[:5])
    assert main(["gate", "--baseline", str(tmp_path / "none.json")]) == 1
    assert main(["gate", "--baseline", str(tmp_path / "new.json"), "--save"]) == 0
    assert main(["gate", "--baseline", str(tmp_path / "new.json")]) == 0
    worse = {
        system: dict.fromkeys(values, 1.0) for system, values in json.loads((tmp_path / "new.json").read_text()).items()
    }
    worse["never"] = {"s001": 1.0}
    (tmp_path / "new.json").write_text(json.dumps(worse))
    assert main(["gate", "--baseline", str(tmp_path / "new.json")]) == 1
