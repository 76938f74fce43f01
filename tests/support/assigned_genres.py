"""Letterheads of every kind of directive of the invented province Bình Lạc."""

from __future__ import annotations

from assigned_rows import DECISION, LETTER, REPORT

_SUBJECT = "V/v công tác quý II\n\nKính gửi: Các sở, ban, ngành tỉnh"
_ISSUER = "ỦY BAN NHÂN DÂN\nTỈNH BÌNH LẠC"


def _of(issuer: str, number: str, title: str) -> str:
    return LETTER.replace(_ISSUER, issuer).replace("45/UBND-TH", number).replace(_SUBJECT, title)


_DEPARTMENT = "UBND TỈNH BÌNH LẠC\nSỞ CÔNG THƯƠNG"
DEPARTMENT = _of(_DEPARTMENT, "45/SCT-KH", "V/v công tác quý II\n\nKính gửi: UBND tỉnh Bình Lạc")
DEPARTMENT_REPORT = _of(_DEPARTMENT, "12/BC-SCT", "BÁO CÁO\n\nKết quả phát triển công nghiệp năm 2023")
FINDINGS = _of(_DEPARTMENT, "45/TB-SCT", "THÔNG BÁO\n\nKết quả kiểm tra kho hóa chất")
DEPARTMENT_SUBMISSION = _of(
    _DEPARTMENT, "45/TTr-SCT", "TỜ TRÌNH\n\nVề việc phê duyệt quy hoạch chợ\n\nKính gửi: UBND tỉnh Bình Lạc"
)
GUIDANCE = _of(_DEPARTMENT, "45/HD-SCT", "HƯỚNG DẪN\n\nLập hồ sơ hỗ trợ khuyến công")
NOTICE = _of(_ISSUER, "45/TB-UBND", "THÔNG BÁO\n\nKết luận của Chủ tịch UBND tỉnh tại cuộc họp về hạn mặn")
SUBMISSION = _of(_ISSUER, "45/TTr-UBND", "TỜ TRÌNH\n\nVề việc đề nghị phê duyệt đề án cấp nước")
PLAN = _of(_ISSUER, "45/KH-UBND", "KẾ HOẠCH\n\nPhòng, chống sốt xuất huyết năm 2024")
DIRECTIVE = _of(_ISSUER, "05/CT-UBND", "CHỈ THỊ\n\nVề việc tăng cường phòng cháy rừng")
INVITATION = _of(_ISSUER, "45/GM-UBND", "GIẤY MỜI\n\nDự họp về tiến độ cầu Hòa Bình")
INSPECTION = _of(
    "UBND TỈNH BÌNH LẠC\nTHANH TRA TỈNH",
    "45/KL-TTr",
    "KẾT LUẬN THANH TRA\n\nViệc quản lý đất đai tại huyện Tân Lập",
)
MINISTRY = LETTER.replace(_ISSUER, "BỘ Y TẾ").replace("45/UBND-TH", "45/BYT-DP")
PREMIER = _of("THỦ TƯỚNG CHÍNH PHỦ", "45/CĐ-TTg", "CÔNG ĐIỆN\n\nVề ứng phó bão")
PARTY_CONCLUSION = """TỈNH ỦY BÌNH LẠC

Số 25-KL/TU

ĐẢNG CỘNG SẢN VIỆT NAM

Bình Lạc, ngày 12 tháng 3 năm 2024

KẾT LUẬN
của Ban Thường vụ Tỉnh ủy về công tác giảm nghèo

"""
PARTY_DIRECTIVE = PARTY_CONCLUSION.replace("25-KL/TU", "08-CT/TU").replace(
    "KẾT LUẬN\ncủa Ban Thường vụ Tỉnh ủy", "CHỈ THỊ\ncủa Ban Thường vụ Tỉnh ủy"
)

__all__ = [
    "DECISION",
    "DEPARTMENT",
    "DEPARTMENT_REPORT",
    "DEPARTMENT_SUBMISSION",
    "DIRECTIVE",
    "FINDINGS",
    "GUIDANCE",
    "INSPECTION",
    "INVITATION",
    "LETTER",
    "MINISTRY",
    "NOTICE",
    "PARTY_CONCLUSION",
    "PARTY_DIRECTIVE",
    "PLAN",
    "PREMIER",
    "REPORT",
    "SUBMISSION",
]
