"""Measuring retrieval: the same questions put to every system."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from time import perf_counter

from eval.baselines import Table
from eval.gold.judged import Judged, JudgedSet
from eval.retrieval.metrics import measure_each
from eval.retrieval.systems import Engine, Found, System, pairs
from eval.retrieval.trec import Run, write_run
from eval.significance import chance, corrected, interval

DEPTH = 100
RECALLED_AT = (1, 5, 10, 100)
MEASURES = ("nDCG@10", *(f"recall@{depth}" for depth in RECALLED_AT), "success@5", "MRR@10")
WITH_INTERVAL = ("nDCG@10", "recall@5")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one system found for one question.

    ``ranks`` says, for each entry of the question's evidence, where its first passage stands (from 1; ``None``: not among
    the first ``DEPTH``). Recall is the share of the evidence found, success whether any was; nDCG and MRR are over passages.
    """

    ranks: tuple[int | None, ...]
    figures: dict[str, float]


@dataclass(frozen=True, slots=True)
class Measured:
    """A set of questions measured: system → outcomes in the order of the questions, and milliseconds a question."""

    judged: JudgedSet
    systems: tuple[System, ...]
    outcomes: dict[str, tuple[Outcome, ...]]
    milliseconds: dict[str, float]

    def values(self, system: str, measure: str, group: str | None = None) -> list[float]:
        """Return a measure of every question of ``group`` (None: of all)."""
        both = zip(self.judged.questions, self.outcomes[system], strict=True)
        return [outcome.figures[measure] for question, outcome in both if group is None or group in question.groups]

    def clusters(self, group: str | None = None) -> list[str]:
        """Return the cluster of every question, in the order of ``values``."""
        return [one.cluster or one.id for one in self.judged.questions if group is None or group in one.groups]

    def groups(self) -> tuple[str, ...]:
        """Return the groups of the breakdown, in the order they first appear."""
        return tuple(dict.fromkeys(group for question in self.judged.questions for group in question.groups))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two systems on the same questions: how much the later gains in ``measure``, and how likely by chance alone."""

    before: str
    after: str
    measure: str
    gain: float
    chance: float
    corrected: float


def measure(judged: JudgedSet, engine: Engine, systems: Sequence[System], runs: Path | None = None) -> Measured:
    """Ask every system every question; ``runs`` is a folder for TREC run files, if wanted."""
    qrels = {question.id: question.grades for question in judged.questions}
    outcomes: dict[str, tuple[Outcome, ...]] = {}
    milliseconds: dict[str, float] = {}
    for system in systems:
        if judged.questions:
            engine.search(judged.questions[0].text, 1, system)  # what is made at the first need is not timed
        started = perf_counter()
        run: Run = {question.id: engine.search(question.text, DEPTH, system) for question in judged.questions}
        milliseconds[system.name] = 1000 * (perf_counter() - started) / max(1, len(run))
        figures = measure_each(qrels, run)
        outcomes[system.name] = tuple(
            outcome(question, run[question.id], figures[question.id]) for question in judged.questions
        )
        if runs is not None:
            write_run(runs / f"{judged.name}.{system.name.replace(' ', '')}.run", run, system.name.replace(" ", ""))
    return Measured(judged, tuple(systems), outcomes, milliseconds)


def outcome(question: Judged, found: Found, figures: dict[str, float]) -> Outcome:
    """Return the ranks of a question's evidence and its figures, given those computed over passages."""
    places = {name: place for place, (name, _) in reversed(list(enumerate(found, 1)))}
    ranks = tuple(
        min((places[name] for name in carriers if name in places), default=None) for carriers in question.evidence
    )
    recalls = {f"recall@{depth}": fmean(rank is not None and rank <= depth for rank in ranks) for depth in RECALLED_AT}
    success = float(any(rank is not None and rank <= 5 for rank in ranks))
    return Outcome(ranks, {"nDCG@10": figures["nDCG@10"], **recalls, "success@5": success, "MRR@10": figures["MRR@10"]})


def table_of(measured: Measured, grouped: bool = True) -> Table:
    """Return a row for every system and, when ``grouped``, for every group of every system (``system / group``)."""
    table: Table = {}
    for system in measured.systems:
        table[system.name] = {
            **_row(measured, system.name, None),
            "ms": round(measured.milliseconds[system.name], 2),
        }
    for group in measured.groups() if grouped else ():
        for system in measured.systems:
            table[f"{system.name} / {group}"] = _row(measured, system.name, group)
    return table


def _row(measured: Measured, system: str, group: str | None) -> dict[str, float]:
    clusters = measured.clusters(group)
    row: dict[str, float] = {}
    for name in MEASURES:
        values = measured.values(system, name, group)
        row[name] = round(fmean(values), 4) if values else 0.0
        if name in WITH_INTERVAL:
            low, high = interval(values, clusters)
            row[f"{name} low"], row[f"{name} high"] = round(low, 4), round(high, 4)
    row["questions"] = float(len(clusters))
    return row


def compared(measured: Measured, name: str = "nDCG@10") -> tuple[Comparison, ...]:
    """Compare each system with the one before it, and the last with every lexical one; Holm over all these tests."""
    clusters = measured.clusters()
    chosen = tuple(pairs(measured.systems))
    values = {system.name: measured.values(system.name, name) for system in measured.systems}
    chances = [chance(values[before], values[after], clusters) for before, after in chosen]
    return tuple(
        Comparison(before, after, name, fmean(values[after]) - fmean(values[before]), alone, together)
        for (before, after), alone, together in zip(chosen, chances, corrected(chances), strict=True)
        if values[before]
    )


def lines_of(measured: Measured) -> Iterable[str]:
    """Yield a JSON line for every question: its groups and, by system, ranks and figures. No words of the question."""
    for at, question in enumerate(measured.judged.questions):
        systems = {
            name: {"ranks": found[at].ranks, **{key: round(value, 4) for key, value in found[at].figures.items()}}
            for name, found in measured.outcomes.items()
        }
        yield json.dumps(
            {"set": measured.judged.name, "id": question.id, "groups": question.groups, "systems": systems},
            ensure_ascii=False,
        )
