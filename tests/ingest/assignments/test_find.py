"""The register of whole documents: headers and their scope, headings, documents without leads, tables, reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assignment_soundness import assert_sound
from ingest.agencies.find import Agencies
from ingest.assignments.find import find_assignments
from ingest.document import Document, Span
from ingest.reading import read_document

AGENCIES = Agencies.load()

LETTER = """ỦY BAN NHÂN DÂN
TỈNH BÌNH LẠC

Số: 45/UBND-TH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Bình Lạc, ngày 12 tháng 3 năm 2024

V/v phòng chống hạn mặn

Kính gửi: Các sở, ban, ngành tỉnh

"""
NOTICE = LETTER.replace("45/UBND-TH", "45/TB-VP").replace(
    "V/v phòng chống hạn mặn\n\nKính gửi: Các sở, ban, ngành tỉnh", "THÔNG BÁO\n\nKết luận cuộc họp về hạn mặn"
)
REPORT = LETTER.replace("45/UBND-TH", "45/BC-UBND").replace(
    "V/v phòng chống hạn mặn\n\nKính gửi: Các sở, ban, ngành tỉnh", "BÁO CÁO\n\nTình hình kinh tế - xã hội tháng 3"
)


def read(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "van-ban.txt"
    path.write_text(text, encoding="utf-8")
    return read_document(path)


def rows(document: Document) -> list[tuple[str | None, str, str]]:
    return [(one.lead, one.role, one.task.of(document.text)) for one in document.assignments]


def test_a_header_holds_until_the_next_header_or_number(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        LETTER
        + """1. Sở Y tế chủ trì, phối hợp các sở, ngành, địa phương:

- Kiểm tra bếp ăn tập thể.

- Phối hợp tuyên truyền phòng bệnh mùa hè.

Tổng hợp số ca bệnh hằng tuần.

Trung tâm Khuyến nông tỉnh chủ trì, phối hợp các địa phương: Tập huấn nông dân trữ nước.

2. Công an tỉnh chủ trì: Tuần tra các bến phà.
""",
    )
    assert rows(document) == [
        ("Sở Y tế", "lead", "Kiểm tra bếp ăn tập thể."),
        ("Sở Y tế", "lead", "Phối hợp tuyên truyền phòng bệnh mùa hè."),
        ("Sở Y tế", "lead", "Tổng hợp số ca bệnh hằng tuần."),
        ("Trung tâm Khuyến nông tỉnh", "lead", "Tập huấn nông dân trữ nước."),
        ("Công an tỉnh", "lead", "Tuần tra các bến phà."),
    ]
    assert document.assignments[0].coordinators == ("các sở, ngành, địa phương",)
    assert document.assignments[0].trigger.of(document.text) == "Sở Y tế chủ trì, phối hợp các sở, ngành, địa phương"


def test_under_a_heading_each_item_has_its_own_role(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        NOTICE
        + """1. Sở Công Thương

- Chủ trì, phối hợp với Sở Tài chính lập phương án dự trữ hàng hóa.

- Phối hợp với Công an tỉnh kiểm tra kho lạnh.

- Định kỳ hằng quý báo cáo giá cả.

2. Sở Tài chính và Kho bạc Nhà nước tỉnh

Bố trí kinh phí trước ngày 30/4/2024.

3. Sở Nội vụ: Chủ trì, phối hợp với Sở Tài chính rà soát biên chế.
""",
    )
    assert [(one.lead, one.role, one.coordinators) for one in document.assignments] == [
        ("Sở Công Thương", "lead", ("Sở Tài chính",)),
        ("Sở Công Thương", "coordinate", ("Công an tỉnh",)),
        ("Sở Công Thương", "assigned", ()),
        ("Sở Tài chính", "joint", ()),
        ("Kho bạc Nhà nước tỉnh", "joint", ()),
        ("Sở Nội vụ", "lead", ("Sở Tài chính",)),
    ]
    due = document.assignments[3].deadline
    assert due is not None
    assert (due.due, due.kind) == ("2024-04-30", "hard")


def test_the_opening_tasks_everybody_and_named_items_keep_their_own_lead(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        LETTER
        + """Chủ tịch UBND tỉnh yêu cầu Giám đốc các sở, Chủ tịch UBND các huyện, thành phố thực hiện các nội dung sau đây:

1. Tăng cường tiết kiệm nước sinh hoạt.

2. Bảo đảm nước cho lúa, Sở Nông nghiệp và Phát triển nông thôn vận hành các cống. Tiếp tục đo mặn tại cửa sông.

Yêu cầu các đơn vị nghiêm túc triển khai thực hiện./.
""",
    )
    assert rows(document) == [
        ("Giám đốc các sở", "joint", "Tăng cường tiết kiệm nước sinh hoạt."),
        ("Chủ tịch UBND các huyện, thành phố", "joint", "Tăng cường tiết kiệm nước sinh hoạt."),
        (
            "Sở Nông nghiệp và Phát triển nông thôn",
            "assigned",
            "Bảo đảm nước cho lúa, Sở Nông nghiệp và Phát triển nông thôn vận hành các cống. Tiếp tục đo mặn tại cửa sông.",
        ),
        ("các đơn vị", "assigned", "nghiêm túc triển khai thực hiện"),
    ]
    assert [one.common for one in document.assignments] == [True, True, False, True]
    assert document.assignments[1].agency == "Ủy ban nhân dân cấp huyện"


def test_an_addressee_section_tasks_those_it_addresses(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        NOTICE
        + """1. Nhiệm vụ trong thời gian tới

