"""Short letters to applicants and guests, articles for a commission, the end of a report: who must act, and who is only spoken of."""

from __future__ import annotations

import pytest

from assigned_genres import DECISION, DEPARTMENT, DEPARTMENT_REPORT, REPORT
from assigned_rows import document, rows
from ingest.agencies.find import Agencies
from ingest.assignments.find import find_assignments

# Frame, body, and each row as "lead | words of its task"; "-" where nobody is named.
CASES: list[tuple[str, str, list[str]]] = [
    # a branch, in short and in full
    (
        DEPARTMENT,
        "Hồ sơ chưa đủ, đề nghị Chi nhánh bổ sung, cụ thể như sau:\n\n1. Về kho chứa\n\n- Bản vẽ kho ghi hai số đo. Đề nghị rà soát, ghi thống nhất số đo của kho.\n\n- Bổ sung ảnh chụp biển báo.\n\nĐề nghị Chi nhánh số 2 - Công ty cổ phần Xuất nhập khẩu Hòa Bình hoàn thiện hồ sơ.\n",
        [
            "Chi nhánh | Bản vẽ kho ghi hai số đo. Đề nghị rà soát",
            "Chi nhánh | Bổ sung ảnh",
            "Chi nhánh số 2 - Công ty cổ phần Xuất nhập khẩu Hòa Bình | hoàn thiện hồ sơ",
        ],
    ),
    (DEPARTMENT, "Chi nhánh của ngân hàng đã mở tại huyện Tân Lập. Hồ sơ của Chi nhánh ghi hai địa chỉ.\n", []),
    # whoever is asked by a common noun
    (
        DEPARTMENT,
        "Sở Công Thương đề nghị cơ quan, đơn vị cử người dự họp và mang theo bản đồ.\n",
        ["cơ quan, đơn vị | cử người"],
    ),
    (
        DEPARTMENT,
        "Đề nghị các thành viên và đơn vị có liên quan chuẩn bị ý kiến thảo luận.\n",
        ["các thành viên | chuẩn bị", "đơn vị có liên quan | chuẩn bị"],
    ),
    (DEPARTMENT, "Quỹ do 3 người lập; các thành viên phải có đủ năng lực hành vi dân sự.\n", []),
    (
        DEPARTMENT,
        "Văn bản góp ý của đơn vị đề nghị gửi về Sở Công Thương trước ngày 20/3/2024.\n",
        ["đơn vị | Văn bản góp ý của đơn vị đề nghị gửi"],
    ),
    (DEPARTMENT, "Văn bản góp ý của đơn vị đã gửi về Sở Công Thương ngày 05/3/2024.\n", []),
    # the issuer's own purpose in front is nothing to be done
    (
        DEPARTMENT,
        "Để có cơ sở trình UBND tỉnh, Sở Công Thương đề nghị Công ty TNHH An Phú giải trình công suất lò hơi. Ngoài ra, Công ty phải nộp bản vẽ.\n",
        ["Công ty TNHH An Phú | giải trình công suất lò hơi", "Công ty | phải nộp bản vẽ"],
    ),
    # what comes after the mending
    (
        DEPARTMENT,
        "Sở Công Thương đề nghị Công ty TNHH An Phú thực hiện các nội dung sau:\n\n- Rà soát bản vẽ kho.\n\n- Sau khi hoàn thiện, Công ty gửi lại hồ sơ về Sở.\n",
        ["Công ty TNHH An Phú | Rà soát", "Công ty | gửi lại hồ sơ"],
    ),
    (
        DEPARTMENT,
        "Sau khi hoàn thiện, Công ty đã gửi lại hồ sơ. Sau khi thẩm định, Công ty khởi công kho thứ hai.\n",
        [],
    ),
    # an annex that names a firm over what it is to prepare
    (
        DEPARTMENT,
        "Đề nghị UBND xã Hòa Bình chuẩn bị báo cáo.\n\n1. UBND xã Hòa Bình\n\n- Báo cáo diện tích đã thu hồi.\n\n2. Công ty cổ phần Luyện kim Bình Lạc\n\n- Nêu rõ vướng mắc khi thuê đất.\n",
        [
            "UBND xã Hòa Bình | chuẩn bị",
            "UBND xã Hòa Bình | Báo cáo diện tích",
            "Công ty cổ phần Luyện kim Bình Lạc | Nêu rõ",
        ],
    ),
    # the tasks of a commission
    (
        DECISION,
        "Điều 3. Nhiệm vụ của Đoàn kiểm tra\n\nĐoàn kiểm tra thực hiện nhiệm vụ, quyền hạn theo quy định tại Điều 8 Nghị định số 12/2024/NĐ-CP, trong đó tập trung:\n\n1. Lập kế hoạch kiểm tra.\n\n2. Trường hợp phát hiện vi phạm, kịp thời lập biên bản.\n\n3. Kiến nghị Giám đốc Sở biện pháp xử lý.\n\n4. Đoàn kiểm tra được sử dụng con dấu của Sở.\n",
        ["Đoàn kiểm tra | Lập kế hoạch", "Đoàn kiểm tra | Trường hợp phát hiện", "Đoàn kiểm tra | Kiến nghị Giám đốc"],
    ),
    (DECISION, "Điều 3. Đoàn kiểm tra có nhiệm vụ cụ thể theo Điều 1 Quyết định này.\n", []),
    (
        DECISION,
        "Điều 4. Chánh Văn phòng UBND tỉnh; Giám đốc các Sở: Tài chính, Y tế chịu trách nhiệm thi hành Quyết định này./.\n",
        [
            "Chánh Văn phòng UBND tỉnh | chịu trách nhiệm thi hành",
            "Tài chính | chịu trách nhiệm thi hành",
            "Y tế | chịu trách nhiệm thi hành",
        ],
    ),
    # what a report orders and asks for at its end
    (
        REPORT,
        "1. Công tác bảo vệ rừng\n\nNăm 2023, công tác bảo vệ rừng ổn định.\n\nĐể giữ rừng tốt hơn trong thời gian tới, tiếp tục yêu cầu các sở, ngành và địa phương:\n\n- Tăng cường tuần tra rừng đầu nguồn.\n\n- Tổ chức các lớp tập huấn cho kiểm lâm.\n",
        ["các sở, ngành và địa phương | Tăng cường tuần tra", "các sở, ngành và địa phương | Tổ chức các lớp"],
    ),
    (
        REPORT,
        "1. Công tác bảo vệ rừng\n\nTrong năm, UBND tỉnh yêu cầu các sở, ngành và địa phương:\n\n- Tuần tra rừng đầu nguồn.\n",
        [],
    ),
    (
        DEPARTMENT_REPORT,
        "1. Kết quả\n\n- Đã cấp 12 giấy phép.\n\n3. Kiến nghị, đề xuất\n\nĐề nghị cơ quan có thẩm quyền sửa đổi quy định về kho. Kho hiện nay còn nhỏ.\n\nTăng cường phối hợp khi kiểm tra kho.\n",
        ["cơ quan có thẩm quyền | sửa đổi", "- | Tăng cường phối hợp"],
    ),
    (DEPARTMENT_REPORT, "1. Kết quả\n\nTăng cường phối hợp khi kiểm tra kho.\n", []),
]


