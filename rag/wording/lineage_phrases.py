"""The Vietnamese sentences about agencies through time: what became of them, whose tasks are listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from rag.wording.naming import short_day

SUCCESSOR_TASKS = "Nhiệm vụ giao cho cơ quan kế thừa"
_COUNTED = (
    ("own", "nhiệm vụ riêng"),
    ("coordinate", "nhiệm vụ phối hợp"),
    ("predecessor", "nhiệm vụ của cơ quan tiền thân"),
    ("successor", "nhiệm vụ của cơ quan kế thừa"),
    ("common", "nhiệm vụ chung"),
)
_SHOWN_WORDS = 3
DISTRICTS_ENDED = (
    "Cấp huyện kết thúc hoạt động từ 01/7/2025; từ ngày đó chính quyền địa phương có hai cấp là cấp tỉnh và cấp xã."
)


def tasks_found(agency: str, documents: int, counts: Mapping[str, int]) -> str:
    """Open a list of tasks with its counts."""
    parts = ", ".join(f"{counts[share]} {name}" for share, name in _COUNTED if counts.get(share))
    return f"{agency} có {sum(counts.values())} nhiệm vụ trong {documents} văn bản ({parts}):"


def part_passed(old: str, new: Sequence[str], since: date | None, words: Sequence[str]) -> str:
    """Note that a part of an agency's work lies with another one; several names are alternatives."""
    when = f" (từ {short_day(since)})" if since else ""
    return f"Phần việc về {_named(words)} của {old} nay thuộc {' hoặc '.join(new)}{when}."


def part_came(agency: str, old: str, since: date | None, words: Sequence[str]) -> str:
    """Note that an agency took over a part of another one's work."""
    when = f" (từ {short_day(since)})" if since else ""
    return f"{agency} tiếp nhận phần việc về {_named(words)} của {old}{when}."


def not_yet(agency: str, since: date) -> str:
    """Note that an agency did not exist in the time asked about."""
    return (
        f"{agency} có từ {short_day(since)}; trong thời gian được hỏi, các cơ quan tiền thân thực hiện phần việc này."
    )


def no_longer(agency: str, until: date) -> str:
    """Note that an agency had ended before the time asked about."""
    return f"{agency} hoạt động đến hết {short_day(until)}; trong thời gian được hỏi, cơ quan kế thừa thực hiện phần việc này."


def merged_province(old: str, new: str, since: date) -> str:
    """Note what became of a province."""
    return f"{old[:1].upper()}{old[1:]} nay là {new} (từ {short_day(since)})."


def formed_province(name: str, others: Sequence[str], since: date) -> str:
    """Note which provinces went into one."""
    return f"{name[:1].upper()}{name[1:]} từ {short_day(since)} gồm cả {', '.join(others)} trước đây."


def province_source() -> str:
    """Say where the lineage of provinces comes from."""
    return (
        "Thông tin sắp xếp đơn vị hành chính lấy từ danh mục của hệ thống (Nghị quyết 202/2025/QH15, Nghị quyết "
        "175/2024/QH15), không phải từ một văn bản trong kho."
    )


def _named(words: Sequence[str]) -> str:
    return ", ".join(words[:_SHOWN_WORDS])
