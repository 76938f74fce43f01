"""How far a document may go round: LƯU HÀNH NỘI BỘ, XEM XONG TRẢ LẠI (Nghị định 30/2020/NĐ-CP, Appendix I).

No secrecy mark: the document is taken in, and the mark is kept and shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from ingest.lines import Line
from ingest.text.folding import fold

TABLES = """
CREATE TABLE IF NOT EXISTS circulations (
    document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    mark TEXT NOT NULL
);
"""
_MARKS = ("luu hanh noi bo", "xem xong tra lai", "khong pho bien", "khong sao chup", "thu hoi sau khi hop", "thu hoi")
# "TÀI LIỆU LƯU HÀNH NỘI BỘ", "Tài liệu phục vụ họp, xem xong trả lại", "Sách lưu hành nội bộ"
_BEFORE = frozenset(("", "tai lieu", "van ban", "tai lieu hop", "tai lieu phuc vu hop", "ban"))
_HEAD = 40  # lines: the letterhead of a first page; running heads and feet wherever they are
_LONGEST = 60


def is_circulation(text: str) -> bool:
    """Tell whether the text is such a mark, or several, and nothing else; "thu hồi" alone only in capitals."""
    words = " ".join("".join(sign if sign.isalnum() else " " for sign in fold(text)).split())
    found = [mark for mark in _MARKS if mark in words]
    if not found or len(text) > _LONGEST:
        return False
    rest = words
    for mark in found:
        rest = rest.replace(mark, "")
    alone = " ".join(rest.split()) in _BEFORE
    return alone and (found != ["thu hoi"] or text.isupper())


def circulation_of(lines: Iterable[Line]) -> str | None:
    """Return the mark as printed, from the head of the document or a running head or foot."""
    for at, line in enumerate(lines):
        if at < _HEAD or line.role in ("header", "footer"):
            for text in line.cells or (line.text,):
                if is_circulation(text):
                    return text.strip(" .!()[]*-–")
    return None
