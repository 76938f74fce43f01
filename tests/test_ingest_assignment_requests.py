"""Requests and letters of every kind: who asks whom, what is only told, what the law says anyhow."""

from __future__ import annotations

import pytest
from assigned_genres import DEPARTMENT, LETTER
from assigned_rows import rows

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
    (
        LETTER,
        "Ngày 05/3/2024, Sở Y tế tổ chức kiểm tra tại Công ty An Phú. Qua kiểm tra, Sở Y tế yêu cầu Công ty khắc phục.\n\nUBND tỉnh giao Sở Y tế theo dõi việc khắc phục.\n",
        ["Sở Y tế | assigned | theo dõi"],
    ),
    (
        LETTER,
        "Thời gian qua, UBND huyện Tân Lập thực hiện chưa nghiêm chế độ báo cáo; Sở Xây dựng triển khai còn chậm.\n\nYêu cầu UBND huyện Tân Lập chấn chỉnh ngay.\n",
        ["UBND huyện Tân Lập | assigned | chấn chỉnh"],
    ),
    (
        LETTER,
        "1. Sở Xây dựng bàn giao cho UBND huyện Tân Lập quản lý 3 km đường.\n",
        ["Sở Xây dựng | assigned | bàn giao"],
    ),
    (
        LETTER,
        "1. Giao Sở Nội vụ tham mưu UBND tỉnh chỉ đạo các sở rà soát biên chế.\n",
        ["Sở Nội vụ | assigned | tham mưu"],
    ),
    (
        LETTER,
        "2. UBND các huyện yêu cầu các chủ rừng ký cam kết; phân công cán bộ phụ trách từng thôn.\n",
        ["UBND các huyện | assigned | yêu cầu các chủ rừng"],
    ),
    (
        LETTER,
        "3. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội tuyên truyền, vận động đoàn viên, hội viên.\n",
        [
            "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh | joint | tuyên truyền",
            "các tổ chức chính trị - xã hội | joint | tuyên truyền",
        ],
    ),
    (
        LETTER,
        "4. Báo Bình Lạc, Đài Phát thanh và Truyền hình tỉnh đăng tải nội dung Công văn này.\n",
        ["Báo Bình Lạc | joint | đăng tải", "Đài Phát thanh và Truyền hình tỉnh | joint | đăng tải"],
    ),
    (
        LETTER,
        "5. Đề nghị Ban Tuyên giáo Tỉnh ủy định hướng tuyên truyền.\n",
        ["Ban Tuyên giáo Tỉnh ủy | assigned | định hướng"],
    ),
    (
        LETTER,
        "6. Công ty Điện lực Bình Lạc bảo đảm cấp điện cho các trạm bơm.\n\n7. Bảo hiểm xã hội tỉnh, Ngân hàng Nhà nước chi nhánh tỉnh rà soát nợ.\n",
        [
            "Công ty Điện lực Bình Lạc | assigned | bảo đảm",
            "Bảo hiểm xã hội tỉnh | joint | rà soát",
            "Ngân hàng Nhà nước chi nhánh tỉnh | joint | rà soát",
        ],
    ),
    (
        LETTER,
        "8. Hiệu trưởng các trường trung học phổ thông chịu trách nhiệm về an toàn của học sinh; Giám đốc các bệnh viện bố trí đủ giường.\n",
        [
            "Hiệu trưởng các trường trung học phổ thông | assigned | chịu trách nhiệm",
            "Giám đốc các bệnh viện | assigned | bố trí",
        ],
    ),
    (
        LETTER,
        "Người đứng đầu cấp ủy, chính quyền địa phương phải chịu trách nhiệm nếu để xảy ra cháy.\n",
        ["Người đứng đầu cấp ủy, chính quyền địa phương | assigned | chịu trách nhiệm"],
    ),
    (LETTER, "Văn phòng UBND tỉnh thông báo để các cơ quan, đơn vị biết, thực hiện./.\n", []),
    (LETTER, "Tại cuộc họp, Sở Y tế báo cáo tình hình dịch; Sở Tài chính đề nghị cấp bù 2 tỷ đồng.\n", []),
    (
        LETTER,
        "Tại Công văn số 12/SYT-NV, Sở Y tế đề nghị UBND tỉnh cho mua 5 xe cứu thương và giao Sở Tài chính bố trí vốn.\n\nUBND tỉnh đồng ý. Giao Sở Tài chính bố trí vốn theo quy định.\n",
        ["Sở Tài chính | assigned | bố trí vốn theo"],
    ),
    (
        LETTER,
        "Nhận được Công văn này, yêu cầu các đơn vị triển khai thực hiện.\n",
        ["các đơn vị | assigned | triển khai"],
    ),
    (
        LETTER,
        "Yêu cầu các sở, ngành, UBND các huyện, thành phố:\n\n1. Rà soát, kiểm kê nhà đất.\n\n2. Cắt giảm chi hội nghị.\n\n3. Sở Tài chính tổng hợp, báo cáo trước 30/6/2024.\n",
        [
            "các sở, ngành | joint | Rà soát",
            "UBND các huyện, thành phố | joint | Rà soát",
            "các sở, ngành | joint | Cắt giảm",
            "UBND các huyện, thành phố | joint | Cắt giảm",
            "Sở Tài chính | assigned | tổng hợp",
        ],
    ),
    (
        LETTER,
        "1. Về đất đai: Giao Sở Tài nguyên và Môi trường thẩm định bản đồ; UBND huyện Tân Lập công khai quy hoạch; Sở Tài chính xác định giá đất.\n",
        [
            "Sở Tài nguyên và Môi trường | assigned | thẩm định",
            "UBND huyện Tân Lập | assigned | công khai",
            "Sở Tài chính | assigned | xác định",
        ],
    ),
    (
        LETTER,
        "1. Các Phó Chủ tịch UBND tỉnh theo lĩnh vực được phân công trực tiếp chỉ đạo, kiểm tra tiến độ.\n",
        ["Các Phó Chủ tịch UBND tỉnh | assigned | trực tiếp"],
    ),
    (
        LETTER,
        "2. Sở Công Thương tăng cường kiểm tra giá xăng dầu, xử lý nghiêm vi phạm (nếu có); thời gian thực hiện: từ nay đến hết tháng 4/2024.\n",
        ["Sở Công Thương | assigned | tăng cường"],
    ),
    (
        DEPARTMENT,
        "Để có cơ sở tổng hợp, Sở Công Thương đề nghị UBND các huyện, thành phố cung cấp số liệu về chợ theo mẫu gửi kèm. Thông tin gửi về Phòng Quản lý thương mại trước ngày 25/3/2024.\n",
        ["UBND các huyện, thành phố | assigned | cung cấp"],
    ),
    (
        DEPARTMENT,
        "Sở Công Thương nhận được hồ sơ của Công ty TNHH An Phú đề nghị cấp giấy phép kinh doanh rượu. Sau khi thẩm định, Sở Công Thương có ý kiến như sau:\n\n- Hồ sơ thiếu bản vẽ kho.\n\n- Đề nghị Công ty bổ sung, nộp lại trong 15 ngày.\n",
        ["Công ty | assigned | bổ sung, nộp"],
    ),
    (DEPARTMENT, "Sở Công Thương trả lời để Công ty được biết, thực hiện theo quy định./.\n", []),
    (
        DEPARTMENT,
        "Đề nghị Quý Công ty, doanh nghiệp nghiêm túc thực hiện chế độ báo cáo.\n",
        ["Quý Công ty, doanh nghiệp | assigned | nghiêm túc"],
    ),
    (
        DEPARTMENT,
        "Trưởng các phòng chuyên môn thuộc Sở, Giám đốc Trung tâm Khuyến công phổ biến văn bản này đến công chức, viên chức.\n",
        [
            "Trưởng các phòng chuyên môn thuộc Sở | joint | phổ biến",
            "Giám đốc Trung tâm Khuyến công | joint | phổ biến",
        ],
    ),
    (
        DEPARTMENT,
        "Giao Phòng Quản lý năng lượng chủ trì, phối hợp với Thanh tra Sở kiểm tra 5 trạm điện.\n",
        ["Phòng Quản lý năng lượng | lead | kiểm tra"],
    ),
    (
        DEPARTMENT,
        "Căn cứ Nghị định số 12/2023/NĐ-CP quy định Sở Công Thương chủ trì thẩm định, Sở Công Thương đã thẩm định xong.\n",
        [],
    ),
    (DEPARTMENT, "Kính gửi Sở Tài chính xem xét, tổng hợp./.\n", []),
]


@pytest.mark.parametrize(("frame", "body", "wanted"), CASES, ids=[body[:40] for _, body, _ in CASES])
def test_requests_give_these_tasks_and_no_others(frame: str, body: str, wanted: list[str]) -> None:
    found = sorted((lead or "-", role, task) for lead, role, _, task in rows(frame + body))
    expected = sorted(tuple(row.split(" | ")) for row in wanted)
    assert len(found) == len(expected), found
    left = list(found)
    for lead, role, words in expected:
        row = next((one for one in left if one[:2] == (lead, role) and words in one[2]), None)
        assert row is not None, (lead, role, words, found)
        left.remove(row)
