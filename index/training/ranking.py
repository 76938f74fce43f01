"""Fit the weights of the re-ranker: ``python -m index.training.ranking LISTS --out FILE``.

LISTS is a folder of candidate lists, as ``python -m eval.ranking_lists`` writes them: one file a set of questions. Lists of
questions that the encoder was trained on must come from an encoder that was not: it knows them better than any others,
and the weights would trust it too much. The
weights are fitted by the listwise softmax loss (the share of the probability that falls on passages that
answer), with L2; seeded, so the same lists give the same file.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
import torch
from numpy.typing import NDArray

from index.features import NAMES
from index.rerank import DEFAULT, Model

BLIND_SHARE = 0.15
"""Lists that are shown without any figure of the encoder: an archive may have none."""
OF_ARCHIVES = 4.0
"""Weight of a question on an archive: only these have headings, notes, rows and several passages of one document."""
PASSES, BATCH, RATE, DECAY = 6, 64, 0.01, 1e-3

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """Candidate lists of one length (filled up, ``real`` tells): figures, which answer, weight, cluster."""

    figures: Floats
    answers: NDArray[np.bool_]
    real: NDArray[np.bool_]
    weights: Floats
    clusters: tuple[str, ...]

    def part(self, chosen: NDArray[np.bool_]) -> Lists:
        """Return some of the lists."""
        return Lists(
            self.figures[chosen],
            self.answers[chosen],
            self.real[chosen],
            self.weights[chosen],
            tuple(one for one, kept in zip(self.clusters, chosen, strict=True) if kept),
        )


def read_lists(folder: Path) -> Lists:
    """Read every ``*.npz`` of a folder; lists without an answer teach nothing and are left out."""
    files = sorted(folder.glob("*.npz"))
    if not files:
        raise FileNotFoundError(folder)
    read = [_read(file) for file in files]
    whole = Lists(
        np.concatenate([one.figures for one in read]),
        np.concatenate([one.answers for one in read]),
        np.concatenate([one.real for one in read]),
        np.concatenate([one.weights for one in read]),
        tuple(cluster for one in read for cluster in one.clusters),
    )
    return whole.part(np.asarray(whole.answers.any(axis=1)))


def _read(file: Path) -> Lists:
    with np.load(file, allow_pickle=False) as stored:
        if tuple(stored["names"]) != NAMES:
            raise ValueError(f"made for other figures: {file}")
        figures, real = stored["figures"].astype(np.float32), stored["real"]
        archive = bool(stored["archive"])
        weights = np.full(len(figures), OF_ARCHIVES if archive else 1.0, dtype=np.float32)
        return Lists(
            figures,
            stored["answers"],
            real,
            weights,
            tuple(stored["clusters"].tolist()),
        )


def fitted(lists: Lists, seed: int = 7) -> Model:
    """Fit the weights."""
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    apart = [row[kept] - row[kept].mean(axis=0) for row, kept in zip(lists.figures, lists.real, strict=True)]
    scale = np.maximum(np.concatenate(apart).std(axis=0), 0.05)
    figures = torch.tensor(lists.figures / scale)
    answers, real, shares = torch.tensor(lists.answers), torch.tensor(lists.real), torch.tensor(lists.weights)
    weights = torch.zeros(len(NAMES), requires_grad=True)
    steps = PASSES * -(-len(figures) // BATCH)
    optimizer = torch.optim.AdamW([weights], lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=RATE, total_steps=steps, pct_start=0.1)
    for _ in range(PASSES):
        turns = order.permutation(len(figures))
        for start in range(0, len(turns), BATCH):
            chosen = turns[start : start + BATCH]
            blind = torch.tensor(order.random(len(chosen)) < BLIND_SHARE)
            rows = _blinded(figures[chosen], blind, scale)
            scores = (rows @ weights).masked_fill(~real[chosen], -1e9)
            told = torch.logsumexp(torch.log_softmax(scores, 1).masked_fill(~answers[chosen], -1e9), 1)
            loss = -(told * shares[chosen]).sum() / shares[chosen].sum()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    with torch.no_grad():
        return Model(weights.numpy() / scale)


def _blinded(rows: torch.Tensor, blind: torch.Tensor, scale: Floats) -> torch.Tensor:
    """Take the encoder away from the lists ``blind``: the fusion is then the order of the words."""
    rows = rows.clone()
    for at, name in enumerate(NAMES):
        if name.startswith(("meaning", "soft")):
            rows[blind, :, at] = 0
    for name, instead in (("fused", "lexical_share"), ("fused_place", "lexical_place")):
        at, other = NAMES.index(name), NAMES.index(instead)
        rows[blind, :, at] = rows[blind, :, other] * float(scale[other] / scale[at])
    return rows


def first_answers(model: Model, lists: Lists) -> Floats:
    """Return, for every list, 1 over the place of the first passage that answers."""
    found = []
    for row, answers, kept in zip(lists.figures, lists.answers, lists.real, strict=True):
        scores = model.scores(row[kept])
        found.append(1 / (1 + int((scores > scores[answers[kept]].max()).sum())))
    return np.array(found, dtype=np.float32)


def write(model: Model, file: Path) -> None:
    """Write a model as ``index.rerank.load_model`` reads it."""
    figures = {name: round(float(value), 4) for name, value in zip(NAMES, model.weights, strict=True)}
    file.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, tell what cross-validation by passage gives, and write the file; 1 when there are no lists."""
    parser = argparse.ArgumentParser(prog="python -m index.training.ranking", description=__doc__)
    parser.add_argument("lists", type=Path, help="folder of candidate lists")
    parser.add_argument("--out", type=Path, default=DEFAULT, help="the model's file")
    parser.add_argument("--folds", type=int, default=3, help="parts of the cross-validation; 0 for none")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    try:
        lists = read_lists(options.lists)
    except (FileNotFoundError, ValueError) as problem:
        print(problem, file=sys.stderr)
        return 1
    fold = np.array([crc32(f"fold {cluster}".encode()) % max(1, options.folds) for cluster in lists.clusters])
    fused = Model(np.eye(len(NAMES))[NAMES.index("fused")])
    for part in range(options.folds):
        model, kept = fitted(lists.part(fold != part)), lists.part(fold == part)
        before, after = (float(first_answers(one, kept).mean()) for one in (fused, model))
        print(f"part {part}: {len(kept.clusters)} questions, MRR {before:.4f} -> {after:.4f}")
    write(fitted(lists), options.out)
    print(f"{len(lists.clusters)} lists -> {options.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
