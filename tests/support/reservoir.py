"""A notice on an invented reservoir: head and signature about the body that a test gives it."""

from __future__ import annotations

_HEAD = """ỦY BAN NHÂN DÂN
TỈNH BÌNH LẠC

Số: 8/TB-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Bình Lạc, ngày 05 tháng 9 năm 2023

THÔNG BÁO

Về việc quản lý hồ chứa nước Suối Mây

"""
_ENDING = """
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lý Văn Mười
"""


def notice(body: str) -> str:
    """Return the notice 8/TB-UBND with ``body``, paragraphs that end with a line end."""
    return f"{_HEAD}{body}{_ENDING}"
