"""Reports, submissions, findings and inspections: what they ask, what they merely tell."""

from __future__ import annotations

import pytest

from assigned_genres import DEPARTMENT_REPORT, DEPARTMENT_SUBMISSION, FINDINGS, INSPECTION, REPORT, SUBMISSION
from assigned_rows import assert_rows

# Frame, body, and each row as "lead | role | words of its task"; "-" where nobody is named.
CASES: list[tuple[str, str, list[str]]] = [
    (
        REPORT,
        "I. KẾT QUẢ\n\nSở Y tế chủ trì khám 2.000 lượt.\n\nII. KIẾN NGHỊ, ĐỀ XUẤT\n\n1. Đề nghị Bộ Y tế sớm ban hành giá khám bệnh.\n\n2. Đề nghị Chính phủ cấp bù học phí.\n",
        ["Bộ Y tế | assigned | sớm ban hành", "Chính phủ | assigned | cấp bù"],
    ),
    (
        REPORT,
        "I. KẾT QUẢ\n\nĐã mở 12 lớp.\n\nII. KIẾN NGHỊ\n\nĐề nghị Bộ Nội vụ:\n\n(1). Hướng dẫn xếp lương.\n\n(2). Sớm sửa Thông tư về tuyển dụng.\n",
        ["Bộ Nội vụ | assigned | Hướng dẫn", "Bộ Nội vụ | assigned | Sớm sửa"],
    ),
    (
        DEPARTMENT_REPORT,
        "1. Kết quả\n\nĐã lập 3 cụm công nghiệp.\n\n2. Đề xuất\n\nSở Công Thương đề xuất Bộ Công Thương một số nội dung như sau:\n\n- Tiếp tục hỗ trợ địa phương đào tạo nghề.\n\n- Ban hành quy chuẩn kho lạnh.\n\n- Có văn bản hướng dẫn khoảng cách an toàn.\n",
        [
            "Bộ Công Thương | assigned | Tiếp tục",
            "Bộ Công Thương | assigned | Ban hành",
            "Bộ Công Thương | assigned | Có văn bản",
        ],
    ),
    (REPORT, "I. KẾT QUẢ\n\nCử tri kiến nghị UBND tỉnh sửa cầu Hòa Bình.\n\nII. ĐỀ XUẤT, KIẾN NGHỊ\n\nKhông có.\n", []),
    (
        REPORT,
        "III. ĐỀ XUẤT, KIẾN NGHỊ\n\n1. Đối với Trung ương\n\n- Đề nghị Bộ Tài chính cấp vốn.\n\n2. Đối với Bộ Y tế\n\n- Ban hành tiêu chuẩn trạm y tế.\n\n- Hỗ trợ thiết bị.\n",
        ["Bộ Tài chính | assigned | cấp vốn", "Bộ Y tế | assigned | Ban hành", "Bộ Y tế | assigned | Hỗ trợ"],
    ),
    (
        REPORT,
        "I. KẾT QUẢ\n\n1. Công tác chỉ đạo\n\nUBND tỉnh đã giao Sở Y tế chủ trì tiêm phòng. Yêu cầu các huyện báo cáo hằng tuần.\n\n2. Tồn tại\n\nMột số sở chưa thực hiện nghiêm, chậm báo cáo.\n",
        [],
    ),
    (
        REPORT,
        "I. TÌNH HÌNH\n\nSở Tài chính tham mưu UBND tỉnh cấp 2 tỷ đồng. Công an tỉnh tăng cường tuần tra, xử lý 20 vụ.\n\nII. NHIỆM VỤ TRỌNG TÂM QUÝ II\n\n1. Sở Y tế chủ trì diệt muỗi.\n\n2. Tiếp tục rà soát hộ nghèo.\n",
        ["Sở Y tế | lead | diệt muỗi", "- | assigned | Tiếp tục rà soát"],
    ),
    (
        REPORT,
        "III. PHƯƠNG HƯỚNG\n\n- UBND tỉnh sẽ làm việc với Bộ Y tế về vắc xin.\n\nIV. KIẾN NGHỊ\n\n- Bộ Y tế quan tâm, bố trí vốn cho 12 trạm y tế.\n\n- HĐND tỉnh xem xét, ban hành nghị quyết hỗ trợ.\n",
        ["Bộ Y tế | assigned | quan tâm", "HĐND tỉnh | assigned | xem xét"],
    ),
    (
        DEPARTMENT_REPORT,
        "4. Đề xuất, kiến nghị\n\nĐể phát triển làng nghề, Sở Công Thương kiến nghị UBND tỉnh, Bộ Công Thương:\n\na) Tăng vốn khuyến công.\n\nb) Giao Sở Tài chính cấp đủ vốn trong quý II.\n",
        ["UBND tỉnh | joint | Tăng vốn", "Bộ Công Thương | joint | Tăng vốn", "Sở Tài chính | assigned | cấp đủ vốn"],
    ),
    (
        DEPARTMENT_REPORT,
        "3. Khó khăn, vướng mắc\n\n- Doanh nghiệp đề nghị Sở Công Thương giảm thủ tục.\n\n- Một số xã chưa bố trí đất.\n\n4. Kiến nghị\n\nTrên đây là báo cáo, Sở Công Thương kính đề nghị UBND tỉnh xem xét, chỉ đạo./.\n",
        ["UBND tỉnh | assigned | xem xét, chỉ đạo"],
    ),
    (REPORT, "I. KẾT QUẢ\n\nĐã xong 12 việc.\n\nTrên đây là báo cáo quý I, UBND tỉnh kính báo cáo Chính phủ./.\n", []),
    (
        REPORT,
        "V. ĐỀ XUẤT\n\n1. Kiến nghị Quốc hội sửa Luật Đất đai.\n\n2. Đề nghị Thủ tướng Chính phủ: Cho phép tỉnh lập quỹ.\n",
        ["Quốc hội | assigned | sửa Luật", "Thủ tướng Chính phủ | assigned | Cho phép"],
    ),
    (
        INSPECTION,
        "III. KẾT LUẬN\n\nUBND huyện Tân Lập buông lỏng quản lý đất công.\n\nIV. KIẾN NGHỊ XỬ LÝ\n\n1. Kiến nghị Chủ tịch UBND tỉnh chỉ đạo UBND huyện Tân Lập thu hồi 3 ha đất.\n\n2. Yêu cầu UBND huyện Tân Lập:\n\n- Thu hồi 200 triệu đồng nộp ngân sách.\n\n- Tổ chức kiểm điểm tập thể, cá nhân vi phạm.\n",
        [
            "Chủ tịch UBND tỉnh | assigned | chỉ đạo",
            "UBND huyện Tân Lập | assigned | Thu hồi",
            "UBND huyện Tân Lập | assigned | Tổ chức",
        ],
    ),
    (
        SUBMISSION,
        "I. SỰ CẦN THIẾT\n\nSở Xây dựng chủ trì lập đề án từ năm 2022.\n\nII. NỘI DUNG\n\nCấp nước cho 12 xã.\n\nUBND tỉnh trình HĐND tỉnh xem xét, quyết định./.\n",
        [],
    ),
    (
        DEPARTMENT_SUBMISSION,
        "II. KIẾN NGHỊ\n\n1. Đề nghị UBND tỉnh phê duyệt quy hoạch chợ.\n\n2. Giao Sở Xây dựng công bố quy hoạch.\n\nKính đề nghị UBND tỉnh xem xét, phê duyệt./.\n",
        [
            "UBND tỉnh | assigned | phê duyệt quy hoạch",
            "Sở Xây dựng | assigned | công bố",
            "UBND tỉnh | assigned | xem xét, phê duyệt",
        ],
    ),
    (
        DEPARTMENT_SUBMISSION,
        "Sau khi xem xét hồ sơ, Sở Công Thương kính đề nghị UBND tỉnh phê duyệt quy hoạch với nội dung sau:\n\n1. Tên quy hoạch: Quy hoạch chợ.\n\n2. Phạm vi: 12 huyện.\n",
        ["UBND tỉnh | assigned | phê duyệt quy hoạch"],
    ),
    (
        REPORT,
        "II. MỘT SỐ NHIỆM VỤ TRỌNG TÂM\n\n1. Các sở, ngành tập trung giải ngân vốn.\n\n2. Về y tế: Sở Y tế tiếp tục tiêm phòng.\n\n3. Tăng cường quản lý giá.\n\nIII. KHÓ KHĂN, VƯỚNG MẮC VÀ KIẾN NGHỊ\n\n- Sở Y tế thực hiện mua thuốc theo quy định mới nên kéo dài.\n\n- Đề nghị Bộ Y tế sớm hướng dẫn mua thuốc.\n",
        [
            "Các sở, ngành | assigned | tập trung",
            "Sở Y tế | assigned | tiếp tục",
            "- | assigned | Tăng cường",
            "Bộ Y tế | assigned | sớm",
        ],
    ),
    (
        DEPARTMENT_REPORT,
        "I. KẾT QUẢ\n\n1. Giao thông\n\nSở Công Thương phối hợp với Sở Xây dựng kiểm tra 5 chợ. UBND các huyện quan tâm đầu tư.\n\n2. Giải quyết kiến nghị của doanh nghiệp\n\nCông ty An Phú đề nghị UBND tỉnh giảm tiền thuê đất.\n",
        [],
    ),
    (
        REPORT,
        "IV. ĐỀ XUẤT, KIẾN NGHỊ\n\n1. Với Quốc hội, Chính phủ\n\nSớm sửa Luật Đất đai.\n\n2. Với các bộ, ngành Trung ương\n\n- Bộ Tài chính hướng dẫn quyết toán.\n",
        ["Quốc hội | joint | Sớm sửa", "Chính phủ | joint | Sớm sửa", "Bộ Tài chính | assigned | hướng dẫn"],
    ),
    (
        INSPECTION,
        "V. KIẾN NGHỊ\n\n1. Đối với UBND huyện Tân Lập\n\n1.1. Thu hồi 200 triệu đồng.\n\n1.2. Kiểm điểm trách nhiệm Trưởng phòng Tài chính - Kế hoạch.\n\n2. Giao Phòng Nghiệp vụ 2 theo dõi việc thực hiện Kết luận này.\n",
        [
            "UBND huyện Tân Lập | assigned | Thu hồi",
            "UBND huyện Tân Lập | assigned | Kiểm điểm",
            "Phòng Nghiệp vụ 2 | assigned | theo dõi",
        ],
    ),
    (
        REPORT,
        "III. NHIỆM VỤ, GIẢI PHÁP THÁNG 4\n\n1. Lĩnh vực kinh tế\n\n- Sở Công Thương bám sát thị trường, bình ổn giá.\n\n- Đẩy nhanh giải ngân vốn đầu tư công (Sở Kế hoạch và Đầu tư theo dõi).\n\n2. Lĩnh vực xã hội\n\nGiao Sở Y tế và Sở Giáo dục và Đào tạo phối hợp tiêm phòng trong trường học.\n",
        [
            "Sở Công Thương | assigned | bám sát",
            "Sở Kế hoạch và Đầu tư | assigned | Đẩy nhanh",
            "Sở Y tế | joint | tiêm phòng",
            "Sở Giáo dục và Đào tạo | joint | tiêm phòng",
        ],
    ),
    (
        REPORT,
        "V. KIẾN NGHỊ VỚI TRUNG ƯƠNG\n\n1. Kính đề nghị Thủ tướng Chính phủ quan tâm bố trí 500 tỷ đồng làm kè biển.\n\n2. Bộ Giao thông vận tải: Sớm khởi công cao tốc.\n",
        ["Thủ tướng Chính phủ | assigned | quan tâm", "Bộ Giao thông vận tải | assigned | Sớm khởi công"],
    ),
    (
        DEPARTMENT_SUBMISSION,
        "III. ĐỀ XUẤT\n\nTừ những nội dung trên, Sở Công Thương kính trình UBND tỉnh xem xét, phê duyệt quy hoạch chợ và chỉ đạo các sở, ngành thực hiện.\n",
        [],
    ),
    (
        INSPECTION,
        "2. Đối với Sở Xây dựng: Rà soát việc cấp phép; chấm dứt việc cấp phép sai quy hoạch.\n\n3. Đề nghị Cơ quan Cảnh sát điều tra Công an tỉnh xác minh dấu hiệu tội phạm.\n",
        ["Sở Xây dựng | assigned | Rà soát", "Cơ quan Cảnh sát điều tra Công an tỉnh | assigned | xác minh"],
    ),
    (
        FINDINGS,
        "1. Kết quả kiểm tra\n\n- Công ty TNHH An Phú đã thực hiện tốt việc ghi sổ kho.\n\n2. Kiến nghị\n\nSở Công Thương yêu cầu đơn vị nêu trên thực hiện các nội dung sau:\n\n- Bổ sung biển báo tại kho.\n\n- Về phòng cháy: Trang bị thêm 5 bình chữa cháy.\n\n- Đề nghị Công ty tiếp tục duy trì sổ theo dõi.\n",
        [
            "đơn vị nêu trên | assigned | Bổ sung",
            "đơn vị nêu trên | assigned | Về phòng cháy: Trang",
            "Công ty | assigned | tiếp tục",
        ],
    ),
    (
        FINDINGS,
        "1. Kết quả\n\nSở Công Thương yêu cầu Công ty An Phú khắc phục trong năm 2023, Công ty đã khắc phục.\n\n2. Yêu cầu\n\nYêu cầu Công ty TNHH An Phú khắc phục rò rỉ trong thời hạn 10 ngày.\n",
        ["Công ty TNHH An Phú | assigned | khắc phục rò rỉ"],
    ),
]


@pytest.mark.parametrize(("frame", "body", "wanted"), CASES, ids=[body[:40] for _, body, _ in CASES])
def test_reports_give_these_tasks_and_no_others(frame: str, body: str, wanted: list[str]) -> None:
    assert_rows(frame + body, wanted)
