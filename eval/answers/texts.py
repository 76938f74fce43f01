"""Sentences about judged answers, in Vietnamese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval.answers.judge import Judgement

_OUTCOMES = {"right": "đúng", "first": "đúng ngay dòng đầu", "cited": "dẫn đúng chỗ", "refused": "từ chối"}


def judgement(found: Judgement) -> str:
    """Return one judged question in short lines."""
    verdict = ("đúng" if found.right else "SAI") + {True: ", dẫn đúng", False: ", DẪN SAI", None: ""}[found.cited]
    quotes = "\n".join(f"    “{citation.quote[:160]}”" for citation in found.answer.citations[:2])
    return (
        f"[{verdict}] {found.gold.id} ({found.gold.kind}/{found.gold.style} → {found.answer.kind}, "
        f"{found.answer.status}) {found.gold.question}\n    cần: {'; '.join(found.gold.answer)}\n"
        f"    trả lời: {found.answer.answer[:300]}\n{quotes}"
    ).rstrip()


def compared_runs(
    gains: Mapping[str, tuple[float, float, float, float]],
    changed: Sequence[tuple[str, Mapping[str, object], Mapping[str, object]]],
) -> str:
    """Return how a run differs from the one before, in all and question by question."""
    lines = [
        f"{_OUTCOMES[name]}: {mean:+.3f} [{low:+.3f}, {high:+.3f}], p = {odds:.3f}"
        for name, (mean, low, high, odds) in gains.items()
    ]
    for name, before, now in changed:
        moved = [told for one, told in _OUTCOMES.items() if now[one] and not before[one]]
        lost = [told for one, told in _OUTCOMES.items() if before[one] and not now[one]]
        signs = ", ".join([*(f"+{one}" for one in moved), *(f"−{one}" for one in lost)]) or str(now["status"])
        lines += [f"[{signs}] {name} {now['question']}", *(f"    {str(one['answer'])[:200]}" for one in (before, now))]
    return "\n".join(lines)
