"""What adapting to an archive is worth to people's questions: ``tracuu eval adaptation --archive DIR --questions DIR --source real/``.

Compares the encoder of the archive with the one that ships, on held-out questions over passages of that source. The
questions had no part in the adaptation, which knows the text of the archive only.
"""

from __future__ import annotations

import argparse
import json
from operator import attrgetter
from pathlib import Path

import numpy as np

from eval.encoders.ranking import Lexical, RowScorer, ndcg, rankings, recall
from eval.encoders.sets import Pool, staff_pool
from index.dense.choice import remembered
from index.dense.encoder import load_encoder
from index.training.comparing import interval


def run(options: argparse.Namespace) -> int:
    """Print one JSON object: measure → before, after, and the 95% interval of the difference, alone and fused."""
    pool = of_source(staff_pool(options.questions), options.questions, options.source)
    print(json.dumps(measured(pool, options.archive), indent=1))
    return 0


def of_source(pool: Pool, folder: Path, source: str) -> Pool:
    """Return the questions whose passages come from ``source``; all passages stay, as others to be confused with."""
    items = [json.loads(line) for line in (folder / "passages.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted = {at for at, item in enumerate(items) if str(item.get("source", "")).startswith(source)}
    return Pool(pool.name, pool.passages, tuple(one for one in pool.asked if one.right <= wanted))


def measured(pool: Pool, archive: Path) -> dict[str, object]:
    """Compare the encoder that ships with the one the archive remembers."""
    lexical = Lexical(pool)
    both = [list(rankings(pool, lexical, RowScorer(load_encoder(name)))) for name in (None, remembered(archive))]
    found: dict[str, object] = {"questions": len(pool.asked)}
    for retriever, scores in (("alone", attrgetter("alone")), ("fused", attrgetter("widened"))):
        for name, value in (("nDCG@10", ndcg), ("recall@5", recall)):
            before, after = (
                np.asarray([value(scores(one), asked) for one, asked in zip(found_by, pool.asked, strict=True)])
                for found_by in both
            )
            low, high = interval(after - before)
            found[f"{retriever} {name}"] = {
                "before": round(float(before.mean()), 4),
                "after": round(float(after.mean()), 4),
                "difference": [round(low, 4), round(high, 4)],
            }
    return found
