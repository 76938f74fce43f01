"""Tables that only place text on the page: the letterhead, and the recipients beside the signature."""

from __future__ import annotations

import re

from ingest.text.folding import fold

# All compared folded, without case and diacritics.
# "CỘNG HÒA XÃ HỘI ...", "ĐẢNG CỘNG SẢN ...", "Độc lập - Tự do - Hạnh phúc".
_LETTERHEAD = re.compile(r"cong hoa xa hoi chu nghia viet nam|dang cong san viet nam|doc lap\s*[-–—]\s*tu do")
# "Bình Lạc, ngày 05 tháng 3 năm 2024", in a table of a few rows only.
_PLACE_AND_DATE = re.compile(r"(?m)^.{2,30}, ngay .{0,8}thang .{0,8}nam")
# "Nơi nhận:"; not "Nơi nhận hồ sơ" as a column title.
_RECIPIENTS = re.compile(r"(?m)^\s*noi nhan\s*(?::|$)")
# "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "T/M BAN THƯỜNG VỤ", "GIÁM ĐỐC".
_SIGNATURE = re.compile(
    r"(?m)^\s*(?:tm|kt|tl|tuq|t/m|k/t|t/l)\.? ?[a-z]"
    r"|^\s*(?:quyen |pho )?(?:chu tich|giam doc|bi thu|chanh van phong|truong ban)"
)
_MAX_COLUMNS = 3
_MAX_SIGNATURE_ROWS = 6
_MAX_LETTERHEAD_ROWS = 3


def lays_out(text: str, rows: int, filled_columns: int, bordered: bool) -> bool:
    """Tell from a table's text (one cell paragraph per line) and shape whether it only lays out the page."""
    if filled_columns <= 1 and rows <= _MAX_SIGNATURE_ROWS:
        return True
    if filled_columns > _MAX_COLUMNS:
        return False
    folded = fold(text)
    if _LETTERHEAD.search(folded) or (rows <= _MAX_LETTERHEAD_ROWS and _PLACE_AND_DATE.search(folded)):
        return True
    few_rows = rows <= _MAX_SIGNATURE_ROWS
    if few_rows and _RECIPIENTS.search(folded):
        return True
    return not bordered and (rows == 1 or (few_rows and bool(_SIGNATURE.search(folded))))
