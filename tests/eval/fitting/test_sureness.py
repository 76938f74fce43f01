"""The fit of sureness: probabilities that mean what they say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from eval.fitting.sureness import Example, fitted, validated
from rag.reading.sureness import FEATURES, Sureness, read_sureness, write_sureness


def drawn(count: int) -> list[Example]:
    chance = np.random.default_rng(3)
    rows = chance.normal(size=(count, len(FEATURES)))
    odds = 2.0 * rows[:, 0] - 1.0 * rows[:, 2] + 0.5
    right = chance.random(count) < 1 / (1 + np.exp(-odds))
    return [Example(tuple(row), bool(one)) for row, one in zip(rows.tolist(), right, strict=True)]


def test_weights_are_those_that_the_answers_were_drawn_with() -> None:
    found = fitted(drawn(4000), 8.0)
    assert found.weights == pytest.approx([2.0, 0.0, -1.0, *(0.0 for _ in FEATURES[3:])], abs=0.2)
    assert found.by_search == 8.0
    assert found.bias == pytest.approx(0.5, abs=0.2)


def test_of_those_said_to_be_likely_as_many_are_right() -> None:
    examples = drawn(4000)
    likely, right = np.asarray(validated(examples)), np.asarray([one.right for one in examples])
    for low in (0.1, 0.4, 0.7):
        inside = (likely >= low) & (likely < low + 0.2)
        assert right[inside].mean() == pytest.approx(low + 0.1, abs=0.07)


def test_few_questions_of_one_kind_give_small_weights_and_no_fault() -> None:
    found = fitted([Example((1.0,) * len(FEATURES), True)] * 3, 0.0)
    assert max(map(abs, found.weights)) < 1.5


def test_what_is_written_is_read(tmp_path: Path) -> None:
    given = Sureness((0.5, 1.0, -2.0), 0.25, 4.0)
    write_sureness(given, tmp_path / "sureness.json")
    assert read_sureness(tmp_path / "sureness.json") == given
