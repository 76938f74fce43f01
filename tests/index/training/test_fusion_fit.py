"""Fitting the gate of the fusion: what it learns from lists where the encoder hears, and from those where it is deaf."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from directives import HashingEncoder
from eval.fitting.fusion import lists_of, main
from eval.gold.judged import Judged
from index.passages import Passage
from index.ranking.fusion import SIGNS, FusionWeighting, load_weighting
from index.training.ranking.fusion_fit import PLAIN, FoundSet, RetrievedLists, cross_validated, fitted, ndcg, write
from ingest.document import Span

pytestmark = pytest.mark.slow

AGREES = SIGNS.index("agreement")


def found(at: int, *, hears: bool) -> RetrievedLists:
    """Return a list of five: the words put the passage that answers second, a hearing encoder puts it first."""
    chance = np.random.default_rng(at)
    meaning = np.array([0.2, 0.6, 0.1, 0.1, 0.1]) if hears else chance.uniform(0.1, 0.6, 5)
    signs = [np.log(0.3), 0.6 if hears else 0.0, 2.0, 2.0, 0.0, 2.0]
    words = np.array([0.9, 0.8, 0.4, 0.3, 0.2]) if hears else np.array([0.8, 0.9, 0.75, 0.7, 0.6])
    answers = np.array([False, True, False, False, False])
    return RetrievedLists(
        f"c{at}", tuple(map(float, signs)), words.astype(np.float32), meaning.astype(np.float32), answers, 1
    )


def both(name: str, count: int) -> FoundSet:
    heard = tuple(found(at, hears=at % 2 == 0) for at in range(count))
    return FoundSet(name, heard, tuple(found(at + 1000, hears=False) for at in range(count)))


def test_the_gate_learns_to_close_where_the_legs_do_not_agree() -> None:
    weighting = fitted([both("made", 120)])
    plain = (np.log(0.3), 0.0, 2.0, 2.0, 0.0, 2.0)
    agreeing = tuple(0.6 if at == AGREES else sign for at, sign in enumerate(plain))
    assert weighting.weights[AGREES] > 0
    assert weighting.weight(tuple(map(float, plain))) < weighting.weight(tuple(map(float, agreeing)))


def test_questions_of_one_fold_are_ordered_by_a_gate_fitted_without_them() -> None:
    ((one, heard, deaf),) = cross_validated([both("made", 90)], folds=3)
    plain = [ndcg(each, PLAIN.weight(each.signs)) for each in one.heard]
    assert len(heard) == len(deaf) == 90
    assert heard.mean() >= np.mean(plain) - 0.01
    assert deaf.min() >= 0.0


def test_the_same_lists_give_the_same_gate() -> None:
    assert fitted([both("made", 40)]) == fitted([both("made", 40)])


def test_lists_without_an_answer_teach_nothing() -> None:
    mute = tuple(replace(found(at, hears=True), answers=np.zeros(5, dtype=bool)) for at in range(5))
    assert fitted([FoundSet("mute", mute, mute)]) == PLAIN


def test_a_gate_is_read_as_it_was_written(tmp_path: Path) -> None:
    weighting = FusionWeighting(2.5, -1.25, tuple(0.5 * at for at in range(len(SIGNS))))
    write(weighting, tmp_path / "gate.json")
    assert load_weighting(tmp_path / "gate.json") == weighting


def test_lists_hold_what_both_legs_found_and_the_same_with_a_deaf_encoder() -> None:
    texts = ["sửa cầu treo xã Đông Lạc", "trồng rừng ven hồ", "họp chợ phiên", "thu gom rác thải ở chợ"]
    passages = [(f"p{at}", Passage(f"p{at}", Span(0, len(text)), text, "section", 1)) for at, text in enumerate(texts)]
    asked = [
        Judged("q1", "ai thu gom rác ở chợ", (frozenset({"p3"}),), {"p3": 1}, (), "p3"),
        Judged("q2", '"cầu treo"', (frozenset({"p0"}),), {"p0": 1}, (), "p0"),  # wanted word for word: no meaning
    ]
    made = lists_of("made", passages, asked, HashingEncoder())
    (heard,), (deaf,) = made.heard, made.deaf
    assert heard.cluster == "p3"
    assert heard.answers.sum() == deaf.answers.sum() == 1
    assert heard.words.max() == pytest.approx(deaf.words.max())
    assert not np.allclose(heard.meaning, deaf.meaning)


def test_without_questions_there_is_nothing_to_fit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--out", str(tmp_path / "gate.json")]) == 1
    assert not (tmp_path / "gate.json").exists()
    assert "no questions" in capsys.readouterr().err
