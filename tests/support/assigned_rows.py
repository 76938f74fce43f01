"""Letterheads of the invented province Bình Lạc, and what the register reads below them."""

from __future__ import annotations

from assembled import read
from assignment_soundness import assert_sound
from ingest.agencies.find import Agencies
from ingest.assignments.find import find_assignments
from ingest.document import Document

AGENCIES = Agencies.load()

LETTER = """ỦY BAN NHÂN DÂN
TỈNH BÌNH LẠC

Số: 45/UBND-TH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Bình Lạc, ngày 12 tháng 3 năm 2024

V/v công tác quý II

Kính gửi: Các sở, ban, ngành tỉnh

"""
REPORT = LETTER.replace("45/UBND-TH", "45/BC-UBND").replace(
    "V/v công tác quý II\n\nKính gửi: Các sở, ban, ngành tỉnh", "BÁO CÁO\n\nTình hình kinh tế - xã hội quý I"
)
DECISION = LETTER.replace("45/UBND-TH", "45/QĐ-UBND").replace(
    "V/v công tác quý II\n\nKính gửi: Các sở, ban, ngành tỉnh",
    "QUYẾT ĐỊNH\n\nVề việc phê duyệt quy hoạch chợ\n\nQUYẾT ĐỊNH:",
)

Row = tuple[str | None, str, tuple[str, ...], str]


def document(text: str) -> Document:
    return read(text)


def rows(text: str) -> list[Row]:
    """Return lead, role, coordinators and the task's words of every row."""
    read_ = document(text)
    found = find_assignments(read_, AGENCIES)
    for one in found:
        assert_sound(read_, one)
    return [(one.lead, one.role, one.coordinators, one.task.of(read_.text)) for one in found]


def assert_rows(text: str, wanted: list[str]) -> None:
    """Assert that a text gives the ``wanted`` rows, each "lead | role | words of its task", and no others; "-" is nobody."""
    found = sorted((lead or "-", role, task) for lead, role, _, task in rows(text))
    expected = sorted(tuple(row.split(" | ")) for row in wanted)
    assert len(found) == len(expected), found
    left = list(found)
    for lead, role, words in expected:
        row = next((one for one in left if one[:2] == (lead, role) and words in one[2]), None)
        assert row is not None, (lead, role, words, found)
        left.remove(row)
