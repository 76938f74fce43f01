"""Four directives of the invented province as files: a price list, what replaces it, a letter that carries both out."""

from __future__ import annotations

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH BÌNH LẠC\nSố: {number}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nBình Lạc, {day}\n\n"
OLD = HEAD.format(number="15/QĐ-UBND", day="ngày 05 tháng 3 năm 2021") + (
    "QUYẾT ĐỊNH\nVề giá bến bãi chợ nổi\n\nCăn cứ Luật Giá năm 2012;\n\n"
    "Điều 1. Thu 12.000 đồng một ghe mỗi ngày tại bến chợ nổi Vàm Lạc.\n"
)
NEW = HEAD.format(number="40/QĐ-UBND", day="ngày 18 tháng 6 năm 2024") + (
    "QUYẾT ĐỊNH\nVề giá bến bãi chợ nổi từ năm 2024\n\nCăn cứ Luật Giá năm 2023;\n\nCăn cứ Nghị định số 85/2024/NĐ-CP ngày 10/7/2024;\n\n"
    "Điều 1. Thu 15.000 đồng một ghe mỗi ngày tại bến chợ nổi Vàm Lạc.\n\n"
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 15/QĐ-UBND ngày 05/3/2021 của Ủy ban nhân dân tỉnh.\n"
)
LETTER = HEAD.format(number="88/UBND-KT", day="ngày 01 tháng 7 năm 2024") + (
    "V/v thu giá bến bãi\n\nKính gửi: Sở Tài chính.\n\n"
    "Thực hiện Quyết định số 40/QĐ-UBND ngày 18/6/2024, yêu cầu Sở Tài chính niêm yết giá mới tại các bến.\n"
)
FILES = {"cu.txt": OLD, "moi.txt": NEW, "thu.txt": LETTER}
