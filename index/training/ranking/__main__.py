"""Fit the model of the re-ranker: ``python -m index.training.ranking LISTS --out FILE``.

LISTS is a folder of candidate lists, as ``python -m eval.fitting.ranking_lists`` writes them: one file a set of questions. Lists of
questions that the encoder was trained on must come from an encoder that was not: it knows them better than any others,
and the model would trust it too much. Cross-validation parts lists by passage, in archives by document; ``--ablate`` leaves
out each group of features in turn. Seeded, so the same lists give the same file.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
import torch

from index.ranking.features import NAMES
from index.ranking.reranker_model import DEFAULT, Model, write_model
from index.training.ranking.ablation_groups import GROUPS
from index.training.ranking.fit import STRAIGHT, Plan, fitted
from index.training.ranking.lists import Floats, Lists, judged, read_lists

Fit = Callable[[Lists], Model]


def validated(lists: Lists, fit: Fit, folds: int) -> Floats:
    """Return the scores of every list by a model that was fitted without its cluster."""
    fold = np.array([crc32(f"fold {cluster}".encode()) % folds for cluster in lists.clusters.tolist()])
    scores = np.zeros(lists.answers.shape, dtype=np.float32)
    for part in range(folds):
        model = fit(lists.part(fold != part))
        kept = lists.figures[fold == part]
        scores[fold == part] = model.scores(kept.reshape(-1, len(NAMES))).reshape(kept.shape[:2])
    return scores


def table(lists: Lists, systems: Mapping[str, Floats]) -> str:
    """Return nDCG@10 / recall@5 by set and system, as Markdown; the last row is the mean over the sets."""
    names = list(dict.fromkeys(lists.sets.tolist()))
    found = {system: judged(scores, lists) for system, scores in systems.items()}
    rows = [("set", "lists", *systems), ("---",) * (2 + len(systems))]
    for name in names:
        own = lists.sets == name
        cells = (f"{ndcg[own].mean():.4f} / {recall[own].mean():.3f}" for ndcg, recall in found.values())
        rows.append((name, str(int(own.sum())), *cells))
    means = (
        " / ".join(
            f"{np.mean([one[lists.sets == name].mean() for name in names]):.{digits}f}"
            for one, digits in zip(pair, (4, 3), strict=True)
        )
        for pair in found.values()
    )
    rows.append(("mean", "", *means))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def ablated(lists: Lists, plan: Plan, folds: int) -> str:
    """Return ``table`` for the whole model, and for models without each group of features."""
    systems = {"whole": validated(lists, lambda some: fitted(some, plan), folds)}
    for name, figures in GROUPS.items():
        without = frozenset(figures)
        systems[f"- {name}"] = validated(lists, lambda some, out=without: fitted(some, plan, out), folds)  # type: ignore[misc]
    return table(lists, systems)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, tell what cross-validation gives, and write the file; 1 when there are no lists."""
    parser = argparse.ArgumentParser(prog="python -m index.training.ranking", description=__doc__)
    parser.add_argument("lists", type=Path, help="folder of candidate lists")
    parser.add_argument("--out", type=Path, default=DEFAULT, help="the model's file")
    parser.add_argument("--folds", type=int, default=3, help="parts of the cross-validation; 0 for none")
    parser.add_argument("--straight", action="store_true", help="fit the straight line alone")
    parser.add_argument(
        "--ablate", action="store_true", help="only tell what each group of figures is worth (straight line)"
    )
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    try:
        lists = read_lists(options.lists)
    except (FileNotFoundError, ValueError) as problem:
        print(problem, file=sys.stderr)
        return 1
    plan = STRAIGHT if options.straight else Plan()
    if options.ablate:
        print(ablated(lists, STRAIGHT, max(2, options.folds)))
        return 0
    if options.folds:
        systems = {
            "words": lists.figures[..., NAMES.index("lexical_share")],
            "fusion": lists.figures[..., NAMES.index("fused")],
            "straight line": validated(lists, lambda some: fitted(some, STRAIGHT), options.folds),
        }
        if not options.straight:
            systems["with bends"] = validated(lists, lambda some: fitted(some, plan), options.folds)
        print(table(lists, systems))
    write_model(fitted(lists, plan), options.out)
    print(f"{len(lists.clusters)} lists -> {options.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
