"""Requests upwards and to equals: who asks whom, what is only told, what the law says anyhow."""

from __future__ import annotations

import pytest

from assigned_genres import DEPARTMENT, LETTER
from assigned_rows import assert_rows

# Frame, body, and each row as "lead | role | words of its task"; "-" where nobody is named.
CASES: list[tuple[str, str, list[str]]] = [
    (
        LETTER,
        "UBND tỉnh Bình Lạc trân trọng đề nghị Bộ Y tế bổ sung 5.000 liều vắc xin.\n",
        ["Bộ Y tế | assigned | bổ sung 5.000"],
    ),
    (
        LETTER,
        "Kính đề nghị Bộ Tài chính xem xét, hỗ trợ kinh phí khắc phục bão số 3.\n",
        ["Bộ Tài chính | assigned | xem xét, hỗ trợ"],
    ),
    (
        LETTER,
        "UBND tỉnh đề nghị Bộ Xây dựng:\n\n1. Hướng dẫn lập quy hoạch nông thôn.\n\n2. Sớm ban hành định mức.\n",
        ["Bộ Xây dựng | assigned | Hướng dẫn lập", "Bộ Xây dựng | assigned | Sớm ban hành"],
    ),
    (
        LETTER,
        "1. Giao Sở Y tế tham mưu UBND tỉnh đề nghị Bộ Y tế cấp vắc xin.\n",
        ["Sở Y tế | assigned | tham mưu UBND tỉnh đề nghị"],
    ),
    (
        LETTER,
        "Ngày 02/3, Bộ Y tế đã đề nghị Bộ Tài chính cấp vốn. Giao Sở Y tế theo dõi việc cấp vốn.\n",
        ["Sở Y tế | assigned | theo dõi"],
    ),
    (
        DEPARTMENT,
        "Sở Công Thương kính đề nghị UBND tỉnh xem xét, cho chủ trương lập cụm công nghiệp Tân Lập.\n",
        ["UBND tỉnh | assigned | xem xét, cho chủ trương"],
    ),
    (DEPARTMENT, "Sở Công Thương kính trình UBND tỉnh xem xét, quyết định./.\n", []),
    (
        DEPARTMENT,
        "Trên cơ sở trên, Sở Công Thương đề nghị UBND tỉnh:\n\n- Giao Sở Tài chính bố trí 2 tỷ đồng.\n\n- Cho phép chuyển vốn sang năm sau.\n",
        ["Sở Tài chính | assigned | bố trí 2 tỷ", "UBND tỉnh | assigned | Cho phép chuyển"],
    ),
    (
        DEPARTMENT,
        "Sở Công Thương đề nghị UBND tỉnh giao Sở Xây dựng thẩm định giá đất.\n",
        ["UBND tỉnh | assigned | giao Sở Xây dựng"],
    ),
    (
        DEPARTMENT,
        "Theo đề nghị của Công ty An Phú, Sở Công Thương đã báo cáo UBND tỉnh. Công ty An Phú đề nghị Sở Xây dựng cấp phép từ năm 2022.\n",
        [],
    ),
    (
        DEPARTMENT,
        "Sở Công Thương trân trọng đề nghị Quý Sở tham gia ý kiến trước ngày 20/3/2024.\n",
        ["Quý Sở | assigned | tham gia ý kiến"],
    ),
    (DEPARTMENT, "Rất mong nhận được sự quan tâm của Quý cơ quan. Trân trọng cảm ơn./.\n", []),
    (
        DEPARTMENT,
        "Kính đề nghị Sở Tài chính thẩm định dự toán; gửi kết quả về Sở Công Thương trước 20/3/2024 để tổng hợp.\n",
        ["Sở Tài chính | assigned | thẩm định dự toán"],
    ),
    (
        LETTER,
        "UBND tỉnh kính đề nghị Thủ tướng Chính phủ, Bộ Tài chính hỗ trợ 200 tỷ đồng.\n",
        ["Thủ tướng Chính phủ | joint | hỗ trợ 200", "Bộ Tài chính | joint | hỗ trợ 200"],
    ),
    (
        LETTER,
        "Thực hiện Công văn số 12/BYT-DP về việc đề nghị Bộ Y tế cấp thuốc, Sở Y tế rà soát nhu cầu thuốc.\n",
        ["Sở Y tế | assigned | rà soát nhu cầu"],
    ),
    (
        LETTER,
        "Trong thời gian chờ quy định mới, đề nghị Bộ Xây dựng có ý kiến chỉ đạo Cục Đăng kiểm Việt Nam tổ chức kiểm tra xe chở gas.\n",
        ["Bộ Xây dựng | assigned | có ý kiến chỉ đạo"],
    ),
    (
        LETTER,
        "UBND tỉnh kiến nghị Chính phủ, các bộ, ngành Trung ương sớm ban hành nghị định về làng nghề.\n",
        ["Chính phủ | joint | sớm ban hành", "các bộ, ngành Trung ương | joint | sớm ban hành"],
    ),
    (
        LETTER,
        "1. Sở Nội vụ nghiên cứu, đề xuất UBND tỉnh ban hành quy chế thi đua.\n",
        ["Sở Nội vụ | assigned | nghiên cứu, đề xuất"],
    ),
    (LETTER, "Sở Nội vụ đã kiến nghị Bộ Nội vụ giao thêm biên chế nhưng chưa được trả lời.\n", []),
    (
        DEPARTMENT,
        "Đề nghị Công ty Cổ phần Hóa chất An Phú bổ sung hồ sơ gồm bản vẽ kho, gửi về Sở Công Thương.\n",
        ["Công ty Cổ phần Hóa chất An Phú | assigned | bổ sung hồ sơ"],
    ),
    (DEPARTMENT, "Bên cạnh đó, đề nghị lưu ý bảo quản hồ sơ theo Luật Lưu trữ.\n", ["- | assigned | Bên cạnh đó, đề"]),
    (
        DEPARTMENT,
        "Sở Công Thương cơ bản thống nhất dự thảo; đề nghị Phòng Kế hoạch - Tổng hợp tổng hợp, trình ký.\n",
        ["Phòng Kế hoạch - Tổng hợp | assigned | tổng hợp, trình"],
    ),
    (
        DEPARTMENT,
        "Sau khi được duyệt, chủ đầu tư chịu trách nhiệm tổ chức phân luồng giao thông. Hồ sơ đã được chủ đầu tư bổ sung đầy đủ.\n",
        ["chủ đầu tư | assigned | chịu trách nhiệm tổ"],
    ),
    (
        DEPARTMENT,
        "Theo quy định tại Điều 8 Nghị định số 32/2024/NĐ-CP, chủ đầu tư phải bố trí 2% diện tích làm bãi xe. Đề nghị nhà đầu tư làm rõ diện tích bãi xe.\n",
        ["nhà đầu tư | assigned | làm rõ"],
    ),
    (
        DEPARTMENT,
        "Đề nghị UBND huyện Tân Lập yêu cầu nhà đầu tư bổ sung ngành nghề, làm rõ nguồn nước.\n",
        ["UBND huyện Tân Lập | assigned | yêu cầu nhà đầu tư"],
    ),
    (
        LETTER,
        "Xét đề nghị của Sở Y tế tại Tờ trình số 12/TTr-SYT ngày 01/3/2024 về việc mua thuốc, Chủ tịch UBND tỉnh có ý kiến như sau:\n\nGiao Sở Tài chính chủ trì, phối hợp với Sở Y tế xem xét, xử lý theo quy định; báo cáo UBND tỉnh trước ngày 20/3/2024.\n",
        ["Sở Tài chính | lead | xem xét, xử lý"],
    ),
]


@pytest.mark.parametrize(("frame", "body", "wanted"), CASES, ids=[body[:40] for _, body, _ in CASES])
def test_requests_give_these_tasks_and_no_others(frame: str, body: str, wanted: list[str]) -> None:
    assert_rows(frame + body, wanted)
