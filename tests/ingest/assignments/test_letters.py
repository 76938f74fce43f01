"""Letters that answer, order and tell: bodies under many names, past acts and blame beside duties."""

from __future__ import annotations

import pytest

from assigned_genres import DEPARTMENT, LETTER
from assigned_rows import assert_rows

# Frame, body, and each row as "lead | role | words of its task"; "-" where nobody is named.
CASES: list[tuple[str, str, list[str]]] = [
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
    (
        LETTER,
        "Ủy ban nhân dân tỉnh nhận được Công văn số 77/BXD-QLN của Bộ Xây dựng về việc rà soát nhà ở cho công nhân. Về việc này, UBND tỉnh có ý kiến như sau:\n\n1. Giao Sở Xây dựng chủ trì, phối hợp với Ban Quản lý các khu công nghiệp, Liên đoàn Lao động tỉnh khảo sát nhu cầu nhà ở; tham mưu văn bản trả lời Bộ Xây dựng trước ngày 25/3/2024.\n\n2. Ban Quản lý các khu công nghiệp có trách nhiệm cung cấp số liệu lao động.\n",
        ["Sở Xây dựng | lead | khảo sát nhu cầu", "Ban Quản lý các khu công nghiệp | assigned | cung cấp"],
    ),
    (
        LETTER,
        "1. Các sở: Tài chính, Công Thương căn cứ chức năng, nhiệm vụ khẩn trương hoàn thành quyết toán.\n",
        ["Tài chính | joint | căn cứ chức năng,", "Công Thương | joint | căn cứ chức năng,"],
    ),
    (
        LETTER,
        "1. Khẩn trương rà soát hộ nghèo.\n\n2. Chủ động bố trí ngân sách.\n\nGiao Sở Lao động - Thương binh và Xã hội đôn đốc, tổng hợp kết quả.\n",
        [
            "- | assigned | Khẩn trương",
            "- | assigned | Chủ động",
            "Sở Lao động - Thương binh và Xã hội | assigned | đôn đốc",
        ],
    ),
    (
        LETTER,
        "Chủ tịch UBND tỉnh Trần Văn An yêu cầu Thủ trưởng các sở, ngành, Chủ tịch UBND cấp huyện nghiêm túc kiểm điểm, rút kinh nghiệm; báo cáo kết quả về Sở Nội vụ trước ngày 30/3/2024 để tổng hợp.\n",
        ["Thủ trưởng các sở, ngành | joint | nghiêm túc", "Chủ tịch UBND cấp huyện | joint | nghiêm túc"],
    ),
    (
        LETTER,
        "Về nội dung này, đề nghị Tòa án nhân dân tỉnh, Viện kiểm sát nhân dân tỉnh đẩy nhanh tiến độ xét xử các vụ án phá rừng.\n",
        ["Tòa án nhân dân tỉnh | joint | đẩy nhanh", "Viện kiểm sát nhân dân tỉnh | joint | đẩy nhanh"],
    ),
    (
        LETTER,
        "Đồng ý với đề xuất của Sở Tài chính tại Tờ trình số 5/TTr-STC. Sở Tài chính hướng dẫn các đơn vị thực hiện.\n",
        ["Sở Tài chính | assigned | hướng dẫn"],
    ),
    (
        LETTER,
        "Sở Giáo dục và Đào tạo phối hợp với Công an tỉnh tuyên truyền an toàn giao thông trong trường học, hoàn thành trước năm học mới.\n",
        ["Sở Giáo dục và Đào tạo | coordinate | tuyên truyền"],
    ),
    (
        LETTER,
        "Trên cơ sở kết quả thanh tra, yêu cầu Giám đốc Sở Tài nguyên và Môi trường kiểm điểm trách nhiệm tập thể, cá nhân có liên quan.\n",
        ["Giám đốc Sở Tài nguyên và Môi trường | assigned | kiểm điểm"],
    ),
    (
        LETTER,
        "3. Đối với các dự án chậm tiến độ: Sở Kế hoạch và Đầu tư đề xuất thu hồi trước 30/6/2024; UBND các huyện không giải quyết thủ tục mới cho nhà đầu tư vi phạm.\n",
        ["Sở Kế hoạch và Đầu tư | assigned | thu hồi", "UBND các huyện | assigned | không giải quyết"],
    ),
    (
        LETTER,
        "Sở Y tế phải thường xuyên cập nhật số liệu; không để thiếu thuốc.\n\nCác cơ sở y tế trực 24/24 giờ.\n",
        ["Sở Y tế | assigned | cập nhật", "Các cơ sở y tế | assigned | trực"],
    ),
    (
        LETTER,
        "Theo báo cáo của Sở Nông nghiệp và Phát triển nông thôn, UBND huyện Tân Lập tiêm phòng đạt 60%. Sở Tài chính thẩm định chậm nên chưa cấp vốn.\n",
        [],
    ),
    (
        LETTER,
        "Được sự đồng ý của Thường trực Tỉnh ủy, UBND tỉnh tổ chức Hội nghị tổng kết; Sở Văn hóa và Thể thao trang trí hội trường, Công an tỉnh bảo đảm an ninh.\n",
        ["Sở Văn hóa và Thể thao | assigned | trang trí", "Công an tỉnh | assigned | bảo đảm"],
    ),
    (
        LETTER,
        "Công văn này thay thế Công văn số 12/UBND-TH. Các sở, ban, ngành căn cứ thực hiện./.\n",
        ["Các sở, ban, ngành | assigned | thực hiện"],
    ),
    (
        LETTER,
        "Giao Giám đốc Công an tỉnh chỉ đạo Công an các xã lập danh sách đối tượng; định kỳ hằng tháng báo cáo Chủ tịch UBND tỉnh.\n",
        ["Giám đốc Công an tỉnh | assigned | chỉ đạo"],
    ),
    (
        DEPARTMENT,
        "Kính gửi: Phòng Kinh tế các huyện, thành phố.\n\nĐề nghị Phòng Kinh tế các huyện, thành phố khẩn trương báo cáo số chợ hạng 3 về Sở Công Thương trước ngày 20/3/2024.\n",
        ["Phòng Kinh tế các huyện, thành phố | assigned | khẩn trương"],
    ),
    (
        DEPARTMENT,
        "Sở Công Thương đề nghị Công ty Cổ phần Thủy điện Hòa Bình và các chủ hồ vận hành xả lũ đúng quy trình.\n",
        ["Công ty Cổ phần Thủy điện Hòa Bình | joint | vận hành", "các chủ hồ | joint | vận hành"],
    ),
    (
        DEPARTMENT,
        "Sau khi xem xét, Sở Công Thương cơ bản thống nhất với dự thảo. Ngoài ra, đề nghị cơ quan soạn thảo bổ sung căn cứ pháp lý và rà soát lỗi chính tả.\n",
        ["cơ quan soạn thảo | assigned | bổ sung"],
    ),
    (DEPARTMENT, "Sở Công Thương kính trình và mong nhận được sự quan tâm, chỉ đạo của UBND tỉnh./.\n", []),
    (
        DEPARTMENT,
        "Phòng Quản lý công nghiệp phối hợp với Văn phòng Sở rà soát hồ sơ; Thanh tra Sở kiểm tra đột xuất 3 kho.\n",
        ["Phòng Quản lý công nghiệp | coordinate | rà soát", "Thanh tra Sở | assigned | kiểm tra"],
    ),
]


@pytest.mark.parametrize(("frame", "body", "wanted"), CASES, ids=[body[:40] for _, body, _ in CASES])
def test_letters_give_these_tasks_and_no_others(frame: str, body: str, wanted: list[str]) -> None:
    assert_rows(frame + body, wanted)
