"""The forms in which directives give tasks: headings, headers, orders, subjects, scopes, common nouns."""

from __future__ import annotations

import pytest

from assigned_rows import LETTER, Row, rows

FORMS: list[tuple[str, str, list[Row]]] = [
    # --- form 0: a body as heading; each item has its own role ---
    (
        "heading",
        "1. Sở Công Thương\n\n- Chủ trì theo dõi giá gạo.\n\n- Phối hợp với Công an tỉnh kiểm tra kho.\n\n- Định kỳ hằng quý báo cáo giá cả.\n",
        [
            ("Sở Công Thương", "lead", (), "Chủ trì theo dõi giá gạo."),
            ("Sở Công Thương", "coordinate", ("Công an tỉnh",), "Phối hợp với Công an tỉnh kiểm tra kho."),
            ("Sở Công Thương", "assigned", (), "Định kỳ hằng quý báo cáo giá cả."),
        ],
    ),
    (
        "heading with a duty",
        "2. Sở Y tế chủ trì, phối hợp thực hiện\n\na) Rà soát trạm y tế.\n\nb) Tập huấn y tế thôn bản.\n",
        [
            ("Sở Y tế", "lead", (), "Rà soát trạm y tế."),
            ("Sở Y tế", "lead", (), "Tập huấn y tế thôn bản."),
        ],
    ),
    (
        "heading of two bodies",
        "5. Sở Tài chính và Kho bạc Nhà nước tỉnh\n\nBố trí vốn cho 12 công trình.\n",
        [
            ("Sở Tài chính", "joint", (), "Bố trí vốn cho 12 công trình."),
            ("Kho bạc Nhà nước tỉnh", "joint", (), "Bố trí vốn cho 12 công trình."),
        ],
    ),
    (
        "heading of a collective",
        "5. UBND các huyện\n\n- Căn cứ Kế hoạch này, xây dựng kế hoạch của huyện.\n\n- Kinh phí: 200 triệu đồng.\n",
        [("UBND các huyện", "assigned", (), "Căn cứ Kế hoạch này, xây dựng kế hoạch của huyện.")],
    ),
    (
        "a standing body that leads",
        "1. Sở Y tế\n\na) Là cơ quan thường trực, chủ trì, phối hợp với Công an tỉnh triển khai Kế hoạch.\n",
        [
            (
                "Sở Y tế",
                "lead",
                ("Công an tỉnh",),
                "Là cơ quan thường trực, chủ trì, phối hợp với Công an tỉnh triển khai Kế hoạch.",
            )
        ],
    ),
    (
        "a ward leads",
        "1. Giao Ủy ban nhân dân phường Tân Lập chủ trì giải tỏa vỉa hè đường Hòa Bình.\n",
        [("Ủy ban nhân dân phường Tân Lập", "lead", (), "giải tỏa vỉa hè đường Hòa Bình")],
    ),
    (
        "a heading that only lists who was there",
        "Thành phần:\n\n- Sở Y tế.\n\n- Sở Tài chính.\n",
        [],
    ),
    # --- form 1: header with scope ---
    (
        "header over items",
        "1. Sở Nội vụ chủ trì, phối hợp các sở, ngành:\n\n- Rà soát biên chế.\n\n- Phối hợp tuyển dụng giáo viên.\n\n2. Tăng cường kiểm tra công vụ.\n",
        [
            ("Sở Nội vụ", "lead", ("các sở, ngành",), "Rà soát biên chế."),
            ("Sở Nội vụ", "lead", ("các sở, ngành",), "Phối hợp tuyển dụng giáo viên."),
            (None, "assigned", (), "Tăng cường kiểm tra công vụ."),
        ],
    ),
    (
        "header in its paragraph",
        "6. Sở Xây dựng chủ trì, phối hợp các địa phương: Xây dựng phương án chống ngập. Kịp thời xử lý vi phạm.\n",
        [
            (
                "Sở Xây dựng",
                "lead",
                ("các địa phương",),
                "Xây dựng phương án chống ngập. Kịp thời xử lý vi phạm.",
            )
        ],
    ),
    # --- form 2: inline giao; the receivers of targets are no partners ---
    (
        "inline order",
        "1. Ngoài 20 chỉ tiêu, giao Sở Tài chính đề xuất thêm chỉ tiêu cho các sở ngành.\n",
        [("Sở Tài chính", "assigned", (), "Ngoài 20 chỉ tiêu, giao Sở Tài chính đề xuất thêm chỉ tiêu cho các sở ngành")],
    ),
    # --- form 3: object in front ---
    (
        "fronted object",
        "1. Đối với 40 hộ sạt lở đã được kiểm đếm, giao Sở Xây dựng chủ trì bố trí nền nhà.\n",
        [
            (
                "Sở Xây dựng",
                "lead",
                (),
                "Đối với 40 hộ sạt lở đã được kiểm đếm, giao Sở Xây dựng chủ trì bố trí nền nhà",
            )
        ],
    ),
    # --- form 4: several leads under one order ---
    (
        "several leads",
        "1. Chuẩn bị Tết, giao Sở Công Thương chủ trì dự trữ gạo, Sở Y tế chủ trì trực cấp cứu, Ban Chỉ đạo 389/BL tăng cường chống hàng giả.\n",
        [
            ("Sở Công Thương", "lead", (), "dự trữ gạo"),
            ("Sở Y tế", "lead", (), "trực cấp cứu"),
            ("Ban Chỉ đạo 389/BL", "assigned", (), "tăng cường chống hàng giả"),
        ],
    ),
    # --- form 5: joint actors without a lead ---
    (
        "joint actors",
        "1. Giao Sở Y tế, UBND các địa phương và các đơn vị có liên quan kiểm tra bếp ăn.\n",
        [
            ("Sở Y tế", "joint", (), "kiểm tra bếp ăn"),
            ("UBND các địa phương", "joint", (), "kiểm tra bếp ăn"),
            ("các đơn vị có liên quan", "joint", (), "kiểm tra bếp ăn"),
        ],
    ),
    (
        "a collective in front of its names",
        "1. Yêu cầu các hội: Hội Nông dân tỉnh, Hội Cựu chiến binh tỉnh hoàn thành đại hội trước ngày 30/6/2024.\n",
        [
            ("Hội Nông dân tỉnh", "joint", (), "hoàn thành đại hội trước ngày 30/6/2024"),
            ("Hội Cựu chiến binh tỉnh", "joint", (), "hoàn thành đại hội trước ngày 30/6/2024"),
        ],
    ),
    # --- form 6: late subject ---
    (
        "late subject",
        "1. Bảo đảm đi lại thông suốt, trong dịp lễ, Sở Giao thông vận tải đẩy nhanh vá mặt đường.\n",
        [
            (
                "Sở Giao thông vận tải",
                "assigned",
                (),
                "Bảo đảm đi lại thông suốt, trong dịp lễ, Sở Giao thông vận tải đẩy nhanh vá mặt đường",
            )
        ],
    ),
    # --- form 7: an unnumbered second lead inside an item ---
    (
        "second lead inside an item",
        "9. Sở Du lịch chủ trì, phối hợp các sở: Quảng bá lễ hội.\n\nTrung tâm Khuyến nông tỉnh chủ trì, phối hợp các địa phương: Mở hội chợ nông sản.\n",
        [
            ("Sở Du lịch", "lead", ("các sở",), "Quảng bá lễ hội."),
            ("Trung tâm Khuyến nông tỉnh", "lead", ("các địa phương",), "Mở hội chợ nông sản."),
        ],
    ),
    # --- form 8: "Phối hợp" inside a lead's scope keeps the header's body ---
    (
        "help inside a scope",
        "5. Sở Nông nghiệp và Môi trường chủ trì:\n\nPhối hợp triển khai chống sạt lở.\n",
        [("Sở Nông nghiệp và Môi trường", "lead", (), "Phối hợp triển khai chống sạt lở.")],
    ),
    # --- form 9: addressee section ---
    (
        "addressee section",
        "1. Nhiệm vụ quý II\n\nđ) Đối với UBND cấp huyện:\n\nNâng cao trách nhiệm của chính quyền cơ sở.\n\nRà soát hộ nghèo, yêu cầu Chủ tịch UBND các huyện trực tiếp chỉ đạo.\n",
        [
            ("UBND cấp huyện", "assigned", (), "Nâng cao trách nhiệm của chính quyền cơ sở."),
            (
                "Chủ tịch UBND các huyện",
                "assigned",
                (),
                "Rà soát hộ nghèo, yêu cầu Chủ tịch UBND các huyện trực tiếp chỉ đạo",
            ),
        ],
    ),
    # --- form 10: the opening sentence tasks the items up to the first that names its own body ---
    (
        "document scope",
        "Yêu cầu các sở, ngành thực hiện các nhiệm vụ sau:\n\n1. Tiết kiệm điện.\n\n2. Giao Sở Y tế kiểm tra nước uống.\n\n3. Chuẩn bị tốt kỳ họp.\n",
        [
            ("các sở, ngành", "assigned", (), "Tiết kiệm điện."),
            ("Sở Y tế", "assigned", (), "kiểm tra nước uống"),
            (None, "assigned", (), "Chuẩn bị tốt kỳ họp."),
        ],
    ),
    (
        "a header that orders something itself",
        "Các sở, ngành rà soát toàn bộ quy hoạch ngành và thực hiện tốt các nhiệm vụ trọng tâm sau:\n\n1. Tiết kiệm điện.\n",
        [
            ("Các sở, ngành", "assigned", (), "rà soát toàn bộ quy hoạch ngành"),
            ("Các sở, ngành", "assigned", (), "Tiết kiệm điện."),
        ],
    ),
    # --- form 11: subjectless; every sentence is a task of nobody ---
    (
        "subjectless",
        "1. Giao Sở Y tế kiểm tra nước uống.\n\n2. Đẩy mạnh thu hoạch lúa. Tăng cường tuần tra rừng.\n",
        [
            ("Sở Y tế", "assigned", (), "kiểm tra nước uống"),
            (None, "assigned", (), "Đẩy mạnh thu hoạch lúa."),
            (None, "assigned", (), "Tăng cường tuần tra rừng."),
        ],
    ),
    (
        "an order that names nobody",
        "1. Hồ sơ còn thiếu bản vẽ, do vậy đề nghị bổ sung bản vẽ tổng mặt bằng.\n\n2. Giao Sở Xây dựng thẩm định lại.\n",
        [
            (None, "assigned", (), "Hồ sơ còn thiếu bản vẽ, do vậy đề nghị bổ sung bản vẽ tổng mặt bằng."),
            ("Sở Xây dựng", "assigned", (), "thẩm định lại"),
        ],
    ),
    # --- common nouns: only beside an order or a duty ---
    (
        "a firm is asked",
        "1. Đề nghị Công ty cổ phần vận tải Bình Lạc rà soát, nộp lại hồ sơ.\n\n2. Công ty thực hiện dự án từ năm 2020.\n",
        [("Công ty cổ phần vận tải Bình Lạc", "assigned", (), "rà soát, nộp lại hồ sơ")],
    ),
    (
        "who owns the paper sends it",
        "Giao Sở Tư pháp góp ý dự thảo.\n\nÝ kiến của Quý cơ quan đề nghị gửi về Sở Nội vụ trước ngày 20/3/2024.\n",
        [
            ("Sở Tư pháp", "assigned", (), "góp ý dự thảo"),
            ("Quý cơ quan", "assigned", (), "gửi về Sở Nội vụ trước ngày 20/3/2024"),
        ],
    ),
    (
        "words that narrow a collective belong to it",
        "1. Đề nghị các đơn vị sử dụng hóa chất trên địa bàn tỉnh nghiên cứu Luật Hóa chất.\n",
        [("các đơn vị sử dụng hóa chất trên địa bàn tỉnh", "assigned", (), "nghiên cứu Luật Hóa chất")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("form", "body", "expected"), FORMS, ids=[form for form, _, _ in FORMS])
def test_a_form_of_assignment_is_read_as_it_is_meant(form: str, body: str, expected: list[Row]) -> None:
    assert rows(LETTER + body) == expected
