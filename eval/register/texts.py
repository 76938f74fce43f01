"""Sentences about the measured register, in Vietnamese."""

from __future__ import annotations

from eval.register.measure import Absent, MeasuredDocument


def absent(found: Absent) -> str:
    """Return why a marked document was not measured."""
    reasons = {"absent": "không có trong thư mục văn bản", "other": "không phải tệp đã đánh dấu (nội dung khác)"}
    return f"Không đo {found.file}: {reasons.get(found.reason, found.reason)}."


def compared(found: MeasuredDocument) -> str:
    """Return what was missed, misled and invented in one document, a line each."""
    matching, text = found.matching, found.text

    def line(sign: str, lead: str | None, words: str) -> str:
        return f"  {sign} [{lead or '(không nêu)'}] {' '.join(words.split())[:120]}"

    lines = [line("thiếu", want.lead, want.task.task.of(text)) for want in matching.missed]
    lines += [
        line("sai cơ quan", f"{want.lead or '(không nêu)'} ≠ {row.lead or '(không nêu)'}", row.task.of(text))
        for want, row in matching.misled
    ]
    lines += [line("thừa", row.lead, row.task.of(text)) for row in matching.spurious]
    return "\n".join([found.gold.file, *lines])
