"""What is due when, and which dates are no deadlines."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.deadlines.cells import deadline_in_cell
from ingest.deadlines.find import find_deadlines, strongest

ISSUED = date(2024, 6, 18)


def read(text: str) -> list[tuple[str, str | None, str]]:
    return [(one.kind, one.due, one.span.of(text)) for one in find_deadlines(text, ISSUED)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # hard
        ("trình trước ngày 30 tháng 9 năm 2024.", [("hard", "2024-09-30", "trước ngày 30 tháng 9 năm 2024")]),
        ("gửi về Sở Nội vụ chậm nhất ngày 20/7/2024", [("hard", "2024-07-20", "chậm nhất ngày 20/7/2024")]),
        ("gửi trước 16 giờ 00 ngày 20/7/2024", [("hard", "2024-07-20", "trước 16 giờ 00 ngày 20/7/2024")]),
        ("Thời hạn: 31/12/2024.", [("hard", "2024-12-31", "Thời hạn: 31/12/2024")]),
        ("gia hạn chậm nhất đến hết ngày 30/9/2024", [("hard", "2024-09-30", "chậm nhất đến hết ngày 30/9/2024")]),
        ("hoàn thành trước tháng 9/2024", [("hard", "2024-08-31", "trước tháng 9/2024")]),
        # period
        ("hoàn thành trong tháng 8 năm 2024.", [("period", "2024-08", "trong tháng 8 năm 2024")]),
        ("hoàn thành trong quý III/2024", [("period", "2024-09", "trong quý III/2024")]),
        ("hoàn thành trong năm 2025.", [("period", "2025-12", "trong năm 2025")]),
        ("trong vòng 05 ngày làm việc", [("period", None, "trong vòng 05 ngày làm việc")]),
        ("hoàn thành 100% vào cuối năm 2024", [("period", "2024-12", "vào cuối năm 2024")]),
        ("xong trong tuần đầu tháng 7/2024", [("period", "2024-07", "trong tuần đầu tháng 7/2024")]),
        ("phấn đấu đến hết năm 2024 hoàn thành 12 cầu", [("period", "2024-12", "đến hết năm 2024")]),
        ("từ nay đến hết tháng 12/2024", [("period", "2024-12", "từ nay đến hết tháng 12/2024")]),
        ("đẩy nhanh giải ngân trong tháng còn lại", [("period", None, "trong tháng còn lại")]),
        # by then it must be reached
        ("đến ngày 30/9/2024 phải hoàn thành việc cấp thẻ", [("hard", "2024-09-30", "đến ngày 30/9/2024")]),
        # recurring
        ("Định kỳ hằng quý báo cáo Ủy ban nhân dân tỉnh", [("recurring", None, "Định kỳ hằng quý")]),
        ("báo cáo trước ngày 25 hàng tháng", [("recurring", None, "trước ngày 25 hàng tháng")]),
        ("định kỳ/đột xuất báo cáo", [("recurring", None, "định kỳ/đột xuất")]),
        ("định kỳ 03 tháng/lần báo cáo", [("recurring", None, "định kỳ 03 tháng/lần")]),
        ("Thường xuyên kiểm tra bến bãi", [("recurring", None, "Thường xuyên")]),
        ("vớt rác, thường xuyên kiểm tra cống", [("recurring", None, "thường xuyên")]),
        ("trước ngày 15/6 và 15/12 hằng năm", [("recurring", None, "trước ngày 15/6 và 15/12 hằng năm")]),
        ("trước ngày 20 của tháng cuối quý", [("recurring", None, "trước ngày 20 của tháng cuối quý")]),
        # event
        ("kiểm soát giá trước, trong và sau dịp tết", [("event", None, "trước, trong và sau dịp tết")]),
        ("cứu nạn khi có tình huống xảy ra.", [("event", None, "khi có tình huống xảy ra")]),
        ("trực cấp cứu trong dịp Tết", [("event", None, "trong dịp Tết")]),
        ("sửa trường trước ngày khai giảng", [("event", None, "trước ngày khai giảng")]),
        ("đại hội theo thời gian nêu tại khoản 1", [("event", None, "theo thời gian nêu tại khoản 1")]),
        (
            "đại hội theo thời gian được gia hạn tại khoản 1",
            [("event", None, "theo thời gian được gia hạn tại khoản 1")],
        ),
        ("Khi xảy ra cháy, báo cáo ngay", [("event", None, "Khi xảy ra cháy")]),
        ("kiểm tra hồ sơ trước khi khởi công", [("event", None, "trước khi khởi công")]),
        ("báo cáo Giám đốc Sở sau khi kết thúc đợt kiểm tra", [("event", None, "sau khi kết thúc đợt kiểm tra")]),
        ("thực hiện đúng thời hạn nêu trên.", [("event", None, "đúng thời hạn nêu trên")]),
        ("cử người dự tại thời gian và địa điểm nêu trên", [("event", None, "tại thời gian và địa điểm nêu trên")]),
        ("trong thời gian chờ cấp phép", [("event", None, "trong thời gian chờ cấp phép")]),
        ("phải thường xuyên kiểm tra kho", [("recurring", None, "thường xuyên")]),
        # soft
        ("sớm điều chỉnh quy hoạch", [("soft", None, "sớm")]),
        ("tiến hành ngay các biện pháp", [("soft", None, "ngay")]),
        ("khẩn trương lập hồ sơ", [("soft", None, "khẩn trương")]),
        ("bàn giao mặt bằng đúng tiến độ", [("soft", None, "đúng tiến độ")]),
        ("cấp căn cước bảo đảm tiến độ đề ra", [("soft", None, "bảo đảm tiến độ")]),
    ],
)
def test_a_deadline_is_read_with_its_kind(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "các khoản đã giao nhưng đến hết ngày 30 tháng 6 năm 2024 chưa phân bổ",  # a criterion
        "tính đến ngày 31/5/2024 giải ngân đạt 40%",  # the state of things
        "tính đến ngày 31/5/2024 hoàn thành 40 công trình",
        "đơn vị chưa hoàn thành trước ngày 30/6/2024 thì bị cắt vốn",  # who is meant, not what is to be done
        "ghi đúng hạng giấy phép lái xe",  # a word that only begins like "đúng hạn"
        "rà soát hồ sơ trước khi trình",  # a step of the same work
        "phòng bệnh từ sớm, từ xa",
        "Tổ tự giải thể sau khi hoàn thành nhiệm vụ",  # the end of a body
        "sau khi xem xét đề nghị của Sở Y tế",  # what the issuer did first
        "theo báo cáo kiểm định định kỳ của bồn chứa",  # the name of a paper
        "kế hoạch sẽ triển khai trong thời gian tới",  # what is planned
        "chuẩn bị diễn tập huyện Vĩnh Sơn (tháng 8/2024)",  # a scheduled event
        "kỳ họp tổ chức vào ngày 7/12 và 31/12",
        "các nhiệm vụ đề ra trong năm 2024.",
        "Kế hoạch số 12/KH-UBND ngày 05/01/2024 của Ủy ban nhân dân tỉnh",
        "bố trí kinh phí hằng năm và chi thường xuyên",  # an attribute, no duty that returns
        "kỷ niệm 77 năm ngày Thương binh - Liệt sĩ",
    ],
)
def test_these_dates_bind_nobody(text: str) -> None:
    assert read(text) == []


def test_one_item_may_have_two_deadlines() -> None:
    text = "Hoàn thiện hồ sơ, hoàn thành trước ngày 30/9/2024; vướng mắc phải trình xem xét trong tháng 7/2024."
    assert [(kind, due) for kind, due, _ in read(text)] == [("hard", "2024-09-30"), ("period", "2024-07")]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("báo cáo trước ngày 15/9", "2024-09-15"),
        ("báo cáo trước ngày 05/3", "2025-03-05"),  # already past in June: the next one
        ("hoàn thành trong quý III", "2024-09"),
        ("hoàn thành trong tháng này", "2024-06"),
    ],
)
def test_a_year_from_the_issue_date_is_flagged(text: str, due: str) -> None:
    (deadline,) = find_deadlines(text, ISSUED)
    assert (deadline.due, deadline.inferred) == (due, True)
    assert find_deadlines(text)[0].due is None


def test_the_most_binding_deadline_wins() -> None:
    deadlines = find_deadlines("khẩn trương triển khai, định kỳ hằng tháng báo cáo, hoàn thành trước ngày 1/9/2024")
    best = strongest(deadlines)
    assert best is not None
    assert best.due == "2024-09-01"
    assert strongest([]) is None


@pytest.mark.parametrize(
    ("cell", "kind", "due", "inferred"),
    [
        ("30/6/2024", "hard", "2024-06-30", False),
        ("Quý III/2024", "period", "2024-09", False),
        ("Quý III, IV", "period", "2024-12", True),
        ("6 tháng cuối năm", "period", "2024-12", True),
        ("Tháng 8-9/2024", "period", "2024-09", False),
        ("Trình 15/8/2024, xong 30/9/2024", "hard", "2024-09-30", False),  # the latest
        ("Trước tháng 9/2024", "period", "2024-08-31", False),
        ("Trong năm", "period", None, False),
        ("Thường xuyên", "recurring", None, False),
        ("Hằng quý", "recurring", None, False),
        ("Khi có yêu cầu", "event", None, False),
    ],
)
def test_under_a_title_bare_words_bind(cell: str, kind: str, due: str | None, inferred: bool) -> None:
    found = deadline_in_cell(cell, ISSUED)
    assert found is not None
    assert (found.kind, found.due, found.inferred) == (kind, due, inferred)
    assert found.span.of(cell) == cell


@pytest.mark.parametrize("cell", ["", "Theo kế hoạch", "Từ ngày 01/9/2024", "12 người"])
def test_such_words_bind_to_nothing(cell: str) -> None:
    assert deadline_in_cell(cell, ISSUED) is None


_PARTS = st.sampled_from(
    [
        "trước",
        "ngày",
        "30/6/2024",
        "30/2/2024",
        "trong tháng 6",
        "quý I",
        "và Quý II",
        "hằng tháng",
        "định kỳ",
        "khẩn trương",
        "trong",
        "năm 2024",
        ";",
        ":",
        "hoàn thành",
        "chậm nhất",
        "¹",
    ]
)


@pytest.mark.slow
@given(st.lists(_PARTS, max_size=14).map(" ".join), st.sampled_from([None, ISSUED, date(2024, 2, 29)]))
def test_deadlines_are_slices_in_order_without_overlap(text: str, issued_on: date | None) -> None:
    reached = 0
    for deadline in find_deadlines(text, issued_on):
        assert deadline.span.start >= reached
        assert deadline.span.of(text)
        reached = deadline.span.end
