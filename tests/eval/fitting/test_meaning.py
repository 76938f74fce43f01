"""Fitting what nearness in meaning is worth: which sentence is shown, what that is worth, and what the fit chooses."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from eval.fitting.meaning import fitted, kept_out, shown, stacked, table, value, worth_to_people
from eval.fitting.meaning_lists import Choice, choice, of_archive
from eval.fitting.meaning_lists import ListedQuestion as AskedOf
from eval.sample import sample_library
from rag.evidence.meaning import Meaning, Weights
from rag.library import Library

OLD = Weights(0.16, 0.4, 0.3, 0.4)


def made(*rows: tuple[float, float, bool], there: bool = True, cluster: str = "c", source: str = "staff") -> Choice:
    """Return a choice of sentences, each as (share in words, deviations above chance, whether it answers)."""
    words, above, gold = (np.array(column) for column in zip(*rows, strict=True))
    one = np.ones(len(rows))
    return Choice(
        source=source,
        cluster=cluster,
        there=there,
        trust=1.0,
        enough=0.62,
        nearly=0.45,
        words=words.astype(float),
        slope=one,
        slope_below=one,
        above=above.astype(float),
        order=one,
        late=0 * one,
        fits=one.astype(bool),
        gold=gold.astype(bool),
    )


def test_meaning_brings_the_sentence_that_answers_to_the_front() -> None:
    choices = stacked([made((0.6, -2.0, False), (0.5, 1.0, True))])
    assert not shown(choices, Weights(0.0, 0.4, 0.0, 0.4))[1][0]
    share, right = shown(choices, OLD)
    assert right[0]
    assert share[0] == pytest.approx(0.5 + 0.16 * 1.4)


def test_what_fits_nothing_is_never_shown() -> None:
    one = made((0.9, 2.0, True))
    one.fits[:] = False
    share, _ = shown(stacked([one, made((0.2, 0.0, False), (0.1, 0.0, False))]), OLD)
    assert share[0] == 0.0


@pytest.mark.parametrize(
    ("row", "there", "low", "high"),
    [
        ((1.0, 0.0, True), True, 0.99, 1.0),  # a right answer
        ((1.0, 0.0, False), True, -1.0, -0.99),  # a wrong one
        ((1.0, 0.0, False), False, -1.0, -0.99),  # an answer where there is none
        ((0.1, -3.0, True), True, -0.01, 0.01),  # a refusal
        ((0.1, -3.0, False), False, -0.01, 0.01),
        ((0.53, -0.4, True), True, 0.2, 0.6),  # a partial answer
    ],
)
def test_an_answer_is_worth_something_a_wrong_one_costs_a_refusal_is_nothing(
    row: tuple[float, float, bool], there: bool, low: float, high: float
) -> None:
    assert low <= worth_to_people(stacked([made(row, there=there)]), OLD)[0] <= high


def test_without_the_sentences_that_answer_whatever_is_shown_is_wrong() -> None:
    without = made((0.9, 1.0, True), (0.8, 1.0, False)).without()
    assert (len(without.words), without.there) == (1, False)
    assert value(stacked([without]), OLD)[1] > 0.9


def test_the_fit_pays_for_meaning_where_meaning_tells_and_stays_where_it_does_not() -> None:
    # Half the questions are answered by a sentence in other words that stands out; nothing else stands out.
    told = [
        made((0.50, 0.4, True), (0.45, -2.0, False), cluster=str(at))
        if at % 2
        else made((0.50, -2.0, False), cluster=str(at)).without()
        for at in range(40)
    ]
    weights = fitted(stacked(told), OLD)
    assert value(stacked(told), weights)[0] > value(stacked(told), OLD)[0] + 0.05
    silent = [made((1.5, -2.5, True), (0.4, -2.5, False), cluster=str(at)) for at in range(40)]
    assert fitted(stacked(silent), OLD) == OLD


def test_questions_are_judged_by_weights_fitted_without_their_half() -> None:
    told = [made((0.50, 0.4, True), (0.45, -2.0, False), cluster=str(at)) for at in range(60)]
    judged = kept_out([*told, *(one.without() for one in told)], OLD)
    assert len(judged.before) == 120
    assert judged.gain[0] > judged.gain[1] > 0
    head, there, without = table(judged)
    assert head.split()[:2] == ["source", "asked"]
    assert (there.split()[:2], without.split()[:3]) == (["staff", "60"], ["staff", "absent", "60"])


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return sample_library(tmp_path_factory.mktemp("sample"))


@pytest.mark.slow
def test_the_sentences_of_a_question_are_those_an_answer_is_chosen_from(library: Library) -> None:
    text = "kinh phí phòng chống thiên tai giai đoạn 2019-2021"
    found = choice(library, text, lambda passage: "486" in passage.text, "sample", "q")
    assert found is not None
    assert found.gold.any()
    assert not found.gold.all()
    assert (found.slope <= 1).all()
    assert (found.slope >= 0.3).all()
    # What the weights add up to is what the product computes.
    known = Meaning(library.index.nearness(text, None, 300))
    assert found.trust == pytest.approx(known.trust)
    (alone,) = of_archive(library, "sample", [AskedOf(text, "q", frozenset())])
    assert not alone.there
    assert not alone.gold.any()


@pytest.mark.slow
def test_a_question_without_a_topic_gives_nothing(library: Library, tmp_path: Path) -> None:
    assert choice(library, "?", lambda passage: True, "sample", "q") is None
