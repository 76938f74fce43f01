"""Directives, conclusions and Party papers, and letters with sections for their addressees."""

from __future__ import annotations

import pytest

from assigned_genres import DEPARTMENT, DIRECTIVE, LETTER, MINISTRY, NOTICE, PARTY_CONCLUSION, PARTY_DIRECTIVE, PREMIER
from assigned_rows import assert_rows

# Frame, body, and each row as "lead | role | words of its task"; "-" where nobody is named.
CASES: list[tuple[str, str, list[str]]] = [
    (
        DIRECTIVE,
        "Để chủ động phòng cháy, Chủ tịch UBND tỉnh yêu cầu các sở, ngành, UBND các huyện. thành phố, các chủ rừng tập trung thực hiện các nhiệm vụ sau:\n\n1. Tuần tra các khu rừng dễ cháy.\n\n2. Giao Công an tỉnh điều tra các vụ đốt rừng.\n",
        [
            "các sở, ngành | joint | Tuần tra",
            "UBND các huyện. thành phố | joint | Tuần tra",
            "các chủ rừng | joint | Tuần tra",
            "Công an tỉnh | assigned | điều tra",
        ],
    ),
    (
        DIRECTIVE,
        "1. Sở Nông nghiệp và Phát triển nông thôn chịu trách nhiệm:\n\n- Cảnh báo cháy rừng hằng ngày.\n\n- Chủ trì tập huấn.\n\n2. Chi cục Kiểm lâm tham mưu cắm biển báo.\n\n3. Ban Quản lý Khu bảo tồn Hòn Ngang và các Ban quản lý rừng rà soát đường băng.\n",
        [
            "Sở Nông nghiệp và Phát triển nông thôn | assigned | Cảnh báo",
            "Sở Nông nghiệp và Phát triển nông thôn | lead | Chủ trì",
            "Chi cục Kiểm lâm | assigned | tham mưu",
            "Ban Quản lý Khu bảo tồn Hòn Ngang | joint | rà soát",
            "các Ban quản lý rừng | joint | rà soát",
        ],
    ),
    (
        DIRECTIVE,
        "b) Ban quản lý Khu kinh tế Hòa Bình và các KCN Bình Lạc rà soát dự án chậm tiến độ.\n",
        ["Ban quản lý Khu kinh tế Hòa Bình và các KCN Bình Lạc | assigned | rà soát"],
    ),
    (
        DIRECTIVE,
        "1. Thủ trưởng các sở, ban, ngành, Chủ tịch UBND các huyện, thành phố theo chức năng, nhiệm vụ được giao:\n\na) Quán triệt Chỉ thị này.\n\nb) Kiểm điểm người để xảy ra cháy.\n",
        [
            "Thủ trưởng các sở, ban, ngành | joint | Quán triệt",
            "Chủ tịch UBND các huyện, thành phố | joint | Quán triệt",
            "Thủ trưởng các sở, ban, ngành | joint | Kiểm điểm",
            "Chủ tịch UBND các huyện, thành phố | joint | Kiểm điểm",
        ],
    ),
    (
        DIRECTIVE,
        "1. UBND các xã có rừng tích cực vận động nhân dân phát dọn thực bì. Đồng thời, thường xuyên tuần tra rừng. Tích cực xử lý nương rẫy.\n",
        ["UBND các xã có rừng | assigned | tích cực vận động"],
    ),
    (
        DIRECTIVE,
        "Thời gian qua, Sở Nông nghiệp và Phát triển nông thôn đã chủ trì tập huấn 12 lớp; tuy nhiên, một số huyện còn chủ quan.\n\nYêu cầu các địa phương nghiêm túc triển khai Chỉ thị này.\n",
        ["các địa phương | assigned | nghiêm túc"],
    ),
    (
        DIRECTIVE,
        "2. Khi có cháy lớn, yêu cầu Chủ tịch UBND cấp huyện trực tiếp chỉ huy chữa cháy. Trường hợp vượt khả năng thì phải báo cáo ngay UBND tỉnh.\n",
        ["Chủ tịch UBND cấp huyện | assigned | trực tiếp"],
    ),
    (
        NOTICE,
        "1. Thống nhất chủ trương đào 12 giếng.\n\n2. Về nguồn vốn: Sở Tài chính tham mưu UBND tỉnh trước ngày 20/3/2024.\n\n3. Đồng chí Phó Chủ tịch Lê Văn Bình trực tiếp chỉ đạo.\n\n4. Văn phòng UBND tỉnh theo dõi, đôn đốc việc thực hiện Thông báo này.\n",
        [
            "Sở Tài chính | assigned | tham mưu",
            "Đồng chí Phó Chủ tịch Lê Văn Bình | assigned | trực tiếp",
            "Văn phòng UBND tỉnh | assigned | theo dõi",
        ],
    ),
    (
        NOTICE,
        "Tham dự có đại diện Sở Y tế, Sở Tài chính. Sau khi nghe Sở Xây dựng báo cáo, Chủ tịch UBND tỉnh kết luận:\n\n1. Giao Sở Xây dựng tiếp thu ý kiến, hoàn chỉnh hồ sơ, trình UBND tỉnh trong tháng 4/2024.\n",
        ["Sở Xây dựng | assigned | tiếp thu"],
    ),
    (
        PARTY_CONCLUSION,
        "Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy, tổ chức đảng thực hiện tốt các nhiệm vụ sau:\n\n1. Tiếp tục quán triệt Nghị quyết về giảm nghèo.\n\n2. Giao Ban cán sự đảng UBND tỉnh lãnh đạo xây dựng đề án nhà ở.\n\n3. Đảng đoàn HĐND tỉnh lãnh đạo giám sát việc thực hiện Kết luận này.\n\n4. Ban Tuyên giáo Tỉnh ủy chủ trì hướng dẫn tuyên truyền.\n",
        [
            "các cấp ủy, tổ chức đảng | assigned | Tiếp tục",
            "Ban cán sự đảng UBND tỉnh | assigned | lãnh đạo",
            "Đảng đoàn HĐND tỉnh | assigned | lãnh đạo",
            "Ban Tuyên giáo Tỉnh ủy | lead | hướng dẫn",
        ],
    ),
    (
        PARTY_DIRECTIVE,
        "1. Các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy xây dựng kế hoạch thực hiện.\n\n2. Mặt trận Tổ quốc và các đoàn thể chính trị - xã hội vận động nhân dân giúp nhau thoát nghèo.\n\n3. Văn phòng Tỉnh ủy theo dõi, tham mưu Ban Thường vụ Tỉnh ủy sơ kết.\n\nChỉ thị này được phổ biến đến chi bộ.\n",
        [
            "Các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy | assigned | xây dựng",
            "Mặt trận Tổ quốc | joint | vận động",
            "các đoàn thể chính trị - xã hội | joint | vận động",
            "Văn phòng Tỉnh ủy | assigned | theo dõi",
        ],
    ),
    (
        PARTY_DIRECTIVE,
        "Ban Thường vụ Tỉnh ủy giao Ủy ban Kiểm tra Tỉnh ủy chủ trì, phối hợp với Ban Nội chính Tỉnh ủy kiểm tra việc thực hiện. Thường trực Tỉnh ủy đã yêu cầu Huyện ủy Tân Lập kiểm điểm.\n",
        ["Ủy ban Kiểm tra Tỉnh ủy | lead | kiểm tra"],
    ),
    (
        PARTY_CONCLUSION,
        "2. Đồng chí Bí thư Huyện ủy Tân Lập chịu trách nhiệm trước Ban Thường vụ Tỉnh ủy về tiến độ.\n\n3. Đảng ủy Công an tỉnh lãnh đạo bảo đảm an ninh nông thôn.\n",
        [
            "Đồng chí Bí thư Huyện ủy Tân Lập | assigned | chịu trách nhiệm trước",
            "Đảng ủy Công an tỉnh | assigned | lãnh đạo",
        ],
    ),
    (
        LETTER,
        "1. Đối với Sở Y tế:\n\n- Rà soát thuốc.\n\n- Phối hợp với Công an tỉnh kiểm tra nhà thuốc.\n\n2. Đối với các doanh nghiệp: Đề nghị chấp hành kê khai giá.\n",
        ["Sở Y tế | assigned | Rà soát", "Sở Y tế | coordinate | Phối hợp", "các doanh nghiệp | assigned | chấp hành"],
    ),
    (
        DEPARTMENT,
        "Sở Công Thương đề nghị các chủ đầu tư tập trung thực hiện các nội dung sau:\n\n1. Rà soát tiến độ\n\n- Lập tiến độ tuần.\n\n2. Xử lý chậm tiến độ\n\nQuá 24 tháng không triển khai, Sở Công Thương sẽ báo cáo UBND tỉnh thu hồi.\n\nĐề nghị các chủ đầu tư nghiêm túc thực hiện./.\n",
        ["các chủ đầu tư | assigned | Lập tiến độ", "các chủ đầu tư | assigned | nghiêm túc"],
    ),
    (
        DEPARTMENT,
        "Sở Công Thương đề nghị các đơn vị kinh doanh, sử dụng hóa chất trên địa bàn tỉnh khẩn trương báo cáo trước ngày 8/4/2024.\n",
        ["các đơn vị kinh doanh, sử dụng hóa chất trên địa bàn tỉnh | assigned | khẩn trương"],
    ),
    (
        DEPARTMENT,
        "Yêu cầu các cơ sở sản xuất, kinh doanh rượu trên địa bàn huyện Tân Lập dán tem trước khi bán.\n",
        ["các cơ sở sản xuất, kinh doanh rượu trên địa bàn huyện Tân Lập | assigned | dán tem"],
    ),
    (
        LETTER,
        "1. Sở Y tế\n\n- Chỉ đạo các cơ sở y tế chuẩn bị thuốc.\n\n- Chỉ đạo Trung tâm Kiểm soát bệnh tật tỉnh phun hóa chất.\n\n2. Chỉ đạo các địa phương trực 24/24 giờ.\n",
        [
            "Sở Y tế | assigned | Chỉ đạo các cơ sở",
            "Sở Y tế | assigned | Chỉ đạo Trung tâm",
            "các địa phương | assigned | trực 24",
        ],
    ),
    (
        DIRECTIVE,
        "1. Tháo gỡ khó khăn cho chủ rừng\n\n- Sở Tài chính bố trí vốn hỗ trợ.\n\n2. Công tác đánh giá thiệt hại\n\nKhi xảy ra cháy, UBND huyện Tân Lập xác định thiệt hại.\n",
        ["Sở Tài chính | assigned | bố trí", "UBND huyện Tân Lập | assigned | xác định thiệt hại"],
    ),
    (
        NOTICE,
        "I. ĐÁNH GIÁ CHUNG\n\nSở Y tế chủ động tham mưu, triển khai kịp thời. Công an tỉnh tăng cường tuần tra.\n\nII. NHIỆM VỤ THỜI GIAN TỚI\n\n1. Công an tỉnh tăng cường tuần tra ban đêm.\n\n2. Xử lý dứt điểm tụ điểm ma túy (Công an tỉnh chủ trì).\n\n3. Kiên quyết không để phát sinh điểm nóng.\n",
        [
            "Công an tỉnh | assigned | tăng cường tuần tra ban đêm",
            "Công an tỉnh | lead | Xử lý dứt điểm",
            "- | assigned | Kiên quyết",
        ],
    ),
    (
        NOTICE,
        "1. Về báo cáo của Sở Y tế: Cơ bản thống nhất. Sở Y tế tiếp thu ý kiến của các đại biểu, hoàn chỉnh báo cáo.\n\n2. Ghi nhận kiến nghị của UBND huyện Tân Lập. Giao Sở Giao thông vận tải khảo sát cầu Hòa Bình, đề xuất UBND tỉnh phương án sửa chữa.\n",
        ["Sở Y tế | assigned | tiếp thu", "Sở Giao thông vận tải | assigned | khảo sát"],
    ),
    (
        NOTICE,
        "1. Sở Xây dựng chủ trì:\n\na) Lập quy hoạch.\n\nb) Phối hợp với Sở Tài chính xác định vốn.\n\n2. UBND thành phố Bình An:\n\na) Giải phóng mặt bằng.\n\nb) Tái định cư cho 20 hộ.\n",
        [
            "Sở Xây dựng | lead | Lập quy hoạch",
            "Sở Xây dựng | lead | Phối hợp",
            "UBND thành phố Bình An | assigned | Giải phóng",
            "UBND thành phố Bình An | assigned | Tái định cư",
        ],
    ),
    (
        NOTICE,
        "Thành phần dự họp gồm: Giám đốc Sở Y tế; Chủ tịch UBND các huyện; lãnh đạo Sở Tài chính.\n\nKết luận: Yêu cầu Chủ tịch UBND các huyện chủ động mua thuốc.\n",
        ["Chủ tịch UBND các huyện | assigned | chủ động"],
    ),
    (
        PARTY_CONCLUSION,
        "1. Ban Thường vụ Tỉnh ủy thống nhất chủ trương giảm nghèo bền vững.\n\n2. Giao Ban Tổ chức Tỉnh ủy phối hợp với Đảng ủy Khối Doanh nghiệp tỉnh rà soát tổ chức đảng.\n\n3. Ban Dân vận Tỉnh ủy, Mặt trận Tổ quốc và các đoàn thể đẩy mạnh vận động.\n",
        [
            "Ban Tổ chức Tỉnh ủy | coordinate | rà soát",
            "Ban Dân vận Tỉnh ủy | joint | đẩy mạnh",
            "Mặt trận Tổ quốc | joint | đẩy mạnh",
            "các đoàn thể | joint | đẩy mạnh",
        ],
    ),
    (
        PARTY_DIRECTIVE,
        "Tình hình trên có nguyên nhân là một số cấp ủy chưa quan tâm lãnh đạo, chỉ đạo.\n\nĐể khắc phục, Ban Thường vụ Tỉnh ủy yêu cầu:\n\n1. Cấp ủy các cấp nâng cao trách nhiệm người đứng đầu.\n\n2. Tăng cường kiểm tra, giám sát.\n\n3. HĐND, UBND tỉnh bố trí đủ nguồn lực.\n\n4. Ủy ban Kiểm tra các cấp đưa nội dung này vào chương trình kiểm tra.\n",
        [
            "Cấp ủy các cấp | assigned | nâng cao",
            "- | assigned | Tăng cường",
            "UBND tỉnh | assigned | bố trí",
            "Ủy ban Kiểm tra các cấp | assigned | đưa",
        ],
    ),
    (
        MINISTRY,
        "Bộ Y tế đề nghị Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương chỉ đạo Sở Y tế và các đơn vị liên quan:\n\n1. Tăng cường giám sát cúm.\n\n2. Bảo đảm đủ thuốc.\n\nCục Y tế dự phòng là đầu mối theo dõi.\n",
        [
            "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương | assigned | Tăng cường",
            "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương | assigned | Bảo đảm",
            "Cục Y tế dự phòng | assigned | là đầu mối theo",
        ],
    ),
    (
        PREMIER,
        "Thủ tướng Chính phủ yêu cầu:\n\n1. Chủ tịch UBND các tỉnh ven biển kêu gọi tàu thuyền vào bờ.\n\n2. Bộ Quốc phòng, Bộ Công an bố trí lực lượng cứu nạn.\n\n3. Bộ trưởng Bộ Nông nghiệp và Phát triển nông thôn chỉ đạo bảo vệ đê điều.\n\n4. Văn phòng Chính phủ theo dõi, đôn đốc.\n",
        [
            "Chủ tịch UBND các tỉnh ven biển | assigned | kêu gọi",
            "Bộ Quốc phòng | joint | bố trí",
            "Bộ Công an | joint | bố trí",
            "Bộ trưởng Bộ Nông nghiệp và Phát triển nông thôn | assigned | chỉ đạo",
            "Văn phòng Chính phủ | assigned | theo dõi",
        ],
    ),
    (
        NOTICE,
        "Phó Chủ tịch UBND tỉnh Lê Văn Bình kết luận, chỉ đạo như sau:\n\n1. Đánh giá cao sự nỗ lực của Sở Y tế, Công an tỉnh.\n\n2. Thời gian tới, yêu cầu các thành viên Ban Chỉ đạo bám sát địa bàn.\n\n3. Thống nhất đề xuất của Sở Tài chính về mức chi.\n\n4. Đối với kiến nghị của Sở Y tế về biên chế: Giao Sở Nội vụ tham mưu.\n",
        ["các thành viên Ban Chỉ đạo | assigned | bám sát", "Sở Nội vụ | assigned | tham mưu"],
    ),
    (
        NOTICE,
        "1. UBND thành phố Bình An khẩn trương giải phóng mặt bằng, bàn giao đất cho nhà thầu trước 30/4/2024.\n\n2. Ban Quản lý dự án đầu tư xây dựng tỉnh đôn đốc nhà thầu tăng ca, tăng kíp.\n\n3. Nhà thầu cam kết hoàn thành đúng hạn.\n",
        [
            "UBND thành phố Bình An | assigned | khẩn trương",
            "Ban Quản lý dự án đầu tư xây dựng tỉnh | assigned | đôn đốc",
        ],
    ),
    (NOTICE, "Văn phòng UBND tỉnh thông báo đến các cơ quan, đơn vị liên quan biết, thực hiện./.\n", []),
    (
        DIRECTIVE,
        "1. Chi cục Kiểm lâm, Hạt Kiểm lâm các huyện:\n\n- Tham mưu phương án chữa cháy.\n\n- Trực phòng cháy 24/24 giờ.\n\n2. Đơn vị chủ rừng bố trí lực lượng canh gác.\n\n3. Chỉ thị này có hiệu lực từ ngày ký. Giao Sở Nông nghiệp và Phát triển nông thôn theo dõi, báo cáo./.\n",
        [
            "Chi cục Kiểm lâm | joint | Tham mưu",
            "Hạt Kiểm lâm các huyện | joint | Tham mưu",
            "Chi cục Kiểm lâm | joint | Trực",
            "Hạt Kiểm lâm các huyện | joint | Trực",
            "Đơn vị chủ rừng | assigned | bố trí",
            "Sở Nông nghiệp và Phát triển nông thôn | assigned | theo dõi",
        ],
    ),
    (
        DIRECTIVE,
        "I. Tình hình\n\nCác địa phương triển khai nhiều giải pháp, Công an tỉnh điều tra 12 vụ.\n\nII. Nhiệm vụ\n\n1. Chủ tịch UBND các huyện chịu trách nhiệm trước Chủ tịch UBND tỉnh nếu để mất rừng.\n\n2. Nghiêm cấm đốt nương trong tháng 4.\n",
        ["Chủ tịch UBND các huyện | assigned | chịu trách nhiệm", "- | assigned | Nghiêm cấm"],
    ),
    (
        PARTY_CONCLUSION,
        "1. Các cấp ủy, chính quyền tổ chức học tập Kết luận này.\n\n2. Ban Thường vụ Huyện ủy Tân Lập chỉ đạo kiểm điểm các chi bộ yếu kém.\n\n3. Giao Văn phòng Tỉnh ủy chủ trì, phối hợp với các cơ quan tham mưu, giúp việc Tỉnh ủy theo dõi, đôn đốc, định kỳ báo cáo Ban Thường vụ Tỉnh ủy.\n",
        [
            "Các cấp ủy, chính quyền | assigned | tổ chức",
            "Ban Thường vụ Huyện ủy Tân Lập | assigned | chỉ đạo",
            "Văn phòng Tỉnh ủy | lead | theo dõi",
        ],
    ),
    (
        PARTY_DIRECTIVE,
        "4. Ban Tuyên giáo Tỉnh ủy chủ trì, phối hợp với các cơ quan liên quan tuyên truyền sâu rộng Chỉ thị.\n\n5. Ban cán sự đảng UBND tỉnh lãnh đạo, chỉ đạo các sở, ngành cụ thể hóa Chỉ thị.\n\n6. Đoàn Thanh niên, Hội Phụ nữ các cấp phát động phong trào.\n",
        [
            "Ban Tuyên giáo Tỉnh ủy | lead | tuyên truyền",
            "Ban cán sự đảng UBND tỉnh | assigned | lãnh đạo",
            "Đoàn Thanh niên | joint | phát động",
            "Hội Phụ nữ các cấp | joint | phát động",
        ],
    ),
]


@pytest.mark.parametrize(("frame", "body", "wanted"), CASES, ids=[body[:40] for _, body, _ in CASES])
def test_directives_give_these_tasks_and_no_others(frame: str, body: str, wanted: list[str]) -> None:
    assert_rows(frame + body, wanted)
