"""Chance: the intervals cover, the tests are right where the answer is known, and twins count once."""

from __future__ import annotations

import random

import pytest

from eval.significance import DRAWS, chance, corrected, interval


def names(count: int) -> list[str]:
    return [str(number) for number in range(count)]


def test_equal_systems_differ_by_chance() -> None:
    assert chance([0.5, 1.0, 0.0], [0.5, 1.0, 0.0], names(3)) == 1.0


@pytest.mark.parametrize(
    ("wins", "exact"),
    [
        # n questions, all won by the same amount: both all-plus and all-minus are as far, so p = 2 / 2**n.
        (3, 0.25),
        (5, 0.0625),
        (8, 0.0078125),
    ],
)
def test_the_probability_is_that_of_all_flips_of_sign(wins: int, exact: float) -> None:
    assert chance([0.0] * wins, [1.0] * wins, names(wins)) == pytest.approx(exact, abs=0.012)


def test_the_probability_is_never_zero_and_counts_both_directions() -> None:
    better, worse = [1.0] * 60, [0.0] * 60
    assert chance(worse, better, names(60)) == chance(better, worse, names(60)) == 1 / (DRAWS + 1)


def test_a_question_asked_in_ten_wordings_is_one_question() -> None:
    before, after = [0.0] * 20, [1.0] * 20
    assert chance(before, after, ["a"] * 10 + ["b"] * 10) == pytest.approx(0.5, abs=0.02)
    assert chance(before, after, names(20)) < 0.001


@pytest.mark.slow
def test_about_one_in_twenty_true_differences_of_nothing_is_called_one() -> None:
    dice = random.Random(7)
    false_alarms = sum(
        chance([dice.random() for _ in range(30)], [dice.random() for _ in range(30)], names(30)) < 0.05
        for _ in range(200)
    )
    assert 2 <= false_alarms <= 22


def test_the_interval_holds_the_mean_and_narrows_with_more_questions() -> None:
    few, many = [0.0, 1.0] * 10, [0.0, 1.0] * 160
    low, high = interval(few, names(20))
    # The normal approximation of the mean of 20 fair coins: 0.5 -+ 1.96 * 0.5 / sqrt(20).
    assert low == pytest.approx(0.5 - 0.22, abs=0.06)
    assert high == pytest.approx(0.5 + 0.22, abs=0.06)
    narrow = interval(many, names(320))
    assert narrow[1] - narrow[0] < (high - low) / 2


def test_the_interval_is_the_same_every_time_and_empty_without_questions() -> None:
    values = [0.1, 0.9, 0.4, 0.7]
    assert interval(values, names(4)) == interval(values, names(4))
    assert interval([], []) == (0.0, 0.0)


def test_several_tests_are_corrected_after_holm() -> None:
    assert corrected([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert corrected([0.9, 0.8]) == [1.0, 1.0]
    assert corrected([]) == []
