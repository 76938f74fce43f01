"""Plans, decisions, guidance and invitations: duties beside aims, guests, contents and costs."""

from __future__ import annotations

import pytest

from assigned_genres import DECISION, GUIDANCE, INVITATION, PLAN
from assigned_rows import assert_rows

# Frame, body, and each row as "lead | role | words of its task"; "-" where nobody is named.
CASES: list[tuple[str, str, list[str]]] = [
    (
        DECISION,
        "Điều 1. Phê duyệt Kế hoạch trồng rừng năm 2024.\n\nĐiều 2. Tổ chức thực hiện\n\n1. Sở Nông nghiệp và Phát triển nông thôn chủ trì trồng 200 ha rừng.\n\n2. Sở Tài chính bố trí vốn.\n\nĐiều 3. Quyết định này có hiệu lực từ ngày ký.\n",
        ["Sở Nông nghiệp và Phát triển nông thôn | lead | trồng 200", "Sở Tài chính | assigned | bố trí"],
    ),
    (
        DECISION,
        "Điều 1. Giao Sở Xây dựng làm chủ đầu tư cầu Hòa Bình.\n\nĐiều 2. Sở Xây dựng có trách nhiệm lập hồ sơ theo quy định.\n",
        ["Sở Xây dựng | assigned | làm chủ đầu tư", "Sở Xây dựng | assigned | lập hồ sơ"],
    ),
    (
        DECISION,
        "Điều 1. Thành lập Tổ công tác gồm: ông A, Giám đốc Sở Y tế làm Tổ trưởng.\n\nĐiều 2. Tổ công tác có nhiệm vụ giúp UBND tỉnh chỉ đạo tiêm phòng.\n",
        ["Tổ công tác | assigned | giúp UBND tỉnh"],
    ),
    (
        DECISION,
        "Điều 1. Bãi bỏ Quyết định số 12/QĐ-UBND.\n\nĐiều 2. Chánh Văn phòng UBND tỉnh; Giám đốc Sở Tư pháp; Thủ trưởng các cơ quan liên quan căn cứ Quyết định thi hành./.\n",
        [
            "Chánh Văn phòng UBND tỉnh | joint | căn cứ Quyết định",
            "Giám đốc Sở Tư pháp | joint | căn cứ Quyết định",
            "Thủ trưởng các cơ quan liên quan | joint | căn cứ Quyết định",
        ],
    ),
    (
        DECISION,
        "Điều 1. Cho phép Công ty TNHH An Phú khai thác nước dưới đất 200 m3/ngày.\n\nĐiều 2. Công ty TNHH An Phú có trách nhiệm lắp đồng hồ đo và báo cáo trước ngày 15/12 hằng năm.\n",
        ["Công ty TNHH An Phú | assigned | lắp đồng hồ"],
    ),
    (
        DECISION,
        "Điều 1. Ủy quyền cho Giám đốc Sở Y tế cấp giấy phép hành nghề.\n\nĐiều 2. Giám đốc Sở Y tế chịu trách nhiệm trước UBND tỉnh về nội dung được ủy quyền; định kỳ hằng quý báo cáo.\n",
        ["Giám đốc Sở Y tế | assigned | cấp giấy phép", "Giám đốc Sở Y tế | assigned | chịu trách nhiệm trước"],
    ),
    (
        DECISION,
        "Điều 1. Sửa đổi Điều 5 Quy chế như sau: “Sở Y tế chủ trì kiểm tra thuốc”.\n\nĐiều 2. Quyết định này thay thế Quyết định số 3/QĐ-UBND.\n",
        [],
    ),
    (
        DECISION,
        "Điều 1. Công bố 12 thủ tục hành chính.\n\nĐiều 2. Giao Sở Tư pháp:\n\n1. Đăng tải thủ tục trên Cổng dịch vụ công trong 03 ngày làm việc.\n\n2. Chủ trì, phối hợp với Văn phòng UBND tỉnh xây dựng quy trình điện tử.\n",
        ["Sở Tư pháp | assigned | Đăng tải", "Sở Tư pháp | lead | Chủ trì"],
    ),
    (
        DECISION,
        "Điều 1. Khi xảy ra cháy rừng, UBND huyện Tân Lập phối hợp với các cơ quan chức năng xác định thiệt hại.\n",
        ["UBND huyện Tân Lập | coordinate | xác định"],
    ),
    (
        DECISION,
        "Điều 3. Trách nhiệm của các cơ quan\n\n1. Sở Nội vụ\n\na) Theo dõi việc thực hiện.\n\nb) Tổng hợp, báo cáo UBND tỉnh.\n\n2. Các sở, ban, ngành: Phổ biến Quy chế này.\n",
        [
            "Sở Nội vụ | assigned | Theo dõi",
            "Sở Nội vụ | assigned | Tổng hợp",
            "Các sở, ban, ngành | assigned | Phổ biến",
        ],
    ),
    (
        PLAN,
        "I. MỤC ĐÍCH, YÊU CẦU\n\n- Nâng cao nhận thức người dân.\n\n- Các sở, ngành triển khai kịp thời, hiệu quả.\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế: Tập huấn phun hóa chất; báo cáo hằng tuần.\n\n2. Đề nghị Tỉnh đoàn phát động thanh niên diệt bọ gậy.\n\n3. Giao phòng Nghiệp vụ Y triển khai các công việc sau:\n\n- Phun hóa chất tại 5 xã.\n",
        ["Sở Y tế | assigned | Tập huấn", "Tỉnh đoàn | assigned | phát động", "phòng Nghiệp vụ Y | assigned | Phun"],
    ),
    (
        PLAN,
        "III. KINH PHÍ\n\nNgân sách tỉnh bảo đảm 200 triệu đồng.\n\nIV. TỔ CHỨC THỰC HIỆN\n\n1. Sở Tài chính\n\nTham mưu bố trí kinh phí.\n\n2. UBND các xã, phường\n\n- Vận động hộ dân lật úp dụng cụ chứa nước.\n\n- Báo cáo trước ngày 25 hằng tháng.\n\nTrên đây là Kế hoạch, yêu cầu các cơ quan nghiêm túc thực hiện./.\n",
        [
            "Sở Tài chính | assigned | Tham mưu",
            "UBND các xã, phường | assigned | Vận động",
            "UBND các xã, phường | assigned | Báo cáo",
            "các cơ quan | assigned | nghiêm túc",
        ],
    ),
    (
        PLAN,
        "II. NỘI DUNG\n\n1. Thời gian: 8 giờ ngày 15/3/2024.\n\n2. Địa điểm: Trung tâm hội nghị tỉnh.\n\n3. Thành phần: Lãnh đạo Sở Y tế chủ trì; đại diện Sở Tài chính tham dự.\n",
        [],
    ),
    (
        PLAN,
        "II. NHIỆM VỤ\n\n1. Tuyên truyền phòng bệnh\n\na) Nội dung: Phát tờ rơi, treo băng rôn.\n\nb) Đơn vị thực hiện: Trung tâm Kiểm soát bệnh tật tỉnh.\n\nc) Thời gian: tháng 4/2024.\n",
        ["Trung tâm Kiểm soát bệnh tật tỉnh | assigned | Nội dung: Phát tờ"],
    ),
    (
        PLAN,
        "V. TỔ CHỨC THỰC HIỆN\n\n1. Các đơn vị thuộc Sở Y tế căn cứ Kế hoạch này xây dựng kế hoạch của đơn vị.\n\n2. Trưởng phòng Tổ chức cán bộ theo dõi, đôn đốc.\n\n3. Văn phòng chuẩn bị phòng họp, trang thiết bị.\n",
        [
            "Các đơn vị thuộc Sở Y tế | assigned | căn cứ Kế hoạch",
            "Trưởng phòng Tổ chức cán bộ | assigned | theo dõi",
            "Văn phòng | assigned | chuẩn bị",
        ],
    ),
    (
        PLAN,
        "IV. TỔ CHỨC THỰC HIỆN\n\n1. Phân công nhiệm vụ\n\n- Đ/c Nguyễn Văn An, Phó Giám đốc: phụ trách chung.\n\n2. Các Ban, đoàn thể vận động hội viên tham gia.\n",
        ["Đ/c Nguyễn Văn An, Phó Giám đốc | assigned | phụ trách", "Các Ban, đoàn thể | assigned | vận động"],
    ),
    (
        INVITATION,
        "UBND tỉnh trân trọng kính mời đại biểu dự họp.\n\n1. Thời gian: 8 giờ ngày 15/3/2024.\n\n2. Chủ trì: Phó Chủ tịch UBND tỉnh.\n\n3. Thành phần: Giám đốc Sở Xây dựng, Giám đốc Sở Tài chính.\n\nGiao Sở Xây dựng chuẩn bị báo cáo tiến độ, gửi Văn phòng UBND tỉnh trước ngày 14/3/2024.\n",
        ["Sở Xây dựng | assigned | chuẩn bị báo cáo"],
    ),
    (
        INVITATION,
        "Phân công chuẩn bị:\n\n- Sở Tài chính: Chuẩn bị báo cáo nguồn vốn.\n\n- Văn phòng UBND tỉnh: Chuẩn bị phòng họp.\n\nĐề nghị các đại biểu tham dự đầy đủ, đúng thành phần./.\n",
        ["Sở Tài chính | assigned | Chuẩn bị báo", "Văn phòng UBND tỉnh | assigned | Chuẩn bị phòng"],
    ),
    (
        INVITATION,
        "Kính mời: Sở Tài chính, Sở Xây dựng cử cán bộ tham dự họp.\n\nĐề nghị Sở Xây dựng chuẩn bị nội dung báo cáo tại cuộc họp.\n",
        ["Sở Xây dựng | assigned | chuẩn bị nội dung"],
    ),
    (
        GUIDANCE,
        "1. Hồ sơ gồm: đơn, dự toán.\n\n2. UBND cấp huyện tiếp nhận hồ sơ, gửi Sở Công Thương trước ngày 30/4/2024.\n\n3. Phòng Kinh tế các huyện thẩm định hồ sơ.\n\n4. Cơ sở công nghiệp nộp 02 bộ hồ sơ.\n",
        ["UBND cấp huyện | assigned | tiếp nhận", "Phòng Kinh tế các huyện | assigned | thẩm định"],
    ),
    (
        GUIDANCE,
        "III. TỔ CHỨC THỰC HIỆN\n\nCác đơn vị thực hiện nghiêm Hướng dẫn này. Quá trình thực hiện, nếu có vướng mắc, đề nghị phản ánh về Sở Công Thương.\n",
        ["Các đơn vị | assigned | thực hiện nghiêm"],
    ),
    (
        PLAN,
        "III. TỔ CHỨC THỰC HIỆN\n\n1. Giao phòng Nghiệp vụ Y thực hiện các việc sau:\n\n2. Chuẩn bị hóa chất.\n\n3. Tổ chức phun tại 5 xã.\n\n4. Văn phòng bố trí xe.\n",
        [
            "phòng Nghiệp vụ Y | assigned | Chuẩn bị",
            "phòng Nghiệp vụ Y | assigned | Tổ chức",
            "Văn phòng | assigned | bố trí",
        ],
    ),
    (
        PLAN,
        "IV. PHÂN CÔNG TRÁCH NHIỆM\n\n1. Sở Y tế - Cơ quan thường trực\n\n- Hướng dẫn chuyên môn.\n\n2. Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh\n\nBảo đảm an ninh vùng dịch.\n\n3. Các sở, ban, ngành, đoàn thể\n\nTuyên truyền cho cán bộ.\n",
        [
            "Sở Y tế | assigned | Hướng dẫn",
            "Công an tỉnh | joint | Bảo đảm",
            "Bộ Chỉ huy Quân sự tỉnh | joint | Bảo đảm",
            "Các sở, ban, ngành, đoàn thể | assigned | Tuyên truyền",
        ],
    ),
    (
        PLAN,
        "II. NHIỆM VỤ, GIẢI PHÁP\n\n1. Tổ chức diệt bọ gậy tại 100% xã.\n\nCơ quan chủ trì: Sở Y tế.\n\nCơ quan phối hợp: UBND các huyện.\n\nThời gian: Tháng 4/2024.\n\n2. Tập huấn cho 200 cán bộ.\n\n- Đơn vị thực hiện: Trung tâm Kiểm soát bệnh tật tỉnh.\n",
        ["Sở Y tế | lead | Tổ chức diệt", "Trung tâm Kiểm soát bệnh tật tỉnh | assigned | Tập huấn"],
    ),
    (
        PLAN,
        "I. MỤC TIÊU\n\n- Phấn đấu giảm 20% số ca mắc.\n\n- 100% UBND các xã xây dựng kế hoạch.\n\nII. KINH PHÍ\n\nSở Tài chính bố trí từ ngân sách.\n\nIII. CHẾ ĐỘ BÁO CÁO\n\nCác đơn vị báo cáo kết quả về Sở Y tế trước ngày 20 hằng tháng.\n",
        ["Các đơn vị | assigned | báo cáo kết quả"],
    ),
    (
        PLAN,
        "V. TỔ CHỨC THỰC HIỆN\n\n1. Giao Sở Y tế là cơ quan đầu mối theo dõi, đôn đốc.\n\n2. UBND huyện Tân Lập chủ động bố trí kinh phí; huy động lực lượng tại chỗ.\n\n3. Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về Sở Y tế để tổng hợp.\n",
        ["Sở Y tế | assigned | là cơ quan đầu", "UBND huyện Tân Lập | assigned | chủ động"],
    ),
    (
        DECISION,
        "Điều 1. Phê duyệt dự án cầu Hòa Bình với các nội dung sau:\n\n1. Chủ đầu tư: Sở Giao thông vận tải.\n\n2. Tổng mức đầu tư: 20 tỷ đồng.\n\n3. Thời gian thực hiện: 2024 - 2025.\n\nĐiều 2. Sở Giao thông vận tải chịu trách nhiệm quản lý dự án theo quy định.\n\nĐiều 3. Các ông: Chánh Văn phòng UBND tỉnh, Giám đốc Sở Giao thông vận tải chịu trách nhiệm thi hành Quyết định này./.\n",
        [
            "Sở Giao thông vận tải | assigned | quản lý",
            "Chánh Văn phòng UBND tỉnh | joint | chịu trách nhiệm thi",
            "Giám đốc Sở Giao thông vận tải | joint | chịu trách nhiệm thi",
        ],
    ),
    (
        DECISION,
        "Điều 1. Thành lập Ban Chỉ đạo giảm nghèo tỉnh gồm:\n\n1. Ông Trần Văn An, Phó Chủ tịch UBND tỉnh - Trưởng Ban.\n\n2. Bà Lê Thị Bình, Giám đốc Sở Nội vụ - Ủy viên.\n\nĐiều 2. Ban Chỉ đạo có nhiệm vụ xây dựng kế hoạch giảm nghèo.\n\nĐiều 3. Sở Nội vụ là cơ quan thường trực của Ban Chỉ đạo, có trách nhiệm tổng hợp, báo cáo.\n",
        ["Ban Chỉ đạo | assigned | xây dựng", "Sở Nội vụ | assigned | tổng hợp"],
    ),
    (
        DECISION,
        "Điều 1. Tặng Bằng khen cho Sở Y tế, Công an tỉnh có thành tích xuất sắc.\n\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n",
        [],
    ),
    (
        DECISION,
        "Điều 4. Phân công trách nhiệm\n\n1. Sở Tư pháp: Theo dõi thi hành pháp luật.\n\n2. UBND cấp huyện có trách nhiệm:\n\na) Bố trí cán bộ.\n\nb) Báo cáo định kỳ 6 tháng.\n\n3. Đơn vị sử dụng đất nộp tiền đúng hạn.\n",
        [
            "Sở Tư pháp | assigned | Theo dõi",
            "UBND cấp huyện | assigned | Bố trí",
            "UBND cấp huyện | assigned | Báo cáo",
            "Đơn vị sử dụng đất | assigned | nộp tiền",
        ],
    ),
    (
        INVITATION,
        "UBND tỉnh kính mời lãnh đạo Sở Y tế, Sở Tài chính dự họp bàn về dịch bệnh.\n\nSở Y tế chuẩn bị báo cáo, gửi đại biểu trước ngày 14/3/2024.\n\nVăn phòng UBND tỉnh chuẩn bị cơ sở vật chất.\n\nRất mong các đại biểu đến dự đúng giờ./.\n",
        ["Sở Y tế | assigned | chuẩn bị báo", "Văn phòng UBND tỉnh | assigned | chuẩn bị cơ sở"],
    ),
    (
        GUIDANCE,
        "II. TRÁCH NHIỆM CỦA CÁC CƠ QUAN\n\n1. Sở Công Thương thẩm định đề án.\n\n2. Cơ quan tài chính các cấp kiểm tra quyết toán.\n\n3. Trách nhiệm của UBND cấp xã\n\na) Xác nhận hồ sơ.\n\nb) Niêm yết danh sách.\n",
        [
            "Cơ quan tài chính các cấp | assigned | kiểm tra",
            "UBND cấp xã | assigned | Xác nhận",
            "UBND cấp xã | assigned | Niêm yết",
        ],
    ),
    (
        PLAN,
        "II. NỘI DUNG\n\n1. Hoạt động truyền thông\n\n- Nội dung: Phát thanh 2 lần/ngày.\n\n- Thực hiện: Đài Phát thanh và Truyền hình tỉnh.\n\n2. Giám sát\n\nTrung tâm Kiểm soát bệnh tật tỉnh giám sát véc tơ tại 20 xã, hằng tuần báo cáo Sở Y tế.\n",
        [
            "Đài Phát thanh và Truyền hình tỉnh | assigned | Nội dung: Phát thanh",
            "Trung tâm Kiểm soát bệnh tật tỉnh | assigned | giám sát",
        ],
    ),
    (
        PLAN,
        "III. TỔ CHỨC THỰC HIỆN\n\n1. Thành lập đoàn kiểm tra do Lãnh đạo Sở Y tế làm Trưởng đoàn.\n\n2. Sở Thông tin và Truyền thông chỉ đạo cơ quan báo chí đưa tin.\n\n3. Đề nghị Hội Liên hiệp Phụ nữ tỉnh, Tỉnh đoàn: Vận động hội viên, đoàn viên tham gia.\n",
        [
            "- | assigned | Thành lập",
            "Sở Thông tin và Truyền thông | assigned | chỉ đạo",
            "Hội Liên hiệp Phụ nữ tỉnh | joint | Vận động",
            "Tỉnh đoàn | joint | Vận động",
        ],
    ),
    (
        PLAN,
        "4. UBND các huyện, thị xã, thành phố\n\na) Ban hành kế hoạch trước ngày 31/3/2024.\n\nb) Chỉ đạo UBND cấp xã ra quân diệt bọ gậy vào thứ Bảy hằng tuần.\n\nc) Bảo đảm kinh phí.\n",
        [
            "UBND các huyện, thị xã, thành phố | assigned | Ban hành",
            "UBND các huyện, thị xã, thành phố | assigned | Chỉ đạo",
            "UBND các huyện, thị xã, thành phố | assigned | Bảo đảm",
        ],
    ),
    (
        DECISION,
        "Điều 1. Giao chỉ tiêu biên chế năm 2024 cho các sở, ngành theo phụ lục.\n\nĐiều 2. Căn cứ chỉ tiêu được giao, Thủ trưởng các sở, ngành phân bổ cho đơn vị trực thuộc.\n\nĐiều 3. Giao Sở Nội vụ kiểm tra việc thực hiện Quyết định này.\n",
        ["Thủ trưởng các sở, ngành | assigned | phân bổ", "Sở Nội vụ | assigned | kiểm tra"],
    ),
    (
        DECISION,
        "Điều 1. Thu hồi 2.000 m2 đất của Công ty TNHH An Phú tại xã Hòn Ngang, giao cho UBND xã Hòn Ngang quản lý.\n\nĐiều 2. Sở Tài nguyên và Môi trường chỉnh lý hồ sơ địa chính; Công ty TNHH An Phú có trách nhiệm bàn giao đất trước ngày 30/4/2024.\n",
        [
            "UBND xã Hòn Ngang | assigned | quản lý",
            "Sở Tài nguyên và Môi trường | assigned | chỉnh lý",
            "Công ty TNHH An Phú | assigned | bàn giao",
        ],
    ),
    (
        INVITATION,
        "Để cuộc họp đạt kết quả, đề nghị Sở Giao thông vận tải chuẩn bị báo cáo, Ban Quản lý dự án chuẩn bị hồ sơ trình chiếu.\n\nKính mời đại biểu đến dự đúng giờ.\n",
        ["Sở Giao thông vận tải | assigned | chuẩn bị báo", "Ban Quản lý dự án | assigned | chuẩn bị hồ sơ"],
    ),
    (
        GUIDANCE,
        "1. Sở Công Thương tiếp nhận hồ sơ trong giờ hành chính.\n\n2. Các huyện, thành phố rà soát, lập danh sách cơ sở đủ điều kiện; phòng chuyên môn cấp huyện hướng dẫn lập hồ sơ.\n",
        ["Các huyện, thành phố | assigned | rà soát", "phòng chuyên môn cấp huyện | assigned | hướng dẫn"],
    ),
]


@pytest.mark.parametrize(("frame", "body", "wanted"), CASES, ids=[body[:40] for _, body, _ in CASES])
def test_plans_give_these_tasks_and_no_others(frame: str, body: str, wanted: list[str]) -> None:
    assert_rows(frame + body, wanted)
