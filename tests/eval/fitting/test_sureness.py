"""The fit of sureness: probabilities that mean what they say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from eval.fitting.sureness import Example, fitted, validated
from rag.reading.sureness import ANSWERABLE, ANSWERED, FEATURES, Fit, Sureness, read_sureness, write_sureness


def drawn(count: int) -> list[Example]:
    """Return questions that are answerable by the first feature and, if so, right by the third."""
    chance = np.random.default_rng(3)
    rows = chance.normal(size=(count, len(FEATURES)))
    answerable = chance.random(count) < 1 / (1 + np.exp(-(2.0 * rows[:, 0] + 0.5)))
    right = answerable & (chance.random(count) < 1 / (1 + np.exp(rows[:, 2])))
    return [
        Example(tuple(row), bool(one), bool(other))
        for row, one, other in zip(rows.tolist(), right, answerable, strict=True)
    ]


def test_weights_are_those_that_the_answers_were_drawn_with() -> None:
    found = fitted(drawn(4000), 8.0)
    assert found.answerable.weights == pytest.approx([2.0, *(0.0 for _ in FEATURES[1:])], abs=0.2)
    assert found.answerable.bias == pytest.approx(0.5, abs=0.2)
    assert found.right.weights[2] < -0.5
    assert found.by_search == 8.0


def test_of_those_told_as_sure_as_many_are_right_and_few_of_those_refused_have_an_answer() -> None:
    examples = drawn(4000)
    statuses = validated(examples)
    told = {
        status: [one for one, got in zip(examples, statuses, strict=True) if got == status] for status in set(statuses)
    }
    assert set(told) == {"answered", "partial", "not_found"}
    assert np.mean([one.right for one in told["answered"]]) >= ANSWERED - 0.05
    assert np.mean([one.answerable for one in told["not_found"]]) < ANSWERABLE
    assert np.mean([one.answerable for one in told["partial"]]) >= ANSWERABLE


def test_few_questions_of_one_kind_give_small_weights_and_no_fault() -> None:
    found = fitted([Example((1.0,) * len(FEATURES), True, True)] * 3, 0.0)
    assert max(map(abs, (*found.right.weights, *found.answerable.weights))) < 1.5


def test_what_is_written_is_read(tmp_path: Path) -> None:
    given = Sureness(Fit((0.5, 1.0, -2.0), 0.25), Fit((1.0, 0.0, 0.5), -1.0), 4.0)
    write_sureness(given, tmp_path / "sureness.json")
    assert read_sureness(tmp_path / "sureness.json") == given
