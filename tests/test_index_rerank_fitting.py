"""Fitting the re-ranker: seeded, written as it is read, and it learns what tells answers apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.features import NAMES
from index.rerank import load_model
from index.training.ranking import Lists, first_answers, fitted, main, read_lists

LENGTH, COUNT = 6, 240


def made(seed: int) -> dict[str, np.ndarray]:
    """Make lists where ``pairs`` and, against it, ``long`` tell the answer."""
    chance = np.random.default_rng(seed)
    figures = chance.normal(0, 1, (COUNT, LENGTH, len(NAMES)))
    telling = figures[..., NAMES.index("pairs")] - 0.5 * figures[..., NAMES.index("long")]
    answers = telling == telling.max(axis=1, keepdims=True)
    clusters = np.array([f"p{at}" for at in range(COUNT)])
    real = np.ones(answers.shape, dtype=bool)
    return {"figures": figures, "answers": answers, "real": real, "clusters": clusters}


def write(file: Path, **changed: object) -> None:
    content = made(1) | {"names": np.array(NAMES), "archive": np.array(False)} | changed
    np.savez(file, **content)  # type: ignore[arg-type]


def lists(seed: int) -> Lists:
    content = made(seed)
    return Lists(
        content["figures"].astype(np.float32),
        content["answers"],
        content["real"],
        np.ones(COUNT, dtype=np.float32),
        tuple(content["clusters"].tolist()),
    )


def test_what_tells_answers_apart_is_learnt_and_holds_for_other_questions() -> None:
    model = fitted(lists(1))
    others = lists(2)
    assert float(first_answers(model, others).mean()) > 0.55  # by chance .41
    weights = dict(zip(NAMES, model.weights, strict=True))
    assert weights["pairs"] > 0 > weights["long"]


def test_the_same_lists_give_the_same_file_and_the_index_reads_it(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    write(folder / "made.npz")
    files = [tmp_path / "one.json", tmp_path / "two.json"]
    for file in files:
        assert main([str(folder), "--out", str(file), "--folds", "0"]) == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    assert load_model(files[0]).weights[NAMES.index("pairs")] > 0


def test_lists_without_an_answer_are_left_out(tmp_path: Path) -> None:
    answers = made(1)["answers"]
    answers[:10] = False
    write(tmp_path / "made.npz", answers=answers)
    assert len(read_lists(tmp_path).clusters) == COUNT - 10


def test_lists_of_other_figures_and_an_empty_folder_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 1
    write(tmp_path / "made.npz", names=np.array(["x"]))
    assert main([str(tmp_path), "--out", str(tmp_path / "out.json")]) == 1
    assert "made.npz" in capsys.readouterr().err
    assert not (tmp_path / "out.json").exists()
