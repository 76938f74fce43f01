"""Measures of a ranking, computed by ir_measures."""

from __future__ import annotations

from collections.abc import Iterable

import ir_measures
from ir_measures import RR, R, ScoredDoc, nDCG

from eval.gold.beir import Qrels
from eval.retrieval.trec import Run

MEASURES = {"nDCG@10": nDCG @ 10, "recall@5": R @ 5, "recall@10": R @ 10, "recall@50": R @ 50, "MRR@10": RR @ 10}


def measure_each(qrels: Qrels, run: Run) -> dict[str, dict[str, float]]:
    """Return the measures of every judged query; a query without results has zeros."""
    names = {wanted: name for name, wanted in MEASURES.items()}
    found = {query: dict.fromkeys(MEASURES, 0.0) for query in qrels}
    for metric in ir_measures.iter_calc(MEASURES.values(), _judged(qrels), list(_scored(run))):
        found[metric.query_id][names[metric.measure]] = float(metric.value)
    return found


def _judged(qrels: Qrels) -> list[ir_measures.Qrel]:
    return [
        ir_measures.Qrel(query, passage, grade) for query, found in qrels.items() for passage, grade in found.items()
    ]


def _scored(run: Run) -> Iterable[ScoredDoc]:
    # Ties: ir_measures orders equal scores by its own rule, so the rank decides.
    for query, ranked in run.items():
        for rank, (passage, _) in enumerate(ranked):
            yield ScoredDoc(query, passage, float(len(ranked) - rank))
