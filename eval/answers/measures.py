"""Shares over many judged answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eval.answers.judge import Judgement
from eval.baselines import Table


def table_of(judgements: Sequence[Judgement]) -> Table:
    """Return ``summary`` of all, of each style and of each kind of answer that is wanted (``kind:...``)."""
    table = {"all": summary(judgements)}
    for style in sorted({found.gold.style for found in judgements}):
        table[style] = summary([found for found in judgements if found.gold.style == style])
    for kind in sorted({found.gold.kind for found in judgements}):
        table[f"kind:{kind}"] = summary([found for found in judgements if found.gold.kind == kind])
    return table


def summary(judgements: Sequence[Judgement]) -> dict[str, float]:
    """Return the shares (0 to 1) of right answers, cited evidence, honest and wrong refusals, and valid citations.

    ``answer``, ``first`` (in the first line) and ``citation`` are over the answerable questions, ``refusal`` over the unanswerable
    ones; ``wrong_refusal`` is the share of answerable questions refused, ``wrong`` the share of all questions that were told
    something which is not the answer. ``answered_precision`` is over answers with the status ``answered``: right, and cited
    where there is evidence. ``kind`` is the share of kinds understood as labelled.
    """
    answerable = [found for found in judgements if found.gold.status != "not_found"]
    unanswerable = [found for found in judgements if found.gold.status == "not_found"]
    evident = [found for found in answerable if found.cited is not None]
    sure = [found for found in judgements if found.answer.status == "answered"]
    return {
        "questions": float(len(judgements)),
        "answer": _share(found.right for found in answerable),
        "first": _share(found.first for found in answerable),
        "citation": _share(bool(found.cited) for found in evident),
        "answer_and_citation": _share(found.right and bool(found.cited) for found in evident),
        "refusal": _share(found.right for found in unanswerable),
        "wrong_refusal": _share(found.refused for found in answerable),
        "wrong": _share(not found.refused and not found.right for found in judgements),
        "answered_precision": _share(found.right and found.cited is not False for found in sure),
        "valid_citations": _share(found.valid for found in judgements),
        "kind": _share(found.answer.kind == found.gold.kind for found in answerable),
    }


def _share(outcomes: Iterable[bool]) -> float:
    seen = list(outcomes)
    return round(sum(seen) / len(seen), 4) if seen else 0.0