a) Đối với UBND cấp huyện:

Rà soát các hộ thiếu nước; hỗ trợ bồn chứa.

b) Tiếp tục nạo vét kênh nội đồng.
""",
    )
    assert rows(document) == [
        ("UBND cấp huyện", "assigned", "Rà soát các hộ thiếu nước; hỗ trợ bồn chứa."),
        (None, "assigned", "Tiếp tục nạo vét kênh nội đồng."),
    ]


def test_a_programme_that_names_nobody_has_no_lead(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        """CHƯƠNG TRÌNH
công tác tháng 5 của Ban Thường vụ Tỉnh ủy

Trong tháng 5, Ban Thường vụ Tỉnh ủy tập trung chỉ đạo một số công tác sau:

1. Chỉ đạo tốt việc chuẩn bị đại hội chi bộ ấp.

2. Đẩy mạnh thu hoạch lúa Đông Xuân.

Căn cứ chương trình này, các cấp, các ngành cụ thể hóa và tổ chức thực hiện.
""",
    )
    assert [(one.lead, one.common) for one in document.assignments] == [
        (None, False),
        (None, False),
        ("các cấp, các ngành", True),
    ]


def test_a_report_of_the_past_assigns_nothing_but_its_plan_does(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        REPORT
        + """I. TÌNH HÌNH THÁNG 3

1. Sở Y tế tổ chức 12 lớp tập huấn cho 300 người.

2. Tăng cường kiểm tra giá cả thị trường.

II. NHIỆM VỤ TRỌNG TÂM THÁNG 4

1. Giao Sở Y tế chủ trì kiểm tra nước uống đóng chai.
""",
    )
    assert rows(document) == [("Sở Y tế", "lead", "kiểm tra nước uống đóng chai")]


def test_an_item_with_two_deadlines_is_two_tasks(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        LETTER
        + "1. Sở Nội vụ chủ trì, phối hợp các sở, ngành: Hoàn thiện đề án, trình trước ngày 30 tháng 9 năm 2024; "
        "vướng mắc phải báo cáo xong trong tháng 6 năm 2024.\n",
    )
    assert [(one.lead, one.deadline and one.deadline.due) for one in document.assignments] == [
        ("Sở Nội vụ", "2024-09-30"),
        ("Sở Nội vụ", "2024-06"),
    ]


def test_words_in_brackets_assign_only_what_stands_in_them(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        LETTER + "1. Giao Sở Xây dựng rà soát nhà trọ hằng quý (Công an tỉnh chịu trách nhiệm tổng hợp số liệu).\n",
    )
    assert ("Công an tỉnh", "assigned", "chịu trách nhiệm tổng hợp số liệu") in rows(document)
    assert [lead for lead, _, _ in rows(document)].count("Công an tỉnh") == 1


def test_a_table_of_tasks_is_read_by_its_column_titles(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        NOTICE
        + """1. Phân công nhiệm vụ theo bảng sau.

| STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn |
|-----|----------|-----------------|------------------|----------|
| 1 | Đo mặn tại 12 trạm | Sở Nông nghiệp và Phát triển nông thôn | Đài khí tượng, UBND huyện Vĩnh Sơn | 30/4/2024 |
| 2 | Cấp nước lưu động | UBND huyện Vĩnh Sơn | Công an tỉnh | Từ ngày 01/4/2024 |
""",
    )
    first, second = [one for one in document.assignments if one.role == "lead"]
    assert (first.lead, first.coordinators) == (
        "Sở Nông nghiệp và Phát triển nông thôn",
        ("Đài khí tượng", "UBND huyện Vĩnh Sơn"),
    )
    assert first.task.of(document.text) == "Đo mặn tại 12 trạm"
    assert first.deadline is not None
    assert first.deadline.due == "2024-04-30"
    assert (second.lead, second.agency, second.deadline) == ("UBND huyện Vĩnh Sơn", None, None)


_LINES = st.lists(
    st.sampled_from(
        [
            "Sở Y tế chủ trì, phối hợp các sở, ngành:",
            "Giao Sở Nội vụ rà soát biên chế; Công an tỉnh tuần tra, hoàn thành trước ngày 1/9/2024.",
            "Tăng cường kiểm tra¹. Hoàn thành trong tháng 6.",
            "Sở Tài chính và Sở Xây dựng",
            "- Chủ trì, phối hợp với Sở Y tế rà soát.",
            "Yêu cầu các sở, ban, ngành; UBND các huyện, thành phố thực hiện các nội dung sau:",
            "(giao Sở Tư pháp)",
            ":",
            "“Giao Sở Y tế chủ trì”",
        ]
    ),
    max_size=10,
).map("\n".join)


@pytest.mark.slow
@settings(max_examples=60)
@given(st.one_of(_LINES, st.text(max_size=200)), st.sampled_from([None, date(2024, 6, 18)]))
def test_every_span_lies_in_the_text_and_every_lead_in_its_trigger(text: str, issued_on: date | None) -> None:
    document = Document("0" * 16, "0" * 64, "x.txt", text, kind="chỉ thị", issued_on=issued_on, body=Span(0, len(text)))
    for one in find_assignments(document, AGENCIES):
        assert_sound(document, one)


def test_a_stamp_on_a_scan_assigns_nothing() -> None:
    text = "Văn phòng tỉnh Bình Lạc\nchỉ đạo công bố hồ sơ\n04.04.2019 14:21:14"
    stamped = Document("0" * 16, "0" * 64, "scan.pdf", text, artifacts=Span(0, len(text)))
    assert find_assignments(stamped, AGENCIES) == ()
