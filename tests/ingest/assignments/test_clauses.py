"""Who is told to do what in one sentence, and which sentences tell nobody anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.agencies.find import Agencies
from ingest.assignments.clauses import Clause, clauses_in
from ingest.assignments.groups import MaskedText
from ingest.assignments.units import masked
from ingest.document import Span
from ingest.text.folding import lowered

AGENCIES = Agencies.load()


def clauses(text: str, issuer: str | None = None) -> list[Clause]:
    plain = masked(text)
    return clauses_in(MaskedText(text, plain, lowered(plain), AGENCIES.find(plain), issuer), Span(0, len(text)))


def told(text: str) -> list[tuple[list[str], str, tuple[str, ...], str]]:
    return [
        ([actor.printed for actor in one.actors], one.role, one.coordinators, one.task.of(text))
        for one in clauses(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # order + chủ trì + partners
        (
            "Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh và Sở Tài chính kiểm tra các bếp ăn.",
            [(["Sở Y tế"], "lead", ("Công an tỉnh", "Sở Tài chính"), "kiểm tra các bếp ăn")],
        ),
        # bare subject with chủ trì
        ("Công an tỉnh chủ trì trấn áp tội phạm.", [(["Công an tỉnh"], "lead", (), "trấn áp tội phạm")]),
        # order without chủ trì: the receivers of targets are no partners
        (
            "giao Sở Nội vụ đề xuất bổ sung chỉ tiêu cho các sở, ngành",
            [(["Sở Nội vụ"], "assigned", (), "đề xuất bổ sung chỉ tiêu cho các sở, ngành")],
        ),
        # object in front
        (
            "Đối với 12 tàu cá đã được cấp phép, giao Bộ Chỉ huy Bộ đội Biên phòng chủ trì kiểm soát xuất bến.",
            [(["Bộ Chỉ huy Bộ đội Biên phòng"], "lead", (), "kiểm soát xuất bến")],
        ),
        # several leads under one order, the last without chủ trì
        (
            "Chuẩn bị đón Tết, giao Sở Công Thương chủ trì dự trữ hàng hóa, Sở Y tế chủ trì trực cấp cứu, "
            "Ban Chỉ đạo 389/BL tăng cường chống hàng giả.",
            [
                (["Sở Công Thương"], "lead", (), "dự trữ hàng hóa"),
                (["Sở Y tế"], "lead", (), "trực cấp cứu"),
                (["Ban Chỉ đạo 389/BL"], "assigned", (), "tăng cường chống hàng giả"),
            ],
        ),
        # joint actors
        (
            "giao Sở Y tế, UBND các địa phương và các đơn vị có liên quan tăng cường kiểm tra chợ",
            [
                (
                    ["Sở Y tế", "UBND các địa phương và các đơn vị có liên quan"],
                    "assigned",
                    (),
                    "tăng cường kiểm tra chợ",
                )
            ],
        ),
        # late subject
        (
            "Bảo đảm đi lại dịp lễ, Sở Giao thông vận tải đẩy nhanh sửa chữa cầu.",
            [(["Sở Giao thông vận tải"], "assigned", (), "đẩy nhanh sửa chữa cầu")],
        ),
        # a second body that only takes part
        (
            "Giao Sở Xây dựng chủ trì, Công an tỉnh phối hợp xử lý nhà trái phép.",
            [(["Sở Xây dựng"], "lead", ("Công an tỉnh",), "phối hợp xử lý nhà trái phép")],
        ),
        (
            "Sở Y tế phối hợp với Sở Giáo dục và Đào tạo khám sức khỏe học sinh.",
            [(["Sở Y tế"], "coordinate", ("Sở Giáo dục và Đào tạo",), "khám sức khỏe học sinh")],
        ),
        # partners named later, inside the task
        (
            "Giao Sở Nội vụ rà soát biên chế, phối hợp với Sở Tài chính trình trước ngày 1/9/2024.",
            [
                (
                    ["Sở Nội vụ"],
                    "assigned",
                    ("Sở Tài chính",),
                    "rà soát biên chế, phối hợp với Sở Tài chính trình trước ngày 1/9/2024",
                )
            ],
        ),
        # a partner's list ends where its verb stands: the next body is a subject again
        (
            "Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh kiểm tra chợ, Sở Nội vụ theo dõi thi đua.",
            [
                (["Sở Y tế"], "lead", ("Công an tỉnh",), "kiểm tra chợ"),
                (["Sở Nội vụ"], "assigned", (), "theo dõi thi đua"),
            ],
        ),
        # "cơ quan chủ trì", "đầu mối"
        (
            "Sở Tư pháp là cơ quan chủ trì, theo dõi việc thi hành.",
            [(["Sở Tư pháp"], "lead", (), "theo dõi việc thi hành")],
        ),
        # the word Sở said once
        (
            "Giao các Sở: Tài chính, Y tế rà soát giá dịch vụ.",
            [(["Tài chính", "Y tế"], "assigned", (), "rà soát giá dịch vụ")],
        ),
        # brackets behind the body narrow it
        (
            "Văn phòng UBND tỉnh (Trung tâm Hành chính công) phối hợp với Sở Nội vụ rút ngắn thủ tục.",
            [(["Văn phòng UBND tỉnh"], "coordinate", ("Sở Nội vụ",), "rút ngắn thủ tục")],
        ),
    ],
)
def test_an_assignment_is_read(text: str, expected: list[tuple[list[str], str, tuple[str, ...], str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "UBND tỉnh đã giao Sở Y tế chủ trì kiểm tra bếp ăn.",  # past
        "Năm 2023, Ủy ban nhân dân tỉnh đã ban hành kế hoạch, giao Sở Y tế chủ trì thực hiện.",  # past, one clause away
        "Mặc dù đã yêu cầu Giám đốc các sở tham dự, vẫn còn vắng.",  # criticism
        "Thực hiện Công văn số 12/UBND-KT về việc giao Sở Xây dựng chủ trì rà soát quy hoạch.",  # a citation
        "Thực hiện Kế hoạch số 5/KH-UBND, trong đó giao Sở Xây dựng chủ trì rà soát quy hoạch.",  # a citation
        "Theo đề nghị của Sở Tài chính tại Tờ trình số 12/TTr-STC.",  # a noun
        "Xét đề nghị Sở Tài chính tại Tờ trình số 12/TTr-STC.",
        "Sở Y tế chủ trì cuộc họp bàn về dịch bệnh.",  # chairing
        "Chủ tịch UBND tỉnh Trần Văn An chủ trì hội nghị.",
        "Đại biểu vắng phải báo cáo chủ trì.",
        "giao 1.300 chỉ tiêu cho các đơn vị",  # a quota
        "giao Sở Y tế 300 chỉ tiêu biên chế",
        "Nếu Sở Y tế chủ trì không kịp thì báo cáo.",  # a condition
        "nhiệm vụ được giao Sở Y tế chủ trì trong năm",  # passive
        "Xây dựng phương án ứng phó ngập úng đô thị.",  # a verb, no department
        "Sở Y tế đã tổ chức 12 lớp tập huấn.",
        "Phối hợp với Công ty An Phú (đơn vị thi công), chính quyền địa phương rà soát hành lang an toàn.",  # a partner
        "Thành phần gồm Lãnh đạo Sở Y tế, Sở Nội vụ, Công an tỉnh chuẩn bị tài liệu.",
        "Lãnh đạo các cơ quan: Viện Kiểm sát nhân dân tỉnh, Tòa án nhân dân tỉnh.",  # who was there
        "Cử tri đề nghị Bộ Tài chính xem xét, hướng dẫn.",  # others ask
        "Sở Nội vụ đã kiến nghị Bộ Nội vụ giao thêm biên chế.",
        "Đề án “Giao Sở Y tế chủ trì quản lý” còn chậm.",  # a quoted title
    ],
)
def test_these_sentences_assign_nothing(text: str) -> None:
    assert told(text) == []


def test_the_body_that_speaks_gives_tasks_and_gets_none() -> None:
    text = "Để kịp tổng hợp, Sở Công Thương rà soát và đề nghị các đơn vị gửi số liệu."
    assert [actor.printed for one in clauses(text, "Sở Công Thương") for actor in one.actors] == ["các đơn vị"]


_PIECES = st.sampled_from(
    [
        "giao",
        "Sở Y tế",
        "Sở Tài chính",
        "và",
        ",",
        ";",
        ":",
        "chủ trì",
        "phối hợp với",
        "các sở, ngành",
        "kiểm tra",
        "đã",
        "(",
        ")",
        "¹",
        "“",
        "”",
        "UBND xã Tân Lập",
        "trước ngày 1/9/2024",
        "Đối với",
        "yêu cầu",
        "các Sở:",
    ]
)


@given(st.lists(_PIECES, max_size=18).map(" ".join))
def test_leads_are_printed_in_the_trigger_and_all_spans_lie_in_the_sentence(text: str) -> None:
    for one in clauses(text):
        assert 0 <= one.trigger.start < one.trigger.end <= len(text)
        assert one.task.end <= len(text)
        assert one.trigger.end <= one.task.start or one.task.start == one.task.end
        for actor in one.actors:
            assert actor.printed in one.trigger.of(text)
        for partner in one.coordinators:
            assert partner in text
