"""Fitting the re-ranker: seeded, written as it is read, and it learns what tells answers apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.ranking.features import NAMES
from index.ranking.reranker_model import Model, load_model
from index.training.ranking.__main__ import main, validated
from index.training.ranking.ablation_groups import GROUPS
from index.training.ranking.fit import STRAIGHT, Plan, fitted
from index.training.ranking.lists import Lists, blinded, judged, read_lists

pytestmark = pytest.mark.slow

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
        content["clusters"],
        np.array(["made"] * COUNT),
    )


SMALL = Plan(hidden=4, passes=8, seeds=(1, 2))


@pytest.mark.parametrize("plan", [STRAIGHT, SMALL], ids=["straight", "bends"])
def test_what_tells_answers_apart_is_learnt_and_holds_for_other_questions(plan: Plan) -> None:
    model, others = fitted(lists(1), plan), lists(2)
    scores = model.scores(others.figures.reshape(-1, len(NAMES))).reshape(others.answers.shape)
    ndcg, _ = judged(scores, others)
    assert float(ndcg.mean()) > 0.65  # by chance .57
    weights = dict(zip(NAMES, model.weights, strict=False))
    assert weights["pairs"] > 0 > weights["long"]


def test_figures_left_out_have_no_say() -> None:
    model, others = fitted(lists(1), SMALL, without=("pairs",)), lists(2).figures[0]
    changed = others.copy()
    changed[:, NAMES.index("pairs")] += 3
    assert model.scores(changed) == pytest.approx(model.scores(others))


def test_nobody_is_judged_by_a_model_that_saw_its_cluster() -> None:
    seen: list[set[str]] = []
    whole = lists(1)
    clusters = np.array([f"p{at // 3}" for at in range(COUNT)])
    grouped = Lists(whole.figures, whole.answers, whole.real, whole.weights, clusters, whole.sets)

    def fit(some: Lists) -> Model:
        seen.append(set(some.clusters.tolist()))
        return fitted(some, Plan(hidden=0, passes=1, seeds=(1,)))

    scores = validated(grouped, fit, 3)
    assert scores.shape == whole.answers.shape
    everyone = set(clusters.tolist())
    assert sum(len(everyone - one) for one in seen) == len(everyone)


def test_without_an_encoder_the_words_stand_in_for_it() -> None:
    figures = made(1)["figures"].astype(np.float32)
    blind = blinded(figures)
    assert not blind[..., [NAMES.index(name) for name in ("meaning", "meaning_gap", "meaning_place")]].any()
    for name, instead in (("fused", "lexical_share"), ("fused_place", "lexical_place")):
        assert (blind[..., NAMES.index(name)] == figures[..., NAMES.index(instead)]).all()


def test_an_order_is_judged_by_its_answers() -> None:
    one = lists(1)
    best, recall = judged(one.answers.astype(np.float32), one)
    worst, _ = judged(-one.answers.astype(np.float32), one)
    assert best.tolist() == [1.0] * COUNT
    assert recall.tolist() == [1.0] * COUNT
    assert worst[0] == pytest.approx(1 / np.log2(7))


def test_every_figure_of_a_group_is_there() -> None:
    assert not {figure for group in GROUPS.values() for figure in group} - set(NAMES)


def test_the_same_lists_give_the_same_file_and_the_index_reads_it(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    write(folder / "made.npz")
    files = [tmp_path / "one.json", tmp_path / "two.json"]
    for file in files:
        assert main([str(folder), "--out", str(file), "--folds", "0", "--straight"]) == 0
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
