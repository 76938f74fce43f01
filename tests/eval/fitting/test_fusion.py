"""Choosing what meaning weighs: the weight is judged on passages that had no part in choosing it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from eval.fitting import fusion
from eval.fitting.fusion import FOLDS, WEIGHTS, WeighedSet, best_weight, judged, main


def made(name: str, best: int, count: int = 30) -> WeighedSet:
    values = np.tile([0.5 - 0.01 * abs(at - best) for at in range(len(WEIGHTS))], (count, 1))
    return WeighedSet(name, values, np.arange(count) % FOLDS)


def test_sets_count_alike_whatever_their_size() -> None:
    assert WEIGHTS[best_weight([made("a", 4, 3000), made("b", 4)])] == WEIGHTS[4]
    large, small = made("a", 2, 3000), made("b", 8)
    small.values[:] *= 10
    assert best_weight([large, small]) == 8


def test_a_weight_is_judged_by_the_questions_that_did_not_choose_it() -> None:
    one = made("a", 3)
    one.values[one.folds == 0, 7] = 1.0  # only this fold would choose it
    assert judged([one])["a"] < best_mean(one)
    assert best_weight([one], without=0) == 3


def best_mean(one: WeighedSet) -> float:
    return float(one.values.mean(axis=0).max())


@pytest.mark.slow
def test_the_table_is_printed_and_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    things = [
        f"Sở {one} lo việc {one} ở thôn {at}." for at, one in enumerate(("cấp nước", "trồng rừng", "tiêm chủng") * 4)
    ]
    lines = {
        "corpus.jsonl": [{"id": f"p{at}", "text": text} for at, text in enumerate(things)],
        "queries.jsonl": [{"id": f"q{at}", "text": f"ai lo thôn {at}"} for at in range(len(things))],
    }
    for name, items in lines.items():
        (tmp_path / name).write_text("\n".join(json.dumps(one) for one in items), encoding="utf-8")
    judgements = "\n".join(f"q{at}\tp{at}\t1" for at in range(len(things)))
    (tmp_path / "qrels.train.tsv").write_text(judgements, encoding="utf-8")
    monkeypatch.setattr(fusion, "BASELINES", tmp_path)
    assert main(["--encoder", "fast", "--dataset", str(tmp_path), "--save", "--name", "weights"]) == 0
    stored = json.loads((tmp_path / "weights.json").read_text(encoding="utf-8"))
    assert len(stored["nDCG@10"]["mean"]) == len(WEIGHTS)
    assert " 0.40 " in capsys.readouterr().out
