"""Tasks beside their bodies, words with two meanings, and what only looks like an assignment, each both ways."""

from __future__ import annotations

import pytest

from assigned_rows import LETTER, Row, rows

TRAPS: list[tuple[str, str, list[Row]]] = [
    # --- run-in: bodies and a colon in front of their task ---
    (
        "addressee in the same paragraph",
        "1. Đối với UBND cấp huyện: Rà soát hộ nghèo. Hỗ trợ bồn nước.\n\n2. Đối với hộ nghèo: mức hỗ trợ 2 triệu đồng.\n",
        [("UBND cấp huyện", "assigned", (), "Rà soát hộ nghèo. Hỗ trợ bồn nước.")],
    ),
    (
        "collectives and a colon",
        "3. Các sở, ban, ngành; UBND các huyện, thành phố: Chủ động triển khai kế hoạch.\n",
        [
            ("Các sở, ban, ngành", "joint", (), "Chủ động triển khai kế hoạch."),
            ("UBND các huyện, thành phố", "joint", (), "Chủ động triển khai kế hoạch."),
        ],
    ),
    (
        "a person with a title",
        "1. Ông Trần Văn An - Trưởng đoàn: Phụ trách chung.\n\n2. Giao đồng chí Lê Thị Bình, Phó Chủ tịch UBND tỉnh chỉ đạo đền bù.\n",
        [
            ("Ông Trần Văn An - Trưởng đoàn", "assigned", (), "Phụ trách chung."),
            ("đồng chí Lê Thị Bình, Phó Chủ tịch UBND tỉnh", "assigned", (), "chỉ đạo đền bù"),
        ],
    ),
    # --- who does it stands behind the task ---
    (
        "in brackets",
        "1. Rà soát các trạm y tế (giao Sở Y tế chủ trì).\n\n2. Sửa chợ Hòa Bình (Sở Công Thương chủ trì, phối hợp với Sở Xây dựng thực hiện).\n",
        [
            ("Sở Y tế", "lead", (), "Rà soát các trạm y tế"),
            ("Sở Công Thương", "lead", ("Sở Xây dựng",), "Sửa chợ Hòa Bình"),
        ],
    ),
    (
        "passive",
        "1. Việc kiểm tra bếp ăn do Sở Y tế chủ trì. Việc tiêm phòng đã do Sở Y tế chủ trì năm 2023.\n",
        [("Sở Y tế", "lead", (), "Việc kiểm tra bếp ăn")],
    ),
    (
        "given a lead",
        "1. Sở Y tế được giao chủ trì kiểm tra bếp ăn. Sở Y tế được giao 20 biên chế.\n",
        [("Sở Y tế", "lead", (), "kiểm tra bếp ăn")],
    ),
    # --- labels beside the task ---
    (
        "labels below the task",
        "1. Lập quy hoạch chợ đầu mối.\n\n- Cơ quan chủ trì: Sở Công Thương.\n\n- Cơ quan phối hợp: Sở Xây dựng, UBND các huyện.\n\n- Thời gian hoàn thành: quý II/2024.\n",
        [("Sở Công Thương", "lead", ("Sở Xây dựng", "UBND các huyện"), "Lập quy hoạch chợ đầu mối.")],
    ),
    (
        "labels behind the task",
        "1. Lập quy hoạch chợ. Đơn vị chủ trì: Sở Công Thương; đơn vị phối hợp: Sở Xây dựng; thời hạn: 30/6/2024.\n",
        [("Sở Công Thương", "lead", ("Sở Xây dựng",), "Lập quy hoạch chợ.")],
    ),
    (
        "a label as a sentence",
        "1. Cơ quan chủ trì xây dựng Đề án cấp nước là Sở Xây dựng.\n",
        [("Sở Xây dựng", "lead", (), "xây dựng Đề án cấp nước")],
    ),
    (
        "a meeting's chair is no lead",
        "1. Chương trình họp\n\n- Chủ trì: Lãnh đạo Sở Y tế.\n\n- Thành phần: Sở Tài chính.\n",
        [],
    ),
    # --- polysemy ---
    (
        "chairing a meeting",
        "1. Sở Y tế chủ trì cuộc họp ngày 5/3. Sở Y tế chủ trì kiểm tra bếp ăn.\n",
        [("Sở Y tế", "lead", (), "kiểm tra bếp ăn")],
    ),
    (
        "allotting a quota",
        "1. UBND tỉnh giao 1.300 chỉ tiêu cho các đơn vị. Giao Sở Nội vụ rà soát 1.300 chỉ tiêu.\n",
        [("Sở Nội vụ", "assigned", (), "rà soát 1.300 chỉ tiêu")],
    ),
    (
        "build and the department of building",
        "6. Sở Xây dựng xây dựng bảng giá vật liệu.\n\n7. Xây dựng nông thôn mới là nhiệm vụ lâu dài.\n",
        [("Sở Xây dựng", "assigned", (), "xây dựng bảng giá vật liệu")],
    ),
    (
        "tourism and health as words",
        "1. Du lịch tăng trưởng khá. Y tế cơ sở còn thiếu thuốc.\n\n2. Giao các Sở: Du lịch, Y tế kiểm tra nhà hàng.\n",
        [
            ("Du lịch", "joint", (), "kiểm tra nhà hàng"),
            ("Y tế", "joint", (), "kiểm tra nhà hàng"),
        ],
    ),
    # --- what assigns nothing, beside what does ---
    (
        "past",
        "1. UBND tỉnh đã giao Sở Y tế chủ trì tiêm phòng. Nay giao Sở Y tế chủ trì tiêm nhắc lại.\n",
        [("Sở Y tế", "lead", (), "tiêm nhắc lại")],
    ),
    (
        "what was done is the reason",
        "1. Luật đã được sửa đổi, do vậy đề nghị Sở Tư pháp rà soát văn bản.\n",
        [("Sở Tư pháp", "assigned", (), "Luật đã được sửa đổi, do vậy đề nghị Sở Tư pháp rà soát văn bản")],
    ),
    (
        "criticism",
        "1. Mặc dù đã yêu cầu Giám đốc các sở dự họp nhưng nhiều sở vắng. Yêu cầu Giám đốc các sở dự họp đầy đủ.\n",
        [("Giám đốc các sở", "assigned", (), "dự họp đầy đủ")],
    ),
    (
        "citation",
        "1. Thực hiện Công văn số 12/UBND-KT về việc giao Sở Xây dựng chủ trì rà soát quy hoạch, yêu cầu UBND các huyện gửi số liệu.\n",
        [
            (
                "UBND các huyện",
                "assigned",
                (),
                "gửi số liệu",
            )
        ],
    ),
    (
        "condition",
        "1. Nếu Sở Y tế chủ trì không kịp thì báo cáo. Giao Sở Y tế báo cáo hằng tuần.\n",
        [("Sở Y tế", "assigned", (), "báo cáo hằng tuần")],
    ),
    (
        "what was done by bodies that are narrowed",
        "1. Sở Xây dựng và các đơn vị đã có nhiều cố gắng triển khai dự án. Các đơn vị sử dụng đất tại khu A kê khai lại diện tích.\n",
        [("Các đơn vị sử dụng đất tại khu A", "assigned", (), "kê khai lại diện tích")],
    ),
    (
        "only information",
        "1. Trên đây là ý kiến của Sở Y tế, Sở Tài chính.\n",
        [],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "body", "expected"), TRAPS, ids=[kind for kind, _, _ in TRAPS])
def test_what_assigns_is_told_from_what_does_not(kind: str, body: str, expected: list[Row]) -> None:
    assert rows(LETTER + body) == expected