@pytest.mark.parametrize(("frame", "body", "wanted"), CASES, ids=[body[:40] for _, body, _ in CASES])
def test_applicants_guests_and_commissions_get_these_tasks_and_no_others(
    frame: str, body: str, wanted: list[str]
) -> None:
    found = [(lead or "-", task) for lead, _, _, task in rows(frame + body)]
    assert len(found) == len(wanted), found
    for (lead, task), row in zip(found, wanted, strict=True):
        name, words = row.split(" | ")
        assert lead == name
        assert task.startswith(words)


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        # said before the order, outside the task
        ("Sau khi khắc phục, đề nghị Công ty TNHH An Phú nộp lại hồ sơ.", "event", "Sau khi khắc phục"),
        (
            "Trong thời gian chưa sửa đổi Nghị định, đề nghị Bộ Công Thương hướng dẫn.",
            "event",
            "Trong thời gian chưa sửa đổi Nghị định",
        ),
        ("Trước ngày 20/3/2024, đề nghị Sở Y tế khẩn trương nộp báo cáo.", "hard", "Trước ngày 20/3/2024"),
        # the task's own is nearer
        (
            "Sau khi khắc phục, đề nghị Công ty TNHH An Phú nộp lại hồ sơ trước ngày 20/3/2024.",
            "hard",
            "trước ngày 20/3/2024",
        ),
        # what a case calls for does not bind the rest
        (
            "Đề nghị Công ty TNHH An Phú ghi rõ công suất lò. Trường hợp đổi thiết kế, Công ty trình duyệt lại trước khi khởi công.",
            None,
            None,
        ),
        # what was done first sets no time
        ("Sau khi xem xét hồ sơ, đề nghị Sở Y tế bổ sung bản vẽ kho.", None, None),
    ],
)
def test_words_before_an_order_may_say_when(body: str, kind: str | None, words: str | None) -> None:
    read = document(DEPARTMENT + body + "\n")
    (row,) = find_assignments(read, Agencies.load())
    due = row.deadline
    assert (due and due.kind, due and due.span.of(read.text)) == (kind, words)
