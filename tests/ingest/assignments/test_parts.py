"""Whole documents: decisions, reports, and what each row tells about how it was read."""

from __future__ import annotations

from assigned_rows import AGENCIES, DECISION, LETTER, REPORT, document, rows
from ingest.assignments.find import find_assignments


def test_the_last_article_of_a_decision_tells_everybody_it_names() -> None:
    found = rows(
        DECISION
        + """Điều 1. Phê duyệt quy hoạch chợ đến năm 2030.

Điều 2. Giao Sở Công Thương công bố quy hoạch.

Điều 3. Chánh Văn phòng UBND tỉnh, Giám đốc Sở Công Thương, Chủ tịch Hội đồng quản lý Quỹ Khuyến thương tỉnh và Thủ trưởng các đơn vị liên quan chịu trách nhiệm thi hành Quyết định này./.
"""
    )
    assert found == [
        ("Sở Công Thương", "assigned", (), "công bố quy hoạch"),
        *(
            (lead, "joint", (), "chịu trách nhiệm thi hành Quyết định này")
            for lead in (
                "Chánh Văn phòng UBND tỉnh",
                "Giám đốc Sở Công Thương",
                "Chủ tịch Hội đồng quản lý Quỹ Khuyến thương tỉnh",
                "Thủ trưởng các đơn vị liên quan",
            )
        ),
    ]


def test_a_report_assigns_in_its_plan_and_its_requests_only() -> None:
    found = rows(
        REPORT
        + """I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ QUÝ I

1. Sở Y tế tổ chức 12 lớp tập huấn.

2. Tăng cường kiểm tra giá cả.

II. NHIỆM VỤ TRỌNG TÂM QUÝ II

1. Giao Sở Y tế chủ trì kiểm tra nước uống.

2. Chuẩn bị tốt kỳ họp giữa năm.

III. KIẾN NGHỊ

1. Đề nghị Bộ Y tế bổ sung vắc xin.
"""
    )
    assert found == [
        ("Sở Y tế", "lead", (), "kiểm tra nước uống"),
        (None, "assigned", (), "Chuẩn bị tốt kỳ họp giữa năm."),
        ("Bộ Y tế", "assigned", (), "bổ sung vắc xin"),  # what a report asks for
    ]


def test_a_row_says_how_it_was_read_how_far_its_header_reaches_and_how_sure_it_is() -> None:
    read_ = document(
        LETTER
        + """Yêu cầu các sở, ngành thực hiện các nhiệm vụ sau:

1. Tiết kiệm điện.

2. Sở Nội vụ chủ trì:

- Rà soát biên chế.

- Tuyển dụng giáo viên.

3. Giao Sở Y tế kiểm tra nước uống.
"""
    )
    found = find_assignments(read_, AGENCIES)
    assert [(one.form, one.inferred) for one in found] == [
        ("opening", True),
        ("header", False),
        ("header", False),
        ("order", False),
    ]
    opening, header, _, order = found
    assert opening.confidence < order.confidence < header.confidence
    assert order.scope is None
    assert header.scope is not None
    assert header.scope.of(read_.text).strip(" :\n").startswith("- Rà soát")
    assert header.scope.of(read_.text).endswith("- Tuyển dụng giáo viên.")


def test_a_sentence_that_waits_for_a_case_is_a_row_of_its_own() -> None:
    body = "1. Công an tỉnh chủ trì:\n\n- Tăng cường tuần tra ban đêm. Tham gia cứu nạn khi có tình huống xảy ra.\n"
    read = document(LETTER + body)
    found = [
        (one.task.of(read.text), one.deadline.kind if one.deadline else None)
        for one in find_assignments(read, AGENCIES)
    ]
    assert found == [
        ("Tăng cường tuần tra ban đêm.", None),
        ("Tham gia cứu nạn khi có tình huống xảy ra.", "event"),
    ]


def test_a_case_in_the_only_sentence_cuts_nothing() -> None:
    assert rows(LETTER + "1. Giao Công an tỉnh trực 24/24 giờ, cứu nạn khi có tình huống xảy ra.\n") == [
        ("Công an tỉnh", "assigned", (), "trực 24/24 giờ, cứu nạn khi có tình huống xảy ra")
    ]
