"""A run: every question with the answer it got, as JSON lines; and two runs beside each other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from eval.answers.judge import Judgement
from eval.gold.gold_span import GoldError
from eval.significance import chance, interval

Run = dict[str, dict[str, object]]
"""Question id → what was asked, answered and found of it."""

OUTCOMES = ("right", "first", "cited", "refused")


def run_of(judgements: Iterable[Judgement]) -> Run:
    """Return the run of these judgements."""
    return {
        found.gold.id: {
            "question": found.gold.question,
            "kind": found.gold.kind,
            "style": found.gold.style,
            "wanted": list(found.gold.answer),
            "answerable": found.gold.status != "not_found",
            "status": found.answer.status,
            "answer": found.answer.answer,
            "items": [item.text for item in found.answer.items],
            "citations": [
                {"file": one.file, "page": one.page, "start": one.start, "end": one.end, "quote": one.quote}
                for one in found.answer.citations
            ],
            "notes": list(found.answer.notes),
            **{name: getattr(found, name) for name in OUTCOMES},
        }
        for found in judgements
    }


def write_run(run: Run, path: Path) -> None:
    """Write ``run`` with one question on each line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps({"id": name, **one}, ensure_ascii=False) for name, one in run.items()]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")


def read_run(path: Path) -> Run:
    """Read what ``write_run`` wrote; raises ``GoldError`` naming the line, and OSError."""
    run: Run = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            item = json.loads(line)
            name = str(item.pop("id"))
            run[name] = {**item, **{outcome: item[outcome] for outcome in OUTCOMES}}
        except (ValueError, KeyError, AttributeError) as problem:
            raise GoldError(f"{path}:{number}: {problem!r}") from problem
    return run


def gains(before: Run, after: Run) -> dict[str, tuple[float, float, float, float]]:
    """Return for each outcome the mean difference, its 95% interval and the chance of it, over questions of both runs."""
    both = [name for name in after if name in before]
    found = {}
    for outcome in OUTCOMES:
        pairs = [(bool(before[name][outcome]), bool(after[name][outcome])) for name in both]
        moved = [float(late) - float(early) for early, late in pairs]
        low, high = interval(moved, both)
        odds = chance([float(early) for early, _ in pairs], [float(late) for _, late in pairs], both) if both else 1.0
        found[outcome] = (sum(moved) / max(1, len(moved)), low, high, odds)
    return found


def changed(before: Run, after: Run) -> tuple[tuple[str, Mapping[str, object], Mapping[str, object]], ...]:
    """Return the questions of both runs whose outcome or status moved, with what they got then and now."""
    told = (*OUTCOMES, "status")
    return tuple(
        (name, before[name], now)
        for name, now in after.items()
        if name in before and any(before[name][one] != now[one] for one in told)
    )
